"""The browser's history: every choice is one step back, and each step shows what it showed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from analytics.dashboard import strings
from analytics.dashboard.strings import omissions as omission_words
from tests.browsing import go, settle

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.browser


def side_bar(page: Page) -> Locator:
    """Return the side bar with the filters."""
    return page.get_by_test_id("stSidebar")


def open_from_navigation(page: Page, section: str, name: str) -> None:
    """Open another page by the menu at the top."""
    page.get_by_role("button", name=section, exact=True).click()
    page.locator(f'a[href$="/{name}"]').first.click()
    expect(page).to_have_url(re.compile(rf"/{name}(\?|$)"))
    settle(page)


def find(page: Page, word: str) -> None:
    """Type a word into the filter of commitments."""
    box = side_bar(page).get_by_label(strings.FILTER_TEXT, exact=True)
    box.fill(word)
    box.press("Enter")
    expect(page).to_have_url(re.compile(rf"find={word}"))
    settle(page)


def expect_state(page: Page, name: str, word: str, verdicts: list[str]) -> None:
    """Check the page, the filters in the side bar, and what the page says of them."""
    expect(page).to_have_url(re.compile(rf"/{name}(\?|$)"))
    expect(side_bar(page).get_by_label(strings.FILTER_TEXT, exact=True)).to_have_value(word)
    for verdict in ("covered", "partial", "omitted"):
        button = side_bar(page).get_by_role("button", name=verdict, exact=True)
        expect(button).to_have_attribute("aria-pressed", str(verdict in verdicts).lower())
    if name == "coverage":
        expect(page.get_by_text("Filtered: ")).to_have_count(int(bool(word or verdicts)))


def test_back_and_forward_step_through_filters_and_pages(page: Page, address: str) -> None:
    """Seven clicks are seven steps: the back button shows the page as it was one click before, filters and controls with it."""
    go(page, f"{address}/coverage")
    side_bar(page).get_by_role("button", name="covered", exact=True).click()
    expect(page).to_have_url(re.compile("verdict=covered"))
    settle(page)
    side_bar(page).get_by_role("button", name="partial", exact=True).click()
    expect(page).to_have_url(re.compile("verdict=partial"))
    settle(page)
    open_from_navigation(page, "Explore", "omissions")
    find(page, "space")
    page.get_by_test_id("stMain").get_by_role("radio", name=omission_words.VIEWS[2], exact=True).click()
    expect(page).to_have_url(re.compile("left_out_by=all"))
    settle(page)
    open_from_navigation(page, "Explore", "coverage")
    expect_state(page, "coverage", "space", ["covered", "partial"])
    side_bar(page).get_by_role("button", name=strings.CLEAR_FILTERS).click()
    expect(page).not_to_have_url(re.compile("verdict="))
    settle(page)
    both = ["covered", "partial"]
    steps = [
        ("coverage", "space", both, ""),
        ("omissions", "space", both, "left_out_by=all"),
        ("omissions", "space", both, ""),
        ("omissions", "", both, ""),
        ("coverage", "", both, ""),
        ("coverage", "", ["covered"], ""),
        ("coverage", "", [], ""),
    ]
    for name, word, verdicts, control in steps:
        page.go_back()
        expect_state(page, name, word, verdicts)
        settle(page)
        if name == "omissions":
            chosen = omission_words.VIEWS[2] if control else omission_words.VIEWS[0]
            expect(page.get_by_test_id("stMain").get_by_role("radio", name=chosen, exact=True)).to_be_checked()
    for name, word, verdicts, _ in [*reversed(steps[:-1]), ("coverage", "", [], "")]:
        page.go_forward()
        expect_state(page, name, word, verdicts)
        settle(page)


def test_a_filter_of_a_link_does_not_follow_back(page: Page, address: str) -> None:
    """A finding leads to one outlet's cells; the back button shows the overview of all outlets, as it was."""
    go(page, address)
    page.get_by_role("link", name=strings.LOOK["breadth"]).click()
    expect(page).to_have_url(re.compile("outlet="))
    expect(page.get_by_text("Filtered: ")).to_be_visible()
    page.go_back()
    expect(page).not_to_have_url(re.compile("outlet="))
    settle(page)
    expect(page.get_by_text(strings.FINDINGS_UNFILTERED)).to_have_count(0)


def shown_verdicts(page: Page) -> list[str]:
    """Return the verdicts that the side bar shows as chosen."""
    buttons = {verdict: side_bar(page).get_by_role("button", name=verdict, exact=True) for verdict in ("covered", "partial", "omitted")}
    return [verdict for verdict, button in buttons.items() if button.get_attribute("aria-pressed") == "true"]


@pytest.mark.parametrize("wait_ms", [0, 30, 60, 100])
def test_back_while_a_page_is_drawn_keeps_address_and_filters_together(page: Page, address: str, wait_ms: int) -> None:
    """Back right after a click, and twice back: the side bar shows what the address says."""
    buttons = {verdict: side_bar(page).get_by_role("button", name=verdict, exact=True) for verdict in ("covered", "partial")}

    def come_to_rest() -> tuple[list[str], list[str]]:
        page.wait_for_timeout(300)
        settle(page)
        return sorted(parse_qs(urlsplit(page.url).query).get("verdict", [])), shown_verdicts(page)

    go(page, f"{address}/coverage")
    buttons["covered"].click()
    settle(page)
    buttons["partial"].click()
    page.wait_for_timeout(wait_ms)
    page.evaluate("history.back()")
    named, shown = come_to_rest()
    assert named == shown  # one click back, or two where the click was not heard of yet

    go(page, f"{address}/coverage")
    buttons["covered"].click()
    settle(page)
    buttons["partial"].click()
    settle(page)
    page.evaluate("history.back()")
    page.wait_for_timeout(wait_ms)
    page.evaluate("history.back()")
    assert come_to_rest() == ([], [])


def test_the_name_of_the_first_page_is_an_address(page: Page, address: str) -> None:
    """The overview has an address of its own, and no window says that it was not found; another name is still said to be unknown."""
    go(page, f"{address}/overview?find=space")
    expect(page.get_by_text(strings.FINDINGS_UNFILTERED)).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.goto(f"{address}/nowhere")
    expect(page.get_by_role("dialog")).to_be_visible()
