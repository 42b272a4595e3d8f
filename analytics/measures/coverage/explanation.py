"""The parts of a commitment that the evidence tells, and those that it does not, in words a reader understands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from analytics.language.pieces import piece_spans
from analytics.measures.coverage.anchors import numbers_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np

    from analytics.language.passages import Passage
    from analytics.language.reading import ReadText
    from analytics.language.tokens import Token
    from analytics.measures.coverage.alignment import Alignment
    from analytics.measures.coverage.book import Book

PartKind = Literal["number or date", "name", "matter"]

# Mean match of a part's pieces, centred, from which it counts as told.
_TOLD = 1.0
_PARTS_AT_MOST = 8


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a commitment.

    Parameters
    ----------
    kind : {"number or date", "name", "matter"}
        What kind of part it is.
    text : str
        Verbatim words of the label or the quote.
    pieces : tuple of int
        Numbers of its pieces among the commitment's own.
    """

    kind: PartKind
    text: str
    pieces: tuple[int, ...]

    def __str__(self) -> str:
        return f"{self.kind}: {self.text}"


def parts_of(read: ReadText) -> tuple[Part, ...]:
    """Cut a commitment into its parts.

    Parameters
    ----------
    read : ReadText
        Label and quote of a commitment.

    Returns
    -------
    tuple of Part
        Runs of words between function words and punctuation in the label, then the numbers of the quote that the label lacks. A run
        with digits is a number or date, one that begins with a capital in the middle of the text a name.
    """
    offset, parts, seen = 0, [], frozenset[str]()
    for place, (passage, tokens, encoded) in enumerate(zip(read.passages, read.tokens, read.encoded, strict=True)):
        spans = piece_spans(passage.text, encoded.pieces)
        for run in _runs(read.text, tokens):
            part = _part(read.text, run, passage, spans, offset)
            numbers = numbers_in(part.text)
            if place == 0 or (part.kind == "number or date" and not numbers <= seen):
                parts.append(part)
            seen |= numbers
        offset += len(encoded.pieces)
    return tuple(part for part in parts if part.pieces)[:_PARTS_AT_MOST]


def told_and_missing(
    book: Book, alignment: Alignment, source: ReadText, commitment: int, columns: Sequence[int]
) -> tuple[list[str], list[str]]:
    """Say which parts of a commitment the quoted passages tell.

    Parameters
    ----------
    book : Book
        The commitments.
    alignment : Alignment
        Of the commitments with the source.
    source : ReadText
        The source.
    commitment : int
        Number of the commitment.
    columns : sequence of int
        Columns of the quoted passages in the alignment; none means that nothing is told.

    Returns
    -------
    found, missing : list of str
        Each part as ``kind: words``. A number is found where the passages hold its value, other parts where their pieces match.
    """
    parts = parts_of(book.reads[commitment])
    if not columns:
        return [], [str(part) for part in parts]
    start = int(book.starts[commitment])
    matches = alignment.pieces[start : start + int(book.lengths[commitment]), list(columns)].max(axis=1)
    texts = [source.passages[alignment.passages[column]].text for column in columns]
    numbers = frozenset[str]().union(*(numbers_in(text) for text in texts))
    found: list[str] = []
    missing: list[str] = []
    for part in parts:
        (found if _is_told(part, matches, numbers) else missing).append(str(part))
    return found, missing


def _is_told(part: Part, matches: np.ndarray, numbers: frozenset[str]) -> bool:
    own = numbers_in(part.text)
    if own:
        return own <= numbers
    return float(matches[list(part.pieces)].mean()) >= _TOLD


def _runs(text: str, tokens: Sequence[Token]) -> list[list[Token]]:
    """Group neighbouring words that no function word and no punctuation parts."""
    runs: list[list[Token]] = []
    before: Token | None = None
    for token in tokens:
        if token.is_stop:
            before = None
            continue
        joined = before is not None and not text[before.end : token.start].strip(" \u00a0\u3000-'’")
        if joined and runs:
            runs[-1].append(token)
        else:
            runs.append([token])
        before = token
    return runs


def _part(text: str, run: Sequence[Token], passage: Passage, spans: Sequence[tuple[int, int]], offset: int) -> Part:
    start, end = run[0].start, run[-1].end
    words = text[start:end]
    inside = tuple(
        offset + number for number, (first, last) in enumerate(spans) if passage.start + first < end and passage.start + last > start
    )
    if any(character.isdecimal() for character in words):
        return Part("number or date", words, inside)
    is_name = words[0].isupper() and start > passage.start
    return Part("name" if is_name else "matter", words, inside)
