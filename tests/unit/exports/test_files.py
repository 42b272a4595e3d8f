"""Files written whole or not at all, under names that are safe anywhere."""

import os
from pathlib import Path

import pytest

from analytics.errors import ExportError
from analytics.exports.files import write_files


def test_one_failure_leaves_all_old_files(tmp_path, monkeypatch):
    """The disk is full at the second file: both old files stay, and nothing half-written lies beside them."""
    first, second = tmp_path / "a", tmp_path / "b"
    first.write_bytes(b"old a")
    second.write_bytes(b"old b")
    write = Path.write_bytes

    def fill_up(self, content):
        if content == b"new b":
            write(self, b"ne")
            raise OSError(28, "No space left on device")
        return write(self, content)

    monkeypatch.setattr(Path, "write_bytes", fill_up)
    with pytest.raises(ExportError, match=r"b cannot be written \(No space left on device\)"):
        write_files({first: b"new a", second: b"new b"})
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a": b"old a", "b": b"old b"}


def test_files_are_replaced_together(tmp_path):
    """Where all can be written, all are new."""
    write_files({tmp_path / "a": b"1", tmp_path / "b": b"2"})
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a": b"1", "b": b"2"}


def test_long_names_that_begin_alike_are_all_written(tmp_path):
    """One chart in two formats, of an outlet with a long name: each file has its own content, and nothing is left beside them."""
    long = "keyness-1-ministry-of-foreign-affairs-trade-and-development-of-bellmoor"
    write_files({tmp_path / f"{long}.png": b"1", tmp_path / f"{long}.svg": b"2"})
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {f"{long}.png": b"1", f"{long}.svg": b"2"}


def test_an_interruption_leaves_nothing_aside(tmp_path, monkeypatch):
    """A user who stops the program finds neither new files nor those written aside."""

    def stop(_aside, _path):
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", stop)
    with pytest.raises(KeyboardInterrupt):
        write_files({tmp_path / "a.csv": b"new"})
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_file_stays(tmp_path):
    """A pipe or a folder in the place of a file is refused before anything is written: a rename would take its place."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    for name in ("pipe", "folder"):
        with pytest.raises(ExportError, match=f"{name} is a folder, a device or a pipe"):
            write_files({tmp_path / "a": b"1", tmp_path / name: b"2"})
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder", "pipe"]
    assert (tmp_path / "pipe").is_fifo()
