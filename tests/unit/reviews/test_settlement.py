"""Which cells are in dispute, and who settled the others?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

from analytics.errors import ReviewError
from analytics.pipeline import Analysis, analyze
from analytics.reviews import ReviewStore, apply_reviews, import_reviews, review_cell, review_rows, study_key
from analytics.reviews.records import SETTLED
from analytics.reviews.settlement import disputes, settled_by, settlement_note, settlements, without_disputed
from analytics.study.manifest import load_study
from tests.studies import write_study

if TYPE_CHECKING:
    from pathlib import Path


def said(*rows: tuple[str, str, str]) -> pd.DataFrame:
    """Return reviews of source a, the oldest first: commitment, reviewer, verdict."""
    table = pd.DataFrame(rows, columns=["commitment", "reviewer", "verdict"])
    return table.assign(source="a", note="")


CAY_AND_DAN = (("1a", "Cay", "covered"), ("1a", "Dan", "omitted"))


def test_reviewers_who_differ_are_named_in_the_order_of_their_verdicts() -> None:
    """Cay and Dan differ on 1a; on 2a they agree, and 3a only Cay checked."""
    rows = said(*CAY_AND_DAN, ("2a", "Cay", "omitted"), ("2a", "Dan", "omitted"), ("3a", "Cay", "partial"))
    assert disputes(rows) == {("a", "1a"): {"Cay": "covered", "Dan": "omitted"}}
    assert list(disputes(rows)["a", "1a"]) == ["Cay", "Dan"]


@pytest.mark.parametrize(
    ("later", "is_settled"),
    [
        ([(SETTLED, "covered")], True),
        ([(SETTLED, "partial")], True),
        ([(SETTLED, "covered"), ("Eve", "covered")], True),
        ([(SETTLED, "covered"), ("Eve", "omitted")], False),
        ([("Eve", "omitted")], False),
    ],
)
def test_a_settlement_holds_until_a_later_verdict_says_otherwise(later: list[tuple[str, str]], is_settled: bool) -> None:
    """Whatever it was settled as: what counts then is the settlement, and not the newest of those who differ."""
    rows = said(*CAY_AND_DAN, *(("1a", *each) for each in later))
    assert (disputes(rows) == {}) is is_settled
    assert list(settlements(rows)) == ([("a", "1a")] if is_settled else [])


def test_without_reviews_nothing_is_in_dispute() -> None:
    """No row, no dispute; a settlement alone is none, nor is one that its only reviewer contradicts later."""
    assert disputes(said()) == {}
    assert disputes(said(("1a", SETTLED, "omitted"))) == {}
    assert disputes(said(("1a", SETTLED, "omitted"), ("1a", "Ann", "covered"))) == {}


def test_the_note_names_who_settles() -> None:
    """Also a name that reads like the rest of the note; who said nothing is not named."""
    note = settlement_note(" Ann between Ben ", {"Cay": "covered", "Eve": "", "Dan": "omitted"})
    assert note == "settled by Ann between Ben\nbetween Cay (covered), Dan (omitted)"
    assert settled_by(note) == "Ann between Ben"


@pytest.mark.parametrize("note", ["", "settled between Ann (omitted), Ben (covered)", "see above\nsettled by Ann"])
def test_older_settlements_name_nobody(note: str) -> None:
    """Their note begins otherwise."""
    assert settled_by(note) == ""


@pytest.mark.parametrize("name", ["", "  ", "the program", "two\nlines", SETTLED, " Settled "])
def test_nobody_cannot_settle(name: str) -> None:
    """The same rules as for the name of a reviewer."""
    with pytest.raises(ReviewError):
        settlement_note(name, {"Cay": "covered"})


@pytest.fixture
def analysis(tmp_path: Path) -> Analysis:
    """Analyse the small study."""
    return analyze(load_study(write_study(tmp_path, a="Ministers met on Monday. An office will open in May.\n")))


def test_who_settled_survives_a_table_of_codings(analysis: Analysis) -> None:
    """Out of one database and into another: the name is still there."""
    first, second = ReviewStore(), ReviewStore("sqlite:///" + str(analysis.study.folder / "second.sqlite"))
    note = settlement_note("Ann", {"Cay": "covered", "Dan": "omitted"})
    spans = ((0, 8), (9, 12))
    first.add([review_cell(analysis.study, "a", "1a", "covered", reviewer=SETTLED, note=note, evidence=spans)])
    written = review_rows(analysis.study, first.reviews(study_key(analysis.study)))
    import_reviews(second, analysis.study, written)
    assert settled_by(second.reviews(study_key(analysis.study))["note"].iloc[0]) == "Ann"


def test_cells_in_dispute_are_named_in_the_provenance_and_left_out_of_what_is_sure(analysis: Analysis) -> None:
    """1a of source a is in dispute, 2a is agreed on: findings get the omissions without 1a until it is settled."""
    store = ReviewStore()
    made = [("1a", "Cay", "covered"), ("1a", "Dan", "omitted"), ("2a", "Cay", "omitted"), ("2a", "Dan", "omitted")]
    store.add([review_cell(analysis.study, "a", unit, verdict, reviewer=name) for unit, name, verdict in made])
    found = apply_reviews(analysis, store.reviews(study_key(analysis.study)))
    assert found.provenance["reviews"]["disputed"] == [["a", "1a"]]
    here, kept = (
        set(zip(table["source"], table["commitment"], strict=True)) for table in (found.omissions, without_disputed(found).omissions)
    )
    assert here - kept == {("a", "1a")}
    store.add([review_cell(analysis.study, "a", "1a", "omitted", reviewer=SETTLED)])
    settled = apply_reviews(analysis, store.reviews(study_key(analysis.study)))
    assert "disputed" not in settled.provenance["reviews"]
    assert without_disputed(settled) is settled
    assert without_disputed(analysis) is analysis
