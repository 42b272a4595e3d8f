"""One bar a text."""

from __future__ import annotations

from analytics.charts.text_rates import alt_text, text_rates
from tests import chart_tables as tables
from tests.chart_specs import layer_rows


def test_each_text_has_its_numbers_beside_its_bar() -> None:
    """The label holds what the value was made from; an undefined value has no bar and says so."""
    rows = layer_rows(text_rates(tables.text_rates(), tables.OUTLETS, title="T", subtitle="S"), "bar")
    assert [(row["value"], row["of"]) for row in rows] == [(2.5, "5 of 2,000 words"), (None, "undefined: no words")]


def test_no_rows_are_said_to_be_none() -> None:
    """Without rows a sentence stands in the place of the bars, on the chart and in its alternative."""
    none = tables.text_rates().head(0)
    (row,) = layer_rows(text_rates(none, tables.OUTLETS, title="T", subtitle="S"), "text")
    assert row["reason"] == "No article fits the filters."
    assert alt_text(none, tables.OUTLETS).endswith("no article fits the filters.")


def test_alternative_begins_with_the_longest_bar() -> None:
    """The text with the highest value comes first, the undefined one last."""
    rows = tables.text_rates().iloc[::-1].reset_index(drop=True)
    told = alt_text(rows, tables.OUTLETS)
    assert told.index("5 of 2,000 words") < told.index("undefined")
