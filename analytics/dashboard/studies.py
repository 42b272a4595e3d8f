"""Which studies can this visitor open, and which one is open?

Three kinds: what the server was started with and the shipped one; the studies saved on this machine, which everyone who uses this
dashboard can see; and the visitor's own unsaved study, which nobody else can.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from analytics.dashboard import state
from analytics.dashboard.escaping import escaped
from analytics.dashboard.launcher import STUDY_VARIABLE
from analytics.dashboard.strings import study as words
from analytics.language.direction import without_overrides
from analytics.settings import default_studies_folder
from analytics.study.library import StudyLibrary
from analytics.study.shipped import shipped_study

if TYPE_CHECKING:
    from collections.abc import Sequence

OPENED, SHIPPED, UNSAVED = "~opened", "~shipped", "~unsaved"
"""Ids of the studies that are not saved ones; the sign ``~`` stands in no id of a saved study."""

UNSAVED_FOLDER = "unsaved_study"
"""Where in the session the folder of the visitor's unsaved study stands."""


@dataclass(frozen=True, slots=True)
class StudyChoice:
    """A study that the visitor can open: its name on screen, and where it lies."""

    name: str
    path: Path


def library() -> StudyLibrary:
    """Return the studies saved on this machine."""
    return StudyLibrary(default_studies_folder())


def choices() -> dict[str, StudyChoice]:
    """List what can be opened, by id; the first is opened where the address names none."""
    found: dict[str, StudyChoice] = {}
    if given := os.environ.get(STUDY_VARIABLE):
        found[OPENED] = StudyChoice(words.opened(Path(given).name), Path(given))
    found[SHIPPED] = StudyChoice(words.SHIPPED, shipped_study())
    saved = library()
    titles = [each.title for each in saved.studies()]
    for each in saved.studies():
        name = each.title if titles.count(each.title) == 1 else f"{each.title} ({each.id})"
        found[each.id] = StudyChoice(name, saved.folder / each.id)
    if (own := unsaved_study()) is not None:
        found[UNSAVED] = StudyChoice(words.UNSAVED, own)
    return found


def open_study_id() -> str:
    """Return the id of the study that the address names; the first choice where it names none, or one that is not there."""
    found = choices()
    named = st.query_params.get("study")
    return named if named in found else next(iter(found))


def study_path() -> Path:
    """Return where the open study lies."""
    return choices()[open_study_id()].path


def unknown_study() -> str | None:
    """Return the study that the address names and this visitor cannot open; None if all is well."""
    named = st.query_params.get("study")
    return named if named and named not in choices() else None


def draw_study_picker() -> None:
    """Draw the list of studies in the side bar."""
    found = choices()
    st.session_state["pick_study"] = open_study_id()
    with st.sidebar:
        st.html(f'<h2 class="lo-side">{escaped(words.PICKER)}</h2>')
        st.selectbox(
            words.PICKER,
            list(found),
            format_func=lambda study: without_overrides(found[study].name if study in found else study),
            key="pick_study",
            label_visibility="collapsed",
            on_change=_switch,
        )


def switch_to(study: str, keep: Sequence[str] = ()) -> None:
    """Open another study on the next run: filters and selection of the one before mean nothing in it, but what is to be kept does."""
    st.session_state.pop("stopped", None)
    state.choose_study(study, keep)


def _switch() -> None:
    switch_to(str(st.session_state["pick_study"]))


@st.cache_resource(scope="session", show_spinner=False, on_release=lambda folder: shutil.rmtree(folder, ignore_errors=True))
def session_folder() -> Path:
    """Make the folder of this visit alone; it goes when the visit ends."""
    return Path(tempfile.mkdtemp(prefix="leftout-visit-"))


def unsaved_study() -> Path | None:
    """Return the folder of the visitor's own unsaved study, None where there is none; `analytics.dashboard.unsaved` keeps it."""
    folder = st.session_state.get(UNSAVED_FOLDER)
    return folder if isinstance(folder, Path) and folder.is_dir() else None
