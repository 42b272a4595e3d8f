"""One bar a text: a share of its words, or occurrences per 1,000 words, with the counts behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import altair as alt

from analytics.charts.layout import Width, composed, nothing_to_show, records, require
from analytics.charts.scales import outlet_labels

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

_ROW_PX, _BAR_PX = 44, 12


def text_rates(rates: pd.DataFrame, outlets: Mapping[str, str], *, title: str, subtitle: str, width: Width = "container") -> alt.LayerChart:
    """Draw one bar per text, the length of its value, with the numbers it was made from.

    Parameters
    ----------
    rates : pandas.DataFrame
        ``source``, ``value`` (0 or more; NaN is undefined and has no bar), ``of`` (the numbers behind it, in words), in order.
    outlets : mapping of str to str
        Id to outlet of all texts that may be drawn.
    title, subtitle : str
        The finding; unit and denominator.
    width : int or "container"
        Whole width in pixels.

    Returns
    -------
    altair.LayerChart
        All bars begin at 0.

    Raises
    ------
    SchemaError
        If a column is missing.
    """
    require(rates, ["source", "value", "of"], "text rates")
    if rates.empty:
        return nothing_to_show("No article fits the filters.", title=title, width=width)
    rows = rates[["source", "value", "of"]].assign(label=rates["source"].map(outlet_labels(outlets)))
    y = alt.Y("label:N", scale=alt.Scale(domain=list(rows["label"])), axis=None)
    highest = rows["value"].max()
    scale = alt.Scale(domain=[0, float(highest) if highest > 0 else 1.0])
    tooltip = [alt.Tooltip("label:N", title="Text"), alt.Tooltip("of:N", title="Counted")]
    base = alt.Chart(records(rows)).encode(y=y, tooltip=tooltip)
    names = base.transform_calculate(line="datum.label + '\u200e\u2002·\u2002' + datum.of")
    return composed(
        [
            names.mark_text(style="row-label", dy=-11, limit=alt.expr("width")).encode(x=alt.value(0), text="line:N"),
            base.mark_bar(style="left-out", size=_BAR_PX, yOffset=7).encode(x=alt.X("value:Q", scale=scale, axis=None), x2=alt.datum(0)),
        ],
        title=title,
        subtitle=subtitle,
        width=width,
        height=alt.Step(_ROW_PX),
    )


def alt_text(rates: pd.DataFrame, outlets: Mapping[str, str]) -> str:
    """Say the value of each text in words, the highest first (at most eight)."""
    if rates.empty:
        return "Bars without rows: no article fits the filters."
    names = outlet_labels(outlets)
    ranked = rates.sort_values("value", ascending=False, kind="stable", na_position="last").head(8)
    told = "; ".join(f"{names[source]}: {of}" for source, of in zip(ranked["source"], ranked["of"], strict=True))
    return f"Bars, the longest first: {told}."
