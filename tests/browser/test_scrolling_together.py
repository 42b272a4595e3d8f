"""The two texts of the reader scroll together: by wheel and by keyboard, on a wide window and on a phone, with little motion and apart."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from analytics.dashboard.strings import reader as words
from tests.browsing import go, settle
from tests.serving import serve

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Locator, Page

pytestmark = pytest.mark.browser

N_TOLD = 40
RESTED_MS = 1_200
LINES_PX = 60
"""Two lines of text: so exactly do the panes meet at a linked place."""

_HEIGHT = "(box) => box.getBoundingClientRect().top - box.closest('.body').getBoundingClientRect().top"


@pytest.fixture(scope="module")
def long_study(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve an article of ten thousand words that tells forty commitments in the statement's order, after one that it tells too early."""
    folder: Path = tmp_path_factory.mktemp("together")
    (folder / "study.toml").write_text(
        'title = "Lakes pact"\nlanguage = "en"\n[statement]\nfile = "statement.txt"\ncodebook = "codebook.csv"\n'
        '[[sources]]\nid = "long"\noutlet = "The Long Post"\nfile = "long.txt"\nlanguage = "en"\n',
        encoding="utf-8",
    )
    quotes = [f"agreed to plant {number},000 trees along the lake of district {number}" for number in range(1, N_TOLD + 1)]
    early = "decided to open a tram museum in the old customs house"
    clauses = [*quotes, early]
    spoken = " ".join(["They thanked the hosts for the warm welcome."] * 5)
    (folder / "statement.txt").write_text("".join(f"{n}. The mayors {c}. {spoken}\n" for n, c in enumerate(clauses, 1)), encoding="utf-8")
    rows = [f'{n}a,{n},Nature,commitment,Point {n},"{clause}"\n' for n, clause in enumerate(clauses, 1)]
    (folder / "codebook.csv").write_text("id,paragraph,theme,act,label,quote\n" + "".join(rows), encoding="utf-8")
    filler = "A baker told visitors about bread and rain while the ferry waited at the old pier and nobody asked for the time. "
    told = [f"The mayors {clause}. " + filler * 11 for clause in (early, *quotes)]
    (folder / "long.txt").write_text("\n\n".join(told) + "\n", encoding="utf-8")
    with serve(folder, log=folder / "server.log") as running:
        yield running


def panes(page: Page) -> tuple[Locator, Locator]:
    """Return the article's and the statement's pane."""
    return page.locator("section.article .body"), page.locator("section.statement .body")


def bring(page: Page, body: Locator, mark: str) -> None:
    """Turn a pane by hand until the place of a mark stands about where one reads."""
    body.scroll_into_view_if_needed()
    box = body.bounding_box()
    assert box
    page.mouse.move(box["x"] + 40, box["y"] + 40)
    page.mouse.wheel(0, 1)  # the hand is on this pane
    place = body.locator(f'.told:has(.chip[data-mark="{mark}"])').first
    place.evaluate("(box) => { const body = box.closest('.body'); body.scrollTop = box.offsetTop - 0.35 * body.clientHeight; }")


def height(body: Locator, mark: str) -> float:
    """Return how far below the top of its pane the place of a mark stands, in pixels."""
    found: float = body.locator(f'.told:has(.chip[data-mark="{mark}"])').first.evaluate(_HEIGHT)
    return found


@pytest.mark.parametrize("width", [1280, 390])
def test_linked_places_meet(page: Page, long_study: str, width: int) -> None:
    """The place that is read in the article, and its counterpart in the statement, stand at one height; and the other way round."""
    page.set_viewport_size({"width": width, "height": 844})
    go(page, f"{long_study}/reader?source=long")
    article, statement = panes(page)
    for mark in ("8a", "30a", "19a"):
        bring(page, article, mark)
        page.wait_for_timeout(RESTED_MS)
        assert abs(height(statement, mark) - 0.35 * statement.evaluate("(one) => one.clientHeight")) < LINES_PX
    bring(page, statement, "25a")
    page.wait_for_timeout(RESTED_MS)
    assert abs(height(article, "25a") - 0.35 * article.evaluate("(one) => one.clientHeight")) < LINES_PX
    if width < 640:  # one below the other, both on the screen
        top, bottom = article.bounding_box(), statement.bounding_box()
        assert top
        assert bottom
        assert bottom["y"] + bottom["height"] - top["y"] < 844


def test_a_place_told_out_of_order_throws_nothing_back(page: Page, long_study: str) -> None:
    """The article begins with what the statement says last: scrolled down step by step, the statement only ever moves down, by little."""
    go(page, f"{long_study}/reader?source=long")
    article, statement = panes(page)
    bring(page, article, "41a")
    article.evaluate("(one) => { one.scrollTop = 0; }")
    page.wait_for_timeout(RESTED_MS)
    seen = [0.0]
    for _ in range(12):
        page.mouse.wheel(0, 200)
        page.wait_for_timeout(400)
        seen.append(statement.evaluate("(one) => one.scrollTop"))
    steps = [after - before for before, after in itertools.pairwise(seen)]
    assert min(steps) >= 0
    assert 0 < max(steps) < 200


def test_keyboard_scrolls_both_and_parts_them(page: Page, long_study: str, browser: Browser) -> None:
    """Page Down in one text moves the other; s parts them, which stands in the address and in a copied link; s joins them again."""
    go(page, f"{long_study}/reader?source=long")
    article, statement = panes(page)
    article.focus()
    for _ in range(6):
        page.keyboard.press("PageDown")
        page.wait_for_timeout(300)
    page.wait_for_timeout(RESTED_MS)
    moved = statement.evaluate("(one) => one.scrollTop")
    assert moved > 0
    switch = page.get_by_role("button", name=words.PANEL["together"])
    expect(switch).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("s")
    expect(switch).to_have_attribute("aria-pressed", "false")
    expect(page).to_have_url(re.compile("together=no"))
    settle(page)
    page.keyboard.press("PageDown")
    page.wait_for_timeout(RESTED_MS)
    assert statement.evaluate("(one) => one.scrollTop") == moved
    other = browser.new_page()
    go(other, page.url)
    expect(other.get_by_role("button", name=words.PANEL["together"])).to_have_attribute("aria-pressed", "false")
    other.close()
    page.keyboard.press("s")
    expect(switch).to_have_attribute("aria-pressed", "true")
    expect(page).not_to_have_url(re.compile("together=no"))
    settle(page)
    page.keyboard.press("PageDown")
    page.wait_for_timeout(RESTED_MS)
    assert statement.evaluate("(one) => one.scrollTop") > moved


def test_a_choice_turns_to_its_place_and_is_left_there(page: Page, long_study: str) -> None:
    """A mark told out of order still leads to its counterpart, and the pane stays there until the visitor scrolls again."""
    go(page, f"{long_study}/reader?source=long")
    article, statement = panes(page)
    bring(page, article, "41a")
    page.wait_for_timeout(RESTED_MS)
    article.locator('.chip[data-mark="41a"]').first.click()
    page.wait_for_timeout(RESTED_MS)
    assert 0 <= height(statement, "41a") < statement.evaluate("(one) => one.clientHeight")


def test_little_motion_turns_once(browser: Browser, long_study: str) -> None:
    """Who asks for little motion sees the other text stand still during the scrolling, and turned when it has come to rest."""
    context = browser.new_context(reduced_motion="reduce", viewport={"width": 1280, "height": 844})
    page = context.new_page()
    go(page, f"{long_study}/reader?source=long")
    article, statement = panes(page)
    statement.evaluate("(one) => { window.turns = 0; one.addEventListener('scroll', () => { window.turns += 1; }); }")
    bring(page, article, "20a")
    page.wait_for_timeout(RESTED_MS)
    assert abs(height(statement, "20a") - 0.35 * statement.evaluate("(one) => one.clientHeight")) < LINES_PX
    assert page.evaluate("window.turns") <= 2
    context.close()
