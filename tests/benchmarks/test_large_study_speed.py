"""How long large studies take: processor time of the analysis, of one more article, and of the pages."""

from __future__ import annotations

import os
import resource
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from streamlit.testing.v1 import AppTest

from analytics.pipeline import analyze
from analytics.study import load_study
from tests.large_study import generated_study

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytest_benchmark.fixture import BenchmarkFixture

ROOT = Path(__file__).parents[2]
PAGES = ("overview", "coverage", "omissions", "compare", "beyond", "reader", "concordance", "review", "agreement", "themes", "emphasis")


def processor_seconds(work: Callable[[], object]) -> float:
    """Return the processor time of all threads and processes, which other programs on the machine hardly change."""
    begun = sum(os.times()[:4])
    work()
    return sum(os.times()[:4]) - begun


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give all benchmarks of this file one folder of kept files, empty at first."""
    return tmp_path_factory.mktemp("vectors")


def test_analyse_200_articles(benchmark: BenchmarkFixture, cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """60 commitments in 200 articles, nothing on disk; then again; then with one article more. Aim: 60 s, the first."""
    monkeypatch.setenv("LEFTOUT_CACHE", str(cache))
    study = generated_study(tmp_path / "study", n_commitments=60, n_sources=200)
    first = processor_seconds(lambda: benchmark.pedantic(lambda: analyze(load_study(study)), rounds=1))
    benchmark.extra_info["processor_s_first"] = first
    benchmark.extra_info["processor_s_again"] = processor_seconds(lambda: analyze(load_study(study)))
    text = (study / "articles" / "outlet-00.txt").read_text(encoding="utf-8")
    (study / "articles" / "added.txt").write_text(f"A late edition reached us.\n{text[: len(text) // 2]}", encoding="utf-8")
    entry = '\n[[sources]]\nid = "added"\noutlet = "Added"\nfile = "articles/added.txt"\nlanguage = "en"\n'
    with (study / "study.toml").open("a", encoding="utf-8") as manifest:
        manifest.write(entry)
    benchmark.extra_info["processor_s_with_one_more"] = processor_seconds(lambda: analyze(load_study(study)))
    benchmark.extra_info["peak_mib"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def test_pages_of_60_sources(benchmark: BenchmarkFixture, cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second run of each page on 200 commitments in 60 sources, without a browser. Aim: 1 s each, 600 MB together."""
    monkeypatch.setenv("LEFTOUT_CACHE", str(cache))
    monkeypatch.setenv("LEFTOUT_STUDIES", str(tmp_path / "saved"))
    monkeypatch.setenv("LEFTOUT_STUDY", str(generated_study(tmp_path / "study", n_commitments=200, n_sources=60)))
    at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=600)
    at.run()
    for page in PAGES:
        if page != "overview":
            at.switch_page(str(ROOT / "analytics" / "dashboard" / "views" / f"{page}.py"))
        at.run()
        benchmark.extra_info[f"{page}_processor_s"] = round(processor_seconds(at.run), 2)
        assert not at.exception
    benchmark.extra_info["peak_mib"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(f"{benchmark.extra_info}\n")
    benchmark.pedantic(at.run, rounds=3)
