"""Verdicts of people in place of the program's: everywhere, marked, and never on another text."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from analytics.pipeline import Analysis, analyze
from analytics.reviews import ReviewStore, apply_reviews, review_cell, study_key
from analytics.study.manifest import load_study
from tests.studies import write_study

if TYPE_CHECKING:
    from analytics.reviews.records import Review

ARTICLE = "Ministers met on Monday. An office will open in May. The report was welcomed by all.\n"


@pytest.fixture(scope="module")
def analysis(tmp_path_factory: pytest.TempPathFactory) -> Analysis:
    """Analyse the small study with an article of three sentences."""
    return analyze(load_study(write_study(tmp_path_factory.mktemp("study"), a=ARTICLE)))


def reviews_of(analysis: Analysis, *reviews: Review) -> pd.DataFrame:
    """Keep reviews in a fresh store and return those that stand."""
    store = ReviewStore()
    store.add(reviews)
    return store.reviews(study_key(analysis.study))


def cell(analysis: Analysis, source: str, commitment: str) -> pd.Series:
    """Return one row of the coverage table."""
    rows = analysis.coverage
    return rows[(rows["source"] == source) & (rows["commitment"] == commitment)].iloc[0]


def test_a_verdict_replaces_the_programs_with_its_passage(analysis: Analysis) -> None:
    """Coverage, evidence and rates follow the person; the program's verdict stays beside it."""
    review = review_cell(analysis.study, "a", "1a", "partial", reviewer="Ann", evidence=((53, 85),))
    found = apply_reviews(analysis, reviews_of(analysis, review))
    row = cell(found, "a", "1a")
    assert (row["verdict"], row["reviewer"], row["p_covered"], row["p_mentioned"]) == ("partial", "Ann", 0.0, 1.0)
    assert row["evidence"] == ARTICLE[53:85] == "The report was welcomed by all.\n"
    assert row["program_verdict"] == cell(analysis, "a", "1a")["verdict"]
    evidence = found.evidence[(found.evidence["source"] == "a") & (found.evidence["commitment"] == "1a")]
    assert list(evidence["passage_id"]) == ["p003"]
    rate = found.rates[(found.rates["source"] == "a") & (found.rates["dimension"] == "all")].iloc[0]
    others = analysis.coverage[(analysis.coverage["source"] == "a") & (analysis.coverage["commitment"] != "1a")]["p_covered"].sum()
    assert rate["coverage_rate"] == pytest.approx(others / 3)
    assert (rate["n_checked"], rate["basis"]) == (1, "checked")


def test_what_nobody_checked_stays(analysis: Analysis) -> None:
    """Other cells, other sources and the analysis itself are as before; without reviews it is the same object."""
    before = analysis.coverage.copy()
    found = apply_reviews(analysis, reviews_of(analysis, review_cell(analysis.study, "a", "1a", "omitted", reviewer="Ann")))
    pd.testing.assert_frame_equal(analysis.coverage, before)
    changed = found.coverage["reviewer"] != ""
    assert list(zip(found.coverage["source"][changed], found.coverage["commitment"][changed], strict=True)) == [("a", "1a")]
    pd.testing.assert_frame_equal(found.coverage[~changed], before[~changed])
    pd.testing.assert_frame_equal(found.rates[found.rates["source"] == "b"], analysis.rates[analysis.rates["source"] == "b"])
    assert apply_reviews(analysis, reviews_of(analysis)[:0]) is analysis


def test_omissions_are_reckoned_from_the_verdicts_of_people(analysis: Analysis) -> None:
    """A cell that Ann calls omitted surely is: 1 - 0; the other source's count of tellers follows."""
    review = review_cell(analysis.study, "a", "1b", "omitted", reviewer="Ann")
    found = apply_reviews(analysis, reviews_of(analysis, review)).omissions.set_index(["source", "commitment"])
    assert found.loc[("a", "1b"), ["verdict", "p_omitted"]].tolist() == ["omitted", 1.0]
    assert found.loc[("b", "1b"), ["n_others", "n_others_telling"]].tolist() == [1, 0]


def test_omitted_takes_the_evidence_away_everywhere(analysis: Analysis) -> None:
    """A cell that a person calls omitted has no quote, and its room in the article is 0."""
    told = analysis.coverage[analysis.coverage["verdict"] != "omitted"].iloc[0]
    review = review_cell(analysis.study, told["source"], told["commitment"], "omitted", reviewer="Ann")
    found = apply_reviews(analysis, reviews_of(analysis, review))
    row = cell(found, told["source"], told["commitment"])
    assert (row["evidence"], row["start"], row["found"]) == ("", "", "")
    rows = found.emphasis
    item = rows[(rows["source"] == told["source"]) & (rows["level"] == "commitment") & (rows["item"] == told["commitment"])].iloc[0]
    assert item["words"] == 0
    assert list(rows.columns) == list(analysis.emphasis.columns)
    assert len(rows) == len(analysis.emphasis)


def test_a_told_verdict_without_passages_keeps_the_programs(analysis: Analysis) -> None:
    """Whoever changes the verdict and marks nothing keeps the quote that is there."""
    told = analysis.coverage[analysis.coverage["verdict"] != "omitted"].iloc[0]
    other = "partial" if told["verdict"] == "covered" else "covered"
    found = apply_reviews(
        analysis, reviews_of(analysis, review_cell(analysis.study, told["source"], told["commitment"], other, reviewer="Ann"))
    )
    assert cell(found, told["source"], told["commitment"])["evidence"] == told["evidence"]


def test_the_newest_of_the_chosen_reviewers_counts(analysis: Analysis) -> None:
    """Ben reviewed after Ann: his verdict stands, unless only Ann is asked for."""
    both = reviews_of(
        analysis,
        review_cell(analysis.study, "b", "1a", "partial", reviewer="Ann", evidence=((0, 7),)),
        review_cell(analysis.study, "b", "1a", "covered", reviewer="Ben", evidence=((0, 7),)),
    )
    assert cell(apply_reviews(analysis, both), "b", "1a")["verdict"] == "covered"
    assert cell(apply_reviews(analysis, both, reviewers=["Ann"]), "b", "1a")["verdict"] == "partial"


@pytest.mark.parametrize("change", ["source", "quote"])
def test_a_review_of_another_text_is_named_and_not_applied(analysis: Analysis, change: str) -> None:
    """After an article or a commitment was edited, the program's verdict is shown, with a notice."""
    reviews = reviews_of(analysis, review_cell(analysis.study, "b", "1a", "covered", reviewer="Ann", evidence=((0, 7),)))
    study = analysis.study
    sources = tuple(dataclasses.replace(each, text=each.text + "More.") if change == "source" else each for each in study.sources)
    units = tuple(dataclasses.replace(each, quote=each.quote[:-1]) if change == "quote" else each for each in study.commitments)
    edited = dataclasses.replace(analysis, study=dataclasses.replace(study, sources=sources, commitments=units))
    found = apply_reviews(edited, reviews)
    pd.testing.assert_frame_equal(found.coverage, analysis.coverage)
    assert [(fault.source, fault.severity) for fault in found.faults[len(analysis.faults) :]] == [("b", "notice")]
    assert found.faults[-1].message.startswith("1 review of this source was made on another text")


def test_a_source_read_whole_has_its_exact_rate(analysis: Analysis) -> None:
    """With all three commitments checked and one covered the rate is a third, without width."""
    made = [
        review_cell(analysis.study, "b", unit, verdict, reviewer="Ann", evidence=spans)
        for unit, verdict, spans in (("1a", "covered", ((0, 7),)), ("1b", "omitted", ()), ("2a", "omitted", ()))
    ]
    found = apply_reviews(analysis, reviews_of(analysis, *made))
    rate = found.rates[(found.rates["source"] == "b") & (found.rates["dimension"] == "all")].iloc[0]
    assert tuple(rate[["coverage_rate", "coverage_low", "coverage_high"]]) == pytest.approx((1 / 3, 1 / 3, 1 / 3))
    assert rate["n_checked"] == 3


def test_a_memo_changes_nothing_but_the_time(analysis: Analysis) -> None:
    """With a memo the tables are the same, and a second use finds them in it."""
    reviews = reviews_of(analysis, review_cell(analysis.study, "a", "2a", "omitted", reviewer="Ann"))
    memo: dict[tuple[str, str], dict[str, pd.DataFrame]] = {}
    plain, first, second = (
        apply_reviews(analysis, reviews),
        apply_reviews(analysis, reviews, memo=memo),
        apply_reviews(analysis, reviews, memo=memo),
    )
    assert len(memo) == 1
    for name in ("coverage", "evidence", "rates", "emphasis"):
        pd.testing.assert_frame_equal(plain.table(name), first.table(name))
        pd.testing.assert_frame_equal(plain.table(name), second.table(name))


def test_provenance_names_what_was_applied(analysis: Analysis) -> None:
    """Number, reviewers and a hash of the reviews stand beside the versions; the same verdicts give the same hash."""
    review = review_cell(analysis.study, "a", "2a", "omitted", reviewer="Ann")
    first = apply_reviews(analysis, reviews_of(analysis, review)).provenance["reviews"]
    assert isinstance(first, dict)
    assert (first["applied"], first["reviewers"]) == (1, ["Ann"])
    assert first == apply_reviews(analysis, reviews_of(analysis, review)).provenance["reviews"]
