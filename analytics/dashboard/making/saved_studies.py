"""Saved studies: open, mend, duplicate, rename, download, delete; and open a packed one."""

from __future__ import annotations

import shutil
from collections import Counter
from typing import TYPE_CHECKING

import streamlit as st

from analytics.dashboard import addressed, components, state, studies, unsaved
from analytics.dashboard.escaping import as_label
from analytics.dashboard.making.draft import draft_of, take_draft
from analytics.dashboard.making.draft_keeping import keep_on_disk
from analytics.dashboard.making.notices import remember, reset_tables
from analytics.dashboard.making.replacing import draw_replacing_button, may_replace
from analytics.dashboard.strings import study as words
from analytics.errors import AnalyticsError
from analytics.language.direction import without_overrides
from analytics.study import load_study
from analytics.study.archive import pack_study, unpack_study

if TYPE_CHECKING:
    from collections.abc import Iterable

    from analytics.study.library import SavedStudy


def draw_saved_studies() -> None:
    """Draw what is saved on this machine."""
    _draw_packed()
    saved = {study.id: study for study in studies.library().studies()}
    if not saved:
        components.empty(words.NOTHING_SAVED, words.NOTHING_SAVED_ADVICE)
        return
    named = _named(saved.values())
    chosen = st.selectbox(
        words.WHICH,
        list(saved),
        format_func=lambda study: without_overrides(named.get(str(study), str(study))),
        key="saved_study",
    )
    if chosen not in saved:
        return
    with st.container(horizontal=True):
        if st.button(words.OPEN, type="primary"):
            studies.switch_to(chosen)
            st.switch_page(state.page("overview"), query_params={"study": chosen})
        draw_replacing_button(words.MEND, words.MEND_SURE, help=words.MEND_HELP, on_click=_mend, args=(chosen,))
        st.download_button(
            words.DOWNLOAD,
            lambda: pack_study(studies.library().path(chosen)),
            f"{chosen}.zip",
            "application/zip",
            help=words.DOWNLOAD_HELP,
            on_click="ignore",
        )
        with st.popover(words.DUPLICATE):
            title = st.text_input(words.NEW_TITLE, f"{saved[chosen].title} (2)"[:200], key=f"copy_{chosen}", max_chars=200)
            st.button(words.DUPLICATE, key="do_duplicate", on_click=_attempt, args=("duplicate", chosen, title))
        with st.popover(words.RENAME):
            title = st.text_input(words.NEW_TITLE, saved[chosen].title, key=f"rename_{chosen}", max_chars=200)
            st.button(words.RENAME, key="do_rename", on_click=_attempt, args=("rename", chosen, title))
        with st.popover(words.DELETE):
            components.note(words.DELETE_HELP)
            st.button(
                as_label(words.delete(saved[chosen].title, saved[chosen].n_sources)),
                key="do_delete",
                on_click=_attempt,
                args=("delete", chosen),
            )


def _named(saved: Iterable[SavedStudy]) -> dict[str, str]:
    """Name each saved study so that no two are called the same: Streamlit knows a choice by its words."""
    called = {study.id: words.listed_as(study.title, study.n_sources, study.changed) for study in saved}
    count = Counter(called.values())
    return {study_id: name if count[name] == 1 else f"{name}, {study_id}" for study_id, name in called.items()}


def _draw_packed() -> None:
    version = st.session_state.get("packed_version", 0)
    uploaded = st.file_uploader(words.OPEN_PACKED, type=["zip"], key=f"packed_study_{version}")
    if uploaded is None or st.session_state.get("packed_read") == uploaded.file_id:
        return
    if not may_replace(words.OPEN_PACKED_SURE, words.OPEN_PACKED_NOT, key="packed", on_refusal=_put_aside):
        return
    st.session_state["packed_read"] = uploaded.file_id
    aside = studies.session_folder() / "unpacked"
    try:
        shutil.rmtree(aside, ignore_errors=True)
        aside.mkdir()
        unpack_study(uploaded.getvalue(), aside, uploaded.name)
        draft = draft_of(load_study(aside))
    except AnalyticsError as error:
        shutil.rmtree(aside, ignore_errors=True)
        remember(error, words.NOT_OPENED)
        st.rerun()
    take_draft(draft)
    reset_tables()
    keep_on_disk()
    unsaved.begin(aside)
    st.switch_page(state.page("overview"), query_params={"study": studies.UNSAVED})


def _put_aside() -> None:
    """Empty the uploader: what was brought is not opened."""
    st.session_state["packed_version"] = st.session_state.get("packed_version", 0) + 1


def _mend(study_id: str) -> None:
    try:
        written = {saved.id: saved.changed for saved in studies.library().studies()}
        draft = draft_of(load_study(studies.library().path(study_id)), study_id, written.get(study_id, 0.0))
    except AnalyticsError as error:
        remember(error, words.NOT_OPENED)
        return
    take_draft(draft)
    reset_tables()
    remember(words.MENDING if draft.saved_as else words.MENDING_IN_PART)
    addressed.put("step", words.STEPS[1])


def _attempt(what: str, study_id: str, *arguments: str) -> None:
    """Do something to a saved study, and say how it went; where the open one goes, another is opened."""
    was_open = studies.open_study_id() == study_id
    try:
        getattr(studies.library(), what)(study_id, *arguments)
    except AnalyticsError as error:
        remember(error)
    else:
        remember(words.DONE)
        if was_open and study_id not in (left := studies.choices()):
            studies.switch_to(next(iter(left)))
