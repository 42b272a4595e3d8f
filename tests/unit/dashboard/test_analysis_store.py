"""The store of analyses: whoever asks can stop, whether computing or waiting."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from analytics.dashboard.cache import AnalysisStore
from tests.studies import write_study

if TYPE_CHECKING:
    from pathlib import Path

PATIENCE = 60


class Stop(BaseException):
    """What a click on Stop raises in the run it ends."""


def test_what_progress_raises_stops_the_work_and_nothing_is_kept(tmp_path: Path) -> None:
    """The first source is read, and no more is done."""
    store, told = AnalysisStore(), []

    def stop_early(_done: int, _total: int, what: str) -> None:
        told.append(what)
        if what.startswith("reading a"):
            raise Stop

    study = write_study(tmp_path)
    with pytest.raises(Stop):
        store.get(study, stop_early)
    assert told == ["reading the statement", "reading a"]
    assert store.find(study) is None
    assert store.get(study, lambda *_: None) is store.find(study)


def test_a_visitor_who_waits_for_another_can_stop_waiting(tmp_path: Path) -> None:
    """While the first computes, the second is asked again and again, stops, and the first is not disturbed."""
    store, study = AnalysisStore(), write_study(tmp_path)
    is_computing, may_go_on, asked = threading.Event(), threading.Event(), []

    def hold(*_: object) -> None:
        is_computing.set()
        assert may_go_on.wait(PATIENCE)

    def stop_at_the_third(*_: object) -> None:
        asked.append(1)
        if len(asked) == 3:
            raise Stop

    first = threading.Thread(target=store.get, args=(study, hold), daemon=True)
    first.start()
    assert is_computing.wait(PATIENCE)
    with pytest.raises(Stop):
        store.get(study, stop_at_the_third)
    assert store.find(study) is None
    may_go_on.set()
    first.join(PATIENCE)
    assert store.find(study) is not None


def test_what_an_editor_leaves_beside_the_files_changes_nothing(tmp_path: Path) -> None:
    """Emacs marks a file in use by a link to nowhere; it is no file of the study. A text that was edited is one."""
    store, study = AnalysisStore(), write_study(tmp_path)
    found = store.get(study, lambda *_: None)
    (study / ".#study.toml").symlink_to("ann@nowhere.1234")
    (study / "gone.txt").symlink_to(tmp_path / "nowhere")
    assert store.find(study) is found
    (study / "a.txt").write_text("Another text.", encoding="utf-8")
    assert store.find(study) is None
