"""The tables of reuse: every string that stands elsewhere too, and how much of a text such strings make up."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from analytics.measures.reuse.copies import relation
from analytics.measures.reuse.matches import Match, Matches, Units, find_matches, joined_spans, least_units, units_of
from analytics.schema import TABLES, conform
from analytics.study.language_codes import primary_language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from analytics.language.reading import ReadText

STATEMENT = ""
"""Stands for the statement where another source would be named: no source has an empty id."""


class _Shared(NamedTuple):
    """A string in a text and the same string in another: spans in both."""

    start: int
    end: int
    other_start: int
    other_end: int


class _Words:
    """The words of a text, to count those within a span."""

    def __init__(self, read: ReadText) -> None:
        tokens = [token for tokens in read.tokens for token in tokens]
        self._starts, self._ends = [token.start for token in tokens], [token.end for token in tokens]
        self.total = len(tokens)

    def within(self, start: int, end: int) -> int:
        return max(0, bisect_right(self._ends, end) - bisect_left(self._starts, start))

    def share(self, shared: Iterable[_Shared]) -> tuple[int, float]:
        """Count the words in any of the strings, each once, and divide them by all words; NaN without words."""
        words = sum(self.within(*span) for span in joined_spans((each.start, each.end) for each in shared))
        return words, words / self.total if self.total else float("nan")


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
    shared, jaccard = _compare(texts)
    words = {name: _Words(read) for name, read in texts.items()}
    shares = {(name, other): words[name].share(found) for (name, other), found in shared.items()}
    reuse, similarity = [], []
    for source, other in ((source, other) for source in reads for other in texts if other != source):
        head = {"source": source, "outlet": outlets.get(source, ""), "kind": "source" if other else "statement", "other": other}
        text, found = texts[source].text, shared.get((source, other), [])
        shown = _beyond(found, shared.get((source, STATEMENT), [])) if other else found
        reuse += [head | each._asdict() | {"text": text[each.start : each.end], "words": words[source].within(*each[:2])} for each in shown]
        copied, share = shares.get((source, other), (None, float("nan")))
        _, share_back = shares.get((other, source), (None, float("nan")))
        figures = {"strings": None if copied is None else len(found), "words": copied, "total_words": words[source].total, "share": share}
        likeness = {"jaccard": jaccard.get((source, other), float("nan")), "relation": relation(share, share_back)}
        similarity.append(head | figures | likeness)
    return _table(reuse, "reuse"), _table(similarity, "similarity")


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
    strings = {pair: found for names, units, matches in _matched(texts) for pair, found in _by_pair(names, units, matches).items()}
    words = {name: _Words(texts[name]) for name in {name for name, _ in strings}}
    return {(name, other): words[name].share(found)[1] for (name, other), found in strings.items()}


def _matched(texts: Mapping[str, ReadText]) -> Iterator[tuple[list[str], list[Units], Matches]]:
    """Find the strings that texts share, for each language: names of its texts, their units, the matches."""
    families: dict[str, list[str]] = defaultdict(list)
    for name, read in texts.items():
        families[primary_language(read.language)].append(name)
    for language, names in families.items():
        units = [units_of(texts[name]) for name in names]
        yield names, units, find_matches(units, least_units(language))


def _compare(texts: Mapping[str, ReadText]) -> tuple[dict[tuple[str, str], list[_Shared]], dict[tuple[str, str], float]]:
    """Find the shared strings of every two texts in one language, from both sides, and how alike the two are."""
    shared: dict[tuple[str, str], list[_Shared]] = {}
    jaccard: dict[tuple[str, str], float] = {}
    for names, units, matches in _matched(texts):
        found = _by_pair(names, units, matches)
        for i, j in ((i, j) for i in range(len(names)) for j in range(len(names)) if i != j):
            shared[names[i], names[j]] = found.get((names[i], names[j]), [])
            either = int(matches.own[i] + matches.own[j] - matches.shared[i, j])
            jaccard[names[i], names[j]] = float(matches.shared[i, j]) / either if either else float("nan")
    return shared, jaccard


def _by_pair(names: list[str], units: list[Units], matches: Matches) -> dict[tuple[str, str], list[_Shared]]:
    """Give the strings of each two texts that share any, from both sides."""
    strings: dict[tuple[str, str], list[_Shared]] = defaultdict(list)
    for match in matches.found:
        here, there = _spans(match, units)
        strings[names[match.left], names[match.right]].append(_Shared(*here, *there))
        strings[names[match.right], names[match.left]].append(_Shared(*there, *here))
    return {pair: _outermost(found) for pair, found in strings.items()}


def _spans(match: Match, units: list[Units]) -> tuple[tuple[int, int], tuple[int, int]]:
    """Turn units into characters, on both sides."""
    left, right = units[match.left], units[match.right]
    last = match.length - 1
    here = int(left.starts[match.left_first]), int(left.ends[match.left_first + last])
    return here, (int(right.starts[match.right_first]), int(right.ends[match.right_first + last]))


def _outermost(found: list[_Shared]) -> list[_Shared]:
    """Drop the strings that lie within another one; of equal ones keep the first place in the other text."""
    kept: list[_Shared] = []
    for each in sorted(found, key=lambda each: (each.start, -each.end, each.other_start)):
        if not kept or each.end > kept[-1].end:
            kept.append(each)
    return kept


def _beyond(found: list[_Shared], quoted: list[_Shared]) -> list[_Shared]:
    """Drop the strings that lie within one that the text shares with the statement."""
    starts = [each.start for each in quoted]  # of strings none of which lies within another: later starts, later ends

    def is_quoted(each: _Shared) -> bool:
        place = bisect_right(starts, each.start) - 1
        return place >= 0 and each.end <= quoted[place].end

    return [each for each in found if not is_quoted(each)]


def _table(rows: list[dict[str, object]], name: str) -> pd.DataFrame:
    return conform(pd.DataFrame(rows, columns=TABLES[name].names), name)
