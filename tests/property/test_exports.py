"""Exports of any text."""

from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from analytics.exports.codings import guard_cell, unguard_cell
from analytics.exports.figure_pages import as_script_data
from analytics.exports.tables import FORMULA_STARTS
from analytics.exports.workbook import MOST_CHARACTERS, cell_text
from analytics.language.control_characters import with_visible_controls
from analytics.study.naming import readable_name

ANY_TEXT = st.text(st.characters(exclude_categories=[]))


@given(ANY_TEXT)
def test_shown_text_is_as_long_and_can_stand_in_xml(text):
    """Every span still fits, and a parser takes it; a text without such characters is not touched."""
    shown = with_visible_controls(text)
    assert len(shown) == len(text)
    read = ET.fromstring(ET.tostring(_element(shown))).text or ""  # noqa: S314  made a line before
    assert read == shown.replace("\r\n", "\n").replace("\r", "\n")
    assert with_visible_controls(shown) == shown


def _element(text):
    element = ET.Element("x")
    element.text = text
    return element


@given(ANY_TEXT)
def test_guarded_cells_cannot_run_and_give_back_the_text(text):
    """Whatever the text."""
    assert not guard_cell(text).startswith(FORMULA_STARTS)
    assert unguard_cell(guard_cell(text)) == text


@given(ANY_TEXT)
def test_names_of_files_are_safe(text):
    """Letters, digits and hyphens; never empty, never a path."""
    name = readable_name(text)
    assert 0 < len(name) <= 61
    assert all(character.isalnum() or character == "-" for character in name.replace("_", "?")) or not name.isascii()
    assert not set(name) & set('/\\.:*?"<>|\0\n')


@given(ANY_TEXT)
def test_cells_fit(text):
    """No cell is longer than a spreadsheet takes."""
    assert len(cell_text(text * 50).encode("utf-16-le")) // 2 <= MOST_CHARACTERS


@given(ANY_TEXT)
def test_data_of_a_page_ends_no_script(text):
    """No sign in it can begin or end an element."""
    assert not set(as_script_data({"a": text})) & set("<>&")
