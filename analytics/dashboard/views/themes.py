"""Themes: what each outlet spends its words on, and the passages behind a share."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from analytics.charts import agenda
from analytics.dashboard import addressed, components, state, strings
from analytics.dashboard.drawn_outlets import drawn_choice, drawn_rows
from analytics.dashboard.escaping import escaped
from analytics.dashboard.taking import draw_table_files, page_caption
from analytics.language.direction import without_overrides

if TYPE_CHECKING:
    import pandas as pd

    from analytics.dashboard.filters import Filters
    from analytics.pipeline import Analysis


def theme_shares(analysis: Analysis, filters: Filters) -> pd.DataFrame:
    """Keep the rows of the emphasis table on the chosen outlets and themes."""
    rows = filters.of_sources(analysis.emphasis)
    rows = rows[rows["level"] == "theme"]
    return rows[rows["item"].isin(filters.themes)] if filters.themes else rows


def draw_passages(analysis: Analysis, source: str, theme: str) -> None:
    """List the passages of an outlet on a theme, as they stand in the article."""
    rows = analysis.themes[(analysis.themes["source"] == source) & (analysis.themes["theme"] == theme)]
    if rows.empty:
        components.empty(strings.NO_PASSAGES, strings.NO_PASSAGES_ADVICE)
        return
    language = escaped(str(analysis.sources.set_index("source").loc[source, "language"]))
    columns = (rows["text"].tolist(), rows["passage_id"].tolist(), rows["p_theme"].tolist(), rows["second_theme"].tolist())
    for text, passage, probability, second in zip(*columns, strict=True):
        sure = escaped(strings.passage_theme(passage, probability, second))
        quoted = f'{escaped(text)}<br><span class="lo-small">{sure}</span>'
        st.html(f'<blockquote class="lo-quote" lang="{language}" dir="auto">{quoted}</blockquote>')
    caption = page_caption(choice=strings.theme_of(theme), sources=[source])
    draw_table_files(rows, key="theme_passages", title=strings.THEME_PASSAGES_TITLE, caption=caption)
    st.page_link(state.page("reader"), label=strings.OPEN_READER, query_params=state.linked(source=source, place=None))


def render() -> None:
    """Draw the page."""
    analysis, filters = state.current_analysis(), state.current_filters()
    components.heading(strings.PAGE_TITLES["themes"], strings.QUESTIONS["themes"])
    rows = theme_shares(analysis, filters)
    if rows.empty:
        components.empty(strings.NOTHING_MATCHES, strings.NOTHING_MATCHES_ADVICE)
        return
    drawn = drawn_rows(rows, filters)
    chart = partial(agenda.agenda, drawn, state.outlets(analysis), title=strings.AGENDA_TITLE)
    caption = page_caption("outlets", "themes", **drawn_choice(drawn, analysis, filters))
    components.figure(chart, key="themes", alt=agenda.alt_text(drawn), table=drawn, caption=caption)
    components.note(strings.AGENDA_NOTE)
    st.header(strings.THEME_PASSAGES_TITLE, anchor=False)
    listed = set(rows["source"])  # once: for each of 2,000 outlets it took half a minute
    names = {name: source for name, source in state.source_names(analysis).items() if source in listed}
    with st.container(horizontal=True):
        outlet = st.selectbox(strings.PICK_SOURCE, list(names), **addressed.choice("theme_outlet", list(names)))
        themes = list(dict.fromkeys(rows["item"]))
        theme = st.selectbox(strings.PICK_THEME, themes, format_func=without_overrides, **addressed.choice("theme_shown", themes))
    draw_passages(analysis, names[outlet], str(theme))


if __name__ == "__main__":
    render()
