"""Rows of a table that a person wrote or exported: with commas, semicolons or tabs, a header first, each with its line."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from analytics.study.shortening import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_SHOWN_CHARACTERS = 120
_DELIMITERS = ",;\t|"
# Excel writes it above a table, for itself.
_NAMED_DELIMITER = re.compile(r"sep=([^\r\n])\r?\n", re.IGNORECASE)


class TableError(Exception):
    """Why a table as a whole cannot be used, in a sentence, with the line where that shows."""

    def __init__(self, message: str, row: int) -> None:
        super().__init__(message)
        self.row = row


class RowError(Exception):
    """Why one row of a table cannot be used, in a sentence."""


def read_rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each row that is not blank with the line it begins in; the header first.

    Parameters
    ----------
    text : str
        The table; cells separated by commas, semicolons, tabs or upright lines, whichever the first line with any of them has most of, or
        by what a line ``sep=;`` above it names.

    Yields
    ------
    (int, list of str)
        Line, counted from 1, and cells.

    Raises
    ------
    TableError
        If the quotation marks do not close, or a row cannot be told apart for another reason.
    """
    named = _NAMED_DELIMITER.match(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=named[1] if named else _delimiter(text), strict=True)
    first_line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells) and not (named and first_line == 1):
                yield first_line, cells
            first_line = reader.line_num + 1
    except csv.Error as error:
        message = f"is no table from here on ({error}); expected cells separated by commas. Check the quotation marks, or export it again."
        raise TableError(message, first_line) from None


def _delimiter(text: str) -> str:
    header = next((line for line in io.StringIO(text) if any(sign in line for sign in _DELIMITERS)), "")
    return max(_DELIMITERS, key=header.count)


def column_names(header: Sequence[str], required: Sequence[str]) -> list[str]:
    """Return the names of the columns, in lower case.

    Parameters
    ----------
    header : sequence of str
        Cells of the first row.
    required : sequence of str
        Names that must be there.

    Returns
    -------
    list of str
        One name a column.

    Raises
    ------
    TableError
        If a required column is missing, or a name stands twice.
    """
    names = [name.strip().lower() for name in header]
    missing = [name for name in required if name not in names]
    if missing:
        found = shorten(", ".join(names), _SHOWN_CHARACTERS)
        raise TableError(f"lacks the column {' and '.join(missing)}; found {found}. The first row names the columns.", 1)
    repeated = sorted({name for name in names if name and names.count(name) > 1})
    if repeated:
        raise TableError(f"names the column {', '.join(repeated)} twice; expected each once. Remove or rename one.", 1)
    return names


def cells_by_name(names: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    """Give each cell of a row the name of its column.

    Parameters
    ----------
    names : sequence of str
        The columns.
    cells : sequence of str
        The row; may be shorter than the header.

    Returns
    -------
    dict of str to str
        Without blanks around the cells; a column without a cell is not in it.

    Raises
    ------
    RowError
        If there are more cells than columns.
    """
    if len(cells) > len(names):
        raise RowError(f"has {len(cells)} cells; expected {len(names)}. Put quotation marks around a text that holds commas.")
    return dict(zip(names, (cell.strip() for cell in cells), strict=False))
