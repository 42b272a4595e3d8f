"""The network of the second encoder: a transformer that reads every piece in the light of all others of its text."""

from __future__ import annotations

import zipfile
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import numpy as np

from analytics.errors import EncoderError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from onnxruntime import InferenceSession

DIMENSIONS = 384
"""Length of every vector."""

LONGEST = 512
"""Most pieces that the network reads at a time."""

BLOCK_WEIGHTS, PACKED_BYTES = 32, DIMENSIONS // 2
"""Weights that share a scale, and bytes of one packed row of the table of pieces."""

_ERRORS_ONLY = 3


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


class E5Network:
    """The forward pass, by ONNX Runtime, one text at a time and one core a text.

    Parameters
    ----------
    path : pathlib.Path
        The file ``network.onnx``; see ``python -m analytics.training.e5_packing``.
    table : tuple of numpy.ndarray
        Packed weights and scales of the table of pieces, one row a piece.

    Raises
    ------
    EncoderError
        If the file cannot be used.
    """

    def __init__(self, path: Path, table: tuple[np.ndarray, np.ndarray]) -> None:
        self._table = table
        self._session = _session(path)

    def run(self, texts: Sequence[Sequence[int]], threads: int = 1) -> list[np.ndarray]:
        """Turn the piece numbers of each text into vectors.

        Parameters
        ----------
        texts : sequence of sequence of int
            Piece numbers of each text with its marks, 1 to 512 of them.
        threads : int, optional
            Texts that are computed at once; the values are the same whatever it is.

        Returns
        -------
        list of numpy.ndarray of shape (pieces, 384)
            One array per text in order, one row a piece, float32.
        """
        if min(threads, len(texts)) > 1:
            with ThreadPoolExecutor(threads) as pool:
                return list(pool.map(self._run_one, texts))
        return [self._run_one(text) for text in texts]

    def _run_one(self, text: Sequence[int]) -> np.ndarray:
        packed, scales = self._table
        numbers = np.asarray(text, dtype=np.int64)
        # One text at a time: its activations are rounded by its own range, so that its vectors do not depend on its neighbours.
        given = {"words": unpacked(packed[numbers], scales[numbers])[None], "places": np.arange(len(numbers))}
        rows: np.ndarray = self._session.run(["rows"], given)[0][0]
        return rows


def _session(path: Path) -> InferenceSession:
    # Imported here: most commands find their vectors on disk.
    import onnxruntime
    from onnxruntime.capi import onnxruntime_pybind11_state as failures

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    # The graph runs as it is written: joined by the library, sums and normalisations would take six times as long.
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    options.log_severity_level = _ERRORS_ONLY
    try:
        return onnxruntime.InferenceSession(path.read_bytes(), options, providers=["CPUExecutionProvider"])
    except (
        OSError,
        failures.Fail,
        failures.InvalidArgument,
        failures.InvalidGraph,
        failures.InvalidProtobuf,
        failures.NotImplemented,
    ) as error:
        raise EncoderError(f"The second encoder's file {path.name} cannot be read ({error}); reinstall leftout.") from error
