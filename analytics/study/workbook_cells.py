"""Texts in the cells of an XLSX workbook."""

from __future__ import annotations

import re

# Halves of a pair of surrogates are no signs by themselves.
_ESCAPED = re.compile(r"_x((?![Dd][89A-Fa-f])[0-9A-Fa-f]{4})_")


def unescaped(cell: str) -> str:
    r"""Undo how a workbook writes signs that XML does not hold, such as the carriage return of a text pasted from Windows.

    Parameters
    ----------
    cell : str
        A text as the file has it.

    Returns
    -------
    str
        The text as it was typed.

    Notes
    -----
    openpyxl drops the mark before a text that was typed like such a code ("_x005F_x000D_"): it is then undone too.

    References
    ----------
    ECMA-376, part 1, section 22.9.2.19 (``ST_Xstring``).

    Examples
    --------
    >>> unescaped("two_x000D_lines")
    'two\rlines'
    """
    return _ESCAPED.sub(lambda code: chr(int(code[1], 16)), cell)
