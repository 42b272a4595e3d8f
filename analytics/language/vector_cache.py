"""Vectors kept on disk between runs, one file per analysed text, found by the hash of its content."""

from __future__ import annotations

import hashlib
import io
import json
from typing import TYPE_CHECKING

import numpy as np

from analytics.language.encoder import EncodedText
from analytics.language.kept_files import KeptFiles

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from analytics.language.encoder import Encoder


class CachedEncoder:
    """An encoder that remembers on disk what it has encoded before.

    Parameters
    ----------
    encoder : Encoder
        Called only for texts that are not yet known; its token vectors are taken to be exact in half precision.
    folder : pathlib.Path
        Where the files are kept; made when first needed.

    Notes
    -----
    One call of `encode` makes one file, named by the hash of the encoder's fingerprint and the texts, and kept as
    `analytics.language.kept_files.KeptFiles` says: one that is damaged, cut short or not ours is computed anew and replaced.
    """

    def __init__(self, encoder: Encoder, folder: Path) -> None:
        self._encoder = encoder
        self._files = KeptFiles(folder, "vectors", 2)

    @property
    def fingerprint(self) -> str:
        """The fingerprint of the encoder behind the cache."""
        return self._encoder.fingerprint

    @property
    def languages(self) -> frozenset[str]:
        """Codes of the languages that the encoder was trained on."""
        return self._encoder.languages

    def encode(self, texts: Sequence[str]) -> list[EncodedText]:
        """Encode each text by itself, in order, from disk where possible.

        Parameters
        ----------
        texts : sequence of str
            The passages of one analysed text.

        Returns
        -------
        list of EncodedText
            The same values whether they were known or not.
        """
        if not texts:
            return []
        key = _key(self._encoder.fingerprint, texts)
        payload = self._files.read(key)
        known = None if payload is None else _unpacked(payload, len(texts))
        if known is not None:
            return known
        encoded = self._encoder.encode(texts)
        self._files.write(key, _packed(encoded))
        return encoded

    def remember(self, texts: Sequence[str]) -> bool:
        """Encode texts that are not kept yet, without holding their vectors.

        Parameters
        ----------
        texts : sequence of str
            As for `encode`.

        Returns
        -------
        bool
            Whether they are kept now; False where the folder cannot be written.
        """
        key = _key(self._encoder.fingerprint, texts)
        if texts and not self._files.holds(key):
            self._files.write(key, _packed(self._encoder.encode(texts)))
        return not texts or self._files.holds(key)

    def release(self) -> None:
        """Let go of the weights of the encoder behind the cache, if it can."""
        release = getattr(self._encoder, "release", None)
        if release is not None:
            release()


def _key(fingerprint: str, texts: Sequence[str]) -> str:
    """Hash what decides the vectors; lengths keep neighbouring texts apart."""
    digest = hashlib.sha256(fingerprint.encode())
    for text in texts:
        content = text.encode("utf-8", "surrogatepass")
        digest.update(b"%d:" % len(content))
        digest.update(content)
    return digest.hexdigest()


def _unpacked(payload: bytes, texts: int) -> list[EncodedText] | None:
    with np.load(io.BytesIO(payload), allow_pickle=False) as stored:
        pieces = json.loads(stored["pieces"].tobytes())
        if len(pieces) != texts:
            return None
        return _unpack(stored["sentences"], stored["tokens"], pieces, stored.get("rarity"))


def _unpack(sentences: np.ndarray, tokens: np.ndarray, pieces: list[list[str]], rarity: np.ndarray | None) -> list[EncodedText]:
    ends = np.cumsum([len(some) for some in pieces])[:-1]
    vectors = np.split(tokens.astype(np.float32), ends)
    rarities: list[np.ndarray | None] = [None] * len(pieces) if rarity is None else [*np.split(rarity, ends)]
    return [EncodedText(s, t, tuple(p), r) for s, t, p, r in zip(sentences, vectors, pieces, rarities, strict=True)]


def _packed(encoded: Sequence[EncodedText]) -> bytes:
    buffer = io.BytesIO()
    pieces = json.dumps([text.pieces for text in encoded]).encode()
    rarity = [text.rarity for text in encoded if text.rarity is not None]
    arrays = {
        "sentences": np.stack([text.sentence for text in encoded]),
        "tokens": np.concatenate([text.tokens for text in encoded]).astype(np.float16),
        "pieces": np.frombuffer(pieces, dtype=np.uint8),
    }
    if len(rarity) == len(encoded):
        arrays["rarity"] = np.concatenate(rarity)
    np.savez(buffer, **arrays)  # type: ignore[arg-type]
    return buffer.getvalue()
