"""What does each source spend its words on, beside the statement itself? One block per theme."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import altair as alt
import pandas as pd

from analytics.charts.layout import Rows, Width, composed, in_lanes, nothing_to_show, percent, records, require
from analytics.charts.scales import NO_PASSAGE, ONE_THEME, outlet_color, outlet_labels, outlet_shape

if TYPE_CHECKING:
    from collections.abc import Mapping

_COLUMNS = ["source", "level", "item", "words", "total_words", "share", "statement_share", "log2_low", "log2_high"]
_ROW_PX = 18


def agenda(emphasis: pd.DataFrame, outlets: Mapping[str, str], *, title: str, width: Width = "container") -> alt.LayerChart:
    """Draw the share of words per theme, a line for each source and an upright one for the statement.

    Parameters
    ----------
    emphasis : pandas.DataFrame
        The table ``emphasis``; the rows whose ``level`` is ``theme`` are drawn, in their order.
    outlets : mapping of str to str
        Id to outlet of all sources of the study, in its order, so that colours do not change with a filter.
    title : str
        The finding or question.
    width : int or "container"
        Whole width in pixels.

    Returns
    -------
    altair.LayerChart
        Undefined shares (a source without words) are drawn as no line at all.

    Raises
    ------
    SchemaError
        If a column is missing.
    """
    require(emphasis, _COLUMNS, "agenda")
    themes = emphasis[emphasis["level"] == "theme"]
    if themes.empty:
        return nothing_to_show("No theme fits the filters.", title=title, width=width)
    names = outlet_labels(outlets)
    rows, lanes = in_lanes(themes[_COLUMNS], "item", names)
    shown = list(lanes["label"].unique())
    layers = [*_heads(lanes, rows), _statement(lanes, rows), *_lanes(lanes, rows, list(names.values()), shown)]
    subtitle = f"Share of the words of each text. Upright line: the statement's own share. {ONE_THEME}"
    return composed(layers, title=title, subtitle=subtitle, width=width, height=alt.Step(_ROW_PX))


def alt_text(emphasis: pd.DataFrame) -> str:
    """Say what the statement speaks of most, and what each source does, in per cent of the words (at most eight sources)."""
    themes = emphasis[(emphasis["level"] == "theme") & emphasis["share"].notna()]
    if themes.empty:
        return "Share of words per theme, without rows: no theme fits the filters."
    own = themes.sort_values("statement_share", ascending=False, kind="stable").iloc[0]
    first = themes.sort_values("share", ascending=False, kind="stable").drop_duplicates("source").sort_index().head(8)
    pairs = zip(first["outlet"], first["item"], first["share"], strict=True)
    told = "; ".join(f"{outlet}: {item} ({percent(share)})" if share > 0 else f"{outlet}: no theme" for outlet, item, share in pairs)
    return f"Share of words per theme. The statement speaks most of {own['item']} ({percent(own['statement_share'])}). {told}."


def _heads(lanes: pd.DataFrame, rows: Rows) -> list[alt.Chart]:
    own = lanes.drop_duplicates("item").set_index("item")["statement_share"]
    texts = [f"statement {percent(share)}" for share in rows.heads["group"].map(own)]
    base = alt.Chart(records(rows.heads.assign(own=texts))).encode(y=rows.y())
    theme = base.mark_text(style="row-group", dy=2, limit=alt.expr("width - 100")).encode(x=alt.value(0), text="group:N")
    share = base.mark_text(style="value-label", align="right", dy=2).encode(x=alt.value(alt.expr("width")), text="own:N")
    return [theme, share]


def _lanes(lanes: pd.DataFrame, rows: Rows, names: list[str], shown: list[str]) -> list[alt.Chart]:
    top = lanes[["share", "statement_share"]].max().max()
    # Room for the percentage to the right of the longest line; a study without any words has no scale of its own.
    domain = [0, top * 1.15 if pd.notna(top) and top > 0 else 1]
    axis = alt.Axis(format=".0%", tickCount=4, title="Share of words", orient="top")
    x = alt.X("share:Q", scale=alt.Scale(domain=domain, nice=False), axis=axis)
    tooltip = [
        alt.Tooltip("item:N", title="Theme"),
        alt.Tooltip("label:N", title="Outlet"),
        alt.Tooltip("share:Q", title="Share of its words", format=".1%"),
        alt.Tooltip("interval:N", title="Its 95% interval"),
        alt.Tooltip("words:Q", title="Words"),
        alt.Tooltip("total_words:Q", title="Of words"),
        alt.Tooltip("statement_share:Q", title="Share in the statement", format=".1%"),
    ]
    defined = lanes[lanes["share"].notna()]
    pairs = zip(defined["words"], defined["share"], strict=True)
    ends = zip(defined["statement_share"], defined["log2_low"], defined["log2_high"], strict=True)
    defined = defined.assign(
        text=[NO_PASSAGE if words == 0 else percent(share) for words, share in pairs],
        interval=[_interval(own, low, high) for own, low, high in ends],
    )
    base = alt.Chart(records(defined)).encode(x=x, y=rows.y(), tooltip=tooltip)
    color = outlet_color(names, shown)
    stems = base.mark_rule(strokeWidth=3).encode(x2=alt.datum(0), color=color)
    told, untold = (base.transform_filter(f"datum.words {sign} 0") for sign in (">", "==="))
    points = [told.mark_point(filled=True, opacity=1, size=70), untold.mark_point(filled=False, opacity=1, size=50)]
    values = [base.mark_text(style=style, align="left", dx=9).encode(text="text:N") for style in ("halo", "value-label")]
    return [stems, *values, *(point.encode(color=color, shape=outlet_shape(names, shown)) for point in points)]


def _interval(own: float, low: float, high: float) -> str:
    """Say the interval of a share, which the table holds as a multiple of the statement's own."""
    if math.isnan(low) or math.isnan(high):
        return "undefined"
    return f"{percent(own * 2**low)} to {percent(own * 2**high)}"


def _statement(lanes: pd.DataFrame, rows: Rows) -> alt.Chart:
    own = rows.heads.merge(lanes.drop_duplicates("item")[["item", "statement_share"]], left_on="group", right_on="item")
    tooltip = [alt.Tooltip("group:N", title="Theme"), alt.Tooltip("statement_share:Q", title="Share in the statement", format=".1%")]
    base = alt.Chart(records(own)).encode(y=rows.y("first", band=0), y2=alt.Y2("last:N", bandPosition=1), tooltip=tooltip)
    rule: alt.Chart = base.mark_rule(style="statement").encode(x="statement_share:Q")
    return rule
