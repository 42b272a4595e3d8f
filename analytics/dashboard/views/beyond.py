"""Beyond the statement: what each article adds, who speaks in it, and which facts it tells differently."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from analytics.dashboard import addressed, components, state, strings
from analytics.dashboard.escaping import escaped
from analytics.dashboard.passage_list import Row, passage_list
from analytics.dashboard.places import STATEMENT, follow, place_address
from analytics.dashboard.row_list import draw_table
from analytics.dashboard.strings import beyond as words
from analytics.dashboard.taking import draw_table_files, page_caption
from analytics.exports.figure_drawers import added_figure
from analytics.language.direction import without_overrides
from analytics.language.tokens import count_words

if TYPE_CHECKING:
    from analytics.dashboard.filters import Filters
    from analytics.exports.captions import Caption
    from analytics.pipeline import Analysis

AROUND = 60  # characters beside a stretch of speech


def names_of(analysis: Analysis, filters: Filters) -> dict[str, str]:
    """Map the id of each chosen source to the name shown for it, in the study's order."""
    return {source: name for name, source in state.source_names(analysis).items() if not filters.sources or source in filters.sources}


def languages_of(analysis: Analysis) -> dict[str, str]:
    """Map the id of each source to its language."""
    return dict(zip(analysis.sources["source"], analysis.sources["language"], strict=True))


def draw_shares(analysis: Analysis, names: dict[str, str]) -> None:
    """Draw the share of each article's words that go beyond the statement, with the denominator."""
    drawn = added_figure(analysis.additions, analysis.passages, names, level=analysis.settings.interval_level)
    components.figure(drawn.make, key="beyond", alt=drawn.alt, table=drawn.table, caption=page_caption("outlets"))
    components.note(words.SHARE_NOTE)


def draw_additions(analysis: Analysis, names: dict[str, str]) -> None:
    """List what each article adds, in its own order; the kind, which is a hint, only filters."""
    st.header(words.ADDED_TITLE, anchor=False)
    kinds = st.pills(words.KIND, words.KINDS, selection_mode="multi", help=words.KIND_HELP, **addressed.choices("kind", words.KINDS))
    components.note(words.KIND_NOTE)
    rows = analysis.additions[analysis.additions["source"].isin(names)]
    rows = rows[rows["kind"].isin(kinds)] if kinds else rows
    if rows.empty:
        components.empty(words.NOTHING_ADDED, words.NOTHING_ADDED_ADVICE)
        return
    components.note(words.ROW_NOTE)
    passage_list(addition_rows(rows, names, languages_of(analysis)), key="beyond_rows", label=words.ADDED_TITLE, layout="running")
    caption = page_caption("outlets", choice=words.of_kinds(kinds))
    draw_table_files(with_names(rows, names), key="beyond_added", title=words.ADDED_TITLE, caption=caption)


def with_names(rows: pd.DataFrame, names: dict[str, str]) -> pd.DataFrame:
    """Put the outlet's name before the columns of a table."""
    return pd.DataFrame({"outlet": rows["source"].map(names).astype("str"), **{name: rows[name] for name in rows.columns}})


def addition_rows(rows: pd.DataFrame, names: dict[str, str], languages: dict[str, str]) -> list[Row]:
    """Turn additions into rows that lead to their place."""
    counts = rows["source"].value_counts()
    columns = (rows[name].tolist() for name in ("source", "start", "end", "text", "kind", "p_addition"))
    return [
        Row(
            words.group_title(names[source], int(counts[source])),
            "",
            text,
            "",
            words.addition_note(kind, chance),
            source,
            start,
            end,
            languages[source],
        )
        for source, start, end, text, kind, chance in zip(*columns, strict=True)
    ]


def draw_voices(analysis: Analysis, names: dict[str, str]) -> None:
    """List who speaks in each article, and the words."""
    st.header(words.VOICES_TITLE, anchor=False)
    components.note(words.VOICES_NOTE)
    rows = analysis.voices[analysis.voices["source"].isin(names)]
    speakers = [words.ALL_SPEAKERS, *dict.fromkeys(speaker or words.UNKNOWN for speaker in rows["speaker"])]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        speaker = st.selectbox(words.SPEAKER, speakers, format_func=without_overrides, **addressed.choice("speaker", speakers))
        modes = st.pills(words.MODE, words.MODES, selection_mode="multi", **addressed.choices("speech", words.MODES))
    if speaker != words.ALL_SPEAKERS:
        rows = rows[rows["speaker"].replace("", words.UNKNOWN) == speaker]
    rows = rows[rows["mode"].isin(modes)] if modes else rows
    if rows.empty:
        components.empty(words.NO_VOICES, words.NO_VOICES_ADVICE)
        return
    caption = page_caption("outlets", choice=words.of_speech("" if speaker == words.ALL_SPEAKERS else str(speaker), modes))
    draw_speakers(rows, names, languages_of(analysis), caption)
    components.note(words.ROW_NOTE)
    passage_list(voice_rows(rows, analysis, names), key="voice_rows", label=words.VOICES_TITLE, layout="running")
    draw_table_files(with_names(rows, names), key="beyond_voices", title=words.VOICES_TITLE, caption=caption)


def draw_speakers(rows: pd.DataFrame, names: dict[str, str], languages: dict[str, str], caption: Caption) -> None:
    """Draw the table of speakers: how often each is quoted or reported in which article, and with how many words."""
    spoken = rows.assign(
        speaker=rows["speaker"].replace("", words.UNKNOWN),
        outlet=rows["source"].map(names),
        length=[count_words(text, languages[source]) for text, source in zip(rows["text"], rows["source"], strict=True)],
        direct=rows["mode"] == "direct",
        indirect=rows["mode"] == "indirect",
    )
    table = spoken.groupby(["outlet", "speaker"], sort=False).agg(
        direct=("direct", "sum"), indirect=("indirect", "sum"), words=("length", "sum")
    )
    n_unknown = int((rows["speaker"] == "").sum())
    named = rows.loc[rows["speaker"] != "", ["source", "speaker"]].drop_duplicates()
    st.html(f"<p><strong>{escaped(words.voices_title(len(named), len(rows), n_unknown))}</strong></p>")
    shown = table.reset_index().rename(columns=words.SPEAKER_COLUMNS)
    draw_table(shown, key="speakers", alt=words.SPEAKER_TABLE)
    draw_table_files(shown, key="beyond_speakers", title=words.SPEAKER_TABLE, caption=caption)


def voice_rows(rows: pd.DataFrame, analysis: Analysis, names: dict[str, str]) -> list[Row]:
    """Turn stretches of speech into rows that lead to their place, each with the words around it."""
    texts = {source.id: source.text for source in analysis.study.sources}
    languages = languages_of(analysis)
    counts = rows["source"].value_counts()
    columns = (rows[name].tolist() for name in ("source", "start", "end", "text", "speaker", "verb", "mode"))
    return [
        Row(
            words.group_title(names[source], int(counts[source])),
            components.words_before(texts[source], start, AROUND),
            text,
            components.words_after(texts[source], end, AROUND),
            words.voice_note(speaker, verb, mode),
            source,
            start,
            end,
            languages[source],
        )
        for source, start, end, text, speaker, verb, mode in zip(*columns, strict=True)
    ]


def draw_discrepancies(analysis: Analysis, names: dict[str, str]) -> None:
    """List the facts told differently, each article's words beside the statement's."""
    st.header(words.DIFFERENT_TITLE, anchor=False)
    rows = analysis.discrepancies[analysis.discrepancies["source"].isin(names)]
    if rows.empty:
        components.empty(words.NO_DIFFERENT, words.NO_DIFFERENT_ADVICE)
        return
    components.note(words.DIFFERENT_NOTE)
    draw_table_files(with_names(rows, names), key="beyond_different", title=words.DIFFERENT_TITLE, caption=page_caption("outlets"))
    texts = {source.id: source.text for source in analysis.study.sources}
    languages, statement = languages_of(analysis), analysis.study.statement
    columns = (rows[name].tolist() for name in ("source", "kind", "start", "end", "statement_start", "statement_end"))
    for number, (source, kind, start, end, first, last) in enumerate(zip(*columns, strict=True)):
        with st.container(border=True, key=f"different_{number}"):
            st.html(f"<h3>{escaped(words.different_head(names[source], kind))}</h3>")
            article, said = st.columns(2)
            with article:
                told = components.quote(texts[source], start, end, language=languages[source], around=120)
                st.html(f"<strong>{words.ARTICLE_SAYS}</strong>{told}")
                st.page_link(state.page("reader"), label=words.IN_ARTICLE, query_params=state.linked(**place_address(source, start, end)))
            with said:
                stated = components.quote(statement.text, first, last, language=statement.language, around=120)
                st.html(f"<strong>{words.STATEMENT_SAYS}</strong>{stated}")
                address = state.linked(**place_address(STATEMENT, first, last), source=source)
                st.page_link(state.page("reader"), label=words.IN_STATEMENT, query_params=address)


def render() -> None:
    """Draw the page."""
    follow()
    analysis, filters = state.current_analysis(), state.current_filters()
    components.heading(strings.PAGE_TITLES["beyond"], strings.QUESTIONS["beyond"])
    names = names_of(analysis, filters)
    if not names:
        components.empty(strings.NOTHING_MATCHES, strings.NOTHING_MATCHES_ADVICE)
        return
    draw_shares(analysis, names)
    draw_additions(analysis, names)
    draw_voices(analysis, names)
    draw_discrepancies(analysis, names)


if __name__ == "__main__":
    render()
