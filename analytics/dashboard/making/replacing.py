"""Whatever would take the place of a draft that cannot be had again asks first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from analytics.dashboard import components
from analytics.dashboard.making.draft import current_draft
from analytics.dashboard.strings import study as words
from analytics.language.direction import without_overrides

if TYPE_CHECKING:
    from collections.abc import Callable


def draw_replacing_button(label: str, sure: str, *, help: str, on_click: Callable[..., None], args: tuple[object, ...] = ()) -> None:  # noqa: A002  as Streamlit calls it
    """Draw a button for what takes the place of the draft; where that would be lost, the button opens the question.

    Parameters
    ----------
    label, help : str
        What the button says, and what it does.
    sure : str
        What the button below the question says.
    on_click, args
        What is done.
    """
    if not current_draft().would_be_lost:
        st.button(label, help=help, on_click=on_click, args=args)
        return
    with st.popover(label, help=help):
        _ask()
        st.button(sure, on_click=on_click, args=args)


def may_replace(sure: str, refused: str, *, key: str, on_refusal: Callable[[], None]) -> bool:
    """Tell whether what was brought may take the place of the draft; where that would be lost, ask, and say no until the visitor agrees.

    Parameters
    ----------
    sure, refused : str
        What the two buttons say.
    key : str
        Unique name.
    on_refusal : callable
        Called when the visitor keeps the draft.
    """
    if not current_draft().would_be_lost:
        return True
    with st.container(border=True):
        _ask()
        with st.container(horizontal=True):
            is_sure = st.button(sure, key=f"{key}_sure")
            st.button(refused, key=f"{key}_refused", on_click=on_refusal)
    return is_sure


def _ask() -> None:
    components.note(words.replacing_asks(without_overrides(current_draft().title)))
