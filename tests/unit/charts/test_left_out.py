"""Commitments that most sources left out."""

from __future__ import annotations

from analytics.charts.left_out import alt_text, left_out
from tests import chart_tables as tables
from tests.chart_specs import layer_rows


def test_only_what_all_left_out_is_drawn_when_all_are_asked_for() -> None:
    """2a alone is left out by both."""
    bars = layer_rows(left_out(tables.coverage(), tables.commitments(), title="T", least_share=1), "bar")
    assert [(bar["text"], bar["of"], bar["tellers"]) for bar in bars] == [("2a\u2002More talks", "2 of 2", "none")]


def test_the_most_binding_come_first() -> None:
    """At one half all three qualify: the firm ones (strength 4) before the intention, each under its heading, with who told it."""
    chart = left_out(tables.coverage(), tables.commitments(), title="T", least_share=0.5)
    bars = layer_rows(chart, "bar")
    assert [(bar["commitment"], bar["share"], bar["tellers"]) for bar in bars] == [
        ("1a", 0.5, "Morning Post"),
        ("1b", 0.5, "Morning Post"),
        ("2a", 1.0, "none"),
    ]
    heads = [row["group"] for row in layer_rows(chart, "text", "row-group")]
    assert heads == ["Firm\u2002·\u2002strength 4 of 4", "Intended\u2002·\u2002strength 2 of 4"]


def test_the_subtitle_says_how_many_are_not_shown() -> None:
    """Cut at one of three, and said so."""
    chart = left_out(tables.coverage(), tables.commitments(), title="T", least_share=0.5, limit=1)
    assert " ".join(chart.to_dict()["title"]["subtitle"]).startswith("1 of 3 commitments left out by at least 50%")


def test_nothing_left_out_is_good_news_in_a_sentence() -> None:
    """If each commitment was told somewhere, the chart says so."""
    told = tables.coverage().query("commitment == '1a'")
    (row,) = layer_rows(left_out(told, tables.commitments(), title="T"), "text")
    assert row["reason"].replace("\n", " ") == "No commitment was left out by at least 75% of the sources."
    assert alt_text(told, tables.commitments(), least_share=1) == "No commitment was left out by all sources."


def test_the_text_alternative_names_the_most_binding() -> None:
    """Three, the firm ones first."""
    told = alt_text(tables.coverage(), tables.commitments(), least_share=0.5)
    assert told.startswith("3 commitments were left out by at least 50% of the sources.")
    assert told.endswith("1a Tariffs fall; 1b Joint probe; 2a More talks.")
