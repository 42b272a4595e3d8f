"""How much of the statement does each source tell? Shares of covered, partial and omitted, with the interval of the first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import altair as alt

from analytics.charts.counting import number_of
from analytics.charts.layout import Width, composed, nothing_to_show, records, require
from analytics.charts.scales import outlet_labels, verdict_color, verdict_shape

if TYPE_CHECKING:
    import pandas as pd

_SHARES = {"covered": "coverage_rate", "partial": "partial_rate", "omitted": "omission_rate"}
_COLUMNS = ["source", "outlet", "dimension", "n", *_SHARES.values(), "coverage_low", "coverage_high"]
_ROW_PX, _BAR_PX = 62, 22
_LEAST_LABELLED = 0.07
"""Narrower parts of a bar have no room for their percentage; the tooltip has it."""


def verdict_shares(rates: pd.DataFrame, *, title: str, width: Width = "container") -> alt.LayerChart:
    """Draw one bar a source, divided into the expected shares of the three verdicts.

    Parameters
    ----------
    rates : pandas.DataFrame
        The table ``rates``; the rows whose ``dimension`` is ``all`` are drawn, in their order.
    title : str
        The finding or question.
    width : int or "container"
        Whole width in pixels.

    Returns
    -------
    altair.LayerChart
        The line below a bar is the interval of the covered share. A source without defined rates says so.

    Raises
    ------
    SchemaError
        If a column is missing.
    """
    require(rates, _COLUMNS, "verdict shares")
    whole = rates[rates["dimension"] == "all"]
    if whole.empty:
        return nothing_to_show("No source has a coverage rate.", title=title, width=width)
    named = _named(whole)
    subtitle = "Expected share of commitments by verdict. Line below: interval of the covered share."
    y = alt.Y("label:N", scale=alt.Scale(domain=list(named["label"])), axis=None)
    layers = [_names(named, y), *_bars(_parts(named), y), *_intervals(named, y)]
    return composed(layers, title=title, subtitle=subtitle, width=width, height=alt.Step(_ROW_PX))


def alt_text(rates: pd.DataFrame) -> str:
    """Say which source covers most and which least, in per cent of the commitments."""
    whole = rates[(rates["dimension"] == "all") & rates["coverage_rate"].notna()]
    if whole.empty:
        return "Bars of verdict shares without rows: no source has a coverage rate."
    ranked = whole.sort_values("coverage_rate", kind="stable")
    parts = [f"{row.outlet} {row.coverage_rate:.0%} covered, {row.omission_rate:.0%} omitted" for row in ranked.iloc[[-1, 0]].itertuples()]
    extremes = f"Most: {parts[0]}. Least: {parts[1]}." if len(ranked) > 1 else f"{parts[0]}."
    count = number_of(len(ranked), "source")
    return f"Stacked bars of the expected shares of covered, partial and omitted commitments for {count}. {extremes}"


def _named(whole: pd.DataFrame) -> pd.DataFrame:
    names = outlet_labels(dict(zip(whole["source"], whole["outlet"], strict=True)))
    told = whole["coverage_rate"].notna()
    note = [number_of(n, "commitment") if defined else "no rate defined" for n, defined in zip(whole["n"], told, strict=True)]
    return whole[_COLUMNS].assign(label=whole["source"].map(names), note=note)


def _parts(named: pd.DataFrame) -> pd.DataFrame:
    """Give each part of each bar its two ends."""
    parts = named.melt(["label", "n"], list(_SHARES.values()), "rate", "share").dropna(subset="share")
    parts["verdict"] = parts["rate"].map({rate: verdict for verdict, rate in _SHARES.items()})
    parts["right"] = parts.groupby("label")["share"].cumsum()
    return parts.assign(left=parts["right"] - parts["share"], middle=parts["right"] - parts["share"] / 2)


def _names(named: pd.DataFrame, y: alt.Y) -> alt.Chart:
    # The mark after the name keeps the count to the right of a name that runs from right to left.
    named = named.assign(text=named["label"] + "\u200e\u2002·\u2002" + named["note"])
    mark = alt.Chart(records(named[["label", "text"]])).mark_text(style="row-label", dy=-19, limit=alt.expr("width"))
    drawn: alt.Chart = mark.encode(x=alt.value(0), y=y, text="text:N")
    return drawn


def _bars(parts: pd.DataFrame, y: alt.Y) -> list[alt.Chart]:
    axis = alt.Axis(format=".0%", values=[0, 0.25, 0.5, 0.75, 1], title="Share of commitments")
    x = alt.X("left:Q", scale=alt.Scale(domain=[0, 1]), axis=axis)
    tooltip = [
        alt.Tooltip("label:N", title="Outlet"),
        alt.Tooltip("verdict:N", title="Verdict"),
        alt.Tooltip("share:Q", title="Expected share", format=".1%"),
        alt.Tooltip("n:Q", title="Of commitments"),
    ]
    base = alt.Chart(records(parts)).encode(y=y, tooltip=tooltip)
    bars = base.mark_bar(style="outline", size=_BAR_PX).encode(x=x, x2="right:Q", color=verdict_color())
    # The signs in the legend are those of the matrix; here the order of the parts repeats them.
    key = base.mark_point(opacity=0, size=1).encode(x=x, shape=verdict_shape())
    labels = base.transform_filter(f"datum.share >= {_LEAST_LABELLED}").encode(x="middle:Q", text=alt.Text("share:Q", format=".0%"))
    strong = labels.transform_filter("datum.verdict === 'covered'").mark_text(style="on-strong", baseline="middle")
    soft = labels.transform_filter("datum.verdict !== 'covered'").mark_text(style="on-soft", baseline="middle")
    return [bars, key, strong, soft]


def _intervals(named: pd.DataFrame, y: alt.Y) -> list[alt.Chart]:
    tooltip = [
        alt.Tooltip("label:N", title="Outlet"),
        alt.Tooltip("coverage_rate:Q", title="Covered", format=".1%"),
        alt.Tooltip("coverage_low:Q", title="Interval from", format=".1%"),
        alt.Tooltip("coverage_high:Q", title="to", format=".1%"),
    ]
    base = alt.Chart(records(named.drop(columns="note"))).transform_filter("isValid(datum.coverage_rate)").encode(y=y, tooltip=tooltip)
    below = _BAR_PX / 2 + 7
    line = base.mark_rule(style="interval", yOffset=below).encode(x="coverage_low:Q", x2="coverage_high:Q")
    ends = base.mark_tick(style="interval", size=7, thickness=1.5, yOffset=below)
    point = base.mark_point(style="pointer", filled=True, opacity=1, size=26, yOffset=below).encode(x="coverage_rate:Q")
    return [line, ends.encode(x="coverage_low:Q"), ends.encode(x="coverage_high:Q"), point]
