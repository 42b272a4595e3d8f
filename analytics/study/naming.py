"""Names made of what people wrote: ids in plain letters, and readable names of files."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

LONGEST_NAME = 60
"""Longest name, in characters: with folder and ending it stays below what any system takes."""

_RESERVED = re.compile(r"con|prn|aux|nul|(com|lpt)[0-9¹²³]")
"""Names that Windows keeps for devices, whatever their ending; a hyphen at the end sets them free."""


def plain_id(words: str, longest: int = LONGEST_NAME) -> str:
    """Make an id that may stand in an address, a command and the name of a folder, and that any keyboard can type.

    Parameters
    ----------
    words : str
        A title, an outlet, the name of a file.
    longest : int
        Most characters, at least 1.

    Returns
    -------
    str
        Small ASCII letters, digits and hyphens; accents are dropped. Empty where nothing can be written so, as in most scripts: the
        caller knows what to say instead.

    Examples
    --------
    >>> plain_id("Süddeutsche Zeitung (online)"), plain_id("朝日新聞"), plain_id("CON")
    ('suddeutsche-zeitung-online', '', 'con-')
    """
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode("ascii").lower()
    return _name(plain, r"[^a-z0-9]+", longest)


def readable_name(words: str, longest: int = LONGEST_NAME) -> str:
    """Make a name for a file that a person will look for, in the script of the study.

    Parameters
    ----------
    words : str
        Any text, with slashes, points and marks of any script.
    longest : int
        Most characters, at least 1; one more for a name that a system keeps for itself.

    Returns
    -------
    str
        Letters, digits and hyphens of any script, never empty; no path and no name that a system keeps for itself.

    Examples
    --------
    >>> readable_name("../A b/c.csv"), readable_name("日本 共同声明"), readable_name("..")
    ('a-b-c-csv', '日本-共同声明', 'unnamed')
    """
    return _name(unicodedata.normalize("NFC", words).casefold(), r"[\W_]+", longest) or "unnamed"


def free_name(name: str, is_taken: Callable[[str], bool]) -> str:
    """Return the name, or the name with the first number, from 2, that is not taken.

    Examples
    --------
    >>> free_name("lakes", {"lakes", "lakes-2"}.__contains__)
    'lakes-3'
    """
    number, free = 1, name
    while is_taken(free):
        number += 1
        free = f"{name}-{number}"
    return free


def _name(words: str, others: str, longest: int) -> str:
    name = re.sub(others, "-", words).strip("-")[:longest].strip("-")
    return f"{name}-" if _RESERVED.fullmatch(name) else name
