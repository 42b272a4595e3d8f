"""Rows of a concordance as they are drawn."""

from __future__ import annotations

from analytics.dashboard.passage_list import term_rows
from analytics.measures.concordance import concordance

LONG = "an extraordinarily long story about the harbour, the ferry and those who wait for it every single day of the year"


def rows_of(text: str, term: str):
    """Return the rows of a term in one text."""
    found = concordance({"gazette": text}, term)
    return term_rows(found, {"gazette": text}, {"gazette": "en"}, lambda source, start: (f"{source}!", f"at {start}"))


def test_a_row_leads_to_its_place_under_its_heading() -> None:
    """Heading and note are asked for with the id and the place; the span is that of the term."""
    (row,) = rows_of("The ferry returned.", "ferry")
    assert (row.group, row.note, row.source, row.start, row.end, row.language) == ("gazette!", "at 4", "gazette", 4, 9, "en")
    assert row.left + row.match + row.right == "The ferry returned."


def test_words_around_a_term_are_whole() -> None:
    """Nothing begins or ends within a word, what is left out is said, and blanks stand where the text has them."""
    text = f"{LONG} before, “ferry”; after {LONG}."
    row = rows_of(text, "ferry")[1]
    assert row.left.startswith("… ")
    assert row.right.endswith(" …")
    assert row.left.endswith("before, “")
    assert row.right.startswith("”; after")
    words = set(text.split())
    assert all(word in words for side in (row.left[2:-1], row.right[2:-2]) for word in side.split())
