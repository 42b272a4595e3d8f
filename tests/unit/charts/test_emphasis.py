"""Ratios of room, and what is not told at all."""

from __future__ import annotations

import pytest

from analytics.charts.emphasis import alt_text, emphasis
from analytics.errors import SchemaError
from tests import chart_tables as tables
from tests.chart_specs import layer_rows


def test_a_theme_not_told_stands_apart() -> None:
    """The intervals reach 2.2 doublings, so the scale shows 3 and "no passage" stands at -4, away from every ratio; it has no number."""
    points = layer_rows(emphasis(tables.emphasis(), tables.OUTLETS, title="T"), "point")
    assert [(point["item"], point["at"], point["ratio"]) for point in points] == [
        ("Trade", 1.0, "2.00"),
        ("Space", -1.0, "0.50"),
        ("Trade", 0.0, "1.00"),
        ("Space", -4, "no passage"),
    ]


def test_the_axis_speaks_in_words() -> None:
    """From an eighth to eight times, with a place for what is not told."""
    spec = emphasis(tables.emphasis(), tables.OUTLETS, title="T").to_dict()
    axis = next(layer["encoding"]["x"]["axis"] for layer in spec["layer"] if layer["mark"].get("style") == "zero")
    assert axis["values"] == [-4, -3, -2, -1, 0, 1, 2, 3]
    assert "datum.value === -4 ? 'none'" in axis["labelExpr"]
    assert "datum.value === -1 ? 'half'" in axis["labelExpr"]


def test_a_filter_keeps_the_colors_of_the_study() -> None:
    """Drawn alone, source b keeps its place in the domain."""
    alone = tables.emphasis().query("source == 'b'")
    spec = emphasis(alone, tables.OUTLETS, title="T").to_dict()
    color = next(layer["encoding"]["color"] for layer in spec["layer"] if "color" in layer.get("encoding", {}))
    assert color["scale"]["domain"] == ["Morning Post", "Evening News"]
    assert color["legend"]["values"] == ["Evening News"]


def test_the_text_alternative_counts_what_is_not_told() -> None:
    """Trade by the Morning Post at twice the share; one of four pairs without a passage."""
    told = alt_text(tables.emphasis())
    assert "Raised most: Trade by Morning Post, 2.0 times" in told
    assert told.endswith("1 of 4 pairs of theme and source have no passage.")
    assert "no theme fits" in alt_text(tables.emphasis().iloc[:0])


def test_a_source_of_another_study_is_refused() -> None:
    """Colours would be wrong, so it is an error."""
    with pytest.raises(SchemaError, match="'b'"):
        emphasis(tables.emphasis(), {"a": "Morning Post"}, title="T")
