"""Keyword in context: where a word or phrase stands, and between which words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, TypeAlias

import pandas as pd

from analytics.intervals import LEVEL, poisson_interval

if TYPE_CHECKING:
    from collections.abc import Mapping

COLUMNS = ("source", "start", "end", "left", "match", "right")

Order: TypeAlias = Literal["place", "left", "right", "match"]
"""By the place in the text, by the words before (the nearest first), by the words behind, by the words found."""

_UNSPACED = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
PER_WORDS = 1000
"""Occurrences are counted per so many words."""


def concordance(texts: Mapping[str, str], term: str, *, width: int = 60, limit: int | None = 500) -> pd.DataFrame:
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
    limit : int or None
        Most rows returned per source; None for all.

    Returns
    -------
    pandas.DataFrame
        ``source, start, end, left, match, right`` in the order of the texts; ``texts[source][start:end] == match``.
        Empty where the term does not occur or is blank.
    """
    rows: list[tuple[str, int, int, str, str, str]] = []
    pattern = _pattern(term)
    if pattern:
        for source, text in texts.items():
            for number, found in enumerate(pattern.finditer(text)):
                if limit is not None and number >= limit:
                    break
                start, end = found.span()
                left, right = text[max(0, start - width) : start], text[end : end + width]
                rows.append((source, start, end, " ".join(left.split()), found.group(), " ".join(right.split())))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def in_order(rows: pd.DataFrame, order: Order) -> pd.DataFrame:
    """Sort a concordance, so that what is said alike stands together.

    Parameters
    ----------
    rows : pandas.DataFrame
        From `concordance`.
    order : {"place", "left", "right", "match"}
        See `Order`. Case and punctuation do not count.

    Returns
    -------
    pandas.DataFrame
        The same rows with a fresh index; those that are equal in this order keep theirs.
    """
    if order == "place":
        return rows.reset_index(drop=True)
    keys = [_context_key(str(text), backwards=order == "left") for text in rows[order]]
    places = sorted(range(len(rows)), key=lambda place: keys[place])
    return rows.iloc[places].reset_index(drop=True)


def counted(rows: pd.DataFrame, words: Mapping[str, int], *, level: float = LEVEL) -> pd.DataFrame:
    """Count the occurrences of a term per text.

    Parameters
    ----------
    rows : pandas.DataFrame
        From `concordance`, with all rows.
    words : mapping of str to int
        Length of each text in words, by source id; texts without an occurrence included.
    level : float
        Level of the intervals, between 0 and 1.

    Returns
    -------
    pandas.DataFrame
        ``source, count`` (times), ``words`` (the denominator), ``rate`` (times per 1,000 words; NaN for a text without words), and ``low``
        and ``high``, the ends of its interval, one row a text in the order of `words`.

    Notes
    -----
    The count is of the whole text and has no error. The interval says how far the rate may lie from that of very much text of the same
    kind, if the word came as often anywhere: Garwood's exact Poisson interval. Words come in bursts, so it is rather too narrow.
    """
    counts = rows["source"].value_counts()
    frame = pd.DataFrame({"source": list(words), "words": list(words.values())})
    frame["count"] = frame["source"].map(counts).fillna(0).astype(int)
    frame["rate"] = frame["count"] * PER_WORDS / frame["words"].where(frame["words"] > 0)
    ends = pd.DataFrame([poisson_interval(int(count), level=level) for count in frame["count"]], columns=["low", "high"])
    frame[["low", "high"]] = ends.mul(PER_WORDS).div(frame["words"].where(frame["words"] > 0), axis=0)
    return frame[["source", "count", "words", "rate", "low", "high"]].astype(dict.fromkeys(("rate", "low", "high"), "float64"))


def _pattern(term: str) -> re.Pattern[str] | None:
    is_open = term.rstrip().endswith("*")
    words = term.rstrip().rstrip("*").split()
    if not words:
        return None
    is_spaced = _is_spaced(words[-1][-1])
    # Where words run together, an open end would take the rest of the line along.
    after = r"\w*" if is_open and is_spaced else r"(?!\w)" if is_spaced else ""
    before = r"(?<!\w)" if _is_spaced(words[0][0]) else ""
    return re.compile(before + r"\s+".join(map(re.escape, words)) + after, re.IGNORECASE)


def _is_spaced(letter: str) -> bool:
    """Tell whether a letter belongs to words that are parted by blanks: not in Thai, Japanese or Chinese."""
    return letter.isalnum() and not _UNSPACED.match(letter)


def _context_key(text: str, *, backwards: bool) -> list[str]:
    """Cut a context into what is compared: words, or letters where words run together; the one nearest the term first."""
    units = [unit.casefold() for unit in re.findall(rf"{_UNSPACED.pattern}|[^\W_]+", text)]
    return units[::-1] if backwards else units
