"""A stretch of a text as it stands in the address of the reader."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from analytics.dashboard import state

if TYPE_CHECKING:
    from collections.abc import Mapping

STATEMENT = "statement"
"""Stands for the statement where the id of a source is expected."""

ASKED_PLACE = "asked_place"
"""Where in the session a page leaves the address of the stretch that was asked for."""

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
    st.session_state[ASKED_PLACE] = place_address(source, start, end)


def follow() -> None:
    """Open the reader where it was asked for; to be called first on each page that asks."""
    address = st.session_state.pop(ASKED_PLACE, None)
    if address:
        st.switch_page(state.page("reader"), query_params=state.linked(**address))
