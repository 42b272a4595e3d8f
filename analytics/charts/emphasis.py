"""Which themes does each source tell at greater or smaller length than the statement? Ratio and interval."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import altair as alt
import pandas as pd

from analytics.charts.layout import Rows, Width, composed, in_lanes, nothing_to_show, percent, records, require
from analytics.charts.scales import NO_PASSAGE, ONE_THEME, outlet_color, outlet_labels, outlet_shape, ratio_text

if TYPE_CHECKING:
    from collections.abc import Mapping

_COLUMNS = ["source", "outlet", "level", "item", "words", "share", "statement_share", "log2_ratio", "log2_low", "log2_high"]
_ROW_PX = 18
_WIDEST = 4
"""Ratios beyond 16 times are drawn at the edge; the tooltip has them."""

_NONE = "none"
"""`NO_PASSAGE` on the axis, where on a narrow screen the next label is near."""


def emphasis(table: pd.DataFrame, outlets: Mapping[str, str], *, title: str, width: Width = "container") -> alt.LayerChart:
    """Draw the ratio of each theme's share of words to the statement's own, on a scale of doublings.

    Parameters
    ----------
    table : pandas.DataFrame
        The table ``emphasis``; the rows whose ``level`` is ``theme`` are drawn, in their order.
    outlets : mapping of str to str
        Id to outlet of all sources of the study, in its order.
    title : str
        The finding or question.
    width : int or "container"
        Whole width in pixels.

    Returns
    -------
    altair.LayerChart
        A theme without words stands in a column of its own, "none": its ratio is no number. An undefined ratio is not drawn.

    Raises
    ------
    SchemaError
        If a column is missing or a source is not among `outlets`.
    """
    require(table, _COLUMNS, "emphasis")
    themes = table[table["level"] == "theme"]
    if themes.empty:
        return nothing_to_show("No theme fits the filters.", title=title, width=width)
    names = outlet_labels(outlets)
    rows, lanes = in_lanes(themes[_COLUMNS], "item", names)
    reach = _reach(lanes)
    shown = list(lanes["label"].unique())
    layers = [*_ground(rows, reach), *_ratios(lanes, rows, reach, list(names.values()), shown)]
    subtitle = f"Share of words against the statement's share. Thin line: interval. Scale in doublings. {ONE_THEME}"
    return composed(layers, title=title, subtitle=subtitle, width=width, height=alt.Step(_ROW_PX))


def alt_text(table: pd.DataFrame) -> str:
    """Say which theme is raised most, and how often no passage is about one."""
    themes = table[table["level"] == "theme"]
    if themes.empty:
        return "Emphasis per theme, without rows: no theme fits the filters."
    sentences = ["Share of words per theme against the statement's own, as a ratio."]
    finite = themes[themes["log2_ratio"].notna() & (themes["words"] > 0)]
    if not finite.empty:
        most = finite.sort_values("log2_ratio", ascending=False, kind="stable").iloc[0]
        sentences.append(f"Raised most: {most['item']} by {most['outlet']}, {2 ** most['log2_ratio']:.1f} times the statement's share.")
    absent = themes[themes["words"] == 0]
    sentences.append(f"{len(absent)} of {len(themes)} pairs of theme and source have no passage.")
    return " ".join(sentences)


def _reach(lanes: pd.DataFrame) -> int:
    """Choose how many doublings the scale shows to both sides: what the intervals need, at least 2, at most `_WIDEST`."""
    ends = lanes.loc[lanes["words"] > 0, ["log2_ratio", "log2_low", "log2_high"]].abs().max().max()
    return min(_WIDEST, max(2, math.ceil(ends))) if pd.notna(ends) and math.isfinite(ends) else _WIDEST


def _x(field: str, reach: int) -> alt.X:
    absent = -reach - 1
    texts = " : ".join(f"datum.value === {value} ? '{ratio_text(value)}'" for value in range(-reach, reach + 1))
    axis = alt.Axis(
        values=list(range(absent, reach + 1)),
        labelExpr=f"datum.value === {absent} ? '{_NONE}' : {texts} : ''",
        labelOverlap=False,
        orient="top",
        title="Share of words, as a multiple of the statement's",
    )
    return alt.X(f"{field}:Q", scale=alt.Scale(domain=[absent - 0.7, reach + 0.5], nice=False, clamp=True), axis=axis)


def _ground(rows: Rows, reach: int) -> list[alt.Chart]:
    equal = alt.Chart(records(pd.DataFrame({"at": [0]}))).mark_rule(style="zero").encode(x=_x("at", reach))
    heads = alt.Chart(records(rows.heads)).mark_text(style="row-group", dy=2, limit=alt.expr("width"))
    return [equal, heads.encode(x=alt.value(0), y=rows.y(), text="group:N")]


def _ratios(lanes: pd.DataFrame, rows: Rows, reach: int, names: list[str], shown: list[str]) -> list[alt.Chart]:
    told = lanes["words"] > 0
    marks = lanes.assign(
        at=lanes["log2_ratio"].where(told, -reach - 1),
        ratio=[f"{2**value:.2f}" if pd.notna(value) else NO_PASSAGE for value in lanes["log2_ratio"].where(told)],
        own=lanes["share"].map(percent),
        statement=lanes["statement_share"].map(percent),
    )
    marks = marks[(told & lanes["log2_ratio"].notna()) | (lanes["words"] == 0)]
    base = alt.Chart(records(marks)).encode(y=rows.y(), tooltip=_tooltip())
    color, shape = outlet_color(names, shown), outlet_shape(names, shown)
    present, absent = (base.transform_filter(f"datum.words {sign} 0") for sign in (">", "==="))
    spread = present.mark_rule(strokeWidth=2).encode(x=_x("log2_low", reach), x2="log2_high:Q", color=color)
    points = [present.mark_point(filled=True, opacity=1, size=70), absent.mark_point(filled=False, opacity=1, size=50)]
    return [spread, *(point.encode(x=_x("at", reach), color=color, shape=shape) for point in points)]


def _tooltip() -> list[alt.Tooltip]:
    return [
        alt.Tooltip("item:N", title="Theme"),
        alt.Tooltip("label:N", title="Outlet"),
        alt.Tooltip("ratio:N", title="Times the statement's share"),
        alt.Tooltip("own:N", title="Share of its words"),
        alt.Tooltip("statement:N", title="Share in the statement"),
        alt.Tooltip("log2_low:Q", title="Interval in doublings, from", format="+.2f"),
        alt.Tooltip("log2_high:Q", title="to", format="+.2f"),
    ]
