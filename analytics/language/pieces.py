"""Places of the encoder's pieces in the text they were cut from."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_WORD_START = "\u2581"
_UNKNOWN = "<unk>"


def piece_spans(text: str, pieces: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Find the characters that each piece was made from.

    Parameters
    ----------
    text : str
        The text that was encoded.
    pieces : sequence of str
        Its pieces in order, ``▁`` marking the start of a word.

    Returns
    -------
    tuple of (int, int)
        First character, and the one after the last, of each piece. A piece of blanks alone has an empty span. Spans are exact as long
        as the encoder changes characters as compatibility normalisation (NFKC) does; where it does otherwise they are the nearest guess.
    """
    # One entry per character of the normalised text that is no blank: where it stands in the text.
    origins = [place for place, character in enumerate(text) for shown in unicodedata.normalize("NFKC", character) if not shown.isspace()]
    lengths = [1 if piece == _UNKNOWN else len(piece.replace(_WORD_START, "")) for piece in pieces]
    total, used = sum(lengths), 0
    stretch = 1.0 if total in (0, len(origins)) else len(origins) / total
    spans = []
    for length in lengths:
        first, last = round(used * stretch), round((used + length) * stretch)
        used += length
        if last > first and last <= len(origins):
            spans.append((origins[first], origins[last - 1] + 1))
        else:
            here = origins[first] if first < len(origins) else len(text)
            spans.append((here, here))
    return tuple(spans)
