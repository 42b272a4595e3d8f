"""Which omissions are surprising? The chance that each would have been told, by outlet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import altair as alt

from analytics.charts.layout import Rows, Width, composed, nothing_to_show, percent, records, require, rows_in_groups
from analytics.charts.scales import outlet_color, outlet_labels, outlet_shape
from analytics.errors import SchemaError

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

_OMISSIONS = ["source", "commitment", "verdict", "expected", "surprise", "n_others", "n_others_telling"]
_COMMITMENTS = ["commitment", "label"]
_ROW_PX = 40


def surprise(
    omissions: pd.DataFrame,
    commitments: pd.DataFrame,
    outlets: Mapping[str, str],
    *,
    title: str,
    limit: int = 20,
    width: Width = "container",
) -> alt.LayerChart:
    """Draw the most surprising omissions under their outlets, each at the chance that the outlet would have told it.

    Parameters
    ----------
    omissions : pandas.DataFrame
        The table ``omissions``, or the rows that pass a filter. Told cells and undefined surprises are not drawn.
    commitments : pandas.DataFrame
        The table ``commitments``: labels.
    outlets : mapping of str to str
        Id to outlet of all sources of the study, in its order.
    title : str
        The finding or question.
    limit : int, default 20
        Most omissions shown, the most surprising ones; the subtitle says how many there are.
    width : int or "container"
        Whole width in pixels.

    Returns
    -------
    altair.LayerChart
        One dot per omission, from 0 to 100 per cent; the outlet with the most surprising one comes first.

    Raises
    ------
    SchemaError
        If a column is missing or a source is not among `outlets`.
    """
    chosen = _chosen(omissions, commitments, outlets)
    if chosen.empty:
        return nothing_to_show(_nothing(omissions), title=title, width=width)
    shown = chosen.head(limit)
    rows = rows_in_groups(zip(shown["label"], shown["key"], strict=True))
    count = f"{len(shown)} of {len(chosen)}" if len(shown) < len(chosen) else f"{len(chosen)}"
    noun = "omission" if len(chosen) == 1 else "omissions"
    subtitle = f"{count} {noun}. Dot: chance of being told, from the other cells. Right: told by so many of the others."
    layers = _marks(shown, rows, list(outlet_labels(outlets).values()))
    return composed(layers, title=title, subtitle=subtitle, width=width, height=alt.Step(_ROW_PX))


def alt_text(omissions: pd.DataFrame, commitments: pd.DataFrame, outlets: Mapping[str, str]) -> str:
    """Say how many omissions there are, and name the three most surprising ones."""
    chosen = _chosen(omissions, commitments, outlets)
    if chosen.empty:
        return _nothing(omissions)
    first = chosen.head(3)
    columns = zip(first["label"], first["text"], first["expected"], first["of"], strict=True)
    named = "; ".join(f"{outlet} left out {unit}, expected at {percent(share)}, told by {of} others" for outlet, unit, share, of in columns)
    dots = "A dot for 1 omission" if len(chosen) == 1 else f"Dots for {len(chosen)} omissions"
    return f"{dots} at the chance of being told. The most surprising: {named}."


def _nothing(omissions: pd.DataFrame) -> str:
    if (omissions["verdict"] == "omitted").any():
        return "With one source there is nothing to expect an omission from."
    return "Nothing was left out."


def _chosen(omissions: pd.DataFrame, commitments: pd.DataFrame, outlets: Mapping[str, str]) -> pd.DataFrame:
    require(omissions, _OMISSIONS, "surprise")
    require(commitments, _COMMITMENTS, "surprise")
    unknown = sorted(set(omissions["source"]) - set(outlets))
    if unknown:
        raise SchemaError(f"The table has sources that the study lacks: {unknown}; pass the outlets of all its sources.")
    rows = omissions.loc[(omissions["verdict"] == "omitted") & omissions["surprise"].notna(), _OMISSIONS]
    rows = rows.sort_values("surprise", ascending=False, kind="stable")
    labels = dict(zip(commitments["commitment"], commitments["label"], strict=True))
    return rows.assign(
        label=rows["source"].map(outlet_labels(outlets)),
        key=[f"{unit} {source}" for unit, source in zip(rows["commitment"], rows["source"], strict=True)],
        text=[f"{unit}\u2002{labels.get(unit, '')}".rstrip() for unit in rows["commitment"]],
        of=[f"{told} of {all_}" for told, all_ in zip(rows["n_others_telling"], rows["n_others"], strict=True)],
    )


def _marks(shown: pd.DataFrame, rows: Rows, names: list[str]) -> list[alt.Chart]:
    dots = shown.merge(rows.items[["row", "item"]], left_on="key", right_on="item").drop(columns=["item", "key"])
    axis = alt.Axis(format=".0%", values=[0, 0.25, 0.5, 0.75, 1], title="Chance of being told", orient="top")
    scale = alt.Scale(domain=[0, 1], range=[4, alt.expr("width - 56")])
    x = alt.X("expected:Q", scale=scale, axis=axis)
    tooltip = [
        alt.Tooltip("text:N", title="Commitment"),
        alt.Tooltip("label:N", title="Outlet"),
        alt.Tooltip("expected:Q", title="Chance of being told", format=".0%"),
        alt.Tooltip("surprise:Q", title="Surprise in bits", format=".1f"),
        alt.Tooltip("of:N", title="Told by others"),
    ]
    heads = alt.Chart(records(rows.heads)).mark_text(style="row-group", dy=8, limit=alt.expr("width"))
    base = alt.Chart(records(dots)).encode(y=rows.y(), tooltip=tooltip)
    color, shape = outlet_color(names), outlet_shape(names, [])
    return [
        heads.encode(x=alt.value(0), y=rows.y(), text="group:N"),
        base.mark_rule(style="track", yOffset=9).encode(x=alt.datum(0, scale=scale), x2=alt.datum(1)),
        base.mark_text(style="row-label", dy=-7, limit=alt.expr("width")).encode(x=alt.value(0), text="text:N"),
        base.mark_point(filled=True, opacity=1, size=80, yOffset=9).encode(x=x, color=color, shape=shape),
        base.mark_text(style="value-label", align="right", dy=9).encode(x=alt.value(alt.expr("width")), text="of:N"),
    ]
