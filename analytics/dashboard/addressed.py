"""Controls of one page whose value stands in the address, also after the back button.

Streamlit can bind a control to the address itself, but forbids any code to write there, and on a change of page it first writes the
address of the next page onto the page that is left: the back button then returns to a page that has lost what it showed. These
controls are written by the page, and links that leave it take them along.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

CONTROLS = ("phrase", "sort", "statement", "kind", "speaker", "speech")
"""Names of all such controls in the address."""

NO = "no"
"""Stands in the address for a switch that is off."""


def text(name: str) -> dict[str, Any]:
    """Return what a text box needs: its key, set to what the address says, and what to do on a change."""
    st.session_state[name] = st.query_params.get(name, "")
    return {"key": name, "on_change": lambda: _write(name, st.session_state[name] or None)}


def choice(name: str, options: Sequence[str]) -> dict[str, Any]:
    """Return the same for a list of which one is chosen; the first where the address names none of them."""
    asked = st.query_params.get(name)
    st.session_state[name] = asked if asked in options else options[0]
    return {"key": name, "on_change": lambda: _write(name, st.session_state[name] if st.session_state[name] != options[0] else None)}


def choices(name: str, options: Sequence[str]) -> dict[str, Any]:
    """Return the same for several of some options; none where the address names none of them."""
    st.session_state[name] = [value for value in st.query_params.get_all(name) if value in options]
    return {"key": name, "on_change": lambda: _write(name, list(st.session_state[name]) or None)}


def switch(name: str) -> dict[str, Any]:
    """Return the same for a switch that is on unless the address says `NO`."""
    st.session_state[name] = st.query_params.get(name) != NO
    return {"key": name, "on_change": lambda: _write(name, None if st.session_state[name] else NO)}


def put(name: str, value: str) -> None:
    """Put the value of a control into the address."""
    _write(name, value)


def with_controls(address: Mapping[str, str]) -> dict[str, str | list[str]]:
    """Add what the controls of this page say to the address of another: there it rests, and is found again on the way back."""
    kept: dict[str, str | list[str]] = {name: st.query_params.get_all(name) for name in CONTROLS if name in st.query_params}
    return {**kept, **address}


def _write(name: str, value: str | list[str] | None) -> None:
    if value is None:
        st.query_params.pop(name, None)
    else:
        st.query_params[name] = value
