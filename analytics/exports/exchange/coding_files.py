"""Codings that come in as files: CSV, XLSX and REFI-QDA projects become one table that `analytics.reviews.import_reviews` takes."""

from __future__ import annotations

import io
import warnings
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

import openpyxl
import pandas as pd

from analytics.errors import Fault, StudyError
from analytics.exports.codings import REVIEW_COLUMNS, unguard_cell
from analytics.exports.exchange.refi_reading import read_project
from analytics.exports.workbook import CODING_SHEET, CUT
from analytics.language.control_characters import with_visible_controls
from analytics.schema import SEPARATOR
from analytics.settings import Settings
from analytics.study.archive import unpack_files
from analytics.study.csv_rows import RowError, TableError, cells_by_name, column_names, read_rows
from analytics.study.documents import read_text_file
from analytics.study.workbook_cells import unescaped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

    from analytics.study.manifest import Study

CODING_FORMATS = (".csv", ".xlsx", ".qdpx")
"""Endings of files that can be read."""

REQUIRED = ("commitment", "source", "verdict")
"""Columns that every table of codings has."""

MOST_FILE_BYTES = 200_000_000
"""Largest workbook or project that is opened."""

Row = tuple[int, dict[str, str]]


@dataclass(frozen=True, slots=True)
class CodingTable:
    """Codings as read from a file.

    Parameters
    ----------
    frame : pandas.DataFrame
        `analytics.exports.codings.REVIEW_COLUMNS`, all text, and ``row``: the line of the file, or a count where there are no lines.
    faults : tuple of Fault
        What was passed over (notices).
    """

    frame: pd.DataFrame
    faults: tuple[Fault, ...] = ()


def read_codings(path: Path, study: Study, *, settings: Settings | None = None) -> CodingTable:
    """Read a file of codings.

    Parameters
    ----------
    path : pathlib.Path
        ``.csv`` or ``.xlsx`` with the columns ``commitment, source, verdict`` and, where known, ``evidence`` (or ``quote``), ``start``,
        ``end``, ``note``, ``reviewer``, ``at``; rows without a verdict are passed over. Or ``.qdpx``, from this program or another.
    study : Study
        What was coded: tells sources and codes of a project apart, and says whether a quote is the text at its place.
    settings : Settings, optional
        Gives the limits of what is read.

    Returns
    -------
    CodingTable
        To be given to `analytics.reviews.import_reviews`, which checks names, verdicts and places.

    Raises
    ------
    StudyError
        If the file is missing, damaged, too large, of another format, or lacks a column.
    """
    ending = path.suffix.lower()
    if ending not in CODING_FORMATS:
        raise _unusable(path, f"is no file of codings; expected one that ends in {', '.join(CODING_FORMATS)}. Export the codings as one.")
    if ending == ".csv":
        text = read_text_file(path, str(path), settings or Settings()).text
        return CodingTable(_frame(study, _named(path, list(read_rows_of(path, text)))))
    content = _content(path)
    if ending == ".xlsx":
        return CodingTable(_frame(study, _named(path, _sheet_rows(path, content))))
    rows, faults = read_project(content, study, str(path))
    return CodingTable(_frame(study, list(enumerate(rows, start=1))), faults)


def read_rows_of(path: Path, text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of a CSV, its texts without the apostrophe that keeps a spreadsheet from running them."""
    try:
        for number, cells in read_rows(text):
            yield number, [unguard_cell(cell) for cell in cells]
    except TableError as unusable:
        raise StudyError([Fault(str(path), str(unusable), row=unusable.row)]) from None


def _content(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > MOST_FILE_BYTES or not path.is_file():
            raise _unusable(
                path, f"is no file of at most {MOST_FILE_BYTES // 1_000_000} MB; expected a file of codings. Export fewer sources."
            )
        return path.read_bytes()
    except FileNotFoundError:
        raise _unusable(path, "does not exist; expected a file of codings. Check the path.") from None
    except OSError as error:
        if isinstance(error, StudyError):
            raise
        raise _unusable(path, f"cannot be read ({error.strerror or error}). Check its permissions.") from None


def _named(path: Path, rows: Sequence[tuple[int, list[str]]]) -> list[Row]:
    """Give the cells of each row the names in the first."""
    try:
        names = column_names(rows[0][1] if rows else [], REQUIRED)
    except TableError as unusable:
        raise StudyError([Fault(str(path), str(unusable), row=unusable.row)]) from None
    named, faults = [], []
    for number, cells in rows[1:]:
        try:
            row = cells_by_name(names, cells)
        except RowError as unusable:
            faults.append(Fault(str(path), str(unusable), row=number))
            continue
        if row.get("verdict"):
            named.append((number, row | {"quote": row.get("quote") or row.get("evidence", "")}))
    if faults:
        raise StudyError(faults)
    return named


def _sheet_rows(path: Path, content: bytes) -> list[tuple[int, list[str]]]:
    """Read the sheet with codings: that to code in, or else the first that has the columns."""
    # sizes are checked before anything is parsed
    unpack_files(content, str(path))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # of features that are not kept, which nobody asked for
            book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
            sheets = sorted(book.worksheets, key=lambda sheet: sheet.title != CODING_SHEET)
            tables = (list(_cells(sheet)) for sheet in sheets)
            found = next((table for table in tables if table and set(REQUIRED) <= {cell.strip().lower() for cell in table[0][1]}), None)
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, AttributeError, SyntaxError, IndexError) as error:
        raise _unusable(path, f"is no workbook that can be read ({error}). Save it again as XLSX, or as CSV.") from None
    if found is None:
        raise _unusable(path, f"has no sheet with the columns {', '.join(REQUIRED)}. Name them in the first row of a sheet.")
    return found


def _cells(sheet: Worksheet) -> Iterator[tuple[int, list[str]]]:
    width = 0
    for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
        cells = ["" if cell is None else unescaped(str(cell)) for cell in row]
        while cells and not cells[-1].strip():
            cells.pop()
        width = width or len(cells)
        if cells:
            yield number, cells


def _frame(study: Study, rows: Iterable[Row]) -> pd.DataFrame:
    texts = {source.id: source.text for source in study.sources}
    made = [{**dict.fromkeys(REVIEW_COLUMNS, ""), **_settled(row, texts), "row": number} for number, row in rows]
    return pd.DataFrame(made, columns=[*REVIEW_COLUMNS, "row"]).astype(dict.fromkeys(REVIEW_COLUMNS, "str"))


def _settled(row: dict[str, str], texts: dict[str, str]) -> dict[str, str]:
    """Leave out a quote that is the text at its place as this program writes it: joined, with control characters shown, or cut."""
    kept = {column: row[column] for column in REVIEW_COLUMNS if column in row}
    text, quote = texts.get(row.get("source", "")), row.get("quote", "")
    try:
        spans = list(zip(_numbers(row.get("start", "")), _numbers(row.get("end", "")), strict=True))
    except ValueError:
        return kept  # said by whoever takes the table
    if text is None or not spans:
        return kept
    there = SEPARATOR.join(text[start:end] for start, end in spans)
    forms = [_bare(there), _bare(with_visible_controls(there))]
    is_cut = quote.endswith(CUT) and any(form.startswith(_bare(quote.removesuffix(CUT))) for form in forms)
    return kept | {"quote": ""} if _bare(quote) in forms or is_cut else kept


def _numbers(cell: str) -> list[int]:
    return [int(float(part)) for part in cell.split(SEPARATOR.strip()) if part.strip()]


def _bare(text: str) -> str:
    return "".join(text.split())


def _unusable(path: Path, message: str) -> StudyError:
    return StudyError([Fault(str(path), message)])
