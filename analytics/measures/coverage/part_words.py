"""Words that tell what a part of a commitment is: an action, a partner, a place or a condition."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from analytics.language.stems import stem
from analytics.study.language_codes import primary_language

_NEVER = re.compile(r"(?!)")
_FILE = "part_words.toml"
_UNSPACED = frozenset({"ja"})


@dataclass(frozen=True, slots=True)
class PartWords:
    """The words of one language; all empty for a language that the file lacks.

    Parameters
    ----------
    language : str
        Language code without a region.
    articles, joints, partner, place : frozenset of str
        Lower-cased words: what may stand between a marker and its name; function words that the stop words lack; what makes a name
        one with whom, or where.
    condition : re.Pattern
        Begins a condition; ends one where `markers_behind`.
    verbs, actions : frozenset of str
        Verbs of doing as listed; their stems.
    participle : re.Pattern
        Forms that are adjectives before a noun.
    is_final : bool
        Whether a label's verb is its last word.
    markers_behind : bool
        Whether markers stand behind what they mark.
    """

    language: str
    articles: frozenset[str]
    joints: frozenset[str]
    partner: frozenset[str]
    place: frozenset[str]
    condition: re.Pattern[str]
    verbs: frozenset[str]
    actions: frozenset[str]
    participle: re.Pattern[str]
    is_final: bool
    markers_behind: bool

    def is_action(self, word: str) -> bool:
        """Tell whether a word is a form of a verb of doing; in a script without blanks, whether it ends with one."""
        if self.language in _UNSPACED:
            return word.endswith(tuple(self.actions))
        return stem(word, self.language).stem in self.actions


def read_part_words(language: str) -> PartWords:
    """Return the words of a language.

    Parameters
    ----------
    language : str
        Language code, with or without a region.

    Returns
    -------
    PartWords
        Without any word where the language is not in the file: no part of it is an action, a partner, a place or a condition then.
    """
    return _read(primary_language(language))


@cache
def relative_years() -> re.Pattern[str]:
    """Return a pattern of years named from the day of writing (*next year*), in all languages."""
    return re.compile("|".join(_tables()["relative"]["years"]), re.IGNORECASE)


@cache
def _tables() -> dict[str, dict[str, Any]]:
    return tomllib.loads((files("analytics.measures.coverage") / _FILE).read_text(encoding="utf-8"))


@cache
def _read(code: str) -> PartWords:
    table = _tables().get(code, {})
    return PartWords(
        language=code,
        articles=frozenset(table.get("articles", "").split()),
        joints=frozenset(table.get("joints", "").split()),
        partner=frozenset(table.get("partner", "").split()),
        place=frozenset(table.get("place", "").split()),
        condition=_either(table.get("condition", []), is_spaced=code not in _UNSPACED),
        verbs=frozenset(table.get("actions", "").split()),
        actions=frozenset(stem(word, code).stem for word in table.get("actions", "").split()),
        participle=re.compile(table["participle"], re.IGNORECASE) if table.get("participle") else _NEVER,
        is_final=bool(table.get("is_final", False)),
        markers_behind=bool(table.get("markers_behind", False)),
    )


def _either(patterns: list[str], *, is_spaced: bool) -> re.Pattern[str]:
    if not patterns:
        return _NEVER
    border = (r"(?<!\w)", r"(?:(?!\w)|(?<=['’]))") if is_spaced else ("", "")
    longest_first = sorted(patterns, key=len, reverse=True)
    return re.compile(f"{border[0]}(?:{'|'.join(longest_first)}){border[1]}", re.IGNORECASE)
