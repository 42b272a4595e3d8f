"""What an analyst does with omissions and comparisons, in a real browser."""

from __future__ import annotations

import contextlib
import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Error, expect

from analytics.dashboard import strings
from analytics.dashboard.strings import compare as compare_words
from analytics.dashboard.strings import omissions as omission_words
from tests.browsing import SETTLED_MS, go, settle

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

SETTLING_MS = 1_500


def choose_first_row(page: Page) -> None:
    """Click the first row of the first list, and wait for the choice in the address."""
    settle(page)
    page.get_by_role("grid").first.get_by_role("row").nth(1).click()
    expect(page).to_have_url(re.compile(r"commitment=\w+"))


def choose_part(page: Page, name: str) -> None:
    """Type a part into its list and take it with Enter; again where the list was drawn anew while it was typed."""
    part = page.get_by_label(compare_words.TOLD_BY, exact=True)
    for _ in range(3):
        settle(page)
        part.click()
        part.fill(name)
        page.wait_for_timeout(SETTLING_MS)
        part.press("Enter")
        with contextlib.suppress(Error):
            page.wait_for_url(re.compile(r"told_by=only"), timeout=SETTLED_MS / 6, wait_until="commit")
            return
    expect(page).to_have_url(re.compile(r"told_by=only"))


def test_find_a_surprising_omission_and_open_its_context(page: Page, address: str) -> None:
    """From the navigation to the most surprising omission, its proof, what the others say, and the article: three clicks."""
    go(page, f"{address}/omissions")
    expect(page.get_by_role("heading", name=re.compile(r"more likely told than left out"))).to_be_visible()
    choose_first_row(page)
    expect(page).to_have_url(re.compile(r"source=\w+"))
    expect(page.get_by_text(strings.STATEMENT_SAYS, exact=True)).to_be_visible(timeout=SETTLED_MS)
    expect(page.get_by_role("heading", name=omission_words.OTHERS_SAY)).to_be_visible()
    expect(page.locator(".lo-quote mark").nth(1)).to_be_visible()
    page.get_by_role("link", name=strings.OPEN_READER).first.click()
    expect(page).to_have_url(re.compile(r"/reader\?.*commitment="))


def test_a_comparison_is_a_link(page: Page, address: str, browser: Browser) -> None:
    """Two outlets, a part, a commitment: copied into another browser, the link shows the same page."""
    go(page, f"{address}/compare?compare=Decode39&compare=newsoftheworld.us")
    choose_part(page, "only Decode39")
    choose_first_row(page)
    expect(page.get_by_text(compare_words.NOT_TOLD)).to_be_visible(timeout=SETTLED_MS)
    label = page.locator(".st-key-cell_detail h2").inner_text()
    other = browser.new_context().new_page()
    go(other, page.url)
    expect(other.locator(".st-key-cell_detail h2")).to_have_text(label)
    expect(other.get_by_text(compare_words.NOT_TOLD)).to_be_visible()
    for outlet in ("Decode39", "newsoftheworld.us"):
        expect(other.get_by_test_id("stMultiSelect").filter(has_text=compare_words.PICK)).to_contain_text(outlet)
    expect(other.get_by_label(compare_words.TOLD_BY, exact=True)).to_have_value("only Decode39")
    other.context.close()
