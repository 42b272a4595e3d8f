"""A table of a page as a file of its own: nothing in it runs, and it says where it comes from."""

from __future__ import annotations

import io
import json
import math

import openpyxl
import pandas as pd
import pyarrow.parquet
import pytest

from analytics.errors import ExportError
from analytics.exports.captions import Caption
from analytics.exports.shown_tables import SHOWN_FORMATS, shown_table

HOSTILE = '=HYPERLINK("http://example.org")'
CAPTION = Caption(filters="Shown: outlets A.", sample="1 of 2 sources, 10 of 30 words", source="Source: Pact; A. Leftout 9, 2031-02-03.")
FRAME = pd.DataFrame(
    {
        "outlet": [HOSTILE, "<img src=x>"],
        "verdict": ["covered", "omitted"],
        "n": pd.array([1, 2], dtype="int64"),
        "share": [0.5, math.nan],
        "told": [True, False],
    }
)


def written(file_format):
    """Write the table."""
    return shown_table(FRAME, file_format, title="+Two rows", caption=CAPTION)


def test_csv_is_guarded_and_read_by_excel():
    """A byte order mark, an apostrophe before what a spreadsheet would run, an undefined share empty."""
    lines = written("csv").decode("utf-8").splitlines()
    assert lines[0] == "\ufeffoutlet,verdict,n,share,told"
    assert lines[1].startswith("\"'=HYPERLINK(")
    assert lines[2] == "<img src=x>,omitted,2,,False"


def test_the_workbook_has_types_notes_and_no_formula():
    """Numbers are numbers, texts are texts, an undefined share is an empty cell; the notes say whence."""
    book = openpyxl.load_workbook(io.BytesIO(written("xlsx")))
    assert [cell.value for cell in book["Table"][2]] == [HOSTILE, "covered", 1, 0.5, "True"]
    assert book["Table"]["D3"].value is None
    assert book["Table"].freeze_panes == "B2"
    assert book["Table"].auto_filter.ref == "A1:E3"
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None} == {"s", "n"}
    notes = {name.value: text.value for name, text in book["Notes"].iter_rows(max_col=2)}
    assert [notes[name] for name in ("title", "shown", "sample", "source")] == [
        "+Two rows",
        CAPTION.filters,
        CAPTION.sample,
        CAPTION.source,
    ]


def test_programs_get_the_texts_as_they_are():
    """JSON and Parquet guard nothing, keep undefined as null, and say whence."""
    read = json.loads(written("json"))
    assert read["rows"] == [
        {"outlet": HOSTILE, "verdict": "covered", "n": 1, "share": 0.5, "told": True},
        {"outlet": "<img src=x>", "verdict": "omitted", "n": 2, "share": None, "told": False},
    ]
    assert (read["shown"], read["source"]) == (CAPTION.filters, CAPTION.source)
    table = pyarrow.parquet.read_table(io.BytesIO(written("parquet")))
    assert table.to_pylist()[0]["outlet"] == HOSTILE
    assert table.schema.metadata[b"source"].decode() == CAPTION.source


@pytest.mark.parametrize("file_format", SHOWN_FORMATS)
def test_the_same_bytes_each_time(file_format):
    """No clock and no chance."""
    assert written(file_format) == written(file_format)


def test_another_format_is_refused():
    """A sentence says which there are."""
    with pytest.raises(ExportError, match="csv, xlsx, parquet, json, not as 'ods'"):
        shown_table(FRAME, "ods", title="", caption=CAPTION)
