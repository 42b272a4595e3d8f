"""How long an analysis takes: the command in a new process, and one article once the encoder is loaded."""

from __future__ import annotations

import resource
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

from analytics.language.reading import read_commitments, read_text
from analytics.measures.coverage import coverage_table
from analytics.measures.coverage.model import load_model
from analytics.study.shipped import shipped_study

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_benchmark.fixture import BenchmarkFixture

    from analytics.language.encoder_pair import EncoderPair
    from analytics.study import Study


def run_command(out: Path) -> None:
    """Analyse the shipped study in a new process."""
    command = [sys.executable, "-m", "analytics", "analyze", str(shipped_study()), "--out", str(out), "--quiet"]
    subprocess.run(command, check=True)  # noqa: S603  our own interpreter and paths


def test_analyze_without_cache(benchmark: BenchmarkFixture, fresh_cache: Path, tmp_path: Path) -> None:
    """A first run: every text is encoded. Aim: at most 10 s."""
    benchmark.pedantic(run_command, args=(tmp_path / "out",), setup=lambda: shutil.rmtree(fresh_cache, ignore_errors=True), rounds=5)


def test_analyze_with_cache(benchmark: BenchmarkFixture, fresh_cache: Path, tmp_path: Path) -> None:
    """A second run: vectors come from the disk. Aim: at most 4 s, and 1 GiB of memory."""
    run_command(tmp_path / "out")
    assert fresh_cache.is_dir()
    benchmark.pedantic(run_command, args=(tmp_path / "out",), rounds=5)
    benchmark.extra_info["peak_mib_of_any_run"] = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def test_judge_one_article(benchmark: BenchmarkFixture, study: Study, encoder: EncoderPair) -> None:
    """One article of 739 words against 62 commitments, vectors at hand. Aim: at most 150 ms per 600 words."""
    source = next(source for source in study.sources if source.id == "alexa-ng")
    reads = {source.id: read_text(source.text, "en", encoder)}
    commitments = read_commitments(study.commitments, study.language, encoder)
    model = load_model()
    benchmark(coverage_table, [source], study.commitments, reads, commitments, model)
    benchmark.extra_info["words"] = reads[source.id].words


def test_encode_one_article(benchmark: BenchmarkFixture, study: Study, encoder: EncoderPair) -> None:
    """Passages, words and vectors of the same article, on one core."""
    source = next(source for source in study.sources if source.id == "alexa-ng")
    benchmark(read_text, source.text, "en", encoder)
