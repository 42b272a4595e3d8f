"""Words beyond the statement, with their denominator."""

from __future__ import annotations

import pandas as pd
import pytest

from analytics.measures.additions import addition_shares

PASSAGES = pd.DataFrame({"source": ["a", "a", "a", "b"], "passage_id": ["p1", "p2", "p3", "p1"], "words": [10, 20, 30, 5]})


def test_share_is_words_of_additions_over_all_words() -> None:
    """20 + 30 of 60 words in the first source, none of 5 in the second; one without words has no share."""
    additions = pd.DataFrame({"source": ["a", "a"], "passage_id": ["p2", "p3"]})
    rows = addition_shares(additions, PASSAGES, {"a": "Post", "b": "Mail", "c": "Star"})
    assert rows[["source", "outlet", "passages", "words", "total_words"]].to_numpy().tolist() == [
        ["a", "Post", 2, 50, 60],
        ["b", "Mail", 0, 0, 5],
        ["c", "Star", 0, 0, 0],
    ]
    assert rows["share"].tolist()[:2] == [50 / 60, 0.0]
    assert rows["share"].isna().tolist() == [False, False, True]


def test_share_has_an_interval_of_whole_passages() -> None:
    """30 of 60 words in passages of 10, 20 and 30: Wilson of one half over 60^2 / 1400 = 2.571, half width 0.387; else none."""
    additions = pd.DataFrame({"source": ["a"], "passage_id": ["p3"]})
    rows = addition_shares(additions, PASSAGES, {"a": "Post", "c": "Star"})
    assert rows.loc[0, ["low", "high"]].tolist() == pytest.approx([0.5 - 0.3870, 0.5 + 0.3870], abs=1e-3)
    assert rows.loc[1, ["low", "high"]].isna().all()
