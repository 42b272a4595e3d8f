"""One look for every chart: colours, symbols, fonts, sizes, in a light and a dark form.

A chart names its colours by role (``range="ordinal"`` for verdicts, ``"category"`` for outlets, ``"diverging"`` for ratios, and the
style names below for single marks); `in_look` fills the roles in. So one chart serves both forms, on screen and in a file, and
nothing is registered globally.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import altair as alt

from analytics.schema import Verdict

FONTS = '"Source Sans", "Noto Sans CJK JP", "Segoe UI", "Helvetica Neue", "Liberation Sans", Arial, "Noto Sans", sans-serif'
"""Fonts in order of preference: the dashboard's own; the one whose Latin letters are the same and that has Chinese, Japanese and
Korean (a figure is drawn in the first family found); those of the common systems."""

VERDICT_SYMBOLS: dict[Verdict, str] = {"covered": "●", "partial": "◐", "omitted": "○"}
"""A sign for each verdict, so that colour is never alone; for words, legends and tables."""

CONTRADICTED_SIGN = "≠"
"""Beside the verdict of a cell that is told as the contrary."""

VERDICT_SHAPES: dict[Verdict, str] = {
    "covered": "M-1,0A1,1,0,1,1,1,0A1,1,0,1,1,-1,0Z",
    "partial": "M-1,0A1,1,0,1,1,1,0A1,1,0,1,1,-1,0ZM0,-0.74A0.74,0.74,0,0,0,0,0.74Z",
    "omitted": "M-1,0A1,1,0,1,1,1,0A1,1,0,1,1,-1,0ZM-0.74,0A0.74,0.74,0,1,0,0.74,0A0.74,0.74,0,1,0,-0.74,0Z",
}
"""The same signs as paths, drawn without a font. The inner part runs the other way round and so is a hole."""

OUTLET_COLORS: tuple[str, ...] = ("#0b7d87", "#cd3976", "#945837", "#9964e5", "#548c03", "#8f89c7", "#7e9e64", "#6c60b5")
"""Colours of the outlets, by order in the study. Far apart for all common kinds of colour blindness, 3:1 or nearly on both backgrounds."""

OUTLET_SHAPES: tuple[str, ...] = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down", "triangle-right", "triangle-left")
"""Shapes beside the colours; shifted by one for each further eight outlets, so that 64 pairs differ."""


@dataclass(frozen=True, slots=True)
class Look:
    """The colours of one form, as ``#rrggbb``.

    Parameters
    ----------
    background, ink, muted, grid, edge : str
        Page, text, secondary text (both at least 4.5:1 on the page), faint lines, lines that must be seen (at least 3:1).
    verdicts : tuple of str
        Fills for covered, partial, omitted: one hue, from strong to a quiet neutral.
    on_strong, on_soft : str
        Text and signs on the first fill, and on the other two (at least 4.5:1).
    diverging : tuple of str
        Less than the statement, ..., equal, ..., more.
    """

    background: str
    ink: str
    muted: str
    grid: str
    edge: str
    verdicts: tuple[str, str, str]
    on_strong: str
    on_soft: str
    diverging: tuple[str, ...]


LIGHT = Look(
    background="#ffffff",
    ink="#1b2430",
    muted="#566171",
    grid="#e3e7ec",
    edge="#7d8998",
    verdicts=("#1d4e89", "#9cc3ea", "#e3e7ec"),
    on_strong="#ffffff",
    on_soft="#1b2430",
    diverging=("#8f5200", "#c8924a", "#b3bac4", "#8d7cc9", "#54379b"),
)
"""Dark on white, for paper and the light dashboard."""

DARK = Look(
    background="#11161d",
    ink="#e8edf3",
    muted="#a7b2c0",
    grid="#2a323d",
    edge="#75818f",
    verdicts=("#8ab8ee", "#2f5c8c", "#2a323d"),
    on_strong="#11161d",
    on_soft="#f4f7fa",
    diverging=("#f0b160", "#b07c3a", "#66717f", "#8c78d3", "#bcaaf7"),
)
"""Light on near-black, for the dark dashboard."""


def in_look(chart: alt.LayerChart, *, dark: bool = False) -> alt.LayerChart:
    """Return the chart in the light or the dark form.

    Parameters
    ----------
    chart : altair.LayerChart
        A chart of this package, in either form. Not changed.
    dark : bool, default False
        Which form.

    Returns
    -------
    altair.LayerChart
        The same chart, with the colours, fonts and sizes of that form in its own ``config``.
    """
    copy = chart.copy(deep=False)
    copy.config = _config(DARK if dark else LIGHT)
    return copy


@cache
def _config(look: Look) -> alt.Config:
    return alt.Config.from_dict(_rules(look))


def _rules(look: Look) -> dict[str, Any]:
    return {
        "background": look.background,
        "font": FONTS,
        "padding": {"left": 4, "right": 8, "top": 4, "bottom": 4},
        "view": {"stroke": None},
        "range": {"ordinal": list(look.verdicts), "category": list(OUTLET_COLORS), "diverging": list(look.diverging)},
        "axis": _axis(look),
        "legend": _legend(look),
        "title": _title(look),
        "text": {"color": look.ink, "fontSize": 12},
        "rule": {"color": look.ink},
        "tick": {"color": look.ink, "opacity": 1},
        "style": _styles(look),
    }


def _title(look: Look) -> dict[str, Any]:
    return {
        "anchor": "start",
        "frame": "bounds",
        "offset": 14,
        "color": look.ink,
        "fontSize": 16,
        "fontWeight": 600,
        "lineHeight": 20,
        "subtitleColor": look.muted,
        "subtitleFontSize": 12,
        "subtitleLineHeight": 16,
        "subtitlePadding": 5,
    }


def _axis(look: Look) -> dict[str, Any]:
    return {
        "domain": False,
        "ticks": False,
        "gridColor": look.grid,
        "labelColor": look.muted,
        "labelFontSize": 11,
        "labelPadding": 6,
        "titleColor": look.muted,
        "titleFontSize": 11,
        "titleFontWeight": "normal",
        "titlePadding": 8,
    }


def _legend(look: Look) -> dict[str, Any]:
    return {
        "orient": "top",
        "title": None,
        "offset": 10,
        "columnPadding": 14,
        "labelColor": look.ink,
        "labelFontSize": 12,
        "labelLimit": 150,
        "symbolSize": 100,
        "symbolStrokeWidth": 0,
    }


def _styles(look: Look) -> dict[str, Any]:
    """Name what single marks stand for; a chart refers to these names only."""
    halo = {"color": look.background, "stroke": look.background, "strokeWidth": 3, "strokeJoin": "round"}
    return {
        "row-group": {"color": look.ink, "fontSize": 13, "fontWeight": 600, "align": "left", "baseline": "middle"},
        "row-label": {"color": look.ink, "fontSize": 12, "align": "left", "baseline": "middle"},
        "value-label": {"color": look.muted, "fontSize": 11, "baseline": "middle"},
        "halo": {**halo, "fontSize": 11, "baseline": "middle"},
        "on-strong": {"color": look.on_strong, "fill": look.on_strong},
        "on-soft": {"color": look.on_soft, "fill": look.on_soft},
        "statement": {"color": look.ink, "strokeWidth": 2},
        "interval": {"color": look.ink, "strokeWidth": 1.5},
        "track": {"color": look.grid, "strokeWidth": 1},
        "zero": {"color": look.edge, "strokeWidth": 1.5},
        "left-out": {"color": look.edge},
        "outline": {"stroke": look.edge, "strokeWidth": 0.75},
        "selected": {"color": look.ink, "strokeWidth": 2.5},
        "pointer": {"color": look.ink, "fill": look.ink},
    }
