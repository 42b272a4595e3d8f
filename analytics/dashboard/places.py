"""A stretch of a text as it stands in the address of the reader."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from analytics.dashboard import state

if TYPE_CHECKING:
    from collections.abc import Mapping

STATEMENT = ""
"""Stands for the statement where the id of a source is expected: no source has an empty id."""

ASKED = "asked_page"
"""Where in the session a page leaves which page was asked for, and its address."""

_PLACE = re.compile(r"(article|statement)-(\d{1,9})-(\d{1,9})")


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a text.

    Parameters
    ----------
    side : {"article", "statement"}
        Which text of the reader.
    start, end : int
        Span in the stored text, in characters.
    """

    side: str
    start: int
    end: int


def place_address(source: str, start: int, end: int) -> dict[str, str]:
    """Return the address of a stretch in the reader: of a source by its id, or of the statement for `STATEMENT`."""
    if source == STATEMENT:
        return {"place": f"statement-{start}-{end}"}
    return {"source": source, "place": f"article-{start}-{end}"}


def named_place(lengths: Mapping[str, int]) -> Place | None:
    """Read the stretch that the address names.

    Parameters
    ----------
    lengths : mapping of str to int
        Characters of the ``article`` and of the ``statement``.

    Returns
    -------
    Place or None
        None where the address names none, or one that the text does not have.
    """
    named = _PLACE.fullmatch(st.query_params.get("place", ""))
    if not named:
        return None
    side, start, end = named.group(1), int(named.group(2)), int(named.group(3))
    return Place(side, start, end) if start < end <= lengths[side] else None


def ask_for(source: str, start: int, end: int) -> None:
    """Remember, in a callback, which stretch the reader shall open; `follow` opens it."""
    ask_for_page("reader", **place_address(source, start, end))


def ask_for_page(name: str, **address: str | None) -> None:
    """Remember, in a callback, which page shall open, and what its address shall say; `follow` opens it."""
    st.session_state[ASKED] = (name, address)


def follow() -> None:
    """Open the page that was asked for; to be called first on each page that asks."""
    if ASKED in st.session_state:
        name, address = st.session_state.pop(ASKED)
        st.switch_page(state.page(name), query_params=state.linked(**address))
