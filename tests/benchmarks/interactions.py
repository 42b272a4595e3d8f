"""From the click to the drawn answer: ``python -m tests.benchmarks.interactions``, and with ``--large`` on 60 sources and 200 commitments.

Each thing that a visitor does is timed in Chromium, by the clock of the page itself: from the key or the click to the first frame that
shows the answer, and to the frame in which nothing is left to draw. The processor time of the server is read beside it, which other
programs on the machine hardly change.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import click
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import sync_playwright

from analytics.dashboard.launcher import server_command, server_environment
from tests.benchmarks.interaction_list import INTERACTIONS
from tests.browsing import go, settle
from tests.large_study import generated_study
from tests.serving import free_port, wait_until_healthy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

    from tests.benchmarks.interaction_list import Interaction

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
SECONDS_PER_TICK = 1 / os.sysconf("SC_CLK_TCK")
PATIENCE_MS = 15_000
ANALYSED_MS = 600_000
"""How long the first analysis of a large study may take."""

# Armed before the act: the first click or key starts the watch, and each frame asks whether the answer is there.
_WATCH = """
([answer, patience]) => {
  const is_there = new Function(`return ${answer};`);
  const is_whole = () => document.querySelector('[data-test-script-state="notRunning"]') && !document.querySelector('[data-stale="true"]');
  const watch = (window.leftoutWatch = { begun: null, seen: null, whole: null });
  const begin = () => { watch.begun ??= performance.now(); };
  for (const kind of ["click", "keydown"]) addEventListener(kind, begin, { capture: true, once: true });
  const armed = performance.now();
  const look = () => {
    const now = performance.now();
    if (watch.begun !== null && watch.seen === null && is_there()) watch.seen = now;
    if (watch.seen !== null && is_whole()) watch.whole = now;
    else if (now - armed < patience) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}
"""


@dataclass(frozen=True, slots=True)
class Timing:
    """One act: seconds until the answer was seen, until all was drawn, and of processor time in the server."""

    seen: float
    whole: float
    processor: float


class Server:
    """A dashboard of the benchmark's own, whose processor time and memory can be read."""

    def __init__(self, study: Path | None, folder: Path) -> None:
        os.environ |= {"LEFTOUT_CACHE": str(folder / "cache"), "LEFTOUT_REVIEWS": str(folder / "reviews.sqlite")}
        os.environ["LEFTOUT_STUDIES"] = str(folder / "studies")
        port = free_port()
        self.address = f"http://localhost:{port}"
        command = server_command(port=port, headless=True)
        self._process = subprocess.Popen(command, env=server_environment(study), stdout=subprocess.DEVNULL)  # noqa: S603  our own server
        wait_until_healthy(self.address, self._process)

    def processor_seconds(self) -> float:
        """Return the processor time that the server has used."""
        fields = Path(f"/proc/{self._process.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) * SECONDS_PER_TICK

    def peak_mib(self) -> float:
        """Return the most memory that the server has held, in MiB."""
        status = Path(f"/proc/{self._process.pid}/status").read_text(encoding="ascii")
        return int(status.partition("VmHWM:")[2].split()[0]) / 1024

    def stop(self) -> None:
        """End it."""
        self._process.terminate()
        self._process.wait()


@contextmanager
def opened(study: Path | None, folder: Path) -> Iterator[tuple[Server, Page]]:
    """Start a server and a browser."""
    server = Server(study, folder)
    try:
        with sync_playwright() as playwright:
            executable = os.environ.get("CHROMIUM") or shutil.which("chromium")
            browser = playwright.chromium.launch(executable_path=executable, args=FLAGS)
            page = browser.new_page(viewport={"width": 1280, "height": 900})
            page.set_default_timeout(PATIENCE_MS)
            yield server, page
            browser.close()
    finally:
        server.stop()


def time_act(server: Server, page: Page, interaction: Interaction, number: int) -> Timing:
    """Do one act, and return how long the answer took."""
    interaction.prepare(page, number)
    settle(page)
    answer = interaction.answer(page, number)
    page.evaluate(_WATCH, [answer, PATIENCE_MS])
    before = server.processor_seconds()
    interaction.act(page, number)
    page.wait_for_function("window.leftoutWatch.whole !== null", timeout=PATIENCE_MS)
    watch = page.evaluate("window.leftoutWatch")
    settle(page)
    begun = watch["begun"]
    return Timing((watch["seen"] - begun) / 1000, (watch["whole"] - begun) / 1000, server.processor_seconds() - before)


def measure(server: Server, page: Page, interaction: Interaction, rounds: int) -> list[Timing]:
    """Open the page of an interaction and do it again and again; the first two, which find nothing at hand, do not count."""
    go(page, f"{server.address}/{interaction.page}")
    interaction.begin(page)
    return [time_act(server, page, interaction, number) for number in range(rounds + 2)][2:]


def row(name: str, timings: list[Timing]) -> str:
    """Return one line of the table, in Markdown."""
    seen, whole, processor = ([getattr(timing, field) for timing in timings] for field in ("seen", "whole", "processor"))
    return f"| {name} | {median(seen):.2f} s | {max(seen):.2f} s | {median(whole):.2f} s | {max(whole):.2f} s | {median(processor):.2f} s |"


@click.command()
@click.option("--large", is_flag=True, help="On a generated study of 60 sources and 200 commitments.")
@click.option("--rounds", default=9, show_default=True, help="How often each is done and counted.")
@click.option("--only", default="", help="Only those whose name holds this.")
def main(*, large: bool, rounds: int, only: str) -> None:
    """Time what a visitor does, and write a table."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        study = generated_study(folder / "study", n_commitments=200, n_sources=60) if large else None
        with opened(study, folder) as (server, page):
            page.goto(server.address)
            page.get_by_role("heading", level=1).wait_for(timeout=ANALYSED_MS)
            sys.stdout.write(
                "| what | seen, median | worst | drawn, median | worst | server's processor time, median |\n|" + " --- |" * 6 + "\n"
            )
            for interaction in (each for each in INTERACTIONS if only in each.name):
                try:
                    line = row(interaction.name, measure(server, page, interaction, rounds))
                except PlaywrightError as error:
                    line = f"| {interaction.name} | could not be done: {str(error).splitlines()[0]} |"
                sys.stdout.write(f"{line}\n")
                sys.stdout.flush()
            sys.stdout.write(f"\nMost memory of the server: {server.peak_mib():.0f} MiB\n")


if __name__ == "__main__":
    main()
