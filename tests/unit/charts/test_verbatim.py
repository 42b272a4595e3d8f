"""The share of each source that stands verbatim in the statement."""

from __future__ import annotations

import pytest

from analytics.charts.verbatim import alt_text, verbatim
from analytics.errors import SchemaError
from tests import chart_tables as tables
from tests.chart_specs import layer_rows


def test_bars_are_of_the_statement_alone_and_say_their_counts() -> None:
    """A takes 30 of 100 words; b is in another language; what they share with one another has no bar."""
    rows = layer_rows(verbatim(tables.similarity(), tables.OUTLETS, title="T"), "text", "row-label")
    assert [(row["text"], row["share"]) for row in rows] == [
        ("Morning Post\u200e\u2002·\u200230%, 30 of 100 words", 0.3),
        ("Evening News\u200e\u2002·\u2002not compared: another language", None),
    ]


def test_the_alt_text_names_the_most_and_the_undefined() -> None:
    """One bar, one source left aside."""
    said = alt_text(tables.similarity(), tables.OUTLETS)
    assert "for 1 source." in said
    assert said.endswith("Not compared, since in another language: 1.")


def test_no_source_is_a_sentence_and_an_unknown_one_a_mistake() -> None:
    """A filter may leave nothing; a table of another study may not come."""
    (row,) = layer_rows(verbatim(tables.similarity().head(0), tables.OUTLETS, title="T"), "text")
    assert row["reason"] == "No source fits the filters."
    with pytest.raises(SchemaError, match="the study lacks"):
        verbatim(tables.similarity(), {"a": "Morning Post"}, title="T")
