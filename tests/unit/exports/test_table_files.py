"""Tables in every format: typed, undefined as nothing, hostile texts as texts, the same each time."""

from __future__ import annotations

import io
import json

import pandas as pd
import pyarrow.parquet
import pytest

from analytics.errors import ExportError
from analytics.exports.table_files import TABLE_FORMATS, table_files
from analytics.schema import TABLES
from tests.hostile_study import FORMULA


@pytest.mark.parametrize("file_format", TABLE_FORMATS)
def test_same_input_gives_the_same_bytes(hostile, reviews, file_format):
    """Written twice, every file is the same to the byte."""
    assert table_files(hostile, file_format, reviews=reviews) == table_files(hostile, file_format, reviews=reviews)


@pytest.mark.parametrize("name", TABLES)
def test_parquet_gives_back_the_very_table(hostile, name):
    """Texts, whole numbers and fractions come back as they are, undefined ones as null; columns carry their unit."""
    content = table_files(hostile, "parquet")[f"{name}.parquet"]
    frame = hostile.table(name)
    back = pyarrow.parquet.read_table(io.BytesIO(content))
    read = back.to_pandas(types_mapper={pyarrow.int64(): pd.Int64Dtype()}.get)
    if name == "sources":
        read["date"] = [day.isoformat() if day else "" for day in read["date"]]
    pd.testing.assert_frame_equal(read.astype(frame.dtypes), frame)
    assert all(field.metadata[b"meaning"] for field in back.schema)


def test_json_has_no_number_that_json_lacks(hostile):
    """Undefined is null, never NaN; texts are as they were read."""
    files = table_files(hostile, "json")
    rows = {name: json.loads(files[f"{name}.json"], parse_constant=pytest.fail) for name in TABLES}
    assert {name: len(table) for name, table in rows.items()} == {name: len(hostile.table(name)) for name in TABLES}
    assert FORMULA in {row["text"] for row in rows["passages"]}
    undefined = hostile.emphasis["log2_ratio"].isna()
    assert undefined.any()
    assert [row["log2_ratio"] is None for row in rows["emphasis"]] == undefined.tolist()


def test_csv_is_read_by_a_spreadsheet_as_text(hostile, reviews):
    """Every file begins with the mark; no cell begins with a sign that runs it, not even a note or a reviewer's name."""
    files = table_files(hostile, "csv", reviews=reviews)
    tables = [name for name in files if name.endswith(".csv")]
    assert {"coverage.csv", "coding.csv", "reviews.csv"} <= set(tables)
    for name in tables:
        assert files[name].startswith(b"\xef\xbb\xbf")
        cells = pd.read_csv(io.BytesIO(files[name]), dtype=str, keep_default_na=False).to_numpy().ravel()
        running = [cell for cell in cells if cell.startswith(("=", "+", "@", "\t", "\r")) or (cell[:1] == "-" and not _is_number(cell))]
        assert running == []
    assert f"'{FORMULA}".replace('"', '""').encode() in files["passages.csv"]


def _is_number(cell):
    try:
        float(cell)
    except ValueError:
        return False
    return True


def test_reviews_are_a_table_only_where_there_are_any(hostile, reviews):
    """Without reviews there is no empty table of them."""
    assert "reviews.json" not in table_files(hostile, "json", reviews=reviews.head(0))
    assert len(json.loads(table_files(hostile, "json", reviews=reviews)["reviews.json"])) == 3


def test_another_format_is_refused(hostile):
    """A sentence names those that there are."""
    with pytest.raises(ExportError, match="csv, xlsx, parquet, json, not as 'ods'"):
        table_files(hostile, "ods")
