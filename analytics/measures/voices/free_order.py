"""Reported speech where the verb may stand before, behind or inside what is said: most languages of Europe.

Few and right: a verb counts where it touches a quotation or is followed by "that", and a speaker where a whole phrase beside the verb
names one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from analytics.measures.voices.lexicon import SpeechLexicon, alternatives, speech_lexicon
from analytics.measures.voices.phrases import phrase_finder
from analytics.measures.voices.quotations import is_whole_sentence
from analytics.measures.voices.utterances import Span, Utterance

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analytics.language.passages import Passage
    from analytics.measures.voices.quotations import Quotation

_REACH = 180
"""Characters beside a quotation in which its verb is looked for."""
_WORDS_TO_COLON = 9
_WORDS_TO_LINK = 4
_LEAST_WORDS = 3
_LEAST_WORDS_BEFORE = 4
_TAIL = " \t\n.,;:!?\u00a0\u202f"
_INVERTED = re.compile(r"-(?:t-)?([^\W\d_]{2,5})(?![\w-])")


@dataclass(frozen=True, slots=True)
class _Patterns:
    beside: re.Pattern[str]
    plain: re.Pattern[str]
    without_link: re.Pattern[str]
    link: re.Pattern[str]
    passive: re.Pattern[str]


@cache
def _patterns(language: str) -> _Patterns:
    words = speech_lexicon(language)
    return _Patterns(
        beside=_verb_group(words, words.verbs | words.beside_quotes),
        plain=_verb_group(words, words.verbs),
        without_link=_verb_group(words, words.without_link, with_participles=False),
        link=re.compile(rf"\s*(?:{_either_apostrophe(words.link)})(?:(?<=['’])|(?!\w))", re.IGNORECASE),
        passive=re.compile(rf"(?<!\w)(?:{alternatives(words.passives)})\s+(?:\w+ly\s+)?$", re.IGNORECASE),
    )


def _either_apostrophe(words: frozenset[str]) -> str:
    return alternatives(words).replace("'", "['’]")


def _verb_group(words: SpeechLexicon, forms: frozenset[str], *, with_participles: bool = True) -> re.Pattern[str]:
    """Match a finite form, or an auxiliary and a participle, with pronouns and adverbs around: "gli ha detto", "has also said"."""
    clitic = rf"(?:(?:{_either_apostrophe(words.clitics)})(?:(?<=['’])|\s+))*"
    adverbs = rf"(?:(?:{alternatives(words.adverbs)})\s+)*"
    auxiliary = rf"(?:{alternatives(words.auxiliaries)})"
    pronoun = r"(?:-(?:t-)?(?P<inner>[^\W\d_]{2,5}))?" if with_participles else ""
    finite = rf"{adverbs}(?:{_either_apostrophe(forms)})"
    if not (words.participles and with_participles):
        finite = rf"(?:{auxiliary}\s+)?{finite}"
        return re.compile(rf"(?<![\w'’-]){clitic}{finite}(?!\w|-\w\w\w\w\w\w)")
    compound = rf"{auxiliary}{pronoun}\s+{adverbs}(?:{alternatives(words.participles)})"
    return re.compile(rf"(?<![\w'’-]){clitic}(?:{compound}|{finite})(?!\w|['’]\w)")


def free_order_utterances(text: str, passages: Sequence[Passage], quoted: Sequence[Quotation], language: str) -> list[Utterance]:
    """Find quoted and reported speech in one paragraph.

    Parameters
    ----------
    text : str
        The whole text.
    passages : sequence of Passage
        The passages of the paragraph, at least one.
    quoted : sequence of Quotation
        Its quotations.
    language : str
        Language code with reporting verbs.

    Returns
    -------
    list of Utterance
        By place.
    """
    return sorted(_Paragraph(text, passages, quoted, language).utterances(), key=lambda one: (one.start, one.end))


class _Paragraph:
    """One paragraph and what is known of its language."""

    def __init__(self, text: str, passages: Sequence[Passage], quoted: Sequence[Quotation], language: str) -> None:
        self._text, self._passages, self._quoted = text, passages, quoted
        self._patterns, self._finder = _patterns(language), phrase_finder(language)
        self._words: SpeechLexicon = speech_lexicon(language)
        self._end = passages[-1].end

    def utterances(self) -> Iterator[Utterance]:
        used: set[int] = set()
        for number, quotation in enumerate(self._quoted):
            found = self._direct(number, quotation)
            if found:
                if found.verb:
                    used.add(found.verb[1])
                yield found
        for passage in self._passages:
            if passage.kind != "heading":
                yield from self._indirect(passage, used)

    # Quotations ------------------------------------------------------------------------------------------------------

    def _direct(self, number: int, quotation: Quotation) -> Utterance | None:
        later = self._quoted[number + 1].opening if number + 1 < len(self._quoted) else self._end
        earlier = self._quoted[number - 1].closing if number else self._passages[0].start
        passage = next((one for one in self._passages if one.start <= quotation.opening < one.end), self._passages[0])
        start = max(earlier, passage.start)
        found = self._behind(quotation, min(later, quotation.closing + _REACH), is_first=start == quotation.opening)
        found = found or self._before(quotation, start)
        if found:
            verb, speaker = found
            return Utterance(quotation.start, quotation.end, "direct", speaker, verb)
        head = self._text[start : quotation.opening].strip(" \t-–—")
        # What stands by itself between marks, as a sentence, was said by somebody; by whom is not guessed.
        stands_alone = (not head or head.endswith(":")) and is_whole_sentence(self._text, quotation) and passage.kind != "heading"
        if stands_alone and self._ends_sentence(quotation.closing):
            return Utterance(quotation.start, quotation.end, "direct")
        return None

    def _ends_sentence(self, at: int) -> bool:
        rest = self._text[at : self._end].lstrip(' \t.»”"')
        return not rest or not (rest[0].islower() or rest[0] in ",;:(–—-")

    def _behind(self, quotation: Quotation, end: int, *, is_first: bool) -> tuple[Span, Span | None] | None:
        """Find `"...," said Ann` and `"...," Ann said`."""
        joint = re.match(r"\s*([,.]?)\s*[-–—]?\s*", self._text[quotation.closing : end])
        at = quotation.closing + (joint.end() if joint else 0)
        last = self._text[quotation.end - 1]
        is_joined = last in ",?!…" or (joint is not None and joint.group(1) == ",")
        verb = self._patterns.beside.match(self._text, at, end)
        if verb and (is_joined or is_first) and not (last == "." and joint and joint.group(1) != ","):
            speaker = self._inverted(verb, end)
            return (verb.span(), speaker) if speaker or verb.group() not in {"so"} else None
        if not is_joined:
            return None
        for verb in self._patterns.beside.finditer(self._text, at, end):
            speaker = self._finder.before(self._text, at, verb.start())
            if speaker and speaker[0] == at:
                return verb.span(), speaker
        return None

    def _inverted(self, verb: re.Match[str], end: int) -> Span | None:
        """Return the speaker behind a verb: "dit-il", "a-t-elle ajouté", "said Ann Lee"."""
        inner = verb.span("inner") if "inner" in verb.re.groupindex else (-1, -1)
        if inner[0] >= 0:
            return inner
        if verb.group().split()[-1] in self._words.listeners:  # "told the press": whoever follows listens
            return None
        pronoun = _INVERTED.match(self._text, verb.end(), end)
        if pronoun and pronoun.group(1).lower() in self._words.pronouns:
            return pronoun.span(1)
        return self._finder.behind(self._text, verb.end(), end)

    def _before(self, quotation: Quotation, start: int) -> tuple[Span, Span | None] | None:
        """Find `Ann said: "..."` and `Then Ann told reporters: "..."`."""
        head = self._text[start : quotation.opening]
        verbs = [verb for verb in self._patterns.beside.finditer(self._text, start, quotation.opening) if not self._is_passive(start, verb)]
        if not verbs:
            return None
        verb = verbs[-1]
        gap = self._text[verb.end() : quotation.opening].strip()
        if self._patterns.link.match(self._text, verb.end()):
            return None
        has_colon = head.rstrip().endswith(":")
        speaker = self._finder.before(self._text, start, verb.start())
        inverted = None if speaker else self._inverted(verb, quotation.opening)
        if has_colon and len(gap.split()) <= _WORDS_TO_COLON and "." not in gap:
            return verb.span(), speaker or inverted
        if gap in {"", ","} and speaker:
            return verb.span(), speaker
        if inverted and self._text[inverted[1] : quotation.opening].strip() == ",":
            return verb.span(), inverted
        return None

    # Told in the article's own words ---------------------------------------------------------------------------------

    def _indirect(self, passage: Passage, used: set[int]) -> Iterator[Utterance]:
        for verb in self._patterns.plain.finditer(self._text, passage.start, passage.end):
            is_quoted = any(one.opening <= verb.start() < one.closing for one in self._quoted)
            if verb.end() in used or is_quoted:
                continue
            found = self._with_link(passage, verb) or self._without_link(passage, verb) or self._postponed(passage, verb)
            if found:
                yield found

    def _is_passive(self, start: int, verb: re.Match[str]) -> bool:
        return bool(self._patterns.passive.search(self._text, start, verb.start()))

    def _with_link(self, passage: Passage, verb: re.Match[str]) -> Utterance | None:
        """Find "Ann said that ..." and "am Montag sagte Ann, dass ..."."""
        inverted = self._inverted(verb, passage.end)
        link = self._patterns.link.match(self._text, inverted[1] if inverted else verb.end())
        speaker = inverted if inverted and link else self._finder.before(self._text, passage.start, verb.start())
        link = link or self._patterns.link.match(self._text, verb.end(), passage.end)
        if not link and speaker:
            link = self._link_behind_gap(verb, passage.end)
        return self._told(link.end(), self._end_of_clause(passage, link.end()), speaker, verb.span()) if link and speaker else None

    def _end_of_clause(self, passage: Passage, at: int) -> int:
        """Return where reported words end: with the sentence, or at the comma in "When Ann said that ..., Bob left."."""
        first = self._text[passage.start : at].split()[0].lower()
        comma = self._text.find(",", at, passage.end)
        return comma if first in self._words.subordinate and comma >= 0 else passage.end

    def _link_behind_gap(self, verb: re.Match[str], end: int) -> re.Match[str] | None:
        """Find the link in "told reporters that" and "said on Friday that"; other words between may hold another noun's "that"."""
        words = re.compile(r"\s+[^\s,.;:]+")
        names_listener = verb.group().split()[-1] in self._words.listeners
        at = verb.end()
        for number in range(_WORDS_TO_LINK):
            word = words.match(self._text, at, end)
            if word is None or (number == 0 and not names_listener and word.group().strip().lower() not in self._words.before_link):
                return None
            at = word.end()
            if link := self._patterns.link.match(self._text, at, end):
                return link
        return None

    def _without_link(self, passage: Passage, verb: re.Match[str]) -> Utterance | None:
        """Find "Ann said the bridge was safe"."""
        if not self._patterns.without_link.fullmatch(verb.group()):
            return None
        speaker = self._finder.before(self._text, passage.start, verb.start())
        clause = self._finder.behind(self._text, verb.end(), passage.end)
        if not speaker or not clause or not re.match(r"\s+\w", self._text[clause[1] : passage.end]):
            return None
        return self._told(clause[0], passage.end, speaker, verb.span())

    def _postponed(self, passage: Passage, verb: re.Match[str]) -> Utterance | None:
        """Find "The bridge was safe, Ann said." and "..., sagte Ann."."""
        head = self._text[passage.start : verb.start()].rstrip()
        if len(head.split()) < _LEAST_WORDS_BEFORE:
            return None
        tail = self._text[verb.end() : passage.end]
        if head.endswith(","):
            speaker = self._inverted(verb, passage.end)
            ends = speaker is not None and self._text[speaker[1] : passage.end].lstrip()[:1] in {"", ".", ","}
            return self._told(passage.start, passage.start + len(head), speaker, verb.span()) if ends else None
        if tail.strip(_TAIL) or "," not in head:
            return None
        comma = head.rindex(",")
        speaker = self._finder.before(self._text, passage.start + comma + 1, verb.start())
        begins = speaker is not None and not self._text[passage.start + comma + 1 : speaker[0]].strip()
        return self._told(passage.start, passage.start + comma, speaker, verb.span()) if begins else None

    def _told(self, start: int, end: int, speaker: Span | None, verb: Span) -> Utterance | None:
        """Make an utterance of the words of a stretch, without blanks and punctuation at its ends; None for a handful of letters."""
        words = self._text[start:end]
        first, last = start + len(words) - len(words.lstrip(_TAIL)), start + len(words.rstrip(_TAIL))
        if len(self._text[first:last].split()) < _LEAST_WORDS:
            return None
        return Utterance(first, last, "indirect", speaker, verb)
