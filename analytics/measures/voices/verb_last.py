"""Reported speech where the speaker comes first and the verb last: Japanese, Korean, Turkish."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analytics.measures.voices.lexicon import SpeechLexicon, alternatives, speech_lexicon
from analytics.measures.voices.quotations import is_whole_sentence
from analytics.measures.voices.utterances import Span, Utterance
from analytics.study.language_codes import primary_language

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analytics.language.passages import Passage
    from analytics.measures.voices.quotations import Quotation

_REACH = 40
"""Characters behind a quotation in which its verb is looked for."""
_LONGEST_NAME = 40
_LEAST_TOLD = 8
"""Fewest characters of what is told in the article's own words."""


def verb_last_utterances(text: str, passages: Sequence[Passage], quoted: Sequence[Quotation], language: str) -> list[Utterance]:
    """Find quoted and reported speech in one paragraph; the parameters are those of `free_order_utterances`."""
    words, code = speech_lexicon(language), primary_language(language)
    find = {"ja": _japanese, "ko": _korean, "tr": _turkish}[code]
    found = [one for number, quotation in enumerate(quoted) if (one := find(text, passages, quoted, number, words))]
    if code == "ja":
        taken = {one.verb for one in found}
        for passage in passages:
            if passage.kind != "heading":
                found += [one for one in _told_in_japanese(text, passage, quoted, words) if one.verb not in taken]
    return sorted(found, key=lambda one: (one.start, one.end))


def _passage_of(passages: Sequence[Passage], at: int) -> Passage:
    return next((one for one in passages if one.start <= at < one.end), passages[0])


def _alone(text: str, quotation: Quotation, passage: Passage, end: int) -> Utterance | None:
    """List a whole sentence between marks that stands by itself, or after a colon: said by somebody who is not named beside it."""
    head = text[passage.start : quotation.opening].strip() if passage.start <= quotation.opening else ""
    behind = text[quotation.closing : end].strip()[:1]
    is_alone = (not head or head.endswith((":", "："))) and is_whole_sentence(text, quotation) and passage.kind != "heading"
    return Utterance(quotation.start, quotation.end, "direct") if is_alone and not behind.islower() else None


# Japanese ------------------------------------------------------------------------------------------------------------


def _japanese(text: str, passages: Sequence[Passage], quoted: Sequence[Quotation], number: int, words: SpeechLexicon) -> Utterance | None:
    quotation = quoted[number]
    passage = _passage_of(passages, quotation.opening)
    if passage.kind == "heading":
        return None
    verb = re.compile(rf"と[^。「」『』]{{0,14}}?({alternatives(words.verbs)})").match(text, quotation.closing, quotation.closing + _REACH)
    if verb:
        start = max(passage.start, quoted[number - 1].closing if number else 0)
        speaker = _japanese_subject(text, start, quotation.opening, words)
        return Utterance(quotation.start, quotation.end, "direct", speaker, verb.span(1))
    bracket = re.compile(r"（([^（）]{2,24})）").match(text, quotation.closing)
    if bracket and bracket.group(1).endswith(tuple(words.people)):
        return Utterance(quotation.start, quotation.end, "direct", bracket.span(1))
    return _alone(text, quotation, passage, passages[-1].end)


def _japanese_subject(text: str, start: int, end: int, words: SpeechLexicon) -> Span | None:
    """Return what stands before the last は of the clause, from the last comma or sentence on; が and も only right before the words."""
    topics = [match.start() for match in re.finditer(r"は", text[start:end])]
    for topic in reversed(topics):
        name = re.search(r"[^、。「」『』）\s]+$", text[start : start + topic])
        if name and 2 <= len(name.group()) <= _LONGEST_NAME and _is_japanese_name(name.group(), words):
            opener = re.match(rf"(?:{alternatives(words.openers)})", name.group())
            return start + name.start() + (opener.end() if opener else 0), start + topic
    return None


def _is_japanese_name(name: str, words: SpeechLexicon) -> bool:
    """No verb form and no adverbial before it: a name ends in a noun, which in running text is not written in hiragana."""
    return not re.search(r"[ぁ-ん]$", name) or name.endswith(tuple(words.people))


def _told_in_japanese(text: str, passage: Passage, quoted: Sequence[Quotation], words: SpeechLexicon) -> Iterator[Utterance]:
    """Find "...は、...と述べた" without brackets around the words."""
    pattern = re.compile(rf"と([^、。「」『』と]{{0,6}}?(?:{alternatives(words.verbs)}))(?:た|て|る|ている|ました|ます|し)")
    for verb in pattern.finditer(text, passage.start, passage.end):
        if text[verb.start() - 1 : verb.start()] in "」』" or any(one.opening <= verb.start() < one.closing for one in quoted):
            continue
        topic = re.compile(r"([^、。「」『』）\s]{2,40}?)は、?").search(text, passage.start, verb.start())
        if not topic or not topic.group(1).endswith(tuple(words.people)) or verb.start() - topic.end() < _LEAST_TOLD:
            continue
        yield Utterance(topic.end(), verb.start(), "indirect", topic.span(1), verb.span(1))


# Korean --------------------------------------------------------------------------------------------------------------


def _korean(text: str, passages: Sequence[Passage], quoted: Sequence[Quotation], number: int, words: SpeechLexicon) -> Utterance | None:
    quotation = quoted[number]
    passage = _passage_of(passages, quotation.opening)
    if passage.kind == "heading":
        return None
    particle = re.compile(rf"(?:{alternatives(words.after_quotes)})(?![가-힣])").match(text, quotation.closing)
    if not particle:
        return _alone(text, quotation, passage, passages[-1].end)
    verb = re.compile(rf"[^.“”\"]{{0,24}}?(?<![가-힣])((?:{alternatives(words.verbs)})[가-힣]*)").match(
        text, particle.end(), particle.end() + _REACH
    )
    start = max(passage.start, quoted[number - 1].closing if number else 0)
    speaker = _korean_subject(text, start, quotation.opening, words)
    if not verb and not speaker:
        return None
    return Utterance(quotation.start, quotation.end, "direct", speaker, verb.span(1) if verb else None)


def _korean_subject(text: str, start: int, end: int, words: SpeechLexicon) -> Span | None:
    """Return what stands before the last topic or subject particle of the clause, of at most six words."""
    clause = start + max((match.end() for match in re.finditer(r"[,.;:]\s|며\s|고\s", text[start:end])), default=0)
    marks = list(re.finditer(rf"(?<=[가-힣’'\w])(?:{alternatives(words.subject)})(?=\s)", text[clause:end]))
    if not marks:
        return None
    name = text[clause : clause + marks[0].start()]
    first = clause + len(name) - len(name.lstrip())
    opener = re.match(rf"(?:{alternatives(words.openers)})\s+", text[first : clause + marks[0].start()])
    first += opener.end() if opener else 0
    name = text[first : clause + marks[0].start()]
    return (first, first + len(name)) if name and len(name.split()) <= 6 else None


# Turkish -------------------------------------------------------------------------------------------------------------


def _turkish(text: str, passages: Sequence[Passage], quoted: Sequence[Quotation], number: int, words: SpeechLexicon) -> Utterance | None:
    quotation = quoted[number]
    passage = _passage_of(passages, quotation.opening)
    verb = re.compile(rf",?\s*(?:(?:{alternatives(words.after_quotes)})\s+)?({alternatives(words.verbs)})(?!\w)").match(
        text, quotation.closing
    )
    if not verb:
        return _alone(text, quotation, passage, passages[-1].end)
    start = max(passage.start, quoted[number - 1].closing if number else 0)
    subject = re.search(r"((?:\w+[ '’])*\w+)\s*,\s*$", text[start : quotation.opening])
    speaker = (start + subject.start(1), start + subject.end(1)) if subject and subject.group(1)[0].isupper() else None
    if speaker is None:
        behind = re.compile(r"\s+((?:[A-ZÇĞİÖŞÜ][\w’']*\s?){1,4})(?=[.,])").match(text, verb.end(1))
        speaker = behind.span(1) if behind else None
    return Utterance(quotation.start, quotation.end, "direct", speaker, verb.span(1))
