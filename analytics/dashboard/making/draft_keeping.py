"""The draft survives that its page is loaded anew: the server keeps it on disk, and the browser's tab keeps the key to it."""

from __future__ import annotations

from dataclasses import dataclass, field

import streamlit as st

from analytics.dashboard import components
from analytics.dashboard.making.draft import Draft, current_draft, keep_draft, take_draft
from analytics.dashboard.making.draft_files import DraftFiles, KeptDraft
from analytics.dashboard.making.notices import remember, reset_tables
from analytics.dashboard.private_files import new_key
from analytics.dashboard.strings import study as words
from analytics.dashboard.tab_storage import heard, tell
from analytics.errors import DraftError
from analytics.settings import default_drafts_folder

_KEY = "draft_keeping"


@dataclass
class _Keeping:
    """What this visit knows of its kept draft: its own name, the key, what was kept last, and why the draft is not kept."""

    visit: str = field(default_factory=new_key)
    key: str = ""
    kept: Draft = field(default_factory=Draft)
    has_asked: bool = False
    problem: str = ""


def _keeping() -> _Keeping:
    found = st.session_state.get(_KEY)
    if not isinstance(found, _Keeping):
        found = st.session_state[_KEY] = _Keeping()
        _files().drop_old()
    return found


def _files() -> DraftFiles:
    return DraftFiles(default_drafts_folder())


def take_up_draft() -> None:
    """Take up the draft that the key of the browser's tab leads to, once the tab has told it."""
    keeping, key = _keeping(), heard("draft")
    if key is None or keeping.has_asked:
        return
    keeping.has_asked = True
    # whoever began another draft before the browser answered goes on with that
    found = _files().read(key, keeping.visit) if key and current_draft() == Draft() else None
    if found is not None:
        _take_up(keeping, key, found)


def tell_draft_key() -> None:
    """Tell the browser's tab the key of the draft, or ask for the one it has; draws nothing that can be seen."""
    keeping = _keeping()
    tell("draft", keeping.key, has_asked=keeping.has_asked, at_risk=bool(keeping.problem))


def tell_new_draft_key() -> None:
    """Tell the tab the key on a page that draws no draft: one that a zip was opened into leaves its own page at once."""
    if _keeping().key:
        tell_draft_key()


def _take_up(keeping: _Keeping, key: str, found: KeptDraft) -> None:
    keeping.key, keeping.kept = key, found.draft
    (take_draft if found.draft.is_untouched else keep_draft)(found.draft)
    reset_tables()
    remember(words.taken_up(found.draft.title, found.written))


def keep_on_disk() -> None:
    """Keep the draft as it is now, where it changed; one that is empty is kept no more."""
    keeping, draft = _keeping(), current_draft()
    if draft is keeping.kept or draft == keeping.kept:
        return
    if draft == Draft():
        forget()
        return
    if not keeping.key or _files().owner(keeping.key) not in (None, keeping.visit):
        keeping.key = new_key()  # none yet; or a copy of this tab has taken up what was kept, and goes on with that
    try:
        _files().write(keeping.key, draft, keeping.visit)
        keeping.problem = ""
    except DraftError as error:
        keeping.problem = str(error)
    keeping.kept = draft


def forget() -> None:
    """Delete what is kept of the draft: it was saved, or is to go."""
    keeping = _keeping()
    if keeping.key:
        _files().delete(keeping.key, keeping.visit)
    keeping.key, keeping.kept, keeping.problem, keeping.has_asked = "", current_draft(), "", True


def draw_problem() -> None:
    """Say that the draft would be lost with the page, where it could not be kept."""
    if problem := _keeping().problem:
        components.show_problem(words.NOT_KEPT_ON_DISK, problem)
