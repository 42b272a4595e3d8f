"""The visitor's unsaved study: what was compared or opened from a zip, seen in one browser tab alone, also when that is loaded anew.

The study that is looked at lies in the folder of the visit, and packed into one file beside the drafts; the tab keeps the key to that.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from analytics.dashboard import components, state, studies
from analytics.dashboard.private_files import new_key
from analytics.dashboard.strings import study as words
from analytics.dashboard.study_files import StudyFiles
from analytics.dashboard.tab_storage import heard, tell
from analytics.errors import DraftError
from analytics.settings import default_drafts_folder

if TYPE_CHECKING:
    from pathlib import Path

_KEY = "study_keeping"


@dataclass
class _Keeping:
    """What this visit knows of its kept study: the key, whether the tab was heard, and why the study is not kept."""

    key: str = ""
    has_asked: bool = False
    problem: str = ""


def _keeping() -> _Keeping:
    found = st.session_state.get(_KEY)
    if not isinstance(found, _Keeping):
        found = st.session_state[_KEY] = _Keeping()
        _files().drop_old()
    return found


def _files() -> StudyFiles:
    return StudyFiles(default_drafts_folder())


def begin(folder: Path) -> None:
    """Make a folder that holds a whole study the visitor's unsaved one, in place of the one before, and open it."""
    end()
    place = _place()
    folder.rename(place)
    st.session_state[studies.UNSAVED_FOLDER] = place
    studies.switch_to(studies.UNSAVED)


def end() -> None:
    """Close the visitor's unsaved study, and delete what was kept of it."""
    keeping = _keeping()
    if keeping.key:
        _files().delete(keeping.key)
    keeping.key, keeping.has_asked, keeping.problem = "", True, ""
    st.session_state.pop(studies.UNSAVED_FOLDER, None)
    shutil.rmtree(_place(), ignore_errors=True)


def keep_on_disk() -> None:
    """Keep the unsaved study where it is not kept: it is new, or a copy of this tab has compared another one since."""
    folder, keeping = studies.unsaved_study(), _keeping()
    if folder is None or keeping.problem or (keeping.key and _files().is_kept(keeping.key)):
        return
    keeping.key = keeping.key or new_key()
    try:
        _files().write(keeping.key, folder)
    except DraftError as error:
        keeping.key, keeping.problem, keeping.has_asked = "", str(error), True


def take_up() -> None:
    """Take up the study that the key of the browser's tab leads to, and tell the tab the key; draws nothing that can be seen."""
    keeping, key = _keeping(), heard("study")
    if key is not None and not keeping.has_asked:
        keeping.has_asked = True
        if key and studies.unsaved_study() is None:
            _unpack(key)
    tell("study", keeping.key, has_asked=keeping.has_asked, is_awaited=is_looked_for(), at_risk=bool(keeping.problem))


def _unpack(key: str) -> None:
    place = _place()
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    if _files().unpack(key, place):
        _keeping().key = key
        st.session_state[studies.UNSAVED_FOLDER] = place


def is_looked_for() -> bool:
    """Tell whether the address names an unsaved study of which the tab has not said yet whether it has one."""
    return studies.unknown_study() == studies.UNSAVED and not _keeping().has_asked


def draw_gone() -> None:
    """Say that the address names an unsaved study that this tab does not have, and what to do."""
    components.show_problem(words.UNSAVED_ELSEWHERE, words.UNSAVED_GONE)
    _draw_way_back()


def draw_problem() -> None:
    """Say that the open study would be lost with the page, where it could not be kept."""
    if (problem := _keeping().problem) and studies.open_study_id() == studies.UNSAVED:
        components.show_problem(words.STUDY_NOT_KEPT_ON_DISK, problem)
        _draw_way_back()


def _draw_way_back() -> None:
    address = state.linked(study=studies.open_study_id(), step=words.STEPS[3])
    st.page_link(state.page("study"), label=words.TO_YOUR_STUDIES, query_params=address)


def _place() -> Path:
    return studies.session_folder() / "study"
