"""The standing of one source is what all reviews together say of it."""

from __future__ import annotations

import pandas as pd
import pytest

from analytics.measures.review_order import review_order
from analytics.pipeline import Analysis, analyze
from analytics.reviews import ReviewStore, apply_reviews, review_cell, study_key
from analytics.reviews.standing import source_standing
from analytics.study.manifest import load_study
from analytics.study.shipped import shipped_study

N_LOTS = 12


@pytest.fixture(scope="module")
def analysis() -> Analysis:
    """Analyse the shipped study."""
    return analyze(load_study(shipped_study()))


@pytest.fixture(scope="module")
def reviews(analysis: Analysis) -> pd.DataFrame:
    """Keep twelve verdicts by lot on one source, one by rank, one chosen, a verdict changed, and one on another source."""
    order = review_order(analysis.coverage)
    own = order[order["source"] == "decode39"].sort_values("draw")
    lots = own["commitment"].head(N_LOTS).tolist()
    store, study = ReviewStore(), analysis.study

    def say(commitment: str, verdict: str, route: str, source: str = "decode39") -> None:
        store.add([review_cell(study, source, commitment, verdict, reviewer="Ann", route=route)])

    for place, unit in enumerate(lots):
        say(unit, "omitted" if place % 3 else "covered", "random")
    say(lots[0], "partial", "random")
    say(own["commitment"].iloc[-1], "covered", "chosen")
    say(own.sort_values("rank")["commitment"].iloc[0], "omitted", "queue")
    say(lots[0], "covered", "queue", source="alexa-ng")
    return store.reviews(study_key(study))


def test_standing_is_the_rate_of_all_reviews_together(analysis: Analysis, reviews: pd.DataFrame) -> None:
    """Every figure of the row is the one that the whole analysis with reviews in place has, for a source with and one without a sample."""
    whole = apply_reviews(analysis, reviews).rates
    order = review_order(analysis.coverage)
    for source in ("decode39", "alexa-ng", "hitandhotnews"):
        expected = whole[(whole["source"] == source) & (whole["dimension"] == "all")].iloc[0]
        found = source_standing(analysis, source, order, reviews, half_width=0.05)
        pd.testing.assert_series_equal(found.rate, expected, check_names=False)
        assert found.half_width == pytest.approx((expected["coverage_high"] - expected["coverage_low"]) / 2)


def test_fewer_checks_are_needed_for_a_wider_interval(analysis: Analysis, reviews: pd.DataFrame) -> None:
    """An interval of plus or minus 100 points needs no more cells; a narrow one more than a wide one."""
    order = review_order(analysis.coverage)
    needed = [source_standing(analysis, "decode39", order, reviews, half_width=width).needed for width in (1.0, 0.1, 0.02)]
    assert needed[0] == 0
    assert needed[0] < needed[1] < needed[2]


def test_newest_tells_whether_there_are_new_rows(analysis: Analysis) -> None:
    """The count rises with each row, of this study alone; a withdrawal is a row."""
    store, study = ReviewStore(), analysis.study
    key = study_key(study)
    assert store.newest(key) == (0, "")
    (first,) = store.add([review_cell(study, "decode39", "1a", "omitted", reviewer="Ann")])
    one = store.newest(key)
    store.withdraw(first, "Ann")
    two = store.newest(key)
    assert (one[0], two[0]) == (1, 2)
    assert two[1] > one[1]
    assert store.newest("another study") == (0, "")
