"""Sentences, bullets and headings with exact character spans."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from analytics.language.blocks import Block, Kind, split_blocks
from analytics.language.headings import is_run_in_style, may_be_run_in, name_headings
from analytics.language.sentences import sentence_spans

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LETTERS_PER_CAPITAL = 500
"""A text with fewer capitals than one in so many letters was written, or made, without them."""


@dataclass(frozen=True, slots=True)
class Passage:
    """The recording unit: one sentence, bullet or heading of a text.

    Parameters
    ----------
    id : str
        ``p001``, ``p002``, ... in reading order.
    start, end : int
        Span in the text it was cut from; ``text[start:end]`` is `text`, without surrounding blanks.
    text : str
        The verbatim words.
    kind : {"heading", "sentence", "bullet"}
        What it is on the page.
    paragraph : int
        Block of the text it stands in, from 1.
    """

    id: str
    start: int
    end: int
    text: str
    kind: Kind
    paragraph: int


def split_passages(text: str, language: str) -> tuple[Passage, ...]:
    """Cut a text into sentences, bullets and headings.

    Parameters
    ----------
    text : str
        Any text: with paragraphs on one line each or broken to the width of a page, with list markers, with Markdown headings.
    language : str
        Language code; a region is ignored. The rules for a language without rules of its own are the common ones.

    Returns
    -------
    tuple of Passage
        In reading order, not overlapping, each at least one letter or digit long. Every letter and digit of the text is in exactly one
        passage, save list numbers. Markers (``-``, ``1.``, ``##``, ``**``) stand outside the spans. A bullet of two sentences is two
        passages of kind ``bullet``. Empty for a text without letters and digits.

    Notes
    -----
    Time grows linearly with the length of the text.
    """
    blocks = name_headings(text, split_blocks(text))
    cased = _has_capitals(text)
    pieces = [piece for block in blocks for piece in _pieces(text, block, language, cased=cased) if _has_words(text, piece)]
    named = _with_run_in_headings(text, pieces)
    return tuple(
        Passage(f"p{number:03d}", piece.start, piece.end, text[piece.start : piece.end], piece.kind, piece.paragraph)
        for number, piece in enumerate(named, start=1)
    )


def _has_capitals(text: str) -> bool:
    sample = text[:100_000]
    return _LETTERS_PER_CAPITAL * sum(map(str.isupper, sample)) >= sum(map(str.islower, sample))


def _has_words(text: str, piece: Block) -> bool:
    """Tell whether anything but signs is left, such as after a list number: ``1) :``."""
    return any(map(str.isalnum, text[piece.start : piece.end]))


def _pieces(text: str, block: Block, language: str, *, cased: bool) -> Iterator[Block]:
    """Cut a block into sentences; a heading stays whole."""
    if block.kind == "heading":
        yield block
        return
    for start, end in sentence_spans(text[block.start : block.end], language, cased=cased):
        yield replace(block, start=block.start + start, end=block.start + end)


def _with_run_in_headings(text: str, pieces: Sequence[Block]) -> list[Block]:
    """Call the first sentences of paragraphs headings where the text uses them so."""
    starts = [
        number
        for number, piece in enumerate(pieces)
        if piece.kind == "sentence" and (not number or pieces[number - 1].paragraph != piece.paragraph)
    ]
    ends = {piece.paragraph: piece.end for piece in pieces}
    openings = [
        number
        for number in starts
        if may_be_run_in(text[pieces[number].start : pieces[number].end], text[pieces[number].end : ends[pieces[number].paragraph]])
    ]
    if not is_run_in_style(len(openings), len(starts)):
        return list(pieces)
    return [replace(piece, kind="heading") if number in openings else piece for number, piece in enumerate(pieces)]
