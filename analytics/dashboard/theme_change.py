"""Draw the page anew when the visitor changes between the light and the dark theme.

Streamlit recolours its own parts at once, but runs no script: charts, the matrix and verdicts would keep the colours of the theme
before until the next click.
"""

from __future__ import annotations

import streamlit as st

_CSS = """
.watch { color: var(--st-background-color); transition: color 1ms; }
"""

# The colour is the page's ground: when it changes, its transition ends, and nothing has to be asked again and again.
_JS = """
export default function ({ parentElement, setTriggerValue }) {
  const watch = parentElement.querySelector(".watch");
  if (watch) watch.ontransitionend = () => setTriggerValue("changed", getComputedStyle(watch).color);
}
"""

_WATCH = st.components.v2.component("leftout_theme_change", html='<div class="watch" aria-hidden="true"></div>', css=_CSS, js=_JS)


def follow_theme() -> None:
    """Run the page once more whenever its theme changes; draws nothing that can be seen."""
    with st.container(key="theme_change"):
        _WATCH(key="theme_change_watch", height=1, on_changed_change=lambda: None)
