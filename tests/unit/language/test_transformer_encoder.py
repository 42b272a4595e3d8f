"""The second engine: real loading code on a model made on the spot, and what is told where the library or the model is missing."""

import sys

import numpy as np
import pytest

from analytics.errors import EncoderError
from analytics.language.encoder import LANGUAGES
from analytics.language.pieces import piece_spans
from analytics.language.transformer_encoder import INSTALL, SentenceTransformerEncoder, _pieces
from analytics.language.vector_cache import CachedEncoder
from tests.engine_models import LONGEST, save_tiny_model

SENTENCE = "The cities will plant 40 trees."


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Save a tiny model."""
    return save_tiny_model(tmp_path_factory.mktemp("engine"))


@pytest.fixture(scope="module")
def engine(folder):
    """Load the tiny model as a user would."""
    return SentenceTransformerEncoder(str(folder), device="cpu", threads=1)


def test_pieces_are_cut_from_the_text_so_that_spans_are_exact():
    """Tokens start at 2, 5 and 9; what lies before the first, and the sign that no token covers, belong to a piece all the same."""
    text = "“Rivers\u00ad ran”"
    pieces = _pieces(text, [1, 4, 9])
    assert pieces == ("▁“Riv", "ers\u00ad", "▁ran”")
    assert [text[start:end] for start, end in piece_spans(text, pieces)] == ["“Riv", "ers\u00ad", "ran”"]


def test_text_without_tokens_has_no_pieces():
    """Blanks alone give nothing to cut."""
    assert _pieces("  ", []) == ()


def test_missing_library_is_told_with_the_way_to_install_it(monkeypatch):
    """Without the extra nothing is imported until the first use, and then one sentence says what to do."""
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    engine = SentenceTransformerEncoder("some/model")
    assert engine.name == "model"
    assert engine.encode([]) == []
    with pytest.raises(EncoderError) as told:
        engine.encode([SENTENCE])
    assert INSTALL in str(told.value)


def test_model_that_cannot_be_fetched_is_told_with_the_way_out(monkeypatch):
    """What was fetched before is tried first, then the hub; without a network a folder is asked for."""
    asked = []

    def library(name, *, device, local_files_only=False):
        asked.append((name, device, local_files_only))
        raise OSError("We couldn't connect to the hub.\nMore words.")

    monkeypatch.setattr("analytics.language.transformer_encoder._library", lambda: library)
    with pytest.raises(EncoderError, match=r"some/model is no folder .* We couldn't connect to the hub\. Without a network, copy"):
        SentenceTransformerEncoder("some/model").encode([SENTENCE])
    assert asked == [("some/model", None, True), ("some/model", None, False)]


def test_folder_that_holds_no_model_is_never_asked_for_on_the_hub(monkeypatch, tmp_path):
    """A path that is there is a path, whatever the hub may have by that name."""
    asked = []

    def library(name, *, device, local_files_only=False):
        asked.append((name, device, local_files_only))
        raise ValueError("Unrecognized model")

    monkeypatch.setattr("analytics.language.transformer_encoder._library", lambda: library)
    with pytest.raises(EncoderError, match=r"cannot be loaded: Unrecognized model\. Expected a folder"):
        SentenceTransformerEncoder(str(tmp_path)).encode([SENTENCE])
    assert asked == [(str(tmp_path), None, True)]


def test_sentence_vector_is_the_library_s_own(engine, folder):
    """A short text has the vector that the library gives, at unit length."""
    from sentence_transformers import SentenceTransformer

    expected = SentenceTransformer(str(folder), device="cpu").encode([SENTENCE], normalize_embeddings=True)[0]
    (text,) = engine.encode([SENTENCE])
    np.testing.assert_allclose(text.sentence, expected, atol=1e-6)


def test_tokens_stand_where_their_words_do(engine):
    """The vocabulary holds the words but not 40, which is spelt; every token has a vector, marks have none."""
    (text,) = engine.encode([SENTENCE])
    assert text.pieces == ("▁The", "▁cities", "▁will", "▁plant", "▁4", "0", "▁trees", ".")
    assert text.tokens.shape == (8, 16)
    assert text.rarity is None
    np.testing.assert_array_equal(text.tokens, text.tokens.astype(np.float16))


def test_long_text_is_read_to_its_end(engine):
    """Seventy words need three rows of thirty; the sentence vector is the mean of theirs by their tokens: 30, 30 and 10."""
    (whole,) = engine.encode([" ".join(["trees"] * 70)])
    assert whole.tokens.shape == (70, 16)
    full, rest = engine.encode([" ".join(["trees"] * (LONGEST - 2)), " ".join(["trees"] * 10)])
    # the model does not scale its vectors, so their lengths count: taken from the mean of its tokens, marks among them
    model = engine._model
    lengths = [np.linalg.norm(model.encode([" ".join(["trees"] * count)])[0]) for count in (30, 10)]
    expected = 60 * lengths[0] * full.sentence + 10 * lengths[1] * rest.sentence
    np.testing.assert_allclose(whole.sentence, expected / np.linalg.norm(expected), atol=1e-5)


def test_text_is_encoded_by_itself(engine):
    """Neighbours of other lengths change nothing beyond rounding."""
    texts = [SENTENCE, "", "rivers", " ".join(["trees"] * 50)]
    together = engine.encode(texts)
    for text, found in zip(texts, together, strict=True):
        (alone,) = engine.encode([text])
        assert alone.pieces == found.pieces
        np.testing.assert_allclose(alone.sentence, found.sentence, atol=1e-5)
        np.testing.assert_allclose(alone.tokens, found.tokens, atol=2e-3)


def test_marks_in_a_text_are_words(engine):
    """An article that writes [SEP] neither ends the text nor loses the word."""
    (text,) = engine.encode(["rivers [SEP] trees"])
    assert text.pieces == ("▁rivers", "▁[", "S", "E", "P", "]", "▁trees")


def test_fingerprint_is_that_of_the_weights(engine, tmp_path):
    """A copy in another folder has the same, other weights have another; use does not change it."""
    same, other = (SentenceTransformerEncoder(str(save_tiny_model(tmp_path / str(seed), seed=seed)), device="cpu") for seed in (0, 1))
    same.encode([SENTENCE])
    assert same.fingerprint == engine.fingerprint
    assert other.fingerprint != engine.fingerprint
    assert str(tmp_path) not in same.fingerprint


def test_languages_are_those_of_the_model_card(engine, tmp_path):
    """A model that declares English reads English; one that declares nothing is taken at its user's word."""
    assert engine.languages == {"en"}
    assert SentenceTransformerEncoder(str(save_tiny_model(tmp_path, language=None)), device="cpu").languages == LANGUAGES
    (tmp_path / "tiny-model" / "README.md").write_text("---\nlanguage: [zh, it, tlh]\n---\n", encoding="utf-8")
    assert SentenceTransformerEncoder(str(tmp_path / "tiny-model"), device="cpu").languages == {"zh", "zh-TW", "it"}


def test_vectors_kept_on_disk_are_the_very_ones(engine, tmp_path):
    """What comes back from the cache is what was computed."""
    texts = [SENTENCE, "rivers"]
    computed, kept = (CachedEncoder(engine, tmp_path).encode(texts) for _ in range(2))
    for first, second in zip(computed, kept, strict=True):
        assert first.pieces == second.pieces
        np.testing.assert_array_equal(first.tokens, second.tokens)
        np.testing.assert_array_equal(first.sentence, second.sentence)
