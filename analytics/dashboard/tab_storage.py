"""A key that the browser's tab keeps: with it the server finds what it kept for that tab when the page is loaded anew.

The key is in the tab's own storage (``sessionStorage``), never in the address: a link that is passed on gives nothing away, and a second
tab or another browser has no key. Without it, what is kept is found by nobody.
"""

from __future__ import annotations

import streamlit as st

LONGEST_KEY = 100
"""Longest key that is looked up: what a browser sends may be anything."""

# A tab without storage (a setting of some browsers) keeps nothing, as if it held no key. Leaving the page asks first where something
# could not be kept.
_JS = """
export default function ({ data, setTriggerValue }) {
  if (!window.__leftoutAtRisk) {
    window.__leftoutAtRisk = {};
    window.addEventListener("beforeunload", (event) => {
      if (Object.values(window.__leftoutAtRisk).some(Boolean)) event.preventDefault();
    });
  }
  window.__leftoutAtRisk[data.name] = data.at_risk;
  let found = "";
  try {
    if (data.key) window.sessionStorage.setItem(data.name, data.key);
    else if (data.asked) window.sessionStorage.removeItem(data.name);
    else found = window.sessionStorage.getItem(data.name) || "";
  } catch (error) { /* no storage: nothing was kept, nothing is found */ }
  if (!data.key && !data.asked && (found || data.is_awaited)) setTriggerValue("found", found);
}
"""

_STORAGE = st.components.v2.component("leftout_tab_key", html="<div hidden></div>", js=_JS)


def heard(name: str) -> str | None:
    """Return the key that the tab has under a name, once, when it has answered: empty where it has none, or what is no key; else None."""
    answer = st.session_state.pop(f"{name}_heard", None)
    return None if answer is None else answer if len(answer) <= LONGEST_KEY else ""


def tell(name: str, key: str, *, has_asked: bool, is_awaited: bool = False, at_risk: bool = False) -> None:
    """Tell the tab the key it shall keep, or ask it for the one it has, see `heard`; draws nothing that can be seen.

    Parameters
    ----------
    name : str
        What the key is kept under.
    key : str
        The key to keep; empty where there is none.
    has_asked : bool
        Whether the tab has answered in this visit: without a key it is then told to keep none.
    is_awaited : bool, optional
        Whether the tab answers also where it has no key; it costs a run of the page.
    at_risk : bool, optional
        Whether the browser asks before the page is left.
    """

    def listen() -> None:
        # before the run, not in it: a run that is broken off would lose the answer
        found = st.session_state[f"{name}_storage"]["found"]
        if found is not None:
            st.session_state[f"{name}_heard"] = str(found)

    data = {"name": name, "key": key, "asked": has_asked, "is_awaited": is_awaited, "at_risk": at_risk}
    with st.container(key=f"{name}_in_tab"):
        _STORAGE(key=f"{name}_storage", data=data, height=1, on_found_change=listen)
