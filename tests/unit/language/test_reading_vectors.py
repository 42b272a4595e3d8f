"""Reading a text: what is handed to the encoder."""

from __future__ import annotations

import numpy as np

from analytics.language.encoder import EncodedText
from analytics.language.reading import read_commitments, read_text
from analytics.study.codebook import Commitment


class RecordingEncoder:
    """Remembers what it was given."""

    fingerprint = "recording/1"
    languages = frozenset({"en"})

    def __init__(self):
        self.calls = []

    def encode(self, texts):
        """Give each text one piece."""
        self.calls.append(list(texts))
        return [EncodedText(np.ones(2, dtype=np.float32), np.ones((1, 2), dtype=np.float32), (text,)) for text in texts]


def test_passages_are_encoded_in_one_call():
    """All passages of a text go to the encoder together, and every passage has its words and vectors."""
    encoder = RecordingEncoder()
    read = read_text("They met. They agreed on trade.", "en", encoder)
    assert encoder.calls == [["They met.", "They agreed on trade."]]
    assert [[token.text for token in tokens] for tokens in read.tokens] == [["They", "met"], ["They", "agreed", "on", "trade"]]
    assert all(read.text[token.start : token.end] == token.text for tokens in read.tokens for token in tokens)


def test_capitals_are_lowered_for_the_encoder_alone():
    """A passage in capitals is encoded in small letters and kept as written; an acronym stays."""
    encoder = RecordingEncoder()
    read = read_text("MINISTERS AGREE ON A NEW BRIDGE.\n\nUNCLOS holds.", "en", encoder)
    assert encoder.calls == [["ministers agree on a new bridge.", "UNCLOS holds."]]
    assert read.passages[0].text == "MINISTERS AGREE ON A NEW BRIDGE."


def test_characters_without_width_do_not_reach_the_encoder():
    """Soft hyphens and breaks inside words are hidden from the encoder alone; spans are those of the text as it was written."""
    encoder = RecordingEncoder()
    read = read_text("They ag\u00adreed on co\u200bope\u2060ration.", "en", encoder)
    assert encoder.calls == [["They agreed on cooperation."]]
    assert read.passages[0].text == "They ag\u00adreed on co\u200bope\u2060ration."
    read_commitments((Commitment("1", 1, "", "fact", 0, "", "me\u00adet", 0, 5),), "en", encoder)
    assert encoder.calls[-1] == ["meet"]


def test_a_commitment_is_its_label_and_its_quote():
    """Both are passages of one text; a commitment without a label has its quote alone."""
    encoder = RecordingEncoder()
    both, bare = read_commitments(
        (Commitment("1", 1, "", "fact", 0, "Bridge", "build a bridge", 0, 14), Commitment("2", 1, "", "fact", 0, "", "meet", 0, 4)),
        "en",
        encoder,
    )
    assert encoder.calls == [["Bridge", "build a bridge", "meet"]]
    assert both.text == "Bridge\nbuild a bridge"
    assert [both.text[p.start : p.end] for p in both.passages] == ["Bridge", "build a bridge"]
    assert [p.text for p in bare.passages] == ["meet"]
