"""Dates and amounts of a text, each with the vectors of the words around it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from analytics.language.amounts import Amount, find_amounts
from analytics.language.dates import DateMention, find_dates
from analytics.language.pieces import piece_spans

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analytics.language.encoder import EncodedText
    from analytics.language.passages import Passage
    from analytics.language.reading import ReadText

# "TOKYO, January 16 (Agency) -" tells when the report was filed, not when something happened.
_DATELINE_LENGTH = 60
_DATELINE_END = re.compile(r"\s?(?:[-–—(（]|\.\s?[-–—])")


@dataclass(frozen=True, slots=True)
class Fact:
    """One date or amount in its passage.

    Parameters
    ----------
    passage : int
        Number of the passage in its text.
    start, end : int
        Span in the text.
    value : DateMention or Amount
        What is said; its own spans refer to the passage.
    around : numpy.ndarray of shape (pieces, d)
        Vectors of the passage's pieces in letters, less the mean of the text, of unit length; dates and amounts are left out, so
        that two facts can be compared by what they are about and not by what they say. The same for all facts of a passage.
    distance : numpy.ndarray of shape (pieces,)
        How many pieces each is away from the fact.
    sentence : numpy.ndarray of shape (d,)
        Sentence vector of the passage.
    """

    passage: int
    start: int
    end: int
    value: DateMention | Amount
    around: np.ndarray
    distance: np.ndarray
    sentence: np.ndarray


def find_facts(read: ReadText) -> list[Fact]:
    """Find the dates and amounts of a text, in reading order; datelines are left out."""
    vectors = [text.tokens for text in read.encoded if len(text.tokens)]
    if not vectors:
        return []
    mean = np.concatenate(vectors).mean(axis=0)
    facts: list[Fact] = []
    for number, (passage, encoded) in enumerate(zip(read.passages, read.encoded, strict=True)):
        if len(encoded.tokens):
            facts.extend(_facts(number, passage, encoded, mean, read.language))
    return facts


def _facts(number: int, passage: Passage, encoded: EncodedText, mean: np.ndarray, language: str) -> Iterator[Fact]:
    dates = find_dates(passage.text, language)
    amounts = find_amounts(passage.text, language, taken=[(date.start, date.end) for date in dates])
    values: list[DateMention | Amount] = sorted([*dates, *amounts], key=lambda value: value.start)
    if not values:
        return
    spans = np.array(piece_spans(passage.text, encoded.pieces))
    is_word = np.array([any(sign.isalpha() for sign in passage.text[start:end]) for start, end in spans])
    for value in values:
        is_word &= ~((spans[:, 0] < value.end) & (value.start < spans[:, 1]))
    centred = encoded.tokens - mean
    around = (centred / np.maximum(np.linalg.norm(centred, axis=1, keepdims=True), 1e-6))[is_word]
    for value in values:
        if not (isinstance(value, DateMention) and _is_dateline(passage, value)):
            start, end = passage.start + value.start, passage.start + value.end
            distance = _distance(spans, value.start, value.end)
            yield Fact(number, start, end, value, around, distance[is_word], encoded.sentence)


def _is_dateline(passage: Passage, date: DateMention) -> bool:
    return date.end <= _DATELINE_LENGTH and passage.paragraph <= 2 and bool(_DATELINE_END.match(passage.text, date.end))


def _distance(spans: np.ndarray, start: int, end: int) -> np.ndarray:
    """Count how many pieces each piece is away from those between two characters."""
    inside = np.flatnonzero((spans[:, 0] < end) & (start < spans[:, 1]))
    place = np.arange(len(spans))
    if not len(inside):
        inside = np.array([np.searchsorted(spans[:, 0], start)])
    distance: np.ndarray = np.maximum(np.maximum(inside[0] - place, place - inside[-1]), 0).astype(float)
    return distance
