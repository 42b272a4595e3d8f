"""Step 2: see the statement split into commitments, and mend the split."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from analytics.dashboard import components
from analytics.dashboard.making.box_keys import key_of_box
from analytics.dashboard.making.draft import current_draft, keep_draft, with_statement
from analytics.dashboard.making.fields import Field
from analytics.dashboard.making.left_out import draw_left_out
from analytics.dashboard.making.notices import CODEBOOK_TABLE, remember, with_saved_studies
from analytics.dashboard.making.table_editor import draw_anew, draw_editor
from analytics.dashboard.strings import study as words
from analytics.errors import AnalyticsError, CodebookError, StudyError
from analytics.intake.codebooks import codebook_from_bytes
from analytics.intake.theme_schemes import STATEMENT_THEMES, assign_scheme
from analytics.language.direction import without_overrides
from analytics.language.tokens import count_words
from analytics.schema import ACTS
from analytics.settings import ReadLimits
from analytics.study.acts import judges_acts
from analytics.study.clauses import propose_commitments
from analytics.study.codebook_editing import change_commitment, merge_commitments, remove_commitments, rename_theme, split_commitment
from analytics.study.documents import Statement
from analytics.study.language_codes import language_name
from analytics.study.schemes import SCHEMES

if TYPE_CHECKING:
    from collections.abc import Callable

    from analytics.study.codebook import Commitment

CUT = "|"
"""Sign that a visitor puts where a commitment is to be split."""


def draw_codebook_step() -> None:
    """Draw step 2."""
    draft = current_draft()
    if draft.statement is None:
        components.empty(words.NO_STATEMENT, with_saved_studies(words.NO_STATEMENT_ADVICE))
        return
    if not judges_acts(draft.language):
        components.note(words.acts_not_judged(language_name(draft.language)))
    ticked = draw_editor(CODEBOOK_TABLE, _rows, fields=_fields(), called=lambda row: f"{row['id']}  {row['label']}", keep=_keep, alt=_alt())
    ids = [draft.commitments[place].id for place in ticked if place < len(draft.commitments)]
    with st.container(horizontal=True):
        st.button(words.MERGE, help=words.MERGE_HELP, disabled=len(ids) < 2, on_click=_change, args=(_merge, ids))
        st.button(words.LEAVE_OUT, help=words.LEAVE_OUT_HELP, disabled=not ids, on_click=_change, args=(remove_commitments, ids))
        with st.popover(words.SPLIT):
            _draw_split()
        with st.popover(words.THEMES):
            _draw_themes()
        with st.popover(words.AGAIN):
            components.note(words.AGAIN_HELP)
            st.button(words.AGAIN_SURE, on_click=_split_anew)
    draw_left_out()
    _draw_codebook_file()


def _rows() -> pd.DataFrame:
    names = list(words.CODEBOOK_COLUMNS)
    return pd.DataFrame([[getattr(unit, name) for name in names] for unit in current_draft().commitments], columns=names)


def _fields() -> dict[str, Field]:
    named = words.CODEBOOK_COLUMNS
    return {
        "id": Field(named["id"], is_fixed=True, width=60, is_pinned=True),
        "label": Field(named["label"], is_required=True, longest=200, width="medium"),
        "theme": Field(named["theme"], is_required=True, longest=100),
        "act": Field(named["act"], "choice", options=ACTS, is_required=True),
        "strength": Field(named["strength"], "number", most=4, is_required=True, width=90),
        "quote": Field(named["quote"], is_fixed=True, width="large"),
    }


def _alt() -> str:
    draft = current_draft()
    return words.split_into(
        len(draft.commitments),
        len({unit.theme for unit in draft.commitments}),
        sum(count_words(unit.quote, draft.language) for unit in draft.commitments),
    )


def _keep(place: int, changes: dict[str, Any]) -> None:
    draft = current_draft()
    if place >= len(draft.commitments):
        return
    given = {name: value for name, value in changes.items() if name in ("label", "theme", "act")}
    strength = changes.get("strength")
    changed = change_commitment(
        draft.commitments,
        draft.commitments[place].id,
        **{name: str(value or "") for name, value in given.items()},
        strength=None if strength is None else int(strength),
    )
    keep_draft(replace(draft, commitments=changed))


def _change(change: Callable[..., tuple[Commitment, ...]], *arguments: object) -> None:
    """Change the draft's codebook and draw its table anew, or tell why it cannot be done."""
    draft = current_draft()
    try:
        keep_draft(replace(draft, commitments=change(draft.commitments, *arguments)))
    except AnalyticsError as error:
        remember(error)
    else:
        draw_anew(CODEBOOK_TABLE)


def _statement() -> Statement:
    draft = current_draft()
    if draft.statement is None:
        raise StudyError([])
    return Statement(draft.statement.text, draft.language, draft.statement.name, draft.statement.sha256)


def _merge(commitments: tuple[Commitment, ...], ids: list[str]) -> tuple[Commitment, ...]:
    return merge_commitments(commitments, ids, _statement().text)


def _draw_split() -> None:
    units = {unit.id: unit for unit in current_draft().commitments}
    chosen = st.selectbox(
        words.SPLIT_WHICH, list(units), format_func=lambda unit: without_overrides(f"{unit}  {units[unit].label}"), key="split_which"
    )
    if chosen not in units:
        return
    quote = units[chosen].quote
    cut = st.text_area(words.SPLIT_WHERE, quote, key=key_of_box(f"split_at_{chosen}", quote))
    st.button(words.SPLIT_DO, on_click=_change, args=(_split, chosen, cut or ""))


def _split(commitments: tuple[Commitment, ...], unit_id: str, marked: str) -> tuple[Commitment, ...]:
    quote = next(unit.quote for unit in commitments if unit.id == unit_id)
    n_own = quote.count(CUT)
    if marked.count(CUT) != n_own + 1 or n_own or marked.replace(CUT, "") != quote:
        raise CodebookError(words.SPLIT_NEEDS_ONE)
    return split_commitment(commitments, unit_id, marked.index(CUT), _statement().text)


def _draw_themes() -> None:
    themes = list(dict.fromkeys(unit.theme for unit in current_draft().commitments))
    theme = st.selectbox(words.THEME_WHICH, themes, format_func=without_overrides, key="theme_which")
    name = st.text_input(words.THEME_NAME, key="theme_name", max_chars=100, help=words.THEME_HELP)
    st.button(words.THEME_DO, on_click=_change, args=(rename_theme, theme, name))
    st.divider()
    scheme = st.selectbox(words.SCHEME, [STATEMENT_THEMES, *SCHEMES], key="theme_scheme", help=words.SCHEME_HELP)
    st.button(words.SCHEME_DO, on_click=_change, args=(_themes_anew, str(scheme)))


def _themes_anew(commitments: tuple[Commitment, ...], scheme: str) -> tuple[Commitment, ...]:
    if scheme != STATEMENT_THEMES:
        return assign_scheme(commitments, scheme)
    proposed = propose_commitments(_statement())
    return tuple(replace(unit, theme=_theme_at(proposed, unit)) for unit in commitments)


def _theme_at(proposed: tuple[Commitment, ...], unit: Commitment) -> str:
    """Return the theme of the proposed commitment that shares most characters with this one; its own where none shares any."""
    best = max(proposed, key=lambda each: min(each.end, unit.end) - max(each.start, unit.start))
    return best.theme if min(best.end, unit.end) > max(best.start, unit.start) else unit.theme


def _split_anew() -> None:
    draft = current_draft()
    if draft.statement is not None:
        keep_draft(with_statement(draft, draft.statement, draft.language))
        draw_anew(CODEBOOK_TABLE)


def _draw_codebook_file() -> None:
    uploaded = st.file_uploader(words.CODEBOOK_FILE, type=["csv", "xlsx", "qdc"], key="codebook_file")
    if uploaded is None or st.session_state.get("codebook_read") == uploaded.file_id:
        return
    st.session_state["codebook_read"] = uploaded.file_id
    try:
        commitments, faults = codebook_from_bytes(uploaded.name, uploaded.getvalue(), _statement(), ReadLimits())
    except StudyError as error:
        commitments, faults = (), tuple(error.faults)
    if commitments:
        keep_draft(replace(current_draft(), commitments=commitments))
        draw_anew(CODEBOOK_TABLE)
    if faults:
        remember(StudyError(faults))
    st.rerun()
