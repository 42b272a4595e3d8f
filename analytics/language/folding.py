"""Words without what spellings differ in."""

from __future__ import annotations

import unicodedata


def folded(word: str) -> str:
    """Lower a word's case and drop its diacritics.

    Examples
    --------
    >>> folded("Süden"), folded("ÉTÉ")
    ('suden', 'ete')
    """
    return "".join(sign for sign in unicodedata.normalize("NFKD", word.lower()) if not unicodedata.combining(sign))
