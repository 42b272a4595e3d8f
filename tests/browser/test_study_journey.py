"""From a communiqué and saved pages to the matrix, in a real browser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from analytics.dashboard.strings import study as words
from tests import brought_files

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

PARAGRAPHS = (
    "1. The mayors agreed to plant 4,000 trees by 2030 and to clean the lake before the summer.",
    "2. They decided to open a ferry line between the two towns in May.",
    "3. They welcomed the return of the storks.",
)
PAGES = (
    (
        "en",
        "The Gazette",
        "Trees for two towns",
        "The mayors agreed on Monday to plant 4,000 trees by 2030.",
        "A baker sold rolls all morning.",
    ),
    (
        "fr",
        "Le Courrier",
        "Un bac en mai",
        "Les maires ont décidé d'ouvrir une ligne de bac entre les deux villes en mai.",
        "Il faisait beau.",
    ),
    (
        "it",
        "La Voce",
        "Quattromila alberi",
        "I sindaci pianteranno quattromila alberi entro il 2030 e puliranno il lago.",
        "Il sole splendeva.",
    ),
)


def settled(page: Page) -> None:
    """Wait until the server has answered."""
    page.wait_for_timeout(400)
    expect(page.get_by_test_id("stStatusWidget")).to_have_count(0, timeout=60_000)


def test_a_communique_and_saved_pages_become_a_matrix(page: Page, address: str, tmp_path: Path, requests_out: list[str]) -> None:
    """Statement as PDF, pages in three languages, a broken file among them: named, and the rest compared."""
    statement = tmp_path / "communique.pdf"
    statement.write_bytes(brought_files.printed(PARAGRAPHS, head="Press office", numbers=True))
    files = []
    for language, outlet, title, text, more in PAGES:
        file = tmp_path / f"{outlet}.html"
        file.write_bytes(brought_files.page(f"<p>{text}</p><p>{more}</p>", title=title, outlet=outlet, language=language))
        files.append(str(file))
    broken = tmp_path / "broken.docx"
    broken.write_bytes(b"PK\x03\x04 and no more")
    page.goto(f"{address}/study")
    page.locator("input[type=file]").first.set_input_files(str(statement))
    expect(page.get_by_text(re.compile(r"^4 commitments in"))).to_be_visible()
    page.get_by_role("button", name=words.TO_COMMITMENTS).click()
    page.get_by_role("button", name=words.TO_ARTICLES).click()
    expect(page.get_by_text(words.NO_ARTICLES, exact=True)).to_be_visible()
    page.locator("input[type=file]").first.set_input_files([*files, str(broken)])
    expect(page.get_by_text(re.compile(r"^3 articles from 3 outlets"))).to_be_visible()
    expect(page.get_by_text("broken.docx", exact=False).first).to_be_visible()
    settled(page)
    page.get_by_role("button", name=words.TO_COMPARE).click()
    page.get_by_role("button", name=words.COMPARE, exact=True).click()
    expect(page.get_by_text("Compared: 4 commitments of this statement, and 3 articles", exact=False)).to_be_visible()
    assert requests_out == []


def test_what_is_mended_fits_a_phone(page: Page, address: str, tmp_path: Path) -> None:
    """At 390 pixels the fields of one commitment stand in place of the grid, inside the page; at 1280 the grid stands in place of them."""
    statement = tmp_path / "pact.txt"
    statement.write_text("\n".join(PARAGRAPHS), encoding="utf-8")
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{address}/study")
    page.locator("input[type=file]").first.set_input_files(str(statement))
    expect(page.get_by_text(re.compile(r"^4 commitments in"))).to_be_visible()
    page.get_by_role("button", name=words.TO_COMMITMENTS).click()
    label = page.get_by_role("textbox", name=words.CODEBOOK_COLUMNS["label"], exact=True)
    expect(label).to_be_visible()
    expect(page.get_by_test_id("stDataFrame")).to_be_hidden()
    box = label.bounding_box()
    assert box is not None
    assert 0 <= box["x"] < box["x"] + box["width"] <= 390
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    row = page.get_by_role("combobox", name=words.ROW)
    settled(page)
    row.click()
    row.press("ArrowDown")
    page.get_by_role("option").nth(2).click()
    expect(row).to_have_value(re.compile("ferry"))
    settled(page)
    label.fill("A boat in May")
    label.press("Tab")
    expect(row).to_have_value(re.compile("A boat in May"))
    expect(label).to_have_value("A boat in May")
    page.set_viewport_size({"width": 1280, "height": 900})
    expect(page.get_by_test_id("stDataFrame")).to_be_visible()
    expect(label).to_be_hidden()


def test_an_unsaved_study_belongs_to_one_browser(page: Page, address: str) -> None:
    """The link to it, opened elsewhere, says that there is no such study."""
    page.goto(f"{address}/?study=~unsaved")
    expect(page.get_by_text("An unsaved study belongs to the visit that made it", exact=False)).to_be_visible()


def test_a_draft_outlives_a_reload_in_its_own_tab_alone(page: Page, address: str) -> None:
    """A mended statement is there again after F5, and not in another tab, nor in another browser that is given the address."""
    page.goto(f"{address}/study")
    page.get_by_label(words.PASTE_STATEMENT).fill("\n".join(PARAGRAPHS))
    page.get_by_role("button", name=words.READ_PASTED).click()
    title = page.get_by_label(words.TITLE)
    expect(title).to_be_visible()
    title.fill("Two lakes")
    title.press("Enter")
    settled(page)
    page.reload()
    expect(page.get_by_text("Taken up again as you left it", exact=False)).to_be_visible()
    expect(page.get_by_text(re.compile(r"^4 commitments in"))).to_be_visible()
    expect(page.get_by_label(words.TITLE)).to_have_value("Two lakes")

    assert page.context.browser is not None
    for elsewhere in (page.context, page.context.browser.new_context()):
        other = elsewhere.new_page()
        other.goto(page.url)
        expect(other.get_by_text(words.NO_STATEMENT, exact=True)).to_be_visible()
        settled(other)
        expect(other.get_by_text("Two lakes", exact=False)).to_have_count(0)
        other.close()

    page.reload()
    expect(page.get_by_label(words.TITLE)).to_have_value("Two lakes")


def test_what_was_dropped_does_not_come_back(page: Page, address: str) -> None:
    """After “Start again” a reload finds nothing."""
    page.goto(f"{address}/study")
    page.get_by_role("button", name=words.EXAMPLE).click()
    expect(page.get_by_text(re.compile(r"^62 commitments in"))).to_be_visible()
    settled(page)
    page.reload()
    expect(page.get_by_text(re.compile(r"^62 commitments in"))).to_be_visible()
    page.get_by_role("radio", name=words.STEPS[3]).click()
    page.get_by_role("button", name=words.START_AGAIN).click()
    page.get_by_role("button", name=words.START_AGAIN_SURE).click()
    settled(page)
    page.goto(f"{address}/study")
    expect(page.get_by_text(words.NO_STATEMENT, exact=True)).to_be_visible()
    settled(page)
    expect(page.get_by_text(words.NO_STATEMENT, exact=True)).to_be_visible()
    expect(page.get_by_text("Taken up again", exact=False)).to_have_count(0)


def test_a_copied_tab_goes_on_by_itself(page: Page, address: str) -> None:
    """The copy has the key as well; what is mended in one then does not overwrite the other."""

    def retitle(tab: Page, title: str) -> None:
        box = tab.get_by_label(words.TITLE)
        box.fill(title)
        box.press("Enter")
        settled(tab)

    page.goto(f"{address}/study")
    page.get_by_role("button", name=words.EXAMPLE).click()
    expect(page.get_by_label(words.TITLE)).to_be_visible()
    settled(page)
    with page.expect_popup() as opened:
        page.evaluate("window.open(location.href)")
    copy = opened.value
    expect(copy.get_by_text("Taken up again as you left it", exact=False)).to_be_visible()
    retitle(copy, "In the copy")
    retitle(page, "In the first")
    for tab, title in ((page, "In the first"), (copy, "In the copy")):
        tab.reload()
        expect(tab.get_by_label(words.TITLE)).to_have_value(title)
