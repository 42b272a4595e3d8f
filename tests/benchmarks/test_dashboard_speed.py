"""How long a visitor waits: the first view, and a change of filter."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from analytics.dashboard import strings
from tests.serving import serve

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_benchmark.fixture import BenchmarkFixture


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Page, str]]:
    """Open a browser beside a server that has just answered its health check."""
    os.environ["LEFTOUT_CACHE"] = str(tmp_path_factory.mktemp("cache"))
    with sync_playwright() as playwright, serve() as address:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=flags)
        yield browser.new_page(viewport={"width": 1280, "height": 900}), address
        browser.close()


def test_first_view(benchmark: BenchmarkFixture, page: tuple[Page, str]) -> None:
    """From the server's first answer to the first finding on the screen, nothing cached. Aim: at most 6 s."""
    window, address = page

    def view() -> None:
        window.goto(address)
        window.get_by_text("tells most").wait_for(timeout=60_000)

    benchmark.pedantic(view, rounds=1)


def test_filter_change(benchmark: BenchmarkFixture, page: tuple[Page, str]) -> None:
    """From the click on a verdict to the matrix without the others. Aim: at most 0.5 s."""
    window, address = page
    window.goto(f"{address}/coverage")
    matrix = window.get_by_test_id("stVegaLiteChart")
    matrix.wait_for(timeout=60_000)
    window.wait_for_timeout(2000)
    shown = {"covered": "0 partial, 0 omitted", "all": "partial"}

    def change() -> None:
        window.get_by_role("button", name="covered", exact=True).click()
        expect(window.get_by_text("Filtered:", exact=False)).to_be_visible(timeout=30_000)
        window.locator(f'[aria-label*="{shown["covered"]}"]').first.wait_for(timeout=30_000)

    def undo() -> None:
        window.get_by_role("button", name=strings.CLEAR_FILTERS).click()
        expect(window.get_by_text("Filtered:", exact=False)).to_have_count(0, timeout=30_000)

    benchmark.pedantic(change, setup=undo, rounds=7)
