"""A statement read once: lines, sentences, and the parts that each verb governs."""

from __future__ import annotations

import bisect
from dataclasses import dataclass
from functools import lru_cache

from analytics.study.grammar.governance import Verb, find_verbs, read_segments
from analytics.study.grammar.lexicon import Lexicon, for_statements, read_lexicon
from analytics.study.grammar.outline import Block, Sentence, read_blocks, read_sentences

KEPT_STRUCTURES = 8
"""Statements whose structure is kept in memory, since every span of one asks for it."""

LEADS_IN = ":：,，"
"""Signs at the end of a sentence that goes on in the list below it."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a sentence under one verb.

    Parameters
    ----------
    start, end : int
        Span in the statement.
    block : int
        Index of its line in `Structure.blocks`.
    verb : Verb or None
        What governs it; for members of a list the verb of the sentence that leads in.
    head : Verb or None
        The verb inside it, by whose object it is named.
    """

    start: int
    end: int
    block: int
    verb: Verb | None
    head: Verb | None


@dataclass(frozen=True, slots=True)
class Structure:
    """Lines, sentences and parts of one statement, in order."""

    blocks: tuple[Block, ...]
    parts: tuple[Part, ...]
    lexicon: Lexicon | None

    def verb_at(self, start: int, end: int) -> Verb | None:
        """Return the verb that governs a span: that of the part in which its first words stand.

        Parameters
        ----------
        start, end : int
            Span in the statement.

        Returns
        -------
        Verb or None
            None where no verb governs it.
        """
        index = max(0, bisect.bisect_right(self.parts, start, key=lambda part: part.start) - 1)
        for part in self.parts[index:]:
            if part.start >= end:
                break
            if part.end > start:
                return part.verb
        return None


@lru_cache(maxsize=KEPT_STRUCTURES)
def read_structure(text: str, language: str) -> Structure:
    """Read the structure of a normalised statement.

    Parameters
    ----------
    text : str
        The normalised statement.
    language : str
        Language code.

    Returns
    -------
    Structure
        Without parts where the text has no sentence.
    """
    lexicon = read_lexicon(language)
    blocks = read_blocks(text, lexicon)
    sentences = read_sentences(text, blocks, language, lexicon)
    if lexicon is None:
        return Structure(tuple(blocks), tuple(Part(each.start, each.end, each.block, None, None) for each in sentences), None)
    return Structure(tuple(blocks), tuple(_parts(text, blocks, sentences, for_statements(lexicon))), lexicon)


def _parts(text: str, blocks: list[Block], sentences: list[Sentence], lexicon: Lexicon) -> list[Part]:
    parts: list[Part] = []
    lead: Verb | None = None
    for index, sentence in enumerate(sentences):
        if blocks[sentence.block].kind != "bullet" and not blocks[sentence.block].marker:
            lead = None
        if text[sentence.end - 1] in LEADS_IN and index + 1 < len(sentences) and blocks[sentences[index + 1].block].kind == "bullet":
            verbs = find_verbs(text, sentence.start, sentence.end, lexicon)
            lead = verbs[-1] if verbs else None
        segments = read_segments(text, sentence.start, sentence.end, lexicon)
        parts.extend(Part(each.start, each.end, sentence.block, each.verb or lead, each.head) for each in segments)
    return parts
