"""Function words of each language."""

from __future__ import annotations

import re
from functools import cache
from importlib import util
from pathlib import Path

from analytics.language.lexicon import lexicon
from analytics.study.language_codes import primary_language

_LIST_OF = {"cs": "cz", "nb": "no", "nn": "no", "pt-br": "br"}
"""Languages whose list bears another name in the yake package."""


@cache
def stop_words(language: str) -> frozenset[str]:
    """Return the stop words of a language in lower case; none for a language without a list.

    Parameters
    ----------
    language : str
        Language code; a region is ignored (``en-GB`` is ``en``), save where it has its own list. Chinese has one list for both standards.

    Notes
    -----
    The lists are data files of the yake package, read without importing it (its import takes long), less the words that carry meaning in
    statements, plus common function words that they lack. "State", "order" and "system" are in none of them.
    """
    code = language.lower()
    base = primary_language(code)
    listed = _listed(_LIST_OF.get(code, "")) or _listed(_LIST_OF.get(base, base))
    return (listed | lexicon(base).stop_words) - lexicon(base).kept


def _listed(name: str) -> frozenset[str]:
    """Read one list of the yake package."""
    spec = util.find_spec("yake")
    if spec is None or spec.origin is None or not re.fullmatch(r"[a-z]{2}", name):
        return frozenset()
    path = Path(spec.origin).parent / "core" / "StopwordsList" / f"stopwords_{name}.txt"
    if not path.is_file():
        return frozenset()
    # Two of the lists are in a Latin encoding; one begins with a byte order mark.
    content = path.read_bytes()
    try:
        words = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        words = content.decode("iso-8859-1")
    lines = [line.strip().lower() for line in words.splitlines() if not line.startswith("#")]
    return frozenset(re.sub(r"[?,.|]+$", "", word) for line in lines for word in line.split()) - {""}
