"""How a language reports speech: its verbs, what links them to the words said, and the little words around a speaker's name."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Literal

from analytics.study.language_codes import primary_language

_FOLDER = Path(__file__).parent / "lexicons"

Order = Literal["free", "final", "between", "first", "quotes"]
"""Where the verb stands: about anywhere, after the words said, between speaker and words, before the speaker; or no verbs are known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechLexicon:
    """The reporting words of one language; a list that its file does not have is empty.

    Parameters
    ----------
    order : {"free", "final", "between", "first", "quotes"}
        Where the verb stands, see `Order`.
    verbs : frozenset of str
        Forms that report speech with and without quotation marks; stems in Japanese and Korean.
    beside_quotes : frozenset of str
        Forms that report speech only next to quotation marks ("laughs").
    without_link : frozenset of str
        Forms that may report speech without a linking word ("He said the bridge was safe").
    participles, auxiliaries : frozenset of str
        The two halves of compound tenses ("ha detto"). Auxiliaries alone may also stand before any verb ("has said").
    adverbs, clitics : frozenset of str
        Small words inside a verb group ("also said", "gli ha detto").
    passives : frozenset of str
        Words before a form that make it something else ("is said to").
    link : frozenset of str
        Words between the verb and what is reported ("that"), with their comma where one is written.
    before_link : frozenset of str
        Words that may begin a place or time between verb and link ("said on Friday that").
    listeners : frozenset of str
        Verbs that name a listener before the link ("told reporters that").
    determiners, pronouns, particles : frozenset of str
        Articles and possessives, pronouns in the place of a subject, words inside a name or a noun phrase ("of").
    openers : frozenset of str
        Words before a speaker that do not belong to the name ("but").
    subordinate : frozenset of str
        Words that open a clause before the main one ("when"): what is reported there ends at the comma.
    after_quotes, subject, people, not_after : frozenset of str
        What follows a quotation, marks a subject, ends the title of a person, and forbids a verb after it, in languages without capitals
        or with endings.
    """

    order: Order = "quotes"
    verbs: frozenset[str] = frozenset()
    beside_quotes: frozenset[str] = frozenset()
    without_link: frozenset[str] = frozenset()
    participles: frozenset[str] = frozenset()
    auxiliaries: frozenset[str] = frozenset()
    adverbs: frozenset[str] = frozenset()
    clitics: frozenset[str] = frozenset()
    passives: frozenset[str] = frozenset()
    link: frozenset[str] = frozenset()
    before_link: frozenset[str] = frozenset()
    listeners: frozenset[str] = frozenset()
    determiners: frozenset[str] = frozenset()
    pronouns: frozenset[str] = frozenset()
    particles: frozenset[str] = frozenset()
    openers: frozenset[str] = frozenset()
    subordinate: frozenset[str] = frozenset()
    after_quotes: frozenset[str] = frozenset()
    subject: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    not_after: frozenset[str] = frozenset()


@cache
def speech_lexicon(language: str) -> SpeechLexicon:
    """Return the reporting words of a language; for a language without a file, none: then only quotation marks tell.

    Parameters
    ----------
    language : str
        Language code; a region (``zh-TW``) is ignored.
    """
    code = primary_language(language)
    path = _FOLDER / f"{code}.toml"
    if not re.fullmatch(r"[a-z]{2,3}", code) or not path.is_file():
        return SpeechLexicon()
    entries = tomllib.loads(path.read_text(encoding="utf-8"))
    names = {field.name for field in fields(SpeechLexicon)} - {"order"}
    lists = {name: frozenset(word.replace("_", " ") for word in entries.get(name, "").split()) for name in names}
    return SpeechLexicon(order=entries["order"], **lists)


def alternatives(words: frozenset[str]) -> str:
    """Return a pattern that matches any of the words, the longest first; one that never matches where there are none."""
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=lambda word: (-len(word), word))) or r"(?!)"
