"""Short lists of words per language: abbreviations, function words, what stands before nouns and verbs. One TOML file a language."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from analytics.study.language_codes import primary_language

_FOLDER = Path(__file__).parent / "lexicons"
_EVERYWHERE = frozenset({"St", "dr", "mr", "mrs", "prof", "vs"})
"""Abbreviations met in texts of every language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """The word lists of one language; a list that its file does not have is empty.

    Parameters
    ----------
    never_end, before_number, may_end : frozenset of str
        Abbreviations without their last full stop: a name or noun must follow (``Dr``); abbreviated only where a number follows
        (``No``); can end a sentence too (``Inc``). Small letters match any case, a capital only itself: ``No. 5`` is a number, ``no.``
        an answer.
    after_country : frozenset of str
        Nouns that follow ``U.S.`` inside a name.
    not_starters : frozenset of str
        Function words that also begin names, so that they do not tell the beginning of a sentence after an abbreviation.
    stop_words, kept : frozenset of str
        Function words to add to the list of the yake package; words to take out of it.
    before_nouns, before_verbs, after_verbs : frozenset of str
        Articles, possessives, prepositions; auxiliaries, negations, subject pronouns; articles and pronouns that begin an object.
    links, conjunctions : frozenset of str
        Words inside a noun phrase ("rule of law"); words between equals ("and").
    pale : frozenset of str
        Days, months, units, number words, and in Chinese and Japanese common verbs of reporting: they say when, how much or who spoke.
    is_head_first : bool
        Whether the noun stands before its adjective, as in French.
    """

    never_end: frozenset[str] = frozenset()
    before_number: frozenset[str] = frozenset()
    may_end: frozenset[str] = frozenset()
    after_country: frozenset[str] = frozenset()
    not_starters: frozenset[str] = frozenset()
    stop_words: frozenset[str] = frozenset()
    kept: frozenset[str] = frozenset()
    before_nouns: frozenset[str] = frozenset()
    before_verbs: frozenset[str] = frozenset()
    after_verbs: frozenset[str] = frozenset()
    links: frozenset[str] = frozenset()
    conjunctions: frozenset[str] = frozenset()
    pale: frozenset[str] = frozenset()
    is_head_first: bool = False


@cache
def lexicon(language: str) -> Lexicon:
    """Return the word lists of a language; nearly empty ones for a language without a file.

    Parameters
    ----------
    language : str
        Language code; a region (``pt-BR``) is ignored.
    """
    code = primary_language(language)
    path = _FOLDER / f"{code}.toml"
    if not re.fullmatch(r"[a-z]{2,3}", code) or not path.is_file():
        return Lexicon(never_end=_EVERYWHERE)
    entries = tomllib.loads(path.read_text(encoding="utf-8"))
    is_head_first = bool(entries.pop("is_head_first", False))
    lists = {name: frozenset(words.split()) for name, words in entries.items()}
    lists["never_end"] = lists.get("never_end", frozenset()) | _EVERYWHERE
    return Lexicon(**lists, is_head_first=is_head_first)
