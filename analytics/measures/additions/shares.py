"""How much of a source goes beyond the statement: words, with their denominator."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analytics.intervals import LEVEL, effective_number, wilson_interval

if TYPE_CHECKING:
    from collections.abc import Mapping


def addition_shares(additions: pd.DataFrame, passages: pd.DataFrame, outlets: Mapping[str, str], *, level: float = LEVEL) -> pd.DataFrame:
    """Count the words of each source that stand in passages beyond the statement.

    Parameters
    ----------
    additions, passages : pandas.DataFrame
        The tables of these names.
    outlets : mapping of str to str
        Outlet of each source to count, by id, in order.
    level : float
        Level of the intervals, between 0 and 1.

    Returns
    -------
    pandas.DataFrame
        ``source, outlet, passages`` (how many go beyond), ``words`` (in them), ``total_words`` (the denominator), ``share`` (0 to 1;
        NaN for a source without words), and ``low`` and ``high``, the ends of its interval.

    Notes
    -----
    A passage counts whole: one that tells a commitment and adds to it counts as beyond the statement with all of its words. Words come in
    whole passages, so the interval is Wilson's with Kish's effective number of passages, as for emphasis. It says nothing of passages that
    were judged wrongly.
    """
    marked = passages.merge(additions[["source", "passage_id"]], on=["source", "passage_id"], how="left", indicator=True)
    marked = marked.assign(beyond=(marked["_merge"] == "both").to_numpy())
    total = marked.groupby("source")["words"].sum()
    beyond = marked[marked["beyond"]].groupby("source")["words"].agg(["size", "sum"])
    frame = pd.DataFrame({"source": list(outlets), "outlet": list(outlets.values())})
    frame["passages"] = frame["source"].map(beyond["size"]).fillna(0).astype(int)
    frame["words"] = frame["source"].map(beyond["sum"]).fillna(0).astype(int)
    frame["total_words"] = frame["source"].map(total).fillna(0).astype(int)
    frame["share"] = (frame["words"] / frame["total_words"].where(frame["total_words"] > 0)).astype("float64")
    sizes = {source: effective_number(words.tolist()) for source, words in passages.groupby("source")["words"]}
    ends = [
        wilson_interval(share, sizes.get(source, 0.0), level=level) for source, share in zip(frame["source"], frame["share"], strict=True)
    ]
    frame[["low", "high"]] = pd.DataFrame(ends, columns=["low", "high"], dtype="float64")
    return frame
