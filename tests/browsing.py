"""How a browser test opens a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Page

SETTLED_MS = 60_000
"""How long a page may take on a busy machine."""

FADED_MS = 600
"""How long Streamlit fades parts that it drew anew; until then they are pale."""


def go(page: Page, url: str) -> None:
    """Open an address and wait until the page is drawn to its end: Streamlit makes parts anew while its script still runs."""
    page.goto(url)
    expect(page.get_by_role("heading", level=1)).to_be_visible(timeout=SETTLED_MS)
    settle(page)


def settle(page: Page) -> None:
    """Wait until the script of the page has run to its end."""
    expect(page.locator('[data-test-script-state="notRunning"]')).to_have_count(1, timeout=SETTLED_MS)
    expect(page.get_by_test_id("stStatusWidget")).to_have_count(0, timeout=SETTLED_MS)
    expect(page.locator('[data-stale="true"]')).to_have_count(0, timeout=SETTLED_MS)
    page.wait_for_timeout(FADED_MS)
