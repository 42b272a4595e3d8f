"""Fitting the coverage model, and judging texts by models that have not seen their group."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from analytics.measures.coverage.features import source_features
from analytics.measures.coverage.model import CoverageModel, Logistic, to_levels
from analytics.training.collection import UNITS
from analytics.training.excerpts import excerpt_name
from analytics.training.figures import f1_score, rate_errors, weighted_kappa
from analytics.training.samples import Cells, CodedText, cells_of, joined

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

PASSAGE_STRENGTH = 0.1
"""Inverse strength of the ridge penalty of the passage part (scikit-learn's C)."""

CELL_STRENGTH = 0.01
"""The same of the verdict parts."""

RELATED_STRENGTH = 10.0
"""The same of the part that tells related sources: one feature, which parts them nearly without error."""

RELATED_SHARE = 0.9
"""Share of a study's sources that are taken to be about its statement before looking."""

ALWAYS_RELATED = Logistic((), np.zeros(0), np.ones(0), np.zeros(0), np.inf)
"""Takes every source to be about the statement."""

FOLDS = 8
"""Most folds of a cross-validation; fewer where there are fewer groups."""


@dataclass(frozen=True, slots=True)
class Weights:
    """How much a cell, or a passage, of each data set counts in each part of the model; 1 for a data set that is not named.

    Parameters
    ----------
    passage, mentioned, covered : mapping of str to float
        By data set, at least 0; 0 leaves the data set out of the part.
    without_thresholds : frozenset of str
        Data sets that the thresholds do not look at.
    """

    passage: Mapping[str, float] = field(default_factory=dict)
    mentioned: Mapping[str, float] = field(default_factory=dict)
    covered: Mapping[str, float] = field(default_factory=dict)
    without_thresholds: frozenset[str] = frozenset()


_WHOLE = {"cases": 0.7, "translations": 0.17, "diplomatic": 0.21}
# Each cell stands in one whole statement and in one excerpt of either size: half a weight each, so that both kinds count the same.
_OWN = _WHOLE | {excerpt_name(dataset): weight / 2 for dataset, weight in _WHOLE.items()}
SHIPPED = Weights(
    passage=_OWN | {UNITS: 0.0},
    mentioned=_OWN | {UNITS: 0.45},
    covered=_OWN | {UNITS: 0.0},
    without_thresholds=frozenset({"translations", *map(excerpt_name, _WHOLE)}),
)
"""The weights of the shipped model: 36 articles that say six things count as much as one case; see decisions 18 and 105."""

_INNER_FOLDS = 4
_CLIP = 6.0
_AS_GOOD = 0.01
_GRID = [round(0.20 + 0.02 * step, 2) for step in range(30)]


@dataclass(frozen=True, slots=True)
class Judged:
    """What a model says of cells.

    Parameters
    ----------
    cells : Cells
        The cells, coded.
    covered, mentioned : numpy.ndarray of shape (cells,)
        Probabilities.
    levels : numpy.ndarray of shape (cells,)
        2 covered, 1 partial, 0 omitted.
    """

    cells: Cells
    covered: np.ndarray
    mentioned: np.ndarray
    levels: np.ndarray


def fit_model(
    texts: Sequence[CodedText],
    provenance: dict[str, Any],
    crossed: Sequence[CodedText],
    weights: Weights | None = None,
    held_out: Judged | None = None,
) -> CoverageModel:
    """Fit the model with its thresholds.

    Parameters
    ----------
    texts : sequence of CodedText
        Texts to train on, of at least three groups.
    provenance : dict
        Kept with the weights.
    crossed : sequence of CodedText
        Commitments of some of the groups held against texts about something else.
    weights : Weights, optional
        By default every cell counts the same.
    held_out : Judged, optional
        What `cross_validate` says of the same texts, crossed and weights, where it is known already.

    Returns
    -------
    CoverageModel
        Thresholds and the error of rates are those of held-out groups. The error of rates is that of the data sets that the part for
        covered learns from.
    """
    weights = weights or Weights()
    held_out = held_out or cross_validate(texts, weights=weights, crossed=crossed)
    passage, mentioned, covered = _fit(texts, weights)
    whole = np.array([weights.covered.get(str(dataset), 1.0) > 0 for dataset in held_out.cells.datasets])
    errors = rate_errors(held_out.cells.levels[whole] == 2, held_out.covered[whole], held_out.cells.texts[whole])
    related = fit_related(texts, crossed)
    chosen = choose_thresholds(_kinds(held_out.cells, held_out.covered, held_out.mentioned, weights))
    return CoverageModel(passage, related, mentioned, covered, *chosen, float(np.sqrt((errors**2).mean())), provenance)


def cross_validate(
    tested: Sequence[CodedText],
    texts: Sequence[CodedText] | None = None,
    weights: Weights | None = None,
    crossed: Sequence[CodedText] = (),
) -> Judged:
    """Judge every group by a model that has not seen it, thresholds included.

    Parameters
    ----------
    tested : sequence of CodedText
        Texts to judge, of at least three groups.
    texts : sequence of CodedText, optional
        Texts to train on, beside or instead of those tested; a tested group is always left out.
    weights : Weights, optional
        By default every cell counts the same.
    crossed : sequence of CodedText, optional
        Commitments held against texts about something else; without them every source is taken to be about the statement.

    Returns
    -------
    Judged
        Fold by fold; `cells` says what is what.
    """
    weights = weights or Weights()
    parts: list[tuple[Cells, np.ndarray, np.ndarray]] = []
    for fold in _folds(tested, FOLDS):
        known = [text for text in texts or tested if text.group not in fold]
        passage, mentioned, covered = _fit(known, weights)
        related = fit_related(known, [text for text in crossed if text.group not in fold]) if crossed else ALWAYS_RELATED
        cells = cells_of([text for text in tested if text.group in fold], passage, related)
        model = CoverageModel(passage, related, mentioned, covered, 0.5, 0.5, 0.0, {})
        parts.append((cells, *model.probabilities(cells.table, cells.related)))
    return Judged(
        joined([part[0] for part in parts]),
        np.concatenate([part[1] for part in parts]),
        np.concatenate([part[2] for part in parts]),
        np.concatenate(list(_levels_by_fold(parts, weights))),
    )


def _levels_by_fold(parts: Sequence[tuple[Cells, np.ndarray, np.ndarray]], weights: Weights) -> Iterator[np.ndarray]:
    """Turn each fold's probabilities into levels with thresholds chosen on the other folds."""
    for place, (_, covered, mentioned) in enumerate(parts):
        rest = [part for number, part in enumerate(parts) if number != place]
        cells, c, m = joined([part[0] for part in rest]), *(np.concatenate([part[column] for part in rest]) for column in (1, 2))
        yield to_levels(covered, mentioned, *choose_thresholds(_kinds(cells, c, m, weights)))


def _kinds(cells: Cells, covered: np.ndarray, mentioned: np.ndarray, weights: Weights) -> list[tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """Part what was coded and found by data set, for `choose_thresholds`."""
    chosen = [cells.datasets == dataset for dataset in np.unique(cells.datasets) if str(dataset) not in weights.without_thresholds]
    return [(cells.levels[some], covered[some], mentioned[some]) for some in chosen]


def judge(model: CoverageModel, texts: Sequence[CodedText]) -> Judged:
    """Judge coded texts with a fitted model."""
    cells = cells_of(texts, model.passage, model.related)
    covered, mentioned = model.probabilities(cells.table, cells.related)
    levels = to_levels(covered, mentioned, model.mentioned_threshold, model.covered_threshold)
    return Judged(cells, covered, mentioned, levels)


def choose_thresholds(kinds: Sequence[tuple[np.ndarray, np.ndarray, np.ndarray]]) -> tuple[float, float]:
    """Find thresholds of mentioned and covered with a high weighted kappa plus half the F1 of covered.

    The middle of all pairs that come within 0.01 of the best is taken: the best alone is mostly chance.

    Parameters
    ----------
    kinds : sequence of (levels, covered, mentioned)
        Coded levels and probabilities of each kind of text; each kind counts the same.

    Returns
    -------
    tuple of (float, float)
        Thresholds of mentioned and of covered.
    """

    def worth(thresholds: tuple[float, float]) -> float:
        total = 0.0
        for levels, covered, mentioned in kinds:
            found = to_levels(covered, mentioned, *thresholds)
            total += weighted_kappa(levels, found) + 0.5 * f1_score(levels == 2, found == 2)
        return total

    grid = [(m, c) for m in _GRID for c in _GRID]
    worths = np.array([worth(point) for point in grid])
    near = np.array(grid)[worths >= worths.max() - _AS_GOOD * len(kinds)]
    return float(near[:, 0].mean().round(2)), float(near[:, 1].mean().round(2))


def _folds(texts: Sequence[CodedText], most: int) -> list[set[str]]:
    """Split groups into folds that keep each whole."""
    names = sorted({text.group for text in texts})
    folds = min(len(names), most)
    # In strides, so that a data set whose groups share a prefix is spread over all folds.
    return [set(names[start::folds]) for start in range(folds)]


def _fit(texts: Sequence[CodedText], weights: Weights) -> tuple[Logistic, Logistic, Logistic]:
    """Fit the passage part, then the verdict parts on what passage parts say that have not seen the text."""
    passage = fit_passages(texts, weights.passage)
    parts = []
    for fold in _folds(texts, _INNER_FOLDS):
        inner = fit_passages([text for text in texts if text.group not in fold], weights.passage)
        parts.append(cells_of([text for text in texts if text.group in fold], inner))
    cells = joined(parts)
    # Where coders only told present from absent, absent may still be partial: it says nothing of mentioned.
    mentioned = _fit_cells(cells, cells.levels >= 1, weights.mentioned, cells.graded | (cells.levels > 0))
    return passage, mentioned, _fit_cells(cells, cells.levels == 2, weights.covered, np.ones(len(cells), dtype=bool))


def _fit_cells(cells: Cells, yes: np.ndarray, weights: Mapping[str, float], usable: np.ndarray) -> Logistic:
    importance = np.array([weights.get(str(dataset), 1.0) for dataset in cells.datasets])
    some = usable & (importance > 0)
    table = np.stack(list(cells.table.values()), axis=1)[some]
    return _fit_logistic(tuple(cells.table), table, yes[some], importance[some], CELL_STRENGTH)


def fit_related(texts: Sequence[CodedText], crossed: Sequence[CodedText]) -> Logistic:
    """Fit the part that tells sources about the statement from others.

    Parameters
    ----------
    texts, crossed : sequence of CodedText
        Sources about their statement, and about something else. Of the first, only the data sets of the second count.

    Returns
    -------
    Logistic
        Gives the log-odds that a source is about the statement.
    """
    datasets = {text.dataset for text in crossed}
    texts = [text for text in texts if text.dataset in datasets]
    tables = [source_features(text.alignment) for text in (*texts, *crossed)]
    names = tuple(tables[0])
    rows = np.array([[float(table[name]) for name in names] for table in tables])
    about = np.arange(len(tables)) < len(texts)
    importance = np.where(about, RELATED_SHARE / len(texts), (1 - RELATED_SHARE) / len(crossed)) * len(tables)
    return _fit_logistic(names, rows, about, importance, RELATED_STRENGTH)


def fit_passages(texts: Sequence[CodedText], weights: Mapping[str, float]) -> Logistic:
    """Fit the passage part: the passages that coders pointed at against all others.

    Parameters
    ----------
    texts : sequence of CodedText
        Commitments count that are omitted, or mentioned with evidence.
    weights : mapping of str to float
        Weight by data set; 1 where it is not named, 0 leaves it out.

    Returns
    -------
    Logistic
        Gives the log-odds that a passage tells a commitment.
    """
    rows, told, importance = [], [], []
    for text in texts:
        if (not text.evidence.any() and not text.graded) or weights.get(text.dataset, 1.0) == 0:
            continue
        chosen = text.has_evidence | (text.levels == 0)
        stacked = np.stack(list(text.passages.values()), axis=2)[chosen]
        rows.append(stacked.reshape(-1, stacked.shape[2]))
        told.append(text.evidence[chosen].ravel())
        importance.append(np.full(told[-1].size, weights.get(text.dataset, 1.0)))
    names = tuple(texts[0].passages)
    return _fit_logistic(names, np.concatenate(rows).astype(float), np.concatenate(told), np.concatenate(importance), PASSAGE_STRENGTH)


def _fit_logistic(names: tuple[str, ...], table: np.ndarray, yes: np.ndarray, importance: np.ndarray, strength: float) -> Logistic:
    from sklearn.linear_model import LogisticRegression

    means = np.average(table, axis=0, weights=importance)
    scales = np.sqrt(np.average((table - means) ** 2, axis=0, weights=importance))
    scales = np.where(scales > 1e-9, scales, 1.0)
    standard = np.clip((table - means) / scales, -_CLIP, _CLIP)
    fitted = LogisticRegression(C=strength, max_iter=2000, tol=1e-5).fit(standard, yes, sample_weight=importance)
    return Logistic(names, means, scales, fitted.coef_[0], float(fitted.intercept_[0]))
