"""The tables of an analysis as files: CSV for every table, and ``analysis.json``."""

from __future__ import annotations

import codecs
import io
import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from analytics.exports.files import make_folder, write_files
from analytics.schema import TABLES

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from analytics.pipeline import Analysis

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""A text cell that begins so could be taken for a formula by a spreadsheet."""

ROWS_AT_ONCE = 50_000
"""Rows that are made text together: the table of a large study has a million, and one object a cell would fill the memory."""

ANALYSIS_FILE = "analysis.json"
"""Name of the file with provenance."""


def write_tables(analysis: Analysis, folder: Path) -> tuple[Path, ...]:
    """Write every table of an analysis, and where it comes from.

    Parameters
    ----------
    analysis : Analysis
        What to write.
    folder : pathlib.Path
        Where to; made if need be. Files of the same names are replaced.

    Returns
    -------
    tuple of pathlib.Path
        The files, one CSV a table in the order of the schema, then ``analysis.json``.

    Raises
    ------
    ExportError
        If a file cannot be written; then none is.
    """
    make_folder(folder)
    contents = {f"{name}.csv": csv_bytes(analysis.table(name), name) for name in TABLES}
    contents[ANALYSIS_FILE] = analysis_json(analysis)
    write_files({folder / name: content for name, content in contents.items()})
    return tuple(folder / name for name in contents)


def csv_bytes(frame: pd.DataFrame, name: str) -> bytes:
    r"""Write a table as CSV.

    Parameters
    ----------
    frame : pandas.DataFrame
        The table.
    name : str
        Which of `analytics.schema.TABLES` it is.

    Returns
    -------
    bytes
        UTF-8, lines ended by ``\n``, undefined values empty, numbers unrounded. A text that a spreadsheet could take for a formula
        gets an apostrophe in front.
    """
    texts = [column.name for column in TABLES[name].columns if column.kind == "text"]
    written = io.BytesIO()
    for first in range(0, max(len(frame), 1), ROWS_AT_ONCE):
        some = frame.iloc[first : first + ROWS_AT_ONCE]
        guarded = some.assign(**{column: _guarded(some[column].astype("str")) for column in texts})
        written.write(guarded.to_csv(index=False, header=not first, lineterminator="\n").encode("utf-8"))
    return written.getvalue()


def figure_data_csv(frame: pd.DataFrame) -> bytes:
    """Write the rows that a chart was drawn from, for a spreadsheet.

    Parameters
    ----------
    frame : pandas.DataFrame
        Any table; text columns are recognised by their type.

    Returns
    -------
    bytes
        UTF-8 with a byte order mark, so that Excel reads it as such; texts guarded as in `csv_bytes`.
    """
    return codecs.BOM_UTF8 + plain_csv(frame)


def plain_csv(frame: pd.DataFrame) -> bytes:
    """Write a table that is not part of an analysis as CSV.

    Parameters
    ----------
    frame : pandas.DataFrame
        Any table; text columns are recognised by their type. Names of columns may be those of outlets or reviewers.

    Returns
    -------
    bytes
        As `csv_bytes`; names of columns are guarded too.
    """
    texts = frame.select_dtypes(include=["str", "object"]).columns
    guarded = frame.assign(**{column: frame[column].map(lambda cell: guard_formula(str(cell)), na_action="ignore") for column in texts})
    return guarded.rename(columns=lambda name: guard_formula(str(name))).to_csv(index=False, lineterminator="\n").encode("utf-8")


def guard_formula(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet could take for a formula.

    Parameters
    ----------
    text : str
        The text of one cell.

    Returns
    -------
    str
        The same, or one character longer.

    Examples
    --------
    >>> guard_formula("=1+1"), guard_formula("1+1")
    ("'=1+1", '1+1')
    """
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def _guarded(texts: pd.Series) -> pd.Series:
    """Guard every text of a column; nearly all begin harmlessly, so that only the others are looked at one by one."""
    is_formula = texts.str.startswith(FORMULA_STARTS)
    return texts.where(~is_formula, texts[is_formula].map(guard_formula)) if is_formula.any() else texts


def analysis_json(analysis: Analysis) -> bytes:
    """Write where an analysis comes from.

    Parameters
    ----------
    analysis : Analysis
        What to describe.

    Returns
    -------
    bytes
        JSON with ``study`` (its title), ``provenance``, ``tables`` (rows of each) and ``faults``: the same bytes for the same input.
    """
    described = {
        "study": analysis.study.title,
        "provenance": analysis.provenance,
        "tables": {name: len(analysis.table(name)) for name in TABLES},
        "faults": [asdict(fault) for fault in analysis.faults],
    }
    return (json.dumps(described, ensure_ascii=False, indent=2) + "\n").encode("utf-8")
