"""The commitments of a statement, and where each stands in it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Commitment:
    """One content unit of the statement.

    Parameters
    ----------
    id : str
        Unique name within the study, such as ``6c``.
    paragraph : int or None
        Paragraph of the statement, None where it has no numbered paragraphs.
    theme, act, label : str
        Group, kind of clause (one of `analytics.schema.ACTS`), short name.
    strength : int
        How binding the act is, 0 to 4.
    quote : str
        Verbatim text: ``statement.text[start:end] == quote``.
    start, end : int
        Span of the quote in the normalised statement, in characters.
    """

    id: str
    paragraph: int | None
    theme: str
    act: str
    strength: int
    label: str
    quote: str
    start: int
    end: int
