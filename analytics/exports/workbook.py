"""The tables as one Excel workbook: typed cells, filters, verdict colours, and no text that could run."""

from __future__ import annotations

import datetime
import io
import math
from typing import TYPE_CHECKING, Literal

import pandas as pd
import xlsxwriter

from analytics.charts.counting import number_of
from analytics.charts.theme import LIGHT
from analytics.exports.codings import CODING, review_coding
from analytics.exports.descriptors import DAY
from analytics.language.control_characters import with_visible_controls
from analytics.schema import TABLES, VERDICTS, Column

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from analytics.pipeline import Analysis

WORKBOOK_NOTES = (
    "One sheet per table. Undefined values are empty cells, never 0. Every text is a text: nothing in it runs as a formula or a link. "
    "A control character is shown by its picture, such as ␋, so that spans still fit. A cell holds at most 32,767 characters: a longer "
    "text ends with a mark, and the CSV has it whole."
)
"""What a reader of the workbook must know."""

CODING_SHEET = "coding"
"""Name of the sheet to code in."""

MOST_CHARACTERS = 32_767
"""Longest text of a cell, in units of UTF-16."""

CUT = " … [cut: too long for a cell]"

_MADE = datetime.datetime(2000, 1, 1)
"""Written as the time of making, so that the same analysis gives the same bytes."""

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": False,
}

_NARROW, _WIDE = 9, 48


def write_workbook(analysis: Analysis, reviews: pd.DataFrame | None = None) -> bytes:
    """Write every table into a workbook.

    Parameters
    ----------
    analysis : Analysis
        What to write.
    reviews : pandas.DataFrame, optional
        Verdicts of reviewers, with the columns of `analytics.exports.codings.REVIEW_COLUMNS`.

    Returns
    -------
    bytes
        XLSX with the sheets ``Notes``, ``Columns`` (name, type, unit and meaning of every column), one per table, and ``coding``: one row
        per verdict of a reviewer, and one without a verdict, to be filled in, for each cell that has none. The same input gives the same
        bytes.
    """
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, _OPTIONS) as book:
        book.set_properties({"title": with_visible_controls(analysis.study.title), "author": "", "created": _MADE})
        writer = _Writer(book)
        writer.notes(_notes(analysis))
        writer.sheet("Columns", _dictionary(), _DICTIONARY_COLUMNS, frozen=2)
        for name, table in TABLES.items():
            writer.sheet(name, analysis.table(name), table.columns, frozen=len(table.key))
        if reviews is not None and not reviews.empty:
            writer.sheet(CODING.name, review_coding(reviews), CODING.columns, frozen=2)
        coding = writer.sheet(CODING_SHEET, _coding_rows(analysis, reviews), _CODING_COLUMNS, frozen=2)
        coding.data_validation(1, _VERDICT_PLACE, 1_048_575, _VERDICT_PLACE, {"validate": "list", "source": list(VERDICTS)})
    return out.getvalue()


def one_table_workbook(frame: pd.DataFrame, notes: Mapping[str, str]) -> bytes:
    """Write one table that stands on a page into a workbook.

    Parameters
    ----------
    frame : pandas.DataFrame
        Any table; the types of its columns decide those of the cells.
    notes : mapping of str to str
        What is said of it, such as its source.

    Returns
    -------
    bytes
        XLSX with the sheets ``Notes`` and ``Table``. The same table gives the same bytes.
    """
    out = io.BytesIO()
    named = frame.rename(columns=str)
    with xlsxwriter.Workbook(out, _OPTIONS) as book:
        book.set_properties({"title": with_visible_controls(notes.get("title", "")), "author": "", "created": _MADE})
        writer = _Writer(book)
        writer.notes([*notes.items(), ("how to read", "Every text is a text: nothing in it runs as a formula or a link.")])
        writer.sheet("Table", named, [Column(name, _kind(named[name]), "") for name in named.columns], frozen=1)
    return out.getvalue()


def _kind(cells: pd.Series) -> Literal["text", "integer", "number"]:
    if pd.api.types.is_bool_dtype(cells) or not pd.api.types.is_numeric_dtype(cells):
        return "text"
    return "integer" if pd.api.types.is_integer_dtype(cells) else "number"


_DICTIONARY_COLUMNS = tuple(Column(name, "text", "") for name in ("table", "column", "type", "unit", "meaning"))

_CODING_COLUMNS = (
    Column("commitment", "text", ""),
    Column("source", "text", ""),
    Column("label", "text", ""),
    Column("program", "text", ""),
    *CODING.columns[2:],
)
_VERDICT_PLACE = [column.name for column in _CODING_COLUMNS].index("verdict")


def _dictionary() -> pd.DataFrame:
    tables = [*TABLES.values(), CODING]
    rows = [(table.name, column.name, column.kind, column.unit, column.meaning) for table in tables for column in table.columns]
    return pd.DataFrame(rows, columns=[column.name for column in _DICTIONARY_COLUMNS])


def _coding_rows(analysis: Analysis, reviews: pd.DataFrame | None) -> pd.DataFrame:
    """Put the verdicts of reviewers beside those of the program; a cell without one gets an empty row."""
    program = analysis.coverage[["commitment", "source", "program_verdict"]].rename(columns={"program_verdict": "program"})
    labels = analysis.commitments[["commitment", "label"]]
    cells = program.merge(labels, on="commitment", how="left")
    given = pd.DataFrame(columns=CODING.names, dtype="str") if reviews is None else review_coding(reviews)
    rows = cells.merge(given, on=["commitment", "source"], how="outer", sort=False)
    order = {pair: place for place, pair in enumerate(zip(cells["commitment"], cells["source"], strict=True))}
    places = [order.get(pair, len(order)) for pair in zip(rows["commitment"], rows["source"], strict=True)]
    placed = rows.assign(place=places).sort_values("place", kind="stable").fillna("")
    return placed[[column.name for column in _CODING_COLUMNS]].astype("str")


def _notes(analysis: Analysis) -> Iterable[tuple[str, str]]:
    study, provenance = analysis.study, analysis.provenance
    yield "Study", study.title
    yield "Statement", " · ".join(str(part) for part in (study.statement.issuer, study.statement.date) if part)
    units, sources = number_of(len(analysis.commitments), "commitment"), number_of(len(analysis.sources), "source")
    yield "Compared", f"{units} in {sources}, {number_of(int(analysis.sources['words'].sum()), 'word')}"
    yield "How to read", WORKBOOK_NOTES
    yield "Left out", "means that the article does not report a commitment, not that it should have."
    yield "To code", f"Choose verdicts in the sheet {CODING_SHEET}, save, and import the workbook: rows without a verdict are passed over."
    yield "Made with", f"Leftout {provenance['leftout']}"
    for part in ("settings", "weights", "texts", "libraries"):
        entries = provenance.get(part)
        if isinstance(entries, dict):
            yield from ((f"{part}: {key}", str(value)) for key, value in entries.items())
    for fault in analysis.faults:
        yield f"fault: {fault.severity}", str(fault)


class _Writer:
    """Writes sheets of one workbook with the same formats."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self._header = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        self._text = book.add_format({"valign": "top"})
        self._wrapped = book.add_format({"valign": "top", "text_wrap": True})
        self._integer = book.add_format({"valign": "top", "num_format": "0"})
        self._number = book.add_format({"valign": "top", "num_format": "0.000"})
        self._day = book.add_format({"valign": "top", "num_format": "yyyy-mm-dd", "align": "left"})
        inks = (LIGHT.on_strong, LIGHT.on_soft, LIGHT.on_soft)
        looks = zip(VERDICTS, LIGHT.verdicts, inks, strict=True)
        self._verdicts: dict[str, Format] = {
            str(verdict): book.add_format({"bg_color": fill, "font_color": ink}) for verdict, fill, ink in looks
        }

    def notes(self, lines: Iterable[tuple[str, str]]) -> None:
        """Write names and texts in two columns."""
        sheet = self._book.add_worksheet("Notes")
        sheet.set_column(0, 0, 28)
        sheet.set_column(1, 1, 100)
        for row, (name, text) in enumerate(lines):
            sheet.write_string(row, 0, cell_text(name), self._header)
            sheet.write_string(row, 1, cell_text(text), self._wrapped)

    def sheet(self, name: str, frame: pd.DataFrame, columns: Sequence[Column], *, frozen: int) -> Worksheet:
        """Write a table: header and first columns stay in sight, every column can be filtered."""
        sheet: Worksheet = self._book.add_worksheet(name)
        for place, column in enumerate(columns):
            sheet.write_string(0, place, cell_text(column.name), self._header)
            sheet.set_column(place, place, _width(frame[column.name], column))
            for row, cell in enumerate(frame[column.name].tolist(), start=1):
                self._cell(sheet, row, place, cell, column)
            if "verdict" in column.name or column.name == "program":
                self._colour(sheet, place, max(len(frame), 1))
        sheet.freeze_panes(1, frozen)
        sheet.autofilter(0, 0, len(frame), len(columns) - 1)
        return sheet

    def _cell(self, sheet: Worksheet, row: int, place: int, cell: str | float, column: Column) -> None:
        if column.kind == "text":
            day = _day(str(cell)) if column.name == DAY else None
            if day is not None:
                sheet.write_datetime(row, place, day, self._day)
            elif cell != "" and not pd.isna(cell):
                sheet.write_string(row, place, cell_text(str(cell)), self._text)
        elif not pd.isna(cell) and math.isfinite(float(cell)):
            sheet.write_number(row, place, cell, self._integer if column.kind == "integer" else self._number)

    def _colour(self, sheet: Worksheet, place: int, last_row: int) -> None:
        for verdict, look in self._verdicts.items():
            rule = {"type": "cell", "criteria": "==", "value": f'"{verdict}"', "format": look}
            sheet.conditional_format(1, place, last_row, place, rule)


def cell_text(text: str) -> str:
    """Make a text fit a cell: forbidden characters shown, what is too long cut with a mark.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        At most `MOST_CHARACTERS` units of UTF-16.
    """
    shown = with_visible_controls(text)
    units = shown.encode("utf-16-le")
    if len(units) <= 2 * MOST_CHARACTERS:
        return shown
    return units[: 2 * (MOST_CHARACTERS - len(CUT))].decode("utf-16-le", "ignore") + CUT


def _day(text: str) -> datetime.date | None:
    try:
        day = datetime.date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.year >= 1900 else None  # the first year of a workbook's calendar


def _width(cells: pd.Series, column: Column) -> float:
    longest = max((len(str(cell)) for cell in cells.head(200).tolist()), default=0) if column.kind == "text" else 0
    return min(_WIDE, max(_NARROW, len(column.name) + 3, longest + 1))
