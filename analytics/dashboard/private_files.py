"""Files that the dashboard keeps for one browser tab alone: who finds them, how large they become, when they go."""

from __future__ import annotations

import contextlib
import hashlib
import re
import secrets
import time
from typing import TYPE_CHECKING

from analytics.errors import DraftError
from analytics.settings import DraftLimits

if TYPE_CHECKING:
    from pathlib import Path

KEY_BYTES = 32
"""Random bytes of a key: nobody guesses it."""

_OURS = re.compile(r"[0-9a-f]{64}\.(draft(-journal)?|study(-new)?)")
_SECONDS_A_DAY = 86_400


def new_key() -> str:
    """Draw the key of a file: whoever has it can read the file, and nobody else."""
    return secrets.token_urlsafe(KEY_BYTES)


class PrivateFiles:
    """Files in a folder that only the user of this machine can read, each found by its key alone.

    Parameters
    ----------
    folder : pathlib.Path
        Where they lie; made when the first is kept.
    limits : DraftLimits, optional
        How large they may become, one and all together, and how long they stay.

    Notes
    -----
    A file is named by the hash of its key, so that no key is a path and the names give no key away.
    """

    ENDING = ""
    """How the names of these files end."""

    def __init__(self, folder: Path, limits: DraftLimits | None = None) -> None:
        self._folder, self._limits = folder, limits or DraftLimits()

    def drop_old(self) -> None:
        """Delete what nobody has changed for longer than the limit says."""
        for path in self._files():
            with contextlib.suppress(OSError):
                if self._is_over(path):
                    path.unlink()

    def _is_over(self, path: Path) -> bool:
        return time.time() - path.stat().st_mtime > self._limits.max_days * _SECONDS_A_DAY

    def _files(self) -> list[Path]:
        try:
            return [path for path in self._folder.iterdir() if _OURS.fullmatch(path.name)]
        except OSError:
            return []

    def _path(self, key: str) -> Path:
        return self._folder / f"{hashlib.sha256(key.encode('utf-8', 'replace')).hexdigest()}{self.ENDING}"

    def _make_folder(self) -> None:
        self._folder.parent.mkdir(parents=True, exist_ok=True)
        self._folder.mkdir(mode=0o700, exist_ok=True)

    def _require_room(self, path: Path, size: int, what: str) -> None:
        """Refuse a file of a size; `what` says what it holds, as a sentence begins."""
        if size > self._limits.max_bytes:
            message = f"{what} holds {size / 1e6:,.0f} MB, and at most {self._limits.max_bytes / 1e6:,.0f} MB are kept. Save the study."
            raise DraftError(message)
        others = 0
        for each in self._files():
            with contextlib.suppress(OSError):
                others += each.stat().st_size if each != path else 0
        if others + size > self._limits.max_total_bytes:
            message = f"All drafts together would pass {self._limits.max_total_bytes / 1e6:,.0f} MB, the limit. Save the study."
            raise DraftError(message)


def unlink(path: Path) -> None:
    """Delete a file, where that is possible."""
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)
