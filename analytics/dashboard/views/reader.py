"""Reader: an article beside the statement, both ways."""

from __future__ import annotations

import streamlit as st

from analytics.charts.theme import VERDICT_SYMBOLS
from analytics.dashboard import components, state, strings
from analytics.dashboard.cell import draw_cell, draw_pickers
from analytics.dashboard.reading_panel import panel_data, reading_panel


def render() -> None:
    """Draw the page."""
    analysis = state.current_analysis()
    components.heading(strings.PAGE_TITLES["reader"], strings.QUESTIONS["reader"])
    if analysis.sources.empty:
        components.empty(strings.NOTHING_MATCHES, strings.NOTHING_MATCHES_ADVICE)
        return
    chosen = state.selection(analysis)
    source = chosen.source or str(analysis.sources["source"].iloc[0])
    components.note(strings.READER_HINT)
    shown = state.Selection(chosen.commitment, source)
    with st.container(horizontal=True):
        draw_pickers(analysis, shown)
    panel = st.container(key="reading_panel")
    with st.expander(strings.READER_PROOF, expanded=True):
        draw_cell(analysis, shown, with_link=False)
        if chosen.commitment:
            address = {"commitment": chosen.commitment, "source": source}
            st.page_link(state.page("coverage"), label=strings.BACK_TO_COVERAGE, query_params=address)
    with panel:
        data = panel_data(analysis, source, chosen.commitment, VERDICT_SYMBOLS)
        reading_panel(data, key="panel", on_choice=lambda unit: state.select(commitment=unit, source=source))


if __name__ == "__main__":
    render()
