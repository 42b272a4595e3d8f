"""Titles say what is found, and no more."""

from __future__ import annotations

import math

from analytics.exports.figure_words import added_title


def test_who_may_lead_as_well_is_named() -> None:
    """B's interval reaches A's share, C's does not; of three that do, the number stands there; undefined shares are passed over.

    Where all of them reach it, nobody leads.
    """
    rows = [("A", 0.33, 0.61), ("B", 0.32, 0.54), ("C", 0.1, 0.2)]
    assert added_title(rows) == "A goes beyond the statement most, with 33% of its words; too close to call with B"
    assert added_title([*rows, ("D", 0.3, 0.4)]).endswith("; too close to call with B and D")
    assert added_title([*rows, ("D", 0.3, 0.4), ("E", 0.2, 0.5)]).endswith("; too close to call with 3 others")
    assert added_title([rows[0], rows[2]]) == "A goes beyond the statement most, with 33% of its words"
    assert added_title(rows[:1]) == "A spends 33% of its words beyond the statement"
    assert added_title([*rows[:2], ("D", 0.3, 0.4), ("E", math.nan, math.nan)]) == (
        "Which of 3 articles goes beyond the statement most is too close to call; A has the highest share, 33% of its words"
    )
    assert added_title([("A", math.nan, math.nan)]) == "What the articles add"
