"""A list of stretches of text with the words around them; pressing one leads to its place in the reader."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import streamlit as st

from analytics.dashboard.components import words_after, words_before
from analytics.dashboard.places import ask_for
from analytics.dashboard.strings import concordance as words
from analytics.language.direction import without_overrides

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import pandas as pd

_HERE = Path(__file__).parent

_HTML = '<div class="list"></div>'

_LIST = st.components.v2.component(
    "leftout_passage_list",
    html=_HTML,
    css=(_HERE / "passage_list.css").read_text(encoding="utf-8"),
    js=(_HERE / "passage_list.js").read_text(encoding="utf-8"),
)

AROUND = 60
"""Characters of context on each side of a term; words are shown whole."""

MOST_ROWS = 300
"""Rows drawn at once; the page says how many there are."""


@dataclass(frozen=True, slots=True)
class Row:
    """One stretch of a text.

    Parameters
    ----------
    group : str
        Under which heading it stands; empty for none.
    left, match, right : str
        The words before, the stretch itself, the words behind.
    note : str
        What is to be said of it in small print.
    source : str
        Id of the source, or `analytics.dashboard.places.STATEMENT`.
    start, end : int
        Its span in that text.
    language : str
        Language code of the text.
    """

    group: str
    left: str
    match: str
    right: str
    note: str
    source: str
    start: int
    end: int
    language: str


def passage_list(rows: Sequence[Row], *, key: str, label: str, layout: Literal["columns", "running"]) -> None:
    """Draw the rows as buttons that open the reader at their place, on a page that calls `analytics.dashboard.places.follow`.

    Parameters
    ----------
    rows : sequence of Row
        In the order of display; rows of one group follow one another. The first `MOST_ROWS` are drawn.
    key : str
        Unique name.
    label : str
        What the list holds, for those who cannot see it.
    layout : {"columns", "running"}
        The stretches below one another in a column between their contexts, or each as running text.
    """
    shown = list(rows[:MOST_ROWS])
    data: dict[str, Any] = {"rows": [_drawn(row) for row in shown], "label": label, "layout": layout, "open": words.OPEN_ROW}
    data["digest"] = hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()

    def opened() -> None:
        number = int(st.session_state[key]["opened"])
        ask_for(shown[number].source, shown[number].start, shown[number].end)

    _LIST(data=data, key=key, on_opened_change=opened)
    if len(rows) > MOST_ROWS:
        st.html(f'<p class="lo-small">{words.first_rows(MOST_ROWS, len(rows))}</p>')


def term_rows(
    rows: pd.DataFrame, texts: Mapping[str, str], languages: Mapping[str, str], said: Callable[[str, int], tuple[str, str]]
) -> list[Row]:
    """Turn a concordance into rows that lead to their place.

    Parameters
    ----------
    rows : pandas.DataFrame
        From `analytics.measures.concordance.concordance`.
    texts, languages : mapping of str to str
        The searched texts and their languages, by id.
    said : callable
        Called with the id of a text and a place in it; returns the heading under which the row stands, and its note.
    """
    drawn = []
    for source, start, end, match in zip(*(rows[name].tolist() for name in ("source", "start", "end", "match")), strict=True):
        group, note = said(source, start)
        text = texts[source]
        before = " ".join(words_before(text, start, AROUND).split()) + _gap(text, start - 1)
        behind = _gap(text, end) + " ".join(words_after(text, end, AROUND).split())
        drawn.append(Row(group, before, match, behind, note, source, start, end, languages[source]))
    return drawn


def _gap(text: str, at: int) -> str:
    """Return a blank where white space stands at a place of the text."""
    return " " if 0 <= at < len(text) and text[at].isspace() else ""


def _drawn(row: Row) -> dict[str, Any]:
    """Return a row as the list draws it; marks that would turn letters around are shown instead."""
    return {name: without_overrides(value) if isinstance(value, str) else value for name, value in asdict(row).items()}
