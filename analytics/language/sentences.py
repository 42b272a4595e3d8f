"""Where sentences end inside one block of text: rules for the encoder's languages, in time linear in the length."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analytics.language.full_stops import full_stop_ends, is_missing_blank
from analytics.study.language_codes import primary_language

if TYPE_CHECKING:
    from collections.abc import Iterator

_END = re.compile(r"(?P<mark>[.!?…؟۔。！？｡]+)(?P<closers>(?:[\"'”’»›)\]」』）】〉》]|[“«](?=\s|$)|\[\d{1,3}\]|[¹²³⁰⁴-⁹])*)")
_WIDE = frozenset("。！？｡")
_OPENERS = " \t\n\r\u00a0\u202f\u3000\"'“”„«»‘’‹›([{¿¡*_–—-「『（"
_SPACED_GUILLEMETS = frozenset({" »", "\u00a0»", "\u202f»"})
_CONTEXT = 40
"""Characters looked at before and after a mark; a limit keeps the work linear."""

# Sentences inside short brackets and quotations belong to the sentence around them.
_BRACKETED = r"「[^「」]{1,100}」|『[^『』]{1,100}』|（[^（）]{1,100}）|\([^()]{1,200}\)"
_QUOTED = re.compile(_BRACKETED)
_QUOTED_EASTERN = re.compile(_BRACKETED + r"|“[^“”]{1,100}”")
_EASTERN_LETTER = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_GOES_ON = re.compile(r"[\u3040-\u309f、，・（(。]")
_SHORT_ATTRIBUTION = re.compile(r"[^\s。！？，、；：“”「」]{1,10}[。！？]|[，、,]")

_LONG_WORDS = 120
_LONG_EASTERN_CHARACTERS = 400
_INNER_BREAK = re.compile(r"[;；؛](?=\s|[\u3000-\u9fff])|\s(?=[•●▪■◦‣]\s)")

_THAI_UNIT = 120
_THAI_LEAST = 40
_THAI_OPENERS = ("ทั้งนี้", "นอกจากนี้", "อย่างไรก็ตาม", "ขณะที่", "ขณะเดียวกัน", "ส่วน", "ด้าน", "ต่อมา", "ดังนั้น", "แต่", "โดย", "สำหรับ", "เมื่อ")


def sentence_spans(text: str, language: str, *, cased: bool = True) -> Iterator[tuple[int, int]]:
    """Yield the spans of the sentences of one block, without the blanks around them.

    Parameters
    ----------
    text : str
        One block: a paragraph or the text of a bullet. A line break in it counts as a blank.
    language : str
        Language code; a region is ignored.
    cased : bool
        Whether a small letter tells that no sentence begins: false for a text written without capitals.

    Yields
    ------
    tuple of int
        Start and end. Together the spans hold every character of the block that is not blank.

    Notes
    -----
    Thai has no full stops: it is cut at blanks into units of about 40 to 120 characters. Sentences of more than 120 words (400
    characters of Chinese or Japanese) are cut at semicolons and inline bullets where they have any.
    """
    code = primary_language(language)
    ends = _thai_ends(text) if code == "th" else _ends(text, code, cased=cased)
    start = 0
    for span in _spans([*ends, len(text)], text, start):
        yield from _shortened(text, *span)


def _spans(ends: list[int], text: str, start: int) -> Iterator[tuple[int, int]]:
    """Turn end positions into trimmed spans; a piece without letters or digits joins the one before it."""
    pending: tuple[int, int] | None = None
    for end in ends:
        piece = text[start:end]
        left = start + len(piece) - len(piece.lstrip())
        right = end - (len(piece) - len(piece.rstrip()))
        start = end
        if left >= right:
            continue
        if pending and any(map(str.isalnum, text[left:right])) and any(map(str.isalnum, text[pending[0] : pending[1]])):
            yield pending
            pending = (left, right)
        else:
            pending = (pending[0] if pending else left, right)
    if pending:
        yield pending


def _ends(text: str, code: str, *, cased: bool) -> Iterator[int]:
    """Yield the positions after which a new sentence begins."""
    quotations = _QUOTED_EASTERN.finditer(text) if code in {"ja", "zh"} else _QUOTED.finditer(text)
    quotation = next(quotations, None)
    for match in _END.finditer(text):
        while quotation and quotation.end() <= match.start():
            quotation = next(quotations, None)
        end = _with_spaced_guillemet(text, match.end(), code)
        is_inside = quotation is not None and quotation.start() < match.start() and end < quotation.end()
        if not is_inside and _ends_sentence(text, match, end, code, cased=cased):
            yield end


def _with_spaced_guillemet(text: str, end: int, code: str) -> int:
    """Include a closing guillemet that French sets off with a blank."""
    return end + 2 if code == "fr" and text[end : end + 2] in _SPACED_GUILLEMETS else end


def _ends_sentence(text: str, match: re.Match[str], end: int, code: str, *, cased: bool) -> bool:
    after = text[end : end + _CONTEXT]
    following = after.lstrip(_OPENERS)
    if not following or (cased and following[0].islower()):
        return False
    before = text[max(0, match.start() - _CONTEXT) : match.start()]
    if match["mark"][0] in _WIDE or (match["mark"][0] in "!?" and _EASTERN_LETTER.match(after)):
        return _ends_eastern(match, after)
    if not after[0].isspace():
        return len(match["mark"]) == 1 and bool(before) and is_missing_blank(before, following)
    return match["mark"] != "." or full_stop_ends(before, following, code)


def _ends_eastern(match: re.Match[str], after: str) -> bool:
    """Chinese and Japanese: a quotation goes on where a particle or a short "he said" follows it."""
    closer = match["closers"][-1:]
    if closer in {"」", "』"}:
        return not _GOES_ON.match(after)
    if closer in {"”", '"', "’"}:
        return not _SHORT_ATTRIBUTION.match(after)
    if match["mark"][-1] in "！？!?":
        return not after.startswith(("と", "って", "など", "，", "、"))
    return not (closer and after[0] in "、，。")


def _shortened(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut a very long sentence at its semicolons and inline bullets, if it has any."""
    piece = text[start:end]
    if len(piece) < _LONG_EASTERN_CHARACTERS or (piece.isascii() and len(piece) < _LONG_WORDS * 4):
        yield start, end
        return
    is_eastern = len(_EASTERN_LETTER.findall(piece)) > len(piece) / 2
    is_long = is_eastern or len(piece.split()) > _LONG_WORDS
    breaks = [start + match.end() for match in _INNER_BREAK.finditer(piece)] if is_long else []
    yield from _spans([*breaks, end], text, start)


def _thai_ends(text: str) -> Iterator[int]:
    """Cut Thai at blanks: before a word that opens a clause, or where the unit has become long."""
    start = 0
    for match in re.finditer(r"(?<=[\u0e00-\u0e7f”\"])\s+(?=[\u0e00-\u0e7f“\"])", text):
        length = match.start() - start
        if length >= _THAI_UNIT or (length >= _THAI_LEAST and text.startswith(_THAI_OPENERS, match.end())):
            yield match.end()
            start = match.end()
