"""Places of themes within the articles."""

from __future__ import annotations

import pandas as pd

from analytics.charts.position import alt_text, position
from tests import chart_tables as tables
from tests.chart_specs import layer_rows


def test_passages_stand_where_they_are_in_the_article() -> None:
    """Source a: Trade is the first 40 of 100 letters; source b: the second half of 50."""
    bars = layer_rows(position(tables.themes(), tables.emphasis(), tables.OUTLETS, title="T"), "bar")
    trade = [(bar["source"], bar["left"], bar["right"]) for bar in bars if bar["theme"] == "Trade"]
    assert trade == [("a", 0.0, 0.4), ("b", 0.5, 1.0)]


def test_headline_and_lead_are_marked() -> None:
    """Only Trade of source a stands in headline or lead, at its first place, in its own lane."""
    (lead,) = layer_rows(position(tables.themes(), tables.emphasis(), tables.OUTLETS, title="T"), "point", "pointer")
    assert (lead["source"], lead["item"], lead["first_position"], lead["row"]) == ("a", "Trade", 0.0, "0.0")


def test_themes_stand_in_the_order_of_the_statement() -> None:
    """Trade comes before Other though the table begins with Other; Other comes last."""
    turned = pd.concat([tables.themes().iloc[[1]], tables.themes().iloc[[0, 2, 3]]])
    heads = layer_rows(position(turned, tables.emphasis(), tables.OUTLETS, title="T"), "text", "row-group")
    assert [head["group"] for head in heads] == ["Trade", "Other"]


def test_the_text_alternative_says_what_comes_first() -> None:
    """Source a begins with Trade, source b with Other."""
    told = alt_text(tables.themes(), tables.OUTLETS)
    assert told.endswith("First passages: Morning Post with Trade; Evening News with Other.")
    assert "no passage fits" in alt_text(tables.themes().iloc[:0], tables.OUTLETS)
