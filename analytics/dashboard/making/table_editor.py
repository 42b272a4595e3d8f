"""A table that the visitor mends in place: what is typed is kept at once, and the table stays where it was scrolled."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from analytics.dashboard import components
from analytics.dashboard.escaping import with_marks_shown
from analytics.dashboard.making.record_editor import draw_record
from analytics.dashboard.strings import study as words
from analytics.errors import AnalyticsError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import pandas as pd

    from analytics.dashboard.making.fields import Field

TICK = words.TICK
"""Name of the column of ticks."""


def draw_editor(
    key: str,
    rows: Callable[[], pd.DataFrame],
    *,
    fields: Mapping[str, Field],
    called: Callable[[Mapping[str, Any]], str],
    keep: Callable[[int, dict[str, Any]], None],
    alt: str,
) -> list[int]:
    """Draw an editable table with a column of ticks: a grid on a wide screen, one row at a time on a narrow one.

    Parameters
    ----------
    key : str
        Unique name.
    rows : callable
        Gives the rows as they are kept now.
    fields : mapping of str to Field
        Their columns.
    called : callable
        Says what a row is called where one is chosen from a list.
    keep : callable
        Called with the position of a row and all that was changed in it; what it raises is shown below the table.
    alt : str
        What the table holds, in words.

    Returns
    -------
    list of int
        Positions of the ticked rows.
    """
    kept = rows()
    if kept.empty:
        return []
    # both forms are drawn, and the style sheet shows the one that the screen has room for: the server does not know how wide it is
    with st.container(key=f"{key}_one_at_a_time"):
        place, changed, ticked = draw_record(key, kept, fields, called=called, version=_version(key))
        if changed and _keep_row(keep, place, changed) and not rows().equals(kept):  # a blank at the end changes nothing
            st.session_state[f"{key}_mended"] = st.session_state.get(f"{key}_mended", 0) + 1
            st.rerun()  # the list of rows, and what else counts them, stands above
    with st.container(key=f"{key}_as_a_grid"):
        return sorted({*ticked, *_draw_grid(key, rows, fields=fields, keep=keep, alt=alt)})


def _draw_grid(
    key: str,
    rows: Callable[[], pd.DataFrame],
    *,
    fields: Mapping[str, Field],
    keep: Callable[[int, dict[str, Any]], None],
    alt: str,
) -> list[int]:
    mended = st.session_state.get(f"{key}_mended")  # a row was mended in the other form: the grid begins anew
    widget = f"{key}_{_version(key)}" + (f"_{mended}" if mended else "")
    if widget not in st.session_state:
        # the grid draws on a canvas and obeys the marks that turn letters around: it is given them shown, and only what is typed is kept
        base = with_marks_shown(rows())
        base.insert(0, TICK, False)
        st.session_state[f"{key}_base"] = base

    # the frame given stays the same while edits gather: an editor whose input changes under it forgets every second edit
    edited = st.data_editor(
        st.session_state[f"{key}_base"],
        key=widget,
        hide_index=True,
        height=min(560, 38 + 35 * len(st.session_state[f"{key}_base"])),
        disabled=[name for name, field in fields.items() if field.is_fixed],
        column_config={
            TICK: st.column_config.CheckboxColumn(TICK, width=64, pinned=True),
            **{name: field.column() for name, field in fields.items()},
        },
        alt=alt,
        placeholder="",  # a cell of nothing says nothing, instead of "None"
    )
    for row, changes in st.session_state[widget]["edited_rows"].items():
        if typed := {column: value for column, value in changes.items() if column != TICK}:
            _keep_row(keep, int(row), typed)
    return [place for place, is_ticked in enumerate(edited[TICK].fillna(value=False)) if is_ticked]


def _keep_row(keep: Callable[[int, dict[str, Any]], None], row: int, typed: dict[str, Any]) -> bool:
    """Keep what was changed in a row, or say why that cannot be; return whether it was kept."""
    try:
        keep(row, typed)
    except AnalyticsError as error:
        components.show_problem(words.NOT_KEPT, str(error))
        return False
    return True


def draw_anew(key: str) -> None:
    """Draw the table from the kept rows the next time: after rows came, went or changed places."""
    st.session_state[f"{key}_version"] = _version(key) + 1


def _version(key: str) -> int:
    return int(st.session_state.get(f"{key}_version", 0))
