"""Drafts on disk: what comes back, for whom, and when it goes."""

from __future__ import annotations

import os
import stat
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from analytics.dashboard.making.draft import Draft
from analytics.dashboard.making.draft_files import DraftFiles
from analytics.dashboard.private_files import new_key
from analytics.errors import DraftError, Fault
from analytics.settings import DraftLimits
from analytics.study.codebook import Commitment
from analytics.study.readers import Original, ReadDocument
from analytics.study.readers.model import Removed

if TYPE_CHECKING:
    from pathlib import Path

PAGE = Original("pages/lake.html", b"<p>\xff The ferry is back.</p>")
DRAFT = Draft(
    title="Two lakes",
    language="en",
    statement=ReadDocument("agreed to plant trees\n\ud800", "pact.pdf", "pdf", Original("pact.pdf", b"%PDF"), outlet="Mayors"),
    commitments=(Commitment("1a", None, "Nature", "commitment", 'Plant "trees"', 4, "agreed to plant trees", 0, 21),),
    articles=(
        ReadDocument("The ferry is back.", "lake.html", "html", PAGE, removed=(Removed("Menu", "around the article", 2),)),
        ReadDocument("两个湖", "lake.html", "html", PAGE, language="zh", faults=(Fault("lake.html", "is short", severity="notice"),)),
    ),
    faults=(Fault("b.docx", "is damaged.", row=3, severity="left aside"),),
    saved_as="two-lakes",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Name a folder that is not there yet."""
    return tmp_path / "studies" / ".drafts"


def test_a_draft_comes_back_as_it_was(folder: Path) -> None:
    """Texts, files of any bytes, spans, what was cut away, faults; also half a sign that no encoding can write."""
    files, key = DraftFiles(folder), new_key()
    files.write(key, DRAFT, "me")
    found = files.read(key, "me")
    assert found is not None
    assert found.draft == DRAFT
    assert found.draft.articles[0].original.data == PAGE.data


def test_an_edit_takes_the_place_of_what_was_before(folder: Path) -> None:
    """What is taken out of a draft is not left in its file."""
    files, key = DraftFiles(folder), new_key()
    files.write(key, DRAFT, "me")
    fewer = replace(DRAFT, title="One lake", articles=DRAFT.articles[1:], statement=None, commitments=())
    files.write(key, fewer, "me")
    found = files.read(key, "me")
    assert found is not None
    assert found.draft == fewer
    (file,) = folder.iterdir()
    assert b"The ferry is back.</p>" in file.read_bytes()  # the other article's file too
    files.write(key, replace(fewer, articles=()), "me")
    assert b"ferry" not in file.read_bytes()


def test_only_the_key_opens_a_draft(folder: Path) -> None:
    """Neither another key nor the name of the file nor a path does; the names say nothing of the keys."""
    files, key = DraftFiles(folder), new_key()
    files.write(key, DRAFT, "me")
    (file,) = folder.iterdir()
    for guess in (new_key(), file.name, file.stem, str(file), f"../.drafts/{file.stem}", "", "\ud800", key[:-1]):
        assert files.read(guess, "other") is None
    assert key not in file.name
    assert key.encode() not in file.read_bytes()


@pytest.mark.skipif(os.name != "posix", reason="rights of files are those of POSIX")
def test_only_the_user_of_the_machine_can_read_the_files(folder: Path) -> None:
    """Whatever the umask says."""
    before = os.umask(0)
    try:
        DraftFiles(folder).write(new_key(), DRAFT, "me")
    finally:
        os.umask(before)
    (file,) = folder.iterdir()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_draft_belongs_to_the_visit_that_took_it_up_last(folder: Path) -> None:
    """Another visit cannot delete it any more."""
    files, key = DraftFiles(folder), new_key()
    files.write(key, DRAFT, "first")
    files.read(key, "second")
    files.delete(key, "first")
    assert files.owner(key) == "second"
    files.delete(key, "second")
    assert files.owner(key) is None
    assert list(folder.iterdir()) == []


def test_a_draft_goes_when_its_time_is_over(folder: Path) -> None:
    """It is neither read nor left on the disk; what is not a draft is left alone."""
    files, key, young = DraftFiles(folder, DraftLimits(max_days=2)), new_key(), new_key()
    files.write(key, DRAFT, "me")
    (old,) = folder.iterdir()
    files.write(young, DRAFT, "me")
    (folder / "notes.txt").write_text("mine", encoding="utf-8")
    for each in (old, folder / "notes.txt"):
        os.utime(each, (0, time.time() - 2.1 * 86_400))
    assert files.read(key, "me") is None
    files.drop_old()
    assert not old.exists()
    assert (folder / "notes.txt").exists()
    assert files.read(young, "me") is not None


def test_what_is_too_large_is_refused_and_told(folder: Path) -> None:
    """One draft, and all together; the draft of another visit stays where it is."""
    key, other = new_key(), new_key()
    DraftFiles(folder).write(other, DRAFT, "other")
    with pytest.raises(DraftError, match="Save the study"):
        DraftFiles(folder, DraftLimits(max_bytes=50)).write(key, DRAFT, "me")
    with pytest.raises(DraftError, match="All drafts together"):
        DraftFiles(folder, DraftLimits(max_total_bytes=5_000)).write(key, DRAFT, "me")
    assert DraftFiles(folder).read(key, "me") is None
    assert DraftFiles(folder).read(other, "other") is not None


def test_an_older_draft_is_not_offered_as_the_last(folder: Path) -> None:
    """Where the last change could not be kept, what was kept before it goes."""
    key = new_key()
    DraftFiles(folder).write(key, replace(DRAFT, articles=()), "me")
    with pytest.raises(DraftError):
        DraftFiles(folder, DraftLimits(max_bytes=50)).write(key, DRAFT, "me")
    assert DraftFiles(folder).read(key, "me") is None


def test_a_damaged_file_is_no_draft_and_is_written_over(folder: Path) -> None:
    """A file cut short, one of other content, and one of a later version."""
    files, key = DraftFiles(folder), new_key()
    for content in (b"", b"SQLite format 3\x00 and no more", b"x" * 9000):
        files.write(key, DRAFT, "me")
        (file,) = folder.iterdir()
        file.write_bytes(content)
        assert files.read(key, "me") is None
    files.write(key, DRAFT, "me")
    assert files.read(key, "me") is not None


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    """A file stands in its place."""
    (tmp_path / "studies").write_text("a file", encoding="utf-8")
    with pytest.raises(DraftError, match="permissions"):
        DraftFiles(tmp_path / "studies" / ".drafts").write(new_key(), DRAFT, "me")
