"""Sentences, bullets and headings with exact character spans."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


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
