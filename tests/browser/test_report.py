"""The report as a reader opens it: from disk, without a network."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe

from analytics.exports.report import render_report
from tests.report_tables import analysis

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

SERIOUS = {"serious", "critical"}


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the report of the small study to disk."""
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_bytes(render_report(analysis(label="<img src=x onerror=alert(1)>"), "html"))
    return path


def opened(browser: Browser, file: Path, *, width: int = 1280, dark: bool = False, bypass_csp: bool = False) -> tuple[Page, list[str]]:
    """Open the file with the network off; the list holds every request and every complaint of the browser."""
    context = browser.new_context(
        viewport={"width": width, "height": 900}, offline=True, color_scheme="dark" if dark else "light", bypass_csp=bypass_csp
    )
    page, told = context.new_page(), []
    page.on("request", lambda request: told.append(request.url))
    page.on("console", lambda message: told.append(message.text))
    page.goto(file.as_uri())
    return page, told


@pytest.mark.parametrize("width", [1280, 390])
def test_it_is_whole_without_a_network(browser: Browser, file: Path, width: int) -> None:
    """Its own file is all it asks for; the charts are drawn; nothing hangs over the side of a phone."""
    page, told = opened(browser, file, width=width)
    assert told == [file.as_uri()]
    charts = page.locator("figure svg").all()
    assert len(charts) == 3
    for chart in charts:
        box = chart.bounding_box()
        assert box is not None
        assert box["width"] > 300
        assert box["height"] > 100
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.context.close()


def test_a_verdict_leads_to_its_sentence(browser: Browser, file: Path) -> None:
    """From the contents to the matrix, from a cell to the quote it rests on."""
    page, _ = opened(browser, file)
    page.get_by_role("link", name="Coverage matrix: who tells what").click()
    page.locator("#matrix").wait_for()
    page.locator(".matrix td a.covered").first.click()
    assert page.url.endswith("#c1s1")
    proof = page.locator("#c1s1")
    assert proof.locator("mark").first.inner_text() == "The mayors will plant 4,000 trees."
    top = proof.bounding_box()
    assert top is not None
    assert 0 <= top["y"] < 900
    page.context.close()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_it_can_be_read_by_all(browser: Browser, file: Path, dark: bool) -> None:
    """Axe finds nothing serious, contrast included, in the light and in the dark form."""
    page, _ = opened(browser, file, dark=dark, bypass_csp=True)
    found = Axe().run(page).response["violations"]
    serious = [(rule["id"], [node["target"] for node in rule["nodes"]][:3]) for rule in found if rule["impact"] in SERIOUS]
    assert serious == []
    page.context.close()


def test_the_charts_are_dark_on_a_dark_page(browser: Browser, file: Path) -> None:
    """The background of a drawing is that of the page in both forms."""
    for dark in (False, True):
        page, _ = opened(browser, file, dark=dark)
        colors = page.evaluate(
            "[getComputedStyle(document.querySelector('figure svg rect')).fill, getComputedStyle(document.body).backgroundColor]"
        )
        assert colors[0] == colors[1]
        assert (colors[0] == "rgb(255, 255, 255)") is not dark
        page.context.close()
