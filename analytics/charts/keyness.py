"""Which words set one source apart from the others? Terms by z-score, to both sides of zero."""

from __future__ import annotations

import altair as alt
import pandas as pd

from analytics.charts.layout import Width, composed, nothing_to_show, records, require
from analytics.charts.scales import legible

_COLUMNS = ["source", "term", "log_odds", "z", "count", "count_others"]
_ROW_PX = 21
_NOTABLE = 1.96
"""Beyond this many standard errors a difference is rarely chance (5 % of terms, if only chance were at work)."""


def keyness(table: pd.DataFrame, outlet: str, *, title: str, top: int = 15, width: Width = "container") -> alt.LayerChart:
    """Draw the most distinctive terms of one source, said more to the right, said less to the left.

    Parameters
    ----------
    table : pandas.DataFrame
        Rows of one source in the table ``keyness``.
    outlet : str
        Name of that source.
    title : str
        The finding or question.
    top : int, default 15
        Terms per direction, at least 1.
    width : int or "container"
        Whole width in pixels.

    Returns
    -------
    altair.LayerChart
        Terms with an undefined z are left aside. Dashed lines: 1.96 standard errors.

    Raises
    ------
    SchemaError
        If a column is missing.
    """
    require(table, _COLUMNS, "keyness")
    terms = _chosen(table, top)
    if terms.empty:
        return nothing_to_show("No term sets this source apart.", title=title, width=width)
    subtitle = "z of the log-odds ratio, in standard errors. Dashed: ±1.96, rarely chance beyond."
    return composed(_marks(terms, outlet), title=title, subtitle=subtitle, width=width, height=alt.Step(_ROW_PX))


def alt_text(table: pd.DataFrame, outlet: str) -> str:
    """Name the five terms said more, and the five said less, than in the other sources."""
    terms = _chosen(table, 5)
    if terms.empty:
        return f"Distinctive terms of {outlet}, without rows: no term sets it apart."
    more = ", ".join(terms.loc[terms["z"] > 0, "term"]) or "none"
    less = ", ".join(terms.loc[terms["z"] < 0, "term"].iloc[::-1]) or "none"
    return f"Distinctive terms of {outlet} by z-score. Said more than elsewhere: {more}. Said less: {less}."


def _chosen(table: pd.DataFrame, top: int) -> pd.DataFrame:
    ranked = table.dropna(subset="z").sort_values(["z", "term"], ascending=[False, True], kind="stable")
    return pd.concat([ranked[ranked["z"] > 0].head(top), ranked[ranked["z"] < 0].tail(top)])


def _marks(terms: pd.DataFrame, outlet: str) -> list[alt.Chart]:
    reach = float(max(terms["z"].abs().max(), _NOTABLE)) * 1.05
    scale = alt.Scale(domain=[-reach, reach], nice=False)
    sides = "Said less than elsewhere ← z → said more"
    axis = alt.Axis(labelExpr="datum.value === 0 ? '0' : format(datum.value, '+')", tickCount=6, orient="top", title=sides)
    x = alt.X("z:Q", scale=scale, axis=axis)
    y = alt.Y("term:N", scale=alt.Scale(domain=[legible(term) for term in terms["term"]], paddingInner=0.25), axis=None)
    tooltip = [
        alt.Tooltip("term:N", title="Term"),
        alt.Tooltip("outlet:N", title="Outlet"),
        alt.Tooltip("z:Q", title="z", format="+.2f"),
        alt.Tooltip("log_odds:Q", title="Log-odds ratio", format="+.2f"),
        alt.Tooltip("count:Q", title="Occurrences here"),
        alt.Tooltip("count_others:Q", title="In the others"),
    ]
    base = alt.Chart(records(terms[_COLUMNS].assign(outlet=outlet))).encode(y=y, tooltip=tooltip)
    stops = [-reach, -reach / 2, 0, reach / 2, reach]
    color = alt.Color("z:Q", scale=alt.Scale(domain=stops, range="diverging", interpolate="rgb"), legend=None)
    bars = base.mark_bar().encode(x=x, x2=alt.datum(0), color=color)
    right, left = base.transform_filter("datum.z < 0"), base.transform_filter("datum.z > 0")
    # A term stands on the empty side of zero, where no bar can run into it.
    room = alt.expr("width / 2 - 12")
    words = [
        left.mark_text(style="row-label", align="right", dx=-8, limit=room).encode(x=alt.datum(0), text="term:N"),
        right.mark_text(style="row-label", align="left", dx=8, limit=room).encode(x=alt.datum(0), text="term:N"),
    ]
    lines = alt.Chart(records(pd.DataFrame({"at": [-_NOTABLE, _NOTABLE]}))).mark_rule(style="zero", strokeDash=[3, 3])
    zero = alt.Chart(records(pd.DataFrame({"at": [0]}))).mark_rule(style="zero")
    return [bars, *(line.encode(x=alt.X("at:Q", scale=scale, axis=axis)) for line in (lines, zero)), *words]
