"""Saved studies: which are there, and how one is kept, copied, renamed and deleted."""

from __future__ import annotations

import contextlib
import re
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from analytics.errors import LibraryError, StudyError
from analytics.study.entries import MANIFEST, read_manifest
from analytics.study.naming import LONGEST_NAME, free_name, plain_id
from analytics.study.shortening import shorten

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LONGEST_TITLE = 200
"""Longest title, in characters, as in ``study.toml``."""

_TITLE_LINE = re.compile(r"^\s*title\s*=.*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class SavedStudy:
    """One study of a library.

    Parameters
    ----------
    id : str
        Name of its folder.
    title : str
        As its manifest says; the id where the manifest cannot be read.
    n_sources : int or None
        Articles that its manifest names; None where it cannot be read.
    changed : float
        When its manifest was last written, seconds since 1970; 0 where it is just being replaced.
    """

    id: str
    title: str
    n_sources: int | None
    changed: float


class StudyLibrary:
    """Studies saved side by side, one folder each. Whoever can use the folder can see them all.

    Parameters
    ----------
    folder : pathlib.Path
        Where they lie; made when the first is saved.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def studies(self) -> tuple[SavedStudy, ...]:
        """List what is saved, by title; a broken study is listed too, so that it can be deleted."""
        try:
            folders = [each for each in self.folder.iterdir() if not each.name.startswith(".") and (each / MANIFEST).is_file()]
        except OSError:
            return ()
        return tuple(sorted((_describe(each) for each in folders), key=lambda saved: (saved.title.casefold(), saved.id)))

    def path(self, study_id: str) -> Path:
        """Return the folder of a study.

        Raises
        ------
        LibraryError
            If there is none of that id; an id is a plain name, never a path.
        """
        if study_id not in {saved.id for saved in self.studies()}:
            raise LibraryError(
                f"There is no saved study {shorten(study_id, LONGEST_NAME)!r}. It may have been deleted; choose another one."
            )
        return self.folder / study_id

    def save(self, title: str, write: Callable[[Path], object]) -> str:
        """Keep a new study.

        Parameters
        ----------
        title : str
            Its name; the folder is named after it.
        write : callable
            Writes a whole study into the empty folder that it is given.

        Returns
        -------
        str
            Its id. A study appears whole or not at all.

        Raises
        ------
        LibraryError
            If the folder cannot be written.
        StudyError
            What `write` raises.
        """
        with self._aside() as aside:
            write(aside)
            study_id = free_name(plain_id(title) or "study", lambda name: (self.folder / name).exists())
            aside.rename(self.folder / study_id)
        return study_id

    def replace(self, study_id: str, write: Callable[[Path], object]) -> None:
        """Write a study anew under the id it has; the old one stays until the new one is whole."""
        old = self.path(study_id)
        with self._aside() as aside:
            write(aside)
            out_of_the_way = aside.with_name(f"{aside.name}-old")
            old.rename(out_of_the_way)
            aside.rename(old)
            shutil.rmtree(out_of_the_way, ignore_errors=True)

    def duplicate(self, study_id: str, title: str) -> str:
        """Copy a study under another title, and return the copy's id."""
        original = self.path(study_id)

        def write(folder: Path) -> None:
            shutil.copytree(original, folder, dirs_exist_ok=True, symlinks=True)
            retitle(folder, title)

        return self.save(title, write)

    def rename(self, study_id: str, title: str) -> None:
        """Give a study another title; its id, and links to it, stay."""
        retitle(self.path(study_id), title)

    def delete(self, study_id: str) -> None:
        """Delete a study with all its files.

        Raises
        ------
        LibraryError
            If it is not there, or cannot be deleted.
        """
        folder = self.path(study_id)
        try:
            shutil.rmtree(folder)
        except OSError as error:
            raise LibraryError(
                f"The study {study_id} cannot be deleted ({error.strerror}). Close what uses {folder}, and try again."
            ) from None

    @contextlib.contextmanager
    def _aside(self) -> Iterator[Path]:
        """Make an empty hidden folder beside the studies, and take away what is left of it."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            aside = Path(tempfile.mkdtemp(prefix=".new-", dir=self.folder))
        except OSError as error:
            message = f"Studies cannot be saved in {self.folder} ({error.strerror}). Name another folder with LEFTOUT_STUDIES."
            raise LibraryError(message) from None
        try:
            yield aside
        except OSError as error:
            raise LibraryError(
                f"The study cannot be written ({error.strerror}). Free room, or change permissions of {self.folder}."
            ) from None
        finally:
            shutil.rmtree(aside, ignore_errors=True)


def retitle(folder: Path, title: str) -> None:
    """Change the title in a manifest and nothing else.

    Raises
    ------
    LibraryError
        If the title is empty, too long or holds a line break, or the manifest cannot be changed.
    """
    name = title.strip()
    if not name or len(name) > LONGEST_TITLE or not name.isprintable():
        raise LibraryError(
            f"The title {shorten(name, LONGEST_NAME)!r} cannot be used; expected one line of at most {LONGEST_TITLE} characters."
        )
    manifest = folder / MANIFEST
    quoted = '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'
    try:
        text = manifest.read_text(encoding="utf-8-sig")
        head, part, rest = text.partition("\n[")
        changed, count = _TITLE_LINE.subn(lambda _: f"title = {quoted}", head, count=1)
        aside = folder / f".{MANIFEST}.new"
        aside.write_text((changed if count else f"title = {quoted}\n{head}") + part + rest, encoding="utf-8")
        aside.replace(manifest)
    except UnicodeDecodeError:
        raise LibraryError(f"The title cannot be changed: {manifest} is not UTF-8. Save it as UTF-8, or delete the study.") from None
    except OSError as error:
        raise LibraryError(f"The study cannot be renamed ({error.strerror}). Change the permissions of {manifest}.") from None


def _describe(folder: Path) -> SavedStudy:
    manifest = folder / MANIFEST
    changed = 0.0
    try:
        changed = manifest.stat().st_mtime
        read = read_manifest(manifest.read_text(encoding="utf-8-sig"), MANIFEST)
    except (StudyError, OSError, UnicodeDecodeError):
        return SavedStudy(folder.name, folder.name, None, changed)
    return SavedStudy(folder.name, read.title or folder.name, len(read.sources), changed)
