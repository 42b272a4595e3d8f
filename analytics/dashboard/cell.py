"""The proof of one cell: verdict, probabilities, what was found and what is missing, and the quotes in context."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import streamlit as st

from analytics.dashboard import components, reviewing, state, strings
from analytics.dashboard.escaping import escaped
from analytics.dashboard.segments import evidence_spans
from analytics.dashboard.strings import review as review_words
from analytics.language.direction import without_overrides
from analytics.reviews.application import fitting_reviews
from analytics.reviews.records import SETTLED
from analytics.reviews.settlement import disputes, settled_by, settlements
from analytics.study.shortening import shorten

if TYPE_CHECKING:
    import pandas as pd

    from analytics.pipeline import Analysis
    from analytics.schema import Verdict

LONG_NOTE = 160
"""A reviewer's note with more characters is folded away behind its beginning."""


def draw_pickers(analysis: Analysis, chosen: state.Selection) -> None:
    """Draw the two lists that choose a cell without a mouse, set to what the address says."""
    labels = dict(zip(analysis.commitments["commitment"], analysis.commitments["label"], strict=True))
    outlets = {source: name for name, source in state.source_names(analysis).items()}
    st.session_state["pick_commitment"], st.session_state["pick_source"] = chosen.commitment, chosen.source
    st.selectbox(
        strings.PICK_COMMITMENT,
        list(labels),
        format_func=lambda unit: without_overrides(f"{unit}  {labels.get(unit, '')}"),
        key="pick_commitment",
        index=None,
        placeholder=strings.PICK,
        on_change=lambda: state.select(commitment=st.session_state["pick_commitment"]),
    )
    st.selectbox(
        strings.PICK_SOURCE,
        list(outlets),
        format_func=lambda source: outlets.get(source, source),
        key="pick_source",
        index=None,
        placeholder=strings.PICK,
        on_change=lambda: state.select(source=st.session_state["pick_source"]),
    )


def draw_cell(analysis: Analysis, chosen: state.Selection, *, with_link: bool = True) -> None:
    """Draw the proof of a cell, or say how to choose one.

    Parameters
    ----------
    analysis : Analysis
        The analysis.
    chosen : Selection
        The selected cell.
    with_link : bool
        Whether to lead on to the reader.
    """
    if chosen.commitment is None:
        components.empty(strings.CELL_EMPTY if with_link else strings.READER_EMPTY, strings.CELL_EMPTY_ADVICE)
        return
    unit = next(unit for unit in analysis.study.commitments if unit.id == chosen.commitment)
    facts = f"{unit.id} · {unit.theme} · {unit.act}: {strings.ACT_MEANINGS[unit.act]}"
    st.html(f'<h2 dir="auto">{escaped(unit.label)}</h2><p class="lo-small">{escaped(facts)}</p>')
    if chosen.source is None:
        components.empty(strings.CELL_EMPTY, strings.CELL_EMPTY_ADVICE)
    else:
        _draw_verdict(analysis, chosen.commitment, chosen.source)
    statement = analysis.study.statement
    says = components.quote(statement.text, unit.start, unit.end, language=statement.language, around=80)
    st.html(f"<strong>{strings.STATEMENT_SAYS}</strong>{says}")
    if with_link and chosen.source is not None:
        address = state.linked(commitment=chosen.commitment, source=chosen.source, place=None)
        with st.container(horizontal=True, gap="medium"):
            st.page_link(state.page("reader"), label=strings.OPEN_READER, query_params=address)
            st.page_link(state.page("review"), label=review_words.CHECK_THIS, query_params=address)


def _draw_verdict(analysis: Analysis, commitment: str, source: str) -> None:
    cells = analysis.coverage
    cell = cells[(cells["commitment"] == commitment) & (cells["source"] == source)].iloc[0]
    verdict = cast("Verdict", cell["verdict"])
    sure = strings.probabilities(verdict, float(cell["p_covered"]), float(cell["p_mentioned"]))
    if reviewer := str(cell["reviewer"]):
        sure = _checked(analysis, cell)
    is_contrary = (source, commitment) in state.contradicted(analysis)
    badge = components.verdict_badge(verdict, is_checked=bool(reviewer), is_contradicted=is_contrary)
    st.html(f"{badge}<p class='lo-small' dir='auto'>{escaped(sure)}</p>")
    if differing := _differing(analysis, commitment, source) if reviewer else "":
        st.html(f"<p class='lo-small' dir='auto'>{escaped(differing)}</p>")
    if written := _notes(analysis, commitment, source) if reviewer else "":
        st.html(written)
    if verdict == "omitted":
        settled_or_found = review_words.SETTLED_OMITTED if reviewer == SETTLED else review_words.FOUND_OMITTED
        components.note(settled_or_found if reviewer else strings.NEAREST)
        return
    if is_contrary:
        st.html(contrary(analysis, commitment, source))
    st.html(f"<strong>{strings.ARTICLE_SAYS}</strong>{_quotes(analysis, commitment, source)}")
    found = components.parts_list(strings.FOUND, str(cell["found"]), strings.NOTHING_SURE)
    missing = components.parts_list(strings.MISSING, str(cell["missing"]), strings.NOTHING_SURE)
    has_parts = not reviewer or cell["found"] or cell["missing"]  # which parts a person found, nobody noted
    parts = found + missing if has_parts else ""
    if written := parts + _discrepancies(analysis, commitment, source):
        st.html(written)


def _fitting(analysis: Analysis, reviews: pd.DataFrame, commitment: str, source: str) -> pd.DataFrame:
    """Return those of some reviews that are of a cell and fit its texts, the oldest first."""
    rows = reviews[(reviews["commitment"] == commitment) & (reviews["source"] == source)]
    return fitting_reviews(analysis.study, rows).fitting


def _checked(analysis: Analysis, cell: pd.Series) -> str:
    """Say who checked a cell, or who settled it and when."""
    reviewer, program = str(cell["reviewer"]), str(cell["program_verdict"])
    if reviewer != SETTLED:
        return review_words.checked_by(reviewer, program)
    newest = _fitting(analysis, reviewing.current().in_place, str(cell["commitment"]), str(cell["source"])).iloc[-1]
    return review_words.settled_by(settled_by(str(newest["note"])), str(newest["at"]), program)


def _differing(analysis: Analysis, commitment: str, source: str) -> str:
    """Say that the reviewers who count differ on a cell; empty where they do not, or it is settled."""
    known = reviewing.current()
    verdicts = disputes(_fitting(analysis, known.in_place, commitment, source)).get((source, commitment))
    if not verdicts:
        return ""
    is_settled = bool(settlements(_fitting(analysis, known.reviews, commitment, source)))
    return review_words.reviewers_differ(verdicts, is_settled=is_settled)


def _notes(analysis: Analysis, commitment: str, source: str) -> str:
    """Return the HTML of what reviewers noted on a cell, the newest first, with who and when; empty where nobody did."""
    rows = _fitting(analysis, reviewing.current().in_place, commitment, source).iloc[::-1]
    columns = (rows[name].astype(str) for name in ("reviewer", "verdict", "at", "note"))
    written = [
        f'<p class="lo-small" dir="auto">{escaped(review_words.note_by(reviewer, verdict, at))}</p>{_note(note.strip())}'
        for reviewer, verdict, at, note in zip(*columns, strict=True)
        if note.strip()
    ]
    return f"<strong>{review_words.NOTES}</strong>{''.join(written)}" if written else ""


def _note(note: str) -> str:
    whole = f'<blockquote class="lo-quote lo-lines" dir="auto">{escaped(note)}</blockquote>'
    if len(note) <= LONG_NOTE:
        return whole
    return f'<details class="lo-fold"><summary dir="auto">{escaped(shorten(note, LONG_NOTE))}</summary>{whole}</details>'


def contrary(analysis: Analysis, commitment: str, source: str) -> str:
    """Return the HTML that says by which words a source tells a commitment as the contrary, and what that means."""
    rows = analysis.fidelity
    words = str(rows.loc[(rows["commitment"] == commitment) & (rows["source"] == source), "verb"].iloc[0])
    return f"<strong>{strings.contradicted_by(escaped(words))}</strong><p class='lo-small'>{strings.CONTRADICTED_MEANS}</p>"


def _quotes(analysis: Analysis, commitment: str, source: str) -> str:
    spans = [span for span in evidence_spans(analysis.evidence, source) if span.commitment == commitment]
    article = next(article for article in analysis.study.sources if article.id == source)
    language = str(analysis.sources.set_index("source").loc[source, "language"])
    return "".join(components.quote(article.text, span.start, span.end, language=language) for span in spans)


def _discrepancies(analysis: Analysis, commitment: str, source: str) -> str:
    """Return the HTML of the facts that the source tells differently from this commitment; empty where there are none."""
    rows = analysis.discrepancies
    rows = rows[(rows["commitment"] == commitment) & (rows["source"] == source)]
    if rows.empty:
        return ""
    facts = zip(rows["kind"].astype(str), rows["text"].astype(str), rows["statement_says"].astype(str), strict=True)
    return f"<strong>{strings.TOLD_DIFFERENTLY}</strong>{components.listed(strings.discrepancy(*fact) for fact in facts)}"
