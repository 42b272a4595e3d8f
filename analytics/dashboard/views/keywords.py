"""Keywords: the phrases that stand for each outlet, the words that set it apart, and either in context."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from analytics.charts import keyness as keyness_chart
from analytics.charts import keywords as keywords_chart
from analytics.dashboard import addressed, components, state, strings
from analytics.dashboard.passage_list import passage_list, term_rows
from analytics.dashboard.places import follow
from analytics.dashboard.strings import concordance as concordance_words
from analytics.dashboard.taking import draw_table_files, page_caption
from analytics.exports.figure_words import term_choice
from analytics.language.direction import without_overrides
from analytics.measures.concordance import concordance

if TYPE_CHECKING:
    import pandas as pd

    from analytics.pipeline import Analysis


def draw_keyphrases(rows: pd.DataFrame, outlets: dict[str, str]) -> None:
    """Draw the keyphrases of each outlet by rank."""
    chart = partial(keywords_chart.keywords, rows, outlets, title=strings.KEYPHRASES_TITLE)
    text = keywords_chart.alt_text(rows, outlets)
    components.figure(chart, key="keyphrases", alt=text, table=rows, caption=page_caption("outlets"))
    components.note(strings.KEYPHRASES_NOTE)


def draw_keyness(analysis: Analysis, source: str, outlet: str) -> None:
    """Draw the words that one outlet uses more, or less, than the others."""
    rows = analysis.keyness[analysis.keyness["source"] == source]
    if rows.empty:
        components.empty(strings.NO_KEYNESS, strings.NO_KEYNESS_ADVICE)
        return
    chart = partial(keyness_chart.keyness, rows, outlet, title=strings.KEYNESS_TITLE)
    # measured against all other sources of the study, whatever the filters
    components.figure(chart, key="keyness", alt=keyness_chart.alt_text(rows, outlet), table=rows, caption=page_caption())
    components.note(strings.KEYNESS_NOTE)


def draw_context(analysis: Analysis, sources: dict[str, str], term: str) -> None:
    """Draw every occurrence of a term with the words around it, each leading to its place in the reader."""
    texts = {source.id: source.text for source in analysis.study.sources if source.id in sources}
    rows = concordance(texts, term)
    if rows.empty:
        components.empty(strings.NO_CONTEXT, strings.NO_CONTEXT_ADVICE)
        return
    components.note(concordance_words.ROWS_NOTE)
    languages = dict(zip(analysis.sources["source"], analysis.sources["language"], strict=True))
    counts = rows["source"].value_counts()

    def said(source: str, start: int) -> tuple[str, str]:
        return strings.times(sources[source], int(counts[source])), concordance_words.place(start, len(texts[source]))

    passage_list(term_rows(rows, texts, languages, said), key="keyword_rows", label=strings.CONTEXT_TITLE, layout="columns")
    named = rows.assign(text=rows["source"].map(sources).astype("str"))[["text", *rows.columns]]
    caption = page_caption("outlets", choice=term_choice(term))
    draw_table_files(named, key="keyword_context", title=strings.CONTEXT_TITLE, caption=caption)


def render() -> None:
    """Draw the page."""
    follow()
    analysis, filters = state.current_analysis(), state.current_filters()
    components.heading(strings.PAGE_TITLES["keywords"], strings.QUESTIONS["keywords"])
    names = {source: name for name, source in state.source_names(analysis).items() if not filters.sources or source in filters.sources}
    rows = filters.of_sources(analysis.keywords)
    if rows.empty:
        components.empty(strings.NOTHING_MATCHES, strings.NOTHING_MATCHES_ADVICE)
        return
    draw_keyphrases(rows, state.outlets(analysis))
    st.header(strings.KEYNESS_TITLE, anchor=False)
    outlet = st.selectbox(strings.PICK_SOURCE, list(names.values()), **addressed.choice("keyness_outlet", list(names.values())))
    draw_keyness(analysis, next(source for source, name in names.items() if name == outlet), str(outlet))
    st.header(strings.CONTEXT_TITLE, anchor=False)
    terms = list(dict.fromkeys([*rows.sort_values("rank", kind="stable")["keyphrase"], *analysis.keyness["term"]]))
    term = st.selectbox(
        strings.PICK_TERM,
        terms,
        format_func=without_overrides,
        accept_new_options=True,
        help=strings.TERM_HELP,
        **addressed.choice("term", terms, is_free=True),
    )
    draw_context(analysis, names, str(term or ""))
    if term:
        st.page_link(state.page("concordance"), label=strings.ALL_CONTEXT, query_params=state.linked(phrase=str(term)))


if __name__ == "__main__":
    render()
