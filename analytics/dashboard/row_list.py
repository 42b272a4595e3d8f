"""Lists and tables that fit their place: wide as a table, narrow as a card a row; of a list one row can be chosen, by mouse or keyboard.

Streamlit's own grid cuts what does not fit and is scrolled sideways; on a narrow screen the numbers of a row were out of sight.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from analytics.dashboard.strings import row_list as words
from analytics.dashboard.taking import draw_table_files
from analytics.language.direction import without_overrides

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from analytics.exports.captions import Caption

_HERE = Path(__file__).parent

_LIST = st.components.v2.component(
    "leftout_row_list",
    html='<div class="rows"><div class="frame"><table></table></div></div>',
    css=(_HERE / "row_list.css").read_text(encoding="utf-8"),
    js=(_HERE / "row_list.js").read_text(encoding="utf-8"),
)

MOST_ROWS = 1_000
"""Rows drawn at most; the page says how many there are, and the files hold all."""

LONG_CHARACTERS = 60
"""A column with longer words takes a line of its own where rows are cards."""


@dataclass(frozen=True, slots=True)
class Look:
    """How the columns of a list are shown; each is named as in the table.

    Parameters
    ----------
    key, main : str
        What a row is called by, and what it is about: the head of a card. Without a main column the first one is.
    below : mapping of str to callable
        Columns that stand in small print below the main one, with what says their value where it does not speak for itself.
    decimals : mapping of str to int
        Digits behind the point; none where nothing is said.
    helps : mapping of str to str
        What a column means, where its name does not say it.
    signed : tuple of str
        Columns of differences: what is above nothing has its sign.
    """

    key: str = ""
    main: str = ""
    below: Mapping[str, Callable[[Any], str]] = field(default_factory=dict)
    decimals: Mapping[str, int] = field(default_factory=dict)
    helps: Mapping[str, str] = field(default_factory=dict)
    signed: tuple[str, ...] = ()


def draw_row_list(
    rows: pd.DataFrame,
    columns: Mapping[str, str],
    *,
    key: str,
    alt: str,
    on_choice: Callable[[int], None],
    caption: Caption,
    look: Look | None = None,
    chosen: int | None = None,
) -> None:
    """Draw some columns of a table as a list to choose from, with the short ways to its files.

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
    look : Look, optional
        How the columns are shown.
    chosen : int, optional
        Place of the row that is chosen now.
    """

    def choose() -> None:
        place = int(st.session_state[key]["chosen"])
        if 0 <= place < len(rows):
            on_choice(place)

    _LIST(data={**list_data(rows, columns, label=alt, look=look), "key": key, "chosen": chosen}, key=key, on_chosen_change=choose)
    _say_how_many(len(rows))
    called = rows[list(columns)].rename(columns=dict(columns))
    draw_table_files(called if called.columns.is_unique else rows[list(columns)], key=key, title=alt, caption=caption)


def draw_table(table: pd.DataFrame, *, key: str, alt: str, look: Look | None = None) -> None:
    """Draw a whole table, its columns called as they are named, to be read and sorted.

    Parameters
    ----------
    table : pandas.DataFrame
        What is shown.
    key, alt, look
        As for `draw_row_list`.
    """
    data = list_data(table, {str(name): str(name) for name in table.columns}, label=alt, look=look, is_choice=False)
    _LIST(data={**data, "key": key, "chosen": None}, key=key)
    _say_how_many(len(table))


def place_of(is_chosen: pd.Series) -> int | None:
    """Return the place of the first row that is marked, from 0; None where none is."""
    places = is_chosen.to_numpy().nonzero()[0]
    return int(places[0]) if len(places) else None


def list_data(
    rows: pd.DataFrame, columns: Mapping[str, str], *, label: str, look: Look | None = None, is_choice: bool = True
) -> dict[str, Any]:
    """Gather what the list draws; marks in words of a study that would turn letters around are shown instead.

    Returns
    -------
    dict
        JSON-ready: the columns, at most `MOST_ROWS` rows of texts, numbers and None for what is undefined, and a digest of all of it.
    """
    shown = rows[list(columns)].head(MOST_ROWS)
    look = look or Look()
    drawn: dict[str, Any] = {
        "columns": [_column(shown[name], name, called, look) for name, called in columns.items()],
        "rows": [
            list(row)
            for row in zip(
                *(_values(shown[name].map(look.below[name]) if name in look.below else shown[name]) for name in columns), strict=True
            )
        ],
        "label": without_overrides(label),
        "isChoice": is_choice,
    }
    return {**drawn, "digest": hashlib.sha256(json.dumps(drawn).encode()).hexdigest()}


def _column(values: pd.Series, name: str, called: str, look: Look) -> dict[str, Any]:
    is_number = _is_number(values)
    place = "key" if name == look.key else "main" if name == look.main else "below" if name in look.below else ""
    if not place and not is_number and values.astype(str).str.len().max() > LONG_CHARACTERS:
        place = "long"
    return {
        "name": name,
        "label": without_overrides(called),
        "kind": "number" if is_number else "text",
        "place": place or "other",
        "decimals": look.decimals.get(name, 0),
        "isSigned": name in look.signed,
        "help": look.helps.get(name, ""),
    }


def _is_number(values: pd.Series) -> bool:
    return pd.api.types.is_numeric_dtype(values) and not pd.api.types.is_bool_dtype(values)


def _values(values: pd.Series) -> list[str | float | None]:
    if _is_number(values):
        return [None if pd.isna(value) else float(value) for value in values]
    return [None if pd.isna(value) else without_overrides(str(value)) for value in values]


def _say_how_many(n_rows: int) -> None:
    if n_rows > MOST_ROWS:
        st.html(f'<p class="lo-small">{words.first_rows(MOST_ROWS, n_rows)}</p>')
