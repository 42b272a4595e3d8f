"""Codings from elsewhere: taken in whole or not at all, and out again without loss."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

from analytics.errors import StudyError
from analytics.reviews import ReviewStore, import_reviews, review_rows, study_key
from analytics.study.manifest import load_study
from tests.studies import write_study

if TYPE_CHECKING:
    from pathlib import Path

    from analytics.study.manifest import Study


@pytest.fixture
def study(tmp_path: Path) -> Study:
    """Load the small study, whose source a says that an office will open."""
    return load_study(write_study(tmp_path))


def frame(**changes: object) -> pd.DataFrame:
    """Return a table of one coding, with cells replaced."""
    return pd.DataFrame([{"source": "a", "commitment": "1b", "verdict": "partial", "quote": "office will open", **changes}])


def test_a_quote_is_found_and_kept_as_a_span(study: Study) -> None:
    """The quote stands at 3 to 19 of "An office will open."; reviewer and route are noted."""
    store = ReviewStore()
    assert import_reviews(store, study, frame(), "Ann").written == 1
    row = store.reviews(study_key(study)).iloc[0]
    assert (row["evidence"], row["reviewer"], row["route"]) == ("[[3, 19]]", "Ann", "imported")


def test_rows_of_one_cell_are_one_review(study: Study) -> None:
    """Two passages of the same reviewer's cell make one verdict with two spans and both notes."""
    both = pd.concat([frame(quote="An office", note="first"), frame(quote="", start=10.0, end="14", note="second", verdict="Partial ")])
    store = ReviewStore()
    assert import_reviews(store, study, both, "Ann").written == 1
    row = store.reviews(study_key(study)).iloc[0]
    assert (row["evidence"], row["note"]) == ("[[0, 9], [10, 14]]", "first\nsecond")


def test_several_passages_may_stand_in_one_row(study: Study) -> None:
    """Spans and quotes joined by || are read like the tables that the program writes."""
    store = ReviewStore()
    import_reviews(store, study, frame(start="0 || 10", end="9 || 14", quote="An office || will"), "Ann")
    assert store.reviews(study_key(study))["evidence"].iloc[0] == "[[0, 9], [10, 14]]"


def test_the_same_table_twice_changes_nothing(study: Study) -> None:
    """What already stands is not written again."""
    store = ReviewStore()
    import_reviews(store, study, frame(), "Ann")
    again = import_reviews(store, study, frame(), "Ann")
    assert (again.written, again.unchanged) == (0, 1)
    assert len(store.history(study_key(study))) == 1


def test_out_and_in_again_is_the_same(study: Study) -> None:
    """A written table, read into an empty store, gives the same verdicts, spans, names, notes and times."""
    first, second = ReviewStore(), ReviewStore("sqlite:///" + str(study.folder / "second.sqlite"))
    import_reviews(first, study, frame(note="seen", at="2026-01-16T10:30:00+09:00"), "Ann")
    import_reviews(first, study, frame(source="b", verdict="omitted", quote=""), "Ben")
    rows = review_rows(study, first.reviews(study_key(study)))
    assert list(rows["quote"]) == ["office will open", ""]
    assert rows["at"].iloc[0] == "2026-01-16T01:30:00.000000+00:00"
    import_reviews(second, study, rows)
    columns = ["source", "commitment", "verdict", "evidence", "note", "reviewer", "at"]
    pd.testing.assert_frame_equal(*(store.reviews(study_key(study))[columns] for store in (first, second)))


def test_every_fault_is_named_at_once_and_nothing_is_written(study: Study) -> None:
    """Eight rows with a fault each, and a sound one that is not written either."""
    rows = [
        frame(),
        frame(source="zz"),
        frame(commitment="9z"),
        frame(verdict="maybe"),
        frame(quote="a school will open"),
        frame(start=15, end=99, quote=""),
        frame(start=0, end=4, quote="office"),
        frame(start="x", end="y", quote=""),
        frame(at="yesterday"),
    ]
    store = ReviewStore()
    with pytest.raises(StudyError) as caught:
        import_reviews(store, study, pd.concat(rows), "Ann", file="codings.csv")
    assert [fault.row for fault in caught.value.faults] == [3, 4, 5, 6, 7, 8, 9, 10]
    assert all(fault.file == "codings.csv" for fault in caught.value.faults)
    assert store.history(study_key(study)).empty


@pytest.mark.parametrize(
    ("table", "message"),
    [
        (pd.concat([frame(), frame(verdict="omitted", quote="")]), "one verdict a reviewer"),
        (frame(verdict="omitted"), "take the passages away"),
        (frame().drop(columns="verdict"), "lacks the columns"),
        (frame().iloc[:0], "has no row"),
        (frame(start="0 || 3", end="9", quote=""), "as many of each"),
        (frame(reviewer="x" * 200), "at most 80"),
        (frame(note="n" * 100_000), "at most 20,000"),
    ],
)
def test_a_table_that_contradicts_itself_is_refused(study: Study, table: pd.DataFrame, message: str) -> None:
    """Contradictions and limits are named with what was expected."""
    with pytest.raises(StudyError, match=message):
        import_reviews(ReviewStore(), study, table, "Ann")


def test_a_table_settles_only_with_the_note_of_a_settlement(study: Study) -> None:
    """A reviewer called settled would end disputes; what was exported as a settlement, by this version or an older one, comes back."""
    store = ReviewStore()
    for reviewer in ("settled", "Settled"):
        with pytest.raises(StudyError, match="needs the name of a person"):
            import_reviews(store, study, frame(reviewer=reviewer, note="it is so"))
        with pytest.raises(StudyError, match="needs the name of a person"):
            import_reviews(store, study, frame(), reviewer)
    for note in ("settled by Eve\nbetween Ann (omitted), Ben (partial)", "settled between Ann (omitted), Ben (partial)"):
        import_reviews(store, study, frame(reviewer="settled", note=note))
        assert store.reviews(study_key(study))[["reviewer", "note"]].to_numpy().tolist() == [["settled", note]]
        there = ReviewStore()
        import_reviews(there, study, review_rows(study, store.reviews(study_key(study))))
        assert there.reviews(study_key(study))["note"].tolist() == [note]


@pytest.mark.parametrize("at", ["0001-01-01T00:00:00+05:00", "9999-12-31T23:59:59-05:00", "yesterday"])
def test_a_time_that_is_none_is_named(study: Study, at: str) -> None:
    """Also one that lies before the first day or after the last once it is turned into UTC."""
    with pytest.raises(StudyError, match="as time; expected ISO 8601"):
        import_reviews(ReviewStore(), study, frame(at=at), "Ann")


def test_nobody_is_no_reviewer(study: Study) -> None:
    """A table without names needs one, which is said once."""
    with pytest.raises(StudyError, match=r"row 2: names no reviewer \(in 3 rows\).*--reviewer NAME") as caught:
        import_reviews(ReviewStore(), study, pd.concat([frame()] * 3), " ")
    assert len(caught.value.faults) == 1


def test_an_unknown_name_is_said_once(study: Study) -> None:
    """A coding of another study tells each of its commitments once, at the first row and with the count."""
    with pytest.raises(StudyError) as caught:
        import_reviews(ReviewStore(), study, pd.concat([frame(commitment="J3"), frame(), frame(commitment="J3")]), "Ann")
    assert [(fault.row, "'J3' as commitment (in 2 rows)" in fault.message) for fault in caught.value.faults] == [(2, True)]


def test_a_quote_in_several_places_is_said(tmp_path: Path) -> None:
    """The first of two places is taken, with a notice."""
    twice = load_study(write_study(tmp_path, a="An office will open. The office will open.\n"))
    store = ReviewStore()
    done = import_reviews(store, twice, frame(quote="office will open"), "Ann")
    assert store.reviews(study_key(twice))["evidence"].iloc[0] == "[[3, 19]]"
    assert [fault.severity for fault in done.faults] == ["notice"]
