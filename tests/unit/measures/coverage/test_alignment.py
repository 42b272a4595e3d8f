"""Scores between languages."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from analytics.language.encoder import UseEncoder
from analytics.language.reading import read_commitments, read_text
from analytics.measures.coverage.alignment import align
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
    assert np.allclose(other.soft, 1.3 * own.soft)
    assert np.allclose(other.score, 1.15 * own.cosine + 1.5 * 1.3 * own.soft)
    assert np.array_equal(british.score, own.score)
    assert (own.stretch, other.stretch) == (1.0, 1.3)
    assert np.array_equal(own.pieces, other.pieces)
    assert np.array_equal(own.absolute, other.absolute)
