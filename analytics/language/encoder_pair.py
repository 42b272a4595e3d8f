"""Two encoders at once: what one overlooks the other often sees."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from analytics.language.e5_encoder import E5Encoder
from analytics.language.encoder import UseEncoder
from analytics.language.vector_cache import CachedEncoder

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from analytics.language.encoder import EncodedText, Encoder


class EncoderPair:
    """An encoder whose vectors have those of a second one beside them.

    Parameters
    ----------
    first : Encoder
        Gives the vectors themselves.
    second : Encoder
        Gives their `EncodedText.second`.
    """

    def __init__(self, first: Encoder, second: Encoder) -> None:
        self.first, self.second = first, second

    @property
    def fingerprint(self) -> str:
        """Fingerprints of both: equal fingerprints give equal vectors."""
        return f"{self.first.fingerprint} + {self.second.fingerprint}"

    @property
    def languages(self) -> frozenset[str]:
        """Codes of the languages that both were trained on."""
        return self.first.languages & self.second.languages

    def encode(self, texts: Sequence[str]) -> list[EncodedText]:
        """Encode each text by itself with both, in order."""
        pairs = zip(self.first.encode(texts), self.second.encode(texts), strict=True)
        return [replace(one, second=other) for one, other in pairs]


def shipped_pair(*, threads: int | None = None, cache: Path | None = None) -> EncoderPair:
    """Give the two encoders that the shipped weights of the verdicts were trained for.

    Parameters
    ----------
    threads : int, optional
        BLAS threads, at least 1; by default the cores that the process may use.
    cache : pathlib.Path, optional
        Folder in which vectors are kept; without it none are.

    Returns
    -------
    EncoderPair
        Nothing is loaded before the first text that is not kept.
    """
    return EncoderPair(*(CachedEncoder(each, cache) if cache else each for each in (UseEncoder(threads), E5Encoder(threads))))
