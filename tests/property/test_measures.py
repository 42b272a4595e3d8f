"""What holds for rates, agreement, emphasis intervals and theme chains whatever the data."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from analytics.intervals import wilson_interval
from analytics.measures.agreement import agreement, krippendorff_alpha
from analytics.measures.rates import count_distribution, share_intervals
from analytics.measures.themes.chain import chain_marginals
from analytics.schema import VERDICTS

_QUICK = settings(max_examples=100, deadline=None)
_CHANCES = st.lists(st.floats(0, 1), min_size=1, max_size=40).map(np.array)
_LEVELS = st.floats(0.5, 0.99)
_SHARES = st.floats(0, 1)


@_QUICK
@given(_CHANCES, _LEVELS, st.floats(0, 0.3))
def test_rate_interval_is_ordered_and_bounded(chances: np.ndarray, level: float, error: float) -> None:
    """0 <= low <= high <= 1, whatever the systematic error."""
    ((low, high),) = share_intervals([chances], level=level, rate_errors=[error])
    assert 0 <= low <= high <= 1


@_QUICK
@given(_CHANCES)
def test_count_distribution_has_the_right_mean(chances: np.ndarray) -> None:
    """Probabilities sum to 1, and the expected count is the sum of the chances."""
    weights = count_distribution(chances)
    assert weights.sum() == pytest.approx(1)
    assert weights @ np.arange(len(weights)) == pytest.approx(chances.sum(), abs=1e-9)


@_QUICK
@given(_CHANCES, st.randoms(use_true_random=False))
def test_rate_interval_does_not_know_the_order_of_cells(chances: np.ndarray, random: object) -> None:
    """Shuffled cells, same interval."""
    shuffled = chances.copy()
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    after, before = share_intervals([shuffled, chances], level=0.9, rate_errors=[0.05, 0.05])
    assert after == pytest.approx(before, abs=1e-6)


_CODINGS = st.lists(st.tuples(st.sampled_from(VERDICTS), st.sampled_from(VERDICTS)), min_size=1, max_size=30)


@settings(max_examples=25, deadline=None)
@given(_CODINGS)
def test_agreement_does_not_know_who_is_first(pairs: list[tuple[str, str]]) -> None:
    """Both ways round every figure is the same."""
    a, b = (
        pd.DataFrame(
            {"source": "s", "commitment": [str(number) for number in range(len(pairs))], "verdict": [pair[side] for pair in pairs]}
        )
        for side in (0, 1)
    )
    there, back = agreement(a, b).figures["value"], agreement(b, a).figures["value"]
    assert there.to_numpy() == pytest.approx(back.to_numpy(), nan_ok=True)


@_QUICK
@given(st.lists(st.integers(0, 3), min_size=2, max_size=20))
def test_alpha_of_a_coder_with_itself(ratings: list[int]) -> None:
    """1 where there is variation, undefined where there is none."""
    alpha = krippendorff_alpha(np.array([ratings, ratings], dtype=float))
    assert math.isnan(alpha) if len(set(ratings)) == 1 else alpha == pytest.approx(1)


@_QUICK
@given(st.lists(st.tuples(st.sampled_from(VERDICTS), st.sampled_from(VERDICTS)), min_size=1, max_size=30))
def test_kappa_is_that_of_scikit_learn(pairs: list[tuple[str, str]]) -> None:
    """With and without weights, for any two codings; undefined where both always say the same one thing."""
    rows = [("s", f"c{number}", *pair) for number, pair in enumerate(pairs)]
    frame = pd.DataFrame(rows, columns=["source", "commitment", "a", "b"])
    a, b = (frame[["source", "commitment", side]].rename(columns={side: "verdict"}) for side in "ab")
    figures = agreement(a, b).figures
    of_all = figures[figures["scope"] == "all"].set_index("measure")["value"]
    for measure, weights in (("cohen_kappa", "linear"), ("cohen_kappa_unweighted", None)):
        if len({*frame["a"], *frame["b"]}) > 1:
            assert of_all[measure] == pytest.approx(cohen_kappa_score(frame["a"], frame["b"], labels=list(VERDICTS), weights=weights))
        else:
            assert math.isnan(of_all[measure])


@_QUICK
@given(_SHARES, st.floats(0.5, 200), _LEVELS)
def test_wilson_interval_holds_the_share(share: float, n: float, level: float) -> None:
    """The interval lies in [0, 1] and contains what was observed."""
    low, high = wilson_interval(share, n, level=level)
    assert 0 <= low <= share + 1e-9
    assert share - 1e-9 <= high <= 1


@_QUICK
@given(st.integers(1, 12), st.integers(2, 6), st.integers(0, 10_000))
def test_chain_gives_probabilities(links: int, states: int, seed: int) -> None:
    """Rows sum to 1, also for extreme scores; no staying is likelier than certain."""
    generator = np.random.default_rng(seed)
    marginals, total, stays = chain_marginals(generator.normal(scale=20, size=(links, states)), generator.uniform(0, 6, size=links - 1))
    assert marginals.sum(axis=1) == pytest.approx(1)
    assert np.isfinite(total)
    assert (stays <= 1 + 1e-9).all()
