"""The tables of reuse: every string that stands elsewhere too, and how much of a text such strings make up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analytics.measures.reuse.copies import COPY_FROM, relation
from analytics.measures.reuse.pairs import ListedStrings, alike, compare
from analytics.measures.reuse.strings import Words
from analytics.schema import conform
from analytics.undefined import tell_undefined

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pandas.api.extensions import ExtensionArray

    from analytics.language.reading import ReadText
    from analytics.measures.reuse.pairs import Compared
    from analytics.measures.reuse.strings import Strings

STATEMENT = ""
"""Stands for the statement where another source would be named: no source has an empty id."""

MOST_PAIRS = 100_000
"""Rows for pairs of sources that the table ``similarity`` has at most, copies aside: all pairs of 316 sources. In larger studies the pairs
that have least in common have none."""

MOST_STRINGS = 1_000_000
"""Strings between sources that the table ``reuse`` lists at most, the longest."""


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
    listed = ListedStrings(MOST_STRINGS)
    texts = {STATEMENT: statement, **reads}
    compared = compare(list(texts.values()), listed)
    if listed.least:
        message = (
            f"Sources share more than {MOST_STRINGS:,} long strings with one another; those of fewer than {listed.least:,} words are not "
            "listed in the table reuse. The table similarity counts all of them."
        )
        tell_undefined(message)
    words = Words(list(texts.values()))
    return _reuse(listed.sorted(), words, texts, outlets), _similarity(compared, alike(list(texts.values())), list(texts), outlets)


def verbatim_copies(texts: Mapping[str, ReadText]) -> dict[tuple[str, str], float]:
    """Tell which texts are, for the most part, another once more.

    Parameters
    ----------
    texts : mapping of str to ReadText
        By any name; their vectors are not needed.

    Returns
    -------
    dict of (str, str) to float
        Share of the first one's words that stand in the second, as in the ``similarity`` table, for each pair of which the first is a
        copy or near-duplicate of the second (`relation`).
    """
    names, compared = list(texts), compare(list(texts.values()))
    is_shared = np.nonzero(compared.strings)
    shares = compared.share(*is_shared)
    is_copy = shares >= COPY_FROM
    pairs = zip(*(side[is_copy].tolist() for side in is_shared), shares[is_copy].tolist(), strict=True)
    return {(names[one], names[other]): share for one, other, share in pairs}


def _reuse(shown: Strings, words: Words, texts: Mapping[str, ReadText], outlets: Mapping[str, str]) -> pd.DataFrame:
    reads = list(texts.values())
    columns = {
        **_named(shown.text, shown.other, list(texts), outlets),
        "start": shown.start,
        "end": shown.end,
        "text": _quoted(shown, reads),
        "words": words.within(shown.text, shown.start, shown.end),
        "other_start": shown.other_start,
        "other_end": shown.other_end,
    }
    return conform(pd.DataFrame(columns), "reuse")


def _named(one: np.ndarray, other: np.ndarray, names: Sequence[str], outlets: Mapping[str, str]) -> dict[str, ExtensionArray]:
    """Name the two texts of each row, without a Python object a row."""
    name, outlet, kind = (_texts(each) for each in (names, [outlets.get(each, "") for each in names], ["statement", "source"]))
    return {
        "source": name.take(one),
        "outlet": outlet.take(one),
        "kind": kind.take((other != 0).astype(np.int64)),
        "other": name.take(other),
    }


def _quoted(shown: Strings, reads: Sequence[ReadText]) -> ExtensionArray:
    """Cut the strings out of their texts, each once, however many texts it is shared with."""
    step, length = int(shown.end.max(initial=0)) + 1, shown.end - shown.start
    longest = int(length.max(initial=0)) + 1
    spans, place = np.unique((shown.text.astype(np.int64) * step + shown.start) * longest + length, return_inverse=True)
    starts, lengths = (part.tolist() for part in np.divmod(spans, longest))
    texts = [reads[start // step].text[start % step : start % step + n] for start, n in zip(starts, lengths, strict=True)]
    return _texts(texts).take(place)


def _texts(values: Sequence[str]) -> ExtensionArray:
    return pd.array(list(values), dtype="str")


def _similarity(compared: Compared, jaccard: np.ndarray, names: Sequence[str], outlets: Mapping[str, str]) -> pd.DataFrame:
    one, other = np.nonzero(_listed_pairs(compared))
    is_compared = compared.is_compared(one, other)
    share, share_back = compared.share(one, other), compared.share(other, one)
    counts = {"strings": compared.strings[one, other], "words": compared.words[one, other]}
    columns = {
        **_named(one, other, names, outlets),
        **{column: pd.array(values, dtype="Int64") for column, values in counts.items()},
        "total_words": compared.total_words[one],
        "share": share,
        "jaccard": jaccard[one, other],
        "relation": [relation(forth, back) for forth, back in zip(share.tolist(), share_back.tolist(), strict=True)],
    }
    frame = pd.DataFrame(columns)
    frame.loc[~is_compared, list(counts)] = pd.NA
    return conform(frame, "similarity")


def _listed_pairs(compared: Compared) -> np.ndarray:
    """Tell which pairs have a row: all, or of sources those that have most in common, and every copy."""
    n_texts = len(compared.total_words)
    is_listed = np.ones((n_texts, n_texts), dtype=bool)
    if (n_texts - 1) * (n_texts - 2) > MOST_PAIRS:
        one, other = np.nonzero(np.triu(compared.strings, 1))
        share = np.maximum(compared.share(one, other), compared.share(other, one))
        # both rows of a pair are listed, and of pairs that have equally much in common all or none
        least = np.partition(share, -MOST_PAIRS // 2)[-MOST_PAIRS // 2] if 2 * len(share) > MOST_PAIRS else 0.0
        is_chosen = (share > least) | (share >= COPY_FROM)
        is_listed[:] = False
        is_listed[one[is_chosen], other[is_chosen]] = is_listed[other[is_chosen], one[is_chosen]] = True
    is_listed[1:, 0] = True
    is_listed[0] = False
    np.fill_diagonal(is_listed, val=False)
    return is_listed
