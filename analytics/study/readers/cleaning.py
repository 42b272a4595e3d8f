"""What is taken out of every text, and what every text must have."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from analytics.study.readers.model import Removed, refusal

if TYPE_CHECKING:
    from analytics.settings import ReadLimits

CHARACTERS_PER_WORD = 10
"""Upper guess for the length of a word, so that a text without blanks is measured too."""

# Signs that no reader sees: they hide words from a comparison, or turn the order of what is shown around. The joiners U+200C and
# U+200D stay, since Persian, Indian scripts and emoji need them; so do the plain direction marks U+200E and U+200F.
_HIDDEN = {
    "\u00ad": "soft hyphen",
    "\u200b": "zero-width space",
    "\u2060": "word joiner",
    "\ufeff": "zero-width no-break space",
    "\u180e": "vowel separator",
    **{chr(code): "direction override" for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))},
    **{chr(code): "tag character" for code in range(0xE0000, 0xE0080)},
    **{chr(code): "control character" for code in (*range(9), *range(0xE, 0x20), *range(0x7F, 0x85), *range(0x86, 0xA0))},
    **{chr(code): "no character" for code in (*range(0xFDD0, 0xFDF0), 0xFFFE, 0xFFFF)},
}
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]")
_LINE_BREAK = re.compile("\r\n|[\r\v\x85\u2028\u2029]")
_SPECIAL = frozenset({"\r", "\v", "\x85", "\u2028", "\u2029", *map(chr, range(0xD800, 0xE000))})
_SURROGATE = re.compile("[\ud800-\udfff]")


def clean_text(text: str) -> tuple[str, tuple[Removed, ...]]:
    r"""Take out signs that nobody sees, and write every line break as ``\n``.

    Parameters
    ----------
    text : str
        Any text; a form feed marks the end of a page and stays.

    Returns
    -------
    text : str
        The same words.
    removed : tuple of Removed
        Each kind of sign taken out, with its count.
    """
    # most texts have none of these signs, and a set of their characters tells at once
    if not _SPECIAL.isdisjoint(text):
        text = _SURROGATE.sub("\ufffd", _LINE_BREAK.sub("\n", text))
    present = _HIDDEN.keys() & set(text)
    if not present:
        return text, ()
    kinds: Counter[str] = Counter()
    for sign in sorted(present):
        kinds[_HIDDEN[sign]] += text.count(sign)
    removed = tuple(Removed(kind, "hidden character", count) for kind, count in kinds.items())
    return text.translate(dict.fromkeys(map(ord, present))), removed


def rough_words(text: str) -> int:
    """Count words without knowing the language: those between blanks, and one for every two characters of a script without blanks."""
    unspaced = len(_UNSPACED.findall(text))
    # the marks that are left between such scripts are no words
    return sum(1 for word in _UNSPACED.sub(" ", text).split() if any(map(str.isalnum, word))) + unspaced // 2


def one_line(text: object, characters: int) -> str:
    """Bring a value of a file's metadata on one line of plain text, cut to a length; empty for None."""
    line = " ".join(clean_text("" if text is None else str(text))[0].replace("\f", " ").split())
    return line if len(line) <= characters else line[: characters - 1].rstrip() + "…"


def require_sound_text(text: str, file: str, limits: ReadLimits, row: int | None = None) -> None:
    """Raise `ReadError` for a text without words, and for one longer than what is analysed."""
    if not any(character.isalnum() for character in text):
        raise refusal(file, "holds no words; expected a text. Check that the file is the right one.", row)
    words = max(len(text.split()), len(text) // CHARACTERS_PER_WORD)
    if words > limits.max_words:
        message = f"holds about {words:,} words; at most {limits.max_words:,} are analysed. Split the text, or leave parts out."
        raise refusal(file, message, row)
    longest = max(map(len, text.split("\n")))
    if longest > limits.max_line_characters:
        message = f"has a line of {longest:,} characters; at most {limits.max_line_characters:,} are read. Break it into paragraphs."
        raise refusal(file, message, row)
