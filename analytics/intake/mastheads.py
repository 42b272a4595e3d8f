"""Who issues a statement and on which day, as its head says: what is not plain is left open."""

from __future__ import annotations

import datetime
import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from analytics.language.dates import find_dates
from analytics.study.shortening import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analytics.language.dates import DateMention

HEAD_LINES = 8
"""Lines in which the head of a statement is looked for."""

LONGEST_HEAD_LINE = 220
"""Longer lines, in characters, are running text: the head ends before."""

LONGEST_ISSUER = 200
"""Longest name of an issuer, in characters."""

LONGEST_SMALL_WORD = 3
"""Letters of "of", "the", "and" and the like in a name that is written in capitals."""

FIRST_CHARACTERS = 1_000
"""Running text in which the day of a title must come back."""

MOST_PLACE_WORDS = 5
"""Words of the place beside a day."""

FEWEST_LINES_BETWEEN = 3
"""A day at the very end counts only in a text that has at least so many lines before it."""

_SENTENCE_END = re.compile(r"[.。!?！？;；:：][)\]\"'”»]*$")
_NUMBERED = re.compile(r"^\(?\d+[.)、．]\s|^[-–•▪]\s")


class Masthead(NamedTuple):
    """Who issues a statement, and the day as ISO 8601; each empty where its head does not say."""

    issuer: str
    day: str


def read_masthead(text: str, language: str) -> Masthead:
    r"""Read issuer and day from the head of a statement, and the day from its very end where the head has none.

    Parameters
    ----------
    text : str
        The normalised statement.
    language : str
        Language code, for the names of months.

    Returns
    -------
    Masthead
        A day counts where a line holds nothing but it, a place and words such as "for immediate release"; not one of several days
        ("20 to 22 May"), not one in a title ("the Agreement of 3 May 2019"), and none where two lines differ. An issuer is a line that
        names an institution, or whom a title names after "by" or "of".

    Examples
    --------
    >>> text = "JOINT STATEMENT\nby the mayors of Arden and Bellmoor\nArden, 3 May 2030\n1. The towns met."
    >>> read_masthead(text, "en")
    Masthead(issuer='Mayors of Arden and Bellmoor', day='2030-05-03')
    """
    lines = [line.strip("#*_ \t") for line in text.split("\n") if line.strip("#*_ \t")]
    head = list(_head(lines))
    days = {day for line in head if (day := day_of_line(line, language) or _day_of_title(line, lines[len(head) :], language))}
    if not days and len(lines) > FEWEST_LINES_BETWEEN:
        days = {day for line in lines[-2:] if (day := day_of_line(line, language))}
    return Masthead(_issuer(head, language), days.pop() if len(days) == 1 else "")


def _head(lines: list[str]) -> Iterator[str]:
    """Yield the lines before the running text."""
    for line in lines[:HEAD_LINES]:
        if (
            len(line) > LONGEST_HEAD_LINE
            or _NUMBERED.match(line)
            or (_SENTENCE_END.search(line) and len(line.split()) > MOST_PLACE_WORDS * 2)
        ):
            return
        yield line


def day_of_line(line: str, language: str) -> str:
    """Return the day of a line that holds little else; empty where it holds none, several, or a part of a title."""
    mentions = find_dates(line, language)
    if len(mentions) != 1 or not (mentions[0].year and mentions[0].month and mentions[0].day):
        return ""
    mention = mentions[0]
    before, after = line[: mention.start].strip(" ,.;:|()（）·"), line[mention.end :].strip(" ,.;:|()（）·–—-")
    if _patterns().range.search(before) or re.search(r"\d\s*$", before):
        return ""
    kind = _patterns().kind.match(before)
    if kind and before[kind.end() :].strip() and not before[kind.end() :].lstrip().startswith((",", "–", "—", "|", "-", "(")):
        # "Statement on the Agreement of 3 May 2019": the day may be that of what it is about
        before_is_plain = _patterns().around_day.fullmatch(before[kind.end() :].strip())
        if not before_is_plain:
            return ""
    before = before[kind.end() :] if kind else before
    beside = [_patterns().around_day.sub(" ", part).strip(" ,.;:|–—-·") for part in (before, after)]
    words = " ".join(beside).split()
    # a place has a capital; "agreed on" and the like is no place
    if len(words) > MOST_PLACE_WORDS or any(word.islower() and len(word) > 3 for word in words):
        return ""
    return _iso(mention)


def _day_of_title(line: str, body: list[str], language: str) -> str:
    """Return the day that ends a title, if the first words of the running text name it too."""
    mentions = find_dates(line, language)
    if len(mentions) != 1 or not _patterns().kind.search(line) or line[mentions[0].end :].strip(" ,.)）"):
        return ""
    title = mentions[0]
    confirmed = (title.year, title.month, title.day) in {
        (each.year, each.month, each.day) for each in find_dates(" ".join(body)[:FIRST_CHARACTERS], language)
    }
    is_range = re.search(r"\d\s*$", line[: title.start]) or _patterns().range.search(line[: title.start].strip())
    return _iso(title) if confirmed and title.day and not is_range else ""


def _iso(mention: DateMention) -> str:
    try:
        return datetime.date(mention.year or 0, mention.month or 0, mention.day or 0).isoformat()
    except ValueError:
        return ""


def _issuer(head: list[str], language: str) -> str:
    """Find who issues it: a title's own "by" and "of" first, else a letterhead."""
    for number, line in enumerate(head):
        above = _patterns().kind.fullmatch(head[number - 1]) if number else None
        match = _patterns().titled.match(line) or (_patterns().linked.match(line) if above else None)
        if match and (_patterns().office.search(line) or _patterns().institution.search(line)):
            return _named(line[match.end() :])
    for line in head[:3]:
        if is_letterhead(line, language):
            return _named(_without_desk(line))
    return ""


def is_letterhead(line: str, language: str) -> bool:
    """Tell whether a line names an institution and no more."""
    if _patterns().kind.match(line) or find_dates(line, language) or _SENTENCE_END.search(line) or len(line.split()) > 14:
        return False
    # an institution stands at the beginning of its name, up to an article or an adjective
    match = _patterns().institution.search(line)
    return (match is not None and len(line[: match.start()].split()) <= 2) or bool(_patterns().unspaced.search(line) and len(line) <= 20)


def _without_desk(line: str) -> str:
    parts = re.split(r"\s+[–—|-]\s+|,\s+", line)
    kept = [part for part in parts if not _patterns().desk.fullmatch(part.strip())]
    return ", ".join(kept) if len(kept) < len(parts) else line


def _named(words: str) -> str:
    """Write a name with a capital; a title's "on ..." is no part of it."""
    name = re.split(r"\s+(?:on|sur|su|sobre|über|zur|zum)\s+", words.strip(" ,.;:–—-"), maxsplit=1)[0]
    if name.isupper() and len(name.split()) > 1:
        name = " ".join(word.capitalize() if len(word) > LONGEST_SMALL_WORD else word.lower() for word in name.split())
    return shorten(name[:1].upper() + name[1:], LONGEST_ISSUER)


class _Patterns(NamedTuple):
    institution: re.Pattern[str]
    unspaced: re.Pattern[str]
    office: re.Pattern[str]
    kind: re.Pattern[str]
    titled: re.Pattern[str]
    linked: re.Pattern[str]
    desk: re.Pattern[str]
    around_day: re.Pattern[str]
    range: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    words = tomllib.loads(files("analytics.intake").joinpath("mastheads.toml").read_text(encoding="utf-8"))
    either = {name: "(?:" + "|".join(sorted(each, key=len, reverse=True)) + ")" for name, each in words.items()}
    whole = {name: re.compile(rf"(?<!\w){pattern}(?!\w)", re.I) for name, pattern in either.items()}
    return _Patterns(
        institution=whole["institutions"],
        unspaced=re.compile(rf"{either['unspaced_institutions']}$"),
        office=whole["offices"],
        kind=re.compile(rf"{either['kinds']}(?!\w)", re.I),
        titled=re.compile(rf"{either['kinds']}\s+{either['links']}\s*(?=\w)", re.I),
        linked=re.compile(rf"{either['links']}\s+(?=\w)", re.I),
        desk=re.compile(either["desks"], re.I),
        around_day=whole["around_days"],
        range=re.compile(rf"\d\s*{either['ranges']}\s*$", re.I),
    )
