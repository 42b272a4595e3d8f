"""The charts of a report as drawings within its page, in colours that a dark page can exchange."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analytics.charts.theme import DARK, LIGHT
from analytics.exports.figures import export_figure
from analytics.exports.report.words import printable

if TYPE_CHECKING:
    import altair as alt

WIDTH = 640
"""Width of a drawing in pixels: a printed page at a readable size; a phone shows four fifths of it and scrolls."""

PIXELS = 2
"""Pixels of a picture per pixel of the page, in documents that take no drawings."""

_SPOKEN = re.compile(r' (?:aria-[a-z]+|role)="[^"]*"')
_NAMES = re.compile(r'(\bid="|url\(#|href="#)')
_SIZE = re.compile(r'^<svg [^>]*?width="([\d.]+)" height="([\d.]+)"')


def drawing(chart: alt.LayerChart, name: str) -> str:
    """Draw a chart as SVG to stand within a page.

    Parameters
    ----------
    chart : altair.LayerChart
        A chart of `analytics.charts`.
    name : str
        Unique in the page, letters only: names within the drawing begin with it.

    Returns
    -------
    str
        Without the words that speak for each mark (the figure has a text of its own, and they are half of the size), and without a
        width of its own: it takes that of its place, by its ``viewBox``.
    """
    text = printable(export_figure(chart, "svg", width=WIDTH).decode("utf-8"))
    return _NAMES.sub(rf"\g<1>{name}-", _SPOKEN.sub("", text))


def fitted(svg: str) -> str:
    """Let a drawing be as wide as its place: take its own width and height away and keep its ``viewBox``."""
    found = _SIZE.match(svg)
    return svg if found is None else svg.replace(f' width="{found[1]}" height="{found[2]}"', "", 1)


def size(svg: str) -> tuple[float, float]:
    """Return width and height of a drawing in pixels."""
    found = _SIZE.match(svg)
    return (float(found[1]), float(found[2])) if found else (float(WIDTH), float(WIDTH))


def picture(chart: alt.LayerChart) -> bytes:
    """Draw a chart as PNG, for documents that take no drawings."""
    return export_figure(chart, "png", width=WIDTH, scale=PIXELS)


def dark_colors() -> dict[str, str]:
    """Map the colours of the light look to those of the dark one, so that a page can exchange them in its drawings.

    Returns
    -------
    dict of str to str
        ``#rrggbb`` to ``#rrggbb``. Colours of outlets are the same in both.
    """
    named = ((getattr(LIGHT, name), getattr(DARK, name)) for name in ("background", "ink", "muted", "grid", "edge"))
    verdicts, ratios = zip(LIGHT.verdicts, DARK.verdicts, strict=True), zip(LIGHT.diverging, DARK.diverging, strict=True)
    return dict([*verdicts, *ratios, *named])
