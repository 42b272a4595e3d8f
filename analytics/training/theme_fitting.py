"""Where the weights of the theme classifier come from: passages coded by theme."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import minimize

from analytics.measures.themes.chain import chain_marginals
from analytics.measures.themes.features import FEATURE_VERSION, FEATURES, OTHER_FEATURES, ThemeFeatures, prepare_themes, theme_features
from analytics.measures.themes.model import ThemeModel, theme_scores
from analytics.schema import OTHER_THEME
from analytics.training.coded_studies import coded_passages

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analytics.training.coded_studies import CodedStudy

UNKNOWN = -1
"""Theme of a passage that nobody has coded."""

SHRINKAGE = 0.02
"""Ridge penalty on every weight but the first feature's: keeps weights small that few passages speak for."""

# Added to the scores of all other themes where a passage is coded: low enough to count as impossible.
_IMPOSSIBLE = -40.0


@dataclass(frozen=True, slots=True)
class ThemeText:
    """One source, with what speaks for each theme and which theme is right.

    Parameters
    ----------
    case, source, language : str
        Study, source and language.
    themes : tuple of str
        The study's themes and `Other`.
    features : ThemeFeatures
        What speaks for each.
    labels, second_labels : numpy.ndarray of shape (passages,)
        Number of the coded theme, and of the coder's second choice; `UNKNOWN` where there is none.
    """

    case: str
    source: str
    language: str
    themes: tuple[str, ...]
    features: ThemeFeatures
    labels: np.ndarray
    second_labels: np.ndarray


def theme_texts(coded: CodedStudy) -> list[ThemeText]:
    """Prepare the sources of a study of which at least one passage is coded by theme."""
    book = prepare_themes(coded.study.commitments, coded.commitment_reads)
    themes = (*book.themes, OTHER_THEME)
    number = {theme: rank for rank, theme in enumerate(themes)}
    texts = []
    for source, read in coded.reads.items():
        labels, seconds = (np.full(len(read.passages), UNKNOWN) for _ in range(2))
        for row in coded.codings["theme_coding"]:
            if row["source"] == source:
                for passage in coded_passages(read, row["passage"]):
                    labels[passage] = number.get(row["theme"], UNKNOWN)
                    seconds[passage] = number.get(row["second_theme"], UNKNOWN)
        if (labels != UNKNOWN).any():
            texts.append(ThemeText(coded.name, source, read.language, themes, theme_features(book, read), labels, seconds))
    return texts


def fit_theme_model(texts: Sequence[ThemeText], provenance: dict[str, object]) -> ThemeModel:
    """Learn the weights by maximum likelihood of the coded themes, the uncoded passages summed over.

    Parameters
    ----------
    texts : sequence of ThemeText
        Sources with coded passages; the same weights serve all their themes.
    provenance : dict
        Kept with the weights.

    Returns
    -------
    ThemeModel
        Deterministic for the same texts.
    """
    sizes = len(FEATURES), len(OTHER_FEATURES)
    penalties = np.r_[np.full(sum(sizes), SHRINKAGE), 0.0, 0.0]
    penalties[0] = 0.0
    start = np.r_[np.ones(sizes[0]), np.zeros(sizes[1]), 0.5, 1.5]
    bounds = [(None, None)] * sum(sizes) + [(0.0, 6.0)] * 2
    found = minimize(_loss, start, args=(texts, penalties), jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 300})
    weights, other, ties = np.split(found.x.round(4), np.cumsum(sizes))
    return ThemeModel(
        dict(zip(FEATURES, weights.tolist(), strict=True)),
        dict(zip(OTHER_FEATURES, other.tolist(), strict=True)),
        float(ties[0]),
        float(ties[1]),
        provenance,
    )


def theme_model_to_json(model: ThemeModel) -> dict[str, object]:
    """Return the weights as plain values for ``weights.json``."""
    return {
        "what": "Weights of the theme classifier: log-odds per unit of a feature, the same for every theme.",
        "feature_version": FEATURE_VERSION,
        "weights": dict(model.weights),
        "other_weights": dict(model.other_weights),
        "tie_apart": model.tie_apart,
        "tie_joined": model.tie_joined,
        "provenance": dict(model.provenance),
    }


def _loss(values: np.ndarray, texts: Sequence[ThemeText], penalties: np.ndarray) -> tuple[float, np.ndarray]:
    """Negative log-likelihood with ridge penalty, and its gradient."""
    weights, other, ties = np.split(values, np.cumsum([len(FEATURES), len(OTHER_FEATURES)]))
    loss, gradient = float(penalties @ values**2), 2 * penalties * values
    for text in texts:
        scores, joined = theme_scores(text.features, weights, other), text.features.is_joined.astype(int)
        free, log_free, stays = chain_marginals(scores, ties[joined])
        fixed, log_fixed, fixed_stays = chain_marginals(_fixed(scores, text.labels), ties[joined])
        excess, excess_stays = free - fixed, stays - fixed_stays
        loss += log_free - log_fixed
        gradient += np.r_[
            np.einsum("ntk,nt->k", text.features.themes, excess[:, :-1]),
            text.features.other.T @ excess[:, -1],
            [excess_stays[joined == kind].sum() for kind in (0, 1)],
        ]
    return loss, gradient


def _fixed(scores: np.ndarray, labels: np.ndarray) -> np.ndarray:
    coded = np.flatnonzero(labels != UNKNOWN)
    known = scores[coded, labels[coded]]
    fixed = scores.copy()
    fixed[coded] = known[:, None] + _IMPOSSIBLE
    fixed[coded, labels[coded]] = known
    return fixed
