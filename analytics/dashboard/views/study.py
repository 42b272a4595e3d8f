"""Study: bring a statement and articles, see what was understood, mend it, compare, save."""

from __future__ import annotations

import streamlit as st

from analytics.dashboard import addressed, components, strings
from analytics.dashboard.making.articles_step import draw_articles_step
from analytics.dashboard.making.codebook_step import draw_codebook_step
from analytics.dashboard.making.comparison_step import draw_comparison_step
from analytics.dashboard.making.draft_keeping import draw_problem, keep_on_disk, take_up_draft, tell_draft_key
from analytics.dashboard.making.notices import draw_remembered
from analytics.dashboard.making.saved_studies import draw_saved_studies
from analytics.dashboard.making.statement_step import draw_statement_step
from analytics.dashboard.strings import study as words
from analytics.dashboard.top_of_page import follow_to_top, go_to_top
from analytics.settings import DraftLimits

STEPS = dict(
    zip(
        words.STEPS,
        (draw_statement_step, draw_codebook_step, draw_articles_step, draw_comparison_step, draw_saved_studies),
        strict=True,
    )
)

NEXT = dict(zip(words.STEPS, (words.TO_COMMITMENTS, words.TO_ARTICLES, words.TO_COMPARE), strict=False))


def render() -> None:
    """Draw the page."""
    take_up_draft()
    components.heading(strings.PAGE_TITLES["study"], strings.QUESTIONS["study"])
    step = st.segmented_control(words.STEP, words.STEPS, required=True, **addressed.choice("step", words.STEPS))
    components.note(words.STEP_HELP[str(step)])
    above = st.container()
    STEPS[str(step)]()
    keep_on_disk()
    with above:  # drawn last: a file may have turned out unreadable in this very run
        draw_remembered()
        draw_problem()
    if step in NEXT:
        st.button(NEXT[step], type="primary", on_click=_go_on, args=(words.STEPS.index(str(step)) + 1,))
    components.note(words.privacy(DraftLimits().max_days))
    follow_to_top()
    tell_draft_key()  # once the draft is kept: the tab learns the key in the very run that made it


def _go_on(step: int) -> None:
    addressed.put("step", words.STEPS[step])
    go_to_top()


if __name__ == "__main__":
    render()
