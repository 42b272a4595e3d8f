"""Scores between languages."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from analytics.language.encoder import UseEncoder
from analytics.language.reading import read_commitments, read_text
from analytics.measures.coverage.alignment import align, source_weights
from analytics.measures.coverage.book import prepare_book
from analytics.study.codebook import Commitment


@pytest.fixture(scope="module")
def pair():
    """Two commitments in English, and a text of three sentences that is taken to be English too."""
    encoder = UseEncoder(threads=1)
    labels = ("They will build a bridge", "Rice is taxed")
    commitments = [Commitment(str(n), None, "", "fact", 0, "", label, 0, len(label)) for n, label in enumerate(labels)]
    return prepare_book(read_commitments(commitments, "en", encoder)), read_text(
        "A bridge is built. Rice has a tax. It rained.", "en", encoder
    )


def test_scores_are_stretched_between_languages_alone(pair):
    """The same vectors, called Italian, score 1.15 times as far from the mean by sentences and 1.3 times by pieces; 'en-GB' is English."""
    book, source = pair
    own, british, other = (align(book, replace(source, language=code)) for code in ("en", "en-GB", "it"))
    assert own is not None
    assert british is not None
    assert other is not None
    assert np.allclose(other.cosine, 1.15 * own.cosine)
    assert np.allclose(other.reverse, 1.3 * own.reverse)
    assert np.allclose(other.score, other.cosine + 1.5 * other.soft)
    assert np.array_equal(british.score, own.score)
    assert (own.stretch, other.stretch) == (1.0, 1.3)
    assert np.array_equal(own.pieces, other.pieces)


def test_what_stands_in_every_passage_weighs_little(pair):
    """Of three passages, a piece found in all weighs log(4 / 3.5), in one log(4 / 1.5), in none log(4 / 0.5), times its own weight."""
    book, _ = pair
    matches = np.zeros((len(book.pieces), 3))
    matches[0] = 2.0
    matches[1, 2] = 1.34
    matches[2, 1] = 1.32
    factors = source_weights(book, matches) / book.weights
    assert np.allclose(factors[:4], [np.log(4 / 3.5), np.log(4 / 1.5), np.log(8), np.log(8)])


def test_a_source_of_one_passage_can_be_told_from_another():
    """All of a lone passage is common to its source; three tenths of that stay, so commitments still differ in how near they come."""
    encoder = UseEncoder(threads=1)
    commitments = [
        Commitment(str(n), None, "", "fact", 0, "", text, 0, len(text)) for n, text in enumerate(("A bridge is built", "Rice is taxed"))
    ]
    alignment = align(prepare_book(read_commitments(commitments, "en", encoder)), read_text("They build a bridge.", "en", encoder))
    assert alignment is not None
    assert alignment.cosine[0, 0] > alignment.cosine[1, 0]
