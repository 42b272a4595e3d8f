"""Cut a text at the borders of overlapping spans, so that each piece can be drawn once."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text and the commitment it belongs to."""

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
    pieces: list[Segment] = []
    for start, end in itertools.pairwise(borders):
        holding = tuple(dict.fromkeys(span.commitment for span in inside if span.start <= start and end <= span.end))
        if pieces and pieces[-1].commitments == holding:
            start = pieces.pop().start
        pieces.append(Segment(start, end, text[start:end], holding))
    return pieces
