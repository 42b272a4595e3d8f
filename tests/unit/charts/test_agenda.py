"""Words per theme, beside the statement's."""

from __future__ import annotations

import math

from analytics.charts.agenda import agenda, alt_text
from tests import chart_tables as tables
from tests.chart_specs import layer_rows


def test_each_source_has_a_line_per_theme() -> None:
    """Four lines, rows of single commitments passed over; where no passage is about a theme, it says so."""
    lines = layer_rows(agenda(tables.emphasis(), tables.OUTLETS, title="T"), "rule", None, 1)
    assert [(line["label"], line["item"], line["text"]) for line in lines] == [
        ("Morning Post", "Trade", "80%"),
        ("Morning Post", "Space", "20%"),
        ("Evening News", "Trade", "40%"),
        ("Evening News", "Space", "no passage"),
    ]


def test_each_share_has_its_interval() -> None:
    """The statement spends 40% on Trade: half to twice as much is 20% to 80%. Without an end it is undefined, and not 0%."""
    table = tables.emphasis().assign(log2_low=-1.0, log2_high=1.0)
    table.loc[(table["source"] == "b") & (table["item"] == "Space"), ["log2_low", "log2_high"]] = math.nan
    lines = layer_rows(agenda(table, tables.OUTLETS, title="T"), "rule", None, 1)
    assert [line["interval"] for line in lines] == ["20% to 80%", "20% to 80%", "20% to 80%", "undefined"]


def test_the_statement_stands_across_the_lines_of_a_theme() -> None:
    """One upright line per theme at the statement's own share, from the first lane to the last."""
    rules = layer_rows(agenda(tables.emphasis(), tables.OUTLETS, title="T"), "rule", "statement")
    assert [(rule["group"], rule["statement_share"], rule["first"], rule["last"]) for rule in rules] == [
        ("Trade", 0.4, "0.0", "0.1"),
        ("Space", 0.4, "1.0", "1.1"),
    ]


def test_an_undefined_share_is_not_drawn() -> None:
    """A source without words has no line, not one of length 0."""
    table = tables.emphasis()
    table.loc[table["source"] == "b", "share"] = math.nan
    lines = layer_rows(agenda(table, tables.OUTLETS, title="T"), "rule", None, 1)
    assert {line["label"] for line in lines} == {"Morning Post"}


def test_the_text_alternative_names_what_each_speaks_of_most() -> None:
    """Trade by both, with its share."""
    told = alt_text(tables.emphasis())
    assert told.endswith("The statement speaks most of Trade (40%). Morning Post: Trade (80%); Evening News: Trade (40%).")
    assert "no theme fits" in alt_text(tables.emphasis().iloc[:0])
    assert alt_text(tables.emphasis().assign(share=0.0)).endswith("Morning Post: no theme; Evening News: no theme.")
