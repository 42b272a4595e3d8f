"""The network of the second encoder: a transformer that reads every piece in the light of all others of its text.

Our own forward pass over public weights of four bits (see ``python -m analytics.training.e5_packing``), in NumPy alone. It keeps the
vectors of the pieces.
"""

from __future__ import annotations

import zipfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from analytics.errors import EncoderError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

DIMENSIONS = 384
"""Length of every vector."""

LAYERS, LONGEST = 12, 512
"""Layers of the network, and most pieces that it reads at a time."""

BLOCK_WEIGHTS, PACKED_BYTES = 32, DIMENSIONS // 2
"""Weights that share a scale, and bytes of one packed row of the table of pieces."""

_HEADS, _INNER = 12, 1536
_HEAD = DIMENSIONS // _HEADS
_EPS = np.float32(1e-12)

MATRICES = {
    "q": (DIMENSIONS, DIMENSIONS),
    "k": (DIMENSIONS, DIMENSIONS),
    "v": (DIMENSIONS, DIMENSIONS),
    "ao": (DIMENSIONS, DIMENSIONS),
    "fi": (_INNER, DIMENSIONS),
    "fo": (DIMENSIONS, _INNER),
}
"""Shape of each packed matrix of a layer: query, key, value, attention out, inner in, inner out."""

VECTORS = {f"{name}.b": rows for name, (rows, _) in MATRICES.items()} | dict.fromkeys(("aln.w", "aln.b", "oln.w", "oln.b"), DIMENSIONS)
"""Length of each plain vector of a layer: offsets, and gain and shift of the two normalisations."""

# Rows of every matrix product. A fixed height, padded with zeros, makes a row's result the same whatever its neighbours are.
_BLOCK = 160
# Rows that are computed together, all layers through: they fit into the cache of a processor.
_GROUP = 640
_HALF, _CUBE, _SLOPE = np.float32(0.5), np.float32(0.044715), np.float32(np.sqrt(2 / np.pi))


@dataclass(frozen=True, slots=True)
class _Layer:
    """One layer, its matrices ready to be multiplied from the right; the three of the attention as one, queries scaled already."""

    attend: np.ndarray
    attend_b: np.ndarray
    out: np.ndarray
    out_b: np.ndarray
    inner: np.ndarray
    inner_b: np.ndarray
    outer: np.ndarray
    outer_b: np.ndarray
    norms: tuple[tuple[np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray]]


def unpacked(packed: np.ndarray, scales: np.ndarray) -> np.ndarray:
    """Turn packed weights into numbers.

    Parameters
    ----------
    packed : numpy.ndarray of shape (rows, columns / 2)
        Two weights of four bits a byte, uint8: in each run of 16 bytes the low halves are the first 16 weights, the high the next 16.
    scales : numpy.ndarray of shape (rows, columns / 32)
        What each run of 32 weights is multiplied by, float16.

    Returns
    -------
    numpy.ndarray of shape (rows, columns)
        ``(weight - 8) * scale``, float32.
    """
    runs = packed.reshape(len(packed), -1, BLOCK_WEIGHTS // 2)
    weights = np.concatenate([runs & 15, runs >> 4], axis=2).astype(np.float32)
    weights -= 8
    weights *= scales.astype(np.float32)[:, :, None]
    return weights.reshape(len(packed), -1)


def read_arrays(path: Path, shapes: dict[str, tuple[tuple[int, ...], str]]) -> dict[str, np.ndarray]:
    """Read and check the arrays of a file.

    Parameters
    ----------
    path : pathlib.Path
        An archive of NumPy arrays.
    shapes : dict of str to (tuple of int, str)
        Shape and type of each array; -1 stands for any length.

    Returns
    -------
    dict of str to numpy.ndarray
        Those that were asked for.

    Raises
    ------
    EncoderError
        If the file cannot be read, or an array is missing or has another type or shape.
    """
    try:
        # Opened here: NumPy leaves the file open when the archive is cut short.
        with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
            arrays = {name: stored[name] for name in shapes}
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
        raise EncoderError(f"The second encoder's file {path.name} cannot be read ({error}); reinstall leftout.") from error
    for name, (shape, kind) in shapes.items():
        found = arrays[name]
        fits = found.ndim == len(shape) and all(given in (-1, length) for given, length in zip(shape, found.shape, strict=True))
        if not fits or found.dtype != np.dtype(kind):
            raise EncoderError(
                f"The second encoder's array {name!r} is {found.dtype} of shape {found.shape}, expected {kind} of shape {shape}; "
                "reinstall leftout."
            )
    return arrays


def _layer_shapes() -> dict[str, tuple[tuple[int, ...], str]]:
    shapes: dict[str, tuple[tuple[int, ...], str]] = {"positions": ((LONGEST * DIMENSIONS,), "float32"), "types": ((-1,), "float32")}
    shapes |= dict.fromkeys(("gain", "shift"), ((DIMENSIONS,), "float32"))
    for layer in range(LAYERS):
        shapes |= {f"{layer}.{name}": ((length,), "float32") for name, length in VECTORS.items()}
        for name, (rows, columns) in MATRICES.items():
            shapes[f"{layer}.{name}.packed"] = ((rows, columns // 2), "uint8")
            shapes[f"{layer}.{name}.scales"] = ((rows, columns // BLOCK_WEIGHTS), "float16")
    return shapes


class E5Network:
    """The forward pass.

    Parameters
    ----------
    path : pathlib.Path
        The file ``layers.npz``.
    table : tuple of numpy.ndarray
        Packed weights and scales of the table of pieces, one row a piece.

    Raises
    ------
    EncoderError
        If the file cannot be used.
    """

    def __init__(self, path: Path, table: tuple[np.ndarray, np.ndarray]) -> None:
        arrays = read_arrays(path, _layer_shapes())
        self._table = table
        self._places = arrays["positions"].reshape(LONGEST, DIMENSIONS) + arrays["types"][:DIMENSIONS]
        self._norm = (arrays["gain"], arrays["shift"])
        self._layers = [_layer(arrays, number) for number in range(LAYERS)]

    def run(self, texts: Sequence[Sequence[int]], threads: int = 1) -> np.ndarray:
        """Turn the piece numbers of each text into vectors.

        Parameters
        ----------
        texts : sequence of sequence of int
            Piece numbers of each text with its marks, 1 to 512 of them.
        threads : int, optional
            Groups of texts that are computed at once; the values are the same whatever it is.

        Returns
        -------
        numpy.ndarray of shape (all pieces, 384)
            One vector per piece in order, float32.
        """
        groups = list(_groups(texts))
        if min(threads, len(groups)) > 1:
            with ThreadPoolExecutor(threads) as pool:
                return np.concatenate(list(pool.map(self._run_group, groups)))
        return np.concatenate([self._run_group(group) for group in groups])

    def _run_group(self, texts: Sequence[Sequence[int]]) -> np.ndarray:
        numbers = np.concatenate([np.asarray(text, dtype=np.int64) for text in texts])
        places = np.concatenate([np.arange(len(text)) for text in texts])
        ends = np.cumsum([len(text) for text in texts])
        spans = [slice(end - len(text), end) for text, end in zip(texts, ends, strict=True)]
        rows = np.zeros((-(-len(numbers) // _BLOCK) * _BLOCK, DIMENSIONS), dtype=np.float32)
        packed, scales = self._table
        rows[: len(numbers)] = unpacked(packed[numbers], scales[numbers]) + self._places[places]
        _normalise(rows, *self._norm)
        for layer in self._layers:
            rows = _through(layer, rows, spans)
        return rows[: len(numbers)]


def _groups(texts: Sequence[Sequence[int]]) -> Iterator[Sequence[Sequence[int]]]:
    """Put neighbouring texts together, as many as fill the rows that are computed at a time."""
    start, rows = 0, 0
    for number, text in enumerate(texts):
        if number > start and rows + len(text) > _GROUP:
            yield texts[start:number]
            start, rows = number, 0
        rows += len(text)
    yield texts[start:]


def _layer(arrays: dict[str, np.ndarray], number: int) -> _Layer:
    matrix = {name: unpacked(arrays[f"{number}.{name}.packed"], arrays[f"{number}.{name}.scales"]).T for name in MATRICES}
    vector = {name: arrays[f"{number}.{name}"] for name in VECTORS}
    scale = np.float32(1 / np.sqrt(_HEAD))
    return _Layer(
        attend=np.ascontiguousarray(np.concatenate([matrix["q"] * scale, matrix["k"], matrix["v"]], axis=1)),
        attend_b=np.concatenate([vector["q.b"] * scale, vector["k.b"], vector["v.b"]]),
        out=np.ascontiguousarray(matrix["ao"]),
        out_b=vector["ao.b"],
        inner=np.ascontiguousarray(matrix["fi"]),
        inner_b=vector["fi.b"],
        outer=np.ascontiguousarray(matrix["fo"]),
        outer_b=vector["fo.b"],
        norms=((vector["aln.w"], vector["aln.b"]), (vector["oln.w"], vector["oln.b"])),
    )


def _through(layer: _Layer, rows: np.ndarray, spans: Sequence[slice]) -> np.ndarray:
    """Pass rows through one layer: attention within each text, then the inner network, each with its shortcut."""
    attended = np.zeros_like(rows)
    joint = np.concatenate([block @ layer.attend for block in _blocks(rows)])
    joint += layer.attend_b
    for span in spans:
        attended[span] = _attend(joint[span])
    for block, told in zip(_blocks(rows), _blocks(attended), strict=True):
        block += told @ layer.out + layer.out_b
        _normalise(block, *layer.norms[0])
        inner = block @ layer.inner
        inner += layer.inner_b
        block += _gelu(inner) @ layer.outer + layer.outer_b
        _normalise(block, *layer.norms[1])
    return rows


def _blocks(rows: np.ndarray) -> Iterator[np.ndarray]:
    for start in range(0, len(rows), _BLOCK):
        yield rows[start : start + _BLOCK]


def _attend(joint: np.ndarray) -> np.ndarray:
    """Let the pieces of one text look at one another (Vaswani et al. 2017, Attention is all you need)."""
    query, key, value = joint.reshape(len(joint), 3, _HEADS, _HEAD).transpose(1, 2, 0, 3)
    shares = query @ key.transpose(0, 2, 1)
    shares -= shares.max(axis=-1, keepdims=True)
    np.exp(shares, out=shares)
    shares /= shares.sum(axis=-1, keepdims=True)
    looked: np.ndarray = (shares @ value).transpose(1, 0, 2).reshape(len(joint), DIMENSIONS)
    return looked


def _gelu(values: np.ndarray) -> np.ndarray:
    """Apply the gate of the inner network in its usual approximation by a hyperbolic tangent."""
    gate: np.ndarray = values * values
    gate *= _CUBE
    gate += 1
    gate *= values
    gate *= _SLOPE
    np.tanh(gate, out=gate)
    gate += 1
    gate *= values
    gate *= _HALF
    return gate


def _normalise(rows: np.ndarray, gain: np.ndarray, shift: np.ndarray) -> None:
    """Layer-normalise the rows in place."""
    rows -= rows.mean(axis=-1, keepdims=True)
    variance = np.einsum("ij,ij->i", rows, rows) / np.float32(rows.shape[-1])
    rows *= (1 / np.sqrt(variance + _EPS))[:, None]
    rows *= gain
    rows += shift
