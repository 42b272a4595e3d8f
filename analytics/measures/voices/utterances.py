"""One stretch of reported or quoted speech, and who is said to have said it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Mode: TypeAlias = Literal["direct", "indirect"]
Span: TypeAlias = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Utterance:
    """Words that somebody is said to have said.

    Parameters
    ----------
    start, end : int
        Span of the words in the text, without quotation marks.
    mode : {"direct", "indirect"}
        Between quotation marks, or told in the article's own words.
    speaker : (int, int) or None
        Span of the speaker as written; None where none is named beside the words.
    verb : (int, int) or None
        Span of the reporting verb; None where the quotation stands by itself.
    """

    start: int
    end: int
    mode: Mode
    speaker: Span | None = None
    verb: Span | None = None
