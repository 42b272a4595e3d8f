"""Reader: an article beside the statement, both ways."""

from __future__ import annotations

import streamlit as st

from analytics.charts.theme import VERDICT_SYMBOLS
from analytics.dashboard import addressed, components, state, strings
from analytics.dashboard.cell import draw_cell, draw_pickers
from analytics.dashboard.places import Place, named_place
from analytics.dashboard.reading_panel import Asked, Marks, commitment_marks, panel_data, reading_panel, theme_marks
from analytics.dashboard.strings import reader as words
from analytics.language.direction import without_overrides
from analytics.pipeline import Analysis

MOST_SOUGHT = 200  # characters of the address; more is no search


def chosen_theme(marks: Marks) -> str | None:
    """Read the chosen theme from the address, and say so where the study does not have it."""
    theme = st.query_params.get("on")
    if theme and theme not in marks.labels:
        components.show_problem(strings.LINK_BROKEN, strings.unknown_in_link("theme", theme))
        return None
    return theme or None


def place_to_show(analysis: Analysis, source: str) -> Place | None:
    """Read the place that the address names, and say so where the text does not have it."""
    text = next(article.text for article in analysis.study.sources if article.id == source)
    place = named_place({"article": len(text), "statement": len(analysis.study.statement.text)})
    if place is None and st.query_params.get("place"):
        components.show_problem(words.PLACE_LOST, words.PLACE_LOST_DETAIL)
    return place


def draw_theme_picker(marks: Marks, chosen: str | None) -> None:
    """Draw the list that chooses a theme without a mouse, with the letter it bears in the texts."""
    st.session_state["pick_reader_theme"] = chosen
    st.selectbox(
        words.PICK_THEME,
        list(marks.labels),
        format_func=lambda theme: without_overrides(f"{marks.chips.get(theme, '')}  {theme}"),
        index=None,
        placeholder=strings.PICK,
        key="pick_reader_theme",
        on_change=lambda: state.select(on=st.session_state["pick_reader_theme"]),
    )


def choose(source: str, mark: str, *, is_theme: bool) -> None:
    """Put what was chosen in the panel into the address; a place that a link named has then served."""
    if is_theme:
        state.select(on=mark, source=source, place=None)
    else:
        state.select(commitment=mark, source=source, place=None)


def draw_proof(analysis: Analysis, shown: state.Selection) -> None:
    """Draw the verdict on the chosen commitment below the texts."""
    with st.expander(strings.READER_PROOF, expanded=True):
        draw_cell(analysis, shown, with_link=False)
        if shown.commitment and shown.source:
            address = state.linked(commitment=shown.commitment, source=shown.source)
            st.page_link(state.page("coverage"), label=strings.BACK_TO_COVERAGE, query_params=address)


def draw_controls(analysis: Analysis, shown: state.Selection) -> tuple[bool, Marks, str | None]:
    """Draw what chooses the marks; return whether they are themes, the marks, and the chosen one."""
    source = str(shown.source)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        mode = st.segmented_control(words.HIGHLIGHT, words.HIGHLIGHTS, required=True, **addressed.choice("mark", words.HIGHLIGHTS))
        draw_pickers(analysis, shown)
        if mode == "themes":
            marks = theme_marks(analysis, source)
            chosen = chosen_theme(marks)
            draw_theme_picker(marks, chosen)
        else:
            marks, chosen = commitment_marks(analysis, source, VERDICT_SYMBOLS), shown.commitment
    has_checked = mode == "commitments" and any(checked == source for checked, _ in state.checked_cells(analysis))
    components.note(f"{words.HINTS[str(mode)]} {strings.CHECKED_NOTE}" if has_checked else words.HINTS[str(mode)])
    return mode == "themes", marks, chosen


def draw_panel(analysis: Analysis, source: str, marks: Marks, chosen: str | None, *, is_theme: bool) -> None:
    """Draw the two texts, and what to do with a passage that is chosen or words that are sought in them."""
    if not marks.article:
        components.empty(words.NO_PASSAGES_TOLD, words.NO_PASSAGES_ADVICE)
    sought = st.query_params.get("words", "")[:MOST_SOUGHT]
    asked = Asked(chosen, place_to_show(analysis, source), sought, is_together=addressed.says_yes("together", otherwise=True))
    with st.container(key="reading_panel"):
        reading_panel(
            panel_data(analysis, source, marks, asked),
            key="panel",
            on_choice=lambda mark: choose(source, mark, is_theme=is_theme),
            on_search=lambda text: state.select(words=text[:MOST_SOUGHT] or None),
            on_together=lambda is_on: state.select(together=None if is_on else addressed.NO),
        )


def render() -> None:
    """Draw the page."""
    analysis = state.current_analysis()
    components.heading(strings.PAGE_TITLES["reader"], strings.QUESTIONS["reader"])
    if analysis.sources.empty:
        components.empty(strings.NOTHING_MATCHES, strings.NOTHING_MATCHES_ADVICE)
        return
    chosen = state.selection(analysis)
    shown = state.Selection(chosen.commitment, chosen.source or str(analysis.sources["source"].iloc[0]))
    is_theme, marks, mark = draw_controls(analysis, shown)
    draw_panel(analysis, str(shown.source), marks, mark, is_theme=is_theme)
    if not is_theme:
        draw_proof(analysis, shown)


if __name__ == "__main__":
    render()
