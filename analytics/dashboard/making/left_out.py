"""What the split proposes to leave out, with the reason; the visitor brings back what should be compared."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from analytics.dashboard import components
from analytics.dashboard.making.draft import current_draft, keep_draft
from analytics.dashboard.making.notices import CODEBOOK_TABLE
from analytics.dashboard.making.table_editor import draw_anew
from analytics.dashboard.strings import study as words
from analytics.errors import StudyError
from analytics.language.direction import without_overrides
from analytics.study.clauses import LeftOut, propose_split
from analytics.study.documents import Statement


def draw_left_out() -> None:
    """Draw the clauses that the split leaves out, below the commitments; nothing where there are none."""
    left = _left_out()
    if not left:
        return
    with st.expander(words.left_out(len(left))):
        components.note(words.LEFT_OUT_HELP)
        for each in left:
            quote, button = st.columns([5, 1], vertical_alignment="center")
            with quote:
                st.text(f"“{without_overrides(each.words)}”: {words.LEFT_OUT_BECAUSE[each.kind]}")
            button.button(words.BRING_BACK, key=f"bring_back_{each.commitment.start}", on_click=_bring_back, args=(each,))


def _left_out() -> tuple[LeftOut, ...]:
    """List what is left out of the split and stands in no commitment of the draft."""
    draft = current_draft()
    if draft.statement is None:
        return ()
    taken = [(unit.start, unit.end) for unit in draft.commitments]
    proposed = _proposed(draft.statement.text, draft.language)
    return tuple(each for each in proposed if not any(start < each.commitment.end and each.commitment.start < end for start, end in taken))


@st.cache_data(max_entries=4, show_spinner=False)
def _proposed(text: str, language: str) -> tuple[LeftOut, ...]:
    """Split once for the same text: every table cell that is mended draws the step anew."""
    try:
        return propose_split(Statement(text, language, "", "")).left_out
    except StudyError:
        return ()


def _bring_back(each: LeftOut) -> None:
    """Put a clause among the commitments where it stands in the statement, under an id that no other has."""
    draft = current_draft()
    taken, own = {unit.id for unit in draft.commitments}, each.commitment
    free = next(name for name in (own.id, *(f"{own.id}-{number}" for number in range(2, len(taken) + 3))) if name not in taken)
    commitments = sorted((*draft.commitments, replace(own, id=free)), key=lambda unit: unit.start)
    keep_draft(replace(draft, commitments=tuple(commitments)))
    draw_anew(CODEBOOK_TABLE)
