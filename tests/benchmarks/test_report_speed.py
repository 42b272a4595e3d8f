"""How long reports take, and how large they are: processor time and bytes by format, for 4 and for 60 sources."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

import pytest

from analytics.exports.report import FORMATS, render_report
from analytics.pipeline import analyze
from analytics.study import load_study
from analytics.study.shipped import shipped_study
from tests.large_study import generated_study

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_benchmark.fixture import BenchmarkFixture


@pytest.mark.parametrize("n_sources", [4, 60])
def test_report(benchmark: BenchmarkFixture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, n_sources: int) -> None:
    """The shipped study, and 62 commitments in 60 sources that tell nearly all of them. Aims: 5 s and 60 s, 5 MB."""
    monkeypatch.setenv("LEFTOUT_CACHE", str(tmp_path / "vectors"))
    folder = shipped_study() if n_sources == 4 else generated_study(tmp_path / "study", n_commitments=62, n_sources=n_sources)
    analysis = analyze(load_study(folder))
    for name in FORMATS:
        begun = time.process_time()
        content = render_report(analysis, name)
        benchmark.extra_info[f"{name}_processor_s"] = round(time.process_time() - begun, 1)
        benchmark.extra_info[f"{name}_mb"] = round(len(content) / 1e6, 2)
    sys.stdout.write(f"{benchmark.extra_info}\n")
    benchmark.pedantic(lambda: render_report(analysis, "html"), rounds=1)
