"""Drawings within a page: names of their own, no size of their own, colours that a dark page exchanges."""

from __future__ import annotations

import pytest

from analytics.charts.theme import DARK, LIGHT
from analytics.exports.report import figures

SVG = (
    '<svg class="marks" width="640" height="320" viewBox="0 0 640 320"><defs><clipPath id="clip0"/></defs>'
    '<g role="graphics-object" aria-label="bars" clip-path="url(#clip0)"><use href="#clip0"/><text>a\x0bb</text></g></svg>'
)


@pytest.fixture
def drawn(monkeypatch):
    """Draw a chart whose SVG is known."""
    monkeypatch.setattr(figures, "export_figure", lambda *_, **__: SVG.encode())
    return figures.drawing(None, "agenda")  # type: ignore[arg-type]


def test_names_within_a_drawing_are_its_own(drawn):
    """Where it is named and where it is used."""
    assert 'id="agenda-clip0"' in drawn
    assert "url(#agenda-clip0)" in drawn
    assert 'href="#agenda-clip0"' in drawn


def test_single_marks_do_not_speak_and_control_characters_show(drawn):
    """The figure has a text of its own; a character that XML forbids would break the page for print."""
    assert "aria-" not in drawn
    assert "role=" not in drawn
    assert "a\u240bb" in drawn


def test_a_fitted_drawing_keeps_its_shape(drawn):
    """Width and height go, the frame stays; both can still be asked for before."""
    assert figures.size(drawn) == (640.0, 320.0)
    assert figures.fitted(drawn).startswith('<svg class="marks" viewBox="0 0 640 320">')


def test_each_light_color_has_one_dark_color():
    """Two roles that share a light colour share the dark one, or a chart would lose a difference on a dark page."""
    pairs = figures.dark_colors()
    assert [pairs[color] for color in LIGHT.verdicts] == list(DARK.verdicts)
    assert [pairs[color] for color in LIGHT.diverging] == list(DARK.diverging)
    assert (pairs[LIGHT.background], pairs[LIGHT.ink], pairs[LIGHT.muted]) == (DARK.background, DARK.ink, DARK.muted)
    assert pairs[LIGHT.on_strong] == DARK.on_strong
