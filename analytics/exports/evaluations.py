"""The agreement with a coding as files, as JSON, and as text for a terminal."""

from __future__ import annotations

import json
import math
from dataclasses import asdict
from typing import TYPE_CHECKING

from analytics.exports.files import make_folder, write_file
from analytics.exports.tables import plain_csv
from analytics.schema import VERDICTS
from analytics.study.shortening import shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    import pandas as pd

    from analytics.errors import Fault
    from analytics.evaluation import Evaluation
    from analytics.pipeline import Analysis
    from analytics.study.coding import Coding

EVALUATION_FILE = "evaluation.json"
"""Name of the file with everything and its provenance."""

UNDEFINED = "-"
"""Stands for a figure without a meaning; why is said below the tables."""

SHOWN_DISAGREEMENTS = 10
SHOWN_CHARACTERS = 150
WIDEST_GROUP = 24

_VERDICT_COLUMNS = {
    "kappa": ("cohen_kappa", ""),
    "alpha": ("krippendorff_alpha", ""),
    **{f"F1 {verdict}": ("f1", verdict) for verdict in VERDICTS},
}
_PROBABILITY_COLUMNS = {
    "AUC": ("auc_mentioned", ""),
    "avg.prec.": ("average_precision_mentioned", ""),
    "ECE ment.": ("ece_mentioned", ""),
    "chance ment.": ("ece_mentioned_by_chance", ""),
    "ECE cov.": ("ece_covered", ""),
    "chance cov.": ("ece_covered_by_chance", ""),
    "rate ment.": ("mention_rate_deviation", ""),
    "rate cov.": ("coverage_rate_deviation", ""),
    "evidence": ("evidence_agreement", ""),
}
_SHOWN_DIMENSIONS = ("all", "language", "source", "sure")


def write_evaluation(evaluation: Evaluation, analysis: Analysis, coding: Coding, folder: Path) -> tuple[Path, ...]:
    """Write the tables of an evaluation as CSV, and everything as JSON.

    Parameters
    ----------
    evaluation : Evaluation
        What to write.
    analysis, coding
        The two sides.
    folder : pathlib.Path
        Where to; made if need be. Files of the same names are replaced.

    Returns
    -------
    tuple of pathlib.Path
        ``figures.csv``, ``confusion.csv``, ``calibration.csv``, ``disagreements.csv``, ``evaluation.json``.

    Raises
    ------
    ExportError
        If a file cannot be written.
    """
    make_folder(folder)
    contents = {f"{name}.csv": plain_csv(table) for name, table in evaluation.tables.items()}
    contents[EVALUATION_FILE] = evaluation_json(evaluation, analysis, coding)
    for name, content in contents.items():
        write_file(folder / name, content)
    return tuple(folder / name for name in contents)


def evaluation_json(evaluation: Evaluation, analysis: Analysis, coding: Coding) -> bytes:
    """Write an evaluation with what it was made from.

    Parameters
    ----------
    evaluation : Evaluation
        What to write.
    analysis, coding
        The two sides.

    Returns
    -------
    bytes
        JSON with ``study`` (its title), ``coding`` (file, hash, rows), ``cells`` (counts), one list of rows per table, undefined figures
        as null, ``provenance`` and ``faults``: the same bytes for the same input.
    """
    described = {
        "study": analysis.study.title,
        "coding": {"file": coding.file, "sha256": coding.sha256, "rows": len(coding.cells)},
        "cells": {"compared": evaluation.n_cells, "only_program": evaluation.only_program, "only_coded": evaluation.only_coded},
        **{name: json.loads(table.to_json(orient="records", double_precision=15)) for name, table in evaluation.tables.items()},
        "provenance": analysis.provenance,
        "faults": [asdict(fault) for fault in all_faults(analysis, coding)],
    }
    return (json.dumps(described, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def all_faults(analysis: Analysis, coding: Coding) -> tuple[Fault, ...]:
    """Return what was left aside on either side."""
    return (*analysis.faults, *coding.faults)


def describe_evaluation(evaluation: Evaluation) -> str:
    """Tell an evaluation on a terminal.

    Parameters
    ----------
    evaluation : Evaluation
        What to tell.

    Returns
    -------
    str
        Counts, the figures for all cells and per language, source and sureness, confusion, calibration, the first disagreements with the
        evidence of both sides, and why figures are undefined. Holds words of the study: whoever prints it takes out control characters.
    """
    return "\n\n".join("\n".join(part) for part in _parts(evaluation) if part)


def _parts(evaluation: Evaluation) -> Iterator[list[str]]:
    alone = f"{evaluation.only_program} more only by the program, {evaluation.only_coded} only by the coding"
    yield [f"Judged by both: {evaluation.n_cells} cells ({alone})."]
    figures = _shown(evaluation.figures)
    yield ["Verdicts, all cells", *_figure_lines(figures, "all", _VERDICT_COLUMNS)]
    told = {title: column for title, column in _VERDICT_COLUMNS.items() if column[1] != "omitted"}
    yield ["Verdicts, cells that at least one side calls covered or partial", *_figure_lines(figures, "mentioned", told)]
    legend = (
        "Probabilities and evidence (rates: estimated less coded, in percentage points; chance: the ECE that calibrated probabilities "
        "show on as many cells)"
    )
    yield [legend, *_figure_lines(figures, "all", _PROBABILITY_COLUMNS)]
    yield ["Program (down) against coding (across)", *_confusion_lines(evaluation.confusion)]
    yield ["Calibration: probability against frequency, in ten bins", *_calibration_lines(evaluation.calibration)]
    yield _disagreement_lines(evaluation.disagreements)
    yield _reason_lines(figures)


def _shown(figures: pd.DataFrame) -> pd.DataFrame:
    """Choose the groups that fit a terminal; a dimension with one group says nothing that all cells do not."""
    n_groups = figures.groupby("dimension")["group"].transform("nunique")
    return figures[figures["dimension"].isin(_SHOWN_DIMENSIONS) & ((n_groups > 1) | (figures["dimension"] == "all"))]


def _figure_lines(figures: pd.DataFrame, scope: str, columns: Mapping[str, tuple[str, str]]) -> list[str]:
    """Lay out one line a group, with the number of cells and one column a figure."""
    rows = []
    for (dimension, group), chosen in figures[figures["scope"] == scope].groupby(["dimension", "group"], sort=False):
        by_name = chosen.set_index(["measure", "verdict"])
        n = by_name["n"].get(("accuracy", ""), by_name["n"].iloc[0])
        values = [_number(by_name["value"][column], points=title.startswith("rate")) for title, column in columns.items()]
        rows.append([_group_name(str(dimension), str(group)), str(n), *values])
        if dimension == "all" and by_name["low"].notna().any():
            ends = [_interval(*by_name.loc[column, ["low", "high"]], points=title.startswith("rate")) for title, column in columns.items()]
            rows.append(["  interval", "", *ends])
    return _aligned([["", "cells", *columns], *rows])


def _group_name(dimension: str, group: str) -> str:
    return "all" if dimension == "all" else shorten(f"{dimension} {group}", WIDEST_GROUP)


def _number(value: float, *, points: bool = False) -> str:
    if math.isnan(value):
        return UNDEFINED
    return f"{value:+.1f}" if points else f"{value:.2f}"


def _interval(low: float, high: float, *, points: bool = False) -> str:
    if math.isnan(low):
        return ""
    return f"{low:+.1f} to {high:+.1f}" if points else f"{low:.2f}-{high:.2f}"


def _confusion_lines(confusion: pd.DataFrame) -> list[str]:
    counts = confusion.set_index(["verdict_program", "verdict_coded"])["n"]
    rows = [[first, *(str(counts[first, second]) for second in VERDICTS)] for first in VERDICTS]
    return _aligned([["", *VERDICTS], *rows])


def _calibration_lines(calibration: pd.DataFrame) -> list[str]:
    rows = [["bin"], *([f"{row.low:.1f} to {row.high:.1f}"] for row in calibration.drop_duplicates("bin").itertuples())]
    for name, bins in calibration.groupby("probability", sort=False):
        rows[0] += [str(name), "share", "cells"]
        for line, row in zip(rows[1:], bins.to_dict("records"), strict=True):
            line += [_number(row["mean_p"]), _number(row["share"]), str(row["n"])]
    return _aligned(rows)


def _disagreement_lines(disagreements: pd.DataFrame) -> list[str]:
    if disagreements.empty:
        return ["The two sides agree in every cell."]
    lines = [f"Disagreements, most surprising first ({min(SHOWN_DISAGREEMENTS, len(disagreements))} of {len(disagreements)})"]
    for row in disagreements.head(SHOWN_DISAGREEMENTS).to_dict("records"):
        unsure = "" if row["sure"] else ", coder not sure"
        p = f"p(covered) {_number(row['p_covered'])}, p(mentioned) {_number(row['p_mentioned'])}{unsure}"
        lines.append(f"  {row['commitment']} in {row['source']}: {shorten(str(row['label']), SHOWN_CHARACTERS)}")
        lines.append(f"    program {row['verdict_program']} ({p}): {_quoted(row['evidence_program'])}")
        lines.append(f"    coding {row['verdict_coded']}: {_quoted(row['evidence_coded'])}")
    return lines


def _quoted(evidence: str) -> str:
    return f"“{shorten(evidence, SHOWN_CHARACTERS)}”" if evidence else "no passage"


def _reason_lines(figures: pd.DataFrame) -> list[str]:
    undefined = figures[figures["reason"] != ""].drop_duplicates(["dimension", "group", "measure", "verdict"])
    if undefined.empty:
        return []
    lines = [f"Undefined ({UNDEFINED}):"]
    for (measure, verdict, reason), chosen in undefined.groupby(["measure", "verdict", "reason"], sort=False):
        groups = ", ".join(_group_name(str(row.dimension), str(row.group)) for row in chosen.itertuples())
        lines.append(f"  {f'{measure} {verdict}'.strip()}: {reason} ({groups})")
    return lines


def _aligned(rows: Sequence[Iterable[str]]) -> list[str]:
    """Pad cells to columns: the first to the left, the others to the right."""
    table = [list(row) for row in rows]
    widths = [max(len(row[column]) for row in table) for column in range(len(table[0]))]
    return [
        "  " + "  ".join([row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))])
        for row in table
    ]
