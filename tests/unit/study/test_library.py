"""Saved studies: kept whole or not at all, never outside their folder."""

from __future__ import annotations

import os
import shutil
import threading
from typing import TYPE_CHECKING

import pytest

from analytics.errors import LibraryError, StudyError
from analytics.study import load_study
from analytics.study.library import StudyLibrary, retitle
from analytics.study.shipped import shipped_study

if TYPE_CHECKING:
    from pathlib import Path

MANIFEST = (
    '# ours\ntitle = "Lakes"\nlanguage = "en"\n\n[statement]\nfile = "s.txt"\n\n'
    '[[sources]]\nid = "a"\noutlet = "A"\ntitle = "Old"\nfile = "a.txt"\n'
)


def write_lakes(folder: Path) -> None:
    """Write a small study."""
    for name, text in {"study.toml": MANIFEST, "s.txt": "They agreed to clean the lake.", "a.txt": "The lake will be clean."}.items():
        (folder / name).write_text(text, encoding="utf-8")


@pytest.fixture
def library(tmp_path: Path) -> StudyLibrary:
    """Open a library whose folder is not there yet."""
    return StudyLibrary(tmp_path / "studies")


def test_a_library_without_a_folder_is_empty(library: StudyLibrary) -> None:
    """Nobody has saved anything: no error."""
    assert library.studies() == ()


def test_a_saved_study_can_be_loaded(library: StudyLibrary) -> None:
    """Its folder is named after its title; a second of the same title gets a number."""
    assert library.save("Lakes: pact!", write_lakes) == "lakes-pact"
    assert library.save("Lakes, pact", write_lakes) == "lakes-pact-2"
    assert [(saved.title, saved.n_sources) for saved in library.studies()] == [("Lakes", 1), ("Lakes", 1)]
    assert load_study(library.path("lakes-pact")).title == "Lakes"


def test_a_study_that_fails_while_it_is_written_leaves_nothing(library: StudyLibrary) -> None:
    """No half study, no hidden folder."""

    def fail(folder: Path) -> None:
        write_lakes(folder)
        raise StudyError([])

    with pytest.raises(StudyError):
        library.save("Lakes", fail)
    assert list(library.folder.iterdir()) == []


def test_replacing_keeps_the_old_until_the_new_is_whole(library: StudyLibrary) -> None:
    """A failure leaves the study as it was; success leaves one folder."""
    study_id = library.save("Lakes", write_lakes)

    def fail(folder: Path) -> None:
        (folder / "study.toml").touch()
        raise StudyError([])

    with pytest.raises(StudyError):
        library.replace(study_id, fail)
    assert load_study(library.path(study_id)).title == "Lakes"

    def write(folder: Path) -> None:
        write_lakes(folder)
        retitle(folder, "Rivers")

    library.replace(study_id, write)
    assert [saved.title for saved in library.studies()] == ["Rivers"]
    assert [each.name for each in library.folder.iterdir()] == [study_id]


def test_a_duplicate_is_a_study_of_its_own(library: StudyLibrary) -> None:
    """Deleting the original leaves the copy."""
    original = library.save("Lakes", write_lakes)
    copy = library.duplicate(original, "Lakes, again")
    library.delete(original)
    assert [(saved.id, saved.title) for saved in library.studies()] == [(copy, "Lakes, again")]
    assert load_study(library.path(copy)).sources[0].text == "The lake will be clean."


@pytest.mark.parametrize("study_id", ["../studies", "..", ".", "", "lakes/..", "nowhere"])
def test_an_id_is_never_a_path(library: StudyLibrary, study_id: str) -> None:
    """Nothing outside the library can be opened or deleted by a made-up id."""
    library.save("Lakes", write_lakes)
    with pytest.raises(LibraryError, match="no saved study"):
        library.delete(study_id)
    assert len(library.studies()) == 1


@pytest.mark.parametrize("title", ['Say "yes" \\ no', "日伊共同声明", "title = 3 # [statement]"])
def test_any_title_is_read_back_as_written(library: StudyLibrary, title: str) -> None:
    """Quotation marks, other scripts and TOML's own signs; titles of the articles and comments stay."""
    study_id = library.save("Lakes", write_lakes)
    library.rename(study_id, title)
    study = load_study(library.path(study_id))
    assert (study.title, study.sources[0].title) == (title, "Old")
    assert (library.path(study_id) / "study.toml").read_text(encoding="utf-8").startswith("# ours")


@pytest.mark.parametrize("title", ["", "  ", "two\nlines", "x" * 201])
def test_a_title_that_no_manifest_may_have_is_refused(library: StudyLibrary, title: str) -> None:
    """The study keeps the title it has."""
    study_id = library.save("Lakes", write_lakes)
    with pytest.raises(LibraryError, match="cannot be used"):
        library.rename(study_id, title)
    assert load_study(library.path(study_id)).title == "Lakes"


def test_a_broken_study_is_listed_and_can_be_deleted(library: StudyLibrary) -> None:
    """Under the name of its folder, without a number of articles."""
    study_id = library.save("Lakes", lambda folder: (folder / "study.toml").write_text("title = ", encoding="utf-8"))
    (saved,) = library.studies()
    assert (saved.title, saved.n_sources) == ("lakes", None)
    library.delete(study_id)
    assert library.studies() == ()


def test_studies_are_listed_while_one_is_saved(library: StudyLibrary) -> None:
    """Its folder is away for a moment; whoever lists the studies then finds it before or after, and no error."""
    study_id = library.save("Lakes", write_lakes)
    is_over, failures = threading.Event(), []

    def look() -> None:
        while not is_over.is_set():
            try:
                library.studies()
            except OSError as error:
                failures.append(error)

    reader = threading.Thread(target=look)
    reader.start()
    for _ in range(300):
        library.replace(study_id, write_lakes)
    is_over.set()
    reader.join()
    assert failures == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    """With the way out."""
    tmp_path.chmod(0o500)
    with pytest.raises(LibraryError, match="LEFTOUT_STUDIES"):
        StudyLibrary(tmp_path / "studies").save("Lakes", write_lakes)


def test_a_file_in_place_of_the_folder_is_said(tmp_path: Path) -> None:
    """A folder cannot be made below a file."""
    (tmp_path / "file").write_text("x")
    with pytest.raises(LibraryError, match="LEFTOUT_STUDIES"):
        StudyLibrary(tmp_path / "file" / "studies").save("Lakes", write_lakes)


def test_a_manifest_of_another_encoding_is_named_and_left_alone(library: StudyLibrary) -> None:
    """A study whose manifest is Latin-1 is listed, so that renaming it has to end in a sentence."""
    manifest = library.folder / "cafe" / "study.toml"
    manifest.parent.mkdir(parents=True)
    manifest.write_bytes(b'title = "Caf\xe9"\n')
    with pytest.raises(LibraryError, match="not UTF-8"):
        library.rename("cafe", "Coffee")
    assert manifest.read_bytes() == b'title = "Caf\xe9"\n'


def test_the_shipped_study_can_be_renamed_as_a_copy(library: StudyLibrary) -> None:
    """Its manifest, with comments and dates, stays a manifest."""
    study_id = library.save("copy", lambda folder: shutil.copytree(shipped_study(), folder, dirs_exist_ok=True))
    library.rename(study_id, "Ours")
    assert load_study(library.path(study_id)).statement.date == load_study(shipped_study()).statement.date
