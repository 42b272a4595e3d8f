"""A disagreement, what each side rests on, and the verdict that settles it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, cast

import streamlit as st

from analytics.dashboard import components, reviewing, state, strings
from analytics.dashboard.escaping import escaped
from analytics.dashboard.reviewer_name import current_reviewer, draw_name
from analytics.dashboard.side_by_side import quote_of
from analytics.dashboard.strings import agreement as words
from analytics.dashboard.strings import review as review_words
from analytics.errors import ReviewError
from analytics.reviews import review_cell
from analytics.reviews.records import CHOSEN, PROGRAM, SETTLED
from analytics.reviews.settlement import settled_by, settlement_note, settlements
from analytics.schema import VERDICTS, Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from analytics.pipeline import Analysis
    from analytics.study.coding import Span

SAID = "agreement_said"
"""Where the outcome of the last click is remembered: the name of the analysis, a sentence, and whether it is a problem."""


def evidence_of(program: Analysis, reviews: pd.DataFrame, coder: str, source: str, commitment: str) -> tuple[Span, ...]:
    """Return the passages that a coder marked for a cell; the program's where a reviewer marked none and tells of something."""
    rows = reviews[(reviews["reviewer"] == coder) & (reviews["source"] == source) & (reviews["commitment"] == commitment)]
    marked = json.loads(str(rows["evidence"].iloc[-1])) if len(rows) else []
    if marked or (coder != PROGRAM and len(rows) and rows["verdict"].iloc[-1] == "omitted"):
        return tuple((int(start), int(end)) for start, end in marked)
    own = program.evidence[(program.evidence["source"] == source) & (program.evidence["commitment"] == commitment)]
    return tuple(zip(own["start"].astype(int), own["end"].astype(int), strict=True))


def draw_settling(program: Analysis, reviews: pd.DataFrame, verdicts: Mapping[str, str], source: str, commitment: str) -> None:
    """Draw a cell with the verdict and passages of each coder, and a button per verdict that settles it.

    Parameters
    ----------
    program : Analysis
        The program's own analysis.
    reviews : pandas.DataFrame
        The reviews that fit the texts.
    verdicts : mapping of str to str
        Coder to verdict; empty where a coder gave none.
    source, commitment : str
        The cell.
    """
    unit = next(unit for unit in program.study.commitments if unit.id == commitment)
    outlet = state.outlets(program)[source]
    st.html(f'<h2 dir="auto">{escaped(unit.label)}</h2><p class="lo-small" dir="auto">{escaped(f"{unit.id} · {outlet}")}</p>')
    statement = program.study.statement
    says = components.quote(statement.text, unit.start, unit.end, language=statement.language, around=80)
    st.html(f"<strong>{strings.STATEMENT_SAYS}</strong>{says}")
    for coder, verdict in verdicts.items():
        if verdict:
            spans = evidence_of(program, reviews, coder, source, commitment)
            quotes = "".join(quote_of(program, source, *span) for span in spans) or f'<p class="lo-small">{words.NO_PASSAGE}</p>'
            badge = components.verdict_badge(cast("Verdict", verdict))
            st.html(f'<strong dir="auto">{escaped(words.says(coder))}</strong> {badge}{quotes}')
    _draw_verdicts(program, reviews, verdicts, source, commitment)
    st.page_link(
        state.page("reader"), label=strings.OPEN_READER, query_params=state.linked(commitment=commitment, source=source, place=None)
    )


def _draw_verdicts(program: Analysis, reviews: pd.DataFrame, verdicts: Mapping[str, str], source: str, commitment: str) -> None:
    """Draw who settled it where it is settled, who is there, and the buttons."""
    if row := settlements(reviews).get((source, commitment)):
        st.html(f'<p class="lo-small" dir="auto">{escaped(review_words.settled(settled_by(str(row["note"])), str(row["at"])))}</p>')
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        draw_name()
    if not current_reviewer():
        components.note(words.SAY_WHO_SETTLES)
    with st.container(horizontal=True, gap="small"):
        for verdict in VERDICTS:
            given = (program, reviews, dict(verdicts), source, commitment, verdict)
            st.button(
                verdict.capitalize(),
                key=f"settle_{verdict}",
                help=words.SETTLE_HELP,
                disabled=not current_reviewer(),
                on_click=settle,
                args=given,
            )


def settle(program: Analysis, reviews: pd.DataFrame, verdicts: Mapping[str, str], source: str, commitment: str, verdict: Verdict) -> None:
    """Write the verdict in the name `SETTLED`, with the passages of the coders who gave it, or of anybody where it was nobody's.

    Its note names the visitor as the one who settles.
    """
    spans = [] if verdict == "omitted" else _passages(program, reviews, verdicts, source, commitment, verdict)
    if verdict != "omitted" and not spans:
        st.session_state[SAID] = (reviewing.named(program), words.NO_QUOTE_TO_SETTLE, True)
        return
    cells = program.coverage
    own = cells[(cells["source"] == source) & (cells["commitment"] == commitment)]["verdict"].iloc[0]
    try:
        note = settlement_note(current_reviewer(), verdicts)
        review = review_cell(
            program.study, source, commitment, verdict,
            reviewer=SETTLED, evidence=tuple(spans), note=note, program_verdict=str(own), route=CHOSEN,
        )  # fmt: skip
        reviewing.review_store().add([review])
    except ReviewError as error:
        st.session_state[SAID] = (reviewing.named(program), str(error), True)
        return
    st.session_state[SAID] = (reviewing.named(program), words.settled(commitment, state.outlets(program)[source], verdict), False)


def _passages(
    program: Analysis, reviews: pd.DataFrame, verdicts: Mapping[str, str], source: str, commitment: str, verdict: str
) -> list[Span]:
    sides = [coder for coder, said in verdicts.items() if said == verdict] or [coder for coder, said in verdicts.items() if said]
    spans = [span for coder in sides for span in evidence_of(program, reviews, coder, source, commitment)]
    return list(dict.fromkeys(spans))
