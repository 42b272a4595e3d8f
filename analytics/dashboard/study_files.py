"""Unsaved studies kept on disk between two visits of one browser tab, each packed into one file."""

from __future__ import annotations

import contextlib
import filecmp
import os
from typing import TYPE_CHECKING

from analytics.dashboard.private_files import PrivateFiles, unlink
from analytics.errors import DraftError, StudyError
from analytics.study.archive import pack_study, unpack_study

if TYPE_CHECKING:
    from pathlib import Path


class StudyFiles(PrivateFiles):
    """The unsaved studies in the folder of drafts, one file each; they are never changed, only replaced by another under another key."""

    ENDING = ".study"

    def write(self, key: str, study: Path) -> None:
        """Keep the study of a folder under a key.

        Raises
        ------
        DraftError
            If it is too large, there are too many, or the folder cannot be written.
        """
        path = self._path(key)
        aside = path.with_name(f"{path.name}-new")
        try:
            packed = pack_study(study)
            self._make_folder()
            self._require_room(path, len(packed), "The study")
            with contextlib.closing(os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb")) as out:
                out.write(packed)
            aside.replace(path)
        except (OSError, StudyError) as error:
            unlink(aside)
            if isinstance(error, DraftError):
                raise
            message = f"The study cannot be kept in {self._folder} ({error}). Free room, or change the permissions of the folder."
            raise DraftError(message) from None

    def is_kept(self, key: str) -> bool:
        """Tell whether a study is kept under a key."""
        return self._path(key).is_file()

    def unpack(self, key: str, folder: Path) -> bool:
        """Unpack the study kept under a key into an empty folder; return whether there is one, undamaged."""
        path = self._path(key)
        try:
            if self._is_over(path):
                return False
            unpack_study(path.read_bytes(), folder, path.name)
        except (OSError, StudyError):
            return False
        return True

    def delete(self, key: str) -> None:
        """Delete the study kept under a key."""
        unlink(self._path(key))


def has_same_files(first: Path, second: Path) -> bool:
    """Tell whether two folders hold the same files, byte for byte."""
    files = [sorted(path.relative_to(folder) for path in folder.rglob("*") if path.is_file()) for folder in (first, second)]
    return files[0] == files[1] and not any(filecmp.cmpfiles(first, second, [str(path) for path in files[0]], shallow=False)[1:])
