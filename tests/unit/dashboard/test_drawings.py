"""A chart is drawn once for the same rows, and anew for others; it is the chart that its maker makes."""

from __future__ import annotations

import json
from functools import partial

import pandas as pd
import pytest

from analytics.charts import verdict_shares
from analytics.charts.theme import in_look
from analytics.dashboard.drawings import digest, drawing
from analytics.dashboard.kept import Kept
from tests import chart_tables as tables


def test_a_drawing_is_the_charts_own_specification() -> None:
    """In both looks, and again after somebody changed what was read before."""
    make = partial(verdict_shares.verdict_shares, tables.rates(), title="T")
    for is_dark in (False, True):
        expected = json.loads(json.dumps(in_look(make(), dark=is_dark).to_dict()))
        first = drawing(make, dark=is_dark)
        assert first == expected
        first.clear()
        assert drawing(make, dark=is_dark) == expected


def test_all_that_a_chart_shows_tells_it_from_others() -> None:
    """One number, one name, the order of rows, the title or the function: each makes another chart; a copy of the table does not."""
    table = tables.rates()
    make = partial(verdict_shares.verdict_shares, table, title="T")
    assert digest(partial(verdict_shares.verdict_shares, table.copy(), title="T")) == digest(make)
    changed = table.copy()
    changed.loc[changed.index[0], "coverage_rate"] += 1e-9
    others = [
        partial(verdict_shares.verdict_shares, changed, title="T"),
        partial(verdict_shares.verdict_shares, table.iloc[::-1], title="T"),
        partial(verdict_shares.verdict_shares, table, title="U"),
        partial(verdict_shares.verdict_shares, table.rename(columns={"n": "m"}), title="T"),
        partial(verdict_shares.alt_text, table, title="T"),
    ]
    assert len({digest(make), *map(digest, others)}) == 6


def test_what_cannot_be_told_apart_is_refused() -> None:
    """An object whose content cannot be read would leave an old chart on the screen."""
    with pytest.raises(TypeError, match="object"):
        digest(partial(verdict_shares.verdict_shares, object()))


def test_the_result_unused_longest_goes_first() -> None:
    """Of three results two are kept: the one asked for again stays, and what is gone is made anew."""
    kept, made = Kept[int](2), []

    def make(number: int) -> int:
        made.append(number)
        return number

    for number in (1, 2, 1, 3, 1, 2):
        assert kept.get(number, lambda number=number: make(number)) == number
    assert made == [1, 2, 3, 2]


def test_what_fails_is_not_kept() -> None:
    """An error is passed on, and the next one tries again."""
    kept = Kept[pd.DataFrame](2)
    with pytest.raises(ZeroDivisionError):
        kept.get("a", lambda: pd.DataFrame({"x": [1 / 0]}))
    assert list(kept.get("a", lambda: pd.DataFrame({"x": [1]}))["x"]) == [1]
