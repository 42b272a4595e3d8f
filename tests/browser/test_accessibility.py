"""Accessibility by rules that a program can check: axe on every page, in both themes.

What axe cannot judge (whether a text alternative is good, whether an order makes sense) is no part of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from analytics.dashboard.main import PAGES
from tests.browsing import SETTLED_MS, go, settle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

LOCAL = ("http://localhost", "http://127.0.0.1", "ws://localhost", "data:", "blob:")

ADDRESSES = {
    "coverage": "coverage?commitment=4c&source=decode39",
    "reader": "reader?commitment=4c&source=decode39&words=Japan",
    "concordance": "concordance?phrase=Japan&outlet=Decode39",
}
"""Where a page shows more once something is chosen."""

NOT_OURS = {"svg-img-alt": ("_marks",)}
"""Places, by rule and by a part of their selector, in markup that is not ours. Vega gives the empty group of a layer without marks the role
of a symbol but no name; every mark that is drawn, and the chart as a whole, has one."""


def open_page(page: Page, address: str, name: str) -> None:
    """Open a page and wait until it is drawn."""
    go(page, f"{address}/{ADDRESSES.get(name, '' if name == PAGES[0] else name)}")
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0, timeout=SETTLED_MS)


def violations(page: Page) -> list[str]:
    """Name the serious and critical violations of a page: rule, place, what is wrong."""
    options: dict[str, Any] = {
        "resultTypes": ["violations"],
        "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    }
    found = Axe().run(page, options=options).response["violations"]
    return [
        f"{rule['id']} ({rule['impact']}): {node['target']} {node['failureSummary']}"
        for rule in found
        if rule["impact"] in {"serious", "critical"}
        for node in rule["nodes"]
        if not any(part in str(node["target"]) for part in NOT_OURS.get(rule["id"], ()))
    ]


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    """Open one window for all pages: the application is loaded once and then comes from the browser's own store."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(SETTLED_MS)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_page_has_no_serious_violation(tab: Page, address: str, name: str, theme: Literal["light", "dark"]) -> None:
    """Contrast, names, roles and structure hold on each page in both themes; the checker itself asks the internet for nothing."""
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.emulate_media(color_scheme=theme)
    open_page(tab, address, name)
    assert violations(tab) == []
    assert [url for url in asked if not url.startswith(LOCAL)] == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_review_under_way_has_no_serious_violation(tab: Page, address: str, theme: Literal["light", "dark"]) -> None:
    """The cell, its buttons and keys, and the article whose passages are pressed, one of them marked."""
    tab.emulate_media(color_scheme=theme)
    go(tab, f"{address}/review?commitment=4c&source=decode39")
    tab.get_by_role("textbox", name="Your name").fill("Ann")
    tab.get_by_role("textbox", name="Your name").press("Enter")
    expect(tab.locator(".article mark").first).to_be_visible()
    settle(tab)
    assert violations(tab) == []
