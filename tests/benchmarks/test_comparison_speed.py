"""How long it takes to compare sixty sources with one another, and to reckon their omissions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from analytics.language.passages import split_passages
from analytics.language.reading import ReadText
from analytics.language.tokens import tokenize
from analytics.measures.omissions.model import expected_shares
from analytics.measures.reuse import reuse_tables

if TYPE_CHECKING:
    from pytest_benchmark.fixture import BenchmarkFixture

SOURCES, WORDS, COMMITMENTS = 60, 600, 200


def _read(words: list[str]) -> ReadText:
    text = " ".join(words)
    passages = split_passages(text, "en")
    return ReadText(text, "en", passages, tuple(tokenize(each.text, "en", offset=each.start) for each in passages), ())


@pytest.fixture(scope="module", params=[0, 30, 60], ids=lambda copies: f"{copies} copies")
def reads(request: pytest.FixtureRequest) -> dict[str, ReadText]:
    """Make sources of random words, some of which print the same text."""
    chance = np.random.default_rng(7)
    words = [f"word{number}" for number in range(2000)]
    wire = chance.choice(words, WORDS).tolist()
    return {f"s{number}": _read(wire if number < request.param else chance.choice(words, WORDS).tolist()) for number in range(SOURCES)}


def test_reuse_among_sixty_sources(benchmark: BenchmarkFixture, reads: dict[str, ReadText]) -> None:
    """Every two of sixty texts of 600 words. Aim: at most 0.5 s."""
    benchmark(reuse_tables, reads, {}, reads["s0"])


def test_expected_shares_of_sixty_sources(benchmark: BenchmarkFixture) -> None:
    """Sixty sources and 200 commitments, fitted anew without each source and each commitment. Aim: at most 0.3 s."""
    chance = np.random.default_rng(7)
    told = chance.uniform(size=(SOURCES, COMMITMENTS))
    benchmark(expected_shares, told, chance.normal(size=(SOURCES, 1)), chance.normal(size=(COMMITMENTS, 3)))
