"""Vectors from a model that the user names: any bi-encoder that the library sentence-transformers can load. Optional."""

from __future__ import annotations

import hashlib
import json
import threading
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from analytics.errors import EncoderError
from analytics.language.encoder import LANGUAGES, EncodedText

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from types import ModuleType

    from sentence_transformers import SentenceTransformer

INSTALL = "pip install 'sentence-transformers>=6,<7'"
"""Brings what this engine needs, PyTorch among it; the same as the package's extra ``engine``."""

# Raised when a change of our own code changes the vectors.
_REVISION = "1"
_WORD_START = "\u2581"
# Rows given to the model at a time, and the longest row in tokens: longer texts are read in several.
_ROWS_AT_ONCE = 32
_LONGEST_ROW = 512


@dataclass(frozen=True, slots=True)
class _Row:
    """What the model reads at a time: a text, or as much of it as fits."""

    text: int
    inputs: Mapping[str, Sequence[int]]
    offsets: np.ndarray
    is_word: np.ndarray

    @property
    def length(self) -> int:
        return len(self.is_word)


class SentenceTransformerEncoder:
    """A bi-encoder of the library sentence-transformers, with token vectors from its last hidden state.

    Nothing is imported, and nothing is loaded, before the first use.

    Parameters
    ----------
    name : str
        Path of a folder that holds a model, or the name of a model on the hub, which is downloaded unless it is there already.
    device : str, optional
        Where it runs, in PyTorch's words; by default an accelerator if there is one.
    threads : int, optional
        Threads of PyTorch in this process, at least 1; as PyTorch chooses without it.

    Notes
    -----
    Texts longer than the model reads at a time are read in several rows; the sentence vector is then the mean of theirs, by the number
    of tokens. Token vectors are rounded to half precision, as those kept on disk are. No prompt is put before a text. Marks that a
    text holds by chance, such as ``[SEP]``, are read as its words.
    """

    def __init__(self, name: str, *, device: str | None = None, threads: int | None = None) -> None:
        self._name = name
        self._device = device
        self._threads = threads
        self._lock = threading.Lock()

    @property
    def name(self) -> str:
        """What to call the model: its name without the folders that it lies in."""
        return Path(self._name).expanduser().name

    @cached_property
    def fingerprint(self) -> str:
        """Hash of weights, vocabulary and make of the model: the same for a copy of it under another name."""
        digest = hashlib.sha256(self._make.encode())
        for key, tensor in self._model.state_dict().items():
            digest.update(key.encode())
            # as bytes: NumPy lacks some of PyTorch's types
            digest.update(tensor.detach().cpu().reshape(-1).contiguous().view(_torch().uint8).numpy())
        return f"sentence-transformers/{_REVISION}/{digest.hexdigest()[:16]}"

    @cached_property
    def languages(self) -> frozenset[str]:
        """Codes of the languages that its model card declares, among those of the shipped encoder; all of these where it declares none."""
        declared = _declared_languages(self._model._model_card_text or "")
        return frozenset(code for code in LANGUAGES if {code, code.split("-")[0]} & declared) or LANGUAGES

    @cached_property
    def _model(self) -> SentenceTransformer:
        model = _load(self._name, self._device)
        if self._threads:
            _torch().set_num_threads(self._threads)
        if not getattr(model.tokenizer, "is_fast", False):
            raise EncoderError(f"The engine {self._name} does not tell where its tokens stand; expected a model with a fast tokenizer.")
        return model.eval()

    @cached_property
    def _make(self) -> str:
        """Everything but the weights that decides the vectors, taken before the first use: the tokenizer keeps traces of it."""
        model = self._model
        modules = [[type(module).__name__, module.get_config_dict() if hasattr(module, "get_config_dict") else {}] for module in model]
        return json.dumps([modules, self._limit, model.tokenizer.backend_tokenizer.to_str()], sort_keys=True, default=str)

    @cached_property
    def _limit(self) -> int:
        return int(min(self._model.max_seq_length or _LONGEST_ROW, self._model.tokenizer.model_max_length, _LONGEST_ROW))

    def encode(self, texts: Sequence[str]) -> list[EncodedText]:
        """Encode each text by itself, in order.

        Parameters
        ----------
        texts : sequence of str
            May be empty; a text without words has a vector of the model's marks alone and no tokens.

        Returns
        -------
        list of EncodedText
            One per text; pieces are cut from the text itself, and `rarity` is not known.

        Raises
        ------
        EncoderError
            If the library or the model is missing, or the model is of a kind that has no vectors for tokens.
        """
        if not texts:
            return []
        _ = self._make
        with self._lock:  # the tokenizer cannot be used by two threads at once
            rows = self._rows(texts)
        found: dict[int, list[tuple[_Row, np.ndarray, np.ndarray]]] = {}
        for place, result in sorted(self._run(rows), key=lambda pair: pair[0]):
            found.setdefault(rows[place].text, []).append((rows[place], *result))
        return [_joined(text, found[number]) for number, text in enumerate(texts)]

    def _rows(self, texts: Sequence[str]) -> list[_Row]:
        cut = self._model.tokenizer(
            list(texts),
            truncation=True,
            max_length=self._limit,
            return_overflowing_tokens=True,
            return_offsets_mapping=True,
            return_special_tokens_mask=True,
            split_special_tokens=True,
        )
        owners, offsets, marks = (cut.pop(key) for key in ("overflow_to_sample_mapping", "offset_mapping", "special_tokens_mask"))
        return [
            _Row(owner, {key: values[row] for key, values in cut.items()}, np.array(offsets[row]), np.array(marks[row]) == 0)
            for row, owner in enumerate(owners)
        ]

    def _run(self, rows: Sequence[_Row]) -> Iterator[tuple[int, tuple[np.ndarray, np.ndarray]]]:
        """Run the model, rows of like length together; yield place, sentence vector and vectors of the words' tokens of each row."""
        order = sorted(range(len(rows)), key=lambda place: rows[place].length)
        for start in range(0, len(order), _ROWS_AT_ONCE):
            places = order[start : start + _ROWS_AT_ONCE]
            with _torch().inference_mode():
                given = self._model(self._batch([rows[place] for place in places]))
            if "token_embeddings" not in given or "sentence_embedding" not in given:
                raise EncoderError(f"The engine {self._name} has no vectors for single tokens; expected a transformer with pooling.")
            sentences, tokens = (given[key].float().cpu().numpy() for key in ("sentence_embedding", "token_embeddings"))
            for place, sentence, vectors in zip(places, sentences, tokens, strict=True):
                yield place, (sentence, vectors[: rows[place].length][rows[place].is_word])

    def _batch(self, rows: Sequence[_Row]) -> dict[str, Any]:
        longest = max(row.length for row in rows)
        padding = {"input_ids": self._model.tokenizer.pad_token_id or 0}
        return {
            key: _torch().tensor(
                [[*row.inputs[key], *[padding.get(key, 0)] * (longest - row.length)] for row in rows], device=self._model.device
            )
            for key in rows[0].inputs
        }


def _library() -> type[SentenceTransformer]:
    try:
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging
    except ImportError as error:
        raise EncoderError(f"The second engine is not installed ({error}). Install it with: {INSTALL}") from error
    logging.disable_progress_bar()
    library: type[SentenceTransformer] = SentenceTransformer
    return library


def _load(name: str, device: str | None) -> SentenceTransformer:
    """Load from a folder, or from what was fetched before; only a name that is neither is asked for on the hub."""
    library = _library()
    path = Path(name).expanduser()
    is_local = path.exists()
    faulty = (OSError, ValueError, RuntimeError, ImportError, KeyError, AttributeError)
    try:
        return library(str(path) if is_local else name, device=device, local_files_only=True)
    except faulty as error:
        if is_local:
            raise EncoderError(_not_loaded(name, is_local, error)) from error
    try:
        return library(name, device=device)
    except faulty as error:
        raise EncoderError(_not_loaded(name, is_local, error)) from error


def _torch() -> ModuleType:
    import torch

    module: ModuleType = torch
    return module


def _not_loaded(name: str, is_local: bool, error: Exception) -> str:
    reason = str(error).strip().partition("\n")[0].rstrip(".") + "."
    if is_local:
        return f"The engine in {name} cannot be loaded: {reason} Expected a folder that sentence-transformers has saved."
    return (
        f"The engine {name} is no folder on this machine, and could not be fetched by that name: {reason} "
        "Without a network, copy the model's folder here and give its path."
    )


def _declared_languages(card: str) -> frozenset[str]:
    """Read the languages of a model card, in small letters; none where it says nothing that can be read, or that it knows many."""
    from huggingface_hub import ModelCard

    try:
        declared = ModelCard(card, ignore_metadata_errors=True).data.language
    except ValueError:
        return frozenset()
    listed = [declared] if isinstance(declared, str) else declared or []
    return frozenset(str(code).lower() for code in listed)


def _joined(text: str, parts: Sequence[tuple[_Row, np.ndarray, np.ndarray]]) -> EncodedText:
    """Put the rows of one text together."""
    sentence = np.stack([vector * max(1, len(tokens)) for _, vector, tokens in parts]).sum(axis=0)
    tokens = np.concatenate([tokens for *_, tokens in parts])
    starts = [int(start) for row, *_ in parts for start, _ in row.offsets[row.is_word]]
    unit = sentence / max(float(np.linalg.norm(sentence)), 1e-12)
    return EncodedText(unit.astype(np.float32), tokens.astype(np.float16).astype(np.float32), _pieces(text, starts))


def _pieces(text: str, starts: Sequence[int]) -> tuple[str, ...]:
    """Cut a text where its tokens start, so that every character belongs to a piece, those too that the model passes over."""
    bounds = [0, *np.maximum.accumulate(starts[1:]).tolist(), len(text)] if starts else []
    pieces = []
    for start, end in pairwise(bounds):
        begins = start == 0 or text[start - 1].isspace() or text[start : start + 1].isspace()
        pieces.append(_WORD_START * begins + _shown(text[start:end]))
    return tuple(pieces)


def _shown(part: str) -> str:
    return "".join(shown for character in part for shown in unicodedata.normalize("NFKC", character) if not shown.isspace())
