"""What a visitor does, in a real browser."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from analytics.dashboard import strings
from analytics.dashboard.main import PAGES, SECTIONS
from analytics.dashboard.strings import taking
from tests.browsing import SETTLED_MS, go, settle

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

STATEMENT_TITLE = "Japan-Italy Joint Statement, 16 January 2026"


def test_overview_answers_the_first_question(page: Page, address: str, requests_out: list[str]) -> None:
    """A newcomer reads who tells most and what all left out, and nothing asks the internet."""
    go(page, address)
    expect(page.get_by_role("heading", name=STATEMENT_TITLE)).to_be_visible()
    expect(page.get_by_text(re.compile(r"tells most: \d+ of 62 commitments"))).to_be_visible()
    expect(page.get_by_text(re.compile(r"\d+ of 62 commitments are left out by every source"))).to_be_visible()
    assert requests_out == []


@pytest.mark.parametrize("name", PAGES)
def test_no_page_asks_the_internet_or_fails(page: Page, address: str, requests_out: list[str], name: str) -> None:
    """Every page draws without an error box and without a request to an outside host."""
    go(page, f"{address}/{'' if name == PAGES[0] else name}")
    expect(page.get_by_test_id("stException")).to_have_count(0)
    assert requests_out == []


def test_a_change_of_theme_recolours_the_matrix(page: Page, address: str) -> None:
    """A visitor whose screen turns dark sees the matrix turn with it, without a click; then light again."""
    go(page, f"{address}/coverage")
    cell = page.locator("td.verdict.v0").first
    light = cell.evaluate("cell => getComputedStyle(cell).backgroundColor")
    page.emulate_media(color_scheme="dark")
    expect(cell).not_to_have_css("background-color", light, timeout=SETTLED_MS)
    page.emulate_media(color_scheme="light")
    expect(cell).to_have_css("background-color", light, timeout=SETTLED_MS)


def visit(page: Page, name: str) -> None:
    """Go to another page by the navigation, as a visitor does."""
    section = next(heading for heading, names in SECTIONS.items() if name in names)
    page.get_by_test_id("stTopNavSection").filter(has_text=section).click()
    page.get_by_role("menuitem", name=strings.PAGE_TITLES[name], exact=True).click()


def test_click_a_cell_and_read_its_quote(page: Page, address: str) -> None:
    """A click on a cell opens its proof and writes the cell into the address; the page stays where it was."""
    go(page, f"{address}/coverage")
    page.locator("tr[data-commitment='1a'] td[data-column='2']").click()
    expect(page).to_have_url(re.compile(r"commitment=1a&source=decode39"))
    expect(page.get_by_text(strings.STATEMENT_SAYS, exact=True)).to_be_visible()
    expect(page.get_by_text("had a summit meeting in Tokyo on January 16, 2026").first).to_be_visible()
    expect(page.locator("td[aria-selected='true']")).to_have_count(1)


def test_the_matrix_is_walked_with_the_keyboard(page: Page, address: str) -> None:
    """Down one, right two, Enter: the cell's proof opens, and the heads of its row and column are in sight."""
    go(page, f"{address}/coverage")
    page.locator("tr[data-commitment='1a'] td[data-column='0']").focus()
    for key in ("ArrowDown", "ArrowRight", "ArrowRight", "Enter"):
        page.keyboard.press(key)
    expect(page).to_have_url(re.compile(r"commitment=1b&source=decode39"))
    expect(page.locator("thead th", has_text="Decode39")).to_be_in_viewport()


def test_click_a_cell_of_the_chart(page: Page, address: str) -> None:
    """The chart's cells lead to the same proof."""
    go(page, f"{address}/coverage?show=chart")
    cell = page.locator('[aria-roledescription="rect mark"][aria-label*="Commitment: 1a;"][aria-label*="Outlet: Decode39;"]')
    cell.scroll_into_view_if_needed()
    cell.click(position={"x": 6, "y": 6})  # beside the sign, which lies on the middle
    expect(page).to_have_url(re.compile(r"commitment=1a&source=decode39"))
    expect(page.get_by_text(strings.STATEMENT_SAYS, exact=True)).to_be_visible()
    expect(page.get_by_text("had a summit meeting in Tokyo on January 16, 2026").first).to_be_visible()


def test_copied_link_reopens_the_cell(page: Page, address: str) -> None:
    """The address of a cell and a filter is all that a colleague needs."""
    go(page, f"{address}/coverage?commitment=4c&source=decode39&theme=Defence+cooperation")
    expect(page.get_by_text("in force since September 2025", exact=False).first).to_be_visible()
    expect(page.get_by_text("Filtered:", exact=False)).to_be_visible()
    page.get_by_role("link", name=strings.OPEN_READER).click()
    expect(page).to_have_url(re.compile(r"/reader\?.*commitment=4c"))
    expect(page.locator("section.article .told[data-chosen]").first).to_be_visible()


def test_reader_leads_both_ways(page: Page, address: str) -> None:
    """An id in the article selects the commitment in the statement, and the back button takes it back."""
    go(page, f"{address}/reader?source=decode39&commitment=4c")
    expect(page.locator("section.statement .told[data-chosen]")).to_contain_text("Acquisition and Cross-Servicing Agreement")
    page.locator("section.article .chip", has_text="4b").first.click()
    expect(page).to_have_url(re.compile(r"commitment=4b"))
    expect(page.locator("section.statement .told[data-chosen]")).to_contain_text("joint training activities")
    settle(page)
    page.go_back()
    expect(page).to_have_url(re.compile(r"commitment=4c"))
    expect(page.locator("section.statement .told[data-chosen]")).to_contain_text("Acquisition and Cross-Servicing Agreement")


def test_each_page_is_one_step_of_the_back_button(page: Page, address: str) -> None:
    """The selection goes along to the next page, and one press of the back button returns."""
    go(page, f"{address}/coverage?commitment=4c&source=decode39")
    visit(page, "themes")
    expect(page).to_have_url(re.compile(r"/themes\?commitment=4c&source=decode39"))
    visit(page, "emphasis")
    expect(page).to_have_url(re.compile(r"/emphasis\?commitment=4c&source=decode39"))
    page.go_back()
    expect(page).to_have_url(re.compile(r"/themes\?commitment=4c&source=decode39"))


def test_finding_leads_to_its_quote(page: Page, address: str) -> None:
    """From a date told differently it is one click to both quotes."""
    go(page, address)
    page.get_by_role("link", name=strings.LOOK["discrepancy"]).click()
    expect(page.get_by_text(strings.TOLD_DIFFERENTLY)).to_be_visible()
    expect(page.locator(".lo-quote mark", has_text="January 15, 2026").first).to_be_visible()


def test_keyboard_shows_where_it_is(page: Page, address: str) -> None:
    """A link that is reached with the Tab key has an outline."""
    go(page, address)
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('header a') !== null"):
            break
    style = page.evaluate("(() => { const s = getComputedStyle(document.activeElement); return [s.outlineStyle, s.outlineWidth]; })()")
    assert style == ["solid", "2px"]


def test_headings_form_an_outline(page: Page, address: str) -> None:
    """One first-level heading a page, and no level is skipped below it, so that a screen reader can leap."""
    for name in PAGES:
        go(page, f"{address}/{'' if name == PAGES[0] else name}")
        levels = [
            int(tag[1]) for tag in page.locator("main").locator("h1, h2, h3, h4").evaluate_all("all => all.map((one) => one.tagName)")
        ]
        assert levels[0] == 1
        assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_filters_narrow_and_clear(page: Page, address: str) -> None:
    """A search leaves the matching commitments only; one press brings all back."""
    go(page, f"{address}/coverage")
    page.get_by_label(strings.FILTER_TEXT).fill("space")
    page.get_by_label(strings.FILTER_TEXT).press("Enter")
    expect(page.get_by_text("Filtered:", exact=False)).to_be_visible()
    expect(page).to_have_url(re.compile(r"find=space"))
    page.get_by_role("button", name=strings.CLEAR_FILTERS).click()
    expect(page.get_by_text("Filtered:", exact=False)).to_have_count(0)


@pytest.mark.parametrize(("kind", "start"), [("png", b"\x89PNG"), ("svg", b"<svg"), ("csv", b"\xef\xbb\xbfsource")])
def test_downloads_hold_what_they_say(page: Page, address: str, tmp_path: Path, kind: str, start: bytes) -> None:
    """The three files of a chart arrive, named after it, in their own format."""
    go(page, f"{address}/coverage")
    with page.expect_download() as waiting:
        page.get_by_role("button", name=kind.upper(), exact=True).click()
    target = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(target)
    assert target.name == f"leftout-coverage{'@2x' if kind == 'png' else ''}.{kind}"
    assert target.read_bytes().startswith(start)
    if kind == "svg":
        drawn = target.read_text(encoding="utf-8")
        assert "Source: Japan-Italy Joint Statement" in drawn
        assert "4 sources, 2,361 words" in drawn


def test_no_chart_leaves_without_its_source(page: Page, address: str) -> None:
    """Streamlit's own picture and specification of a chart are not offered; all other files are, behind one press."""
    go(page, address)
    page.get_by_test_id("stVegaLiteChart").first.hover()
    toolbar = page.get_by_test_id("stElementToolbarButton")
    expect(toolbar.get_by_role("button", name=re.compile("^Fullscreen")).first).to_be_visible()
    for name in ("Download as PNG", "Copy Vega-Lite spec", "Download as CSV"):
        expect(page.get_by_role("button", name=re.compile(f"^{name}"))).to_have_count(0)
    page.get_by_role("button", name=taking.MORE).first.click()
    menu = page.get_by_test_id("stPopoverBody")
    for label in (*taking.MORE_FIGURE_FILES.values(), "XLSX", "Parquet", "JSON"):
        expect(menu.get_by_role("button", name=label, exact=True)).to_be_visible()
