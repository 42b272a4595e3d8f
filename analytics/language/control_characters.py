"""Characters that XML and spreadsheets cannot hold, shown instead of lost; and characters that nobody sees."""

from __future__ import annotations

import re

_PICTURES = {code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\t\n\r"} | {0x7F: "\u2421"}
_NOT_IN_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")
# Soft hyphen, space and joiner without width, marks of direction, mark of byte order. Joiners that shape letters are not among them.
_UNSEEN = dict.fromkeys((0xAD, 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF))


def with_visible_controls(text: str) -> str:
    r"""Show each character that XML 1.0 forbids as another one.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        As long as the text, so that every span still fits: a control character is its picture (``\x0b`` is ``␋``), any other forbidden
        character is ``\ufffd``. Tabs and line breaks stay.

    Examples
    --------
    >>> with_visible_controls("a\x0bb")
    'a␋b'
    """
    return _NOT_IN_XML.sub("\ufffd", text.translate(_PICTURES))


def without_unseen(text: str) -> str:
    r"""Drop the characters that have no width and say nothing, for whoever reads words and needs no spans.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        As short as it looks.

    Examples
    --------
    >>> without_unseen("co\u00adop\u200beration")
    'cooperation'
    """
    return text.translate(_UNSEEN)
