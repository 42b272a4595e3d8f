"""Unsaved studies on disk: what comes back, for whom, and when it goes."""

from __future__ import annotations

import os
import stat
import time
from typing import TYPE_CHECKING

import pytest

from analytics.dashboard.private_files import new_key
from analytics.dashboard.study_files import StudyFiles, has_same_files
from analytics.errors import DraftError
from analytics.settings import DraftLimits

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def study(tmp_path: Path) -> Path:
    """Write a folder with a manifest, a text and an original of any bytes."""
    folder = tmp_path / "lakes"
    (folder / "originals").mkdir(parents=True)
    (folder / "study.toml").write_text('title = "Lakes"', encoding="utf-8")
    (folder / "statement.txt").write_text("The ferry is back.", encoding="utf-8")
    (folder / "originals" / "a.html").write_bytes(b"<p>\xff\x00")
    return folder


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """Make an empty folder to unpack into."""
    folder = tmp_path / "unpacked"
    folder.mkdir()
    return folder


def test_a_study_comes_back_as_it_was(tmp_path: Path, study: Path, empty: Path) -> None:
    """Every file, byte for byte, also after the folder that it was kept from has gone on."""
    files, key = StudyFiles(tmp_path / ".drafts"), new_key()
    files.write(key, study)
    assert files.is_kept(key)
    assert files.unpack(key, empty)
    assert has_same_files(study, empty)
    (study / "statement.txt").write_text("The ferry is gone.", encoding="utf-8")
    assert not has_same_files(study, empty)


def test_only_the_key_opens_a_study(tmp_path: Path, study: Path, empty: Path) -> None:
    """Neither another key nor the name of the file nor a path does; the name says nothing of the key."""
    files, key = StudyFiles(tmp_path / ".drafts"), new_key()
    files.write(key, study)
    (file,) = (tmp_path / ".drafts").iterdir()
    assert key not in file.name
    for guess in (new_key(), file.name, file.stem, str(file), f"../.drafts/{file.stem}", "", key[:-1]):
        assert not files.unpack(guess, empty)
    assert list(empty.iterdir()) == []


@pytest.mark.skipif(os.name != "posix", reason="rights of files are those of POSIX")
def test_only_the_user_of_the_machine_can_read_the_files(tmp_path: Path, study: Path) -> None:
    """Whatever the umask says."""
    before = os.umask(0)
    try:
        StudyFiles(tmp_path / ".drafts").write(new_key(), study)
    finally:
        os.umask(before)
    (file,) = (tmp_path / ".drafts").iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_a_study_goes_when_its_time_is_over_or_it_is_deleted(tmp_path: Path, study: Path, empty: Path) -> None:
    """Two days and a bit after it was compared it is neither read nor left on the disk."""
    files, key, other = StudyFiles(tmp_path / ".drafts", DraftLimits(max_days=2)), new_key(), new_key()
    files.write(key, study)
    (old,) = (tmp_path / ".drafts").iterdir()
    os.utime(old, (0, time.time() - 2.1 * 86_400))
    assert not files.unpack(key, empty)
    files.drop_old()
    assert not old.exists()
    files.write(other, study)
    files.delete(other)
    assert list((tmp_path / ".drafts").iterdir()) == []


def test_what_does_not_fit_is_told_and_leaves_nothing(tmp_path: Path, study: Path, empty: Path) -> None:
    """One that is too large, and one too many; the study of another visit stays where it is."""
    files, other = StudyFiles(tmp_path / ".drafts"), new_key()
    files.write(other, study)
    for limits, told in ((DraftLimits(max_bytes=10), "Save the study"), (DraftLimits(max_total_bytes=600), "All drafts together")):
        with pytest.raises(DraftError, match=told):
            StudyFiles(tmp_path / ".drafts", limits).write(new_key(), study)
    assert len(list((tmp_path / ".drafts").iterdir())) == 1
    assert files.unpack(other, empty)


def test_a_damaged_file_is_no_study(tmp_path: Path, study: Path, empty: Path) -> None:
    """A file cut short is as good as none."""
    files, key = StudyFiles(tmp_path / ".drafts"), new_key()
    files.write(key, study)
    (file,) = (tmp_path / ".drafts").iterdir()
    file.write_bytes(file.read_bytes()[:100])
    assert not files.unpack(key, empty)


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path, study: Path) -> None:
    """A file stands in its place."""
    (tmp_path / "studies").write_text("a file", encoding="utf-8")
    with pytest.raises(DraftError, match="permissions"):
        StudyFiles(tmp_path / "studies" / ".drafts").write(new_key(), study)
