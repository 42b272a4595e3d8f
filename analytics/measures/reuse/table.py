"""The tables of reuse: every string that stands elsewhere too, and how much of a text such strings make up."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analytics.measures.reuse.copies import relation
from analytics.measures.reuse.matches import find_matches, least_units, units_of
from analytics.measures.reuse.strings import Strings, Words, no_strings, not_quoted, shared_strings
from analytics.schema import TABLES, conform
from analytics.study.language_codes import primary_language

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from analytics.language.reading import ReadText

STATEMENT = ""
"""Stands for the statement where another source would be named: no source has an empty id."""


def reuse_tables(reads: Mapping[str, ReadText], outlets: Mapping[str, str], statement: ReadText) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Find what sources share verbatim with the statement and with one another.

    Parameters
    ----------
    reads : mapping of str to ReadText
        The sources by id, in the study's order.
    outlets : mapping of str to str
        Outlet of each source.
    statement : ReadText
        The statement.

    Returns
    -------
    reuse : pandas.DataFrame
        The ``reuse`` table, one row per shared string, seen from each of the two sources. A string that lies within a longer one
        shared with the same text has no row; neither has one that two sources share because both quote the statement: it stands in
        the rows of each with the statement.
    similarity : pandas.DataFrame
        The ``similarity`` table, one row per source and text it was compared with. ``share`` is the words of the source that stand
        in such strings, each counted once, over all its words. Words, share and jaccard are undefined where the two texts are in
        different languages.

    Notes
    -----
    A string counts from 7 words on (14 letters in Chinese and Japanese, 30 in Thai). Words are compared whatever their case and the
    signs between them, so the two spans may differ in these; inflected or translated words are not found. ``jaccard`` is the number of
    distinct strings of just that length that both texts have, over those that either has; NaN where neither has one.

    Verbatim says nothing about who took it from whom: both may quote a third text.

    References
    ----------
    Broder, A. Z. (1997). On the resemblance and containment of documents. Proceedings of Compression and Complexity of Sequences, 21-29.
    """
    texts = {STATEMENT: statement, **reads}
    compared = _compare(list(texts.values()))
    return _reuse(compared, list(texts.items()), outlets), _similarity(compared, list(texts), outlets)


def verbatim_shares(texts: Mapping[str, ReadText]) -> dict[tuple[str, str], float]:
    """Tell how much of each text stands verbatim in another.

    Parameters
    ----------
    texts : mapping of str to ReadText
        By any name; their vectors are not needed.

    Returns
    -------
    dict of (str, str) to float
        Share of the first one's words that stand in the second, as in the ``similarity`` table. Pairs that share no string are left out.
    """
    names, compared = list(texts), _compare(list(texts.values()))
    return {(names[one], names[other]): compared.share(one, other) for one, other in compared.counts}


class _Compared:
    """What some texts share, by their numbers: all strings, how many each two share, and how alike the two are."""

    def __init__(self, strings: Strings, words: Words, jaccard: np.ndarray) -> None:
        self.strings, self.words, self.jaccard = strings, words, jaccard
        self.counts = words.in_any(strings)
        self.total_words: list[int] = words.totals.tolist()

    def share(self, one: int, other: int) -> float:
        """Return the share of one text's words in strings of the other; NaN without words, or where the two were not compared."""
        if np.isinf(self.jaccard[one, other]) or not self.total_words[one]:
            return float("nan")
        return self.counts.get((one, other), (0, 0))[1] / self.total_words[one]


def _compare(reads: Sequence[ReadText]) -> _Compared:
    """Find the strings that every two texts in one language share; texts in different ones have an infinite jaccard."""
    families: dict[str, list[int]] = defaultdict(list)
    for number, read in enumerate(reads):
        families[primary_language(read.language)].append(number)
    strings, jaccard = no_strings(), np.full((len(reads), len(reads)), np.inf)
    for language, numbers in families.items():
        units = [units_of(reads[number]) for number in numbers]
        matches = find_matches(units, least_units(language))
        strings = strings.joined(shared_strings(matches, units, numbers))
        either = matches.own[:, None] + matches.own[None, :] - matches.shared
        jaccard[np.ix_(numbers, numbers)] = np.where(either > 0, matches.shared / np.maximum(either, 1), np.nan)
    return _Compared(strings, Words(reads), jaccard)


def _reuse(compared: _Compared, texts: Sequence[tuple[str, ReadText]], outlets: Mapping[str, str]) -> pd.DataFrame:
    strings = compared.strings
    shown = strings.chosen((strings.text != 0) & not_quoted(strings, 0))
    names = np.array([name for name, _ in texts], dtype=object)
    spans = zip(shown.text.tolist(), shown.start.tolist(), shown.end.tolist(), strict=True)
    columns = {
        "source": names[shown.text],
        "outlet": np.array([outlets.get(name, "") for name, _ in texts], dtype=object)[shown.text],
        "kind": np.where(shown.other != 0, "source", "statement").astype(object),
        "other": names[shown.other],
        "start": shown.start,
        "end": shown.end,
        "text": [texts[number][1].text[start:end] for number, start, end in spans],
        "words": compared.words.within(shown.text, shown.start, shown.end),
        "other_start": shown.other_start,
        "other_end": shown.other_end,
    }
    return conform(pd.DataFrame(columns), "reuse")


def _similarity(compared: _Compared, names: Sequence[str], outlets: Mapping[str, str]) -> pd.DataFrame:
    rows = []
    for one, other in ((one, other) for one in range(1, len(names)) for other in range(len(names)) if other != one):
        is_compared = not np.isinf(compared.jaccard[one, other])
        strings, words = compared.counts.get((one, other), (0, 0)) if is_compared else (None, None)
        share, share_back = compared.share(one, other), compared.share(other, one)
        jaccard = float(compared.jaccard[one, other]) if is_compared else float("nan")
        head = (names[one], outlets.get(names[one], ""), "source" if other else "statement", names[other])
        rows.append((*head, strings, words, compared.total_words[one], share, jaccard, relation(share, share_back)))
    return conform(pd.DataFrame(rows, columns=TABLES["similarity"].names), "similarity")
