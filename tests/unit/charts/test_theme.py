"""Colours can be told apart, text can be read on them, and a look is a property of one chart."""

from __future__ import annotations

import itertools
import tomllib
from pathlib import Path

import altair as alt
import pytest

from analytics.charts.theme import DARK, LIGHT, OUTLET_COLORS, OUTLET_SHAPES, VERDICT_SHAPES, VERDICT_SYMBOLS, Look, in_look
from analytics.schema import VERDICTS
from tests.chart_specs import all_charts

LOOKS = pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
CONFIG = Path(__file__).parents[3] / ".streamlit" / "config.toml"


def luminance(color: str) -> float:
    """Return the relative luminance of WCAG 2.2, 0 black to 1 white."""
    channels = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    """Return the contrast ratio of WCAG 2.2, 1 to 21."""
    darker, lighter = sorted([luminance(first), luminance(second)])
    return (lighter + 0.05) / (darker + 0.05)


def test_black_on_white_has_the_contrast_of_the_standard() -> None:
    """The yardstick itself: 21 for black on white, 4.54 for #767676, the grey that just passes AA."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@LOOKS
def test_text_can_be_read_on_the_page(look: Look) -> None:
    """Ink and secondary ink reach AA for text."""
    assert contrast(look.ink, look.background) >= 4.5
    assert contrast(look.muted, look.background) >= 4.5


@LOOKS
def test_text_can_be_read_on_every_verdict(look: Look) -> None:
    """Numbers and signs on the fills reach AA for text."""
    covered, partial, omitted = look.verdicts
    assert contrast(look.on_strong, covered) >= 4.5
    assert contrast(look.on_soft, partial) >= 4.5
    assert contrast(look.on_soft, omitted) >= 4.5


@LOOKS
def test_verdicts_differ_in_lightness_and_all_can_be_seen(look: Look) -> None:
    """Without any sense of hue the order stays: each step further from the page than the next; the outline shows even omitted."""
    from_page = [contrast(fill, look.background) for fill in look.verdicts]
    assert from_page == sorted(from_page, reverse=True)
    assert all(contrast(first, second) >= 1.4 for first, second in itertools.pairwise(look.verdicts))
    assert contrast(look.edge, look.background) >= 3


@LOOKS
def test_outlets_can_be_seen_on_the_page(look: Look) -> None:
    """Every outlet's colour stands out from the page, by 3:1 or nearly in both looks."""
    assert min(contrast(color, look.background) for color in OUTLET_COLORS) >= 2.9


def test_every_verdict_has_a_sign_of_its_own() -> None:
    """Colour is never alone."""
    assert tuple(VERDICT_SYMBOLS) == tuple(VERDICT_SHAPES) == VERDICTS
    assert len(set(VERDICT_SYMBOLS.values())) == len(set(VERDICT_SHAPES.values())) == len(VERDICTS)


def test_outlet_colors_and_shapes_are_distinct() -> None:
    """Eight of each, none twice."""
    assert len(set(OUTLET_COLORS)) == len(OUTLET_COLORS) == 8
    assert len(set(OUTLET_SHAPES)) == len(OUTLET_SHAPES) == 8


def test_a_look_belongs_to_one_chart() -> None:
    """Dressing a chart leaves the original and Altair's own themes as they were."""
    chart = all_charts()["agenda"]
    active = alt.theme.active
    dark = in_look(chart, dark=True)
    assert dark.to_dict()["config"]["background"] == DARK.background
    assert chart.to_dict()["config"]["background"] == LIGHT.background
    assert alt.theme.active == active


def test_looks_differ_in_config_alone() -> None:
    """Marks, data and scales are the same in light and dark."""
    for chart in all_charts().values():
        light, dark = (in_look(chart, dark=dark).to_dict() for dark in (False, True))
        assert {**light, "config": None} == {**dark, "config": None}


@LOOKS
def test_the_page_is_that_of_the_dashboard(look: Look) -> None:
    """A chart lies on the dashboard without an edge: background and ink are those of its configuration."""
    theme = tomllib.loads(CONFIG.read_text(encoding="utf-8"))["theme"]["light" if look is LIGHT else "dark"]
    assert (theme["backgroundColor"], theme["textColor"]) == (look.background, look.ink)
