"""What a visitor does, for `tests.benchmarks.interactions`."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.browsing import settle

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page


_IS_FILTERED = "These sentences speak of the whole study"
"""What the overview says as long as it is filtered. (Charts with many outlets speak of filters too.)"""


def _nothing(*_: object) -> None:
    return


@dataclass(frozen=True, slots=True)
class Interaction:
    """One thing that a visitor does on a page.

    Parameters
    ----------
    name : str
        What it is, in the table.
    page : str
        Address of the page, with what follows the slash.
    act : callable
        Does it; called with the browser's page and how often it was done before. The first click or key starts the watch.
    answer : callable
        Called with the same before the act; returns JavaScript that is true once the answer is on the screen.
    begin : callable
        What is done once before, such as giving a name.
    prepare : callable
        What is done before each time, outside the watch.
    """

    name: str
    page: str
    act: Callable[[Page, int], None]
    answer: Callable[[Page, int], str]
    begin: Callable[[Page], None] = _nothing
    prepare: Callable[[Page, int], None] = _nothing


# Parts of our own stand in shadow roots.
_SAID = (
    "[document, ...[...document.querySelectorAll('*')].map((each) => each.shadowRoot).filter(Boolean)]"
    ".map((root) => root.querySelector(%s)?.textContent ?? '').join('|')"
)


def _changes(selector: str) -> Callable[[Page, int], str]:
    """Return what says that the text of an element has become another one."""

    def answer(page: Page, _: int) -> str:
        now = _SAID % json.dumps(selector)
        return f"{now} !== {json.dumps(page.evaluate(now))}"

    return answer


def _says(word: str) -> str:
    said = "[...document.querySelectorAll('.stMain .lo-small, .stMain h2, .stMain strong')]"
    return f"{said}.some((each) => each.textContent.includes({word!r}))"


def _filter_by_verdict(page: Page, _: int) -> None:
    page.get_by_test_id("stSidebar").get_by_role("button", name="covered", exact=True).click()


def _in_turn(first: str, second: str) -> Callable[[Page, int], str]:
    return lambda _, number: second if number % 2 else first


def _click_cell(page: Page, number: int) -> None:
    page.locator(".matrix td.verdict").nth(3 + number).click()


def _find(page: Page, number: int) -> None:
    box = page.get_by_test_id("stSidebar").get_by_role("textbox").first
    box.fill("" if number % 2 else "in")
    box.press("Enter")


def _press_view(page: Page, number: int) -> None:
    page.get_by_test_id("stMain").get_by_role("radio", name="surprising" if number % 2 else "only one").click()


def _give_name(page: Page) -> None:
    page.get_by_role("textbox", name="Your name").fill("Ann")
    page.get_by_role("textbox", name="Your name").press("Enter")
    page.get_by_role("button", name="Omitted").wait_for()


def _press(key: str) -> Callable[[Page, int], None]:
    return lambda page, _: page.keyboard.press(key)


def _search(page: Page, number: int) -> None:
    box = page.get_by_test_id("stMain").get_by_role("textbox").first
    box.fill(("the", "of", "and")[number % 3])
    box.press("Enter")


def _choose_passage(page: Page, number: int) -> None:
    page.locator(".reader .article .chip").nth(number).click()


def _open_menu(page: Page, section: str) -> None:
    page.get_by_role("button", name=section, exact=True).click()
    page.get_by_role("menuitem").first.wait_for()


def _turn_to(name: str, section: str) -> Interaction:
    """Turn from the page Methods to another one."""
    menu = f'a[href$="/{name}"]' if section else 'a[data-testid="stTopNavLink"]'

    def prepare(page: Page, _: int) -> None:
        if not page.url.endswith("/methods"):
            page.get_by_role("button", name="Study", exact=True).click()
            page.locator('a[href$="/methods"]').first.click()
            page.get_by_role("heading", name="Methods", level=1).wait_for()
            settle(page)
        if section:
            page.get_by_role("button", name=section, exact=True).click()
            page.locator(menu).first.wait_for()

    answer = "document.querySelector('.stMain h1') && document.querySelector('.stMain h1').textContent !== 'Methods'"
    return Interaction(
        f"turn to the page {name}", "methods", lambda page, _: page.locator(menu).first.click(), lambda *_: answer, prepare=prepare
    )


INTERACTIONS = (
    Interaction("Coverage: filter by verdict", "coverage", _filter_by_verdict, _in_turn(_says("Filtered"), f"!{_says('Filtered')}")),
    Interaction("Coverage: choose a cell", "coverage", _click_cell, _changes(".st-key-cell_detail")),
    Interaction("Overview: find in commitments", "", _find, _in_turn(_says(_IS_FILTERED), f"!{_says(_IS_FILTERED)}")),
    Interaction("Omissions: another list", "omissions", _press_view, _changes(".stMain h2")),
    Interaction("Omissions: find in commitments", "omissions", _find, _changes(".stMain h2")),
    Interaction("Compare: find in commitments", "compare", _find, _changes(".stMain .lo-small:not(h1 + p)")),
    Interaction("Review: save a verdict", "review", _press("3"), _changes(".stMain p[role=status]"), begin=_give_name),
    Interaction("Review: leave a cell for later", "review", _press("l"), _changes(".stMain .stColumn"), begin=_give_name),
    Interaction("Concordance: another phrase", "concordance", _search, _changes(".list")),
    Interaction("Reader: choose a passage", "reader", _choose_passage, _changes(".stMain h2")),
    *(_turn_to(name, "Explore") for name in ("coverage", "omissions", "compare", "beyond")),
    *(_turn_to(name, "Words") for name in ("themes", "emphasis", "keywords", "concordance")),
    *(_turn_to(name, "Read and check") for name in ("reader", "review", "agreement")),
    _turn_to("overview", ""),
)
"""Each page has at least one."""
