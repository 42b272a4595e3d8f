"""Keyword in context: where a word or phrase stands, and between which words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Mapping

COLUMNS = ("source", "start", "end", "left", "match", "right")


def concordance(texts: Mapping[str, str], term: str, *, width: int = 60, limit: int = 500) -> pd.DataFrame:
    """List the occurrences of a term with the words around them.

    Parameters
    ----------
    texts : mapping of str to str
        Stored text by source id.
    term : str
        Word or phrase, taken literally, whatever its case. Blanks in it match any white space. In scripts that part words by
        blanks it matches whole words; a ``*`` at the end opens it, so that ``partner*`` also finds ``partnership``.
    width : int
        Characters of context on each side.
    limit : int
        Most rows returned per source.

    Returns
    -------
    pandas.DataFrame
        ``source, start, end, left, match, right`` in the order of the texts; ``texts[source][start:end] == match``.
        Empty where the term does not occur or is blank.
    """
    is_open = term.rstrip().endswith("*")
    words = term.rstrip().removesuffix("*").split()
    rows: list[tuple[str, int, int, str, str, str]] = []
    if words:
        after = r"\w*" if is_open else r"(?!\w)" if _is_spaced(words[-1][-1]) else ""
        before = r"(?<!\w)" if _is_spaced(words[0][0]) else ""
        pattern = re.compile(before + r"\s+".join(map(re.escape, words)) + after, re.IGNORECASE)
        for source, text in texts.items():
            for found, _ in zip(pattern.finditer(text), range(limit), strict=False):
                start, end = found.span()
                left, right = text[max(0, start - width) : start], text[end : end + width]
                rows.append((source, start, end, " ".join(left.split()), found.group(), " ".join(right.split())))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _is_spaced(letter: str) -> bool:
    """Tell whether a letter belongs to words that are parted by blanks: not in Thai, Japanese or Chinese."""
    return letter.isalnum() and not re.match("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]", letter)
