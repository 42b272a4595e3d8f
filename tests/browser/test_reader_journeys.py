"""Reading in a real browser: by keyboard, by search, and from a word to its place; a long article on a wide window and on a phone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from analytics.dashboard import strings
from analytics.dashboard.strings import beyond as beyond_words
from analytics.dashboard.strings import reader as words
from tests.browsing import FADED_MS, SETTLED_MS, go
from tests.serving import serve

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

LONG_WORDS = 10_000
QUICK_MS = 300
"""An answer within this time is felt as immediate."""


def test_keys_lead_through_the_passages(page: Page, address: str) -> None:
    """The key n goes from passage to passage, says where, turns the statement to the counterpart, and the address follows."""
    go(page, f"{address}/reader?source=decode39")
    body = page.locator("section.article .body")
    body.focus()
    page.keyboard.press("n")
    expect(page.locator(".said")).to_have_text(re.compile(r"Passage 1 of \d+: "))
    page.keyboard.press("ArrowRight")
    page.keyboard.press("n")
    expect(page.locator(".said")).to_have_text(re.compile(r"Passage 3 of \d+: "))
    chosen = page.locator("section.article .told[data-current] .chip").first.get_attribute("data-mark")
    expect(page).to_have_url(re.compile(rf"commitment={chosen}&|commitment={chosen}$"))
    expect(page.locator("section.statement .told[data-chosen] .chip").first).to_be_in_viewport()
    page.keyboard.press("p")
    expect(page.locator(".said")).to_have_text(re.compile(r"Passage 2 of \d+: "))
    expect(body).to_be_focused()


def test_keys_work_as_soon_as_the_page_is_open(page: Page, address: str) -> None:
    """Without a click n walks, s parts the texts and / leads to the search; the hint says so, and the text reached has the focus."""
    go(page, f"{address}/reader?source=decode39")
    expect(page.locator(".hint")).to_have_text(re.compile("wherever you are not typing"))
    page.keyboard.press("n")
    expect(page.locator(".said")).to_have_text(re.compile(r"Passage 1 of \d+: "))
    expect(page.locator("section.article .body")).to_be_focused()
    expect(page.locator("section.article .told[data-current]")).to_be_in_viewport()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".said")).to_have_text(re.compile(r"Passage 2 of \d+: "))
    page.locator(".together").focus()
    page.keyboard.press("p")
    expect(page.locator(".said")).to_have_text(re.compile(r"Passage 1 of \d+: "))
    page.keyboard.press("s")
    expect(page.locator(".together")).to_have_attribute("aria-pressed", "false")
    page.keyboard.press("/")
    expect(page.get_by_label(words.PANEL["find"])).to_be_focused()


def test_keys_leave_alone_what_is_typed(page: Page, address: str) -> None:
    """In the search, in a filter and in a list of choices n, p, s and / are letters; with Ctrl they are the browser's."""
    go(page, f"{address}/reader?source=decode39")
    box = page.get_by_label(words.PANEL["find"])
    box.press_sequentially("nsp/")
    expect(box).to_have_value("nsp/")
    choice = page.get_by_role("combobox").first
    choice.press_sequentially("npsn")
    expect(choice).to_have_value("npsn")
    choice.press("Escape")
    assert page.locator(".said").inner_text() == ""
    assert page.locator(".together").get_attribute("aria-pressed") == "true"


def test_keys_of_the_reader_end_with_its_page(page: Page, address: str) -> None:
    """Another page hears nothing of them, and back in the reader one press is one step."""
    go(page, f"{address}/reader?source=decode39")
    page.keyboard.press("n")
    expect(page).to_have_url(re.compile("commitment="))
    page.get_by_role("link", name=strings.BACK_TO_COVERAGE).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(strings.PAGE_TITLES["coverage"])
    settled = page.url
    page.keyboard.press("n")
    page.wait_for_timeout(2 * FADED_MS)
    assert page.url == settled
    page.go_back()
    expect(page.locator("section.article .told").first).to_be_visible()
    page.keyboard.press("n")
    expect(page.locator(".said")).to_have_text(re.compile(r"Passage \d+ of \d+: "))
    (first,) = re.findall(r"Passage (\d+) of", page.locator(".said").inner_text())
    page.keyboard.press("n")
    expect(page.locator(".said")).to_have_text(re.compile(rf"Passage {int(first) + 1} of \d+: "))


def test_words_are_found_in_both_texts(page: Page, address: str) -> None:
    """A search counts the places of both texts whatever the case, goes on to the next one with Enter, and stands in the address."""
    go(page, f"{address}/reader?source=decode39")
    box = page.get_by_label(words.PANEL["find"])
    box.fill("ACTION plan")
    count = page.locator(".count")
    expect(count).to_have_text(re.compile(r"^1 of (\d+), Article$"))
    total = int(re.findall(r"of (\d+)", count.inner_text())[0])
    texts = " ".join(page.locator(".body").all_inner_texts())
    assert total == len(re.findall(r"action\s+plan", texts, re.IGNORECASE))
    box.press("Enter")
    expect(count).to_have_text(re.compile(rf"^2 of {total}, "))
    box.press("Shift+Enter")
    box.press("Shift+Enter")
    expect(count).to_have_text(f"{total} of {total}, Statement")
    assert page.evaluate("CSS.highlights.get('leftout-hits').size") == total
    box.fill("zzzz")
    expect(count).to_have_text(words.PANEL["none"])
    box.fill("ganbaru")
    box.blur()
    expect(page).to_have_url(re.compile("words=ganbaru"))


def test_from_a_word_to_its_place(page: Page, address: str) -> None:
    """A row of the concordance opens the article there, and the back button returns to the list."""
    go(page, f"{address}/concordance?phrase=ganbaru")
    page.get_by_role("button", name=re.compile("ganbaru")).first.click()
    expect(page).to_have_url(re.compile(r"/reader\?.*place=article-\d+-\d+"))
    expect(page.locator("section.article mark.place")).to_have_text("ganbaru")
    expect(page.locator("section.article mark.place")).to_be_in_viewport()
    page.go_back()
    expect(page).to_have_url(re.compile(r"/concordance\?.*phrase=ganbaru"))


def test_from_an_addition_to_its_place(page: Page, address: str) -> None:
    """What an article adds, and the statement's side of a slip, are one press away from their texts."""
    go(page, f"{address}/beyond?outlet=Decode39")
    page.get_by_role("button", name=re.compile("Symbolism also matters")).click()
    expect(page.locator("section.article mark.place")).to_have_text("Symbolism also matters.")
    go(page, f"{address}/beyond")
    page.get_by_role("link", name=beyond_words.IN_STATEMENT).first.click()
    expect(page.locator("section.statement mark.place").first).to_be_in_viewport()


def test_themes_lead_both_ways(page: Page, address: str) -> None:
    """With themes marked, a letter in the statement chooses its theme on both sides, and the address keeps it."""
    go(page, f"{address}/reader?source=decode39&mark=themes")
    chip = page.locator("section.statement .chip").nth(3)
    theme = chip.get_attribute("data-mark")
    chip.click()
    expect(page).to_have_url(re.compile("on="))
    expect(page.get_by_role("combobox", name=re.compile(words.PICK_THEME)).last).to_have_value(re.compile(re.escape(str(theme))))
    assert page.locator("section.statement .told[data-chosen]").count() > 0


@pytest.fixture(scope="module")
def long_study(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a study whose article has ten thousand words and two hundred marked places."""
    folder: Path = tmp_path_factory.mktemp("long")
    (folder / "study.toml").write_text(
        'title = "Lakes pact"\nlanguage = "en"\n[statement]\nfile = "statement.txt"\ncodebook = "codebook.csv"\n'
        '[[sources]]\nid = "long"\noutlet = "The Long Post"\nfile = "long.txt"\nlanguage = "en"\n',
        encoding="utf-8",
    )
    quotes = [f"agreed to plant {number},000 trees along the lake of district {number}" for number in range(1, 41)]
    (folder / "statement.txt").write_text("".join(f"{n}. The mayors {quote}.\n" for n, quote in enumerate(quotes, 1)), encoding="utf-8")
    rows = [f'{n}a,{n},Nature,commitment,Trees of district {n},"{quote}"\n' for n, quote in enumerate(quotes, 1)]
    (folder / "codebook.csv").write_text("id,paragraph,theme,act,label,quote\n" + "".join(rows), encoding="utf-8")
    filler = "A baker told visitors about bread and rain while the ferry waited at the old pier and nobody asked for the time. "
    lines = [f"The mayors {quote}. " + filler * 11 for quote in quotes]
    text = "\n\n".join(lines)
    assert len(text.split()) > LONG_WORDS * 0.97
    (folder / "long.txt").write_text(text + "\n", encoding="utf-8")
    with serve(folder, log=folder / "server.log") as running:
        yield running


@pytest.mark.parametrize("width", [1280, 390])
def test_long_article_stays_quick(page: Page, long_study: str, width: int) -> None:
    """In ten thousand words a jump and a search with hundreds of hits answer at once, and the page does not overflow sideways."""
    page.set_viewport_size({"width": width, "height": 800})
    go(page, f"{long_study}/reader?source=long")
    body = page.locator("section.article .body")
    expect(body).to_contain_text("district 40", timeout=SETTLED_MS)
    body.focus()
    timed = """(run) => { const from = performance.now(); eval(run); document.body.offsetHeight; return performance.now() - from; }"""
    root = "[...document.querySelectorAll('*')].map((one) => one.shadowRoot).find((one) => one?.querySelector('.reader'))"
    jump = f"{root}.querySelector('.next').click()"
    assert max(page.evaluate(timed, jump) for _ in range(5)) < QUICK_MS
    find = f"const box = {root}.querySelector('input'); box.value = 'the'; box.oninput()"
    assert page.evaluate(timed, find) < QUICK_MS
    hits = int(re.findall(r"of (\d+)", page.locator(".count").inner_text())[0])
    assert hits > 900
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    expect(page.locator(".said")).to_have_text(re.compile(r"Passage 5 of \d+"))
