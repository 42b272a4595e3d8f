"""Tables with one document a row: CSV, XLSX, JSON lines."""

from __future__ import annotations

import csv
import datetime
import io
import json
import warnings
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from analytics.errors import Fault, ReadError
from analytics.study import csv_rows
from analytics.study.packages import Package
from analytics.study.readers.cleaning import clean_text, one_line, require_sound_text
from analytics.study.readers.columns import FIELDS, choose_columns, header_row
from analytics.study.readers.encodings import decode
from analytics.study.readers.model import Deadline, ReadDocument, Reading, notice, refusal
from analytics.study.readers.plain import TITLE_CHARACTERS
from analytics.study.readers.plain_xml import require_plain_parts
from analytics.study.workbook_cells import unescaped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from analytics.settings import ReadLimits
    from analytics.study.readers.model import Original

    Row = tuple[int, list[str]]

MOST_ROW_FAULTS = 50
"""Faults of rows that are told one by one; the others are counted."""

MOST_COLUMNS = 1000
"""Columns from which a table is no table of articles."""

HEADER_ROWS = 10
"""First rows in which the names of the columns are looked for."""

DEEPEST_VALUE = 5
"""Objects inside one another whose keys are names of columns."""


def read_table(
    name: str, data: bytes, original: Original, kind: str, limits: ReadLimits, deadline: Deadline, columns: Mapping[str, str] | None = None
) -> Reading:
    """Read a table with one document a row.

    Parameters
    ----------
    name : str
        How it is called in messages.
    data : bytes
        The file.
    original : Original
        What was brought.
    kind : {"csv", "xlsx", "jsonl"}
        Its format; a first row or the keys name the columns.
    limits : ReadLimits
        Number of rows, and length of their texts.
    deadline : Deadline
        Looked at while rows are read.
    columns : mapping of str to str, optional
        Names of columns by field, see `choose_columns`.

    Returns
    -------
    Reading
        One document a row with a text; a fault for each row without one.

    Raises
    ------
    ReadError
        If it is no table, has too many rows, or none with a text.
    """
    rows, doubts, encoding = read_rows(name, data, kind, limits, deadline)
    if not rows:
        raise refusal(name, "is a table without rows; expected names of columns in the first one and an article in each of the others.")
    rows, above = _from_header(rows, columns)
    (_, header), *body = rows
    chosen, guesses = choose_columns(name, header, [cells for _, cells in body], columns)
    documents: list[ReadDocument] = []
    faults = [notice(name, doubt) for doubt in (*doubts, *above, *guesses)]
    left: list[Fault] = []
    for number, cells in body:
        deadline.check()
        values = {field: _cell(cells, chosen.get(field)) for field in FIELDS}
        try:
            require_sound_text(values["text"], name, limits, number)
        except ReadError as error:
            left.extend(error.faults)
        else:
            documents.append(replace(_document(name, original, kind, number, values), encoding=encoding))
    faults.extend(_of_outlets(name, documents))
    faults.extend(left[:MOST_ROW_FAULTS])
    if len(left) > MOST_ROW_FAULTS:
        faults.append(Fault(name, f"has {len(left) - MOST_ROW_FAULTS:,} more rows that cannot be used.", severity="left aside"))
    if not documents and not left:
        raise refusal(name, "names its columns and has no row below; expected an article in each row.")
    return Reading(tuple(documents), tuple(faults))


def _of_outlets(name: str, documents: list[ReadDocument]) -> list[Fault]:
    """Tell of how many rows the file's name will stand for the outlet: they name none, and no address to tell it from."""
    lacking = sum(not (document.outlet or "//" in document.url) for document in documents)
    if not lacking:
        return []
    stem = one_line(PurePosixPath(name).stem.replace("_", " "), 60)
    of = "its only row" if len(documents) == 1 else f"{lacking:,} of {len(documents):,} rows"
    return [
        notice(
            name, f"names no outlet in {of}: the file's name, {stem!r}, stands in its place. Name the outlets in a column, or mend them."
        )
    ]


def _from_header(rows: list[Row], columns: Mapping[str, str] | None) -> tuple[list[Row], tuple[str, ...]]:
    """Leave out what stands above the names of the columns: titles, and heads over several columns."""
    start = header_row([cells for _, cells in rows[:HEADER_ROWS]], columns)
    if not start:
        return rows, ()
    words = " | ".join(cell.strip() for _, cells in rows[:start] for cell in cells if cell.strip())
    above = "a row" if start == 1 else f"{start} rows"
    return rows[start:], (f"has {above} above the names of its columns, not read as an article: {one_line(words, 100)!r}.",)


def read_rows(name: str, data: bytes, kind: str, limits: ReadLimits, deadline: Deadline) -> tuple[list[Row], tuple[str, ...], str]:
    """Read the rows of a table, the names of its columns first.

    Parameters
    ----------
    name, data, kind, limits, deadline
        As for `read_table`.

    Returns
    -------
    rows : list of (int, list of str)
        Number of each row in the file and its cells; rows without any sign left out.
    doubts : tuple of str
        What the reader was unsure about.
    encoding : str
        Encoding of the characters; empty for XLSX.

    Raises
    ------
    ReadError
        If it is no table, or has too many rows.
    """
    readers: dict[str, Callable[[str, bytes, ReadLimits, Deadline], tuple[Iterable[Row], tuple[str, ...], str]]] = {
        "csv": _csv_rows,
        "xlsx": _xlsx_rows,
        "jsonl": _json_rows,
    }
    found, doubts, encoding = readers[kind](name, data, limits, deadline)
    rows: list[Row] = []
    for number, cells in found:
        deadline.check()
        if any(cell.strip() for cell in cells):
            rows.append((number, cells))
        if len(rows) > limits.max_documents + 1:
            raise refusal(name, f"has more than {limits.max_documents:,} rows, the limit. Split the table, or draw a sample of its rows.")
    if rows and len(rows[0][1]) > MOST_COLUMNS:
        raise refusal(
            name, f"has {len(rows[0][1]):,} columns; at most {MOST_COLUMNS:,} are looked at. Keep the text and what describes it."
        )
    return rows, doubts, encoding


def _cell(cells: list[str], position: int | None) -> str:
    return cells[position] if position is not None and position < len(cells) else ""


def _document(name: str, original: Original, kind: str, number: int, values: dict[str, str]) -> ReadDocument:
    text, removed = clean_text(values["text"])
    language = one_line(values["language"], 35)
    return ReadDocument(
        text=text.strip(),
        name=f"{name}, row {number}",
        format=kind,
        original=original,
        title=one_line(values["title"], TITLE_CHARACTERS),
        date=one_line(values["date"], 40),
        outlet=one_line(values["outlet"], 200),
        author=one_line(values["author"], TITLE_CHARACTERS),
        url=one_line(values["url"], 1000),
        language=language,
        language_basis="given" if language else "",
        removed=removed,
    )


def _csv_rows(name: str, data: bytes, limits: ReadLimits, _deadline: Deadline) -> tuple[Iterable[Row], tuple[str, ...], str]:
    decoded = decode(data, name)
    # the limit is one for the whole process, and its default is shorter than a long article
    csv.field_size_limit(max(csv.field_size_limit(), limits.max_file_bytes))
    return _parsed(name, decoded.text.replace("\0", "")), (decoded.doubt,) if decoded.doubt else (), decoded.encoding


def _parsed(name: str, text: str) -> Iterator[Row]:
    try:
        yield from csv_rows.read_rows(text)
    except csv_rows.TableError as error:
        raise refusal(name, str(error), error.row) from None


def _xlsx_rows(name: str, data: bytes, limits: ReadLimits, deadline: Deadline) -> tuple[Iterable[Row], tuple[str, ...], str]:
    """Read the first sheet that has rows: the values that were last shown, never the formulas."""
    require_plain_parts(name, Package(name, data, limits), deadline)
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            # it warns of styles and checks of cells that it does not know; none of them holds text
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"] or book.worksheets
        with_rows = [sheet for sheet in sheets if any(True for _ in sheet.iter_rows(max_row=1))]
        if not with_rows:
            return [], (), ""
        rows = list(_sheet_rows(with_rows[0].iter_rows(values_only=True), limits, deadline))
    except ReadError:
        raise
    except Exception as error:
        raise refusal(name, f"is no workbook that can be read ({type(error).__name__}). Save it again as .xlsx, or as CSV.") from None
    others = ", ".join(repr(sheet.title) for sheet in with_rows[1:])
    doubt = (f"has several sheets; only the first, {with_rows[0].title!r}, was read, not {others}.",) if others else ()
    return rows, doubt, ""


def _sheet_rows(found: Iterable[tuple[object, ...]], limits: ReadLimits, deadline: Deadline) -> Iterator[Row]:
    for number, values in enumerate(found, start=1):
        deadline.check()
        # a sheet may claim a million empty rows; what is beyond the limit is never looked at
        if number > 20 * limits.max_documents:
            return
        yield number, [unescaped(_written(value)) for value in values[: MOST_COLUMNS + 1]]


def _written(value: object) -> str:
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


def _json_rows(name: str, data: bytes, limits: ReadLimits, deadline: Deadline) -> tuple[Iterable[Row], tuple[str, ...], str]:
    decoded = decode(data, name)
    records = list(_records(name, decoded.text, limits, deadline))
    header = list(dict.fromkeys(key for _, record in records for key in record))[: MOST_COLUMNS + 1]
    rows = [(number, [_flat(record.get(key)) for key in header]) for number, record in records]
    return [(0, header), *rows] if rows else [], (decoded.doubt,) if decoded.doubt else (), decoded.encoding


def _records(name: str, text: str, limits: ReadLimits, deadline: Deadline) -> Iterator[tuple[int, dict[str, object]]]:
    if text.lstrip().startswith("["):
        found = _json(name, text, 1)
        numbered: Iterable[tuple[int, object]] = enumerate(found if isinstance(found, list) else [found], start=1)
    else:
        numbered = ((number, _json(name, line, number)) for number, line in enumerate(text.split("\n"), start=1) if line.strip())
    for count, (number, record) in enumerate(numbered):
        deadline.check()
        if count > limits.max_documents:
            raise refusal(name, f"has more than {limits.max_documents:,} rows, the limit. Split it, or draw a sample of its rows.")
        if not isinstance(record, dict):
            raise refusal(name, 'holds something else than an object; expected one such as {"text": "..."} on each line.', number)
        yield number, dict(_flattened(record, "", 0))


def _flattened(record: dict[str, object], before: str, depth: int) -> Iterator[tuple[str, object]]:
    """Yield the values of an object, and of those in it, by keys with points: ``article.body``."""
    for key, value in record.items():
        if isinstance(value, dict) and value and depth < DEEPEST_VALUE:
            yield from _flattened(value, f"{before}{key}.", depth + 1)
        else:
            yield f"{before}{key}", value


def _json(name: str, text: str, number: int) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise refusal(name, 'is not JSON; expected one object such as {"text": "..."} on each line. Export it again.', number) from None


def _flat(value: object) -> str:
    if isinstance(value, (list, dict)):
        parts = value.values() if isinstance(value, dict) else value
        plain = (part.get("name", "") if isinstance(part, dict) else part for part in parts)
        return ", ".join(str(part) for part in plain if isinstance(part, (str, int, float)) and part != "")
    return _written(value)
