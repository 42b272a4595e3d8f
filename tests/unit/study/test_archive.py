"""A study in one file, and archives that mean harm."""

from __future__ import annotations

import io
import stat
import zipfile
from typing import TYPE_CHECKING

import pytest

from analytics.errors import StudyError
from analytics.settings import ReadLimits
from analytics.study import archive, load_study
from analytics.study.archive import pack_files, pack_study, unpack_files, unpack_study
from analytics.study.manifest import check_study
from analytics.study.shipped import shipped_study

if TYPE_CHECKING:
    from pathlib import Path


def zipped(name: str, content: bytes = b"x", *, mode: int = 0) -> bytes:
    """Pack one file under any name whatever."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        entry = zipfile.ZipInfo(name)
        entry.compress_type = zipfile.ZIP_DEFLATED
        entry.external_attr = mode << 16
        packed.writestr(entry, content)
    return out.getvalue()


def test_a_packed_study_is_the_same_study(tmp_path: Path) -> None:
    """Every text, commitment and hash survives; packing twice gives the same bytes."""
    data = pack_study(shipped_study())
    assert data == pack_study(shipped_study())
    opened, original = load_study(unpack_study(data, tmp_path)), load_study(shipped_study())
    assert (opened.commitments, opened.sources, opened.hashes) == (original.commitments, original.sources, original.hashes)


def test_a_study_packed_with_its_folder_opens_as_well(tmp_path: Path) -> None:
    """People pack the folder, not what is in it; system files of macOS beside it do no harm."""
    data = pack_files({"lakes/study.toml": b"title", "lakes/articles/a.txt": b"a", "__MACOSX/lakes/._study.toml": b"?"})
    unpack_study(data, tmp_path)
    assert sorted(path.name for path in tmp_path.rglob("*") if path.is_file()) == ["a.txt", "study.toml"]


@pytest.mark.parametrize("name", ["../out.txt", "/etc/out.txt", "a/../../out.txt", "..\\out.txt", "C:\\out.txt", "\\\\host\\out.txt"])
def test_a_path_that_leads_out_is_refused(name: str) -> None:
    """On every system, whichever slash is used."""
    with pytest.raises(StudyError, match="leads out of the archive"):
        unpack_files(zipped(name), "foreign.zip")


@pytest.mark.parametrize("between", ["//", "\\\\", "/./", "/.//"])
def test_what_is_left_behind_the_folder_leads_nowhere_else(tmp_path: Path, between: str) -> None:
    """Behind "study/" a second slash would begin a path of its own: "study//etc/x" without its folder is "/etc/x"."""
    outside = tmp_path / "outside.txt"
    (tmp_path / "inside").mkdir()
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("study/study.toml", b"title")
        archive.writestr(f"study{between}{str(outside).lstrip('/')}", b"x")
    unpack_study(data.getvalue(), tmp_path / "inside")
    assert not outside.exists()
    assert [path.read_bytes() for path in (tmp_path / "inside").rglob("outside.txt")] == [b"x"]


def test_a_link_is_refused() -> None:
    """A link could point anywhere."""
    with pytest.raises(StudyError, match="is a link"):
        unpack_files(zipped("a.txt", b"/etc/passwd", mode=stat.S_IFLNK | 0o777), "foreign.zip")


def test_a_bomb_stops_growing_at_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """A megabyte of zeros packed into a kilobyte is not unpacked where less is allowed."""
    monkeypatch.setattr(archive, "LIMITS", ReadLimits(max_unpacked_bytes=100_000))
    with pytest.raises(StudyError, match="at most 100,000 are unpacked"):
        unpack_files(zipped("zeros", bytes(1_000_000)), "foreign.zip")


def test_a_bomb_that_lies_about_its_size_is_refused() -> None:
    """An archive that says ten bytes and holds a million gives neither."""
    data = zipped("zeros", bytes(1_000_000)).replace((1_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    with pytest.raises(StudyError, match=r"foreign\.zip/zeros: is damaged"):
        unpack_files(data, "foreign.zip")


def test_too_many_files_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The number is told."""
    monkeypatch.setattr(archive, "LIMITS", ReadLimits(max_parts=2))
    with pytest.raises(StudyError, match="holds 3 parts; at most 2"):
        unpack_files(pack_files({"a": b"", "b": b"", "c": b""}), "foreign.zip")


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 but no more", b"%PDF-1.7"])
def test_what_is_no_zip_is_said(data: bytes) -> None:
    """A sentence, not a traceback."""
    with pytest.raises(StudyError, match="is damaged or no archive"):
        unpack_files(data, "foreign.zip")


def test_an_archive_without_a_manifest_is_no_study(tmp_path: Path) -> None:
    """Nothing is written."""
    with pytest.raises(StudyError, match=r"holds no study\.toml"):
        unpack_study(pack_files({"a.txt": b"a"}), tmp_path)
    assert not list(tmp_path.iterdir())


def test_a_folder_without_a_manifest_is_not_packed(tmp_path: Path) -> None:
    """Packing a wrong folder is said at once."""
    with pytest.raises(StudyError, match="expected a study to pack"):
        pack_study(tmp_path)


def test_a_packed_study_is_loaded_like_its_folder(tmp_path: Path) -> None:
    """A colleague's zip needs no unpacking by hand; nothing is left behind."""
    packed = tmp_path / "lakes.zip"
    packed.write_bytes(pack_study(shipped_study()))
    study = load_study(packed)
    assert study.sources == load_study(shipped_study()).sources
    assert study.folder == packed


@pytest.mark.parametrize("content", [None, b"not a zip"], ids=["missing", "damaged"])
def test_a_packed_study_that_cannot_be_read_is_a_fault(tmp_path: Path, content: bytes | None) -> None:
    """Missing or damaged, the file is named."""
    packed = tmp_path / "lakes.zip"
    if content is not None:
        packed.write_bytes(content)
    assert [fault.file for fault in check_study(packed)] == ["lakes.zip"]
    with pytest.raises(StudyError):
        load_study(packed)
