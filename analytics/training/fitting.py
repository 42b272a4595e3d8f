"""Fitting the coverage model, and judging texts by models that have not seen their group."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from analytics.measures.coverage.features import source_features
from analytics.measures.coverage.model import CoverageModel, Logistic
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
    texts: Sequence[CodedText], provenance: dict[str, Any], crossed: Sequence[CodedText], others: Sequence[CodedText] = ()
) -> CoverageModel:
    """Fit the model with its thresholds.

    Parameters
    ----------
    texts : sequence of CodedText
        Texts to train on, of at least three groups.
    provenance : dict
        Kept with the weights.
    crossed : sequence of CodedText
        The same commitments held against texts about something else.
    others : sequence of CodedText, optional
        Texts of another kind that are not trained on; the thresholds suit both kinds, each counting one half.

    Returns
    -------
    CoverageModel
        Thresholds and the error of rates are those of held-out groups.
    """
    held_out = cross_validate(texts, crossed=crossed, others=others)
    passage, mentioned, covered = _fit(texts, {})
    errors = rate_errors(held_out.cells.levels == 2, held_out.covered, held_out.cells.texts)
    related = fit_related(texts, crossed)
    model = CoverageModel(passage, related, mentioned, covered, 0.5, 0.5, float(np.sqrt((errors**2).mean())), provenance)
    kinds = [held_out, judge(model, others)] if others else [held_out]
    chosen = choose_thresholds([(kind.cells.levels, kind.covered, kind.mentioned) for kind in kinds])
    return replace(model, mentioned_threshold=chosen[0], covered_threshold=chosen[1])


def cross_validate(
    tested: Sequence[CodedText],
    texts: Sequence[CodedText] | None = None,
    weights: Mapping[str, float] | None = None,
    crossed: Sequence[CodedText] = (),
    others: Sequence[CodedText] = (),
) -> Judged:
    """Judge every group by a model that has not seen it, thresholds included.

    Parameters
    ----------
    tested : sequence of CodedText
        Texts to judge, of at least three groups.
    texts : sequence of CodedText, optional
        Texts to train on, beside or instead of those tested; a tested group is always left out.
    weights : mapping of str to float, optional
        Weight of a cell by data set.
    crossed : sequence of CodedText, optional
        Commitments held against texts about something else; without them every source is taken to be about the statement.
    others : sequence of CodedText, optional
        Texts of another kind that the thresholds shall suit as well; see `fit_model`.

    Returns
    -------
    Judged
        Fold by fold; `cells` says what is what.
    """
    parts: list[tuple[Cells, np.ndarray, np.ndarray]] = []
    kinds: list[list[tuple[np.ndarray, np.ndarray, np.ndarray]]] = []
    for fold in _folds(tested, FOLDS):
        known = [text for text in texts or tested if text.group not in fold]
        passage, mentioned, covered = _fit(known, weights or {})
        related = fit_related(known, [text for text in crossed if text.group not in fold]) if crossed else ALWAYS_RELATED
        cells = cells_of([text for text in tested if text.group in fold], passage, related)
        model = CoverageModel(passage, related, mentioned, covered, 0.5, 0.5, 0.0, {})
        parts.append((cells, *model.probabilities(cells.table, cells.related)))
        other = judge(model, others) if others else None
        kinds.append([(other.cells.levels, other.covered, other.mentioned)] if other else [])
    return Judged(
        joined([part[0] for part in parts]),
        np.concatenate([part[1] for part in parts]),
        np.concatenate([part[2] for part in parts]),
        np.concatenate(list(_levels_by_fold(parts, kinds))),
    )


def _levels_by_fold(
    parts: Sequence[tuple[Cells, np.ndarray, np.ndarray]], kinds: Sequence[list[tuple[np.ndarray, np.ndarray, np.ndarray]]]
) -> Iterator[np.ndarray]:
    """Turn each fold's probabilities into levels with thresholds chosen on the other folds, and on other kinds of text."""
    for place, (_, covered, mentioned) in enumerate(parts):
        rest = [part for number, part in enumerate(parts) if number != place]
        coded, c, m = (np.concatenate(columns) for columns in zip(*((part[0].levels, part[1], part[2]) for part in rest), strict=True))
        yield to_levels(covered, mentioned, *choose_thresholds([(coded, c, m), *kinds[place]]))


def judge(model: CoverageModel, texts: Sequence[CodedText]) -> Judged:
    """Judge coded texts with a fitted model."""
    cells = cells_of(texts, model.passage, model.related)
    covered, mentioned = model.probabilities(cells.table, cells.related)
    levels = to_levels(covered, mentioned, model.mentioned_threshold, model.covered_threshold)
    return Judged(cells, covered, mentioned, levels)


def to_levels(covered: np.ndarray, mentioned: np.ndarray, mentioned_threshold: float, covered_threshold: float) -> np.ndarray:
    """Turn probabilities into levels, as the model does into verdicts."""
    return np.where(covered >= covered_threshold, 2, np.where(mentioned >= mentioned_threshold, 1, 0))


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


def _fit(texts: Sequence[CodedText], weights: Mapping[str, float]) -> tuple[Logistic, Logistic, Logistic]:
    """Fit the passage part, then the verdict parts on what passage parts say that have not seen the text."""
    passage = fit_passages(texts, weights)
    parts = []
    for fold in _folds(texts, _INNER_FOLDS):
        inner = fit_passages([text for text in texts if text.group not in fold], weights)
        parts.append(cells_of([text for text in texts if text.group in fold], inner))
    cells = joined(parts)
    table = np.stack(list(cells.table.values()), axis=1)
    importance = np.array([weights.get(str(dataset), 1.0) for dataset in cells.datasets])
    # Where coders only told present from absent, absent may still be partial: it says nothing of mentioned.
    usable = cells.graded | (cells.levels > 0)
    names = tuple(cells.table)
    mentioned = _fit_logistic(names, table[usable], cells.levels[usable] >= 1, importance[usable], CELL_STRENGTH)
    return passage, mentioned, _fit_logistic(names, table, cells.levels == 2, importance, CELL_STRENGTH)


def fit_related(texts: Sequence[CodedText], crossed: Sequence[CodedText]) -> Logistic:
    """Fit the part that tells sources about the statement from others.

    Parameters
    ----------
    texts, crossed : sequence of CodedText
        Sources about their statement, and about something else.

    Returns
    -------
    Logistic
        Gives the log-odds that a source is about the statement.
    """
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
        Weight by data set.

    Returns
    -------
    Logistic
        Gives the log-odds that a passage tells a commitment.
    """
    rows, told, importance = [], [], []
    for text in texts:
        if not text.evidence.any() and not text.graded:
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
