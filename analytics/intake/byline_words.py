"""What one line of an article's head says of author, outlet and day, where it says nothing else."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from analytics.intake.byline_names import is_known_outlet, is_name, kind_of_name, words_of_bylines
from analytics.intake.days import iso_day
from analytics.language.dates import find_dates
from analytics.study.language_codes import primary_language

MOST_PLACE_WORDS = 3
"""Words of a place beside a day."""

MOST_PLACES = 2
"""Places of a dateline: a town and its country."""

MOST_OUTLET_WORDS = 6
"""Words of an outlet's name."""

_SEPARATOR = re.compile(
    r"\s*(?:[|·•;／\u0000]|\s[-–—/]\s|,|(?<=[^\W\d_A-Z]{2})\.(?=\s|$)|:(?=\s|\u0000|$)|[\s\u3000]{2,}|(?<=[\u3040-\u9fff])[\s\u3000])\s*"
)
_NTH_DOCUMENT = re.compile(r"(?:document )?\d+ of \d+(?: documents?)?", re.I)
_EDGES = " \t\u3000.,;:-–—()（）[]【】|·•"
_NUMBERS = re.compile(
    r"(?<![\d/.-])(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4})(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?(?![\d/])"
)
_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
_UNSPACED_NAME = re.compile(r"[\u3041-\u30ff\u3400-\u9fff々・\s\u3000]{2,12}")


class Line(NamedTuple):
    """What one line says.

    Parameters
    ----------
    author, outlet : str
        Names; empty where it gives none.
    title : str
        A headline that is said to be one.
    is_labelled : bool
        Whether it says what it gives ("Outlet: The Daily"), as exports of press archives do: one such line alone may be anything.
    unclear : str
        A name that may be a place, an outlet or something else: then nothing of the line counts.
    published, days : tuple of str
        Days as ISO 8601 that are said to be those of publication, and all that are not said to be those of an update.
    open_day : str
        A day as it is written that lacks its year, or can be read in two ways.
    """

    author: str
    outlet: str
    published: tuple[str, ...]
    days: tuple[str, ...]
    open_day: str
    title: str = ""
    is_labelled: bool = False
    unclear: str = ""


class _Day(NamedTuple):
    start: int
    end: int
    day: str


class BylinePatterns(NamedTuple):
    """Compiled words of ``bylines.toml``."""

    agency: re.Pattern[str]
    agency_behind: re.Pattern[str]
    outlet: re.Pattern[str]
    by: re.Pattern[str]
    author: re.Pattern[str]
    published: re.Pattern[str]
    updated: re.Pattern[str]
    dropped: re.Pattern[str]
    dateline: re.Pattern[str]
    place: re.Pattern[str]
    months: dict[str, dict[str, int]]


def read_line(
    line: str, language: str, *, is_first: bool, is_dateline: bool = False, text: str | None = None, is_below_author: bool = False
) -> Line | None:
    """Read a line as a byline.

    Parameters
    ----------
    line : str
        One line, without marks of Markdown.
    language : str
        Language code.
    is_first : bool
        Whether it is the first line of all, which is a headline sooner than a byline.
    is_dateline : bool, optional
        Whether it is known to be a dateline: then it may say no more than a place.
    text : str, optional
        The article, in which a place is named; without it any name may be one.
    is_below_author : bool, optional
        Whether a line above names the author.

    Returns
    -------
    Line or None
        None where it holds anything else.
    """
    patterns = patterns_of_bylines()
    days = _days_in(line, language)
    published = tuple(each.day for each in days if each.day and patterns.published.search(line[: each.start]))
    updated = [each for each in days if patterns.updated.search(line[: each.start])]
    current = [each for each in days if each not in updated]
    rest = _without(line, days)
    author, rest = _author(rest)
    outlet, others = "", []
    for part in filter(None, (patterns.dropped.sub("", each.strip(_EDGES)).strip(_EDGES) for each in _SEPARATOR.split(rest))):
        if not outlet and _is_outlet(part):
            outlet = part
        else:
            others.append(part)
    says = bool(days or author or outlet)
    by_author = bool(author or (is_below_author and days)) and not outlet
    is_whole = len(others) <= (MOST_PLACES if is_dateline else 1) and all(
        _is_place(part) or (by_author and text is not None and is_name(part)) for part in others
    )
    # a lone name below a headline may be anyone's; beside a day or an author it is a place
    is_plain = not others or bool(days or author or is_dateline)
    is_sure = not is_first or outlet or published or (author and days) or (days and not others)
    if not (says and is_whole and is_plain and is_sure):
        return None
    if others and text is not None and not is_dateline:
        kind = kind_of_name(others[0], text.replace(line, "", 1))
        if kind == "outlet" and by_author:
            outlet = others[0]
        elif kind != "place":
            return Line("", "", (), (), "", unclear=others[0])
    known = tuple(each.day for each in current if each.day)
    return Line(author, outlet, published, known, next((line[each.start : each.end] for each in current if not each.day), ""))


def read_label(line: str, language: str) -> Line | None:
    """Read a line that says what it gives: "Outlet: The Daily", "PD 17 January 2026".

    Parameters
    ----------
    line, language
        As for `read_line`.

    Returns
    -------
    Line or None
        None where it begins with no label, or a day cannot be told from it.
    """
    if _NTH_DOCUMENT.fullmatch(line):
        return Line("", "", (), (), "", is_labelled=True)
    field, value = next(((name, match[1].strip()) for name, each in _labels().items() if (match := each.fullmatch(line))), ("", ""))
    if not field:
        return None
    empty = Line("", "", (), (), "", is_labelled=True)
    if field == "title":
        return empty._replace(title=value)
    if field == "author":
        return empty._replace(author=patterns_of_bylines().by.sub("", value, count=1))
    if field == "outlet":
        return empty._replace(outlet=value)
    if field == "day":
        days = _days_in(value, language)
        known = tuple(each.day for each in days if each.day)
        return empty._replace(published=known, days=known, open_day="" if known else value) if days else None
    return empty


def _is_place(part: str) -> bool:
    return bool(patterns_of_bylines().place.fullmatch(part)) and len(part.split()) <= MOST_PLACE_WORDS


@cache
def _labels() -> dict[str, re.Pattern[str]]:
    words = words_of_bylines()
    return {
        name: re.compile(rf"(?:(?i:{'|'.join(each)})\s*[:：]\s*|(?:{'|'.join(words['codes'][name])})\s+)(\S.*)")
        for name, each in words["labels"].items()
    }


def _without(line: str, days: list[_Day]) -> str:
    """Put a separator in place of days, and of what says that they are such."""
    patterns = patterns_of_bylines()
    for each in reversed(days):
        before = line[: each.start]
        label = patterns.updated.search(before) or patterns.published.search(before)
        line = (before[: label.start()] if label else before) + "\0" + line[each.end :]
    return patterns.dropped.sub("\0", line)


def _author(rest: str) -> tuple[str, str]:
    """Take the author out of a line; what is behind the name stays."""
    match = patterns_of_bylines().author.search(rest)
    if match is None:
        return "", rest
    name = " ".join(next(group for group in match.groups() if group).strip(_EDGES).split())
    # "Par Le Figaro avec AFP": nobody is called so, and the paper stays
    return ("" if _is_outlet(name) else name), f"{rest[: match.start()]}\0{name if _is_outlet(name) else ''}\0{rest[match.end() :]}"


def _is_outlet(part: str) -> bool:
    patterns = patterns_of_bylines()
    spelt = part.title() if part.isupper() and len(part.split()) > 1 else part
    return bool(
        patterns.agency.fullmatch(part)
        or is_known_outlet(part)
        or (len(part.split()) <= MOST_OUTLET_WORDS and patterns.outlet.fullmatch(spelt))
    )


def _days_in(line: str, language: str) -> list[_Day]:
    """Find every day, in order: the day is empty where it has no year or two readings."""
    found = [_Day(match.start(), match.end(), iso_day(match[0], language)) for match in _NUMBERS.finditer(line)]
    for match in _short_months(primary_language(language)).finditer(line):
        _add(found, _Day(match.start(), match.end(), _of_short(match, language)))
    for mention in find_dates(line, language):
        if mention.day and mention.month:
            day = f"{mention.year:04}-{mention.month:02}-{mention.day:02}" if mention.year else ""
            _add(found, _Day(mention.start, mention.end, iso_day(day) if day else ""))
    return sorted(found)


def _add(found: list[_Day], new: _Day) -> None:
    if all(new.end <= each.start or new.start >= each.end for each in found):
        found.append(new)


def _of_short(match: re.Match[str], language: str) -> str:
    groups = {name.rstrip("2"): value for name, value in match.groupdict().items() if value}
    month = patterns_of_bylines().months[primary_language(language)][groups["month"].lower()]
    return iso_day(f"{groups['year']}-{month:02}-{int(groups['day']):02}") if "year" in groups else ""


@cache
def _short_months(code: str) -> re.Pattern[str]:
    names = patterns_of_bylines().months.get(code)
    if not names:
        return re.compile(r"(?!)")
    either = "|".join(sorted(names, key=len, reverse=True))
    year = r"(?:,?\s(?:de\s|del\s)?(?P<year{0}>\d{{4}})(?!\d))?"
    forward = rf"(?<![\w.,])(?P<day>\d{{1,2}})(?:\.|er|º)?\s(?:de\s)?(?P<month>{either})(?!\w)\.?" + year.format("")
    backward = rf"(?<!\w)(?P<month2>{either})\.?\s(?P<day2>\d{{1,2}})(?![\d:])" + year.format("2")
    return re.compile(f"{forward}|{backward}", re.I)


@cache
def patterns_of_bylines() -> BylinePatterns:
    """Compile ``bylines.toml``, once."""
    words = words_of_bylines()
    months = words["months"]
    words = {name: each for name, each in words.items() if isinstance(each, list)}
    either = {name: "(?:" + "|".join(each) + ")" for name, each in words.items()}
    word = rf"(?:{_CAPITAL}[\w'’.-]*|[A-Za-z]['’]{_CAPITAL}[\w-]+)"
    name = rf"{word}(?:\s(?:{either['particles']}\s){{0,2}}{word}){{1,3}}"
    names = rf"{name}(?:(?:,\s{name})*,?\s{either['joints']}\s{name})?"
    agency = f"(?:{either['agencies']}|{either['unspaced_agencies']})"
    titled = rf"(?:{_CAPITAL}[\w'’&.-]*|{either['particles']}|[a-z]{{1,3}})"
    outlet = (
        rf"(?:(?:{titled}\s){{0,4}}{either['outlet_ends']}|{either['outlet_starts']}(?:\s{titled}){{0,4}}|{either['unspaced_outlets']}"
        rf"|(?:www\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|org|net|info|de|fr|it|es|jp|uk|eu|ch|at|be|nl))"
    )
    start = r"(?:^|(?<=[|·•,;\u0000])\s*|(?<=\s[-–—])\s|(?<=\.)\s)"
    author = (
        rf"{start}(?:(?i:{either['by']})\s(?:(?i:{either['roles']})\s)?|(?i:{either['roles']}):?\s)({names})(?=\s*(?:$|[|·•,;.:(\u0000]|\s[-–—]\s|\s{either['for_outlet']}\s))"
        rf"(?:\s{either['for_outlet']}\s(?=\w))?|{start}{either['unspaced_by']}({_UNSPACED_NAME.pattern})$"
    )
    place = rf"{_CAPITAL}[\w'’.-]*(?:\s(?:{either['particles']}\s)?{_CAPITAL}[\w'’.-]*){{0,2}}|[\u3041-\u30ff\u3400-\u9fff]{{1,6}}"
    upper = rf"{_CAPITAL}[\w'’.-]*(?:[\s/](?:{either['particles']}\s)?{_CAPITAL}[\w'’.-]*){{0,3}}"
    dash = r"\s*[.:]?\s*[-–—]"
    # a name in brackets behind place and day is that of an agency, known or not
    unknown = rf"{_CAPITAL}[\w'’.-]*(?:\s{_CAPITAL}[\w'’.-]*){{0,2}}"
    between = r",\s[^()\n]{3,40}?"
    dateline = (
        rf"(?P<agency>{upper}(?:{between})?\s?\({agency}\))(?={dash}|\s*$)|(?P<named>{upper}{between}\d[^()\n]{{0,20}}\s\({unknown}\))(?={dash})"
        rf"|(?P<first>\({agency}\)(?:\s[-–—]\s|,\s|\s){upper},\s[^()\n]{{3,20}}?)\s[-–—]\s|(?P<plain>{upper},\s[^()\n–—]{{0,25}}\d{{4}})\s?[–—-]\s"
        rf"|[【（](?P<east>[^】）\n]{{0,8}}?{either['unspaced_agencies']})[】）]"
    )
    return BylinePatterns(
        agency=re.compile(agency),
        agency_behind=re.compile(rf"(?<=[\u3040-\u9fff])(?={either['unspaced_agencies']}$)"),
        outlet=re.compile(outlet),
        by=re.compile(rf"{either['by']}\s", re.I),
        author=re.compile(author),
        published=re.compile(rf"(?<!\w){either['published']}[\s:：　]*$", re.I),
        updated=re.compile(rf"(?<!\w){either['updated']}[\s:：　]*$", re.I),
        dropped=re.compile(rf"(?<!\w)(?:{either['times']}|{either['filler']}|(?:{either['with_agency']})\s(?-i:{agency}))(?!\w)", re.I),
        dateline=re.compile(dateline),
        place=re.compile(place),
        months={
            code: {each: at for at, group in enumerate(names.split(), 1) for each in group.split("|")} for code, names in months.items()
        },
    )
