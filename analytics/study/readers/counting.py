"""Numbers as lists write them."""

from __future__ import annotations

_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
LARGEST_ROMAN = 3999
LARGEST_LETTER = 26 * 27


def numeral(number: int, style: str) -> str:
    """Write the mark of a list item.

    Parameters
    ----------
    number : int
        Which item.
    style : str
        ``decimal``, ``lower-letter``, ``upper-letter``, ``lower-roman`` or ``upper-roman``.

    Returns
    -------
    str
        ``3.``, ``(c)``, ``(iii)``: the forms that a statement's paragraphs and sections are known by.

    Examples
    --------
    >>> numeral(3, "decimal"), numeral(28, "lower-letter"), numeral(4, "upper-roman")
    ('3.', '(ab)', '(IV)')
    """
    written = bare_numeral(number, style)
    return f"{written}." if written.lstrip("-").isdecimal() else f"({written})"


def bare_numeral(number: int, style: str) -> str:
    """Write a number in a style, without the signs around it; in digits where the style has no word for it."""
    written = ""
    if style.endswith("letter") and 1 <= number <= LARGEST_LETTER:
        high, low = divmod(number - 1, 26)
        written = (chr(ord("a") + high - 1) if high else "") + chr(ord("a") + low)
    elif style.endswith("roman") and 1 <= number <= LARGEST_ROMAN:
        for value, sign in _ROMAN:
            count, number = divmod(number, value)
            written += sign * count
    else:
        return str(number)
    return written.upper() if style.startswith("upper") else written
