"""Function words of each language."""

from __future__ import annotations

from functools import cache
from importlib import util
from pathlib import Path

_LIST_OF = {"zh-tw": "zh", "pt-br": "br", "cs": "cz", "nb": "no", "nn": "no"}
"""Languages whose list bears another name in the yake package."""


@cache
def stop_words(language: str) -> frozenset[str]:
    """Return the stop words of a language, lower-cased; none for a language without a list.

    Parameters
    ----------
    language : str
        Language code; region is ignored (``en-GB`` is ``en``), save where a region has its own list.

    Notes
    -----
    The lists are data files of the yake package, read without importing it (its import takes two seconds).
    """
    spec = util.find_spec("yake")
    if spec is None or spec.origin is None:
        return frozenset()
    folder = Path(spec.origin).parent / "core" / "StopwordsList"
    code = language.lower()
    names = (_LIST_OF.get(code, code), code.split("-")[0])
    for name in names:
        path = folder / f"stopwords_{name}.txt"
        if name.isalpha() and path.is_file():
            return frozenset(word.strip().lower() for word in path.read_text(encoding="utf-8").splitlines() if word.strip())
    return frozenset()
