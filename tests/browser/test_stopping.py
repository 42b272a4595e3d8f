"""A comparison that takes long can be stopped, and begun again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from analytics.dashboard.strings import study as words
from tests.large_study import generated_study
from tests.serving import serve

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

WAIT_MS = 60_000
"""How long a step may take on a busy machine."""

pytestmark = pytest.mark.browser


@pytest.fixture
def long_comparison(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Start a dashboard on a study of 60 articles, with nothing kept."""
    folder = tmp_path_factory.mktemp("long")
    monkeypatch.setenv("LEFTOUT_STUDY", str(generated_study(folder / "study", n_commitments=60, n_sources=60)))
    monkeypatch.setenv("LEFTOUT_CACHE", str(folder / "cache"))
    monkeypatch.setenv("LEFTOUT_STUDIES", str(folder / "studies"))
    monkeypatch.setenv("LEFTOUT_REVIEWS", str(folder / "reviews.sqlite"))
    with serve(log=folder / "server.log") as running:
        yield running


def test_stop_stops_and_run_again_goes_on(page: Page, long_comparison: str) -> None:
    """The page says that the comparison was stopped and stays so; run again, it shows the findings."""
    page.goto(long_comparison)
    stop = page.get_by_test_id("stBaseButton-secondary").filter(has_text=words.STOP)
    expect(stop).to_be_visible(timeout=WAIT_MS)
    # one button of this name, not Streamlit's own beside it, which leaves an empty page
    expect(page.get_by_role("button", name=words.STOP, exact=True)).to_have_count(1)
    stop.click()
    expect(page.get_by_text(words.STOPPED, exact=False).first).to_be_visible(timeout=WAIT_MS)
    page.wait_for_timeout(3000)
    expect(page.get_by_text(words.STOPPED, exact=False).first).to_be_visible()
    page.get_by_role("button", name=words.RUN_AGAIN, exact=True).click()
    expect(page.get_by_text("Compared: 60 commitments of this statement, and 60 articles", exact=False)).to_be_visible(timeout=2 * WAIT_MS)
