"""Every phrase of a text that could be a keyphrase, with its occurrences."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analytics.language.passages import Passage
    from analytics.language.tokens import Token

_JOINS = re.compile(r"[\s\u00a0\u3000]*[-\u2010\u2011–・·]?[\s\u00a0\u3000]*")
"""What may stand between two words of one phrase: blanks, a hyphen, the dot in foreign names. Anything else breaks the phrase."""

_COMMAS = frozenset(",，、،")
_HYPHENS = frozenset("-\u2010\u2011")

Key = tuple[tuple[str, bool], ...]
"""A phrase as the stems of its words, each with whether it is a function word."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One place where a phrase stands.

    Parameters
    ----------
    tokens : tuple of Token
        Its words.
    before, after : Token or None
        The words next to it; None where punctuation or an end stands between.
    is_in_heading, is_first, is_listed : bool
        Whether it stands in a heading; whether it begins its passage; whether a comma follows.
    before_link, after_link : Token or None
        The words one further, which a function word ties to it ("Institute" of "Institute of Urban Health").
    """

    tokens: tuple[Token, ...]
    before: Token | None
    after: Token | None
    is_in_heading: bool
    is_first: bool
    is_listed: bool
    before_link: Token | None = None
    after_link: Token | None = None


def is_number(token: Token) -> bool:
    """Say whether a token begins with a digit."""
    return token.text[0].isdigit()


def key_of(token: Token) -> tuple[str, bool]:
    """Return what makes two tokens the same word."""
    return token.stem, token.is_stop


def chunks(text: str, tokens: Sequence[Token]) -> list[list[Token]]:
    """Cut the words of a passage where punctuation stands between them."""
    found: list[list[Token]] = []
    for token in tokens:
        if found and _JOINS.fullmatch(text, found[-1][-1].end, token.start):
            found[-1].append(token)
        else:
            found.append([token])
    return found


def find_phrases(text: str, passages: Sequence[Passage], tokens: Sequence[Sequence[Token]], max_words: int) -> dict[Key, list[Occurrence]]:
    """Collect all phrases that neither begin nor end with a function word and hold no number.

    Parameters
    ----------
    text : str
        The text that the spans refer to.
    passages : sequence of Passage
        Its passages.
    tokens : sequence of sequences of Token
        The words of each passage.
    max_words : int
        Longest phrase, in words.

    Returns
    -------
    dict
        Occurrences of each phrase, in reading order.
    """
    phrases: dict[Key, list[Occurrence]] = defaultdict(list)
    for passage, words in zip(passages, tokens, strict=True):
        for chunk in chunks(text, words):
            for occurrence in _occurrences(text, chunk, max_words, is_in_heading=passage.kind == "heading", first=words[0]):
                phrases[tuple(map(key_of, occurrence.tokens))].append(occurrence)
    return phrases


def _occurrences(text: str, chunk: Sequence[Token], max_words: int, *, is_in_heading: bool, first: Token) -> Iterator[Occurrence]:
    for start, opening in enumerate(chunk):
        if opening.is_stop or is_number(opening):
            continue
        for end in range(start + 1, min(start + max_words, len(chunk)) + 1):
            if is_number(chunk[end - 1]):
                break
            if not chunk[end - 1].is_stop and not _is_half(text, chunk[start:end]):
                before = chunk[start - 1] if start else None
                after = chunk[end] if end < len(chunk) else None
                is_listed = text[chunk[end - 1].end : chunk[end - 1].end + 1] in _COMMAS
                links = (chunk[start - 2] if start > 1 else None, chunk[end + 1] if end + 1 < len(chunk) else None)
                yield Occurrence(tuple(chunk[start:end]), before, after, is_in_heading, opening is first, is_listed, *links)


def _is_half(text: str, words: Sequence[Token]) -> bool:
    """Say whether a hyphen ties the phrase to a word outside: "stop office" in "one-stop office". A name by itself is whole."""
    if len(words) == 1 and words[0].text[0].isupper():
        return False
    return text[max(0, words[0].start - 1)] in _HYPHENS or text[words[-1].end : words[-1].end + 1] in _HYPHENS
