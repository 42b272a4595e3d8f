"""Controls whose value stands in the address: links reopen what they show, and every change is a step of the back button.

Streamlit can bind a control to the address itself, but it then replaces the address rather than add a step to the history, forbids any
code to write there, and on a change of page it first writes the address of the next page onto the page that is left: the back button
then returns to a page that has lost what it showed, or to the value before. So the page itself writes what is chosen, and sets each
control to what the address says before it is drawn.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from analytics.dashboard import state

if TYPE_CHECKING:
    from collections.abc import Sequence

YES, NO = "yes", "no"
"""Stand in the address for a switch that is on, and for one that is off."""


def text(name: str) -> dict[str, Any]:
    """Return what a text box needs: its key, set to what the address says, and what to do on a change."""
    return _control(name, st.query_params.get(name, ""), "")


def choice(name: str, options: Sequence[str], *, default: str | None = None, is_free: bool = False) -> dict[str, Any]:
    """Return the same for a list of which one is chosen: the default, or the first, where the address names none of them.

    Where the choice `is_free`, any word may be given.
    """
    asked = st.query_params.get(name)
    at_first = default or (options[0] if options else None)
    return _control(name, asked if asked in options or (is_free and asked) else at_first, at_first)


def choices(name: str, options: Sequence[str], default: Sequence[str] = ()) -> dict[str, Any]:
    """Return the same for several of some options; the default where the address says nothing."""
    named = [value for value in st.query_params.get_all(name) if value in options]
    return _control(name, named if name in st.query_params else list(default), list(default))


def switch(name: str, *, is_on: bool = True) -> dict[str, Any]:
    """Return the same for a switch; as `is_on` says where the address says neither `YES` nor `NO`."""
    return _control(name, says_yes(name, otherwise=is_on), is_on)


def says_yes(name: str, *, otherwise: bool) -> bool:
    """Tell whether the address says that a switch is on; links of older versions say it in other words."""
    return {YES: True, "true": True, NO: False, "false": False}.get(st.query_params.get(name, ""), otherwise)


def _control(name: str, value: object, default: object) -> dict[str, Any]:
    # only where it differs: what the visitor is about to change would be set back. On the way back the browser may show something else
    # than was set in a run that it broke off
    if name not in st.session_state or st.session_state[name] != value or state.is_on_the_way_back():
        st.session_state[name] = value

    def change() -> None:
        chosen = st.session_state[name]
        state.write({name: None if chosen == default else _written(chosen)})

    return {"key": name, "on_change": change}


def _written(value: object) -> str | list[str] | None:
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, list):
        return [str(each) for each in value] or ""  # an empty word: the visitor chose none, and not what is chosen at first
    return None if value is None else str(value)


def put(name: str, value: str) -> None:
    """Put the value of a control into the address."""
    state.write({name: value})
