"""The matrix of more outlets than the place beside a proof has room for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from analytics.dashboard.strings import matrix as words
from tests.browsing import settle
from tests.serving import serve

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

MANIFEST = 'title = "Lakes"\nlanguage = "en"\n[statement]\nfile = "statement.txt"\ncodebook = "codebook.csv"\n'
CODEBOOK = 'id,paragraph,theme,act,label,quote\n1a,1,Nature,commitment,Plant 4000 trees,"agreed to plant 4,000 trees by 2030"\n'


def write_study(folder: Path, n_outlets: int) -> Path:
    """Write a study of one commitment."""
    (folder / "statement.txt").write_text("1. The mayors agreed to plant 4,000 trees by 2030.\n", encoding="utf-8")
    (folder / "codebook.csv").write_text(CODEBOOK, encoding="utf-8")
    manifest = MANIFEST
    for number in range(n_outlets):
        manifest += f'[[sources]]\nid = "a{number}"\noutlet = "The Lake Gazette {number}"\nfile = "a{number}.txt"\nlanguage = "en"\n'
        (folder / f"a{number}.txt").write_text(f"The mayors met on day {number} and will plant {number} trees.", encoding="utf-8")
    (folder / "study.toml").write_text(manifest, encoding="utf-8")
    return folder


def test_how_many_tell_a_commitment_is_in_sight(page: Page, address: str, tmp_path: Path) -> None:
    """With ten outlets the grid is wider than its frame at 1280 pixels; the last column is whole all the same, scrolled or not."""
    assert address  # its server has set where caches and studies lie
    with serve(write_study(tmp_path, 10)) as running:
        page.goto(f"{running}/coverage")
        frame = page.locator(".frame").filter(has=page.get_by_role("grid"))
        frame.wait_for()
        settle(page)
        assert frame.evaluate("frame => frame.scrollWidth - frame.clientWidth") > 0
        for place in ("0", "frame.scrollWidth"):
            frame.evaluate(f"frame => frame.scrollTo({place}, 0)")
            told = frame.locator(".told").all()
            assert told[0].text_content() == words.WORDS["told"]
            inner = frame.evaluate("frame => frame.getBoundingClientRect().left + frame.clientLeft + frame.clientWidth")
            boxes = [cell.bounding_box() for cell in told]
            assert [box is not None and box["x"] + box["width"] <= inner + 1 for box in boxes] == [True] * len(told)
