"""Vectors kept on disk between runs, one file per analysed text, found by the hash of its content."""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from analytics.language.encoder import EncodedText

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analytics.language.encoder import Encoder

_MAGIC = b"leftout vectors 2\n"
_DIGEST_BYTES = 32


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
    One call of `encode` makes one file, named by the hash of the encoder's fingerprint and the texts. A file that is damaged, cut
    short or not ours is computed anew and replaced. A folder that cannot be written costs time, never a result.
    """

    def __init__(self, encoder: Encoder, folder: Path) -> None:
        self._encoder = encoder
        self._folder = folder

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
        path = self._folder / f"{key}.vectors"
        known = _read(path, key, len(texts))
        if known is not None:
            return known
        encoded = self._encoder.encode(texts)
        _write(path, key, encoded)
        return encoded


def _key(fingerprint: str, texts: Sequence[str]) -> str:
    """Hash what decides the vectors; lengths keep neighbouring texts apart."""
    digest = hashlib.sha256(fingerprint.encode())
    for text in texts:
        content = text.encode("utf-8", "surrogatepass")
        digest.update(b"%d:" % len(content))
        digest.update(content)
    return digest.hexdigest()


def _digest(key: str, payload: bytes) -> bytes:
    return hashlib.sha256(key.encode() + payload).digest()


def _read(path: Path, key: str, texts: int) -> list[EncodedText] | None:
    """Read a file of vectors; None where there is none or it cannot be trusted."""
    try:
        content = path.read_bytes()
    except OSError:
        return None
    head = len(_MAGIC) + _DIGEST_BYTES
    payload = content[head:]
    # The digest is checked before anything is parsed: a file that passes was written here for this key.
    if content[:head] != _MAGIC + _digest(key, payload):
        return None
    with np.load(io.BytesIO(payload), allow_pickle=False) as stored:
        pieces = json.loads(stored["pieces"].tobytes())
        if len(pieces) != texts:
            return None
        rarity = stored.get("rarity")
        return _unpack(stored["sentences"], stored["tokens"], pieces, rarity)


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


def _write(path: Path, key: str, encoded: Sequence[EncodedText]) -> None:
    """Write aside, then rename: a reader sees a whole file or none."""
    payload = _packed(encoded)
    aside: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".writing-", suffix=".vectors")
        aside = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(_MAGIC + _digest(key, payload) + payload)
        aside.replace(path)
    except OSError:
        # No room, no right, not a folder: the run goes on without remembering.
        if aside is not None:
            with contextlib.suppress(OSError):
                aside.unlink()
