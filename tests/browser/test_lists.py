"""Lists in a real browser: nothing is cut, rows are walked through by keyboard, columns sort, links show the chosen row."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browsing import SETTLED_MS, go, settle

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

CUT = """
root => [...root.querySelectorAll("td .value, td .below, th")]
  .filter(each => {
    const isWider = each.scrollWidth > each.clientWidth + 1 && getComputedStyle(each).display !== "inline";
    return each.offsetParent && (each.getBoundingClientRect().right > innerWidth || isWider);
  })
  .map(each => each.textContent)
"""
"""Words of a list that stand beyond the screen, or are wider than their place."""


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("name", ["omissions", "compare?compare=Decode39&compare=alexa.ng", "methods", ""])
def test_no_word_of_a_list_is_out_of_sight(page: Page, address: str, name: str, width: int) -> None:
    """At the width of a telephone and of a small screen no list is scrolled sideways, and each number stands on the screen."""
    page.set_viewport_size({"width": width, "height": 900})
    go(page, f"{address}/{name}")
    frames = page.locator(".rows .frame")
    expect(frames.first).to_be_visible(timeout=SETTLED_MS)
    for frame in frames.all():
        if frame.is_visible():
            assert frame.evaluate("frame => frame.scrollWidth <= frame.clientWidth + 1")
            assert frame.evaluate(CUT) == []


def test_the_arrow_keys_walk_through_rows_and_open_the_last(page: Page, address: str) -> None:
    """Three rows down and one up: the proof of the third opens, the row is marked, and the focus stays in the list."""
    go(page, f"{address}/omissions")
    rows = page.get_by_role("grid").first.get_by_role("row")
    wanted = rows.nth(3).locator("td.key .value").inner_text()
    rows.nth(1).focus()
    for key in ("ArrowDown", "ArrowDown", "ArrowDown", "ArrowUp"):
        page.keyboard.press(key)
    expect(page).to_have_url(re.compile(rf"commitment={wanted}\b"), timeout=SETTLED_MS)
    settle(page)
    expect(rows.nth(3)).to_have_attribute("aria-selected", "true")
    expect(rows.nth(3)).to_be_focused()


def test_a_head_sorts_and_a_link_shows_its_row(page: Page, address: str) -> None:
    """A click on the chance of being told puts the highest first, a second the lowest; a row that stands far down is brought in sight."""
    go(page, f"{address}/omissions")
    grid = page.get_by_role("grid").first
    head = grid.get_by_role("columnheader").filter(has_text="chance").get_by_role("button")
    expect(head).to_be_visible(timeout=SETTLED_MS)
    column = [cell.inner_text() for cell in grid.get_by_role("columnheader").all()].index("chance, %")
    seen = []
    for order in ("descending", "ascending"):
        head.click()
        expect(grid.get_by_role("columnheader").nth(column)).to_have_attribute("aria-sort", order)
        seen.append([float(text) for text in grid.locator(f"tbody td:nth-child({column + 1}) .value").all_inner_texts()[:60]])
    assert seen[0] == sorted(seen[0], reverse=True)
    assert seen[1] == sorted(seen[1])
    assert seen[0][0] > seen[1][0]
    go(page, f"{address}/compare?compare=Decode39&compare=alexa.ng&commitment=14j")
    chosen = page.locator("tr[aria-selected=true]").first
    expect(chosen).to_contain_text("14j")
    in_sight = """(row) => {
        const inner = row.getBoundingClientRect(), outer = row.closest(".frame").getBoundingClientRect();
        return outer.top <= inner.top && inner.bottom <= outer.bottom + 1;
    }"""
    page.wait_for_function(in_sight, arg=chosen.element_handle(), timeout=SETTLED_MS)


def test_the_table_behind_a_chart_comes_when_it_is_asked_for(page: Page, address: str) -> None:
    """Closed, its rows are not sent; opened, they stand there, and the page under them stays."""
    go(page, address)
    expect(page.get_by_test_id("stDataFrame")).to_have_count(0)
    page.get_by_test_id("stMain").get_by_role("button", name="Table").first.click()
    expect(page.get_by_test_id("stDataFrame")).to_be_visible(timeout=SETTLED_MS)
    expect(page.get_by_role("heading", level=1)).to_be_attached()


def test_words_marked_with_the_pointer_choose_no_row(page: Page, address: str) -> None:
    """A stroke over a label leaves the page as it is; a click on the same words chooses the row."""
    go(page, f"{address}/omissions")
    label = page.get_by_role("grid").first.locator("tbody td.main .value").first
    expect(label).to_be_visible(timeout=SETTLED_MS)
    box = label.bounding_box()
    assert box
    x, y = box["x"] + 4, box["y"] + 6
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y, steps=4)
    page.mouse.up()
    settle(page)
    assert "commitment=" not in page.url
    page.mouse.click(x, y)
    expect(page).to_have_url(re.compile(r"commitment=\w+"), timeout=SETTLED_MS)
