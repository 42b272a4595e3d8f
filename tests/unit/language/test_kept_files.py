"""Files kept between runs: within their limit, and never believed without proof."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from analytics.language.kept_files import KeptFiles, drop_longest_unused

KEYS = [digit * 64 for digit in "0123"]


def kept(folder, *, content=b"x" * 1000, kind="rows"):
    """Keep one file a key, used one second after another, long ago."""
    files = KeptFiles(folder, kind, 1)
    for age, key in enumerate(KEYS):
        files.write(key, content)
        os.utime(folder / f"{key}.{kind}", (1_000_000 + age, 1_000_000 + age))
    return files


def left(folder):
    """Name the keys that are left, by the digit they are made of."""
    return "".join(sorted(path.name[0] for path in folder.iterdir()))


def test_what_was_kept_is_read_again(tmp_path):
    """Under its own key, kind and version, and no other."""
    KeptFiles(tmp_path, "rows", 1).write(KEYS[0], b"content")
    assert KeptFiles(tmp_path, "rows", 1).read(KEYS[0]) == b"content"
    assert KeptFiles(tmp_path, "rows", 2).read(KEYS[0]) is None
    assert KeptFiles(tmp_path, "vectors", 1).read(KEYS[0]) is None
    assert KeptFiles(tmp_path, "rows", 1).read(KEYS[1]) is None


@pytest.mark.parametrize("content", [b"", b"leftout rows 1\n", b"leftout rows 1\n" + b"0" * 32 + b"{}", b"\x80\x04cos\nsystem\n."])
def test_a_foreign_file_is_not_believed(tmp_path, content):
    """Whatever lies in the place of a file, it is not returned, and is replaced by the next that is kept."""
    (tmp_path / f"{KEYS[0]}.rows").write_bytes(content)
    files = KeptFiles(tmp_path, "rows", 1)
    assert files.read(KEYS[0]) is None
    files.write(KEYS[0], b"mine")
    assert files.read(KEYS[0]) == b"mine"


def test_a_file_moved_to_another_key_is_not_believed(tmp_path):
    """The digest holds the key too."""
    files = kept(tmp_path)
    (tmp_path / f"{KEYS[0]}.rows").replace(tmp_path / f"{KEYS[1]}.rows")
    assert files.read(KEYS[1]) is None


def test_below_the_limit_nothing_goes(tmp_path):
    """Four files of a little more than 1,000 bytes fit into 5,000."""
    kept(tmp_path)
    assert drop_longest_unused(tmp_path, 5000) == 0
    assert left(tmp_path) == "0123"


def test_beyond_the_limit_the_longest_unused_go_first(tmp_path):
    """Of four files, two fit into nine tenths of 2,500 bytes; the oldest was read since, and stays."""
    files = kept(tmp_path)
    assert files.read(KEYS[0]) is not None
    assert drop_longest_unused(tmp_path, 2500) > 2000
    assert left(tmp_path) == "03"


def test_all_kinds_count_together(tmp_path):
    """Vectors and rows have one limit: what is older goes, of whichever kind."""
    kept(tmp_path, kind="vectors")
    KeptFiles(tmp_path, "rows", 1).write("f" * 64, b"y" * 1000)
    drop_longest_unused(tmp_path, 2500)
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".rows", ".vectors"]


def test_what_is_not_ours_is_neither_counted_nor_touched(tmp_path):
    """A folder named by mistake loses nothing."""
    kept(tmp_path)
    (tmp_path / "thesis.docx").write_bytes(b"z" * 10_000)
    os.utime(tmp_path / "thesis.docx", (0, 0))
    drop_longest_unused(tmp_path, 0)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.docx"]


def test_files_half_written_by_a_run_that_was_ended_go_after_an_hour(tmp_path):
    """A fresh one belongs to a run that is still writing."""
    (tmp_path / ".writing-old.rows").write_bytes(b"half")
    os.utime(tmp_path / ".writing-old.rows", (0, 0))
    (tmp_path / ".writing-new.rows").write_bytes(b"half")
    drop_longest_unused(tmp_path, 5000)
    assert [path.name for path in tmp_path.iterdir()] == [".writing-new.rows"]


def test_a_folder_that_is_not_there_has_nothing_to_drop(tmp_path):
    """Where nothing could be kept, nothing fails."""
    assert drop_longest_unused(tmp_path / "nowhere", 0) == 0


WRITER = """
import sys
from pathlib import Path
from analytics.language.kept_files import KeptFiles, drop_longest_unused
files, content = KeptFiles(Path(sys.argv[1]), "rows", 1), b"same" * 50_000
for turn in range(60):
    files.write("a" * 64, content)
    found = files.read("a" * 64)
    assert found in (None, content), "a torn file was believed"
    if turn % 10 == 9:
        drop_longest_unused(Path(sys.argv[1]), 0)
files.write("a" * 64, content)
"""


def test_two_processes_at_once_see_whole_files_or_none(tmp_path):
    """Both write, read and drop the same file again and again; neither fails, and a whole one is left."""
    running = [subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path)], stderr=subprocess.PIPE) for _ in range(2)]  # noqa: S603
    said = [process.communicate()[1].decode() for process in running]
    assert [process.returncode for process in running] == [0, 0], said
    files = KeptFiles(tmp_path, "rows", 1)
    assert files.read("a" * 64) in (None, b"same" * 50_000)
