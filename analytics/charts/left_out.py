"""What did all or most sources leave out? Commitments by how binding they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import altair as alt

from analytics.charts.counting import number_of
from analytics.charts.layout import Rows, Width, composed, nothing_to_show, records, require, rows_in_groups
from analytics.charts.scales import outlet_labels

if TYPE_CHECKING:
    import pandas as pd

_COVERAGE = ["source", "outlet", "commitment", "verdict"]
_COMMITMENTS = ["commitment", "act", "strength", "label"]
_ROW_PX, _BAR_PX = 40, 9
_STRENGTHS = {4: "Firm", 3: "Determined", 2: "Intended", 1: "Named a priority"}


def left_out(
    coverage: pd.DataFrame,
    commitments: pd.DataFrame,
    *,
    title: str,
    least_share: float = 0.75,
    limit: int = 25,
    width: Width = "container",
) -> alt.LayerChart:
    """Draw the commitments that most sources left out, the most binding first, with how many did.

    Parameters
    ----------
    coverage : pandas.DataFrame
        The table ``coverage``, or the rows that pass a filter.
    commitments : pandas.DataFrame
        The table ``commitments``: acts, strengths and labels.
    title : str
        The finding or question.
    least_share : float, default 0.75
        Share of the sources that must have left a commitment out, 0 to 1; 1 means all of them.
    limit : int, default 25
        Most commitments shown; the subtitle says how many there are.
    width : int or "container"
        Whole width in pixels.

    Returns
    -------
    altair.LayerChart
        One bar per commitment: the share of sources with the verdict omitted.

    Raises
    ------
    SchemaError
        If a column is missing.
    """
    chosen = _chosen(coverage, commitments, least_share)
    if chosen.empty:
        return nothing_to_show(f"No commitment was left out by {_whom(least_share)}.", title=title, width=width)
    shown = chosen.head(limit)
    rows = rows_in_groups(zip(shown["group"], shown["commitment"], strict=True))
    some = f"{len(shown):,} of " if len(shown) < len(chosen) else ""
    subtitle = f"{some}{number_of(len(chosen), 'commitment')} left out by {_whom(least_share)}. Bar: share of sources."
    return composed(_marks(shown, rows), title=title, subtitle=subtitle, width=width, height=alt.Step(_ROW_PX))


def alt_text(coverage: pd.DataFrame, commitments: pd.DataFrame, *, least_share: float = 0.75) -> str:
    """Say how many commitments most sources left out, and name up to three of the most binding."""
    chosen = _chosen(coverage, commitments, least_share)
    if chosen.empty:
        return f"No commitment was left out by {_whom(least_share)}."
    named = "; ".join(f"{row.commitment} {row.label}".strip() for row in chosen.head(3).itertuples())
    count = f"{number_of(len(chosen), 'commitment')} {'was' if len(chosen) == 1 else 'were'} left out"
    return f"{count} by {_whom(least_share)}. The most binding: {named}."


def _whom(least_share: float) -> str:
    return "all sources" if least_share >= 1 else f"at least {least_share:.0%} of the sources"


def _chosen(coverage: pd.DataFrame, commitments: pd.DataFrame, least_share: float) -> pd.DataFrame:
    require(coverage, _COVERAGE, "left out")
    require(commitments, _COMMITMENTS, "left out")
    told = coverage.assign(outlet=coverage["source"].map(outlet_labels(dict(zip(coverage["source"], coverage["outlet"], strict=True)))))
    told = told.assign(omitted=told["verdict"].eq("omitted"))
    per = told.groupby("commitment", sort=False).agg(n_omitted=("omitted", "sum"), n_sources=("omitted", "size"))
    tellers = told[~told["omitted"]].groupby("commitment", sort=False)["outlet"].agg(", ".join).rename("tellers")
    joined = commitments[_COMMITMENTS].merge(per.join(tellers), left_on="commitment", right_index=True)
    joined = joined.assign(share=joined["n_omitted"] / joined["n_sources"], tellers=joined["tellers"].fillna("none"))
    ranked = joined[joined["share"] >= least_share].sort_values(["strength", "share"], ascending=False, kind="stable")
    return ranked.assign(group=ranked["strength"].map(_strength_name))


def _strength_name(strength: int) -> str:
    return _STRENGTHS.get(strength, "No promise") + f"\u2002·\u2002strength {strength} of 4"


def _marks(shown: pd.DataFrame, rows: Rows) -> list[alt.Chart]:
    bars = shown.merge(rows.items[["row", "item"]], left_on="commitment", right_on="item").assign(
        text=[f"{row.commitment}\u2002{row.label}".rstrip() for row in shown.itertuples()],
        of=[f"{row.n_omitted} of {row.n_sources}" for row in shown.itertuples()],
    )
    x = alt.X("share:Q", scale=alt.Scale(domain=[0, 1], range=[0, alt.expr("width - 56")]), axis=None)
    tooltip = [
        alt.Tooltip("text:N", title="Commitment"),
        alt.Tooltip("act:N", title="Act"),
        alt.Tooltip("of:N", title="Left out by sources"),
        alt.Tooltip("tellers:N", title="Told by"),
    ]
    heads = alt.Chart(records(rows.heads)).mark_text(style="row-group", dy=8, limit=alt.expr("width"))
    base = alt.Chart(records(bars)).encode(y=rows.y(), tooltip=tooltip)
    return [
        heads.encode(x=alt.value(0), y=rows.y(), text="group:N"),
        base.mark_text(style="row-label", dy=-7, limit=alt.expr("width")).encode(x=alt.value(0), text="text:N"),
        base.mark_bar(style="left-out", size=_BAR_PX, yOffset=9).encode(x=x, x2=alt.datum(0)),
        base.mark_text(style="value-label", align="right", dy=9).encode(x=alt.value(alt.expr("width")), text="of:N"),
    ]
