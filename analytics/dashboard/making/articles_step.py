"""Step 3: add the articles, see what was read of each, and mend it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from analytics.dashboard import components
from analytics.dashboard.making.box_keys import key_of_box
from analytics.dashboard.making.draft import Draft, current_draft, keep_draft, with_articles
from analytics.dashboard.making.fields import Field
from analytics.dashboard.making.notices import ARTICLE_TABLE, remember, with_saved_studies
from analytics.dashboard.making.statement_step import day_of, draw_text
from analytics.dashboard.making.table_editor import draw_anew, draw_editor
from analytics.dashboard.making.word_counts import words_of
from analytics.dashboard.strings import study as words
from analytics.intake import Copy, find_copies, read_files, with_byline
from analytics.intake.days import iso_day
from analytics.intake.folder import outlet_of
from analytics.language.direction import without_overrides
from analytics.language.encoder import LANGUAGES
from analytics.settings import ReadLimits
from analytics.study.readers import ENDINGS, Original, ReadDocument

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

    from streamlit.runtime.uploaded_file_manager import UploadedFile

    from analytics.errors import Fault

MOST_COPIES_SHOWN = 5
"""Copies that are pointed out in sight; the others stand behind a line that counts them."""

FIELDS = ("text", "outlet", "title", "date", "language", "url", "author")
"""What a column of a spreadsheet can be."""


def draw_articles_step() -> None:
    """Draw step 3."""
    limits = ReadLimits()
    components.note(words.limits(limits.max_file_bytes / 1e6, limits.max_pages, limits.max_documents, limits.max_words))
    files, paste = st.columns(2, gap="medium")
    with files:
        _draw_uploader()
    with paste, st.expander(words.PASTE_ARTICLE), st.form("paste_article", border=False, clear_on_submit=True):
        st.text_input(words.PASTE_OUTLET, key="paste_outlet", max_chars=200)
        st.text_input(words.PASTE_TITLE, key="paste_title", max_chars=1000)
        st.text_area(words.PASTE_TEXT, key="paste_text", height=140)
        st.form_submit_button(words.PASTE_ADD, on_click=_add_pasted)
    draft = current_draft()
    components.show_told(words.LEFT_ASIDE, draft.faults)
    if not draft.articles:
        components.empty(words.NO_ARTICLES, with_saved_studies(words.NO_ARTICLES_ADVICE))
        return
    _draw_list()
    _draw_one()


def _draw_uploader() -> None:
    with st.expander(words.COLUMNS):
        components.note(words.COLUMNS_HELP)
        chosen = {field: st.text_input(field, key=f"column_{field}", max_chars=100).strip() for field in FIELDS}
    columns = {field: name for field, name in chosen.items() if name}
    version = st.session_state.get("article_files", 0)
    uploaded = st.file_uploader(words.UPLOAD_ARTICLES, type=sorted(ENDINGS), accept_multiple_files=True, key=f"article_files_{version}")
    if not uploaded:
        return
    documents, faults = _read(uploaded, columns)
    before = current_draft()
    keep_draft(with_articles(replace(before, faults=()), documents, faults))
    draw_anew(ARTICLE_TABLE)
    st.session_state["article_files"] = version + 1  # an empty uploader: the files are in the draft now
    remember(words.added(len(current_draft().articles) - len(before.articles)))
    st.rerun()


def _read(uploaded: list[UploadedFile], columns: dict[str, str]) -> tuple[tuple[ReadDocument, ...], tuple[Fault, ...]]:
    """Read one file after the other, so that progress shows."""
    documents: list[ReadDocument] = []
    faults: list[Fault] = []
    bar = st.progress(0.0)
    for place, file in enumerate(uploaded):
        bar.progress(place / len(uploaded), text=words.reading(place + 1, len(uploaded), file.name))
        read, told = read_files([(file.name, file.getvalue())], columns=columns or None)
        documents.extend(map(with_byline, read))
        faults.extend(told)
    bar.empty()
    return tuple(documents), tuple(faults)


def _add_pasted() -> None:
    text = str(st.session_state["paste_text"]).strip()
    if not text:
        remember(words.PASTE_EMPTY)
        return
    outlet, title = str(st.session_state["paste_outlet"]).strip(), str(st.session_state["paste_title"]).strip()
    documents, faults = read_files([(f"{outlet or 'pasted'}.txt", text.encode("utf-8", "replace"))])
    described = tuple(replace(each, outlet=outlet or each.outlet, title=title or each.title) for each in map(with_byline, documents))
    keep_draft(with_articles(replace(current_draft(), faults=()), described, faults))
    draw_anew(ARTICLE_TABLE)


def _draw_list() -> None:
    draft = current_draft()
    n_words = sum(words_of(article.text, article.language) for article in draft.articles)
    title = words.articles(len(draft.articles), n_words, len({outlet_of(article) for article in draft.articles}))
    st.html(f"<h2>{title}</h2>")
    contents = tuple((article.text, article.language, article.date) for article in draft.articles)
    _draw_copies(draft, _copies(contents, draft.articles))
    ticked = draw_editor(
        ARTICLE_TABLE, _rows, fields=_fields(), called=lambda row: f"{row['outlet']} ({row['name']})", keep=_keep, alt=title
    )
    st.button(words.REMOVE, disabled=not ticked, on_click=_remove, args=(set(ticked),))


def _draw_copies(draft: Draft, copies: Sequence[Copy]) -> None:
    """Point out the first copies, and the others where one asks for them: a spreadsheet of a thousand rows has hundreds."""
    told = [words.copy(_named(draft.articles[copy.second]), _named(draft.articles[copy.first]), copy.share) for copy in copies]
    for sentence in told[:MOST_COPIES_SHOWN]:
        components.note(sentence)
    if left := told[MOST_COPIES_SHOWN:]:
        with st.expander(words.more_copies(len(left))), st.container(height=320 if len(left) > MOST_COPIES_SHOWN else "content"):
            st.html(components.listed(left))


@st.cache_data(max_entries=4, show_spinner=False)
def _copies(contents: tuple[tuple[str, str, str], ...], _articles: Sequence[ReadDocument]) -> tuple[Copy, ...]:  # noqa: ARG001  the key
    """Find copies once for the same texts: every table cell that is mended draws the step anew."""
    return find_copies(_articles)


def _rows() -> pd.DataFrame:
    rows = [
        (outlet_of(each), each.title, _day_of(each), each.language or None, words_of(each.text, each.language), each.name)
        for each in current_draft().articles
    ]
    return pd.DataFrame(rows, columns=list(words.ARTICLE_COLUMNS))


def _day_of(article: ReadDocument) -> datetime.date | None:
    """Return the day as it will be saved, however its file writes it."""
    return day_of(iso_day(article.date, article.language or "en"))


def _fields() -> dict[str, Field]:
    named = words.ARTICLE_COLUMNS
    return {
        "outlet": Field(named["outlet"], is_required=True, longest=200),
        "title": Field(named["title"], longest=1000, width="medium"),
        "date": Field(named["date"], "day"),
        "language": Field(named["language"], "choice", options=sorted(LANGUAGES), width=100),
        "words": Field(named["words"], "number", is_fixed=True, width=80),
        "name": Field(named["name"], is_fixed=True),
    }


def _keep(place: int, changes: dict[str, Any]) -> None:
    draft = current_draft()
    if place >= len(draft.articles):
        return
    before = draft.articles[place]
    typed = {name: str(value or "").strip() for name, value in changes.items()}
    article = replace(
        before,
        outlet=typed.get("outlet", before.outlet),
        title=typed.get("title", before.title),
        date=typed["date"][:10] if "date" in typed else before.date,
        language=typed.get("language", before.language),
        language_basis="given" if typed.get("language") else before.language_basis,
    )
    keep_draft(replace(draft, articles=(*draft.articles[:place], article, *draft.articles[place + 1 :])))


def _remove(places: set[int]) -> None:
    draft = current_draft()
    keep_draft(replace(draft, articles=tuple(each for place, each in enumerate(draft.articles) if place not in places), faults=()))
    draw_anew(ARTICLE_TABLE)


def _draw_one() -> None:
    articles = current_draft().articles
    place = st.selectbox(words.LOOK_AT, range(len(articles)), format_func=lambda each: _named(articles[each]), index=None, key="look_at")
    if place is None or place >= len(articles):
        return
    draw_text(words.ARTICLE_TEXT, articles[place])
    with st.expander(words.KEEP_TEXT):
        whole = articles[place].text
        text = st.text_area(words.ARTICLE_TEXT, whole, height=320, key=key_of_box(f"mend_{place}", whole))
        st.button(words.KEEP_TEXT, key="keep_text", on_click=_keep_text, args=(place, text or ""))


def _keep_text(place: int, text: str) -> None:
    if not any(map(str.isalnum, text)):
        remember(words.TEXT_EMPTY)
        return
    draft = current_draft()
    article = draft.articles[place]
    # the file that was brought stays the original; what was mended by hand is a text of its own
    mended = replace(article, text=text, original=Original(article.original.name, article.original.data))
    keep_draft(replace(draft, articles=(*draft.articles[:place], mended, *draft.articles[place + 1 :])))
    draw_anew(ARTICLE_TABLE)


def _named(article: ReadDocument) -> str:
    return without_overrides(f"{outlet_of(article)} ({article.name})")
