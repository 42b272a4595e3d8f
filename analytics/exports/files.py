"""Files written whole or not at all."""

from __future__ import annotations

import contextlib
import os
import secrets
from typing import TYPE_CHECKING

from analytics.errors import ExportError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_LONGEST_NAME = 60


def make_folder(folder: Path) -> None:
    """Make a folder, and those above it, where they are missing.

    Parameters
    ----------
    folder : pathlib.Path
        The folder wanted.

    Raises
    ------
    ExportError
        If it cannot be made, or is a file.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise ExportError(f"{folder} is a file; expected a folder to write into. Name another folder.") from None
    except OSError as error:
        raise ExportError(f"The folder {folder} cannot be made ({_reason(error)}). Name another one, or change its permissions.") from None


def write_file(path: Path, content: bytes) -> None:
    """Write a file aside and rename it, so that a reader finds the old file or the new one, never half of one.

    Parameters
    ----------
    path : pathlib.Path
        The file; its folder exists.
    content : bytes
        All of it.

    Raises
    ------
    ExportError
        If it cannot be written.
    """
    write_files({path: content})


def write_files(contents: Mapping[Path, bytes]) -> None:
    """Write several files aside and rename them once all are whole, so that a full disk leaves the old ones as they were.

    Parameters
    ----------
    contents : mapping of pathlib.Path to bytes
        All of each file; their folders exist.

    Raises
    ------
    ExportError
        If one cannot be written, or is no file but a device or a folder; then none is.
    """
    # numbered: long names may begin alike
    run = f"{os.getpid()}-{secrets.token_hex(4)}"
    asides = {path: path.with_name(f".{path.name[:_LONGEST_NAME]}.{run}-{number}.partial") for number, path in enumerate(contents)}
    path = None
    try:
        for path, content in contents.items():
            if path.exists() and not path.is_file():  # to rename onto a device would take it away from the machine
                raise ExportError(f"{path} is a folder, a device or a pipe; expected a file. Name another one.")
            asides[path].write_bytes(content)
        for path, aside in asides.items():
            aside.replace(path)
    except OSError as error:
        raise ExportError(f"{path} cannot be written ({_reason(error)}). Free room, change permissions, or name another folder.") from None
    finally:
        # whatever stopped it, an interruption by the user too
        for aside in asides.values():
            with contextlib.suppress(OSError):
                aside.unlink()


def _reason(error: OSError) -> str:
    return error.strerror or str(error)
