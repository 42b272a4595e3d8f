"""Many facts compared at once, against the formula written out pair by pair."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from analytics.language.amounts import Amount
from analytics.language.dates import DateMention
from analytics.measures.discrepancies.facts import Fact
from analytics.measures.discrepancies.model import FEATURES, Surroundings, load_fact_model
from analytics.measures.discrepancies.rules import is_comparable, is_same_value
from analytics.measures.discrepancies.stated import StatedFacts

MODEL = load_fact_model()


def _unit(rows: np.ndarray) -> np.ndarray:
    return (rows / np.linalg.norm(rows, axis=-1, keepdims=True)).astype(np.float32)


def _facts(seed: int, n_passages: int) -> list[Fact]:
    """Make passages of none to seven pieces with a date and two amounts each."""
    chance = np.random.default_rng(seed)
    facts = []
    for passage in range(n_passages):
        n_pieces = int(chance.integers(0, 8))
        around, sentence = _unit(chance.normal(size=(n_pieces, 6))), _unit(chance.normal(size=6))
        values = [
            DateMention(0, 1, year=2030 + int(chance.integers(3))),
            Amount(2, 3, 2, 3, float(chance.integers(1, 4)), "count", is_vague=False, in_words=False),
            Amount(4, 5, 4, 5, float(chance.integers(1, 4)), "percent", is_vague=bool(chance.integers(2)), in_words=False),
        ]
        facts += [Fact(passage, 0, 1, value, around, chance.integers(0, 12, n_pieces).astype(float), sentence) for value in values]
    return facts


def _pair_by_pair(told: Fact, stated: Fact) -> list[float]:
    """Average the best matches of each side, weighted by exp(-distance / reach), each match less the farther away it is."""
    found = []
    for reach in (3.0, 10.0):
        for one, other in ((told, stated), (stated, told)):
            best, weight = 0.0, 0.0
            for piece, distance in zip(one.around, one.distance, strict=True):
                matches = [float(piece @ p) * (0.4 + 0.6 * np.exp(-d / reach)) for p, d in zip(other.around, other.distance, strict=True)]
                best += max(matches, default=0.0) * np.exp(-distance / reach)
                weight += np.exp(-distance / reach)
            found.append(best / weight if weight and len(other.around) else 0.0)
    return [*found, float(told.sentence @ stated.sentence)]


@pytest.mark.parametrize("seed", range(5))
def test_features_are_those_of_each_pair(seed: int) -> None:
    """Comparing with all facts at once gives what comparing with one at a time gives, also where a passage has no words."""
    stated, told = _facts(seed, 6), _facts(seed + 100, 4)
    for fact in told:
        expected = np.array([_pair_by_pair(fact, other) for other in stated])
        np.testing.assert_allclose(Surroundings(stated).features(fact), expected, atol=2e-6)


@pytest.mark.parametrize("seed", range(5))
def test_relations_and_chances_are_those_of_each_pair(seed: int) -> None:
    """Which facts can be compared, which agree and how likely they are the same thing: as for one pair after the other."""
    stated, told = _facts(seed, 6), _facts(seed + 100, 4)
    prepared = StatedFacts(stated)
    comparable, same = prepared.relations(told)
    chances = prepared.chances(told, MODEL)
    for row, fact in enumerate(told):
        for column, other in enumerate(stated):
            assert comparable[row, column] == is_comparable(fact, other)
            assert same[row, column] == is_same_value(fact, other)
            if comparable[row, column]:
                score = MODEL.intercept + sum(
                    MODEL.weights[name] * value for name, value in zip(FEATURES, _pair_by_pair(fact, other), strict=True)
                )
                assert chances[row, column] == pytest.approx(1 / (1 + np.exp(-score)), abs=3e-6)


def test_equal_surroundings_are_equally_likely() -> None:
    """A statement that says the same passage twice gives both the same chance, so that the first one is taken."""
    stated, told = _facts(1, 7), _facts(101, 4)
    chances = StatedFacts([*stated, replace(stated[3], passage=77)]).chances(told, MODEL)
    assert chances[:, 3].any()
    assert (chances[:, 3] == chances[:, -1]).all()


def test_nothing_to_compare() -> None:
    """No fact in the source or none in the statement: tables without rows or without columns."""
    facts = _facts(0, 2)
    assert StatedFacts(facts).relations([])[0].shape == (0, 6)
    assert StatedFacts(facts).chances([], MODEL).shape == (0, 6)
    assert StatedFacts([]).relations(facts)[1].shape == (6, 0)
    assert StatedFacts([]).chances(facts, MODEL).shape == (6, 0)
