"""Every page in several states of the world."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from analytics.dashboard import strings
from analytics.dashboard.main import PAGES
from analytics.errors import ModelError
from analytics.measures.coverage import accuracy
from tests.lists import listed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from streamlit.testing.v1 import AppTest


def shown(at: AppTest) -> str:
    """Return everything that a page wrote as HTML."""
    return "\n".join(element.proto.body for element in at.get("html"))


@pytest.mark.parametrize("page", PAGES)
def test_page_of_the_shipped_study_draws(open_page: Callable[..., AppTest], page: str) -> None:
    """A visitor sees a title and no exception."""
    at = open_page(page)
    assert not at.exception
    assert "<h1>" in shown(at)
    assert strings.STUDY_BROKEN not in shown(at)
    assert strings.PAGE_FAILED not in shown(at)


@pytest.mark.parametrize("page", PAGES)
def test_page_of_one_source_draws(open_page: Callable[..., AppTest], one_source: Path, page: str) -> None:
    """With one source there is nobody to compare with; the pages say so and go on."""
    at = open_page(page, one_source)
    assert not at.exception
    assert strings.STUDY_BROKEN not in shown(at)


@pytest.mark.parametrize("page", [page for page in PAGES if page not in {"methods", "reader"}])
def test_filter_that_matches_nothing_teaches(open_page: Callable[..., AppTest], page: str) -> None:
    """A search for a word that stands nowhere ends in advice or an unfiltered page, never in an exception."""
    at = open_page(page, find="zzzzqqq")
    assert not at.exception
    if page == "coverage":
        assert strings.NOTHING_MATCHES in shown(at)


def test_what_is_worth_knowing_is_not_called_left_aside(open_page: Callable[..., AppTest], one_source: Path) -> None:
    """A source told to be a copy counts in every number: it stands under a heading of its own, and what is left aside under its own."""
    manifest = (one_source / "study.toml").read_text(encoding="utf-8")
    second = manifest[manifest.index("[[sources]]") :].replace("gazette", "courier")
    (one_source / "study.toml").write_text(manifest + second, encoding="utf-8")
    (one_source / "courier.txt").write_bytes((one_source / "gazette.txt").read_bytes())
    page = shown(open_page("overview", one_source))
    assert strings.LEFT_ASIDE not in page
    assert "courier.txt" in page[page.index(strings.TO_KNOW) :]
    third = second.replace("courier", "echo")
    (one_source / "study.toml").write_text(manifest + second + third, encoding="utf-8")
    page = shown(open_page("overview", one_source))
    aside, known = page.index(strings.LEFT_ASIDE), page.index(strings.TO_KNOW)
    assert "echo.txt" in page[aside:known]
    assert "courier.txt" in page[known:]


def test_search_without_a_match_is_not_taken_for_full_coverage(open_page: Callable[..., AppTest]) -> None:
    """Where no commitment matches, the list of what all left out says so, instead of praising the outlets."""
    page = shown(open_page("overview", find="zzzzqqq"))
    assert strings.LEFT_OUT_NOTHING not in page
    assert strings.NOTHING_MATCHES in page


@pytest.mark.parametrize(("page", "resting"), [("coverage", False), ("keywords", True), ("methods", True)])
def test_filters_that_do_nothing_are_greyed(open_page: Callable[..., AppTest], page: str, resting: bool) -> None:
    """A filter that a page does not heed cannot be set there, and keeps its value."""
    at = open_page(page, find="space")
    assert at.text_input(key="find").disabled is resting
    assert at.text_input(key="find").value == "space"


def test_figures_that_cannot_be_read_are_explained(open_page: Callable[..., AppTest], monkeypatch: pytest.MonkeyPatch) -> None:
    """A damaged installation ends in a sentence on the page, not in an exception."""

    def unreadable() -> None:
        raise ModelError("The figures of accuracy cannot be read.")

    monkeypatch.setattr(accuracy, "accuracy_table", unreadable)
    at = open_page("methods")
    assert not at.exception
    assert strings.PAGE_FAILED in shown(at)


def test_broken_study_is_explained(open_page: Callable[..., AppTest], broken: Path) -> None:
    """The fault stands on the page with its file; no traceback, no number."""
    at = open_page("overview", broken)
    assert not at.exception
    assert strings.STUDY_BROKEN in shown(at)
    assert "study.toml" in shown(at)
    assert not at.get("vega_lite_chart")


def test_cell_shows_verdict_quote_and_statement(open_page: Callable[..., AppTest]) -> None:
    """A link to a cell opens its proof: the verdict in words, the article's words, the statement's words."""
    at = open_page("coverage", commitment="4c", source="decode39")
    page = shown(at)
    assert strings.ARTICLE_SAYS in page
    assert "ACSA agreement, in force since September 2025" in page
    assert "Acquisition and Cross-Servicing Agreement (ACSA)" in page


@pytest.mark.parametrize("page", ["coverage", "reader", "omissions"])
def test_a_told_cell_without_sure_parts_opens_too(open_page: Callable[..., AppTest], page: str) -> None:
    """Where the program names no part as found or missing, the proof still says so and goes on to the statement's words."""
    cells = open_page(page).session_state["analysis"].coverage
    bare = cells[(cells["verdict"] != "omitted") & (cells["found"] == "") & (cells["missing"] == "")].iloc[0]
    at = open_page(page, commitment=str(bare["commitment"]), source=str(bare["source"]))
    assert not at.exception
    assert strings.NOTHING_SURE in shown(at)
    assert strings.STATEMENT_SAYS in shown(at)


def test_unknown_commitment_in_a_link_is_named(open_page: Callable[..., AppTest]) -> None:
    """An old link does not fail in silence."""
    at = open_page("coverage", commitment="99z")
    assert not at.exception
    assert strings.LINK_BROKEN in shown(at)


def test_unknown_outlet_in_a_link_is_named(open_page: Callable[..., AppTest]) -> None:
    """A link made for another study does not quietly show everything."""
    page = shown(open_page("overview", outlet="The Moon Post"))
    assert strings.unknown_in_link("outlet", "The Moon Post") in page


def test_fact_told_differently_stands_beside_its_quote(open_page: Callable[..., AppTest]) -> None:
    """The article's date and the statement's are both on the page of the cell, and in the list of the overview."""
    assert strings.TOLD_DIFFERENTLY in shown(open_page("coverage", commitment="1a", source="hitandhotnews"))
    assert strings.TOLD_DIFFERENTLY not in shown(open_page("coverage", commitment="1b", source="hitandhotnews"))
    rows = listed(open_page("overview"), "discrepancies")
    assert len(rows) > 1
    assert all(told in passage for told, passage in zip(rows["text"], rows["passage"], strict=True))


def test_title_of_a_study_is_no_markdown(open_page: Callable[..., AppTest], one_source: Path) -> None:
    """Stars, dollars and icon names in the title stay what they are."""
    manifest = one_source / "study.toml"
    manifest.write_text(manifest.read_text(encoding="utf-8").replace("Lakes pact", "**Lakes** $x$ :material/home:"), encoding="utf-8")
    at = open_page("overview", one_source)
    assert "<h1>**Lakes** $x$ :material/home:</h1>" in shown(at)
    assert not at.title


def test_markup_in_a_study_is_shown_as_text(open_page: Callable[..., AppTest], one_source: Path) -> None:
    """Tags and dollar signs of a text never reach the page as markup."""
    for page in ("overview", "coverage", "themes", "reader"):
        at = open_page(page, one_source, commitment="1a", source="gazette")
        assert "<img src=x" not in shown(at)
        assert not any("Gazette" in element.value for element in at.markdown)
        if page == "coverage":  # the quote itself holds the tag, so it was the mark's own escaping that was tried
            assert "trees &lt;img src=x onerror=alert(1)&gt; by 2030" in shown(at)


def test_figures_of_single_languages_are_folded_away(open_page: Callable[..., AppTest]) -> None:
    """The first table holds whole sets of data and the study; the second each language of a set; together all rows, each once."""
    at = open_page("methods")
    whole, languages = listed(at, "accuracy"), listed(at, "accuracy_languages")
    assert "study" in set(whole["data"])
    assert "cases, one left out" in set(whole["data"])
    assert "cases, one left out, de" in set(languages["data"])
    assert set(whole["data"]).isdisjoint(languages["data"])
    assert len(whole) + len(languages) == len(accuracy.accuracy_table())
