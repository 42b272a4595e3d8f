"""Whatever people do in whatever order, the history only grows, and what stands is the newest that was not taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.errors import ReviewError
from analytics.measures.corrected_rates import cell_roles, difference_estimate
from analytics.measures.review_order import review_order
from analytics.reviews import Review, ReviewStore
from analytics.schema import VERDICTS

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

STUDY = "0123456789abcdef"
NAMES = ("Ann", "Ben")
UNITS = ("1a", "1b")
ADDS = st.tuples(st.just("add"), st.sampled_from(NAMES), st.sampled_from(UNITS), st.sampled_from(VERDICTS))
UNDOS = st.tuples(st.just("undo"), st.sampled_from(NAMES), st.integers(1, 12), st.none())

Step = tuple[Literal["add", "undo"], str, object, object]


def add(store: ReviewStore, reviewer: str, unit: str, verdict: str) -> int:
    """Keep one review."""
    return store.add([Review(STUDY, "a", unit, "h1", "h2", verdict, reviewer)])[0]  # type: ignore[arg-type]


def expected_standing(rows: list[tuple[int, str, str, str]], taken_back: set[int]) -> dict[tuple[str, str], str]:
    """Work out what stands, the slow and plain way."""
    standing: dict[tuple[str, str], str] = {}
    for number, reviewer, unit, verdict in rows:
        if number not in taken_back:
            standing[reviewer, unit] = verdict
    return standing


@settings(max_examples=30, deadline=None)
@given(steps=st.lists(st.one_of(ADDS, UNDOS), max_size=12))
def test_history_only_grows_and_the_last_word_stands(tmp_path_factory: pytest.TempPathFactory, steps: list[Step]) -> None:
    """After every step the old rows are a prefix of the new history, and the newest verdict not taken back stands."""
    folder: Path = tmp_path_factory.mktemp("history")
    store = ReviewStore(f"sqlite:///{folder / 'r.sqlite'}")
    rows: list[tuple[int, str, str, str]] = []
    taken_back: set[int] = set()
    before = store.history(STUDY)
    for kind, reviewer, what, verdict in steps:
        if kind == "add":
            rows.append((add(store, reviewer, str(what), str(verdict)), reviewer, str(what), str(verdict)))
        else:
            try:
                store.withdraw(int(str(what)), reviewer)
                taken_back.add(int(str(what)))
            except ReviewError:
                assert what in taken_back or what not in {number for number, name, _, _ in rows if name == reviewer}
        after = store.history(STUDY)
        pd.testing.assert_frame_equal(after.iloc[: len(before)], before)
        assert len(after) - len(before) in {0, 1}
        before = after
    found = store.reviews(STUDY)
    standing = dict(zip(zip(found["reviewer"], found["commitment"], strict=True), found["verdict"], strict=True))
    assert standing == expected_standing(rows, taken_back)


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.floats(0, 1), st.booleans(), st.sampled_from(["known", "random", "open"])), min_size=1, max_size=40),
)
def test_corrected_shares_stay_in_their_interval(cells: list[tuple[float, bool, str]]) -> None:
    """A defined estimate lies in its interval, and that in [0, 1]; an undefined one is undefined in all parts."""
    predicted, truth, roles = (np.array(column) for column in zip(*cells, strict=True))
    found = difference_estimate(np.where(roles == "open", np.nan, truth.astype(float)), predicted, roles, level=0.95)
    values = [found.low, found.share, found.high]
    if np.isnan(found.share):
        assert np.isnan(values).all()
    else:
        assert 0 <= found.low <= found.share <= found.high <= 1


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=1, max_size=30),
    st.data(),
)
def test_orders_are_permutations_and_roles_fit_what_was_checked(pairs: list[tuple[float, float]], data: st.DataObject) -> None:
    """Ranks and lots name every cell once; only checked cells are known or random, and no known cell is drawn."""
    coverage = pd.DataFrame(
        {
            "source": "s",
            "commitment": [f"u{number}" for number in range(len(pairs))],
            "verdict": "omitted",
            "p_covered": [min(pair) for pair in pairs],
            "p_mentioned": [max(pair) for pair in pairs],
        }
    )
    order = review_order(coverage)
    numbers = list(range(1, len(pairs) + 1))
    assert sorted(order["rank"]) == sorted(order["draw"]) == numbers
    assert (order.sort_values("rank")["gain"].diff().dropna() <= 0).all()
    cells = list(zip(order["source"], order["commitment"], strict=True))
    by_rank = data.draw(st.sets(st.sampled_from(cells)))
    by_lot = data.draw(st.sets(st.sampled_from(cells))) - by_rank
    by_hand = data.draw(st.sets(st.sampled_from(cells)))
    checked = by_rank | by_lot | by_hand
    roles = cell_roles(order, checked, by_rank=by_rank, by_lot=by_lot)
    assert {cell for cell, role in zip(cells, roles, strict=True) if role in {"known", "random"}} <= checked
    is_checked = pd.Series([cell in checked for cell in cells])
    for role, place in (("known", order["rank"]), ("random", order["draw"])):
        reached = place[roles == role].max() if (roles == role).any() else 0
        assert is_checked[place <= reached].all(), f"{role} cells have no gap before them"
