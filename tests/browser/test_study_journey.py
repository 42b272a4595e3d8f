"""From a communiqué and saved pages to the matrix, in a real browser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from analytics.dashboard.strings import study as words
from tests import brought_files
from tests.browsing import settle

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

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
    """The link to it, opened elsewhere, says that there is no such study, and leads to where one is made."""
    page.goto(f"{address}/?study=~unsaved")
    expect(page.get_by_text(words.UNSAVED_GONE, exact=False)).to_be_visible()
    page.get_by_role("link", name=words.TO_YOUR_STUDIES).click()
    expect(page.get_by_text(words.MISSING_STATEMENT, exact=False)).to_be_visible()
    expect(page.get_by_text(words.UNSAVED_GONE, exact=False)).to_have_count(0)


def compare(page: Page, address: str, title: str) -> None:
    """Paste a statement and an article, compare them, and wait for the overview."""
    page.goto(f"{address}/study")
    page.get_by_label(words.PASTE_STATEMENT).fill("\n".join(PARAGRAPHS))
    page.get_by_role("button", name=words.READ_PASTED).click()
    box = page.get_by_label(words.TITLE)
    expect(box).to_be_visible()
    box.fill(title)
    box.press("Enter")
    settle(page)
    page.get_by_role("radio", name=words.STEPS[2]).click()
    page.get_by_text(words.PASTE_ARTICLE, exact=True).click()
    page.get_by_label(words.PASTE_OUTLET, exact=True).fill("The Gazette")
    page.get_by_label(words.PASTE_TEXT, exact=True).fill(PAGES[0][3])
    page.get_by_role("button", name=words.PASTE_ADD).click()
    expect(page.get_by_text(re.compile(r"^1 article from 1 outlet"))).to_be_visible()
    settle(page)
    page.get_by_role("button", name=words.TO_COMPARE).click()
    page.get_by_role("button", name=words.COMPARE, exact=True).click()
    expect(page.get_by_role("heading", name=title, level=1)).to_be_visible()
    settle(page)


def test_an_unsaved_study_outlives_a_reload_in_its_own_tab_alone(page: Page, address: str) -> None:
    """Compared, then F5 on Coverage: the same page of the same study. A second tab and a second browser with the address do not see it."""
    compare(page, address, "Two lakes")
    page.get_by_role("button", name="Explore", exact=True).click()
    page.locator('a[href*="/coverage"]').first.click()
    expect(page).to_have_url(re.compile(r"/coverage\?.*study="))
    settle(page)
    expect(page.get_by_text(re.compile("4,000 trees", re.IGNORECASE)).first).to_be_attached()
    shown = page.get_by_test_id("stMain").inner_text()
    page.reload()
    expect(page.get_by_text(re.compile("4,000 trees", re.IGNORECASE)).first).to_be_attached()
    settle(page)
    assert page.get_by_test_id("stMain").inner_text() == shown
    assert page.context.browser is not None
    for elsewhere in (page.context, page.context.browser.new_context()):
        other = elsewhere.new_page()
        other.goto(page.url)
        expect(other.get_by_text(words.UNSAVED_GONE, exact=False)).to_be_visible()
        settle(other)
        expect(other.get_by_text(re.compile("4,000 trees", re.IGNORECASE))).to_have_count(0)
        other.close()
    page.goto(f"{address}/?study=~shipped")  # another study is open, and the unsaved one is still among those that can be
    settle(page)
    page.get_by_test_id("stSidebar").get_by_role("combobox").first.click()
    page.get_by_role("option", name=words.UNSAVED).click()
    expect(page.get_by_role("heading", name="Two lakes", level=1)).to_be_visible()


def test_a_saved_study_takes_the_place_of_the_unsaved_one(page: Page, address: str) -> None:
    """After “Save” the address opens everywhere, also that of what is compared once more."""
    compare(page, address, "Three lakes")
    page.goto(f"{address}/study?study=~unsaved&step={words.STEPS[3]}")
    page.get_by_role("button", name=words.SAVE, exact=True).click()
    expect(page).to_have_url(re.compile("study=three-lakes"))
    expect(page.get_by_text(words.saved("Three lakes"))).to_be_visible()
    settle(page)
    page.get_by_role("button", name=words.COMPARE, exact=True).click()
    title = page.get_by_role("heading", name="Three lakes", level=1)
    expect(title).to_be_visible()
    expect(page).to_have_url(re.compile("study=three-lakes"))
    settle(page)
    page.reload()
    expect(title).to_be_visible()
    expect(page.get_by_text(words.UNSAVED_GONE, exact=False)).to_have_count(0)


def test_start_again_leaves_nothing(page: Page, address: str) -> None:
    """The unsaved study is closed with the draft that it was made of, and does not come back."""
    compare(page, address, "Four lakes")
    page.goto(f"{address}/study?study=~unsaved&step={words.STEPS[3]}")
    page.get_by_role("button", name=words.START_AGAIN).click()
    page.get_by_role("button", name=words.START_AGAIN_SURE).click()
    expect(page.get_by_text(words.NO_STATEMENT, exact=True)).to_be_visible()
    settle(page)
    page.goto(f"{address}/?study=~unsaved")
    expect(page.get_by_text(words.UNSAVED_GONE, exact=False)).to_be_visible()
    settle(page)
    expect(page.get_by_role("heading", name="Four lakes", level=1)).to_have_count(0)


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


def press(page: Page, name: str, *, is_touch: bool) -> None:
    """Press a button where it stands, let go a moment later at the same place: a button that moves away in between is missed."""
    button = page.locator("button:visible", has_text=name)
    box = button.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    under = "([x, y]) => document.elementFromPoint(x, y).closest('button')?.innerText"
    assert page.evaluate(under, [x, y]) == name, "something lies over the button"
    if is_touch:
        finger = page.context.new_cdp_session(page)
        finger.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
        page.wait_for_timeout(150)
        finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    else:
        page.mouse.move(x, y)
        page.mouse.down()
        page.wait_for_timeout(150)
        page.mouse.up()


@pytest.mark.parametrize("is_touch", [False, True])
@pytest.mark.parametrize("name", [words.MERGE, words.TO_ARTICLES])
def test_the_first_press_below_a_list_is_not_missed(browser: Browser, address: str, name: str, *, is_touch: bool) -> None:
    """At 390 pixels, by mouse and by finger: three commitments ticked, and with the keyboard still in their list a button below pressed."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=is_touch, is_mobile=is_touch)
    page = context.new_page()
    page.goto(f"{address}/study")
    page.get_by_role("button", name=words.EXAMPLE).click()
    expect(page.get_by_text(re.compile(r"^62 commitments in"))).to_be_visible()
    settle(page)
    page.get_by_role("radio", name=words.STEPS[1]).click()
    settle(page)
    ticked = page.locator("[class*='_one_at_a_time'] [data-testid='stMultiSelect']")
    ticked.locator("input").click()
    for _ in range(3):
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")  # the first one ticks all
        page.keyboard.press("Enter")
        settle(page)
    expect(ticked.locator("button[aria-label^='Remove']")).to_have_count(3)
    button = page.locator("button:visible", has_text=name)
    button.scroll_into_view_if_needed()
    page.get_by_test_id("stMain").evaluate("(main) => main.scrollBy(0, 60)")
    page.keyboard.press("Escape")
    page.wait_for_timeout(300)
    press(page, name, is_touch=is_touch)
    if name == words.TO_ARTICLES:
        expect(page).to_have_url(re.compile("step=3"))
    else:
        expect(page.locator("button:visible", has_text=words.MERGE)).to_be_disabled()
        expect(ticked.locator("button[aria-label^='Remove']")).to_have_count(0)
    context.close()


def test_the_first_press_below_the_grid_is_not_missed(page: Page, address: str) -> None:
    """At 1280 pixels: two commitments ticked in the grid, and the button pressed."""
    page.goto(f"{address}/study")
    page.get_by_role("button", name=words.EXAMPLE).click()
    expect(page.get_by_text(re.compile(r"^62 commitments in"))).to_be_visible()
    settle(page)
    page.get_by_role("radio", name=words.STEPS[1]).click()
    settle(page)
    grid = page.get_by_test_id("stDataFrame").bounding_box()
    assert grid is not None
    for row in (0, 1):
        page.mouse.click(grid["x"] + 32, grid["y"] + 35 + 35 * row + 17)
        settle(page)
    page.locator("button:visible", has_text=words.MERGE).scroll_into_view_if_needed()
    press(page, words.MERGE, is_touch=False)
    expect(page.locator("button:visible", has_text=words.MERGE)).to_be_disabled()


def test_going_on_begins_at_the_top_of_the_next_step(page: Page, address: str) -> None:
    """Where the button stood far below, the next step is read from its heading, by eye and by keyboard; a loaded page stays as it is."""
    page.set_viewport_size({"width": 1280, "height": 500})
    page.goto(f"{address}/study")
    page.get_by_role("button", name=words.EXAMPLE, exact=True).click()
    expect(page.get_by_text(re.compile(r"^\d+ commitments in"))).to_be_visible()
    settled(page)
    main = page.get_by_test_id("stMain")
    for button in (words.TO_COMMITMENTS, words.TO_ARTICLES, words.TO_COMPARE):
        main.evaluate("main => main.scrollTo(0, main.scrollHeight)")
        assert main.evaluate("main => main.scrollTop") > 0
        page.get_by_role("button", name=button).click()
        expect(page.get_by_role("button", name=button)).to_have_count(0)
        settled(page)
        assert main.evaluate("main => main.scrollTop") == 0
        assert page.evaluate("document.activeElement.tagName") == "H1"
