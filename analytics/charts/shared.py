"""What do the compared sources share? Per theme, how many commitments all of them tell, one of them alone, none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import altair as alt
import pandas as pd

from analytics.charts.counting import number_of
from analytics.charts.layout import Rows, Width, composed, nothing_to_show, records, require, rows_in_groups
from analytics.charts.scales import outlet_color, outlet_labels
from analytics.errors import SchemaError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_COLUMNS = ["source", "commitment", "theme", "verdict"]
_ROW_PX, _BAR_PX = 26, 18
_FILLS = {"all": ("statement", 1.0), "some": ("left-out", 1.0), "one": ("left-out", 0.5), "none": ("track", 1.0)}
"""Style and opacity of each part, from strong to faint, by how many tell a commitment."""


def shared(
    coverage: pd.DataFrame, sources: Sequence[str], outlets: Mapping[str, str], *, title: str, width: Width = "container"
) -> alt.LayerChart:
    """Draw one bar a theme, divided by who tells its commitments.

    Parameters
    ----------
    coverage : pandas.DataFrame
        The table ``coverage``, or the rows that pass a filter.
    sources : sequence of str
        Ids of the sources that are compared.
    outlets : mapping of str to str
        Id to outlet of all sources of the study, in its order.
    title : str
        The finding or question.
    width : int or "container"
        Whole width in pixels.

    Returns
    -------
    altair.LayerChart
        Parts of a bar, from left to right: told by all; by one of two, in the colour of its outlet (with more sources: by some, by one);
        by none. Told is covered or partial.

    Raises
    ------
    SchemaError
        If a column is missing or a source is not among `outlets`.
    """
    counts = shared_counts(coverage, sources, outlets)
    if counts.empty:
        return nothing_to_show("No commitment fits the filters.", title=title, width=width)
    rows = rows_in_groups((theme, theme) for theme in dict.fromkeys(counts["theme"]))
    subtitle = _subtitle(len(sources))
    return composed(_marks(counts, rows, outlets), title=title, subtitle=subtitle, width=width, height=alt.Step(_ROW_PX))


def shared_counts(coverage: pd.DataFrame, sources: Sequence[str], outlets: Mapping[str, str]) -> pd.DataFrame:
    """Count the commitments of each theme by who tells them.

    Parameters
    ----------
    coverage, sources, outlets
        As for `shared`.

    Returns
    -------
    pandas.DataFrame
        ``theme, told_by, only, label, n, total``: a row for each part of each bar that is not empty, in the order of display. `told_by` is
        all, some, one or none; `only` the source where one of two tells it, else empty; `label` says both in words.
    """
    require(coverage, _COLUMNS, "shared")
    unknown = sorted({*sources, *coverage["source"]} - set(outlets))
    if unknown:
        raise SchemaError(f"The table has sources that the study lacks: {unknown}; pass the outlets of all its sources.")
    parts = [(key, "") for key in _FILLS]
    parts[2:2] = [("one", source) for source in sources] if len(sources) == 2 else []
    units = _tellers(coverage[coverage["source"].isin(list(sources))], len(sources))
    totals = units["theme"].value_counts()
    sizes = units.groupby(["theme", "told_by", "only"], sort=False).size().to_dict()
    names = outlet_labels(outlets)
    rows = [
        {"theme": theme, "told_by": by, "only": only, "label": _label(by, names.get(only), len(sources)), "n": n, "total": totals[theme]}
        for theme in dict.fromkeys(units["theme"])
        for by, only in parts
        if (n := sizes.get((theme, by, only)))
    ]
    return pd.DataFrame(rows, columns=["theme", "told_by", "only", "label", "n", "total"])


def alt_text(coverage: pd.DataFrame, sources: Sequence[str], outlets: Mapping[str, str]) -> str:
    """Say how many commitments each part has in all."""
    return counts_text(shared_counts(coverage, sources, outlets))


def counts_text(counts: pd.DataFrame) -> str:
    """Say the same of counts that were made before, by `shared_counts`."""
    if counts.empty:
        return "Bars of shared commitments without rows: no commitment fits the filters."
    whole = counts.groupby("label", sort=False)["n"].sum()
    parts = ", ".join(f"{n} {label}" for label, n in whole.items())
    return f"Stacked bars per theme of who tells its commitments. Of {number_of(int(whole.sum()), 'commitment')}: {parts}."


def _tellers(cells: pd.DataFrame, n_sources: int) -> pd.DataFrame:
    """Say of each commitment how many tell it, and of two sources which one where it is one alone."""
    told = cells[cells["verdict"] != "omitted"]
    units = cells.drop_duplicates("commitment")[["theme", "commitment"]].set_index("commitment")
    n_told = told.groupby("commitment").size().reindex(units.index, fill_value=0)
    n_all = cells.groupby("commitment").size().reindex(units.index)
    first = told.drop_duplicates("commitment").set_index("commitment")["source"].reindex(units.index, fill_value="")
    by = [_told_by(n, of) for n, of in zip(n_told, n_all, strict=True)]
    only = [source if kind == "one" and n_sources == 2 else "" for kind, source in zip(by, first, strict=True)]
    return units.assign(told_by=by, only=only).reset_index()


def _told_by(n: int, of: int) -> str:
    if n == 0:
        return "none"
    if n == of:
        return "all"
    return "one" if n == 1 else "some"


def _label(told_by: str, only: str | None, n_sources: int) -> str:
    if only:
        return f"only {only}"
    if n_sources == 2:
        return {"all": "both", "none": "neither"}[told_by]
    return {"all": f"all {n_sources}", "some": "some", "one": "one", "none": "none"}[told_by]


def _subtitle(n_sources: int) -> str:
    if n_sources == 2:
        return "Number of commitments. Strongest: told by both. In an outlet's colour: by it alone. Faintest: by neither."
    return f"Number of commitments. From strong to faint: told by all {n_sources}, by some, by one, by none."


def _marks(counts: pd.DataFrame, rows: Rows, outlets: Mapping[str, str]) -> list[alt.Chart]:
    ends = counts.groupby("theme", sort=False)["n"].cumsum()
    placed = counts.assign(right=ends, left=ends - counts["n"], middle=ends - counts["n"] / 2)
    placed = placed.merge(rows.items[["row", "item"]], left_on="theme", right_on="item").drop(columns="item")
    x = alt.X("left:Q", scale=alt.Scale(domain=[0, int(ends.max())]), axis=alt.Axis(title="Commitments", tickMinStep=1))
    tooltip = [
        alt.Tooltip("theme:N", title="Theme"),
        alt.Tooltip("label:N", title="Told by"),
        alt.Tooltip("n:Q", title="Commitments"),
        alt.Tooltip("total:Q", title="Of"),
    ]
    heads = alt.Chart(records(rows.heads)).mark_text(style="row-label", dy=4, limit=alt.expr("width"))
    base = alt.Chart(records(placed)).encode(y=rows.y(), tooltip=tooltip)
    bars = [
        base.transform_filter(f"datum.told_by === '{told_by}' && datum.only === ''")
        .mark_bar(style=style, size=_BAR_PX, opacity=opacity)
        .encode(x=x, x2="right:Q")
        for told_by, (style, opacity) in _FILLS.items()
    ]
    numbers = base.encode(x="middle:Q", text="n:Q")
    between = numbers.transform_filter("datum.told_by === 'some' || datum.told_by === 'one'")
    return [
        heads.encode(x=alt.value(0), y=rows.y(), text="group:N"),
        *bars,
        *_alone(placed, rows, x, tooltip, outlets),
        numbers.transform_filter("datum.told_by === 'all'").mark_text(style="on-strong", baseline="middle"),
        numbers.transform_filter("datum.told_by === 'none'").mark_text(style="on-soft", baseline="middle"),
        between.mark_text(style="halo", align="center", baseline="middle", fontSize=11),
        between.mark_text(align="center", baseline="middle", fontSize=11),
    ]


def _alone(placed: pd.DataFrame, rows: Rows, x: alt.X, tooltip: list[alt.Tooltip], outlets: Mapping[str, str]) -> list[alt.Chart]:
    """Draw what one of two sources tells alone, in the colour of its outlet."""
    names = outlet_labels(outlets)
    alone = placed[placed["only"] != ""]
    if alone.empty:
        return []
    alone = alone.assign(label=alone["only"].map(names))
    color = outlet_color(list(names.values()), [name for name in names.values() if name in set(alone["label"])])
    bars = alt.Chart(records(alone)).mark_bar(size=_BAR_PX)
    return [bars.encode(y=rows.y(), x=x, x2="right:Q", color=color, tooltip=tooltip)]
