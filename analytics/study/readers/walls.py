"""Pages that ask for consent, JavaScript or money where the article should be."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

MOST_WALL_CHARACTERS = 1500
"""Characters from which a page holds more than a demand."""

WALL_SHARE = 0.5
"""Share of a page's sentences that speak of the demand."""

_SENTENCE = re.compile(r"[^.!?。！？\n]+")


@cache
def _phrases() -> re.Pattern[str]:
    lines = (Path(__file__).parent / "walls.txt").read_text(encoding="utf-8").splitlines()
    return re.compile("|".join(re.escape(line.strip()) for line in lines if line.strip() and not line.startswith("#")), re.IGNORECASE)


def is_wall(text: str) -> bool:
    """Tell whether a text is nothing but a demand for consent, JavaScript or a subscription.

    Parameters
    ----------
    text : str
        All that a page shows.

    Returns
    -------
    bool
        True if the text is short and at least half of its sentences hold one of the phrases of ``walls.txt``.
    """
    if len(text) > MOST_WALL_CHARACTERS:
        return False
    sentences = [words for words in _SENTENCE.findall(text) if any(map(str.isalnum, words))]
    held = sum(len(words) for words in sentences if _phrases().search(words))
    return bool(sentences) and held >= WALL_SHARE * sum(map(len, sentences))
