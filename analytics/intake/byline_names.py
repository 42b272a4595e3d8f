"""Whether a name beside an author or a day is that of an outlet or of a place; what is neither for sure is left open."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

MOST_WORDS = 6
"""Words of such a name."""

_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
# small words between words with capitals are part of a name, and so is one small word at its end: "Le Courrier picard"
_NAME = re.compile(
    rf"(?:[dlDL]['’])?{_CAPITAL}[\w'’&.-]*(?:\s(?:[a-zà-ÿ]{{1,5}}\s){{0,2}}(?:[dl]['’])?{_CAPITAL}[\w'’&.-]*)*(?P<small>\s[a-zà-ÿ]{{3,}})?"
)


class _Names(NamedTuple):
    outlet: re.Pattern[str]
    article: re.Pattern[str]
    articled_place: re.Pattern[str]
    place: re.Pattern[str]
    before_place: str


def is_name(words: str) -> bool:
    """Tell whether words can be a name: capitals, with small words between them and one behind.

    Parameters
    ----------
    words : str
        A part of a line.

    Returns
    -------
    bool
        A small word at the end needs an article at the beginning.

    Examples
    --------
    >>> is_name("La Lettre du Rail"), is_name("Le Courrier picard"), is_name("Ferries return")
    (True, True, False)
    """
    match = _NAME.fullmatch(words)
    return match is not None and len(words.split()) <= MOST_WORDS and (not match["small"] or bool(_names().article.match(words)))


def is_known_outlet(name: str) -> bool:
    """Tell whether a name is one of those in ``bylines.toml`` that are outlets to no rule."""
    return bool(_names().outlet.fullmatch(name))


def kind_of_name(name: str, text: str) -> str:
    """Tell the name of an outlet from that of a place.

    Parameters
    ----------
    name : str
        A name beside an author, or beside a day below an author.
    text : str
        The article without the line of the name.

    Returns
    -------
    {"outlet", "place", ""}
        A place is in the list of ``bylines.toml``, begins a dateline, or stands behind a word such as "in" in the text. An outlet is in
        the list of names, or begins with an article as no place does. Empty where neither is sure.

    Examples
    --------
    >>> kind_of_name("Le Progrès", ""), kind_of_name("Le Havre", ""), kind_of_name("Arvieux", "They met in Arvieux.")
    ('outlet', 'place', 'place')
    >>> kind_of_name("Arvieux", "They met on Friday.")
    ''
    """
    names = _names()
    spelt = name.title() if name.isupper() and len(name) > 1 else name
    if is_known_outlet(name):
        return "outlet"
    if any(names.place.fullmatch(each) or names.articled_place.fullmatch(each) for each in (name, spelt)):
        return "place"
    is_named = _is_place_of(name, text)
    if names.article.match(spelt):
        # "en La Tercera" is said of newspapers too, and "La Roche-sur-Foron" is how towns are called: then neither is sure
        return "" if is_named or "-" in name else "outlet"
    return "place" if is_named else ""


def _is_place_of(name: str, text: str) -> bool:
    written = re.escape(name)
    begins = rf"^(?i:{written})(?:,\s[^\n]{{0,40}})?\s*(?:\([^)\n]*\)\s*)?\.?[-–—]\s"
    behind = rf"(?<!\w)(?i:{_names().before_place})\s{written}(?!\w)"
    unspaced = rf"{written}(?:で|にて|市|都|県|에서)"
    return bool(re.search(rf"{begins}|{behind}|{unspaced}", text, re.MULTILINE))


@cache
def words_of_bylines() -> dict[str, Any]:
    """Read ``bylines.toml``, once: lists of words by what they say, and tables of months, labels and codes."""
    return tomllib.loads(files("analytics.intake").joinpath("bylines.toml").read_text(encoding="utf-8"))


@cache
def _names() -> _Names:
    words = words_of_bylines()
    return _Names(
        outlet=re.compile("|".join(words["outlet_names"])),
        article=re.compile(rf"(?:{'|'.join(words['outlet_articles'])})(?={_CAPITAL})"),
        articled_place=re.compile("|".join(words["articled_places"])),
        place=re.compile("|".join(words["places"])),
        before_place="(?:" + "|".join(words["before_places"]) + ")",
    )
