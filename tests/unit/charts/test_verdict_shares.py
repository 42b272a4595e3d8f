"""Bars divide into shares; what is undefined is said, not drawn."""

from __future__ import annotations

import pytest

from analytics.charts.verdict_shares import alt_text, verdict_shares
from tests import chart_tables as tables
from tests.chart_specs import layer_rows


def test_the_parts_of_a_bar_touch() -> None:
    """Covered 0 to 0.5, partial to 0.75, omitted to 1; the row per theme is passed over, the undefined source has no part."""
    parts = layer_rows(verdict_shares(tables.rates(), title="T"), "bar")
    assert [(part["label"], part["verdict"], part["left"], part["right"]) for part in parts] == [
        ("Morning Post", "covered", 0.0, 0.5),
        ("Morning Post", "partial", 0.5, 0.75),
        ("Morning Post", "omitted", 0.75, 1.0),
    ]


def test_a_source_without_rates_keeps_its_line() -> None:
    """It is named, with the reason in place of a bar."""
    names = layer_rows(verdict_shares(tables.rates(), title="T"), "text", "row-label")
    assert [row["text"] for row in names] == [
        "Morning Post\u200e\u2002·\u20023 commitments",
        "Evening News\u200e\u2002·\u2002no rate defined",
    ]


def test_the_whisker_is_the_interval_of_the_covered_share() -> None:
    """From 0.3 to 0.7, as in the table."""
    (row, undefined) = layer_rows(verdict_shares(tables.rates(), title="T"), "rule", "interval")
    assert (row["coverage_low"], row["coverage_high"]) == (0.3, 0.7)
    assert undefined["coverage_low"] is None


@pytest.mark.parametrize(
    ("keep", "words"),
    [(slice(None), "for 1 source. Morning Post 50% covered, 25% omitted."), (slice(0), "no source has a coverage rate")],
    ids=["one defined", "no rows"],
)
def test_the_text_alternative_leaves_the_undefined_aside(keep: slice, words: str) -> None:
    """Only defined rates are compared."""
    assert words in alt_text(tables.rates()[keep])


def test_no_rates_at_all_give_a_sentence() -> None:
    """An empty table is no error."""
    (row,) = layer_rows(verdict_shares(tables.rates().iloc[:0], title="T"), "text")
    assert row["reason"] == "No source has a coverage rate."
