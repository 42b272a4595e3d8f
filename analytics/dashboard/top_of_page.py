"""Go to the top of the page where a button leads to what begins there: Streamlit keeps the place where the page was scrolled to."""

from __future__ import annotations

import streamlit as st

_KEY = "went_to_top"

# The count is kept by the tab's page: what is drawn anew with the same count does not scroll again. The next frame is awaited because
# the button that had the focus goes in this one.
_JS = """
export default function ({ data }) {
  if (data.times === (window.__leftoutWentToTop || 0)) return;
  window.__leftoutWentToTop = data.times;
  requestAnimationFrame(() => {
    const main = document.querySelector('[data-testid="stMain"]');
    if (!main) return;
    main.scrollTop = 0;
    const heading = main.querySelector("h1");
    if (heading) {
      heading.tabIndex = -1;
      heading.focus({ preventScroll: true });
    }
  });
}
"""

_TO_TOP = st.components.v2.component("leftout_to_top", html="<div hidden></div>", js=_JS)


def go_to_top() -> None:
    """Ask for the next run to begin at the top, with the keyboard's place at the heading; called when a button is pressed."""
    st.session_state[_KEY] = st.session_state.get(_KEY, 0) + 1


def follow_to_top() -> None:
    """Scroll where `go_to_top` asked for it; draws nothing that can be seen. Called at the end of a page."""
    with st.container(key="to_top"):
        _TO_TOP(key="to_top_of_page", data={"times": st.session_state.get(_KEY, 0)}, height=1)
