"""The workbook, opened again by another library."""

from __future__ import annotations

import datetime
import io

import openpyxl
import pandas as pd
import pytest

from analytics.charts.theme import LIGHT
from analytics.exports.workbook import CUT, MOST_CHARACTERS, cell_text, write_workbook
from analytics.schema import TABLES, VERDICTS
from tests.hostile_study import FORMULA


@pytest.fixture(scope="module")
def book(hostile, reviews):
    """Open the workbook of the hostile study."""
    return openpyxl.load_workbook(io.BytesIO(write_workbook(hostile, reviews)))


def test_no_cell_is_a_formula_or_a_link(book):
    """Article text, outlets, titles and notes are texts in every sheet."""
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s", "n", "d"}
    assert FORMULA in {cell.value for cell in cells}
    assert not any(cell.hyperlink for cell in cells)


def test_there_is_a_sheet_per_table_and_some_for_the_reader(book):
    """Notes first, then the meaning of every column, the tables, what reviewers found, and the sheet to code in."""
    assert book.sheetnames == ["Notes", "Columns", *TABLES, "reviews", "coding"]
    assert book["Notes"]["A1"].value == "Study"
    described = {(row[0].value, row[1].value) for row in book["Columns"].iter_rows(min_row=2)}
    assert {(table.name, column.name) for table in TABLES.values() for column in table.columns} <= described


@pytest.mark.parametrize("name", TABLES)
def test_cells_have_the_types_and_values_of_the_table(book, hostile, name):
    """Numbers are numbers, undefined ones empty; header and key stay in sight; every column can be filtered."""
    sheet, frame, table = book[name], hostile.table(name), TABLES[name]
    rows = list(sheet.iter_rows(values_only=True))
    assert list(rows[0]) == table.names
    assert len(rows) == len(frame) + 1
    for place, column in enumerate(table.columns):
        found = [row[place] for row in rows[1:]]
        if column.kind == "text":
            continue
        expected = [None if pd.isna(cell) else pytest.approx(float(cell)) for cell in frame[column.name].tolist()]
        assert found == expected
    last = openpyxl.utils.get_column_letter(len(table.names))
    assert sheet.auto_filter.ref == f"A1:{last}{len(frame) + 1}"
    assert sheet.freeze_panes == f"{openpyxl.utils.get_column_letter(len(table.key) + 1)}2"


def test_days_are_days(book):
    """The day of the first source is a date, not a text."""
    place = TABLES["sources"].names.index("date") + 1
    assert book["sources"].cell(2, place).value == datetime.datetime(2030, 5, 3)
    assert book["sources"].cell(3, place).value is None


def test_verdicts_have_the_colours_of_the_charts(book):
    """Three rules on the column of verdicts, one a verdict, filled as in the light look."""
    (area,) = [area for area in book["coverage"].conditional_formatting if "G" in str(area.sqref)]
    fills = {rule.formula[0]: rule.dxf.fill.bgColor.rgb[-6:].lower() for rule in area.rules}
    assert fills == {f'"{verdict}"': fill.lstrip("#") for verdict, fill in zip(VERDICTS, LIGHT.verdicts, strict=True)}


def test_coding_sheet_offers_the_verdicts(book):
    """Every cell of the study has a row; verdicts are chosen from a list; what reviewers found is filled in."""
    sheet = book["coding"]
    (rule,) = sheet.data_validations.dataValidation
    assert (rule.type, rule.formula1) == ("list", '"covered,partial,omitted"')
    header = [cell.value for cell in sheet[1]]
    rows = [dict(zip(header, row, strict=True)) for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert len(rows) == 6 + 1  # three commitments in two sources; two people judged one of the cells
    given = [(row["commitment"], row["source"], row["verdict"], row["reviewer"]) for row in rows if row["verdict"]]
    assert given == [("1b", "../a", "partial", "Anna"), ("1b", "../a", "covered", "=Bo"), ("2a", "b", "omitted", "Anna")]


def test_forbidden_characters_are_shown_one_for_one(book, hostile):
    """A bell and an escape are pictures of themselves, so that spans still fit."""
    shown = {row[TABLES["passages"].names.index("text")] for row in book["passages"].iter_rows(min_row=2, values_only=True)}
    raw = next(text for text in hostile.passages["text"] if "\x07" in text)
    (cell,) = [text for text in shown if text and "␇" in text]
    assert len(cell) == len(raw)
    assert cell == raw.replace("\x0b", "␋").replace("\x07", "␇").replace("\x1b", "␛")


def test_long_texts_are_cut_with_a_mark():
    """A cell holds so many units of UTF-16; an emoji is two and is not cut in half."""
    assert cell_text("x" * MOST_CHARACTERS) == "x" * MOST_CHARACTERS
    cut = cell_text("x" + "🏢" * MOST_CHARACTERS)
    assert cut.endswith("🏢" + CUT)
    assert len(cut.encode("utf-16-le")) // 2 in (MOST_CHARACTERS - 1, MOST_CHARACTERS)
