"""Sentences, bullets and headings with exact character spans."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

import sentencex

_MARKER = re.compile(r"[ \t\u3000]*(?:[-*•·–—‣◦▪]|\d{1,3}[.)]|\([a-z0-9]{1,3}\))[ \t]+")


@dataclass(frozen=True, slots=True)
class Passage:
    """The recording unit: one sentence, bullet or heading of a text.

    Parameters
    ----------
    id : str
        ``p001``, ``p002``, ... in reading order.
    start, end : int
        Span in the text it was cut from; ``text[start:end]`` is `text`, without surrounding blanks.
    text : str
        The verbatim words.
    kind : {"heading", "sentence", "bullet"}
        What it is on the page.
    paragraph : int
        Block of the text it stands in, from 1.
    """

    id: str
    start: int
    end: int
    text: str
    kind: Literal["heading", "sentence", "bullet"]
    paragraph: int


def split_passages(text: str, language: str) -> tuple[Passage, ...]:
    """Cut a text into passages: sentences, bullets and headings, in reading order.

    Parameters
    ----------
    text : str
        Any text.
    language : str
        Language code.

    Returns
    -------
    tuple of Passage
        ``text[p.start:p.end] == p.text``; passages do not overlap.
    """
    passages: list[Passage] = []
    paragraph = 0
    for line in re.finditer(r"[^\n]+", text):
        if not line.group().strip():
            continue
        paragraph += 1
        marker = _MARKER.match(text, line.start(), line.end())
        start = marker.end() if marker else line.start()
        for bound in sentencex.get_sentence_boundaries(language.split("-")[0], text[start : line.end()]):
            a, b = start + bound["start_index"], start + bound["end_index"]
            piece = text[a:b]
            a += len(piece) - len(piece.lstrip())
            b -= len(piece) - len(piece.rstrip())
            if a < b:
                kind: Literal["heading", "sentence", "bullet"] = "bullet" if marker else "sentence"
                passages.append(Passage(f"p{len(passages) + 1:03d}", a, b, text[a:b], kind, paragraph))
    return tuple(passages)
