"""A table that the visitor mends in place: what is typed is kept at once, and the table stays where it was scrolled."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from analytics.dashboard import components
from analytics.dashboard.strings import study as words
from analytics.errors import AnalyticsError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import pandas as pd

TICK = words.TICK
"""Name of the column of ticks."""


def draw_editor(
    key: str,
    rows: Callable[[], pd.DataFrame],
    *,
    columns: Mapping[str, Any],
    fixed: list[str],
    keep: Callable[[int, dict[str, Any]], None],
    alt: str,
) -> list[int]:
    """Draw an editable table with a column of ticks.

    Parameters
    ----------
    key : str
        Unique name.
    rows : callable
        Gives the rows as they are kept now; asked when the table is first drawn, and after `draw_anew`.
    columns : mapping
        Streamlit's settings of the columns.
    fixed : list of str
        Columns that cannot be changed.
    keep : callable
        Called with the position of a row and all that was changed in it; what it raises is shown below the table.
    alt : str
        What the table holds, in words.

    Returns
    -------
    list of int
        Positions of the ticked rows.
    """
    widget = _widget(key)
    if widget not in st.session_state:
        base = rows()
        base.insert(0, TICK, False)
        st.session_state[f"{key}_base"] = base

    # the frame given stays the same while edits gather: an editor whose input changes under it forgets every second edit
    edited = st.data_editor(
        st.session_state[f"{key}_base"],
        key=widget,
        hide_index=True,
        height=min(560, 38 + 35 * len(st.session_state[f"{key}_base"])),
        disabled=fixed,
        column_config={TICK: st.column_config.CheckboxColumn(TICK, width=64, pinned=True), **columns},
        alt=alt,
    )
    for row, changes in st.session_state[widget]["edited_rows"].items():
        if typed := {column: value for column, value in changes.items() if column != TICK}:
            _keep_row(keep, int(row), typed)
    return [place for place, is_ticked in enumerate(edited[TICK].fillna(value=False)) if is_ticked]


def _keep_row(keep: Callable[[int, dict[str, Any]], None], row: int, typed: dict[str, Any]) -> None:
    try:
        keep(row, typed)
    except AnalyticsError as error:
        components.show_problem(words.NOT_KEPT, str(error))


def draw_anew(key: str) -> None:
    """Draw the table from the kept rows the next time: after rows came, went or changed places."""
    st.session_state[f"{key}_version"] = st.session_state.get(f"{key}_version", 0) + 1


def _widget(key: str) -> str:
    return f"{key}_{st.session_state.get(f'{key}_version', 0)}"
