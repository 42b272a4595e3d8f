"""How much memory the server of a large study takes, as the system counts it (Linux alone)."""

from __future__ import annotations

import os
import re
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import sync_playwright

from tests.browsing import settle
from tests.large_study import generated_study
from tests.serving import serve

if TYPE_CHECKING:
    from pytest_benchmark.fixture import BenchmarkFixture

PAGES = ("coverage", "omissions", "compare", "beyond", "reader", "concordance", "review", "agreement", "themes", "emphasis", "keywords")
FIRST_VIEW_MS = 600_000


def peak_mib(address: str) -> float:
    """Return the most memory that the server on an address ever held, in MiB, the process that measures beside it left aside."""
    port = address.rpartition(":")[2]
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit() and f"--server.port={port}" in (folder / "cmdline").read_bytes().decode(errors="replace"):
            found = re.search(r"VmHWM:\s+(\d+) kB", (folder / "status").read_text())
            assert found is not None
            return int(found[1]) / 1024
    message = f"no process serves {address}"
    raise AssertionError(message)


@pytest.mark.skipif(sys.platform != "linux", reason="needs /proc")
def test_memory_of_the_server(benchmark: BenchmarkFixture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """60 sources and 200 commitments, nothing kept: at most, after the first analysis and after all pages. Aim: 572 MiB (600 MB)."""
    monkeypatch.setenv("LEFTOUT_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("LEFTOUT_STUDIES", str(tmp_path / "saved"))
    study = generated_study(tmp_path / "study", n_commitments=200, n_sources=60)
    with sync_playwright() as playwright, serve(study) as address:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1280, "height": 900})

        def first_view() -> None:
            page.goto(address)
            page.get_by_text("tells most").wait_for(timeout=FIRST_VIEW_MS)

        benchmark.pedantic(first_view, rounds=1)
        benchmark.extra_info["peak_mib_first_analysis"] = round(peak_mib(address))
        for name in PAGES:
            page.goto(f"{address}/{name}")
            page.get_by_role("heading", level=1).wait_for(timeout=FIRST_VIEW_MS)
            settle(page)
        benchmark.extra_info["peak_mib_all_pages"] = round(peak_mib(address))
        browser.close()
    sys.stdout.write(f"{os.linesep}{benchmark.extra_info}{os.linesep}")
