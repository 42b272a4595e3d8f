"""Whose words? The share of each source that stands verbatim in the statement or in another source."""

from __future__ import annotations

from typing import TYPE_CHECKING

import altair as alt
import pandas as pd

from analytics.charts.counting import number_of
from analytics.charts.layout import Width, composed, nothing_to_show, percent, records, require
from analytics.charts.scales import outlet_labels
from analytics.errors import SchemaError

if TYPE_CHECKING:
    from collections.abc import Mapping

_COLUMNS = ["source", "kind", "other", "words", "total_words", "share"]
_ROW_PX, _BAR_PX = 44, 12


def verbatim(similarity: pd.DataFrame, outlets: Mapping[str, str], *, title: str, width: Width = "container") -> alt.LayerChart:
    """Draw the share of each source's words that stand in long strings of the statement.

    Parameters
    ----------
    similarity : pandas.DataFrame
        The table ``similarity``; the rows whose ``kind`` is ``statement`` are drawn, in their order.
    outlets : mapping of str to str
        Id to outlet of all sources of the study, in its order.
    title : str
        The finding or question.
    width : int or "container"
        Whole width in pixels.

    Returns
    -------
    altair.LayerChart
        One bar a source. A source in another language than the statement has no bar and says so.

    Raises
    ------
    SchemaError
        If a column is missing or a source is not among `outlets`.
    """
    rows = _chosen(similarity, outlets)
    if rows.empty:
        return nothing_to_show("No source fits the filters.", title=title, width=width)
    subtitle = "Share of an article's words that stand in long strings of the statement."
    y = alt.Y("label:N", scale=alt.Scale(domain=list(rows["label"])), axis=None)
    x = alt.X(
        "share:Q", scale=alt.Scale(domain=[0, 1]), axis=alt.Axis(format=".0%", values=[0, 0.25, 0.5, 0.75, 1], title="Share of words")
    )
    tooltip = [
        alt.Tooltip("label:N", title="Outlet"),
        alt.Tooltip("share:Q", title="Verbatim from the statement", format=".1%"),
        alt.Tooltip("words:Q", title="Words"),
        alt.Tooltip("total_words:Q", title="Of words"),
    ]
    base = alt.Chart(records(rows)).encode(y=y, tooltip=tooltip)
    layers = [
        base.mark_text(style="row-label", dy=-10, limit=alt.expr("width")).encode(x=alt.value(0), text="text:N"),
        base.transform_filter("isValid(datum.share)").mark_bar(style="left-out", size=_BAR_PX, yOffset=8).encode(x=x, x2=alt.datum(0)),
    ]
    return composed(layers, title=title, subtitle=subtitle, width=width, height=alt.Step(_ROW_PX))


def alt_text(similarity: pd.DataFrame, outlets: Mapping[str, str]) -> str:
    """Say which source takes most from the statement, and how many could not be compared."""
    rows = _chosen(similarity, outlets)
    known = rows.dropna(subset=["share"]).sort_values("share", ascending=False, kind="stable")
    undefined = len(rows) - len(known)
    count = number_of(len(known), "source")
    sentences = [f"Bars of the share of words that stand in long strings of the statement, for {count}."]
    if len(known):
        sentences.append(f"Most: {known['text'].iloc[0]}.")
    if undefined:
        sentences.append(f"Not compared, since in another language: {undefined}.")
    return " ".join(sentences)


def _chosen(similarity: pd.DataFrame, outlets: Mapping[str, str]) -> pd.DataFrame:
    require(similarity, _COLUMNS, "verbatim")
    unknown = sorted(set(similarity["source"]) - set(outlets))
    if unknown:
        raise SchemaError(f"The table has sources that the study lacks: {unknown}; pass the outlets of all its sources.")
    rows = similarity.loc[similarity["kind"] == "statement", _COLUMNS]
    labels = rows["source"].map(outlet_labels(outlets))
    # The mark after the name keeps the figures to the right of a name that runs from right to left.
    figures = zip(rows["share"], rows["words"], rows["total_words"], strict=True)
    said = [
        "not compared: another language" if pd.isna(share) else f"{percent(share)}, {n} of {total} words" for share, n, total in figures
    ]
    texts = [f"{label}\u200e\u2002·\u2002{figure}" for label, figure in zip(labels, said, strict=True)]
    return rows.assign(label=labels, text=texts)[["label", "text", "share", "words", "total_words"]]
