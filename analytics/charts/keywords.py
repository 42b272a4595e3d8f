"""Which phrases stand for each source? Ranked lists with how often each occurs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import altair as alt

from analytics.charts.counting import number_of
from analytics.charts.layout import Rows, Width, composed, nothing_to_show, records, require, rows_in_groups
from analytics.charts.scales import outlet_color, outlet_labels

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

_COLUMNS = ["source", "rank", "keyphrase", "yake_score", "count"]
_ROW_PX = 20
_GUTTER = "min(260, width * 0.55)"


def keywords(table: pd.DataFrame, outlets: Mapping[str, str], *, title: str, top: int = 10, width: Width = "container") -> alt.LayerChart:
    """Draw the first keyphrases of each source by rank, with a line for the number of occurrences.

    Parameters
    ----------
    table : pandas.DataFrame
        The table ``keywords``.
    outlets : mapping of str to str
        Id to outlet of all sources of the study, in its order.
    title : str
        The finding or question.
    top : int, default 10
        Ranks shown per source, at least 1.
    width : int or "container"
        Whole width in pixels.

    Returns
    -------
    altair.LayerChart
        YAKE's scores are not drawn: they cannot be compared between sources. The tooltip has them.

    Raises
    ------
    SchemaError
        If a column is missing.
    """
    require(table, _COLUMNS, "keywords")
    first = table[table["rank"] <= top]
    if first.empty:
        return nothing_to_show("No keyphrase fits the filters.", title=title, width=width)
    names = outlet_labels(outlets)
    phrases = first[_COLUMNS].assign(label=first["source"].map(names).fillna(first["source"]))
    rows = rows_in_groups(zip(phrases["label"], phrases["rank"].astype(str), strict=True))
    phrases = phrases.merge(rows.items.assign(rank=rows.items["item"].astype(int)), left_on=["label", "rank"], right_on=["group", "rank"])
    subtitle = "Rank by YAKE within each article. Line: occurrences in the article."
    return composed(_marks(phrases, rows, list(names.values())), title=title, subtitle=subtitle, width=width, height=alt.Step(_ROW_PX))


def alt_text(table: pd.DataFrame, outlets: Mapping[str, str]) -> str:
    """Name the first three keyphrases of each source (at most eight sources)."""
    if table.empty:
        return "Keyphrases per source, without rows: no keyphrase fits the filters."
    names = outlet_labels(outlets)
    ranked = table.sort_values("rank", kind="stable").groupby("source", sort=False)["keyphrase"]
    lists = {source: ", ".join(phrases.head(3)) for source, phrases in ranked}
    told = "; ".join(f"{name}: {lists[source]}" for source, name in list(names.items())[:8] if source in lists)
    return f"Keyphrases of {number_of(len(lists), 'source')} by rank. First three each: {told}."


def _marks(phrases: pd.DataFrame, rows: Rows, names: list[str]) -> list[alt.Chart]:
    heads = alt.Chart(records(rows.heads)).mark_text(style="row-group", dy=2, limit=alt.expr("width"))
    scale = alt.Scale(domain=[0, max(1, int(phrases["count"].max()))], range=[alt.expr(_GUTTER), alt.expr("width - 24")], nice=False)
    x = alt.X("count:Q", scale=scale, axis=None)
    tooltip = [
        alt.Tooltip("keyphrase:N", title="Keyphrase"),
        alt.Tooltip("label:N", title="Outlet"),
        alt.Tooltip("rank:Q", title="Rank"),
        alt.Tooltip("count:Q", title="Occurrences"),
        alt.Tooltip("yake_score:Q", title="YAKE score (lower is better)", format=".4f"),
    ]
    base = alt.Chart(records(phrases)).encode(y=rows.y(), tooltip=tooltip)
    color = outlet_color(names)
    texts = base.mark_text(style="row-label", dx=22, limit=alt.expr(f"{_GUTTER} - 30")).encode(x=alt.value(0), text="keyphrase:N")
    ranks = base.mark_text(style="value-label", align="right", dx=16).encode(x=alt.value(0), text="rank:Q")
    stems = base.mark_rule(strokeWidth=3).encode(x=x, x2=alt.datum(0), color=color)
    points = base.mark_point(filled=True, opacity=1, size=60, shape="circle").encode(x=x, color=color)
    counts = base.mark_text(style="value-label", align="left", dx=9).encode(x=x, text="count:Q")
    return [heads.encode(x=alt.value(0), y=rows.y(), text="group:N"), ranks, texts, stems, points, counts]
