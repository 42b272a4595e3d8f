"""How a report says shares, counts and characters, and how it reads the program's own prose."""

from __future__ import annotations

import pytest

from analytics.charts.counting import number_of
from analytics.exports.report.model import Cell, Column, Grid, Heading, Paragraph, Point, Points
from analytics.exports.report.prose import read_prose
from analytics.exports.report.words import percent, printable, sureness

NAN = float("nan")


@pytest.mark.parametrize(("share", "words"), [(0.0, "0%"), (0.004, "<1%"), (0.126, "13%"), (1.0, "100%"), (NAN, "undefined")])
def test_a_share_is_said_in_whole_per_cent(share, words):
    """What is small is not 0, what is undefined is not 0 either."""
    assert percent(share) == words


def test_an_undefined_probability_is_said():
    """Not as 0%."""
    assert sureness(NAN, NAN) == "Probability: undefined."


def test_counts_agree_with_their_nouns():
    """One is not many; thousands are parted."""
    assert [number_of(n, "source") for n in (0, 1, 2352)] == ["0 sources", "1 source", "2,352 sources"]


def test_what_no_document_may_hold_is_shown():
    """Letter for letter; line breaks and tabs stay."""
    text = "a\x00b\x0b\x7f\x85\ufffe\ufdd0\nc\td"
    assert printable(text) == "a\u2400b\u240b\u2421\ufffd\ufffd\ufffd\nc\td"


def test_prose_becomes_blocks():
    """Headings, paragraphs over several lines, lists, numbers, tables; bold loses its stars; one heading is left out with its text."""
    text = "## A\n\nOne **two**\nthree.\n\n- p\n  q\n- r\n\n1. x\n\n| h | i |\n| --- | --- |\n| c | d |\n\n## B\n\ngone\n\n## C\n"
    assert read_prose(text, without=("B",)) == (
        Heading("A"),
        Paragraph("One two three."),
        Points((Point("p q"), Point("r"))),
        Points((Point("x"),), is_ordered=True),
        Grid("", (Column("h", width=1), Column("i", width=4)), ((Cell("c"), Cell("d")),)),
        Heading("C"),
    )
