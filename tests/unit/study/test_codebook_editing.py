"""Mending a codebook: merge, split, rename, move, leave out."""

from __future__ import annotations

import pytest

from analytics.errors import CodebookError
from analytics.study.codebook import Commitment, read_codebook
from analytics.study.codebook_editing import (
    change_commitment,
    codebook_csv,
    merge_commitments,
    remove_commitments,
    rename_theme,
    split_commitment,
)
from analytics.study.documents import Statement

TEXT = "1. The mayors agreed to plant trees, clean the lake, and open a school.\n2. They welcomed the ferry."


def unit(unit_id: str, quote: str, *, act: str = "commitment", strength: int = 4, theme: str = "Nature") -> Commitment:
    """Build a commitment where its quote stands."""
    start = TEXT.index(quote)
    return Commitment(unit_id, int(unit_id[0]), theme, act, strength, quote.title(), quote, start, start + len(quote))


BOOK = (
    unit("1a", "agreed to plant trees", act="intention", strength=2),
    unit("1b", "clean the lake"),
    unit("1c", "open a school", theme="Learning"),
    unit("2a", "welcomed the ferry", act="recognition", strength=0, theme="Transport"),
)


def test_merging_neighbours_quotes_everything_between_them() -> None:
    """The comma between two clauses becomes part of the quote; the firmer act wins, the first id and label stay."""
    merged = merge_commitments(BOOK, ["1b", "1a"], TEXT)
    assert [each.id for each in merged] == ["1a", "1c", "2a"]
    assert merged[0].quote == "agreed to plant trees, clean the lake"
    assert TEXT[merged[0].start : merged[0].end] == merged[0].quote
    assert (merged[0].act, merged[0].strength, merged[0].label) == ("commitment", 4, "Agreed To Plant Trees")


@pytest.mark.parametrize(
    ("ids", "told"),
    [(["1a"], "at least two"), (["1a", "1c"], "1b stands between"), (["1a", "9z"], "no commitment 9z")],
    ids=["alone", "not neighbours", "unknown"],
)
def test_what_cannot_be_merged_is_said(ids: list[str], told: str) -> None:
    """Merging needs neighbours that exist."""
    with pytest.raises(CodebookError, match=told):
        merge_commitments(BOOK, ids, TEXT)


def test_splitting_leaves_the_comma_to_neither_half() -> None:
    """The second half gets the next free letter of its paragraph, and both quote the statement word for word."""
    merged = merge_commitments(BOOK, ["1a", "1b"], TEXT)
    halves = split_commitment(merged, "1a", len("agreed to plant trees"), TEXT)
    assert [(each.id, each.quote) for each in halves[:2]] == [("1a", "agreed to plant trees"), ("1b", "clean the lake")]
    assert all(TEXT[each.start : each.end] == each.quote for each in halves)
    assert halves[1].label == "clean the lake"


@pytest.mark.parametrize("at", [-3, 0, 14, 99])
def test_a_cut_that_leaves_no_words_is_refused(at: int) -> None:
    """Neither at the ends of the quote nor beyond them."""
    with pytest.raises(CodebookError, match="no words"):
        split_commitment(BOOK, "1b", at, TEXT)


def test_a_new_act_brings_its_own_strength_unless_told() -> None:
    """A firm promise that turns out to be a priority counts 1; a strength that is given wins."""
    assert change_commitment(BOOK, "1b", act="priority")[1].strength == 1
    assert change_commitment(BOOK, "1b", act="commitment", strength=3)[1].strength == 3
    assert change_commitment(BOOK, "1b", label=" Lake ")[1].label == "Lake"


@pytest.mark.parametrize("change", [{"act": "promise"}, {"strength": 5}, {"label": " "}, {"theme": ""}])
def test_a_change_that_means_nothing_is_refused(change: dict[str, object]) -> None:
    """Unknown acts, strengths beyond 4 and empty words never enter a codebook."""
    with pytest.raises(CodebookError):
        change_commitment(BOOK, "1b", **change)  # type: ignore[arg-type]


def test_the_name_of_another_theme_merges_the_two() -> None:
    """Renaming Learning to Nature leaves two themes."""
    renamed = rename_theme(BOOK, "Learning", "Nature")
    assert {each.theme for each in renamed} == {"Nature", "Transport"}
    with pytest.raises(CodebookError, match="No commitment has the theme"):
        rename_theme(renamed, "Learning", "School")
    with pytest.raises(CodebookError, match="empty"):
        rename_theme(BOOK, "Nature", "  ")


def test_the_last_commitment_cannot_be_left_out() -> None:
    """A study needs something to compare."""
    assert [each.id for each in remove_commitments(BOOK, ["1a", "2a"])] == ["1b", "1c"]
    with pytest.raises(CodebookError, match="at least one"):
        remove_commitments(BOOK, [each.id for each in BOOK])


def test_a_written_codebook_is_read_back_the_same() -> None:
    """Nothing is lost between the page and the file."""
    commitments, faults = read_codebook(codebook_csv(BOOK), "codebook.csv", Statement(TEXT, "en", "statement.txt", ""))
    assert faults == ()
    assert commitments == BOOK
