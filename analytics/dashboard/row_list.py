"""A list of which one row can be chosen, with the mouse anywhere on it or with the keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from analytics.dashboard.taking import draw_table_files

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import pandas as pd
    from streamlit.elements.lib.column_types import ColumnConfig

    from analytics.exports.captions import Caption

ROW_PX, TALLEST_PX = 36, 460


def draw_row_list(
    rows: pd.DataFrame,
    columns: Mapping[str, str],
    *,
    key: str,
    alt: str,
    on_choice: Callable[[int], None],
    caption: Caption,
    formats: Mapping[str, ColumnConfig] | None = None,
) -> None:
    """Draw some columns of a table as a list, with the short ways to its files.

    Parameters
    ----------
    rows : pandas.DataFrame
        What is listed.
    columns : mapping of str to str
        Columns to show, in order, to what they are called on screen. Names may hold words of the study.
    key : str
        Unique name.
    alt : str
        What the list shows, in a sentence.
    on_choice : callable
        Called with the place of the chosen row, from 0, before the page is drawn again.
    caption : Caption
        What the files of the list say of themselves.
    formats : mapping of str to column configuration, optional
        How single columns are shown; they keep the name given here.
    """

    def choose() -> None:
        chosen = st.session_state[key]["selection"]
        places = [cell[0] for cell in chosen["cells"]] or list(chosen["rows"])
        if places and places[0] < len(rows):
            on_choice(int(places[0]))

    named: dict[str, ColumnConfig] = {name: st.column_config.Column(label) for name, label in columns.items()}
    st.dataframe(
        rows[list(columns)],
        hide_index=True,
        height=min(TALLEST_PX, ROW_PX * (len(rows) + 1) + 2),
        key=key,
        on_select=choose,
        selection_mode=["single-row", "single-cell"],
        column_config={**named, **(formats or {})},
        alt=alt,
    )
    called = rows[list(columns)].rename(columns=dict(columns))
    draw_table_files(called if called.columns.is_unique else rows[list(columns)], key=key, title=alt, caption=caption)
