"""The layout of a text: lines, list items, and which lines make one paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Kind = Literal["heading", "sentence", "bullet"]

_LINE = re.compile(r"[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_BLANK = " \t\u00a0\u2007\u202f\u3000\ufeff\x00"
_BULLET = re.compile(r"(?:[-*+–—](?=[ \t\u00a0\u3000])|[•·‣◦●▪■◆►▶✓・])[ \t\u00a0\u3000]*(?=\S)")
_NUMBER = r"\d{1,3}|[a-z]|[ivx]{2,5}|[一二三四五六七八九十]{1,3}"
_NUMBERED = re.compile(rf"(?P<open>[(（]?)(?P<number>{_NUMBER})(?P<close>[.)）．、])(?P<blank>[ \t\u00a0\u3000]*)(?=\S)")
_HASHES = re.compile(r"#{1,6}[ \t\u00a0]+(?=\S)")
_EMPHASIS = re.compile(r"(?P<mark>\*{1,3}|_{1,3})(?=\S)(?P<text>[^*_]+)(?P=mark)$")
_SENTENCE_END = re.compile(r"[.!?…。！？؟۔｡][\"'”’»›«“)\]」』）*_]*$")
_CASELESS = re.compile(r"[\u0600-\u06ff\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_CHINESE_NUMERALS = "一二三四五六七八九十"

_WIDEST_WRAPPED = 120
_NARROWEST_WRAPPED = 30
_NARROWEST_WRAPPED_CASELESS = 15
_LONG_OPEN_LINE = 60
_LEAST_PAIRS = 2
_FULL_SHARE = 0.8
_FULL_LINES = 0.6
_SMALL_LINES = 0.3
_FITS_SHARE = 0.92
_FIRST_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\s\u3040-\u30ff\u3400-\u9fff]+")


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a list item or a paragraph: one line, or several that were broken by the width of a page.

    Parameters
    ----------
    start, end : int
        Span in the text, without markers (``-``, ``1.``, ``##``, ``**``) and blanks at the ends.
    kind : {"heading", "sentence", "bullet"}
        What its marker says; a line without a marker is ``sentence``.
    paragraph : int
        Number of the block, from 1.
    is_first : bool
        Whether an empty line, or nothing, stands before it.
    indent : int
        Blanks before it, in characters.
    """

    start: int
    end: int
    kind: Kind
    paragraph: int
    is_first: bool
    indent: int


def split_blocks(text: str) -> list[Block]:
    """Cut a text into blocks by its lines and their markers.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    list of Block
        In order, numbered from 1. Lines without a letter or digit (rules, decoration) are in none of them.
    """
    runs = list(_runs(_lines(text)))
    wrapped_at = _page_width(text, runs)
    blocks = [block for run in runs for block in _joined(text, run, wrapped_at)]
    return [replace(block, paragraph=number) for number, block in enumerate(blocks, start=1)]


def _lines(text: str) -> Iterator[Block]:
    """Yield one block per line that has a letter or digit."""
    matches = [match for match in _LINE.finditer(text) if match.group().strip(_BLANK)]
    numbered = _list_numbers(text, matches)
    end_before = -1
    is_separated = True
    for position, match in enumerate(matches):
        is_separated = is_separated or len(text[end_before : match.start()].replace("\r\n", "\n")) > 1
        start, end = _trimmed(text, *match.span())
        indent = start - match.start()
        end_before = match.end()
        if not any(map(str.isalnum, text[start:end])):
            is_separated = True
            continue
        start, end, kind = _without_marker(text, start, end, numbered.get(position))
        yield Block(start, end, kind, 0, is_separated, indent)
        is_separated = False


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip(_BLANK))
    return start + left, end - (len(piece) - len(piece.rstrip(_BLANK)))


def _without_marker(text: str, start: int, end: int, number_end: int | None) -> tuple[int, int, Kind]:
    """Take list and heading markers off a line, and say what they make of it."""
    kind: Kind = "sentence"
    bullet, hashes = _BULLET.match(text, start, end), _HASHES.match(text, start, end)
    if hashes:
        start, kind = hashes.end(), "heading"
        end = start + len(text[start:end].rstrip("# \t\u00a0"))
    elif bullet and bullet.end() < end:
        start, kind = bullet.end(), "bullet"
    elif number_end is not None:
        start, kind = number_end, "bullet"
    emphasis = _EMPHASIS.match(text, start, end)
    if emphasis and any(map(str.isalnum, emphasis["text"])):
        start, end = emphasis.span("text")
        start, end = _trimmed(text, start, end)
    return start, end, kind


def _list_numbers(text: str, lines: Sequence[re.Match[str]]) -> dict[int, int]:
    """Find the lines that begin with a list number, and where the number ends.

    ``(1)`` and ``1)`` are always list numbers; ``1.`` only beside ``2.``, for "16. Januar" and "3. Platz" begin sentences.
    """
    found: list[tuple[int, int, str, int]] = []
    for position, line in enumerate(lines):
        start, _ = _trimmed(text, *line.span())
        match = _NUMBERED.match(text, start, line.end())
        if match and (match["blank"] or match["close"] in "、．）"):
            style = match["open"] + match["close"] + ("1" if match["number"].isdigit() else "a")
            found.append((position, match.end(), style, _value(match["number"])))
    accepted: dict[int, int] = {}
    last_of: dict[str, tuple[int, int, int]] = {}
    for position, end, style, value in found:
        if style[0] in "(（)）":
            accepted[position] = end
        before = last_of.get(style)
        if before and before[2] + 1 == value:
            accepted[before[0]], accepted[position] = before[1], end
        last_of[style] = (position, end, value)
    return accepted


def _value(number: str) -> int:
    """Return the place of a list number in its sequence: ``c`` and ``3`` alike follow what is one less."""
    if number.isdigit():
        return int(number)
    if number[0] in _CHINESE_NUMERALS:
        tens, ten, ones = number.rpartition("十")
        return (_CHINESE_NUMERALS.index(tens[:1] or "一") + 1) * 10 * bool(ten) + (_CHINESE_NUMERALS.index(ones[:1]) + 1 if ones else 0)
    return ord(number) if len(number) == 1 else 0


def _runs(lines: Iterable[Block]) -> Iterator[list[Block]]:
    """Yield the lines between two empty lines."""
    run: list[Block] = []
    for line in lines:
        if line.is_first and run:
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _page_width(text: str, runs: Sequence[Sequence[Block]]) -> int | None:
    """Return the width at which the lines of a text were broken, in characters; None for a text with paragraphs on one line each."""
    pairs = [pair for run in runs for pair in pairwise(run) if max(line.end - line.start for line in pair) <= _WIDEST_WRAPPED]
    if len(pairs) < _LEAST_PAIRS:
        return None
    widths = [line.end - line.start for line, _ in pairs]
    widest = max(widths)
    is_open = sum(not _SENTENCE_END.search(text[line.start : line.end]) for line, _ in pairs)
    if 2 * is_open < len(pairs):
        return None
    if _is_caseless(text, pairs):
        full = sum(width >= _FULL_SHARE * widest for width in widths)
        return widest if widest >= _NARROWEST_WRAPPED_CASELESS and full >= _FULL_LINES * len(pairs) else None
    begins_small = sum(text[line.start].islower() and line.kind == "sentence" for _, line in pairs)
    return widest if median(widths) >= _NARROWEST_WRAPPED and begins_small >= _SMALL_LINES * len(pairs) else None


def _is_caseless(text: str, pairs: Sequence[tuple[Block, Block]]) -> bool:
    sample = "".join(text[line.start : line.end] for line, _ in pairs[:50])
    return len(_CASELESS.findall(sample)) > len(sample) / 3 or not any(map(str.isupper, sample))


def _joined(text: str, run: Sequence[Block], wrapped_at: int | None) -> Iterator[Block]:
    """Join the lines of a run that one paragraph was broken into."""
    block = last = run[0]
    for line in run[1:]:
        if _continues(text, last, line, wrapped_at):
            block = replace(block, end=line.end)
        else:
            yield block
            block = line
        last = line
    yield block


def _continues(text: str, last: Block, line: Block, wrapped_at: int | None) -> bool:
    """Say whether a line carries on the sentence or paragraph of the line before it."""
    if line.kind != "sentence" or last.kind == "heading":
        return False
    width = last.end - last.start
    begins_small = text[line.start].islower()
    if last.kind == "bullet" and line.indent >= last.indent + 2:
        return True
    if wrapped_at and max(width, line.end - line.start) <= _WIDEST_WRAPPED:
        first_word = _FIRST_WORD.match(text, line.start, line.end)
        needed = width + 1 + (len(first_word.group()) if first_word else 0)
        return begins_small or needed > _FITS_SHARE * wrapped_at
    return begins_small and width >= _LONG_OPEN_LINE and not _SENTENCE_END.search(text[last.start : last.end])
