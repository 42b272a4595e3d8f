"""A model of sentence-transformers made on the spot: two layers, sixteen dimensions, a vocabulary of words that tests use."""

from __future__ import annotations

import string
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

LONGEST = 32
"""Tokens that the model reads at a time, the marks at both ends among them."""

_WORDS = """the cities will plant trees and clean rivers mayors met in lakeside ferry council money new people water support also their of a
to on for is was with said north together climate pact energy signed year""".split()


def save_tiny_model(folder: Path, *, seed: int = 0, language: str | None = "en") -> Path:
    """Make a model with random weights, and save it as the library does.

    Parameters
    ----------
    folder : pathlib.Path
        Where to; made if need be.
    seed : int
        Of the weights.
    language : str, optional
        What its model card declares; None for a card that declares nothing.

    Returns
    -------
    pathlib.Path
        The folder.
    """
    library = pytest.importorskip("sentence_transformers")
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from torch import manual_seed
    from transformers import BertConfig, BertModel, BertTokenizerFast

    signs = [*string.ascii_lowercase, *string.digits, *string.punctuation]
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *signs, *(f"##{sign}" for sign in signs), *_WORDS]
    base = folder / "base"
    base.mkdir(parents=True, exist_ok=True)
    (base / "vocab.txt").write_text("\n".join(vocabulary), encoding="utf-8")
    manual_seed(seed)
    shape = {"hidden_size": 16, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 32, "max_position_embeddings": 64}
    BertModel(BertConfig(vocab_size=len(vocabulary), **shape)).save_pretrained(base)
    BertTokenizerFast(vocab=str(base / "vocab.txt"), do_lower_case=True).save_pretrained(base)
    transformer = Transformer(str(base), max_seq_length=LONGEST)
    model = library.SentenceTransformer(modules=[transformer, Pooling(transformer.get_embedding_dimension(), "mean")], device="cpu")
    saved = folder / "tiny-model"
    model.save(str(saved), create_model_card=False)
    declared = f"language: {language}\n" if language else ""
    (saved / "README.md").write_text(f"---\n{declared}license: mit\n---\nA model of nothing.\n", encoding="utf-8")
    return saved
