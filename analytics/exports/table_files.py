"""Every table in the format of one's choice, each beside a description of its columns."""

from __future__ import annotations

import codecs
import datetime
import io
import json
from typing import TYPE_CHECKING, Literal, get_args

import pyarrow as pa
import pyarrow.parquet

from analytics.errors import ExportError
from analytics.exports.codings import CODING, coding_csv, review_coding, verdict_coding
from analytics.exports.descriptors import DAY, DESCRIPTOR, Resource, describe_tables
from analytics.exports.tables import ANALYSIS_FILE, analysis_json, csv_bytes
from analytics.exports.workbook import WORKBOOK_NOTES, write_workbook
from analytics.schema import TABLES, Table

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    from analytics.pipeline import Analysis

TableFormat = Literal["csv", "xlsx", "parquet", "json"]

TABLE_FORMATS: tuple[TableFormat, ...] = get_args(TableFormat)

WORKBOOK = "tables.xlsx"
"""Name of the workbook where none is given."""

_XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MEDIA_TYPES = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet", "json": "application/json"}

_NOTES = {
    "csv": "UTF-8 with a byte order mark. Undefined values are empty. A text that a spreadsheet could take for a formula has an apostrophe "
    "in front; spans refer to the text without it.",
    "parquet": "Undefined values are null. Texts are as they were read.",
    "json": "One list of rows a table. Undefined values are null. Texts are as they were read.",
    "xlsx": WORKBOOK_NOTES,
}


def table_files(
    analysis: Analysis, file_format: TableFormat, *, reviews: pd.DataFrame | None = None, workbook: str = WORKBOOK
) -> dict[str, bytes]:
    """Write every table of an analysis in one format.

    Parameters
    ----------
    analysis : Analysis
        What to write.
    file_format : {"csv", "xlsx", "parquet", "json"}
        One file a table, or one workbook with a sheet a table.
    reviews : pandas.DataFrame, optional
        Verdicts of reviewers, with the columns of `analytics.exports.codings.REVIEW_COLUMNS`; a table ``reviews`` where there are any.
    workbook : str
        Name of the workbook.

    Returns
    -------
    dict of str to bytes
        Content by name: the tables, then ``datapackage.json``; with CSV also ``coding.csv`` (the verdicts as a coding) and
        ``analysis.json``. The same input gives the same bytes.

    Raises
    ------
    ExportError
        If the format is none of these.
    """
    if file_format not in TABLE_FORMATS:
        raise ExportError(f"Tables are written as {', '.join(TABLE_FORMATS)}, not as {file_format!r}.")
    tables = {name: (table, analysis.table(name)) for name, table in TABLES.items()}
    if reviews is not None and not reviews.empty:
        tables[CODING.name] = (CODING, review_coding(reviews))
    if file_format == "xlsx":
        contents = {workbook: write_workbook(analysis, reviews)}
        resources = [Resource(table, workbook, _XLSX_TYPE, sheet=name) for name, (table, _) in tables.items()]
    else:
        write = _WRITERS[file_format]
        contents = {f"{name}.{file_format}": write(frame, table) for name, (table, frame) in tables.items()}
        resources = [Resource(table, f"{name}.{file_format}", _MEDIA_TYPES[file_format]) for name, (table, _) in tables.items()]
    described = describe_tables(analysis.study.title, resources, contents, notes=_NOTES[file_format], provenance=analysis.provenance)
    more = {"coding.csv": coding_csv(verdict_coding(analysis)), ANALYSIS_FILE: analysis_json(analysis)} if file_format == "csv" else {}
    return {**contents, **more, DESCRIPTOR: described}


def _csv(frame: pd.DataFrame, table: Table) -> bytes:
    return coding_csv(frame) if table.name == CODING.name else codecs.BOM_UTF8 + csv_bytes(frame, table.name)


def _json(frame: pd.DataFrame, _: Table) -> bytes:
    plain = frame.astype(object)
    rows = plain.where(frame.notna(), None).to_dict("records")
    return (json.dumps(rows, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode("utf-8", "backslashreplace")


def _parquet(frame: pd.DataFrame, table: Table) -> bytes:
    types = {"text": pa.string(), "integer": pa.int64(), "number": pa.float64()}
    fields = [
        pa.field(
            column.name,
            pa.date32() if column.name == DAY else types[column.kind],
            metadata={"meaning": column.meaning, "unit": column.unit},
        )
        for column in table.columns
    ]
    days = {DAY: frame[DAY].map(lambda day: datetime.date.fromisoformat(day) if day else None).astype(object)} if DAY in frame else {}
    arrow = pa.Table.from_pandas(frame.assign(**days), schema=pa.schema(fields), preserve_index=False)
    out = io.BytesIO()
    pyarrow.parquet.write_table(arrow.replace_schema_metadata({"row": table.row}), out, compression="zstd")
    return out.getvalue()


_WRITERS: dict[str, Callable[[pd.DataFrame, Table], bytes]] = {"csv": _csv, "json": _json, "parquet": _parquet}
