"""Review: one cell after the other, checked by a person, with the keyboard."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, cast

import streamlit as st

from analytics.dashboard import addressed, components, review_cell, reviewing, state, strings
from analytics.dashboard.escaping import escaped
from analytics.dashboard.review_figures import draw_figures, draw_hint, outlets_under_review
from analytics.dashboard.review_queue import Task, chosen_task, next_task
from analytics.dashboard.reviewer_name import current_reviewer, draw_name
from analytics.dashboard.strings import review as words
from analytics.errors import ReviewError
from analytics.reviews import review_cell as make_review
from analytics.reviews.application import fitting_reviews
from analytics.reviews.records import CHOSEN
from analytics.schema import VERDICTS

if TYPE_CHECKING:
    import pandas as pd

    from analytics.pipeline import Analysis
    from analytics.schema import Verdict
    from analytics.study.coding import Span


ON_SCREEN = "review_on_screen"
"""Key of the cell whose buttons are drawn, with the name of its analysis."""

KEYS = {"covered": "1", "partial": "2", "omitted": "3"}


def say(program: Analysis, text: str, *, is_problem: bool = False) -> None:
    """Remember a sentence for the top of the page; it stays until the next one, since a page may be drawn twice in a row."""
    st.session_state["review_said"] = (reviewing.named(program), text, is_problem)


def save(program: Analysis, task: Task, verdict: Verdict, passages_key: str, note_key: str) -> None:
    """Keep a verdict for good, and go on; say what is missing where it cannot be kept."""
    if st.session_state.get(ON_SCREEN) != (reviewing.named(program), *task.cell):
        return  # a second key, pressed before the next cell was drawn, is not meant for the one before
    spans = review_cell.spans_of(program, task.source)
    chosen = [] if verdict == "omitted" else list(st.session_state.get(passages_key, []))
    if verdict != "omitted" and not chosen:
        say(program, words.NEEDS_PASSAGE, is_problem=True)
        return
    try:
        review = make_review(
            program.study,
            task.source,
            task.commitment,
            verdict,
            reviewer=current_reviewer(),
            evidence=tuple(spans[passage] for passage in chosen if passage in spans),
            note=str(st.session_state.get(note_key) or ""),
            program_verdict=str(review_cell.program_cell(program, task)["verdict"]),
            route=task.route,
        )
        reviewing.review_store().add([review])
    except ReviewError as error:
        say(program, str(error), is_problem=True)
        return
    # An omitted cell is kept without passages; Undo shall find those that were marked.
    marked = st.session_state.pop(passages_key, None) or []
    st.session_state.pop(note_key, None)
    marked_when_saved(program)[task.cell] = [spans[passage] for passage in marked if passage in spans]
    put_off(program).discard(task.cell)
    say(program, words.saved(task.commitment, state.outlets(program)[task.source], verdict))
    leave_choice()


def undo(program: Analysis, own: pd.DataFrame) -> None:
    """Take the reviewer's last standing verdict back, and show its cell again."""
    if own.empty:
        return
    last = own.iloc[-1]
    try:
        reviewing.review_store().withdraw(int(last["id"]), str(last["reviewer"]))
    except ReviewError as error:
        say(program, str(error), is_problem=True)
        return
    say(program, words.taken_back(str(last["commitment"]), state.outlets(program).get(str(last["source"]), "")))
    put_back(program, last)
    leave_choice()
    if last["route"] == CHOSEN:
        state.select(commitment=str(last["commitment"]), source=str(last["source"]))


def marked_when_saved(program: Analysis) -> dict[tuple[str, str], list[Span]]:
    """Return the passages that were marked when a cell was saved in this visit, by source and commitment."""
    marked: dict[str, dict[tuple[str, str], list[Span]]] = st.session_state.setdefault("review_marked", {})
    return marked.setdefault(reviewing.named(program), {})


def widget_keys(program: Analysis, source: str, commitment: str) -> tuple[str, str]:
    """Return the keys of the choice of passages and of the note of a cell: another study may have a cell of the same name."""
    cell = f"{reviewing.named(program)} {source} {commitment}"
    return f"review_passages {cell}", f"review_note {cell}"


def put_back(program: Analysis, last: pd.Series) -> None:
    """Fill in the note and the passages of a verdict that was taken back: a slip of a key must not cost them."""
    source, commitment = str(last["source"]), str(last["commitment"])
    spans = marked_when_saved(program).get((source, commitment)) or [tuple(span) for span in json.loads(str(last["evidence"]))]
    passages = review_cell.spans_of(program, source)
    passages_key, note_key = widget_keys(program, source, commitment)
    st.session_state[passages_key] = [passage for passage, span in passages.items() if span in spans]
    st.session_state[note_key] = str(last["note"])


def leave_choice() -> None:
    """Go on to the queue: the cell that was asked for leaves the address, and that on the screen is done with."""
    st.session_state.pop(ON_SCREEN, None)
    state.select(commitment=None, source=None)


def postpone(program: Analysis, task: Task) -> None:
    """Put a cell off."""
    put_off(program).add(task.cell)
    leave_choice()


def put_off(program: Analysis) -> set[tuple[str, str]]:
    """Return the cells of a study that were put off in this visit."""
    cells: dict[str, set[tuple[str, str]]] = st.session_state.setdefault("review_later", {})
    return cells.setdefault(reviewing.named(program), set())


def draw_head() -> tuple[bool, bool]:
    """Draw name, order and blindness, and return whether all cells are drawn by lot and whether the round is blind."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        draw_name()
        order = st.segmented_control(
            words.ORDER,
            words.ORDERS,
            required=True,
            help=words.ORDER_HELP,
            **addressed.choice("queue", words.ORDERS),
        )
        is_blind = st.toggle(words.BLIND, help=words.BLIND_HELP, **addressed.switch("blind", is_on=False))
    return order == words.ORDERS[1], is_blind


def draw_said(program: Analysis) -> None:
    """Draw what came of the last key, in one place that does not jump; nothing of another study."""
    of, text, is_problem = st.session_state.get("review_said", ("", "", False))
    if of != reviewing.named(program):
        text, is_problem = "", False
    if is_problem:
        components.show_problem(words.CANNOT_KEEP, text)
    else:
        st.html(f'<p class="lo-small" role="status">{escaped(text) or "&nbsp;"}</p>')


def draw_keys(program: Analysis, task: Task, own: pd.DataFrame, keys: tuple[str, str], *, is_blind: bool) -> None:
    """Draw the buttons, each with its key."""
    accepted = cast("Verdict", review_cell.program_cell(program, task)["verdict"])
    with st.container(horizontal=True, gap="small"):
        for verdict in VERDICTS:
            label, key = verdict.capitalize(), f"review_{verdict}"
            given = (program, task, verdict, *keys)
            st.button(label, key=key, shortcut=KEYS[verdict], help=words.VERDICT_HELP[verdict], on_click=save, args=given)
        if not is_blind:
            given = (program, task, accepted, *keys)
            st.button(words.ACCEPT, key="review_accept", shortcut="A", help=words.ACCEPT_HELP, type="primary", on_click=save, args=given)
        st.button(words.LATER, key="review_later_button", shortcut="L", help=words.LATER_HELP, on_click=postpone, args=(program, task))
        draw_undo(program, own)
    st.session_state[ON_SCREEN] = (reviewing.named(program), *task.cell)


def draw_undo(program: Analysis, own: pd.DataFrame) -> None:
    """Draw the button that takes the last verdict back."""
    st.button(words.UNDO, key="review_undo", shortcut="U", help=words.UNDO_HELP, disabled=own.empty, on_click=undo, args=(program, own))


def draw_task(program: Analysis, task: Task, own: pd.DataFrame, *, is_blind: bool) -> None:
    """Draw a cell to check: on the left the answers and the question, on the right the article.

    The buttons come first: below the quotes, whose length differs, they would stand somewhere else in every cell.
    """
    keys = widget_keys(program, *task.cell)
    left, right = st.columns([3, 2], gap="medium")
    with left, st.container(border=True):
        draw_keys(program, task, own, keys, is_blind=is_blind)
        review_cell.draw_question(program, task, is_blind=is_blind)
        proposed = review_cell.proposed_passages(program, task, own, is_blind=is_blind)
        marked = review_cell.draw_passage_choice(program, task, proposed, key=keys[0])
        if keys[1] not in st.session_state:  # not as a default: Undo puts the note back in the same way
            st.session_state[keys[1]] = review_cell.own_note(task, own)
        st.text_area(words.NOTE, key=keys[1], height=68, help=words.NOTE_HELP)
        review_cell.draw_history(reviewing.history_of(program), task, only=current_reviewer() if is_blind else None)
        if task.route == CHOSEN and not task.is_filtered:
            st.button(words.BACK_TO_QUEUE, key="review_back", on_click=leave_choice, type="tertiary")
    with right:
        review_cell.draw_article(program, task, marked, key=keys[0])


def current_task(program: Analysis, reviews: pd.DataFrame, *, only_lots: bool, is_blind: bool) -> Task | None:
    """Return the cell that the address asks for, else the next of the queue."""
    following = next_task(
        program,
        state.current_filters(),
        reviews,
        reviewer=current_reviewer(),
        only_lots=only_lots,
        is_blind=is_blind,
        later=put_off(program),
    )
    chosen = state.selection(program)
    if chosen.commitment is None or chosen.source is None:
        return following
    return chosen_task(chosen.source, chosen.commitment, following)


def render() -> None:
    """Draw the page."""
    known = reviewing.current()
    program, reviews = known.program, known.reviews
    components.heading(strings.PAGE_TITLES["review"], strings.QUESTIONS["review"])
    if known.problem:
        components.show_problem(words.CANNOT_READ, known.problem)
        return
    only_lots, is_blind = draw_head()
    parted = fitting_reviews(program.study, reviews)
    if parted.faults:
        components.show_faults(words.OUTDATED, parted.faults)
    draw_said(program)
    name = current_reviewer()
    if not name:
        components.empty(words.WHO_ARE_YOU, words.HOW_IT_WORKS)
        return
    own = reviews[reviews["reviewer"] == name]
    fitting = parted.fitting[parted.fitting["reviewer"] == name]
    task = current_task(program, reviews, only_lots=only_lots, is_blind=is_blind)
    outlets = outlets_under_review(program, fitting if is_blind else parted.fitting, task.source if task else None)
    if task is None:
        components.empty(words.NOTHING_LEFT, words.NOTHING_LEFT_ADVICE)
        draw_undo(program, own)
    else:
        draw_hint(outlets, task.source)
        draw_task(program, task, own, is_blind=is_blind)
    draw_figures(program, outlets, fitting, parted.fitting, is_blind=is_blind)


if __name__ == "__main__":
    render()
