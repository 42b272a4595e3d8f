"""One table as it is shown on a page, as a file that says where it comes from."""

from __future__ import annotations

import io
import json
import math
from typing import TYPE_CHECKING, Literal, get_args

import pyarrow as pa
import pyarrow.parquet

from analytics.errors import ExportError
from analytics.exports.tables import figure_data_csv
from analytics.exports.workbook import one_table_workbook

if TYPE_CHECKING:
    from collections.abc import Hashable

    import pandas as pd

    from analytics.exports.captions import Caption

ShownFormat = Literal["csv", "xlsx", "parquet", "json"]

SHOWN_FORMATS: tuple[ShownFormat, ...] = get_args(ShownFormat)

MEDIA_TYPES: dict[ShownFormat, str] = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "parquet": "application/vnd.apache.parquet",
    "json": "application/json",
}


def shown_table(frame: pd.DataFrame, file_format: ShownFormat, *, title: str, caption: Caption) -> bytes:
    """Write a table that stands on a page.

    Parameters
    ----------
    frame : pandas.DataFrame
        Its rows, with the columns as they are called there.
    file_format : {"csv", "xlsx", "parquet", "json"}
        See `SHOWN_FORMATS`.
    title : str
        What it shows.
    caption : Caption
        What it shows of the whole, of how much, and whence: in the sheet ``Notes`` of a workbook, beside the rows of JSON, in the metadata
        of Parquet. CSV has no place for it.

    Returns
    -------
    bytes
        Texts are guarded in CSV and typed as texts in XLSX, so that nothing in them runs; Parquet and JSON hold them as they are. The same
        table gives the same bytes.

    Raises
    ------
    ExportError
        If the format is none of these.
    """
    if file_format not in SHOWN_FORMATS:
        raise ExportError(f"A table is written as {', '.join(SHOWN_FORMATS)}, not as {file_format!r}.")
    said = {"title": title, "shown": caption.filters, "sample": caption.sample, "source": caption.source}
    said = {name: text for name, text in said.items() if text}
    match file_format:
        case "csv":
            return figure_data_csv(frame)
        case "xlsx":
            return one_table_workbook(frame, said)
        case "parquet":
            return _parquet(frame, said)
        case "json":
            plain = {**said, "rows": _plain_rows(frame)}
            return (json.dumps(plain, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode("utf-8", "backslashreplace")


def _plain_rows(frame: pd.DataFrame) -> list[dict[Hashable, object]]:
    plain = frame.rename(columns=str).replace([math.inf, -math.inf], math.nan).astype(object)
    return plain.where(plain.notna(), None).to_dict("records")


def _parquet(frame: pd.DataFrame, said: dict[str, str]) -> bytes:
    texts = [name for name in frame.columns if frame[name].dtype == object]
    arrow = pa.Table.from_pandas(frame.astype(dict.fromkeys(texts, "str")), preserve_index=False)
    out = io.BytesIO()
    pyarrow.parquet.write_table(arrow.replace_schema_metadata(said), out, compression="zstd")
    return out.getvalue()
