"""Where in each article does each theme stand? From the first character to the last."""

from __future__ import annotations

from typing import TYPE_CHECKING

import altair as alt

from analytics.charts.counting import number_of
from analytics.charts.layout import Rows, Width, composed, in_lanes, nothing_to_show, records, require
from analytics.charts.scales import outlet_color, outlet_labels, outlet_shape

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

_PASSAGES = ["source", "passage_id", "start", "end", "text", "theme"]
_EMPHASIS = ["source", "level", "item", "prominence", "first_position"]
_HEADLINE_OR_LEAD = 2
"""Value of ``prominence`` for a theme told in headline or lead."""
_ROW_PX = 18
_GUTTER = 14
_QUOTE = 160
"""Letters of a passage that a tooltip shows."""


def position(
    themes: pd.DataFrame, emphasis: pd.DataFrame, outlets: Mapping[str, str], *, title: str, width: Width = "container"
) -> alt.LayerChart:
    """Draw each article as a line from start to end, once per theme, thick where its passages are about the theme.

    Parameters
    ----------
    themes : pandas.DataFrame
        The table ``themes``, whole articles (the last character of a source is taken from it).
    emphasis : pandas.DataFrame
        The table ``emphasis``; tells which themes stand in headline or lead.
    outlets : mapping of str to str
        Id to outlet of all sources of the study, in its order.
    title : str
        The finding or question.
    width : int or "container"
        Whole width in pixels.

    Returns
    -------
    altair.LayerChart
        A triangle stands where a theme told in headline or lead is first told.

    Raises
    ------
    SchemaError
        If a column is missing or a source is not among `outlets`.
    """
    require(themes, _PASSAGES, "position")
    require(emphasis, _EMPHASIS, "position")
    if themes.empty:
        return nothing_to_show("No passage fits the filters.", title=title, width=width)
    names = outlet_labels(outlets)
    rows, passages = in_lanes(_relative(_in_statement_order(themes, emphasis)), "theme", names)
    shown = list(passages["label"].unique())
    layers = [*_ground(rows, names, shown), _passages(passages, rows, names, shown), _leads(emphasis, rows)]
    subtitle = "Place of passages, share of the article's characters. Triangle: told in headline or lead."
    return composed(layers, title=title, subtitle=subtitle, width=width, height=alt.Step(_ROW_PX))


def alt_text(themes: pd.DataFrame, outlets: Mapping[str, str]) -> str:
    """Say with which theme each source begins (at most eight sources)."""
    if themes.empty:
        return "Place of the themes in the articles, without rows: no passage fits the filters."
    names = outlet_labels(outlets)
    # The earliest passage comes last and so stays.
    opened = dict(themes.sort_values("start", ascending=False, kind="stable")[["source", "theme"]].itertuples(index=False, name=None))
    opening = "; ".join(f"{name} with {opened[source]}" for source, name in [*names.items()][:8] if source in opened)
    themes_in_articles = f"{number_of(themes['theme'].nunique(), 'theme')} in {number_of(themes['source'].nunique(), 'article')}"
    return f"Place of {themes_in_articles}. First passages: {opening}."


def _in_statement_order(themes: pd.DataFrame, emphasis: pd.DataFrame) -> pd.DataFrame:
    """Sort by theme as the emphasis table does; themes that it lacks, such as Other, come last."""
    order = {theme: place for place, theme in enumerate(dict.fromkeys(emphasis.loc[emphasis["level"] == "theme", "item"]))}
    return themes.sort_values("theme", key=lambda column: column.map(order).fillna(len(order)), kind="stable")


def _relative(themes: pd.DataFrame) -> pd.DataFrame:
    """Express spans as shares of the article, which ends with its last passage."""
    length = themes.groupby("source")["end"].transform("max").astype(float)
    quote = themes["text"].str.slice(0, _QUOTE)
    return themes[_PASSAGES].assign(left=themes["start"].astype(float) / length, right=themes["end"].astype(float) / length, text=quote)


def _x(field: str) -> alt.X:
    scale = alt.Scale(domain=[0, 1], range=[_GUTTER, alt.expr("width")])
    ends = "datum.value === 0 ? 'start' : datum.value === 1 ? 'end' : format(datum.value, '.0%')"
    axis = alt.Axis(values=[0, 0.25, 0.5, 0.75, 1], labelExpr=ends, title="Place in the article", orient="top", labelFlush=True)
    return alt.X(f"{field}:Q", scale=scale, axis=axis)


def _ground(rows: Rows, names: Mapping[str, str], shown: list[str]) -> list[alt.Chart]:
    """Draw headings, an empty line for each article, and its sign at the start: colour alone would not tell whose it is."""
    heads = alt.Chart(records(rows.heads)).mark_text(style="row-group", dy=2, limit=alt.expr("width"))
    lanes = rows.items.assign(label=rows.items["item"].map(dict(names)), left=0, right=1)
    base = alt.Chart(records(lanes)).encode(y=rows.y())
    signs = base.mark_point(filled=True, opacity=1, size=45).encode(
        x=alt.value(5), color=outlet_color(list(names.values()), shown), shape=outlet_shape(list(names.values()), shown)
    )
    track = base.mark_rule(style="track").encode(x=_x("left"), x2="right:Q")
    return [heads.encode(x=alt.value(0), y=rows.y(), text="group:N"), track, signs]


def _passages(passages: pd.DataFrame, rows: Rows, names: Mapping[str, str], shown: list[str]) -> alt.Chart:
    tooltip = [
        alt.Tooltip("theme:N", title="Theme"),
        alt.Tooltip("label:N", title="Outlet"),
        alt.Tooltip("passage_id:N", title="Passage"),
        alt.Tooltip("text:N", title="Text"),
        alt.Tooltip("left:Q", title="Starts at", format=".0%"),
    ]
    bars = alt.Chart(records(passages)).mark_bar(size=11, opacity=1)
    drawn: alt.Chart = bars.encode(x=_x("left"), x2="right:Q", y=rows.y(), color=outlet_color(list(names.values()), shown), tooltip=tooltip)
    return drawn


def _leads(emphasis: pd.DataFrame, rows: Rows) -> alt.Chart:
    told = emphasis[(emphasis["level"] == "theme") & (emphasis["prominence"] == _HEADLINE_OR_LEAD) & emphasis["first_position"].notna()]
    lanes = rows.items.rename(columns={"item": "source", "group": "item"})
    places = told[["source", "item", "first_position"]].merge(lanes, on=["source", "item"])
    mark = alt.Chart(records(places)).mark_point(style="pointer", shape="triangle-down", filled=True, opacity=1, size=50, yOffset=-8)
    drawn: alt.Chart = mark.encode(x=_x("first_position"), y=rows.y())
    return drawn
