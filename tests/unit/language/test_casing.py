"""Capitals put back into texts that were written without."""

from __future__ import annotations

import numpy as np
import pytest

from analytics.language.casing import is_without_case, restored
from analytics.language.encoder import EncodedText, UseEncoder

SMALL = "the ministers of italy and japan met in tokyo. unesco sent an observer, and the ministers praised the new harbour of the island."


class _Blind:
    """An encoder that knows nothing of its pieces."""

    fingerprint = "blind/1"
    languages = frozenset({"en"})

    def encode(self, texts):
        """Give each text one piece without rarity."""
        return [EncodedText(np.ones(2, np.float32), np.ones((1, 2), np.float32), (text,)) for text in texts]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (SMALL, True),
        (SMALL.upper(), True),
        (SMALL.replace("italy", "Italy").replace("unesco", "Unesco"), False),
        (SMALL[:60], False),
        ("両国は海底ケーブル一本を守る。" * 40 + "km " * 50, False),
    ],
)
def test_texts_without_case(text: str, expected: bool) -> None:
    """Small or capital throughout counts; two capitals among some hundred letters, short texts and texts of another script do not."""
    assert is_without_case([text]) is expected


def test_names_and_beginnings_get_their_capitals() -> None:
    """What the vocabulary knows as names and acronyms is one again; other words stay small; sentences begin with a capital."""
    (text,) = restored([SMALL], [True], UseEncoder(threads=1))
    assert text == SMALL.replace("the min", "The min", 1).replace("italy", "Italy").replace("japan", "Japan").replace(
        "tokyo. unesco", "Tokyo. UNESCO"
    )
    assert restored([SMALL.upper()], [True], UseEncoder(threads=1)) == [text]


def test_a_part_of_a_sentence_begins_small() -> None:
    """A quote from within a sentence gets no capital at its start, but at the sentence after."""
    assert restored(["they met. they left."], [False], _Blind()) == ["they met. They left."]


def test_letters_keep_their_places() -> None:
    """A capital that has two small letters stays, so that characters are as many as before."""
    (text,) = restored(["İZMİR BELEDİYESİ straße"], [True], _Blind())
    assert len(text) == len("İZMİR BELEDİYESİ straße")
