"""Which sources are, for the most part, another source once more?"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandas as pd

COPY_FROM = 0.5
"""A text of which at least this share of words stands verbatim in another is called a copy of it."""

SAME_FROM = 0.8
"""Two texts are called near-duplicates where at least this share of each stands in the other."""

NEAR_DUPLICATE, COPY = "near-duplicate", "copy"


def relation(share: float, share_back: float) -> str:
    """Name what a text is to another.

    Parameters
    ----------
    share, share_back : float
        Share of its words that stand verbatim in the other, and of the other's words that stand in it; NaN where they were not compared.

    Returns
    -------
    str
        ``near-duplicate``, ``copy``, or empty. A text that holds a short one whole is no copy of it; the short one is.
    """
    if share >= SAME_FROM and share_back >= SAME_FROM:
        return NEAR_DUPLICATE
    return COPY if share >= COPY_FROM else ""


def later_copies(similarity: pd.DataFrame, sources: pd.DataFrame) -> dict[str, str]:
    """Name the sources to leave out where copies shall count once.

    Parameters
    ----------
    similarity, sources : pandas.DataFrame
        As in `analytics.schema.TABLES`.

    Returns
    -------
    dict of str to str
        Each source that is a copy or near-duplicate of an earlier one that is kept, to that one. Earlier is: by date; undated sources,
        and those of one day, in the study's order, undated ones last. Copies of the statement are kept: each is its outlet's own choice.
    """
    rows = similarity[(similarity["kind"] == "source") & (similarity["relation"] != "")]
    return copies_of_earlier(zip(rows["source"], rows["other"], strict=True), dict(zip(sources["source"], sources["date"], strict=True)))


def copies_of_earlier(copied: Iterable[tuple[str, str]], dates: Mapping[str, str]) -> dict[str, str]:
    """Name for each text the earlier one that it is a copy of, as `later_copies` does.

    Parameters
    ----------
    copied : iterable of (str, str)
        Pairs of which the first text is a copy or near-duplicate of the second (`relation`).
    dates : mapping of str to str
        Day of each text, ISO 8601 or empty, in the study's order.

    Returns
    -------
    dict of str to str
        In the study's order.
    """
    pairs = set(copied)
    kept: list[str] = []
    left_out: dict[str, str] = {}
    for text in sorted(dates, key=lambda text: (not dates[text], dates[text])):
        first = next((other for other in kept if (text, other) in pairs), None)
        if first is None:
            kept.append(text)
        else:
            left_out[text] = first
    return {text: left_out[text] for text in dates if text in left_out}
