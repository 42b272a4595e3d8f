"""Words of a text, with stems and stop words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Token:
    """One word (or number) of a text.

    Parameters
    ----------
    text : str
        As written.
    start, end : int
        Span in the text it was cut from.
    stem : str
        Lower-cased stem; the lower-cased word itself in languages without a stemmer.
    is_stop : bool
        Whether it is a function word of its language.
    """

    text: str
    start: int
    end: int
    stem: str
    is_stop: bool
