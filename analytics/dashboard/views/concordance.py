"""Concordance: a word or phrase in every text, with the words around it, each row leading to its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import streamlit as st

from analytics.dashboard import addressed, components, state, strings
from analytics.dashboard.passage_list import passage_list, term_rows
from analytics.dashboard.places import STATEMENT, follow
from analytics.dashboard.strings import concordance as words
from analytics.dashboard.taking import draw_table_files, page_caption
from analytics.exports.figure_drawers import term_figure
from analytics.exports.figure_words import STATEMENT_NAME, term_choice, term_title
from analytics.language.direction import without_overrides
from analytics.language.tokens import count_words
from analytics.measures.concordance import Order, concordance, in_order

if TYPE_CHECKING:
    import pandas as pd

    from analytics.pipeline import Analysis


@dataclass(frozen=True, slots=True)
class Texts:
    """What is searched: text, name, language and length in words by the id of the source, the statement under `STATEMENT`."""

    text: dict[str, str]
    name: dict[str, str]
    language: dict[str, str]
    words: dict[str, int]


def searched_texts(analysis: Analysis, sources: tuple[str, ...], *, with_statement: bool) -> Texts:
    """Gather the texts of the chosen sources (all without a choice), in the study's order, the statement first."""
    languages = dict(zip(analysis.sources["source"], analysis.sources["language"], strict=True))
    lengths = dict(zip(analysis.sources["source"], analysis.sources["words"].astype(int), strict=True))
    names = {source: name for name, source in state.source_names(analysis).items() if not sources or source in sources}
    stored = {source.id: source.text for source in analysis.study.sources if source.id in names}
    texts = Texts({}, {}, {}, {})
    if with_statement:
        statement = analysis.study.statement
        _add(texts, STATEMENT, statement.text, STATEMENT_NAME, statement.language, count_words(statement.text, statement.language))
    for source, text in stored.items():
        _add(texts, source, text, names[source], languages[source], lengths[source])
    return texts


def _add(texts: Texts, source: str, text: str, name: str, language: str, length: int) -> None:
    texts.text[source], texts.name[source], texts.language[source], texts.words[source] = text, name, language, length


def draw_counts(found: pd.DataFrame, texts: Texts, term: str, level: float) -> None:
    """Draw how often each text uses the term, per 1,000 words, with the denominator and an interval."""
    drawn = term_figure(found, term, texts.name, texts.words, level=level)
    caption = page_caption("outlets", choice=drawn.choice)
    components.figure(drawn.make, key="concordance", alt=drawn.alt, table=drawn.table, caption=caption)
    components.note(words.COUNTS_NOTE)


def place_in(texts: Texts, source: str, start: int) -> str:
    """Say how far into its text something stands."""
    return words.place(start, len(texts.text[source]))


def draw_term(texts: Texts, term: str, order: Order, level: float) -> None:
    """Draw the counts and the rows of a term, or say that it does not occur."""
    rows = concordance(texts.text, term, limit=None)
    if rows.empty:
        components.empty(words.not_found(term, len(texts.text), sum(texts.words.values())), words.NOT_FOUND_ADVICE)
        return
    title = term_title(term, len(rows), rows["source"].nunique(), len(texts.text))
    draw_counts(rows, texts, term, level)
    components.note(words.ROWS_NOTE)
    rows = in_order(rows, order)
    drawn = term_rows(
        rows, texts.text, texts.language, lambda source, start: ("", f"{texts.name[source]} · {place_in(texts, source, start)}")
    )
    passage_list(drawn, key="concordance_rows", label=title, layout="columns")
    named = rows.assign(text=rows["source"].map(texts.name).astype("str"))[["text", *rows.columns]]
    draw_table_files(named, key="concordance_rows", title=title, caption=page_caption("outlets", choice=term_choice(term)))


def render() -> None:
    """Draw the page."""
    follow()
    analysis, filters = state.current_analysis(), state.current_filters()
    components.heading(strings.PAGE_TITLES["concordance"], strings.QUESTIONS["concordance"])
    with st.container(horizontal=True, vertical_alignment="bottom"):
        term = st.text_input(words.TERM, placeholder=words.TERM_HINT, help=words.TERM_HELP, **addressed.text("phrase"))
        order = st.selectbox(words.SORT, list(words.ORDERS), **addressed.choice("sort", list(words.ORDERS)))
    with_statement = st.toggle(words.WITH_STATEMENT, **addressed.switch("statement"))
    texts = searched_texts(analysis, filters.sources, with_statement=with_statement)
    if not (term or "").strip().strip("*"):
        components.empty(words.EMPTY, words.EMPTY_ADVICE)
        draw_starters(filters.of_sources(analysis.keywords))
        return
    draw_term(texts, str(term).strip(), cast("Order", words.ORDERS[str(order)]), analysis.settings.interval_level)


def draw_starters(keywords: pd.DataFrame) -> None:
    """Offer the best keyphrases of the sources to begin with."""
    phrases = list(dict.fromkeys(keywords.sort_values("rank", kind="stable")["keyphrase"]))
    if phrases:
        st.selectbox(
            words.TRY, phrases, format_func=without_overrides, index=None, placeholder=strings.PICK, key="starter", on_change=_start
        )


def _start() -> None:
    addressed.put("phrase", st.session_state["starter"])


if __name__ == "__main__":
    render()
