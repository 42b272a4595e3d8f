"""Analyses kept in memory, so that a rerun of a page costs nothing."""

from __future__ import annotations

import contextlib
import os
import threading
from collections import OrderedDict, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import streamlit as st

from analytics.pipeline import Analysis, analyze
from analytics.settings import Settings
from analytics.study import load_study
from analytics.study.archive import is_packed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

KEPT_ANALYSES = 4
"""How many analyses a server keeps; the one unused longest goes first."""

SECONDS_BETWEEN_LOOKS = 0.2
"""How often a visitor who waits for another's analysis of the same study looks whether to stop."""

WAITING = "somebody else is comparing this study; waiting for the result"

FileStates: TypeAlias = tuple[tuple[str, int, int], ...]
"""Name, size in bytes and time of change of every file of a study."""

Key: TypeAlias = tuple[str, FileStates]
"""Path of a study, and the state of its files."""


class AnalysisStore:
    """Analyses by study folder and the state of its files; safe for many sessions at once."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Key, Analysis] = OrderedDict()
        self._lock = threading.Lock()
        self._busy: defaultdict[Key, threading.Lock] = defaultdict(threading.Lock)

    def get(self, path: Path, progress: Callable[[int, int, str], None]) -> Analysis:
        """Return the analysis of a study, computing it when its files are new or changed.

        Parameters
        ----------
        path : pathlib.Path
            The study's folder or manifest, or a packed study.
        progress : callable
            Called with (steps done, steps in all, what is being done). What it raises stops the work, and nothing is kept.

        Raises
        ------
        StudyError
            If the study cannot be analysed.
        """
        key = (str(path), _signature(path))
        with self._lock:
            busy = self._busy[key]
        # two visitors of one study at once: the second waits and finds it done; other studies are not held up
        while not busy.acquire(timeout=SECONDS_BETWEEN_LOOKS):
            progress(0, 1, WAITING)  # a visitor who waits can stop waiting
        try:
            found = self._find(key)
            if found is None:
                found = self._keep(key, analyze(load_study(path), Settings(), progress=progress))
        finally:
            busy.release()
        return found

    def find(self, path: Path) -> Analysis | None:
        """Return the analysis of a study if it is there; None where it would have to be computed."""
        return self._find((str(path), _signature(path)))

    def _find(self, key: Key) -> Analysis | None:
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def _keep(self, key: Key, analysis: Analysis) -> Analysis:
        with self._lock:
            self._kept[key] = analysis
            while len(self._kept) > KEPT_ANALYSES:
                self._busy.pop(self._kept.popitem(last=False)[0], None)
        return analysis


def _signature(path: Path) -> FileStates:
    """Name, size and time of every file beside the manifest: cheap, and different once a text was edited.

    Hidden files are those of editors and systems. What is no file, or is gone by now since somebody saves the study, has no facts.
    """
    if is_packed(path):
        return tuple(_facts(path))
    folder = path if path.is_dir() else path.parent
    found: list[tuple[str, int, int]] = []
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith("."):
                found.extend(_facts(Path(parent) / name))
    return tuple(found)


def _facts(path: Path) -> Iterator[tuple[str, int, int]]:
    with contextlib.suppress(OSError):
        facts = path.stat()
        yield str(path), facts.st_size, facts.st_mtime_ns


@st.cache_resource(show_spinner=False)
def analysis_store() -> AnalysisStore:
    """Return the one store of this server."""
    return AnalysisStore()
