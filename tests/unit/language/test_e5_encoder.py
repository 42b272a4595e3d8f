"""The second encoder: its tokenizer, its network and its files."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import numpy_helper
from scipy.special import softmax
from scipy.stats import norm

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
PIECES = ("▁The", "▁two", "▁countries", "▁will", "▁build", "▁the", "▁", "bridge", "▁by", "▁20", "35", ".")


@pytest.fixture(scope="module")
def encoder():
    """Give one encoder for the whole file: loading takes a second."""
    return E5Encoder(threads=1)


def _weights():
    """Read the matrices of the network, times their scales, and its plain arrays."""
    held = {array.name: numpy_helper.to_array(array) for array in onnx.load(str(FOLDER / "network.onnx")).graph.initializer}
    scaled = {
        name[: -len(".weights")]: array * held[name.replace(".weights", ".scales")] for name, array in held.items() if "weights" in name
    }
    return held, scaled


def _normalised(rows, gain, shift):
    rows = rows - rows.mean(axis=1, keepdims=True)
    return rows / np.sqrt((rows**2).mean(axis=1, keepdims=True) + 1e-12) * gain + shift


def _plain_pass(rows):
    """Pass word vectors through eight layers as the papers write them, in decimal numbers: the oracle."""
    held, scaled = _weights()
    rows = _normalised(rows + held["table"][: len(rows)], held["start.gain"], held["start.shift"])
    for name in (f"l{layer}" for layer in range(8)):
        joint = rows @ scaled[f"{name}.joint"] + held[f"{name}.joint.offset"]
        query, key, value = (joint[:, at : at + 384].reshape(-1, 12, 32).transpose(1, 0, 2) for at in (0, 384, 768))
        looked = softmax(query @ key.transpose(0, 2, 1) / np.sqrt(32), axis=-1) @ value
        told = looked.transpose(1, 0, 2).reshape(-1, 384) @ scaled[f"{name}.told"] + held[f"{name}.told.offset"]
        rows = _normalised(rows + told, held[f"{name}.between.gain"], held[f"{name}.between.shift"])
        inner = rows @ scaled[f"{name}.inner"] + held[f"{name}.inner.offset"]
        outer = (inner * norm.cdf(inner)) @ scaled[f"{name}.outer"] + held[f"{name}.outer.offset"]
        rows = _normalised(rows + outer, held[f"{name}.end.gain"], held[f"{name}.end.shift"])
    return rows


@pytest.mark.parametrize("text", TEXTS[:4])
def test_vectors_are_those_of_a_plain_forward_pass(encoder, text):
    """In whole numbers the network says what it says in decimal ones, piece by piece."""
    (found,) = encoder.encode([text])
    numbers = [0, *encoder._prompt, *(number for number, _ in encoder._tokenizer.cut(text)), 2]
    expected = _plain_pass(unpacked(encoder._words["packed"][numbers], encoder._words["scales"][numbers]))
    whole = expected.mean(axis=0)
    assert found.sentence @ whole / np.linalg.norm(whole) > 0.99
    tokens = expected[len(encoder._prompt) + 1 : -1]
    assert (np.sum(found.tokens * tokens, axis=1) / np.linalg.norm(found.tokens, axis=1) / np.linalg.norm(tokens, axis=1)).min() > 0.96


def test_the_same_sentence_in_three_languages_is_near_itself(encoder):
    """The bridge is nearer to itself in Japanese and Italian than to a word that says nothing, and cut as SentencePiece cuts it."""
    english, japanese, italian, nothing = (text.sentence for text in encoder.encode(TEXTS[:4]))
    assert (
        min(english @ japanese, english @ italian, japanese @ italian) > max(one @ nothing for one in (english, japanese, italian)) + 0.05
    )
    assert encoder.encode(TEXTS[:1])[0].pieces == PIECES


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
    shutil.copy(FOLDER / "network.onnx", tmp_path)
    (tmp_path / "words.npz").write_bytes((FOLDER / "words.npz").read_bytes()[:1000])
    with pytest.raises(EncoderError, match=r"words\.npz cannot be read .*reinstall leftout"):
        E5Encoder(folder=tmp_path).encode(["x"])
    np.savez(tmp_path / "words.npz", packed=np.zeros((3, 4), dtype=np.uint8))
    with pytest.raises(EncoderError, match="cannot be read"):
        E5Encoder(folder=tmp_path).encode(["x"])
    shutil.copy(FOLDER / "words.npz", tmp_path)
    (tmp_path / "network.onnx").write_bytes((FOLDER / "network.onnx").read_bytes()[:1000])
    with pytest.raises(EncoderError, match=r"network\.onnx cannot be read .*reinstall leftout"):
        E5Encoder(folder=tmp_path).encode(["x"])


def test_arrays_of_another_shape_are_refused(tmp_path):
    """A file with the right names and wrong arrays is told by the array."""
    with np.load(FOLDER / "words.npz") as stored:
        arrays = {name: stored[name] for name in ("scores", "pieces", "signs", "replacements", "scales")}
    np.savez(tmp_path / "words.npz", packed=np.zeros((3, 4), dtype=np.uint8), **arrays)
    with pytest.raises(EncoderError, match=r"array 'packed' is uint8 of shape \(3, 4\), expected uint8 of shape \(-1, 192\)"):
        E5Encoder(folder=tmp_path).encode(["x"])
