"""Who is reviewing? The name that a visitor gives, once for the whole visit."""

from __future__ import annotations

import streamlit as st

from analytics.dashboard import components
from analytics.dashboard.escaping import escaped
from analytics.dashboard.strings import review as words
from analytics.errors import ReviewError
from analytics.reviews.records import LONGEST_NAME, checked_name

PROBLEM = "reviewer_problem"
"""Where it stands why the name that was typed was not taken."""


def current_reviewer() -> str:
    """Return the name that the visitor gave; empty where none was given."""
    return str(st.session_state.get("reviewer", ""))


def draw_name() -> None:
    """Draw the box for the name, and once it is given the name alone: the keys then go to the verdicts and not into the name."""
    if current_reviewer():
        name = f'<span class="lo-small">{words.YOUR_NAME}</span><br><strong dir="auto">{escaped(current_reviewer())}</strong>'
        st.html(f"<div>{name}</div>", width="content")
        st.button(words.CHANGE_NAME, key="change_name", help=words.YOUR_NAME_HELP, on_click=rename)
        return
    st.text_input(
        words.YOUR_NAME,
        value=st.session_state.get("former_name", ""),
        key="reviewer_name",
        max_chars=LONGEST_NAME,
        help=words.YOUR_NAME_HELP,
        width=220,
        on_change=take_name,
    )
    if problem := st.session_state.get(PROBLEM):
        components.show_problem(words.NO_NAME, str(problem))


def take_name() -> None:
    """Take the name that was typed; say why where it can be no reviewer's."""
    typed = str(st.session_state["reviewer_name"])
    st.session_state.pop(PROBLEM, None)
    if not typed.strip():
        return
    try:
        st.session_state["reviewer"] = checked_name(typed)
    except ReviewError as error:
        st.session_state[PROBLEM] = str(error)


def rename() -> None:
    """Ask for the name again."""
    st.session_state["former_name"] = st.session_state.pop("reviewer", "")
