"""The concordance page, in several states of the world."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from analytics.dashboard import strings
from analytics.dashboard.places import place_address
from analytics.dashboard.strings import concordance as words
from analytics.exports.figure_options import FigureOptions
from analytics.exports.figure_set import study_figures
from analytics.pipeline import analyze
from analytics.study import load_study
from analytics.study.shipped import shipped_study

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from streamlit.testing.v1 import AppTest


def shown(at: AppTest) -> str:
    """Return everything that a page wrote as HTML."""
    return "\n".join(element.proto.body for element in at.get("html"))


def test_page_without_a_term_teaches(open_page: Callable[..., AppTest]) -> None:
    """Before a word is typed the page says what it will show, and offers keyphrases, which fill the box."""
    at = open_page("concordance")
    assert words.EMPTY in shown(at)
    at.selectbox(key="starter").select_index(0).run()
    assert at.text_input(key="phrase").value
    assert words.EMPTY not in shown(at)
    assert at.get("vega_lite_chart")


def test_term_stands_in_the_address(open_page: Callable[..., AppTest]) -> None:
    """A link to a term draws its counts: the statement says "Action Plan" nowhere else than the text does."""
    at = open_page("concordance", phrase="Action Plan", sort="words before")
    assert not at.exception
    assert at.selectbox(key="sort").value == "words before"
    assert at.get("vega_lite_chart")


def test_word_that_stands_nowhere_says_where_it_was_sought(open_page: Callable[..., AppTest]) -> None:
    """The number of texts and words searched is told, and what to try."""
    page = shown(open_page("concordance", phrase="zzzzqqq"))
    assert "does not occur in the 5 texts with" in page
    assert words.NOT_FOUND_ADVICE in page
    assert "in the 4 texts" in shown(open_page("concordance", phrase="zzzzqqq", statement="no"))


def test_outlet_filter_narrows_the_search(open_page: Callable[..., AppTest]) -> None:
    """With one outlet, that text and the statement are searched."""
    assert "in the 2 texts" in shown(open_page("concordance", phrase="zzzzqqq", outlet="Decode39"))


def test_markup_in_a_term_and_in_a_text_is_text(open_page: Callable[..., AppTest], one_source: Path) -> None:
    """A tag that is sought is found as text."""
    at = open_page("concordance", one_source, phrase="<img src=x")
    assert not at.exception
    assert strings.PAGE_FAILED not in shown(at)
    assert "<img src=x" not in shown(at)


def test_keywords_page_leads_on(open_page: Callable[..., AppTest]) -> None:
    """The short form of a term in context links to the whole concordance, and each of its rows to a place in the reader."""
    at = open_page("keywords", term="partnership")
    assert any(link.proto.label == strings.ALL_CONTEXT for link in at.get("page_link"))
    parts = [json.loads(part.proto.json) for part in at.get("bidi_component") if part.proto.json]
    (rows,) = [part["rows"] for part in parts if part.get("layout") == "columns"]
    texts = {source.id: source.text for source in load_study(shipped_study()).sources}
    assert {texts[row["source"]][row["start"] : row["end"]].lower() for row in rows} == {"partnership"}
    assert {row["group"].split(": ")[1] for row in rows} <= {f"{n} place{'s' * (n > 1)}" for n in range(1, 20)}


def test_a_source_may_bear_any_id(open_page: Callable[..., AppTest], one_source: Path) -> None:
    """Also the word for the statement: "trees" stands once in each of two texts, on the page and in the figure of a file."""
    manifest = one_source / "study.toml"
    manifest.write_text(manifest.read_text(encoding="utf-8").replace('id = "gazette"', 'id = "statement"'), encoding="utf-8")
    at = open_page("concordance", one_source, phrase="trees")
    assert not at.exception
    assert "in 2 of 2 texts" in at.get("vega_lite_chart")[0].proto.spec
    analysis = analyze(load_study(one_source))
    figure = next(each for each in study_figures(analysis, FigureOptions(term="trees")) if each.key == "term")
    assert list(figure.table["source"]) == ["", "statement"]
    assert list(figure.table["count"]) == [1, 1]
    assert place_address("statement", 1, 2) == {"source": "statement", "place": "article-1-2"}
