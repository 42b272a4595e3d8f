"""Chinese and Japanese as the encoder knows them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.language.encoder import UseEncoder
from analytics.language.reading import read_text
from analytics.language.scripts import familiar


@pytest.mark.parametrize(
    ("text", "language", "known"),
    [
        ("兩國領導人會談，國際法、憲章。", "zh-TW", "两国领导人会谈，国际法,宪章."),
        ("兩國領導人會談。", "zh", "两国领导人会谈."),
        ("两国领导人会谈。", "zh", "两国领导人会谈."),
        ("国際法、憲章を守る。", "ja", "国際法,憲章を守る."),
        ("國際 law, charter. 。", "en", "國際 law, charter. 。"),
    ],
)
def test_chinese_is_simplified_and_signs_are_latin(text, language, known):
    """Every standard of Chinese is simplified; Japanese keeps its characters; other languages stay as they are."""
    assert familiar(text, language) == known


@given(st.text(), st.sampled_from(["zh", "zh-TW", "ja", "en", "ko"]))
def test_no_character_is_lost(text, language):
    """Spans found in the encoder's text hold in the stored one: lengths are equal, and writing again changes nothing."""
    known = familiar(text, language)
    assert len(known) == len(text)
    assert familiar(known, language) == known


def test_both_standards_have_the_same_vectors():
    """A sentence reads the same in traditional and simplified characters, and its stored text is untouched."""
    encoder = UseEncoder(threads=1)
    traditional = read_text("兩國領導人強調國際法的重要性。", "zh-TW", encoder)
    simplified = read_text("两国领导人强调国际法的重要性。", "zh", encoder)
    assert traditional.text.startswith("兩國")
    assert np.array_equal(traditional.encoded[0].sentence, simplified.encoded[0].sentence)
