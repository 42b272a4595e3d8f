"""What are the rates once people have checked some cells, and how sure are they?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy.special import stdtrit

from analytics.errors import SchemaError
from analytics.schema import conform

if TYPE_CHECKING:
    from collections.abc import Collection

LEAST_RANDOM = 10
"""Cells drawn by lot from which on their mean error is used to correct the others: below it, its interval says nothing."""

OUTCOMES = ("coverage", "partial", "omission")
"""The three rates of a row, one per verdict."""

_CELL = ["source", "commitment"]
_NEEDED = [*_CELL, "theme", "act", "verdict", "p_covered", "p_mentioned"]


@dataclass(frozen=True, slots=True)
class Corrected:
    """A share of cells, estimated with a random sample of checked ones.

    Parameters
    ----------
    share, low, high : float
        Estimate and interval, 0 to 1.
    n_random : int
        Cells of the sample.
    """

    share: float
    low: float
    high: float
    n_random: int


def difference_estimate(truth: np.ndarray, predicted: np.ndarray, role: np.ndarray, *, level: float) -> Corrected:
    """Estimate the share of cells that have a verdict from predictions and a random sample of checks.

    Parameters
    ----------
    truth : numpy.ndarray of shape (n,)
        1 where a person found the verdict, 0 where not; NaN where nobody looked.
    predicted : numpy.ndarray of shape (n,)
        The program's probability of the verdict.
    role : numpy.ndarray of shape (n,)
        ``known``: counts as itself; ``random``: drawn by lot from those that are not known; ``open``: neither.
    level : float
        Level of the interval.

    Returns
    -------
    Corrected
        Share and interval, cut to [0, 1]; NaN where n = 0, or where cells are open and fewer than two are random.

    Notes
    -----
    With N cells, of which the stratum L of size N_L is not known, and a simple random sample A of m cells of L::

        share = (sum_known y + sum_L p + N_L / m * sum_A (y - p)) / N
        variance = (N_L / N) ** 2 * (1 - m / N_L) * s2 / m

    with the interval of Student's t on m - 1 degrees of freedom. `s2` is the variance of y - p in A or, where larger, the mean of p (1 - p)
    over L, which the program itself expects: a small sample that happens to hold no error must not look certain. The estimate is unbiased
    whatever the quality of p, which only decides the width. It is the difference estimator of survey sampling, and prediction-powered
    inference for a finite population.

    References
    ----------
    Saerndal, C.-E., Swensson, B., Wretman, J. (1992). Model Assisted Survey Sampling, 6.3. Springer.
    Angelopoulos, A. N. et al. (2023). Prediction-powered inference. Science 382, 669-674.
    """
    n, rest, sampled = len(role), role != "known", role == "random"
    n_rest, m = int(rest.sum()), int(sampled.sum())
    if n == 0 or (m < 2 and m < n_rest):
        return Corrected(float("nan"), float("nan"), float("nan"), m)
    errors = (truth - predicted)[sampled]
    correction = n_rest * float(errors.mean()) if n_rest else 0.0
    share = (float(truth[~rest].sum()) + float(predicted[rest].sum()) + correction) / n
    half = _half_width(m, n_rest, n, _spread(errors, predicted[rest]), level) if m < n_rest else 0.0
    low, middle, high = np.clip([share - half, share, share + half], 0.0, 1.0)
    return Corrected(float(middle), float(low), float(high), m)


def cell_roles(
    order: pd.DataFrame, checked: Collection[tuple[str, str]], *, by_rank: Collection[tuple[str, str]], by_lot: Collection[tuple[str, str]]
) -> pd.Series:
    """Say for which other cells each checked cell can speak.

    Parameters
    ----------
    order : pandas.DataFrame
        From `analytics.measures.review_order.review_order`.
    checked : collection of (source, commitment)
        Every checked cell.
    by_rank, by_lot : collection of (source, commitment)
        Those that came before a reviewer in the order of `rank`, and in that of `draw`.

    Returns
    -------
    pandas.Series
        ``known``, ``random`` or ``open`` per row of `order`, with its index.

    Notes
    -----
    Per source. Checking by rank without a gap down to rank q splits the cells by a rule that looks at no text: those up to q are known, and
    speak for nobody else. Among the others those are a simple random sample that stand, in the order of lots, no later than the last
    that was drawn before the first lot that nobody checked: what was put off, or passed by under a filter, is no chance, and lots behind it
    wait until it is checked. Cells that somebody chose by hand elsewhere stay open here, since errors that were noticed are no sample of
    errors. Where all cells of a source are checked, all are known.
    """
    keys = list(zip(order["source"].tolist(), order["commitment"].tolist(), strict=True))
    frame = order.assign(
        checked=[key in checked for key in keys], by_rank=[key in by_rank for key in keys], by_lot=[key in by_lot for key in keys]
    )
    return (
        pd.concat([_roles(cells) for _, cells in frame.groupby("source", sort=False)]).reindex(order.index) if len(frame) else pd.Series()
    )


def first_open_lots(order: pd.DataFrame, checked: Collection[tuple[str, str]]) -> dict[str, tuple[int, str]]:
    """Return, of each source, the place and the commitment of the first lot that nobody checked: lots behind it do not count.

    Parameters
    ----------
    order : pandas.DataFrame
        From `analytics.measures.review_order.review_order`.
    checked : collection of (source, commitment)
        Every checked cell.

    Returns
    -------
    dict of str to (int, str)
        `draw` and commitment by source; a source that was read whole is not in it.
    """
    found: dict[str, tuple[int, str]] = {}
    lots = order.sort_values("draw")
    for source, commitment, place in zip(lots["source"].tolist(), lots["commitment"].tolist(), lots["draw"].tolist(), strict=True):
        if source not in found and (source, commitment) not in checked:
            found[source] = (place, commitment)
    return found


def corrected_rates(rates: pd.DataFrame, coverage: pd.DataFrame, program: pd.DataFrame, roles: pd.Series, *, level: float) -> pd.DataFrame:
    """Correct the rates of sources, themes and acts of which enough cells were drawn by lot and checked.

    Parameters
    ----------
    rates : pandas.DataFrame
        The ``rates`` table with the checked cells in place; rows with fewer than `LEAST_RANDOM` random cells stay as they are.
    coverage, program : pandas.DataFrame
        The ``coverage`` table with the reviewers' verdicts, and the program's own; the same cells in the same order.
    roles : pandas.Series
        From `cell_roles`, by row of `program`.
    level : float
        Level of the intervals.

    Returns
    -------
    pandas.DataFrame
        The ``rates`` table; corrected rows say so in ``basis`` and ``n_random``. The three shares of a row add up to 1 unless one was cut
        to [0, 1].

    Raises
    ------
    SchemaError
        If a column is missing or the two coverage tables differ in their cells.
    """
    _check(coverage, program)
    cells = _cells(coverage, program, roles)
    columns = {name: cells[name].to_numpy() for name in cells.columns}  # as arrays: hundreds of selections from a frame are slow
    corrected = rates.copy()
    for row in rates.itertuples():
        here = _is_in_group(columns, str(row.source), str(row.dimension), str(row.group))
        if int((columns["role"][here] == "random").sum()) < LEAST_RANDOM:
            continue
        for outcome in OUTCOMES:
            truth, predicted = columns[f"true_{outcome}"][here], columns[outcome][here]
            found = difference_estimate(truth, predicted, columns["role"][here], level=level)
            corrected.loc[row.Index, [f"{outcome}_rate", f"{outcome}_low", f"{outcome}_high"]] = found.share, found.low, found.high
            corrected.loc[row.Index, "n_random"] = found.n_random
        corrected.loc[row.Index, "basis"] = "random sample"
    return conform(corrected, "rates")


def checks_needed(coverage: pd.DataFrame, program: pd.DataFrame, roles: pd.Series, *, half_width: float, level: float) -> int:
    """Count how many more cells of one source must be drawn and checked until its coverage rate is known well enough.

    Parameters
    ----------
    coverage, program, roles
        As in `corrected_rates`, rows of one source.
    half_width : float
        Wanted half width of the interval, in shares.
    level : float
        Level of the interval.

    Returns
    -------
    int
        Cells still to be drawn; 0 where the sample is large enough. It is a forecast: the errors found next may differ.
    """
    cells = _cells(coverage, program, roles)
    rest = cells[cells["role"] != "known"]
    sampled = rest[rest["role"] == "random"]
    errors = (sampled["true_coverage"] - sampled["coverage"]).to_numpy(float)
    spread = _spread(errors, rest["coverage"].to_numpy(float))
    for m in range(max(len(sampled), min(LEAST_RANDOM, len(rest))), len(rest)):
        if _half_width(m, len(rest), len(cells), spread, level) <= half_width:
            return m - len(sampled)
    return len(rest) - len(sampled)


def _roles(cells: pd.DataFrame) -> pd.Series:
    roles = pd.Series("open", index=cells.index)
    if cells["checked"].all():
        return roles.mask(cells["checked"], "known")
    is_deep = cells["rank"] <= _reached(cells, "rank", cells["by_rank"])
    is_drawn = cells["draw"] <= _reached(cells, "draw", cells["by_lot"] & ~is_deep)
    return roles.mask(is_drawn, "random").mask(is_deep, "known")


def _reached(cells: pd.DataFrame, order: str, came: pd.Series) -> float:
    """Return the last place in an order at which a cell came so, before the first cell that nobody checked; 0 for none."""
    first_gap = cells.loc[~cells["checked"], order].min()
    places = cells.loc[came & (cells[order] < first_gap), order]
    return float(places.max()) if len(places) else 0.0


def _cells(coverage: pd.DataFrame, program: pd.DataFrame, roles: pd.Series) -> pd.DataFrame:
    """Put truth, prediction and role of every cell side by side."""
    covered, mentioned = program["p_covered"].to_numpy(float), program["p_mentioned"].to_numpy(float)
    cells = program[["source", "theme", "act"]].assign(role=roles.to_numpy(), coverage=covered, partial=mentioned - covered)
    cells["omission"] = 1 - mentioned
    verdicts = coverage["verdict"].to_numpy()
    is_checked = cells["role"].isin(["known", "random"]).to_numpy()
    for outcome, verdict in zip(OUTCOMES, ("covered", "partial", "omitted"), strict=True):
        cells[f"true_{outcome}"] = np.where(is_checked, (verdicts == verdict).astype(float), np.nan)
    return cells.dropna(subset=list(OUTCOMES))


def _is_in_group(columns: dict[str, np.ndarray], source: str, dimension: str, group: str) -> np.ndarray:
    is_here: np.ndarray = columns["source"] == source
    return is_here if dimension == "all" else is_here & (columns[dimension] == group)


def _spread(errors: np.ndarray, open_probabilities: np.ndarray) -> float:
    expected = float((open_probabilities * (1 - open_probabilities)).mean()) if len(open_probabilities) else 0.0
    return max(float(errors.var(ddof=1)) if len(errors) > 1 else 0.0, expected)


def _half_width(m: int, n_rest: int, n: int, spread: float, level: float) -> float:
    error = n_rest / n * np.sqrt((1 - m / n_rest) * spread / m)
    return float(stdtrit(m - 1, (1 + level) / 2) * error)


def _check(coverage: pd.DataFrame, program: pd.DataFrame) -> None:
    for table in (coverage, program):
        missing = [column for column in _NEEDED if column not in table.columns]
        if missing:
            raise SchemaError(f"A coverage table lacks the columns {missing}; corrected rates need {_NEEDED}.")
    if not coverage[_CELL].reset_index(drop=True).equals(program[_CELL].reset_index(drop=True)):
        raise SchemaError("The two coverage tables differ in their cells; correct the very table that was reviewed.")
