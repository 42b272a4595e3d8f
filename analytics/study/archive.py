"""A study in one file: packed into a zip, and unpacked again without trusting it."""

from __future__ import annotations

import io
import stat
import zipfile
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from analytics.errors import Fault, ReadError, StudyError
from analytics.settings import ReadLimits
from analytics.study.entries import MANIFEST
from analytics.study.packages import Package

if TYPE_CHECKING:
    from collections.abc import Mapping

LIMITS = ReadLimits(max_unpacked_bytes=500_000_000, max_packing_ratio=2_000)
"""What a study in one file may hold: as many bytes as may be brought at once, packed as well as a zip can."""

FIXED_TIME = (1980, 1, 1, 0, 0, 0)
"""Time written for every file, so that the same study gives the same bytes; the earliest that a zip can hold."""


def pack_files(files: Mapping[str, bytes]) -> bytes:
    """Pack files into a zip.

    Parameters
    ----------
    files : mapping of str to bytes
        Content by path, with forward slashes.

    Returns
    -------
    bytes
        The zip: names sorted, times fixed; the same files give the same bytes.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, FIXED_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = (stat.S_IFREG | 0o644) << 16
            packed.writestr(entry, files[name])
    return out.getvalue()


def pack_study(folder: Path) -> bytes:
    """Pack every file of a study's folder: manifest, texts, codebook, originals.

    Parameters
    ----------
    folder : pathlib.Path
        A folder with a ``study.toml``. Hidden files, and links, are left out.

    Returns
    -------
    bytes
        As from `pack_files`.

    Raises
    ------
    StudyError
        If there is no manifest, or a file cannot be read.
    """
    if not (folder / MANIFEST).is_file():
        raise StudyError([Fault(MANIFEST, f"is not in the folder {folder}; expected a study to pack. Name the folder of a study.")])
    files = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if any(part.startswith(".") for part in name.parts) or path.is_symlink() or not path.is_file():
            continue
        try:
            files[name.as_posix()] = path.read_bytes()
        except OSError as error:
            raise StudyError([Fault(name.as_posix(), f"cannot be read ({error.strerror}). Change its permissions.")]) from None
    return pack_files(files)


def unpack_files(data: bytes, file: str) -> dict[str, bytes]:
    """Read every file of a zip that came from elsewhere.

    Parameters
    ----------
    data : bytes
        The zip.
    file : str
        How it is called in messages.

    Returns
    -------
    dict of str to bytes
        Content by path, in the order of the archive. Folders and the system files of macOS are left out.

    Raises
    ------
    StudyError
        If it is no zip, is damaged or locked by a password, holds a link or a path that leads out of it, or more than `LIMITS` permit.
    """
    try:
        package = Package(file, data, LIMITS)
        # as the path is read, not as it is written: what is cut off at the front of "a//b" must not leave "/b"
        return {PurePosixPath(part.filename.replace("\\", "/")).as_posix(): package.read(part) for part in package.brought()}
    except ReadError as error:
        # a reader leaves such a file aside and goes on with others; here there are no others
        raise StudyError([replace(fault, severity="fatal") for fault in error.faults]) from None


def unpack_study(data: bytes, folder: Path, file: str = "study.zip") -> Path:
    """Unpack a packed study into a folder.

    Parameters
    ----------
    data : bytes
        A zip with a ``study.toml`` at its top or in its only folder.
    folder : pathlib.Path
        Empty, and there.
    file : str
        How the zip is called in messages.

    Returns
    -------
    pathlib.Path
        The folder.

    Raises
    ------
    StudyError
        As `unpack_files`, or if there is no manifest in it.
    """
    files = unpack_files(data, file)
    manifests = sorted((name for name in files if PurePosixPath(name).name == MANIFEST), key=lambda name: name.count("/"))
    if not manifests or manifests[0].count("/") > 1:
        raise _refused(file, f"holds no {MANIFEST}; expected a packed study. Pack the folder of a study, with its {MANIFEST} at the top.")
    top = manifests[0].removesuffix(MANIFEST)
    for name, content in files.items():
        if not name.startswith(top):
            continue
        target = folder / name.removeprefix(top)
        if not target.resolve().is_relative_to(folder.resolve()):
            raise _refused(name, "has a path that leads out of the archive. Pack the files anew.")
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        except OSError as error:
            raise StudyError([Fault(name, f"cannot be unpacked ({error.strerror}). Free room, or rename the file.")]) from None
    return folder


def is_packed(path: Path) -> bool:
    """Tell whether a path names a packed study rather than a folder or a manifest."""
    return path.suffix.lower() == ".zip"


def _refused(file: str, message: str) -> StudyError:
    return StudyError([Fault(file, message)])
