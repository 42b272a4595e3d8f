"""Read the program's own Markdown (headings, paragraphs, lists, tables) into blocks. Never used on words of a study."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analytics.exports.report.model import Cell, Column, Grid, Heading, Paragraph, Point, Points

if TYPE_CHECKING:
    from analytics.exports.report.model import Block

_MARKS = re.compile(r"\*\*|\*|`")
_BULLET, _NUMBER = re.compile(r"- +"), re.compile(r"\d+\. +")


def read_prose(text: str, *, without: tuple[str, ...] = ()) -> tuple[Block, ...]:
    """Turn a small part of Markdown into blocks.

    Parameters
    ----------
    text : str
        ``##`` headings, paragraphs, lists with ``-`` or numbers, and tables, parted by blank lines. Bold and code lose their marks.
    without : tuple of str
        Headings to leave out, with all that stands under them.

    Returns
    -------
    tuple of Block
        Headings are of level 3.
    """
    blocks: list[Block] = []
    is_left_out = False
    for part in text.strip().split("\n\n"):
        lines = part.strip().split("\n")
        if lines[0].startswith("## "):
            is_left_out = lines[0][3:] in without
        if not is_left_out:
            blocks.append(_block(lines))
    return tuple(blocks)


def _block(lines: list[str]) -> Block:
    if lines[0].startswith("## "):
        return Heading(_plain(lines[0][3:]))
    if lines[0].startswith("|"):
        return _table(lines)
    for sign in (_BULLET, _NUMBER):
        if sign.match(lines[0]):
            return Points(tuple(Point(item) for item in _items(lines, sign)), is_ordered=sign is _NUMBER)
    return Paragraph(_plain(" ".join(line.strip() for line in lines)))


def _items(lines: list[str], sign: re.Pattern[str]) -> list[str]:
    items: list[str] = []
    for line in lines:
        if sign.match(line):
            items.append(sign.sub("", line, count=1))
        else:
            items[-1] += f" {line.strip()}"
    return [_plain(item) for item in items]


def _table(lines: list[str]) -> Grid:
    head, _, *rows = ([_plain(cell.strip()) for cell in line.strip("|").split("|")] for line in lines)
    columns = tuple(Column(title, width=1 + 3 * (place > 0)) for place, title in enumerate(head))
    return Grid("", columns, tuple(tuple(Cell(cell) for cell in row) for row in rows))


def _plain(text: str) -> str:
    return _MARKS.sub("", text)
