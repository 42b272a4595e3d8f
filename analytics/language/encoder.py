"""Sentence and token vectors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np


@dataclass(frozen=True, slots=True)
class EncodedText:
    """The vectors of one text.

    Parameters
    ----------
    sentence : numpy.ndarray of shape (d,)
        Vector of the whole text, float32, unit length.
    tokens : numpy.ndarray of shape (n, d)
        One vector per piece, float32, as the encoder gives them.
    pieces : tuple of str
        The subword pieces, ``\\u2581`` marking the start of a word.
    """

    sentence: np.ndarray
    tokens: np.ndarray
    pieces: tuple[str, ...]


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
