"""Ranked keyphrases per source."""

from __future__ import annotations

import pytest

from analytics.charts.keywords import alt_text, keywords
from tests import chart_tables as tables
from tests.chart_specs import layer_rows


@pytest.mark.parametrize(("top", "phrases"), [(10, ["tariffs", "joint probe", "talks"]), (1, ["tariffs", "talks"])])
def test_the_first_ranks_are_drawn(top: int, phrases: list[str]) -> None:
    """Each source's list up to the rank asked for, under its outlet."""
    chart = keywords(tables.keywords(), tables.OUTLETS, title="T", top=top)
    assert [row["keyphrase"] for row in layer_rows(chart, "rule")] == phrases
    assert [row["group"] for row in layer_rows(chart, "text", "row-group")] == ["Morning Post", "Evening News"]


def test_the_text_alternative_lists_phrases_per_source() -> None:
    """By rank, best first."""
    told = alt_text(tables.keywords().iloc[::-1], tables.OUTLETS)
    assert told.endswith("First three each: Morning Post: tariffs, joint probe; Evening News: talks.")
    assert "no keyphrase fits" in alt_text(tables.keywords().iloc[:0], tables.OUTLETS)
