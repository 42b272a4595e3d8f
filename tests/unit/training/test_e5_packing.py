"""Making the files of the second encoder."""

from __future__ import annotations

import struct

import numpy as np
import pytest

from analytics.errors import EncoderError
from analytics.language.e5_encoder import E5Encoder
from analytics.language.e5_network import BLOCK_WEIGHTS, DIMENSIONS, LONGEST
from analytics.training.e5_packing import pack

LAYERS = 12
MATRICES = {"q": (384, 384), "k": (384, 384), "v": (384, 384), "ao": (384, 384), "fi": (1536, 384), "fo": (384, 1536)}
VECTORS = {f"{name}.b": rows for name, (rows, _) in MATRICES.items()} | dict.fromkeys(("aln.w", "aln.b", "oln.w", "oln.b"), 384)
PIECES = ["<s>", "<pad>", "</s>", "<unk>", "\u2581a", "\u2581", "b", "अ", "橋", "query:", "\u2581query:"]


def _blocks(rows: int, columns: int, generator: np.random.Generator) -> bytes:
    kind = np.dtype([("scale", "<f2"), ("packed", "u1", BLOCK_WEIGHTS // 2)])
    blocks = np.zeros(rows * columns // BLOCK_WEIGHTS, kind)
    blocks["scale"] = 0.01
    blocks["packed"] = generator.integers(0, 256, blocks["packed"].shape)
    return blocks.tobytes()


def _source() -> bytes:
    """Write a file as `e5-small-q4.bin` is laid out, with eleven pieces and weights drawn by lot."""
    generator = np.random.default_rng(0)
    blob = [piece.encode() for piece in PIECES]
    offsets = np.cumsum([0, *map(len, blob)]).astype("<u4")
    head = b"E5S1" + struct.pack("<I7ifi", 1, DIMENSIONS, LAYERS, 12, 1536, len(PIECES), LONGEST, 2, 1e-12, 32)
    head += struct.pack("<5iQ", len(PIECES), 0, 2, 1, 3, int(offsets[-1])) + offsets.tobytes()
    head += np.arange(0, -len(PIECES), -1).astype("<f4").tobytes() + b"".join(blob)
    sign = struct.pack("<IB2I", ord("ß"), 2, ord("a"), ord("b"))
    head += struct.pack("<iI", 1, len(sign)) + sign
    plain = {"emb.pos": LONGEST * DIMENSIONS, "emb.type": 2 * DIMENSIONS, "emb.ln.w": DIMENSIONS, "emb.ln.b": DIMENSIONS}
    plain |= {f"l{layer}.{name}": length for layer in range(LAYERS) for name, length in VECTORS.items()}
    tensors = {name: generator.normal(size=length).astype("<f4").tobytes() for name, length in plain.items()}
    tensors["emb.word"] = _blocks(len(PIECES), DIMENSIONS, generator)
    tensors |= {f"l{layer}.{name}.w": _blocks(*shape, generator) for layer in range(LAYERS) for name, shape in MATRICES.items()}
    start = len(head) + 4 + sum(2 + len(name) + 21 for name in tensors)
    directory = struct.pack("<i", len(tensors))
    for name, content in tensors.items():
        directory += struct.pack("<H", len(name)) + name.encode() + struct.pack("<BIQQ", 0, 0, start, len(content))
        start += len(content)
    return head + directory + b"".join(tensors.values())


def test_packed_files_are_read_by_the_encoder(tmp_path):
    """Pieces of other scripts are gone, the sign is replaced before cutting, and the encoder gives unit vectors from the files."""
    (tmp_path / "source.bin").write_bytes(_source())
    pack(tmp_path / "source.bin", tmp_path)
    with np.load(tmp_path / "words.npz") as words:
        assert words["pieces"].tobytes().decode().split("\0") == [piece for piece in PIECES if piece != "अ"]
        assert words["scores"].tolist() == [0.0, -1.0, -2.0, -3.0, -4.0, -5.0, -6.0, -8.0, -9.0, -10.0]
    (text,) = E5Encoder(threads=1, folder=tmp_path).encode(["ß橋"])
    assert text.pieces == ("\u2581a", "b", "橋")
    assert np.linalg.norm(text.sentence) == pytest.approx(1.0, abs=1e-5)


def test_the_same_source_gives_the_same_bytes(tmp_path):
    """Twice packed, twice the same."""
    (tmp_path / "source.bin").write_bytes(_source())
    contents = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        pack(tmp_path / "source.bin", tmp_path / name)
        contents.append([(tmp_path / name / file).read_bytes() for file in ("words.npz", "network.onnx")])
    assert contents[0] == contents[1]


def test_another_file_is_refused(tmp_path):
    """The message names what was expected."""
    (tmp_path / "other.bin").write_bytes(b"GGUF....")
    with pytest.raises(EncoderError, match=r"other\.bin is no packed E5 model; expected e5-small-q4\.bin"):
        pack(tmp_path / "other.bin", tmp_path)
