"""Names and scales that charts share."""

from __future__ import annotations

import pytest

from analytics.charts.scales import outlet_color, outlet_labels, outlet_shape, ratio_text, verdict_color, verdict_shape


def test_sources_of_one_outlet_are_told_apart() -> None:
    """An outlet that published one source is named alone; one with several, or without a name, gets the source's id."""
    named = outlet_labels({"a": "Post", "b": "News", "c": "Post", "d": ""})
    assert named == {"a": "Post (a)", "b": "News", "c": "Post (c)", "d": "(d)"}


def test_an_outlet_keeps_its_color_when_others_are_filtered_away() -> None:
    """The domain is that of the study; only the legend is that of the view."""
    whole, filtered = (outlet_color(["A", "B", "C"], shown).to_dict() for shown in (["A", "B", "C"], ["C"]))
    assert whole["scale"] == filtered["scale"] == {"domain": ["A", "B", "C"], "range": "category"}
    assert filtered["legend"]["values"] == ["C"]


def test_sixty_four_outlets_have_pairs_of_color_and_shape_of_their_own() -> None:
    """Colours come again after eight; with the shape, no pair does before sixty-five."""
    shapes = outlet_shape([str(index) for index in range(65)], []).to_dict()["scale"]["range"]
    pairs = [(index % 8, shape) for index, shape in enumerate(shapes)]
    assert len(set(pairs[:64])) == 64
    assert pairs[64] == pairs[0]


def test_verdict_scales_spell_out_their_domain() -> None:
    """Colours and signs go by name, not by which verdicts happen to be in the table."""
    assert verdict_color().to_dict()["scale"]["domain"] == ["covered", "partial", "omitted"]
    assert verdict_shape().to_dict()["scale"]["domain"] == ["covered", "partial", "omitted"]
    assert len(verdict_shape().to_dict()["scale"]["range"]) == 3


@pytest.mark.parametrize(("doublings", "text"), [(0, "equal"), (1, "twice"), (-1, "half"), (2, "4×"), (-3, "1/8")])
def test_ratios_are_said_in_words(doublings: int, text: str) -> None:
    """A reader of the axis needs no logarithm."""
    assert ratio_text(doublings) == text
