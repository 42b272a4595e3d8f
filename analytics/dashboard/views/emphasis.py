"""Emphasis: what is stressed or played down against the statement, and where in the article it stands."""

from __future__ import annotations

from functools import partial

import streamlit as st

from analytics.charts import emphasis as emphasis_chart
from analytics.charts import position
from analytics.dashboard import components, state, strings
from analytics.dashboard.drawn_outlets import drawn_choice, drawn_rows
from analytics.dashboard.taking import page_caption


def render() -> None:
    """Draw the page."""
    analysis, filters = state.current_analysis(), state.current_filters()
    components.heading(strings.PAGE_TITLES["emphasis"], strings.QUESTIONS["emphasis"])
    rows = filters.of_sources(analysis.emphasis)
    rows = rows[rows["level"] == "theme"]
    if filters.themes:
        rows = rows[rows["item"].isin(filters.themes)]
    if rows.empty:
        components.empty(strings.NOTHING_MATCHES, strings.NOTHING_MATCHES_ADVICE)
        return
    rows = drawn_rows(rows, filters)
    chart = partial(emphasis_chart.emphasis, rows, state.outlets(analysis), title=strings.EMPHASIS_TITLE)
    caption = page_caption("outlets", "themes", **drawn_choice(rows, analysis, filters))
    components.figure(chart, key="emphasis", alt=emphasis_chart.alt_text(rows), table=rows, caption=caption)
    components.note(strings.EMPHASIS_NOTE)
    st.page_link(state.page("themes"), label=strings.SEE_PASSAGES, query_params=state.linked())
    places = filters.of_sources(analysis.themes)
    places = places[places["source"].isin(rows["source"])]
    if not places.empty:
        chart = partial(position.position, places, rows, state.outlets(analysis), title=strings.POSITION_TITLE)
        text = position.alt_text(places, state.outlets(analysis))
        components.figure(chart, key="position", alt=text, table=places, caption=caption)
        components.note(strings.POSITION_NOTE)


if __name__ == "__main__":
    render()
