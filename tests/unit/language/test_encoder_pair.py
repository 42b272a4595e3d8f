"""Two encoders at once."""

from __future__ import annotations

import numpy as np

from analytics.language.encoder import EncodedText
from analytics.language.encoder_pair import EncoderPair, shipped_pair
from analytics.language.reading import read_text, second_reading


class Stub:
    """Encodes every text as one piece, with a number of its own as vector."""

    def __init__(self, number: float, languages: frozenset[str]) -> None:
        self.number, self.languages, self.seen = number, languages, []

    @property
    def fingerprint(self) -> str:
        """Give a name of its own."""
        return f"stub {self.number:g}"

    def encode(self, texts):
        """Remember the texts, and give each its vector."""
        self.seen.extend(texts)
        vector = np.array([self.number], dtype=np.float32)
        return [EncodedText(vector, vector[None], (text,)) for text in texts]


def test_vectors_of_both_stand_beside_one_another():
    """The first's are the text's own, the second's go with them; languages are those of both, the fingerprint names both in order."""
    pair = EncoderPair(Stub(1, frozenset({"en", "it"})), Stub(2, frozenset({"en", "fr"})))
    (text,) = pair.encode(["They met."])
    assert text.sentence.tolist() == [1.0]
    assert text.second.sentence.tolist() == [2.0]
    assert pair.languages == {"en"}
    assert pair.fingerprint == "stub 1 + stub 2"


def test_a_text_is_read_by_either():
    """The second reading has the second's vectors on the same passages; read with one encoder alone there is none."""
    first, second = Stub(1, frozenset({"en"})), Stub(2, frozenset({"en"}))
    read = read_text("They met. It rained.", "en", EncoderPair(first, second))
    other = second_reading(read)
    assert [text.sentence.tolist() for text in other.encoded] == [[2.0], [2.0]]
    assert other.passages == read.passages
    assert second_reading(read_text("They met.", "en", first)) is None


def test_capitals_are_put_back_by_the_first_alone():
    """A text in small letters asks the first encoder for its words' forms, and hands both the same texts."""
    first, second = Stub(1, frozenset({"en"})), Stub(2, frozenset({"en"}))
    text = "the ministers of both countries met in the old town hall and spoke about the bridge over the strait for two hours, they said."
    read_text(text, "en", EncoderPair(first, second))
    assert len(second.seen) == 1
    assert second.seen == first.seen[-1:]


def test_the_shipped_pair_is_kept_on_disk(tmp_path):
    """Each encoder's vectors are kept in a file of their own, and are the same when read again."""
    texts = ["They will build a bridge."]
    (fresh,) = shipped_pair(threads=1, cache=tmp_path).encode(texts)
    assert len(list(tmp_path.glob("*.vectors"))) == 2
    (kept,) = shipped_pair(threads=1, cache=tmp_path).encode(texts)
    assert np.array_equal(kept.second.tokens, fresh.second.tokens)
    assert np.array_equal(kept.tokens, fresh.tokens)
