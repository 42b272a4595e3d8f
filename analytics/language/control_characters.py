"""Characters that XML and spreadsheets cannot hold, shown instead of lost."""

from __future__ import annotations

import re

_PICTURES = {code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\t\n\r"} | {0x7F: "\u2421"}
_NOT_IN_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")


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
