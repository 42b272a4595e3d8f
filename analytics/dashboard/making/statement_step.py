"""Step 1: bring the statement."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from analytics.dashboard import components
from analytics.dashboard.escaping import escaped
from analytics.dashboard.making.draft import Draft, current_draft, draft_of, keep_draft, take_draft, with_statement
from analytics.dashboard.making.notices import remember, reset_tables, with_saved_studies
from analytics.dashboard.making.replacing import draw_replacing_button
from analytics.dashboard.strings import study as words
from analytics.errors import AnalyticsError
from analytics.intake import read_file
from analytics.language.encoder import LANGUAGES
from analytics.language.tokens import count_words
from analytics.settings import ReadLimits
from analytics.study import load_study
from analytics.study.readers import ENDINGS
from analytics.study.shipped import shipped_study

if TYPE_CHECKING:
    from analytics.study.readers import ReadDocument

SINGLE = sorted(ending for ending, kind in ENDINGS.items() if kind in {"txt", "md", "html", "pdf", "docx", "eml", "mhtml"})
"""Endings of files that hold one text."""

FIRST_DAY = datetime.date(1500, 1, 1)
"""Earliest day that can be chosen for a statement."""

LONGEST_SHOWN = 200_000
"""Characters of a text that the page shows."""


def draw_statement_step() -> None:
    """Draw step 1."""
    draft, limits = current_draft(), ReadLimits()
    components.note(words.limits(limits.max_file_bytes / 1e6, limits.max_pages, limits.max_documents, limits.max_words))
    bring, paste = st.columns(2, gap="medium")
    with bring:
        uploaded = st.file_uploader(words.UPLOAD_STATEMENT, type=SINGLE, key="statement_file")
        draw_replacing_button(words.EXAMPLE, words.EXAMPLE_SURE, help=words.EXAMPLE_HELP, on_click=_use_example)
    if uploaded is not None and st.session_state.get("statement_read") != uploaded.file_id:
        st.session_state["statement_read"] = uploaded.file_id
        _take(uploaded.name, uploaded.getvalue())
        draft = current_draft()
    with paste, st.form("paste_statement", border=False):
        st.text_area(words.PASTE_STATEMENT, key="statement_text", height=120)
        st.form_submit_button(words.READ_PASTED, on_click=_take_pasted)
    if draft.statement is None:
        components.empty(words.NO_STATEMENT, with_saved_studies(words.NO_STATEMENT_ADVICE))
        return
    components.show_told(words.LEFT_ASIDE, draft.statement.faults)
    _draw_facts(draft)
    draw_text(words.STATEMENT_TEXT, draft.statement)


def draw_text(title: str, document: ReadDocument) -> None:
    """Show the text of a document, and what was cut away from its file."""
    st.html(f"<h2>{escaped(title)}</h2>")
    with st.container(height=320):
        shown = escaped(document.text[:LONGEST_SHOWN])
        st.html(f'<div class="lo-lines" lang="{escaped(document.language)}" dir="auto" tabindex="0">{shown}</div>')
    with st.expander(words.CUT_AWAY):
        cut = [f"{words.removed(each.reason, each.count)}: {each.text[:300]}" for each in document.removed]
        st.html(components.listed(cut or [words.NOTHING_CUT]))


def _draw_facts(draft: Draft) -> None:
    n_themes = len({unit.theme for unit in draft.commitments})
    n_words = count_words(draft.statement.text, draft.language) if draft.statement else 0
    st.html(f"<h2>{escaped(words.split_into(len(draft.commitments), n_themes, n_words))}</h2>")
    st.session_state["draft_title"], st.session_state["draft_language"] = draft.title, draft.language
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(words.TITLE, key="draft_title", max_chars=200, on_change=_retitle)
        codes = sorted({*LANGUAGES, draft.language})
        st.selectbox(words.LANGUAGE, codes, key="draft_language", help=words.LANGUAGE_HELP, on_change=_change_language, width=220)
    if draft.statement is None:
        return
    st.session_state["draft_issuer"], st.session_state["draft_day"] = draft.statement.outlet, day_of(draft.statement.date)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(words.ISSUER, key="draft_issuer", max_chars=200, help=words.ISSUER_HELP, on_change=_keep_head)
        st.date_input(words.DAY, value=None, key="draft_day", min_value=FIRST_DAY, format="YYYY-MM-DD", on_change=_keep_head, width=220)


def _retitle() -> None:
    keep_draft(replace(current_draft(), title=st.session_state["draft_title"].strip()))


def _keep_head() -> None:
    """Keep who issued the statement and when, as the visitor says."""
    draft = current_draft()
    if draft.statement is not None:
        day = st.session_state["draft_day"]
        head = replace(draft.statement, outlet=str(st.session_state["draft_issuer"]).strip(), author="", date=str(day or ""))
        keep_draft(replace(draft, statement=head))


def day_of(text: str) -> datetime.date | None:
    """Return the day that a text gives as ISO 8601; None where it gives none."""
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None


def _change_language() -> None:
    draft, language = current_draft(), str(st.session_state["draft_language"])
    if draft.statement is not None:
        _split(draft, draft.statement, language)


def _take(name: str, data: bytes) -> None:
    try:
        reading = read_file(name, data)
    except AnalyticsError as error:
        remember(error)
        return
    # notices on the file as a whole go with its text: the step tells them as long as that is the statement
    document = replace(reading.documents[0], faults=(*reading.documents[0].faults, *reading.faults))
    _split(replace(current_draft(), title=""), document)


def _take_pasted() -> None:
    if text := str(st.session_state["statement_text"]).strip():
        _take("pasted.txt", text.encode("utf-8", "replace"))


def _split(draft: Draft, document: ReadDocument, language: str = "") -> None:
    try:
        keep_draft(with_statement(draft, document, language))
    except AnalyticsError as error:
        remember(error)
    else:
        reset_tables()


def _use_example() -> None:
    take_draft(draft_of(load_study(shipped_study())))
    reset_tables()
