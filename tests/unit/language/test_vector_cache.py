"""The cache of vectors: never a different result, whatever lies on the disk."""

from __future__ import annotations

import numpy as np
import pytest

from analytics.language.encoder import EncodedText
from analytics.language.vector_cache import CachedEncoder

TEXTS = ["first text", "second", ""]


class CountingEncoder:
    """Gives vectors that follow from the text and counts how often it is asked."""

    def __init__(self, fingerprint="counting/1"):
        self.fingerprint = fingerprint
        self.languages = frozenset({"en"})
        self.calls = 0

    def encode(self, texts):
        """Encode by lengths and characters."""
        self.calls += 1
        return [self._one(text) for text in texts]

    @staticmethod
    def _one(text):
        pieces = tuple(text.split())
        tokens = np.array([[len(piece), ord(piece[0])] for piece in pieces], dtype=np.float16).reshape(-1, 2)
        return EncodedText(np.array([len(text), 0.1], dtype=np.float32), tokens.astype(np.float32), pieces)


def _same(left, right):
    return len(left) == len(right) and all(
        np.array_equal(a.sentence, b.sentence)
        and np.array_equal(a.tokens, b.tokens)
        and a.tokens.shape == b.tokens.shape
        and a.tokens.dtype == b.tokens.dtype
        and a.sentence.dtype == b.sentence.dtype
        and a.pieces == b.pieces
        for a, b in zip(left, right, strict=True)
    )


def test_known_texts_are_not_encoded_again(tmp_path):
    """The second call reads the file, and gives the same values as the first and as no cache at all."""
    encoder = CountingEncoder()
    first = CachedEncoder(encoder, tmp_path).encode(TEXTS)
    second = CachedEncoder(encoder, tmp_path).encode(TEXTS)
    assert encoder.calls == 1
    assert _same(first, second)
    assert _same(second, CountingEncoder().encode(TEXTS))


def test_one_file_per_call(tmp_path):
    """The passages of one text share one file, and nothing else is left in the folder."""
    CachedEncoder(CountingEncoder(), tmp_path).encode(TEXTS)
    assert [path.suffix for path in tmp_path.iterdir()] == [".vectors"]
    assert not any(path.name.startswith(".") for path in tmp_path.iterdir())


def test_another_encoder_or_another_cut_is_another_file(tmp_path):
    """Neither another fingerprint nor the same characters cut elsewhere find the file."""
    encoder = CountingEncoder()
    CachedEncoder(encoder, tmp_path).encode(["ab", "c"])
    CachedEncoder(encoder, tmp_path).encode(["a", "bc"])
    CachedEncoder(CountingEncoder("counting/2"), tmp_path).encode(["ab", "c"])
    assert encoder.calls == 2
    assert len(list(tmp_path.iterdir())) == 3


@pytest.mark.parametrize("damage", ["empty", "cut", "flipped", "foreign", "pickle"])
def test_a_damaged_file_is_rebuilt(tmp_path, damage):
    """A file that is empty, cut short, altered or foreign is computed anew and replaced."""
    encoder = CountingEncoder()
    whole = CachedEncoder(encoder, tmp_path).encode(TEXTS)
    path = next(tmp_path.iterdir())
    content = path.read_bytes()
    middle = len(content) // 2
    path.write_bytes(
        {
            "empty": b"",
            "cut": content[:-7],
            "flipped": content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :],
            "foreign": b"PNG" * 100,
            "pickle": b"\x80\x04cos\nsystem\n(S'exit 1'\ntR.",
        }[damage]
    )
    assert _same(CachedEncoder(encoder, tmp_path).encode(TEXTS), whole)
    assert encoder.calls == 2
    assert path.read_bytes() == content


def test_a_file_under_another_name_is_not_believed(tmp_path):
    """A whole file of other texts, put in the place of these, is computed anew."""
    encoder = CountingEncoder()
    cached = CachedEncoder(encoder, tmp_path)
    cached.encode(["other", "words", "here"])
    other = next(tmp_path.iterdir())
    whole = cached.encode(TEXTS)
    mine = next(path for path in tmp_path.iterdir() if path != other)
    mine.write_bytes(other.read_bytes())
    assert _same(cached.encode(TEXTS), whole)


def test_an_unwritable_folder_costs_no_result(tmp_path):
    """Where the folder cannot be made, the texts are encoded each time."""
    (tmp_path / "file").write_text("in the way")
    encoder = CountingEncoder()
    cached = CachedEncoder(encoder, tmp_path / "file" / "cache")
    assert _same(cached.encode(TEXTS), cached.encode(TEXTS))
    assert encoder.calls == 2


def test_what_was_remembered_is_not_encoded_again(tmp_path):
    """Remembering twice and encoding then asks the encoder once, and gives the values that it gave."""
    encoder = CountingEncoder()
    cached = CachedEncoder(encoder, tmp_path / "cache")
    assert cached.remember(TEXTS)
    assert cached.remember(TEXTS)
    assert _same(cached.encode(TEXTS), CountingEncoder().encode(TEXTS))
    assert encoder.calls == 1


def test_what_cannot_be_remembered_is_said(tmp_path):
    """Where the folder cannot be made the answer is no; no texts need no folder."""
    (tmp_path / "file").write_text("in the way")
    cached = CachedEncoder(CountingEncoder(), tmp_path / "file" / "cache")
    assert not cached.remember(TEXTS)
    assert cached.remember([])


def test_a_failed_rename_leaves_nothing_behind(tmp_path, monkeypatch):
    """When the last step of writing fails, the result stands and the file aside is gone."""

    def refuse(*_):
        raise OSError("no")

    monkeypatch.setattr("pathlib.Path.replace", refuse)
    assert len(CachedEncoder(CountingEncoder(), tmp_path).encode(TEXTS)) == 3
    assert list(tmp_path.iterdir()) == []


def test_no_texts_make_no_file(tmp_path):
    """Nothing to encode leaves no trace."""
    encoder = CountingEncoder()
    assert CachedEncoder(encoder, tmp_path / "cache").encode([]) == []
    assert encoder.calls == 0
    assert not (tmp_path / "cache").exists()


def test_it_stands_for_the_encoder_behind_it(tmp_path):
    """Fingerprint and languages are those of the encoder behind the cache."""
    cached = CachedEncoder(CountingEncoder(), tmp_path)
    assert (cached.fingerprint, cached.languages) == ("counting/1", frozenset({"en"}))
