"""Codings as tables: the verdicts of an analysis and those of reviewers, in the form in which codings are read."""

from __future__ import annotations

import codecs
import math
from typing import TYPE_CHECKING

import pandas as pd

from analytics.exports.tables import FORMULA_STARTS
from analytics.schema import SEPARATOR, Column, Table

if TYPE_CHECKING:
    from analytics.pipeline import Analysis

REVIEW_COLUMNS = ("source", "commitment", "verdict", "start", "end", "quote", "note", "reviewer", "at")
"""Columns of a table of reviews: one row a verdict; several passages of one verdict are joined by ``schema.SEPARATOR``."""

SURE_FROM = 0.75
"""A verdict of the program counts as sure from this probability on."""

CODING = Table(
    "reviews",
    "verdict of a reviewer",
    ("source", "commitment", "reviewer"),
    (
        Column("commitment", "text", "id of the commitment"),
        Column("source", "text", "id of the source"),
        Column("verdict", "text", "covered, partial or omitted"),
        Column("sure", "text", "no where another careful coder might differ"),
        Column("evidence", "text", "verbatim passages, joined by ' || '; empty if omitted"),
        Column("start", "text", "first characters of the passages in the stored text, joined likewise"),
        Column("end", "text", "characters after the last, joined likewise"),
        Column("note", "text", "what the reviewer remarked"),
        Column("reviewer", "text", "who judged"),
        Column("at", "text", "when, ISO 8601"),
    ),
)
"""A coding as a table; its first five columns are those of a coding file."""


def verdict_coding(analysis: Analysis) -> pd.DataFrame:
    """Give the verdicts of an analysis in the form of a coding.

    Parameters
    ----------
    analysis : Analysis
        The verdicts, with those of reviewers in place where they were applied.

    Returns
    -------
    pandas.DataFrame
        ``commitment, source, verdict, sure, evidence, start, end``, by source, then in the order of the statement. ``sure`` is yes where
        the verdict shown has a probability of at least `SURE_FROM`.
    """
    cells = analysis.coverage
    p_partial = cells["p_mentioned"] - cells["p_covered"]
    shown = (
        cells["p_covered"].where(cells["verdict"] == "covered", p_partial).where(cells["verdict"] != "omitted", 1 - cells["p_mentioned"])
    )
    sure = (shown >= SURE_FROM).map({True: "yes", False: "no"}).astype("str")
    return cells.assign(sure=sure)[["commitment", "source", "verdict", "sure", "evidence", "start", "end"]].reset_index(drop=True)


def review_coding(reviews: pd.DataFrame) -> pd.DataFrame:
    """Give the verdicts of reviewers in the form of a coding.

    Parameters
    ----------
    reviews : pandas.DataFrame
        `REVIEW_COLUMNS`, one row a passage or one a verdict with its passages joined.

    Returns
    -------
    pandas.DataFrame
        The columns of `CODING`, all text, one row per reviewer and cell, in the order of first mention.
    """
    rows: dict[tuple[str, ...], dict[str, list[str]]] = {}
    for row in reviews[list(REVIEW_COLUMNS)].itertuples(index=False, name=None):
        texts = dict(zip(REVIEW_COLUMNS, map(_plain, row), strict=True))
        cell = rows.setdefault(tuple(texts[column] for column in _CELL), {column: [] for column in _SEVERAL})
        if texts["start"]:
            for column in ("start", "end", "quote"):
                cell[column].append(texts[column])
        if texts["note"] not in cell["note"]:
            cell["note"].append(texts["note"])
    made = [
        {**dict(zip(_CELL, cell, strict=True)), **{column: joint.join(parts[column]) for column, joint in _SEVERAL.items()}, "sure": "yes"}
        for cell, parts in rows.items()
    ]
    return pd.DataFrame(made, columns=[*_CELL, *_SEVERAL, "sure"]).rename(columns={"quote": "evidence"})[CODING.names].astype("str")


_CELL = ("commitment", "source", "verdict", "reviewer", "at")

_SEVERAL = {"start": SEPARATOR, "end": SEPARATOR, "quote": SEPARATOR, "note": "\n"}


def _plain(cell: object) -> str:
    """Write a cell as text: nothing for what is unknown, a place without decimals, a time in ISO 8601."""
    if cell is None or cell is pd.NA or cell is pd.NaT or (isinstance(cell, float) and math.isnan(cell)):
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return cell.isoformat() if isinstance(cell, pd.Timestamp) else str(cell)


def coding_csv(coding: pd.DataFrame) -> bytes:
    r"""Write a coding as CSV for a spreadsheet.

    Parameters
    ----------
    coding : pandas.DataFrame
        Text columns.

    Returns
    -------
    bytes
        UTF-8 with a byte order mark, lines ended by ``\n``; cells guarded by `guard_cell`.
    """
    guarded = coding.map(lambda cell: guard_cell(str(cell)))
    return codecs.BOM_UTF8 + guarded.to_csv(index=False, lineterminator="\n").encode("utf-8")


def guard_cell(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet could take for a formula, so that `unguard_cell` gives back the very text.

    Parameters
    ----------
    text : str
        The text of one cell.

    Returns
    -------
    str
        The same, or one character longer; a text that only looks guarded is guarded as well.

    Examples
    --------
    >>> guard_cell("=1"), guard_cell("'=1"), guard_cell("1")
    ("'=1", "''=1", '1')
    """
    return f"'{text}" if text.lstrip("'").startswith(FORMULA_STARTS) else text


def unguard_cell(text: str) -> str:
    """Take off the apostrophe that `guard_cell` put on.

    Parameters
    ----------
    text : str
        A cell as read.

    Returns
    -------
    str
        What was written.
    """
    return text[1:] if text.startswith("'") and text.lstrip("'").startswith(FORMULA_STARTS) else text
