"""Paragraphs, headings, bullets and table rows of a statement, and the sentences in them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import sentencex

from analytics.study.normalisation import MARK_IN_BRACKETS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analytics.study.grammar.lexicon import Lexicon

BlockKind = Literal["heading", "paragraph", "bullet", "row", "speech", "boilerplate"]

LONGEST_HEADING_WORDS = 14
"""Words of a line without a full stop up to which it may be a heading."""

LONGEST_HEADING_CHARACTERS = 110
"""The same in characters; counts alone in scripts without blanks."""

LONGEST_SUBTITLE = 300
"""Characters of a line without a full stop, among the titles before the text, up to which it is one of them."""

LONGEST_SENTENCE = 3_000
"""Longer sentences, in characters, are cut at a mark or a blank: the search for verbs and joints grows with the square."""

_NUMBER = re.compile(
    r"(?:(?:article|art\.|articolo|artículo|artikel|第)\s*)?[(（]?([0-9０-９]{1,3})"
    r"(?:[.)．、）:](?![0-9])|条|(?=[ \u3000]+[\u3041-\u30ff\u4e00-\u9fff]))\s*",
    re.I,
)
_LETTER = re.compile(rf"(?:{MARK_IN_BRACKETS}|(?:[A-Za-z]|[ivxIVX]{{1,4}})[.)])\s+")
_BULLET = re.compile(r"[-–—*+•·‣▪●○◦■・]\s*")
_ROW = re.compile(r"[|+│┃┌└├╔╚║]")
_OPENING_QUOTE = re.compile(r"[\"“„«「『]")
_END = re.compile(r"[.!?;:。！？；：؟।,、…][)\]\"'»”’」』】）]*$")


@dataclass(frozen=True, slots=True)
class Block:
    """One line of the normalised statement.

    Parameters
    ----------
    start, end : int
        Span of its words, without number or bullet.
    kind : str
        Heading, paragraph, bullet, table row, speech (a spoken quotation) or boilerplate (notes, contacts).
    number : int or None
        The number it bears.
    marker : {"number", "letter", "bullet", ""}
        What stands before it.
    """

    start: int
    end: int
    kind: BlockKind
    number: int | None
    marker: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its span, and the index of its block."""

    start: int
    end: int
    block: int


def read_blocks(text: str, lexicon: Lexicon | None) -> list[Block]:
    """Tell apart headings, paragraphs, bullets and table rows of a normalised statement.

    Parameters
    ----------
    text : str
        One paragraph, bullet, heading or row a line.
    lexicon : Lexicon or None
        Knows the beginnings of notes and contacts; None where the language has none.

    Returns
    -------
    list of Block
        In order. A short line without a full stop is a heading unless its like stand next to it: then it is a list.
    """
    drafts = [_draft(text, start, end) for start, end in _lines(text)]
    blocks: list[Block] = []
    for index, draft in enumerate(drafts):
        after = drafts[index + 1] if index + 1 < len(drafts) else None
        before = drafts[index - 1] if index else None
        kind = _kind(text, draft, before, after, lexicon)
        if (
            kind == "paragraph"
            and all(block.kind == "heading" for block in blocks)
            and _is_subtitle(text, draft, drafts[index + 1 :], lexicon)
        ):
            kind = "heading"
        blocks.append(Block(draft.start, draft.end, kind, draft.number, draft.marker))
    return blocks


def _is_subtitle(text: str, draft: Block, below: list[Block], lexicon: Lexicon | None) -> bool:
    """Tell a long line of a title, with neither a full stop nor a verb by which statements act, from the text that begins below it."""
    words = text[draft.start : draft.end]
    if draft.marker or _END.search(words) or len(words) > LONGEST_SUBTITLE:
        return False
    if lexicon is not None and any(pattern.place == "anywhere" and pattern.forms.search(words) for pattern in lexicon.verbs):
        return False
    return any(block.kind == "paragraph" and _END.search(text[block.start : block.end]) for block in below)


def read_sentences(text: str, blocks: list[Block], language: str, lexicon: Lexicon | None) -> list[Sentence]:
    """Find the sentences of every paragraph and bullet.

    Parameters
    ----------
    text : str
        The normalised statement.
    blocks : list of Block
        Its lines.
    language : str
        Language code.
    lexicon : Lexicon or None
        Knows abbreviations; None where the language has none.

    Returns
    -------
    list of Sentence
        In order, without surrounding blanks.
    """
    found: list[Sentence] = []
    for index, block in enumerate(blocks):
        if block.kind in ("paragraph", "bullet"):
            found.extend(Sentence(start, end, index) for start, end in _sentence_spans(text, block, language, lexicon))
    return found


def _lines(text: str) -> Iterator[tuple[int, int]]:
    for match in re.finditer(r"[^\n]+", text):
        words = match[0].strip()
        if words:
            start = match.start() + match[0].index(words[0])
            yield start, start + len(words)


def _draft(text: str, start: int, end: int) -> Block:
    """Take the marker off a line; its kind is not known yet."""
    line = text[start:end]
    if _ROW.match(line) or not any(character.isalnum() for character in line):
        return Block(start, end, "row", None, "")
    number = _NUMBER.match(line)
    if number and number.end() < len(line):
        return Block(start + number.end(), end, "paragraph", int(number[1]), "number")
    letter = _LETTER.match(line)
    if letter and letter.end() < len(line):
        return Block(start + letter.end(), end, "bullet", None, "letter")
    bullet = _BULLET.match(line)
    if bullet and bullet.end() < len(line):
        return Block(start + bullet.end(), end, "bullet", None, "bullet")
    return Block(start, end, "paragraph", None, "")


def _kind(text: str, draft: Block, before: Block | None, after: Block | None, lexicon: Lexicon | None) -> BlockKind:
    words = text[draft.start : draft.end]
    if draft.kind == "row":
        return "row"
    if lexicon is not None and lexicon.boilerplate.match(words):
        return "boilerplate"
    if _is_short(words) and not _stands_in_list(draft, before, after, text):
        return "heading"
    if draft.kind == "paragraph" and not draft.marker and _OPENING_QUOTE.match(words):
        return "speech"
    return draft.kind


def _is_short(words: str) -> bool:
    return not _END.search(words) and len(words) <= LONGEST_HEADING_CHARACTERS and len(words.split()) <= LONGEST_HEADING_WORDS


def _stands_in_list(draft: Block, before: Block | None, after: Block | None, text: str) -> bool:
    """Tell whether an unfinished short line is a member of a list, not a heading over what follows."""
    if draft.marker == "bullet":
        return True
    if not draft.marker:
        return False
    like = [other for other in (before, after) if other is not None and other.marker == draft.marker]
    return any(_is_short(text[other.start : other.end]) or draft.marker == "number" for other in like) and not _opens_section(draft, after)


def _opens_section(draft: Block, after: Block | None) -> bool:
    return after is not None and after.marker != draft.marker


def _sentence_spans(text: str, block: Block, language: str, lexicon: Lexicon | None) -> list[tuple[int, int]]:
    words = text[block.start : block.end]
    spans: list[tuple[int, int]] = []
    for boundary in sentencex.get_sentence_boundaries(language, words):
        start, end = boundary["start_index"], boundary["end_index"]
        if spans and _goes_on(words, spans[-1], start, lexicon):
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    pieces = [piece for start, end in spans for piece in _bounded(words, start, end)]
    return [_trimmed(text, block.start + start, block.start + end) for start, end in pieces if words[start:end].strip()]


def _bounded(words: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut a sentence that is too long behind the last semicolon, comma or blank that fits."""
    while end - start > LONGEST_SENTENCE:
        stop = start + LONGEST_SENTENCE
        cut = next((at + 1 for mark in ";,、 " if (at := words.rfind(mark, start + LONGEST_SENTENCE // 2, stop)) >= 0), stop)
        yield start, cut
        start = cut
    yield start, end


def _goes_on(words: str, previous: tuple[int, int], start: int, lexicon: Lexicon | None) -> bool:
    """Tell whether a break is no end of a sentence: after an abbreviation, or before a small letter."""
    following = words[start:].lstrip()[:1] if start < len(words) else ""
    if following.islower():
        return True
    tail = words[max(previous[0], start - 24) : start]
    return lexicon is not None and lexicon.abbreviations.search(tail) is not None


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
