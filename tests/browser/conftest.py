"""A running dashboard and a real browser."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, Page, Route, expect, sync_playwright

from tests.serving import serve

if TYPE_CHECKING:
    from collections.abc import Iterator

LOCAL = ("http://localhost", "http://127.0.0.1", "ws://localhost", "data:", "blob:")
"""How addresses begin that do not leave the machine."""

WAIT_MS = 60_000
"""How long a page may take on a busy machine."""

# What is expected may take as long: without this Playwright gives up after five seconds.
expect.set_options(timeout=WAIT_MS)


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start the dashboard on the shipped study."""
    os.environ.setdefault("LEFTOUT_CACHE", str(tmp_path_factory.mktemp("cache")))
    os.environ["LEFTOUT_STUDIES"] = str(tmp_path_factory.mktemp("studies"))
    os.environ.setdefault("LEFTOUT_REVIEWS", str(tmp_path_factory.mktemp("reviews") / "reviews.sqlite"))
    with serve(log=tmp_path_factory.mktemp("log") / "server.log") as running:
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Debian's Chromium, or the one named by ``CHROMIUM``."""
    executable = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if executable is None:
        pytest.skip("Chromium was not found. Install it (Debian: apt-get install chromium) or set CHROMIUM to its path.")
    with sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
        running = playwright.chromium.launch(executable_path=executable, args=flags)
        yield running
        running.close()


@pytest.fixture
def requests_out() -> list[str]:
    """Collect the requests that tried to leave the machine."""
    return []


@pytest.fixture
def page(browser: Browser, requests_out: list[str]) -> Iterator[Page]:
    """Open a wide window whose requests to outside hosts are recorded and refused."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    context.set_default_timeout(WAIT_MS)

    def guard(route: Route) -> None:
        if route.request.url.startswith(LOCAL):
            route.continue_()
        else:
            requests_out.append(route.request.url)
            route.abort()

    context.route("**/*", guard)
    opened = context.new_page()
    yield opened
    context.close()
