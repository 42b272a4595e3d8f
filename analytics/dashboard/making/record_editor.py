"""One row at a time, with a control for each of its fields: a grid on a narrow screen would have to be scrolled sideways."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Any

import streamlit as st

from analytics.dashboard.making.fields import shown
from analytics.dashboard.strings import study as words
from analytics.language.direction import without_overrides

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import pandas as pd

    from analytics.dashboard.making.fields import Field, Value


def draw_record(
    key: str, rows: pd.DataFrame, fields: Mapping[str, Field], *, called: Callable[[Mapping[str, Any]], str], version: int
) -> tuple[int, dict[str, Value], list[int]]:
    """Draw a list of the rows to choose one from, and the fields of that one.

    Parameters
    ----------
    key : str
        Unique name.
    rows : pandas.DataFrame
        The rows as they are kept now, at least one.
    fields : mapping of str to Field
        Its columns.
    called : callable
        Says what a row is called in the list.
    version : int
        Changes when rows came, went or changed places: nothing is ticked then.

    Returns
    -------
    tuple
        The place of the row that is shown, what was changed in it, and the places of the rows that are ticked.
    """
    records: list[dict[str, Any]] = [{str(name): value for name, value in row.items()} for row in rows.to_dict("records")]
    names = [without_overrides(called(row)) for row in records]
    # Streamlit knows a choice by the words shown for it: where a row got another name, the list is another one, set to the same row
    listed = _mark("\n".join(names))
    chosen = f"{key}_record_{listed}"
    # what a list begins with stays the same as long as it is that list: Streamlit would take another one for another list
    first = int(st.session_state.setdefault(f"{chosen}_first", _place_of(st.session_state.get(f"{key}_shown"), records)))
    first = first if first < len(names) else 0
    place = int(st.selectbox(words.ROW, range(len(names)), first, format_func=lambda each: names[each], key=chosen))
    st.session_state[f"{key}_shown"] = (place, _identity(records[place]))
    changed: dict[str, Value] = {}
    for name, field in fields.items():
        kept = records[place][name]
        # a control of another value is another control: a row changed in the grid, or the next one in its place, is shown as it is
        told = field.draw(kept, key=f"{key}_{place}_{name}_{_mark(str(kept))}")
        if not field.is_fixed and (told or None) != (shown(kept) or None):
            changed[name] = told
    ticks = f"{key}_ticks_{version}"
    widget = f"{key}_ticked_{version}_{listed}"
    first_ticked = st.session_state.setdefault(f"{widget}_first", [each for each in st.session_state.get(ticks, []) if each < len(names)])
    ticked = st.multiselect(
        words.TICKED, range(len(names)), first_ticked, format_func=lambda each: names[each], placeholder=words.NONE_TICKED, key=widget
    )
    st.session_state[ticks] = list(ticked)
    return place, changed, list(ticked)


def _identity(record: Mapping[str, Any]) -> object:
    """Return what stays of a row when others go: its id, or its file."""
    return record.get("id", record.get("name"))


def _place_of(remembered: tuple[int, object] | None, records: Sequence[Mapping[str, Any]]) -> int:
    """Find the row that was shown last among the rows as they are now; where it is gone, the one in its place."""
    if remembered is None:
        return 0
    place, identity = remembered
    same = [number for number, record in enumerate(records) if identity is not None and _identity(record) == identity]
    return min(same, key=lambda number: abs(number - place), default=min(place, len(records) - 1))


def _mark(text: str) -> int:
    return zlib.crc32(text.encode("utf-8", "surrogatepass"))
