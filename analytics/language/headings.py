"""Which lines and phrases are headings, by their form."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analytics.language.blocks import Block

_BOLD_START = re.compile(r"(?P<mark>\*\*|__)(?=\S)(?P<text>[^*_\n]{1,120}?)(?P=mark)(?P<after>\s*[:：.–—-]?\s*)(?=\S)")
_ENDS = re.compile(r"[.!?…。！？؟۔][\"'”’»›«“)\]」』）]*$")
_INNER_END = re.compile(r"[^\W\d_]{3}[.!?…][\"'”’»)]*\s+\S|[。！？]")
_ASKS = re.compile(r"[!?！？؟]$")
_COLON = re.compile(r"[:：]$")
_CASELESS = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")

_TITLE_WORDS = 14
_TITLE_CHARACTERS = 110
_CASELESS_TITLE_CHARACTERS = 48
_QUESTION_WORDS = 10
_RUN_IN_WORDS = 5
_LEAST_RUN_INS = 3
_RUN_IN_RATIO = 1.5
_ITEMS = 3

# Pronouns and finite verbs that make a short phrase a sentence ("It was late."), in the languages with run-in headings.
_MAKES_SENTENCE = frozenset(
    "am are be can could did do does had has have he i is it may must she should that there they this was we were will would you "
    "ist sind war waren wird werden hat haben kann er sie es wir ich das dies est sont était a ont il elle ils elles on nous je c'est "
    "es son fue era está han hay él ella è sono era ha hanno c'è si é são foi há ele ela ze zij het hij is zijn was heeft we".split()
)


def name_headings(text: str, blocks: Sequence[Block]) -> list[Block]:
    """Give title-like lines the kind ``heading``, items of an unmarked list ``bullet``, and set run-in bold headings apart.

    Parameters
    ----------
    text : str
        The text that the blocks were cut from.
    blocks : sequence of Block
        As `analytics.language.blocks.split_blocks` gives them.

    Returns
    -------
    list of Block
        In order; a bold heading and the text that follows it on the same line have the same paragraph number.
    """
    named = list(_named(text, blocks))
    return [part for block in named for part in _bold_parts(text, block)]


def _named(text: str, blocks: Sequence[Block]) -> Iterator[Block]:
    is_title = [block.kind == "sentence" and _is_title(text[block.start : block.end]) for block in blocks]
    in_list = False
    for position, block in enumerate(blocks):
        words = text[block.start : block.end]
        before = text[blocks[position - 1].start : blocks[position - 1].end] if position else ""
        follower = blocks[position + 1] if position + 1 < len(blocks) else None
        begins = bool(_COLON.search(before)) or _begins_list(is_title, position)
        in_list = block.kind == "sentence" and (in_list or begins) and _is_item(words)
        if in_list:
            yield replace(block, kind="bullet")
        elif follower and (is_title[position] or _is_question(text, block, follower)):
            yield replace(block, kind="heading")
        else:
            yield block


def _begins_list(is_title: Sequence[bool], position: int) -> bool:
    """Three title-like lines after running text are a list; at the top they are headline, subtitle and byline."""
    return (
        any(not title for title in is_title[max(0, position - _ITEMS) : position])
        and all(is_title[position : position + _ITEMS])
        and len(is_title) >= position + _ITEMS
    )


def _is_title(words: str) -> bool:
    """Short, not closed by a full stop, and not beginning with a small letter."""
    return not words[0].islower() and not words.endswith((";", ",", "；", "，", "、")) and _is_short_fragment(words)


def _is_item(words: str) -> bool:
    """Short and not closed by a full stop or colon: an item of a list without markers."""
    return not _COLON.search(words) and _is_short_fragment(words)


def _is_short_fragment(words: str) -> bool:
    if _ENDS.search(words) or _INNER_END.search(words):
        return False
    if len(_CASELESS.findall(words)) > len(words) / 3:
        return len(words) <= _CASELESS_TITLE_CHARACTERS
    return len(words) <= _TITLE_CHARACTERS and len(words.split()) <= _TITLE_WORDS


def _is_question(text: str, block: Block, follower: Block) -> bool:
    """Say whether a block is a short question or exclamation by itself over a longer block."""
    words = text[block.start : block.end]
    is_short = len(words.split()) <= _QUESTION_WORDS and len(words) <= _TITLE_CHARACTERS and not words[0].islower()
    return block.kind == "sentence" and is_short and bool(_ASKS.search(words)) and follower.end - follower.start > 2 * len(words)


def _bold_parts(text: str, block: Block) -> Iterator[Block]:
    """Set a bold beginning of a line apart: ``**Bottom line.** The pact ...``."""
    match = _BOLD_START.match(text, block.start, block.end)
    closes = match and (_ENDS.search(match["text"]) or _COLON.search(match["text"]) or match["after"].strip())
    has_words = match and any(map(str.isalnum, match["text"])) and any(map(str.isalnum, text[match.end() : block.end]))
    if not match or not closes or not has_words or block.kind == "heading":
        yield block
        return
    yield replace(block, start=match.start("text"), end=match.end("text"), kind="heading")
    yield replace(block, start=match.end())


def is_run_in_style(openings: int, paragraphs: int) -> bool:
    """Say whether a text sets run-in headings without bold type: at least three, in a third of its paragraphs.

    Parameters
    ----------
    openings : int
        Number of paragraphs whose first sentence `may_be_run_in`.
    paragraphs : int
        Number of paragraphs.
    """
    return openings >= _LEAST_RUN_INS and 3 * openings >= paragraphs


def may_be_run_in(opening: str, rest: str) -> bool:
    """Say whether the first sentence of a paragraph has the form of a run-in heading: ``Shared priorities. The two ...``.

    Parameters
    ----------
    opening : str
        The first sentence.
    rest : str
        What follows it in the paragraph; must be much longer.
    """
    if len(rest) < _RUN_IN_RATIO * len(opening) or not opening.endswith((".", "。", ":")):
        return False
    words = opening.rstrip(".:。").lower().replace("’", "'").split()
    if len(_CASELESS.findall(opening)) > len(opening) / 3:
        return False
    return 0 < len(words) <= _RUN_IN_WORDS and not _MAKES_SENTENCE.intersection(words)
