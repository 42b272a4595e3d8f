"""The draft survives that its page is loaded anew: the server keeps it on disk, and the browser's tab keeps the key to it.

The key is in the tab's own storage (``sessionStorage``), never in the address: a link that is passed on gives nothing away, and a second
tab or another browser has no key. Without it, what is kept is found by nobody.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from analytics.dashboard import components
from analytics.dashboard.making.draft import Draft, current_draft, keep_draft
from analytics.dashboard.making.draft_files import DraftFiles, KeptDraft, new_key
from analytics.dashboard.making.notices import remember, reset_tables
from analytics.dashboard.strings import study as words
from analytics.errors import DraftError
from analytics.settings import default_drafts_folder

LONGEST_KEY = 100
"""Longest key that is looked up: what a browser sends may be anything."""

_KEY = "draft_keeping"

# The name lies in the tab's storage. A tab without storage (a setting of some browsers) keeps no draft, as if it held no key. Leaving a
# draft that could not be kept asks first.
_JS = """
export default function ({ data, setTriggerValue }) {
  const name = "leftout-draft";
  window.__leftoutDraftAtRisk = data.at_risk;
  if (!window.__leftoutDraftWatched) {
    window.__leftoutDraftWatched = true;
    window.addEventListener("beforeunload", (event) => { if (window.__leftoutDraftAtRisk) event.preventDefault(); });
  }
  try {
    if (data.key) window.sessionStorage.setItem(name, data.key);
    else if (data.asked) window.sessionStorage.removeItem(name);
    else setTriggerValue("found", window.sessionStorage.getItem(name) || "");
  } catch (error) { /* no storage: nothing was kept, nothing is found */ }
}
"""

_STORAGE = st.components.v2.component("leftout_draft_key", html="<div hidden></div>", js=_JS)


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


def draw_draft_key() -> None:
    """Exchange the key with the browser's tab, and take up the draft that it leads to; draws nothing that can be seen."""
    keeping = _keeping()
    data = {"key": keeping.key, "asked": keeping.has_asked, "at_risk": bool(keeping.problem)}
    with st.container(key="draft_key"):
        told: Any = _STORAGE(key="draft_key_storage", data=data, height=1, on_found_change=lambda: None)
    if keeping.has_asked or told.found is None:
        return
    keeping.has_asked = True
    key = str(told.found)
    # whoever began another draft before the browser answered goes on with that
    found = _files().read(key, keeping.visit) if 0 < len(key) <= LONGEST_KEY and current_draft() == Draft() else None
    if found is not None:
        _take_up(keeping, key, found)
    st.rerun()  # the tab learns that it was heard


def _take_up(keeping: _Keeping, key: str, found: KeptDraft) -> None:
    keeping.key, keeping.kept = key, found.draft
    keep_draft(found.draft)
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


def is_at_risk() -> bool:
    """Tell whether there is a draft that was not saved as it is now."""
    keeping = _keeping()
    return current_draft() != Draft() and bool(keeping.key or keeping.problem)


def draw_problem() -> None:
    """Say that the draft would be lost with the page, where it could not be kept."""
    if problem := _keeping().problem:
        components.show_problem(words.NOT_KEPT_ON_DISK, problem)
