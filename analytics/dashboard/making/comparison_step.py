"""Step 4: run the comparison, save the study, take it away as one file."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from analytics.dashboard import addressed, components, state, studies, unsaved
from analytics.dashboard.escaping import escaped
from analytics.dashboard.making.draft import Draft, current_draft, keep_draft, take_draft, write_draft
from analytics.dashboard.making.draft_keeping import forget
from analytics.dashboard.making.notices import remember, reset_tables, with_saved_studies
from analytics.dashboard.strings import study as words
from analytics.dashboard.study_files import has_same_files
from analytics.errors import AnalyticsError
from analytics.study.archive import pack_study
from analytics.study.naming import plain_id

if TYPE_CHECKING:
    from collections.abc import Callable


def draw_comparison_step() -> None:
    """Draw step 4."""
    draft = current_draft()
    problems = [
        problem
        for problem, is_there in ((words.MISSING_STATEMENT, draft.statement is None), (words.MISSING_ARTICLES, not draft.articles))
        if is_there
    ]
    if problems:
        components.empty(words.STEPS[3], with_saved_studies(" ".join(problems)))
        return
    st.html(f"<h2>{escaped(words.to_compare(len(draft.commitments), len(draft.articles)))}</h2>")
    st.html(f'<p dir="auto">{escaped(draft.title)}</p>')
    with st.container(horizontal=True):
        if st.button(words.COMPARE, help=words.COMPARE_HELP, type="primary"):
            _run(draft)
        st.button(words.SAVE, help=words.SAVE_HELP, on_click=_save)
        st.download_button(
            words.DOWNLOAD,
            _packed(draft),
            f"{plain_id(draft.title) or 'study'}.zip",
            "application/zip",
            help=words.DOWNLOAD_HELP,
            on_click="ignore",
        )
        with st.popover(words.START_AGAIN):
            components.note(words.START_AGAIN_HELP)
            st.button(words.START_AGAIN_SURE, on_click=_start_again)


def _run(draft: Draft) -> None:
    """Write the draft where only this visit can read it, and go and look at it; one that is saved as it stands is looked at there."""
    if _is_saved(draft):
        studies.switch_to(draft.saved_as)
        st.switch_page(state.page("overview"), query_params={"study": draft.saved_as})
    aside = studies.session_folder() / "written"
    try:
        shutil.rmtree(aside, ignore_errors=True)
        write_draft(draft, aside)
    except AnalyticsError as error:
        remember(error)
        st.rerun()
    unsaved.begin(aside)
    st.switch_page(state.page("overview"), query_params={"study": studies.UNSAVED})


def _is_saved(draft: Draft) -> bool:
    """Tell whether the saved study is the draft as it stands: its address opens for everyone, the unsaved study's for this tab alone."""
    written = {saved.id: saved.changed for saved in studies.library().studies()}
    return draft.is_untouched and written.get(draft.saved_as) == draft.saved_at


def _save() -> None:
    draft, library = current_draft(), studies.library()

    def write(folder: Path) -> None:
        write_draft(draft, folder)

    try:
        before = {saved.id: saved for saved in library.studies()}.get(draft.saved_as)
        is_own = before is not None and before.changed == draft.saved_at
        if is_own:
            library.replace(draft.saved_as, write)
        study_id = draft.saved_as if is_own else library.save(draft.title, write)
        written = next(saved for saved in library.studies() if saved.id == study_id)
    except AnalyticsError as error:
        remember(error)
        return
    take_draft(replace(draft, saved_as=study_id, saved_at=written.changed))
    forget()
    _open_saved(study_id)
    remember(words.saved(draft.title) if is_own or before is None else words.saved_beside(draft.title, study_id, before.title))


def _open_saved(study_id: str) -> None:
    """Let the saved study take the place of the unsaved one that is the same, whose address opens nothing elsewhere."""
    own = studies.unsaved_study()
    if own is None or not has_same_files(own, studies.library().path(study_id)):
        return
    was_open = studies.open_study_id() == studies.UNSAVED
    unsaved.end()
    if was_open:
        studies.switch_to(study_id, keep=("step",))


def _packed(draft: Draft) -> Callable[[], bytes]:
    def pack() -> bytes:
        with tempfile.TemporaryDirectory(prefix="leftout-") as folder:
            place = Path(folder) / "study"
            write_draft(draft, place)
            return pack_study(place)

    return pack


def _start_again() -> None:
    keep_draft(Draft())
    forget()
    reset_tables()
    was_open = studies.open_study_id() == studies.UNSAVED
    unsaved.end()
    if was_open:
        studies.switch_to(studies.open_study_id())
    else:
        addressed.put("step", words.STEPS[0])
