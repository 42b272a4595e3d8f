"""One text, read once: its passages, their words, their vectors."""

from __future__ import annotations

from dataclasses import dataclass

from analytics.language.encoder import EncodedText
from analytics.language.passages import Passage
from analytics.language.tokens import Token


@dataclass(frozen=True, slots=True)
class ReadText:
    """A text with everything the measures need to know of it.

    Parameters
    ----------
    text : str
        The stored text. Spans of passages and tokens refer to it.
    language : str
        Language code, given or detected.
    passages : tuple of Passage
        In reading order.
    tokens : tuple of tuple of Token
        The words of each passage, with spans in `text`.
    encoded : tuple of EncodedText
        The vectors of each passage.
    """

    text: str
    language: str
    passages: tuple[Passage, ...]
    tokens: tuple[tuple[Token, ...], ...]
    encoded: tuple[EncodedText, ...]

    @property
    def words(self) -> int:
        """Number of words in the passages."""
        return sum(len(tokens) for tokens in self.tokens)
