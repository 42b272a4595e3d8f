"""The second encoder: multilingual E5, which reads words in their context."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np

from analytics.language.e5_network import BLOCK_WEIGHTS, DIMENSIONS, LONGEST, PACKED_BYTES, E5Network, read_arrays
from analytics.language.encoder import LANGUAGES, EncodedText, hash_of_files
from analytics.language.memory import give_memory_back
from analytics.language.unigram import UnigramTokenizer
from analytics.settings import usable_cores

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# Raised when a change of our own code changes the vectors.
_REVISION = "2"
_BEGIN, _END, _UNKNOWN = 0, 2, 3
# What the model was trained to read before a text that is compared with others like it.
_PROMPT = "query: "
# Pieces handed to the network at a time: bounds memory, whatever the number of texts.
_PIECES_AT_ONCE = 4096
_RAREST = 2.0

_WORDS = {
    "packed": ((-1, PACKED_BYTES), "uint8"),
    "scales": ((-1, DIMENSIONS // BLOCK_WEIGHTS), "float16"),
    "scores": ((-1,), "float32"),
    "pieces": ((-1,), "uint8"),
    "signs": ((-1,), "uint8"),
    "replacements": ((-1,), "uint8"),
}


class E5Encoder:
    """Multilingual E5 (small), its first eight layers in integers of seven bits, with token vectors.

    Nothing is loaded before the first call of `encode`.

    Parameters
    ----------
    threads : int, optional
        Texts that are computed at once, at least 1; by default the cores that the process may use.
    folder : pathlib.Path, optional
        Folder with ``words.npz`` and ``network.onnx``; by default that of the package.

    Notes
    -----
    Token vectors are those of the eighth layer, rounded to half precision, as those kept on disk are. The sentence vector is the mean over
    all pieces, marks and prompt included, as the model was trained. A text longer than 512 pieces is read in parts; its sentence vector
    is the mean of theirs, by the number of pieces.

    References
    ----------
    Wang et al. (2024), Multilingual E5 Text Embeddings: A Technical Report.
    """

    def __init__(self, threads: int | None = None, folder: Path | None = None) -> None:
        self._threads = threads or usable_cores()
        self._folder = folder or Path(__file__).parent / "e5"
        self._loading = Lock()

    @cached_property
    def fingerprint(self) -> str:
        """Name and hash of the weights: equal fingerprints give equal vectors."""
        weights = hash_of_files(self._folder, ("words.npz", "network.onnx"), package="leftout")
        return f"multilingual-e5-small-8-layers/{_REVISION}/{weights}"

    @property
    def languages(self) -> frozenset[str]:
        """Codes of the languages that it is used for: those of the first encoder."""
        return LANGUAGES

    @cached_property
    def _words(self) -> dict[str, np.ndarray]:
        return read_arrays(self._folder / "words.npz", _WORDS)

    @cached_property
    def _tokenizer(self) -> UnigramTokenizer:
        pieces, signs, replacements = (self._words[name].tobytes().decode().split("\0") for name in ("pieces", "signs", "replacements"))
        scores = self._words["scores"].tolist()
        return UnigramTokenizer(pieces, scores, dict(zip(signs, replacements, strict=True)), _UNKNOWN)

    @cached_property
    def _network(self) -> E5Network:
        return E5Network(self._folder / "network.onnx", (self._words["packed"], self._words["scales"]))

    @cached_property
    def _prompt(self) -> list[int]:
        return [number for number, _ in self._tokenizer.cut(_PROMPT.strip())]

    @cached_property
    def _rarity(self) -> np.ndarray:
        rarity = np.minimum(-self._words["scores"] / 10, _RAREST)
        rarity[_UNKNOWN] = _RAREST
        return rarity

    def _load(self) -> None:
        """Read the weights, once however many threads ask for them at the same time: cached properties do not see to that."""
        with self._loading:
            _ = self._words, self._tokenizer, self._network, self._prompt, self._rarity

    def release(self) -> None:
        """Let go of the weights, some 200 MB; they are read again when next needed."""
        for name in ("_words", "_tokenizer", "_network", "_prompt", "_rarity"):
            self.__dict__.pop(name, None)
        give_memory_back()

    def encode(self, texts: Sequence[str]) -> list[EncodedText]:
        """Encode each text by itself, in order.

        Parameters
        ----------
        texts : sequence of str
            May be empty; a text without words has a vector of its marks alone and no tokens.

        Returns
        -------
        list of EncodedText
            One per text.

        Raises
        ------
        EncoderError
            If the weights are missing or damaged.
        """
        self._load()
        cut = [self._tokenizer.cut(text) for text in texts]
        return [encoded for some in _batches(cut) for encoded in self._encode_some(some)]

    def _encode_some(self, texts: Sequence[Sequence[tuple[int, str]]]) -> Iterator[EncodedText]:
        marks = len(self._prompt) + 2
        parts = [list(_parts(text, LONGEST - marks)) for text in texts]
        rows = [[_BEGIN, *self._prompt, *(number for number, _ in part), _END] for some in parts for part in some]
        vectors = iter(self._network.run(rows, self._threads))
        for text, some in zip(texts, parts, strict=True):
            read = [next(vectors) for _ in some]
            whole = sum(part.mean(axis=0) * max(1, len(part) - marks) for part in read)
            tokens = np.concatenate([part[marks - 1 : len(part) - 1] for part in read]).astype(np.float16).astype(np.float32)
            numbers = [number for number, _ in text]
            yield EncodedText(
                (whole / np.linalg.norm(whole)).astype(np.float32), tokens, tuple(piece for _, piece in text), self._rarity[numbers]
            )


def _parts(text: Sequence[tuple[int, str]], longest: int) -> Iterator[Sequence[tuple[int, str]]]:
    """Cut the pieces of a text into as many as the network reads at a time; one part without pieces where there are none."""
    for start in range(0, max(len(text), 1), longest):
        yield text[start : start + longest]


def _batches(texts: Sequence[Sequence[tuple[int, str]]]) -> Iterator[Sequence[Sequence[tuple[int, str]]]]:
    """Put texts together, as many as are held in memory at a time."""
    start, pieces = 0, 0
    for number, text in enumerate(texts):
        pieces += len(text)
        if pieces >= _PIECES_AT_ONCE:
            yield texts[start : number + 1]
            start, pieces = number + 1, 0
    if start < len(texts):
        yield texts[start:]
