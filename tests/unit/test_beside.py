"""Work that another process does meanwhile."""

from __future__ import annotations

import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

from analytics import pipeline
from analytics.beside import beside
from analytics.pipeline import analyze
from analytics.settings import Settings
from analytics.study import load_study
from analytics.undefined import noting_undefined
from tests.studies import MANIFEST, write_study
from tests.unit.test_source_tables import THIRD, everything, place

SECONDS = 60


def waits_for(is_there) -> bool:
    """Wait until something is so, or for a minute."""
    end = time.monotonic() + SECONDS
    while not is_there() and time.monotonic() < end:
        time.sleep(0.05)
    return is_there()


def test_work_is_done_in_another_process_meanwhile(tmp_path):
    """A folder is made while the block waits for it."""
    with beside(Path.mkdir, tmp_path / "made"):
        assert waits_for((tmp_path / "made").is_dir)


def test_work_ends_with_the_block(monkeypatch):
    """A process that would sleep for an hour is gone afterwards, even where the block ends by an error, as Stop does."""
    started = []
    popen = subprocess.Popen
    monkeypatch.setattr(subprocess, "Popen", lambda *args, **more: started.append(popen(*args, **more)) or started[-1])
    with pytest.raises(KeyboardInterrupt), beside(time.sleep, 3600):
        raise KeyboardInterrupt
    assert started[0].poll() is not None


def test_work_that_fails_or_cannot_begin_is_no_error(tmp_path, monkeypatch):
    """Nothing is told of it."""
    with beside(Path.mkdir, tmp_path / "no" / "such"):
        pass
    monkeypatch.setattr(sys, "executable", "")
    with beside(Path.mkdir, tmp_path / "made"):
        pass
    monkeypatch.setattr(sys, "executable", str(tmp_path / "nothing"))
    with beside(Path.mkdir, tmp_path / "made"):
        pass
    assert not (tmp_path / "made").exists()


def test_work_ends_with_the_process_that_started_it(tmp_path):
    """Whoever writes the time into a file every moment stops when the other process is killed and can tell nobody."""
    file = tmp_path / "now"
    work = f"import pathlib, time\nwhile True: pathlib.Path({str(file)!r}).write_text(str(time.time())); time.sleep(0.02)"
    begin = f"from analytics.beside import beside\nwith beside(exec, {work!r}): print('begun', flush=True); input()"
    with subprocess.Popen(  # noqa: S603 - words of this test
        [sys.executable, "-c", begin], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=Path(__file__).parents[2]
    ) as other:
        assert other.stdout.readline().strip() == b"begun"
        assert waits_for(file.is_file)
        other.kill()

    def has_stopped() -> bool:
        last = file.stat().st_mtime_ns
        time.sleep(0.5)
        return file.stat().st_mtime_ns == last

    assert waits_for(has_stopped)


@pytest.fixture
def large(tmp_path):
    """Write a study of thirty-four articles, one of which is warned of."""
    manifest = MANIFEST + "".join(THIRD.replace('"c"', f'"c{n}"').replace('"c.txt"', f'"c{n}.txt"') for n in range(32))
    study = write_study(place(tmp_path), study=manifest)
    for n in range(32):
        (study / f"c{n}.txt").write_text(f"The towns will plant {n},000 trees by the river, a mayor said.\n", encoding="utf-8")
    (study / "c31.txt").write_text("And so it was, and so it is.\n", encoding="utf-8")
    return study


def test_two_processes_give_the_tables_of_one(tmp_path, large, monkeypatch):
    """Rows that the other has kept are read, the others measured; what is warned of is warned of all the same."""
    alone = everything(large)
    assert b"'c31' has no keyphrases" in alone["faults"]
    kept = []

    @contextmanager
    def done_at_once(work, study, settings, languages, batches, **_when):
        with noting_undefined():  # another process tells nobody
            work(study, settings, languages, batches[:3])
        kept.extend((tmp_path / "cache").glob("*.rows"))
        yield

    monkeypatch.setattr(pipeline, "beside", done_at_once)
    assert everything(large, tmp_path / "cache", threads=2) == alone
    assert 18 * 4 - 3 <= len(kept) <= 18 * 4  # three batches hold 18 articles; the one warned of is kept in part


@pytest.mark.parametrize(("threads", "is_helped"), [(1, False), (2, True)])
def test_another_core_is_used_where_there_is_one(tmp_path, large, monkeypatch, threads, is_helped):
    """The other process is given all batches, the last first; where all rows are known it is not asked."""
    asked = []

    @contextmanager
    def noted(work, _study, _settings, _languages, batches, *, when):
        asked.append((work, [source.id for batch in batches for source in batch], when))
        yield

    monkeypatch.setattr(pipeline, "beside", noted)
    monkeypatch.setattr(pipeline, "BATCHES_FOR_TWO", 5)
    for _ in range(2):
        analyze(load_study(large), Settings(cache_folder=tmp_path / "cache", threads=threads))
    work, given, when = asked[0]
    assert (work, when, given[:2], len(given)) == (pipeline.keep_rows, is_helped, ["c30", "c31"], 34)
    assert not asked[1][2]


def test_a_study_is_compared_by_two_processes(tmp_path, large):
    """Whatever either of them measures, the tables are those of one."""
    assert everything(large, tmp_path / "cache", threads=2) == everything(large)
