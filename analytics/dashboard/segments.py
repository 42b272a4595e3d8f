"""Cut a text at the borders of overlapping spans, so that each piece can be drawn once."""

from __future__ import annotations

import bisect
import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pandas as pd


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text and the commitment (or theme) it belongs to."""

    start: int
    end: int
    commitment: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a text with the commitments of every span that holds it, in the order given."""

    start: int
    end: int
    text: str
    commitments: tuple[str, ...]


def evidence_spans(evidence: pd.DataFrame, source: str) -> list[Span]:
    """Return the spans of a source's evidence, from the table ``evidence``, best passage of a commitment first."""
    rows = evidence[evidence["source"] == source]
    columns = (rows["start"].astype(int).tolist(), rows["end"].astype(int).tolist(), rows["commitment"].astype(str).tolist())
    return [Span(*row) for row in zip(*columns, strict=True)]


def segment(text: str, spans: Iterable[Span]) -> list[Segment]:
    """Cut a text at the borders of the spans.

    Parameters
    ----------
    text : str
        The whole text.
    spans : iterable of Span
        May overlap and repeat; what lies outside the text is cut off.

    Returns
    -------
    list of Segment
        Their texts joined give `text` again. Neighbours with the same commitments are one segment.
    """
    inside = [Span(max(0, span.start), min(len(text), span.end), span.commitment) for span in spans]
    inside = [span for span in inside if span.start < span.end]
    borders = sorted({0, len(text), *(span.start for span in inside), *(span.end for span in inside)})
    begin, finish = _at_borders(inside)
    pieces: list[Segment] = []
    open_spans: list[int] = []  # places in `inside`, so that the order given is kept
    for start, end in itertools.pairwise(borders):
        for number in finish.get(start, ()):
            open_spans.remove(number)
        for number in begin.get(start, ()):
            bisect.insort(open_spans, number)
        holding = tuple(dict.fromkeys(inside[number].commitment for number in open_spans))
        if pieces and pieces[-1].commitments == holding:
            start = pieces.pop().start
        pieces.append(Segment(start, end, text[start:end], holding))
    return pieces


def _at_borders(spans: Sequence[Span]) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
    """Say which spans begin, and which end, at each border: a long article has hundreds."""
    begin: dict[int, list[int]] = {}
    finish: dict[int, list[int]] = {}
    for number, span in enumerate(spans):
        begin.setdefault(span.start, []).append(number)
        finish.setdefault(span.end, []).append(number)
    return begin, finish
