"""Reported speech in scripts without capitals where the verb stands right before the words: Chinese, Thai, Arabic."""

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

_LONGEST_NAME = 60
_MOST_WORDS = 9
_LEAST_TOLD = 8
_TAIL = " \t\n.,;:!?，。；：！？؛،؟"


def verb_between_utterances(text: str, passages: Sequence[Passage], quoted: Sequence[Quotation], language: str) -> list[Utterance]:
    """Find quoted and reported speech in one paragraph; the parameters are those of `free_order_utterances`."""
    words, code = speech_lexicon(language), primary_language(language)
    find = {"zh": _chinese, "th": _thai, "ar": _arabic}[code]
    found = [one for passage in passages if passage.kind != "heading" for one in find(text, passage, quoted, words)]
    for quotation in quoted:
        if not any(one.start <= quotation.start < one.end for one in found):
            found += _unattributed(text, passages, quotation)
    return sorted(found, key=lambda one: (one.start, one.end))


def _unattributed(text: str, passages: Sequence[Passage], quotation: Quotation) -> Iterator[Utterance]:
    """List a whole sentence between marks that stands by itself, or after a colon."""
    passage = next((one for one in passages if one.start <= quotation.opening < one.end), passages[0])
    head = text[passage.start : quotation.opening].strip()
    if passage.kind != "heading" and is_whole_sentence(text, quotation) and (not head or head.endswith((":", "："))):
        yield Utterance(quotation.start, quotation.end, "direct")


def _words_said(text: str, at: int, passage: Passage, quoted: Sequence[Quotation]) -> tuple[int, int, str] | None:
    """Return what follows a verb: the quotation that begins there, else the rest of the sentence."""
    for quotation in quoted:
        if quotation.opening == at:
            return quotation.start, quotation.end, "direct"
    rest = text[at : passage.end]
    first, last = at + len(rest) - len(rest.lstrip(_TAIL)), at + len(rest.rstrip(_TAIL))
    return (first, last, "indirect") if last - first >= _LEAST_TOLD else None


def _utterance(said: tuple[int, int, str], speaker: Span | None, verb: Span) -> Utterance:
    return Utterance(said[0], said[1], "direct" if said[2] == "direct" else "indirect", speaker, verb)


def _is_inside(at: int, quoted: Sequence[Quotation]) -> bool:
    return any(one.opening <= at < one.closing for one in quoted)


def _chinese(text: str, passage: Passage, quoted: Sequence[Quotation], words: SpeechLexicon) -> Iterator[Utterance]:
    """Find "X说：“...”" and "X表示，..."; a verb without a sign behind it is left alone, for it may be part of another word."""
    end = passage.start
    for verb in re.compile(rf"({alternatives(words.verbs)})(?:[，,：:]\s*|(?=[“「\"]))").finditer(text, passage.start, passage.end):
        if verb.start() < end or _is_inside(verb.start(), quoted):
            continue
        head = re.search(r"[^，。；：,;:！？”」、\s]*$", text[passage.start : verb.start()])
        name = head.group() if head else ""
        start = verb.start() - len(name)
        opener = re.match(rf"(?:{alternatives(words.openers)})", name)
        start += opener.end() if opener else 0
        said = _words_said(text, verb.end(), passage, quoted)
        is_other = re.match(rf"(?:{alternatives(words.not_after)})", text[start : verb.start()]) is not None
        if said is None or is_other:
            continue
        speaker = (start, verb.start()) if 0 < verb.start() - start <= 30 else None
        if speaker is None and said[2] == "indirect":
            continue
        yield _utterance(said, speaker, verb.span(1))
        end = said[1]


def _thai(text: str, passage: Passage, quoted: Sequence[Quotation], words: SpeechLexicon) -> Iterator[Utterance]:
    """Find "X กล่าวว่า ..."."""
    for verb in re.compile(rf"((?:{alternatives(words.verbs)})[\u0e00-\u0e7f]{{0,6}}?)ว่า\s*").finditer(text, passage.start, passage.end):
        if _is_inside(verb.start(), quoted):
            continue
        name = text[passage.start : verb.start()]
        opener = re.match(rf"\s*(?:{alternatives(words.openers)})\s*", name)
        start = passage.start + (opener.end() if opener else 0)
        stretch = text[start : verb.start()]
        said = _words_said(text, verb.end(), passage, quoted)
        if said is None:
            continue
        is_name = 0 < len(stretch.strip()) <= _LONGEST_NAME
        speaker = (start + len(stretch) - len(stretch.lstrip()), start + len(stretch.rstrip())) if is_name else None
        if speaker or said[2] == "direct":
            yield _utterance(said, speaker, verb.span(1))
        return


def _arabic(text: str, passage: Passage, quoted: Sequence[Quotation], words: SpeechLexicon) -> Iterator[Utterance]:
    """Find "قال X إن ..." and "قال X: «...»"."""
    verbs = re.compile(rf"(?<!\w)[وف]?({alternatives(words.verbs)})(?!\w)")
    ends = re.compile(rf"\s*(?:(?<=\s)(?:إلى\s+)?(?:على\s+)?(?:{alternatives(words.link)})(?!\w)\s*|[:،]?\s*(?=[«“\"])|:\s*)")
    for verb in verbs.finditer(text, passage.start, passage.end):
        if _is_inside(verb.start(), quoted):
            continue
        found = next((end for end in ends.finditer(text, verb.end(), passage.end) if end.group()), None)
        if found is None:
            continue
        name = text[verb.end() : found.start()].strip()
        said = _words_said(text, found.end(), passage, quoted)
        if said is None or len(name.split()) > _MOST_WORDS or re.search(r"[.;؛]", name):
            continue
        start = text.index(name, verb.end()) if name else verb.end()
        speaker = (start, start + len(name.split("،")[0].rstrip())) if name else None
        if speaker or said[2] == "direct":
            yield _utterance(said, speaker, verb.span(1))
            return
