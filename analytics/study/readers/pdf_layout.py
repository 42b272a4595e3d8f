"""Where the lines of a page stand: read while pypdf takes the words, from the same drawing steps."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from pypdf.generic import DictionaryObject

MEAN_WIDTH = 0.5
"""Width of a letter in ems where the font does not tell; signs of scripts without blanks are an em wide."""

_WIDE = re.compile(r"[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff\uff00-\uff60]")
# a line may end behind every sign of a script without blanks, though not before a mark that closes, nor behind one that opens
_FIRST_WORD = re.compile(
    rf"[「『（【〈《〔]*(?![「『（【〈《〔]){_WIDE.pattern}[、。，．」』）】〉》〕・：；？！…ーァィゥェォッャュョぁぃぅぇぉっゃゅょ々]*|(?:(?!{_WIDE.pattern})\S)+"
)
_BLANKS = re.compile(r"[ \t]{2,}")
_BOLD = re.compile(r"bold|black|heavy|semibd|-bd", re.IGNORECASE)
_THOUSAND = 1000.0


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """One line of a page, in points from its lower left corner.

    Parameters
    ----------
    text : str
        Its words, without blanks at the ends.
    left, right : float
        Where it begins and ends.
    base : float
        Height of its base line.
    size : float
        Size of most of its letters.
    is_bold : bool
        Whether all of it is set in a bold font.
    space, first_word : float
        How wide a blank and its first word are.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    is_bold: bool
    space: float
    first_word: float


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    left: float
    base: float
    size: float
    width: float
    is_bold: bool
    measure: Callable[[str], float]


class LineCollector:
    """Gathers the lines of one page: give `on_text` and `on_operator` to pypdf's ``extract_text``."""

    def __init__(self) -> None:
        self._lines: list[list[_Piece]] = [[]]
        self._fonts: dict[int, tuple[object, Callable[[str], float], bool]] = {}
        self._moved = self._per_sign = self._per_blank = 0.0

    def on_operator(self, operator: object, operands: Sequence[Any]) -> None:
        """Note what widens a line besides its letters: justification."""
        if operator == b"TJ" and operands and isinstance(operands[0], list):
            self._moved -= sum(float(each) for each in operands[0] if isinstance(each, int | float))
        elif operator in (b"Tc", b"Tw") and operands and isinstance(operands[0], int | float):
            if operator == b"Tc":
                self._per_sign = float(operands[0])
            else:
                self._per_blank = float(operands[0])

    def on_text(self, text: str, cm: Sequence[float], tm: Sequence[float], font: DictionaryObject | None, size: float) -> None:
        """Take a stretch of text and its place."""
        for place, words in enumerate(text.replace("\f", "\n").split("\n")):
            if place:
                self._lines.append([])
            if words.strip():
                self._lines[-1].append(self._piece(words, cm, tm, font, float(size)))

    def lines(self) -> list[PlacedLine]:
        """Return the lines that have words, in the order of drawing."""
        return [_line(pieces) for pieces in self._lines if pieces]

    def _piece(self, words: str, cm: Sequence[float], tm: Sequence[float], font: DictionaryObject | None, size: float) -> _Piece:
        measure, is_bold = self._font(font)
        scale = math.hypot(tm[0] * cm[0] + tm[1] * cm[2], tm[0] * cm[1] + tm[1] * cm[3]) or 1.0
        # pypdf writes a blank for a wide step beside the blank that the line has
        words = _BLANKS.sub(" ", words)
        width = measure(words) * size + self._moved / _THOUSAND * size + self._per_sign * len(words) + self._per_blank * words.count(" ")
        self._moved = 0.0
        left = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
        base = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        return _Piece(words, left, base, size * scale, width * scale, is_bold, measure)

    def _font(self, font: DictionaryObject | None) -> tuple[Callable[[str], float], bool]:
        known = self._fonts.get(id(font))
        if known is None:
            name = str(font.get("/BaseFont", "")) if font is not None else ""
            # the font itself is kept, so that its id is not given to another
            known = self._fonts[id(font)] = (font, _measure(font), bool(_BOLD.search(name)))
        return known[1], known[2]


def _line(pieces: Sequence[_Piece]) -> PlacedLine:
    main = max(pieces, key=lambda piece: len(piece.text.strip()))
    text = "".join(piece.text for piece in pieces)
    first = _FIRST_WORD.match(text.lstrip())
    blanks = len(pieces[0].text) - len(pieces[0].text.lstrip())
    trailing = len(pieces[-1].text) - len(pieces[-1].text.rstrip())
    space = main.measure(" ") * main.size
    last = max(pieces, key=lambda piece: piece.left + piece.width)
    return PlacedLine(
        text=_BLANKS.sub(" ", text.strip()),
        left=min(piece.left for piece in pieces) + blanks * space,
        right=last.left + last.width - trailing * space,
        base=main.base,
        size=main.size,
        is_bold=all(piece.is_bold for piece in pieces if any(map(str.isalnum, piece.text))),
        space=space,
        first_word=main.measure(first[0] if first else "") * main.size,
    )


def _measure(font: DictionaryObject | None) -> Callable[[str], float]:
    """Return what tells the width of words in ems: by the font's own widths, else by what is usual."""
    widths = _widths(font)
    if not widths:
        return lambda words: sum(1.0 if _WIDE.match(sign) else MEAN_WIDTH for sign in words)
    usual = widths.get("default") or MEAN_WIDTH * _THOUSAND

    def measure(words: str) -> float:
        # a font without a blank moves the pen instead, which is counted with the steps of drawing
        return sum(widths.get(sign, 0.0 if sign == " " else usual) for sign in words) / _THOUSAND

    return measure


def _widths(font: DictionaryObject | None) -> Mapping[str, float]:
    """Return the widths of a font's signs, in thousandths of an em; none where they cannot be told."""
    if font is None:
        return {}
    try:  # not part of what pypdf promises: without it widths are guessed
        from pypdf.generic._font import Font

        known = Font.from_font_resource(font)
        by_code = {code: float(width) for code, width in known.character_widths.items()}
        encoding = known.encoding if isinstance(known.encoding, dict) else {}
        signs = {code: known.character_map.get(code) or encoding.get(ord(code)) or code for code in by_code if len(code) == 1}
    except Exception:  # a damaged font, or another pypdf: words are read all the same
        return {}
    widths = {"default": by_code.get("default", 0.0)}
    for code, sign in signs.items():
        for each in sign:  # a ligature is one sign of the font and several of the text
            widths[each] = by_code[code] / len(sign)
    return widths
