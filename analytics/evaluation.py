"""How far does the program agree with a coding, and where do the two part?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np
import pandas as pd

from analytics.intervals import LEVEL, mean_interval, wilson_interval
from analytics.measures.agreement import agreement
from analytics.measures.calibration import calibration_error_by_chance, expected_calibration_error, reliability_table
from analytics.measures.ranking import area_under_curve, area_under_curve_interval, average_precision, average_precision_interval
from analytics.schema import SEPARATOR, VERDICTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from analytics.study.coding import Coding, Span

OUTCOMES = {"covered": ("covered",), "mentioned": ("covered", "partial")}
"""What a probability is about, and the coded verdicts that make it come true."""

_KEY = ["source", "commitment"]
_RANK = {verdict: rank for rank, verdict in enumerate(reversed(VERDICTS))}
_FIGURES = ["dimension", "group", "scope", "measure", "verdict", "value", "low", "high", "n", "support", "reason"]
_DISAGREEMENTS = [
    "source",
    "outlet",
    "language",
    "commitment",
    "label",
    "verdict_program",
    "verdict_coded",
    "p_coded",
    "p_covered",
    "p_mentioned",
    "sure",
    "evidence_program",
    "evidence_coded",
]
_NO_CELL = "no cell to compare"
_NO_ENDS = (float("nan"), float("nan"))


class Tables(Protocol):
    """The tables that are compared with a coding; an `analytics.pipeline.Analysis` has them."""

    @property
    def sources(self) -> pd.DataFrame:
        """The table ``sources`` of `analytics.schema.TABLES`."""

    @property
    def commitments(self) -> pd.DataFrame:
        """The table ``commitments`` of `analytics.schema.TABLES`."""

    @property
    def coverage(self) -> pd.DataFrame:
        """The table ``coverage`` of `analytics.schema.TABLES`."""


@dataclass(frozen=True, slots=True, eq=False)
class Evaluation:
    """Agreement of the program with a coding.

    Parameters
    ----------
    figures : pandas.DataFrame
        ``dimension, group, scope, measure, verdict, value, low, high, n, support, reason``, one figure a row. Dimension ``all``,
        ``language``, ``source``, ``theme``, ``act``, or ``sure`` (groups yes and no, where the coding says no anywhere). Scope ``all``
        counts every cell that both sides judged; ``mentioned`` only those that at least one side calls covered or partial, since a
        matrix of mostly empty cells flatters agreement. `n` is the number of cells behind a figure; for ``f1`` the number that either side
        gave the `verdict`, and `support` the number that the coding gave it. A figure without a meaning is NaN, and `reason` says why.
        `low` and `high` are the ends of its interval: of agreement's figures and ``evidence_agreement`` by the methods of
        `analytics.measures.agreement.agreement`, of the ranking by those of `analytics.measures.ranking`, of the deviations by Student's t.
        NaN where the cells cannot tell, and for the calibration errors: what chance alone shows of them stands beside them.

        ==============================  ==========================================================================================
        measure                         value
        ==============================  ==========================================================================================
        ``cohen_kappa``                 linear weights over the three verdicts; 1 full agreement, 0 chance
        ``cohen_kappa_unweighted``      the same, every disagreement counting the same
        ``krippendorff_alpha``          ordinal; 1 full agreement, 0 chance
        ``accuracy``                    share of equal verdicts
        ``f1``                          per verdict, 0 to 1; not for omitted in scope ``mentioned``, where both sides never say it
        ``auc_mentioned``               of p_mentioned; 1 best, 0.5 chance
        ``average_precision_mentioned`` of p_mentioned; 1 best, by chance the share of mentioned cells
        ``ece_mentioned, ece_covered``  expected calibration error of the two probabilities in ten bins; 0 best
        ``ece_mentioned_by_chance``     what calibrated probabilities would show of it on as many cells; so for covered
        ``coverage_rate_deviation``     mean p_covered less the coded share of covered cells, in percentage points; 0 best
        ``mention_rate_deviation``      the same of p_mentioned and covered or partial cells
        ``evidence_agreement``          share of cells, covered or partial on both sides and with a quote of the coder's found in the
                                        source, in which a passage of the program's overlaps such a quote
        ==============================  ==========================================================================================
    confusion : pandas.DataFrame
        ``verdict_program, verdict_coded, n``: all nine pairs, zero included.
    calibration : pandas.DataFrame
        ``probability`` (p_covered or p_mentioned) and the columns of `analytics.measures.calibration.reliability_table`.
    disagreements : pandas.DataFrame
        The cells whose verdicts differ, most surprising first: those to whose coded verdict the program gave the least probability,
        ``p_coded``. With the label of the commitment and the evidence of both sides, passages joined by `` || ``.
    n_cells, only_program, only_coded : int
        Cells that both sides judged, and those that just one did; these count nowhere.
    """

    figures: pd.DataFrame
    confusion: pd.DataFrame
    calibration: pd.DataFrame
    disagreements: pd.DataFrame
    n_cells: int
    only_program: int
    only_coded: int

    @property
    def tables(self) -> Mapping[str, pd.DataFrame]:
        """The four tables by name."""
        return {name: getattr(self, name) for name in ("figures", "confusion", "calibration", "disagreements")}


def evaluate_coding(tables: Tables, coding: Coding, *, level: float = LEVEL) -> Evaluation:
    """Compare the verdicts and probabilities of an analysis with a coding of the same study.

    Parameters
    ----------
    tables : Tables
        An analysis, or whatever has its tables ``sources``, ``commitments`` and ``coverage``.
    coding : Coding
        From `analytics.study.coding.read_coding`. It may leave cells out.
    level : float
        Level of the intervals, between 0 and 1.

    Returns
    -------
    Evaluation
        Figures with their counts, confusion, calibration, disagreements. Without a cell in common every figure is undefined.
    """
    cells = _common_cells(tables, coding)
    with_p = cells.dropna(subset=["p_covered", "p_mentioned"])
    rows = [row for dimension, group, chosen in _groups(cells) for row in _group_figures(dimension, group, chosen, level)]
    calibration = [
        reliability_table(_occurred(with_p, outcome), with_p[f"p_{outcome}"].to_numpy(float)).assign(probability=f"p_{outcome}")
        for outcome in OUTCOMES
    ]
    calibrated = pd.concat(calibration, ignore_index=True)
    return Evaluation(
        figures=pd.DataFrame(rows, columns=_FIGURES).astype({"support": "Int64"}),
        confusion=_agreement_columns(agreement(*_sides(cells)).confusion),
        calibration=calibrated[["probability", *calibrated.columns.drop("probability")]],
        disagreements=_disagreements(cells),
        n_cells=len(cells),
        only_program=len(tables.coverage) - len(cells),
        only_coded=len(coding.cells) - len(cells),
    )


def _common_cells(tables: Tables, coding: Coding) -> pd.DataFrame:
    """Join what both sides say of a cell, in the order of the coverage table."""
    coded = pd.DataFrame(
        [(c.source, c.commitment, c.verdict, c.sure, SEPARATOR.join(c.evidence), c.spans) for c in coding.cells],
        columns=[*_KEY, "verdict_coded", "sure", "evidence_coded", "spans_coded"],
    )
    program = tables.coverage.rename(columns={"verdict": "verdict_program", "evidence": "evidence_program"})
    spans = [_spans(str(starts), str(ends)) for starts, ends in zip(program["start"], program["end"], strict=True)]
    program = program.assign(spans_program=pd.Series(spans, index=program.index, dtype=object))
    cells = program.merge(coded, on=_KEY, validate="one_to_one")
    languages = tables.sources.set_index("source")["language"]
    labels = tables.commitments.set_index("commitment")["label"]
    cells = cells.assign(language=cells["source"].map(languages), label=cells["commitment"].map(labels))
    return cells.assign(p_coded=_probability_of_coded(cells))


def _spans(starts: str, ends: str) -> tuple[Span, ...]:
    pairs = zip(starts.split(SEPARATOR), ends.split(SEPARATOR), strict=True) if starts else ()
    return tuple((int(start), int(end)) for start, end in pairs)


def _probability_of_coded(cells: pd.DataFrame) -> np.ndarray:
    """Return the probability that the program gave to the verdict of the coding."""
    covered, mentioned = cells["p_covered"].to_numpy(float), cells["p_mentioned"].to_numpy(float)
    is_covered, is_partial = ((cells["verdict_coded"] == verdict).to_numpy() for verdict in ("covered", "partial"))
    return np.where(is_covered, covered, np.where(is_partial, mentioned - covered, 1.0 - mentioned))


def _groups(cells: pd.DataFrame) -> Iterator[tuple[str, str, pd.DataFrame]]:
    yield "all", "all", cells
    sure = cells.assign(sure=np.where(cells["sure"].astype(bool), "yes", "no"))
    dimensions = ["language", "source", "theme", "act", *(["sure"] if (sure["sure"] == "no").any() else [])]
    for dimension in dimensions:
        for group, chosen in sure.groupby(dimension, sort=False):
            yield dimension, str(group), chosen


def _group_figures(dimension: str, group: str, cells: pd.DataFrame, level: float) -> Iterator[dict[str, object]]:
    for row in (*_verdict_figures(cells, level), *_probability_figures(cells, level), _evidence(cells, level)):
        yield {"dimension": dimension, "group": group, **row}


def _verdict_figures(cells: pd.DataFrame, level: float) -> Iterator[dict[str, object]]:
    """Yield the agreement of the verdicts, over all cells and over those that at least one side calls mentioned."""
    coded = cells["verdict_coded"].value_counts()
    for scope, measure, verdict, value, *ends, n in agreement(*_sides(cells), level=level).figures.itertuples(index=False):
        if verdict and (scope, verdict) != ("mentioned", "omitted"):
            support = int(coded.get(verdict, 0))
            yield _figure(scope, measure, value, n, "neither side gives this verdict", ends, verdict=verdict, support=support)
        elif not verdict:
            yield _figure(scope, measure, value, n, "both sides give one and the same verdict throughout" if n else _NO_CELL, ends)


def _probability_figures(cells: pd.DataFrame, level: float) -> Iterator[dict[str, object]]:
    known = cells.dropna(subset=["p_covered", "p_mentioned"])
    n, mentioned = len(known), _occurred(known, "mentioned")
    p = {outcome: known[f"p_{outcome}"].to_numpy(float) for outcome in OUTCOMES}
    no_cell = "no cell has a probability" if len(cells) else _NO_CELL
    no_mention = "no cell is coded covered or partial" if n else no_cell
    one_class = "every cell is coded covered or partial" if mentioned.any() else no_mention
    area, precision = area_under_curve(mentioned, p["mentioned"]), average_precision(mentioned, p["mentioned"])
    ends = area_under_curve_interval(mentioned, p["mentioned"], level=level)
    yield _figure("all", "auc_mentioned", area, n, one_class, ends)
    ends = average_precision_interval(precision, int(mentioned.sum()), level=level)
    yield _figure("all", "average_precision_mentioned", precision, n, no_mention, ends)
    for outcome, rate in (("mentioned", "mention"), ("covered", "coverage")):
        occurred = _occurred(known, outcome)
        yield _figure("all", f"ece_{outcome}", expected_calibration_error(occurred, p[outcome]), n, no_cell)
        yield _figure("all", f"ece_{outcome}_by_chance", calibration_error_by_chance(p[outcome]), n, no_cell)
        deviations = p[outcome] - occurred
        points = [100 * end for end in mean_interval(deviations, level=level)]
        yield _figure("all", f"{rate}_rate_deviation", 100 * float(deviations.mean()) if n else float("nan"), n, no_cell, points)


def _evidence(cells: pd.DataFrame, level: float) -> dict[str, object]:
    told = cells[(cells["verdict_coded"] != "omitted") & (cells["verdict_program"] != "omitted")]
    pairs = [(ours, theirs) for ours, theirs in zip(told["spans_program"], told["spans_coded"], strict=True) if ours and theirs]
    share = float(np.mean([_overlap(*pair) for pair in pairs])) if pairs else float("nan")
    why = "no cell that both sides call covered or partial has a quote in the coding"
    return _figure("all", "evidence_agreement", share, len(pairs), why, wilson_interval(share, len(pairs), level=level))


def _overlap(ours: Sequence[Span], theirs: Sequence[Span]) -> bool:
    return any(max(a, c) < min(b, d) for a, b in ours for c, d in theirs)


def _figure(
    scope: str,
    measure: str,
    value: float,
    n: int,
    why: str,
    ends: Sequence[float] = _NO_ENDS,
    *,
    verdict: str = "",
    support: int | None = None,
) -> dict[str, object]:
    """Make one row; `why` says why the value is undefined, if it is; `ends` are those of its interval."""
    reason, (low, high) = why if np.isnan(value) else "", ends
    head = {"scope": scope, "measure": measure, "verdict": verdict}
    return head | {"value": value, "low": low, "high": high, "n": n, "support": support, "reason": reason}


def _occurred(cells: pd.DataFrame, outcome: str) -> np.ndarray:
    return cells["verdict_coded"].isin(OUTCOMES[outcome]).to_numpy(bool)


def _sides(cells: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the program's verdicts and those of the coding, as two codings."""
    program, coded = (cells[[*_KEY, column]].set_axis([*_KEY, "verdict"], axis=1) for column in ("verdict_program", "verdict_coded"))
    return program, coded


def _agreement_columns(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.rename(columns={"verdict_a": "verdict_program", "verdict_b": "verdict_coded"})


def _disagreements(cells: pd.DataFrame) -> pd.DataFrame:
    differing = cells[cells["verdict_program"] != cells["verdict_coded"]]
    ranks = [differing[column].map(_RANK).astype(int) for column in ("verdict_program", "verdict_coded")]
    ordered = differing.assign(nearness=-(ranks[0] - ranks[1]).abs()).sort_values(["p_coded", "nearness"], kind="stable")
    return ordered[_DISAGREEMENTS].reset_index(drop=True)
