"""PDF: columns, running heads, page numbers, torn words; what cannot be read."""

from __future__ import annotations

import random

import pytest

from analytics.errors import ReadError
from analytics.settings import ReadLimits
from analytics.study.normalisation import normalise_statement
from analytics.study.readers import read_file
from analytics.study.readers.page_lines import drop_running_lines, rejoin_hyphens
from tests.brought_files import SENTENCES, locked_pdf, picture_pdf, printed

VOCABULARY = (
    "administration responsibilities internationalisation extraordinary consultations representatives infrastructure recommendations the "
    "and of to for their work year office coast trade long-term anniversary semiconductors understanding parliamentary communicate"
).split()
PARAGRAPHS = [
    f"{number}. They agreed on {' '.join(random.Random(number).choices(VOCABULARY, k=60))} in long-term cooperation."  # noqa: S311
    for number in range(1, 12)
]


@pytest.mark.parametrize("columns", [1, 2])
def test_statement_comes_back_as_it_was_set(columns):
    """Paragraphs of a PDF with head, numbers, columns and hyphens are, normalised, the paragraphs that were set."""
    document = read_file("a.pdf", printed(PARAGRAPHS, columns=columns, head="Joint Statement 2030", numbers=True)).documents[0]
    assert normalise_statement(document.text).split("\n") == PARAGRAPHS
    reasons = {each.reason for each in document.removed}
    assert {"running head", "page number"} <= reasons


def test_scans_say_that_there_is_no_text_layer():
    """A PDF of pictures is named as a scan."""
    with pytest.raises(ReadError, match="no text layer"):
        read_file("a.pdf", picture_pdf())


def test_locked_files_say_that_they_need_a_password():
    """A PDF with a password is named as such; one that opens without is read."""
    with pytest.raises(ReadError, match="needs a password"):
        read_file("a.pdf", locked_pdf())
    assert "two governments" in read_file("a.pdf", locked_pdf("")).documents[0].text


def test_too_many_pages_and_damage_are_refused():
    """The limit of pages is stated, and a damaged file is told from others."""
    with pytest.raises(ReadError, match="has 4 pages; at most 3 are read"):
        read_file("a.pdf", printed(SENTENCES, pagebreaks=True), limits=ReadLimits(max_pages=3))
    with pytest.raises(ReadError, match="damaged or no PDF"):
        read_file("a.pdf", b"%PDF-1.7 nothing follows")


def test_time_is_limited(monkeypatch):
    """Reading stops once the time is over, and says how long it may take."""
    import time

    clock = iter(range(10_000))
    monkeypatch.setattr(time, "monotonic", lambda: float(next(clock)))
    with pytest.raises(ReadError, match="longer than 5 seconds"):
        read_file("a.pdf", printed(SENTENCES), limits=ReadLimits(max_seconds=5))


def test_running_heads_may_differ_left_and_right():
    """Heads that stand on every other page are found, body lines that stand once are not."""
    pages = [
        ["The Pact" if number % 2 else "Two Governments", f"Line {letter} of the body.", str(number)]
        for number, letter in zip(range(5, 11), "abcdef", strict=True)
    ]
    kept, removed = drop_running_lines(pages)
    assert kept == [[f"Line {letter} of the body."] for letter in "abcdef"]
    assert [(each.text, each.count) for each in removed] == [("The Pact", 3), ("Two Governments", 3), ("5, 6, 7, 8, 9, 10", 6)]


def test_list_numbers_are_no_page_numbers():
    """Numbered paragraphs at the edge of pages stay, and so does a lone year."""
    pages = [["1.", "We agree."], ["2.", "We meet."], ["2030", "We end."]]
    assert drop_running_lines(pages)[0] == pages


def test_torn_words_are_joined_and_own_hyphens_kept():
    """A hyphen at a line's end goes, unless the text writes the word with it or a name follows."""
    text, removed = rejoin_hyphens(
        "long-term aims\nand co-\noperation on long-\nterm aims in Italy-\nJapan talks,\nsemi-\nconductors.\nEnd"
    )
    assert text == "long-term aims\nand cooperation\non long-term\naims in Italy-Japan\ntalks,\nsemiconductors.\nEnd"
    assert [each.text for each in removed] == ["cooperation", "semiconductors"]
