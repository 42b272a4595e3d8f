"""Verbs by which statements act, and joints between clauses, of one language; read from a file of patterns."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from typing import Any, Literal

from analytics.study.language_codes import primary_language

LEXICON_LANGUAGES = ("de", "en", "es", "fr", "it", "ja")
"""Languages with a lexicon. Statements in others are split by paragraph and sentence, and every act is ``fact``."""

Place = Literal["anywhere", "main verb", "after subject"]

Reach = Literal["behind", "around", "before"]

_PLACES: dict[str, Place] = {"patterns": "anywhere", "main_verb": "main verb", "after_subject": "after subject"}
_SET = re.compile(r"<(\w+)>")
_NOTHING = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class VerbPattern:
    """Forms of verbs that share an act.

    Parameters
    ----------
    act, strength
        What the verb does, and how binding it is, 0 to 4.
    forms : re.Pattern
        The forms, as whole words.
    place : {"anywhere", "main verb", "after subject"}
        Where they count: anywhere; straight after a subject or a conjunction, or as the first verb of a sentence (participles
        elsewhere); or only straight after a subject or a conjunction (nouns elsewhere).
    """

    act: str
    strength: int
    forms: re.Pattern[str]
    place: Place


@dataclass(frozen=True, slots=True)
class Coordination:
    """Joints between the objects of one verb.

    Parameters
    ----------
    always : re.Pattern
        Begins a new object between any two.
    listed, gerund_listed, bare_listed : re.Pattern
        Does so where a joint of `always`, `gerund` or `bare` follows: members of a list.
    gerund, gerund_head : re.Pattern
        Does so between objects that begin like `gerund_head`.
    noun : re.Pattern
        Does so between objects that are both long.
    bare, bare_verb, purpose : re.Pattern
        Does so between infinitives behind a verb that ends like `bare_verb`, before any `purpose`.
    """

    always: re.Pattern[str]
    listed: re.Pattern[str]
    gerund: re.Pattern[str]
    gerund_listed: re.Pattern[str]
    gerund_head: re.Pattern[str]
    noun: re.Pattern[str]
    bare: re.Pattern[str]
    bare_listed: re.Pattern[str]
    bare_verb: re.Pattern[str]
    purpose: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Negation:
    """Words that turn what is said into its contrary, and those that only seem to.

    Parameters
    ----------
    reach : {"behind", "around", "before"}
        Where that stands which a plain "not" turns.
    plain : re.Pattern
        Words that turn a verb: "not", "never".
    noun : re.Pattern
        Words that turn the noun behind them: "no office".
    refusal : re.Pattern
        Verbs and phrases that turn their whole object: "refused to", "no plans to".
    dropping : re.Pattern
        Verbs that take a plan back, if the commitment's own words are what they take back: "scrapped the", not "dropped their objections".
    harmless : re.Pattern
        Phrases with such a word that deny nothing ("not only", "no later than").
    silent : re.Pattern
        Negated verbs that deny nothing ("did not say", "not limited to"), unless the verb is the commitment's own.
    void : re.Pattern
        Phrases that turn their whole clause: "was rejected", "will not take place".
    limit : re.Pattern
        Words that leave a part standing: "not before", "not without".
    end : re.Pattern
        Where the reach ends: "but", "instead".
    opposite : re.Pattern
        Words by which something negated is told without a "not": "refrain from", "ban".
    """

    reach: Reach
    plain: re.Pattern[str]
    noun: re.Pattern[str]
    refusal: re.Pattern[str]
    dropping: re.Pattern[str]
    harmless: re.Pattern[str]
    silent: re.Pattern[str]
    void: re.Pattern[str]
    limit: re.Pattern[str]
    end: re.Pattern[str]
    opposite: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Preamble:
    """Clauses that promise nothing.

    Parameters
    ----------
    meetings : re.Pattern
        Verbs of meeting and talking.
    around : re.Pattern
        What may stand beside one and says no more: in which spirit, at whose invitation, on which occasion, on matters of common interest.
    occasions : re.Pattern
        The same where it stands alone.
    lead_ins : re.Pattern
        What only announces the text below it.
    """

    meetings: re.Pattern[str]
    around: re.Pattern[str]
    occasions: re.Pattern[str]
    lead_ins: re.Pattern[str]


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """What the splitting knows about one language; there is one of each, and only itself is equal to it.

    Parameters
    ----------
    language : str
        Language code without a region.
    object_first : bool
        Whether the object stands before its verb.
    verbs : tuple of VerbPattern
        From the most to the least binding.
    statement_verbs : tuple of VerbPattern
        The same, and those that count only where a statement is split: see `for_statements`.
    subject, predicate : re.Pattern
        A subject, and a conjunction or comma, straight before a verb; matched at the end of the text before it.
    issuer : re.Pattern
        A clause's beginning that only says who speaks (first group), and what may stand between it and the verb.
    joint, leading_conjunction, conjunction : re.Pattern
        A conjunction or comma with no more than an issuer between it and the end of a text; a
        conjunction at its start; one anywhere.
    agent : re.Pattern
        What follows a participle that is no verb of the statement ("by").
    relative, complementiser, pointing_back : re.Pattern
        Words that subordinate a clause; the end of a verb that takes a clause; objects that stand for a list before them.
    coordination : Coordination
        Joints between objects.
    negation : Negation
        What denies.
    preamble : Preamble
        What promises nothing.
    auxiliary : re.Pattern
        Verbs that say nothing without their subject.
    lead_in, determiner, weak_end : re.Pattern
        What labels drop: before the object, before its noun, at the end.
    loose_end : re.Pattern
        A weak end or a border that a label which is cut must not end on.
    border : re.Pattern
        Words behind a blank with which a phrase begins: a label that is cut ends before one.
    empty, adjective, verbal, infinitive_mark : re.Pattern
        Words that name no theme, those that need a noun behind them in its name, verbs, and words behind which a verb stands.
    theme_links : tuple of str
        What joins two nouns to the name of one theme: patterns.
    has_capital_nouns : bool
        Whether all nouns, and few other words, are written with a capital.
    boilerplate : re.Pattern
        Beginnings of paragraphs that are no part of the statement proper.
    abbreviations : re.Pattern
        Ends of a text after which its sentence goes on.
    """

    language: str
    object_first: bool
    verbs: tuple[VerbPattern, ...]
    statement_verbs: tuple[VerbPattern, ...]
    subject: re.Pattern[str]
    predicate: re.Pattern[str]
    issuer: re.Pattern[str]
    joint: re.Pattern[str]
    leading_conjunction: re.Pattern[str]
    conjunction: re.Pattern[str]
    agent: re.Pattern[str]
    relative: re.Pattern[str]
    complementiser: re.Pattern[str]
    pointing_back: re.Pattern[str]
    coordination: Coordination
    negation: Negation
    preamble: Preamble
    auxiliary: re.Pattern[str]
    lead_in: re.Pattern[str]
    determiner: re.Pattern[str]
    empty: re.Pattern[str]
    adjective: re.Pattern[str]
    verbal: re.Pattern[str]
    infinitive_mark: re.Pattern[str]
    weak_end: re.Pattern[str]
    loose_end: re.Pattern[str]
    border: re.Pattern[str]
    theme_links: tuple[str, ...]
    has_capital_nouns: bool
    boilerplate: re.Pattern[str]
    abbreviations: re.Pattern[str]


def read_lexicon(language: str) -> Lexicon | None:
    """Return the lexicon of a language.

    Parameters
    ----------
    language : str
        Language code, with or without a region.

    Returns
    -------
    Lexicon or None
        None where the language has no lexicon: see `LEXICON_LANGUAGES`.
    """
    code = primary_language(language)
    return _read(code) if code in LEXICON_LANGUAGES else None


@lru_cache(maxsize=len(LEXICON_LANGUAGES))
def for_statements(lexicon: Lexicon) -> Lexicon:
    """Return the lexicon with all verbs that begin a clause of a statement.

    Parameters
    ----------
    lexicon : Lexicon
        As `read_lexicon` gives it.

    Returns
    -------
    Lexicon
        Its ``verbs`` hold plain verbs of action too ("extended", "sends"), and in some languages whatever has the form of a verb: a new
        clause begins there, but nobody can say how binding it is. Articles are full of them, so measures of articles do without.
    """
    return replace(lexicon, verbs=lexicon.statement_verbs)


@lru_cache(maxsize=len(LEXICON_LANGUAGES))
def _read(code: str) -> Lexicon:
    content = (files("analytics.study.grammar") / "lexicons" / f"{code}.toml").read_text(encoding="utf-8")
    return _Builder(code, tomllib.loads(content)).lexicon()


class _Builder:
    """Compiles the patterns of one file."""

    def __init__(self, code: str, table: dict[str, Any]) -> None:
        self._code = code
        self._table = table
        self._sets: dict[str, list[str]] = table.get("sets", {})
        # scripts without blanks have no word borders to hold to
        self._spaced = table.get("spaced", True)

    def lexicon(self) -> Lexicon:
        clauses, labels, outline = self._table["clauses"], self._table["labels"], self._table["outline"]
        issuer, opener = self._either(clauses["issuers"]), self._either(clauses["openers"])
        subject = self._either([*clauses["subject_words"], *clauses["issuers"]])
        filler = self._either([*self._sets.get("adv", []), *clauses["subject_words"], *clauses["issuers"]])
        auxiliary = self._either(clauses["auxiliaries"])
        conjunction = self._either(clauses["conjunctions"])
        space = r"\s+" if self._spaced else r"\s*"
        adverbs = self._either(self._sets.get("adv", []))
        return Lexicon(
            language=self._code,
            object_first=self._table["object"] == "before",
            verbs=tuple(self._verbs(only=False)),
            statement_verbs=(*self._verbs(only=False), *self._verbs(only=True)),
            subject=re.compile(rf"(?<!\w){subject}{space}(?:{adverbs}{space})*$", re.I),
            predicate=re.compile(rf"(?:^|[,;:]{space}|(?<!\w){conjunction}{space})(?:{adverbs}{space})*$", re.I),
            issuer=re.compile(rf"((?:{opener}\s*)?(?:{issuer}{space})?)(?:(?:{adverbs}|{auxiliary}){space})*", re.I),
            joint=re.compile(rf"(?:\s*[,;:]\s+(?:{conjunction}\s+)?|\s+{conjunction}\s+|\s+[–—]\s+)(?:{filler}\s+)*$", re.I),
            leading_conjunction=re.compile(rf"\s*[,;:–—]?\s*(?:{conjunction}\s+)?", re.I),
            conjunction=re.compile(rf",?\s+{conjunction}\s+|\s*;\s*", re.I),
            agent=re.compile(rf"{space}{self._either(clauses.get('agents', []))}(?!\w)", re.I),
            relative=self._words(clauses["relatives"]),
            complementiser=re.compile(rf"(?<!\w){self._either(clauses['complementisers'])}$", re.I),
            pointing_back=self._words(clauses["pointing_back"]),
            coordination=self._coordination(),
            negation=self._negation(),
            preamble=self._preamble(),
            auxiliary=self._words(labels.get("auxiliaries", [])),
            lead_in=re.compile(rf"(?:{self._either(labels['lead_in'])}{space})+", re.I),
            determiner=re.compile(rf"(?:{self._either(labels['determiners'])}{space}|{self._either(labels.get('elided', []))})", re.I),
            empty=self._words([*self._sets.get("adv", []), *self._sets.get("worth", []), *labels.get("empty", [])]),
            adjective=self._words(labels.get("adjectives", [])),
            verbal=self._words(labels.get("verbals", [])),
            infinitive_mark=self._words(labels.get("infinitive_marks", [])),
            weak_end=re.compile(rf"{space}{self._either(labels['weak_ends'])}$", re.I),
            loose_end=re.compile(rf"{space}{self._either(labels['weak_ends'] + labels.get('borders', []))}$", re.I),
            border=re.compile(rf"(?<=\s){self._either(labels.get('borders', ['(?!)']))}(?:(?<=['’])|(?!\w))", re.I),
            theme_links=tuple(labels.get("links", [])),
            has_capital_nouns=labels.get("capital_nouns", False),
            boilerplate=re.compile(rf"{self._either(outline['boilerplate'])}(?!\w)", re.I),
            abbreviations=re.compile(rf"(?<![\w.]){self._either([re.escape(each) for each in outline['abbreviations']])}\.\s*$", re.I),
        )

    def _verbs(self, *, only: bool) -> list[VerbPattern]:
        found = []
        for entry in self._table["verbs"]:
            if entry.get("only_in_statements", False) is not only:
                continue
            for key, place in _PLACES.items():
                if entry.get(key):
                    found.append(VerbPattern(entry["act"], entry["strength"], self._words(entry[key]), place))
        return found

    def _negation(self) -> Negation:
        table = self._table["negation"]
        words = ("plain", "noun", "refusal", "dropping", "harmless", "silent", "void", "limit", "end", "opposite")
        return Negation(table["reach"], **{name: self._words(table.get(name, [])) for name in words})

    def _preamble(self) -> Preamble:
        table = self._table["preamble"]
        self._sets = {**self._sets, "any": [table["any"]]}
        return Preamble(**{name: self._words(table[name]) for name in ("meetings", "around", "occasions", "lead_ins")})

    def _coordination(self) -> Coordination:
        table = self._table["coordination"]
        self._sets = {**self._sets, "actions": table.get("actions", ["(?!)"])}
        joints = {
            name: self._joints(table.get(name, []))
            for name in ("always", "listed", "gerund", "gerund_listed", "noun", "bare", "bare_listed")
        }
        heads = {name: self._joints([table[name]] if name in table else []) for name in ("gerund_head", "bare_verb", "purpose")}
        return Coordination(**joints, **heads)

    def _joints(self, patterns: list[str]) -> re.Pattern[str]:
        # case counts here: a capital tells a name from a verb
        return re.compile(self._either(patterns)) if patterns else _NOTHING

    def _words(self, patterns: list[str]) -> re.Pattern[str]:
        if not patterns:
            return _NOTHING
        # an elided word ends at its apostrophe: décidé d'ouvrir
        border = (r"(?<!\w)", r"(?:(?!\w)|(?<=['’]))") if self._spaced else ("", "")
        return re.compile(f"{border[0]}{self._either(patterns)}{border[1]}", re.I)

    def _either(self, patterns: list[str]) -> str:
        return "(?:" + "|".join(self._expand(pattern) for pattern in patterns) + ")" if patterns else "(?!)"

    def _expand(self, pattern: str) -> str:
        return _SET.sub(lambda match: self._either(self._sets[match[1]]), pattern)
