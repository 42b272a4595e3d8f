"""Reviewing in a real browser: by keyboard, through a crash, and two at once."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from analytics.dashboard.launcher import server_command, server_environment
from analytics.reviews import ReviewStore, study_key
from analytics.study.manifest import load_study
from analytics.study.shipped import shipped_study
from tests.serving import free_port, wait_until_healthy

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pandas as pd
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

WAIT_MS = 60_000


class Server:
    """A dashboard that can be killed without a chance to tidy up."""

    def __init__(self) -> None:
        self.start()

    def start(self) -> None:
        """Start it, and wait until it answers."""
        port = free_port()
        self.address = f"http://localhost:{port}"
        command = server_command(port=port, headless=True)
        self._process = subprocess.Popen(command, env=server_environment(None), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603
        wait_until_healthy(self.address, self._process)

    def kill(self) -> None:
        """End it at once."""
        os.kill(self._process.pid, signal.SIGKILL)
        self._process.wait()


@pytest.fixture
def server(reviews_file: Path) -> Iterator[Server]:  # noqa: ARG001  the server reads it from the environment
    """Start a dashboard of the test's own, on reviews of its own."""
    running = Server()
    yield running
    running.kill()


def begin(page: Page, address: str, name: str) -> None:
    """Open the page Review and say who is there."""
    page.goto(f"{address}/review")
    page.get_by_role("textbox", name="Your name").fill(name)
    page.get_by_role("textbox", name="Your name").press("Enter")
    expect(page.get_by_test_id("stMain").get_by_role("button", name="Omitted")).to_be_visible(timeout=WAIT_MS)
    expect(page.get_by_role("textbox", name="Your name")).to_have_count(0)  # or the keys would go into the name


def press(page: Page, key: str, said: str) -> str:
    """Press a key and wait for what the page says of it; return that sentence."""
    expect(page.locator("[data-test-script-state=running]")).to_have_count(0, timeout=WAIT_MS)  # a key before the next cell counts for none
    before = page.get_by_role("status").first.inner_text()
    page.keyboard.press(key)
    status = page.get_by_role("status").first
    expect(status).to_contain_text(said, timeout=WAIT_MS)
    expect(status).not_to_have_text(re.compile(f"^{re.escape(before)}$"), timeout=WAIT_MS)
    return status.inner_text()


def history(file: Path) -> pd.DataFrame:
    """Return every row that was kept."""
    return ReviewStore(f"sqlite:///{file}").history(study_key(load_study(shipped_study())))


def test_ten_cells_by_keyboard_survive_a_killed_server(server: Server, page: Page, reviews_file: Path) -> None:
    """Ten keys, one undo among them, the server killed and started: every row is there, and the page goes on where it was."""
    begin(page, server.address, "Ann")
    said = [press(page, key, "Saved") for key in "3A3A3A3A3"]
    press(page, "u", "Taken back")
    said[-1] = press(page, "3", "Saved")
    said.append(press(page, "3", "Saved"))
    server.kill()
    rows = history(reviews_file)
    assert list(rows["kind"]).count("verdict") == 11
    assert list(rows["kind"]).count("withdrawal") == 1
    standing = ReviewStore(f"sqlite:///{reviews_file}").reviews(study_key(load_study(shipped_study())))
    assert [sentence.split(" · ")[0].removeprefix("Saved: ") for sentence in said] == list(standing["commitment"])
    server.start()
    begin(page, server.address, "Ann")
    press(page, "3", "Saved")
    assert len(history(reviews_file)) == 13


def test_keys_typed_into_a_note_are_letters(server: Server, page: Page, reviews_file: Path) -> None:
    """A digit in the note saves nothing."""
    begin(page, server.address, "Ann")
    page.get_by_role("textbox", name="Note").press_sequentially("123 laua")
    page.wait_for_timeout(500)
    assert not reviews_file.exists()
    page.locator("h1").click()
    press(page, "3", "Saved")
    assert list(history(reviews_file)["note"]) == ["123 laua"]


def test_the_marked_passage_is_in_sight(server: Server, page: Page) -> None:
    """However long the article: at the first cell, and at a cell whose passage stands elsewhere in it, without a turn of the page."""
    begin(page, server.address, "Ann")
    seen = 0
    for _ in range(6):
        marked = page.locator(".article mark")
        if marked.count():
            distance = marked.first.evaluate("m => m.getBoundingClientRect().top - m.closest('.article').getBoundingClientRect().top")
            height = page.locator(".article").evaluate("box => box.clientHeight")
            assert 0 <= distance < height
            seen += page.locator(".article").evaluate("box => box.scrollTop > 0")
        press(page, "3", "Saved")
        expect(page.locator("[data-test-script-state=running]")).to_have_count(0, timeout=WAIT_MS)
    assert seen, "no passage stood below the first screen of its article"


def test_evidence_is_marked_by_pressing_passages(server: Server, page: Page, reviews_file: Path) -> None:
    """Two passages are pressed, one of them again, a third by its number and the keyboard: the verdict quotes the two that stay."""
    page.goto(f"{server.address}/review?commitment=6c&source=hitandhotnews&blind=yes")
    page.get_by_role("textbox", name="Your name").fill("Ann")
    page.get_by_role("textbox", name="Your name").press("Enter")
    passages, marks = page.locator(".article [data-passage]"), page.locator(".article mark")
    passages.nth(4).click()
    expect(marks).to_have_count(1, timeout=WAIT_MS)
    passages.nth(3).click()
    expect(marks).to_have_count(2, timeout=WAIT_MS)
    passages.nth(4).click()
    expect(marks).to_have_count(1, timeout=WAIT_MS)
    numbers = page.locator(".article button")
    numbers.first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(marks).to_have_count(2, timeout=WAIT_MS)
    expect(numbers.nth(1)).to_have_attribute("aria-pressed", "true")
    pressed = marks.all_inner_texts()
    press(page, "2", "Saved")
    row = history(reviews_file).iloc[0]
    text = next(source.text for source in load_study(shipped_study()).sources if source.id == "hitandhotnews")
    assert [text[start:end] for start, end in json.loads(row["evidence"])] == pressed
    assert row["verdict"] == "partial"


def test_two_browsers_review_at_once(server: Server, browser: Browser, page: Page, reviews_file: Path) -> None:
    """Two people press keys in turn: nothing of either is lost, and each sees the verdicts of the other."""
    context = browser.new_context()
    other = context.new_page()
    begin(page, server.address, "Ann")
    begin(other, server.address, "Ben")
    for _ in range(3):
        press(page, "3", "Saved")
        press(other, "3", "Saved")
    rows = history(reviews_file)
    assert rows["reviewer"].value_counts().to_dict() == {"Ann": 3, "Ben": 3}
    page.goto(f"{server.address}/agreement")
    expect(page.get_by_role("heading", name="Agreement")).to_be_visible(timeout=WAIT_MS)
    expect(page.get_by_text("Ben").first).to_be_visible(timeout=WAIT_MS)
    context.close()
