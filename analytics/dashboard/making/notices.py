"""What went wrong in a click is shown on the run after it, above the step."""

from __future__ import annotations

import streamlit as st

from analytics.dashboard import components, studies
from analytics.dashboard.making.draft import Draft, current_draft
from analytics.dashboard.making.table_editor import draw_anew
from analytics.dashboard.strings import study as words
from analytics.errors import AnalyticsError, StudyError

CODEBOOK_TABLE, ARTICLE_TABLE = "codebook_table", "article_table"
"""Keys of the two tables that are mended in place."""

_KEY = "making_problem"


def remember(error: AnalyticsError | str, title: str = words.LEFT_ASIDE) -> None:
    """Keep a problem, with what to say above it, or good news, for the next run."""
    st.session_state[_KEY] = (error, title)


def draw_remembered() -> None:
    """Show what was kept, once."""
    told, title = st.session_state.pop(_KEY, ("", ""))
    if isinstance(told, StudyError):
        components.show_told(title, told.faults)
    elif isinstance(told, AnalyticsError):
        components.show_problem(title, str(told))
    elif told:
        components.note(str(told))


def with_saved_studies(advice: str) -> str:
    """Add to the advice of a step without a draft where saved studies stand: a page loaded anew has no draft of one that was saved."""
    return f"{advice} {words.SAVED_ELSEWHERE}" if studies.library().studies() and current_draft() == Draft() else advice


def reset_tables() -> None:
    """Draw both tables from the draft the next time."""
    draw_anew(CODEBOOK_TABLE)
    draw_anew(ARTICLE_TABLE)
