"""Excerpts of coded statements."""

from __future__ import annotations

from analytics.training.excerpts import excerpts, prepared_excerpts


def test_every_commitment_is_in_one_excerpt_with_its_own_levels(tiny):
    """Three units dealt out by ones: each stands alone, still in the group of its statement, with its level and its evidence."""
    parts = list(excerpts(tiny[:1], 1))
    assert [len(part.commitments) for part in parts] == [1, 1, 1]
    found = {part.commitments[0].text: (part.texts[0].levels.tolist(), part.texts[0].evidence[0]) for part in parts}
    assert found == {
        "A bridge will be built.": ([2], frozenset({0})),
        "Ships are let in.": ([1], frozenset({1})),
        "Rice is taxed.": ([0], frozenset()),
    }
    assert {(part.dataset, part.group) for part in parts} == {("tiny", "a")}


def test_the_order_of_the_statement_stays(tiny):
    """Dealt out by two and one, the two stand in the order of the statement; a size that is not reached leaves the statement whole."""
    order = [read.text for read in tiny[0].commitments]
    for part in excerpts(tiny, 2):
        places = [order.index(read.text) for read in part.commitments]
        assert places == sorted(places)
    assert [len(part.commitments) for part in excerpts(tiny, 6)] == [3, 3, 3, 3]


def test_excerpts_are_left_out_with_their_statement(tiny):
    """Same group as the whole statement, another data set, other ids for other sizes: nothing of a text teaches how to judge it."""
    texts = prepared_excerpts(tiny[:1], [1, 3])
    assert {text.group for text in texts} == {"tiny/a"}
    assert {text.dataset for text in texts} == {"tiny, excerpts"}
    assert len({text.id for text in texts}) == 4
