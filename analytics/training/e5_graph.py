"""The network of the second encoder as a graph for ONNX Runtime, with weights of seven bits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from analytics.language.e5_network import DIMENSIONS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LAYERS = 8
"""Layers that are kept of the twelve; see decision record 103."""

INNER = 1536
"""Width of the inner network of a layer."""

_HEADS = 12
_EPS = 1e-12
# Seven bits, not eight: processors without dot products of bytes add two products in sixteen bits, which eight bits would overflow.
_LARGEST = 63
_OURS = "com.microsoft"
_OPSETS = [helper.make_opsetid("", 17), helper.make_opsetid(_OURS, 1)]


class _Graph:
    """Collects nodes and the arrays that they hold."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.arrays: list[onnx.TensorProto] = []

    def hold(self, name: str, array: np.ndarray) -> str:
        self.arrays.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def add(self, kind: str, inputs: Sequence[str], name: str, domain: str = "", **settings: Any) -> str:  # noqa: ANN401
        self.nodes.append(helper.make_node(kind, inputs, [name], name=name, domain=domain, **settings))
        return name

    def multiply(self, name: str, rows: str, matrix: np.ndarray, offset: np.ndarray) -> str:
        """Multiply rows by a matrix, one row of it an output; rows are rounded to bytes by the range of their text."""
        scales = np.abs(matrix).max(axis=1).astype(np.float32) / np.float32(_LARGEST)
        scales[scales == 0] = 1
        rounded = np.rint(matrix / scales[:, None]).astype(np.int8)
        held = [
            self.hold(f"{name}.weights", rounded.T),
            self.hold(f"{name}.scales", scales),
            self.hold(f"{name}.zeros", np.zeros(len(scales), np.int8)),
            self.hold(f"{name}.offset", offset),
        ]
        return self.add("DynamicQuantizeMatMul", [rows, *held], name, _OURS)

    def add_and_normalise(self, name: str, rows: str, shortcut: str, gain: np.ndarray, shift: np.ndarray) -> str:
        held = [self.hold(f"{name}.gain", gain), self.hold(f"{name}.shift", shift)]
        return self.add("LayerNormalization", [self.add("Add", [rows, shortcut], f"{name}.sum"), *held], name, axis=-1, epsilon=_EPS)


def graph(arrays: Mapping[str, np.ndarray]) -> bytes:
    """Write the network.

    Parameters
    ----------
    arrays : mapping of str to numpy.ndarray
        Weights as float32 by their names in the public file, without those of the table of pieces: ``emb.pos``, ``emb.type``,
        ``emb.ln.w`` and ``.b``, and for each layer ``l0.q.w`` (outputs x inputs), ``l0.q.b`` and so on.

    Returns
    -------
    bytes
        A model in the ONNX format: ``words`` (1, pieces, 384) and ``places`` (pieces) in, ``rows`` (1, pieces, 384) out. The same
        arrays give the same bytes.
    """
    made = _Graph()
    table = arrays["emb.pos"].reshape(-1, DIMENSIONS) + arrays["emb.type"][:DIMENSIONS]
    places = made.add("Gather", [made.hold("table", table), "places"], "at")
    rows = made.add_and_normalise(
        "start", "words", made.add("Unsqueeze", [places, made.hold("first", np.array([0]))], "one"), arrays["emb.ln.w"], arrays["emb.ln.b"]
    )
    made.hold("thirds", np.full(3, DIMENSIONS))
    for layer in range(LAYERS):
        rows = _layer(made, f"l{layer}", rows, arrays)
    made.add("Identity", [rows], "rows")
    shape: list[str | int | None] = [1, "pieces", DIMENSIONS]
    whole = helper.make_graph(
        made.nodes,
        "multilingual-e5-small",
        [
            helper.make_tensor_value_info("words", TensorProto.FLOAT, shape),
            helper.make_tensor_value_info("places", TensorProto.INT64, ["pieces"]),
        ],
        [helper.make_tensor_value_info("rows", TensorProto.FLOAT, shape)],
        made.arrays,
    )
    written: bytes = helper.make_model(whole, opset_imports=_OPSETS, ir_version=9).SerializeToString(deterministic=True)
    return written


def _layer(made: _Graph, name: str, rows: str, arrays: Mapping[str, np.ndarray]) -> str:
    """Add one layer: the pieces look at one another, then the inner network, each with its shortcut."""
    parts = [arrays[f"{name}.{part}.w"] for part in "qkv"]
    joint = made.multiply(f"{name}.joint", rows, np.concatenate(parts), np.concatenate([arrays[f"{name}.{part}.b"] for part in "qkv"]))
    thirds = [f"{name}.query", f"{name}.key", f"{name}.value"]
    made.nodes.append(helper.make_node("Split", [joint, "thirds"], thirds, axis=2))
    looked = made.add("MultiHeadAttention", thirds, f"{name}.looked", _OURS, num_heads=_HEADS)
    told = made.multiply(f"{name}.told", looked, arrays[f"{name}.ao.w"], arrays[f"{name}.ao.b"])
    rows = made.add_and_normalise(f"{name}.between", told, rows, arrays[f"{name}.aln.w"], arrays[f"{name}.aln.b"])
    inner = made.multiply(f"{name}.inner", rows, arrays[f"{name}.fi.w"], arrays[f"{name}.fi.b"])
    outer = made.multiply(
        f"{name}.outer", made.add("FastGelu", [inner], f"{name}.gate", _OURS), arrays[f"{name}.fo.w"], arrays[f"{name}.fo.b"]
    )
    return made.add_and_normalise(f"{name}.end", outer, rows, arrays[f"{name}.oln.w"], arrays[f"{name}.oln.b"])
