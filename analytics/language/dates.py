"""Dates in running text, in the languages of the encoder."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from analytics.language.numerals import han_value, with_ascii_digits
from analytics.study.language_codes import primary_language

if TYPE_CHECKING:
    from collections.abc import Mapping

# Month names from January; inflected forms and abbreviations follow after a stroke.
_MONTHS = {
    "en": "january|jan february|feb march|mar april|apr may june|jun july|jul august|aug september|sept|sep october|oct "
    "november|nov december|dec",
    "de": "januar|jänner februar märz april mai juni juli august september oktober november dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre|setiembre octubre noviembre diciembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "pl": "stycznia|styczeń|styczniu lutego|luty|lutym marca|marzec|marcu kwietnia|kwiecień|kwietniu maja|maj|maju "
    "czerwca|czerwiec|czerwcu "
    "lipca|lipiec|lipcu sierpnia|sierpień|sierpniu września|wrzesień|wrześniu października|październik|październiku "
    "listopada|listopad|listopadzie grudnia|grudzień|grudniu",
    "ru": "января|январь|январе февраля|февраль|феврале марта|март|марте апреля|апрель|апреле мая|май|мае июня|июнь|июне июля|июль|июле "
    "августа|август|августе сентября|сентябрь|сентябре октября|октябрь|октябре ноября|ноябрь|ноябре декабря|декабрь|декабре",
    "tr": "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
    "ar": "يناير فبراير مارس أبريل|إبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    "th": "มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม",
}
_BUDDHIST_YEARS = 543
_FIRST_YEAR, _LAST_YEAR = 1500, 2199
_HAN = "〇零一二三四五六七八九十"
_EAST_DATE = re.compile(
    rf"(?<![\d.])(?:(?P<year>\d{{4}}|\d{{2}}(?=[年년]\s?[\d{_HAN}]{{1,2}}\s?[月월])|[{_HAN}]{{4}})\s?[年년]\s?)?"
    rf"(?P<month>\d{{1,2}}|[{_HAN}]{{1,3}})\s?[月월](?!間|间|간)(?:\s?(?P<day>\d{{1,2}}|[{_HAN}]{{1,3}})\s?[日号號일](?!間|间|간))?"
)
_EAST_YEAR = re.compile(rf"(?<![\d.])(?P<year>\d{{4}}|[{_HAN}]{{4}})\s?[年년](?!間|间|간)")
_EAST_DAY = re.compile(
    rf"(?<![\d月월~〜-])(?<!\d[.,])(?P<day>\d{{1,2}}|(?<![{_HAN}百千万])[{_HAN}]{{2,3}})(?:日|일)(?!間|间|간|以|[内內本程])"
)
_ISO = re.compile(r"(?<![\d/.-])(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?![\d-])")
_POINTS = re.compile(r"(?<![\d/.-])(?P<day>\d{1,2})[./](?P<month>\d{1,2})[./](?P<year>\d{4})(?![\d/])")
_YEAR = re.compile(
    r"(?<![\w.,$€£¥₩/-])(?P<year>(?:1[5-9]|2[01])\d{2})(?![\w]|[.,]\d|\s?(?:%|percent|per\scent))|(?<=\d{4}[-–])(?P<second>20\d{2})(?!\w)"
)

_EAST_MONTH = re.compile(r"(?<!\d)(\d{1,2})\s?(?:月|월)")


@dataclass(frozen=True, slots=True)
class DateMention:
    """One date of a text, as far as it is given.

    Parameters
    ----------
    start, end : int
        Span in the text.
    year, month, day : int or None
        None where the text does not say.
    """

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None

    @property
    def parts(self) -> dict[str, int]:
        """The parts that are given."""
        named = {"year": self.year, "month": self.month, "day": self.day}
        return {name: value for name, value in named.items() if value is not None}

    def contradicts(self, other: DateMention) -> bool:
        """Whether some part that both give differs."""
        own, others = self.parts, other.parts
        return any(own[name] != others[name] for name in own.keys() & others.keys())

    def agrees(self, other: DateMention) -> bool:
        """Whether both give some part, and none differs."""
        return bool(self.parts.keys() & other.parts.keys()) and not self.contradicts(other)


def find_dates(text: str, language: str) -> tuple[DateMention, ...]:
    """Find the dates of a text: days, months with a year, years.

    Parameters
    ----------
    text : str
        Any text.
    language : str
        Language code: which names the months have.

    Returns
    -------
    tuple of DateMention
        In reading order, not overlapping. A month alone is not found (*may*, *march*). Of "13 and 14 March" both days are found.
    """
    plain, code = with_ascii_digits(text), primary_language(language)
    patterns = [*_named_patterns(code), _ISO, _POINTS, *((_EAST_DATE, _EAST_YEAR, _EAST_DAY) if code in {"ja", "zh", "ko"} else ()), _YEAR]
    found: list[DateMention] = []
    taken = bytearray(len(plain))  # a mark a character: comparing with every earlier date would take forever on a long list
    for pattern in patterns:
        for match in pattern.finditer(plain):
            for date in () if any(taken[slice(*match.span())]) else _dates(match, code):
                found.append(date)
                taken[date.start : date.end] = b"\1" * (date.end - date.start)
    return tuple(sorted(found, key=lambda date: date.start))


def months_in(text: str, language: str) -> frozenset[int]:
    """Find the months that a text names, with or without a day or a year.

    Parameters
    ----------
    text : str
        Any text.
    language : str
        Language code: which names the months have.

    Returns
    -------
    frozenset of int
        1 to 12. Words that are also a month's name count (*may*).
    """
    code = primary_language(language)
    east = {int(month) for month in _EAST_MONTH.findall(with_ascii_digits(text))}
    names = _month_numbers(code)
    if not names:
        return frozenset(east & set(range(1, 13)))
    pattern = _month_pattern(code)
    return frozenset({names[name] for match in pattern.finditer(text) if (name := _as_listed(match.group(), names))})


@cache
def _month_pattern(code: str) -> re.Pattern[str]:
    names = "|".join(map(re.escape, sorted(_month_numbers(code), key=len, reverse=True)))
    return re.compile(rf"(?<![^\W\d_])(?:{names})(?![^\W\d_])", re.IGNORECASE)


def _dates(match: re.Match[str], code: str) -> list[DateMention]:
    groups = match.groupdict()
    year, month = _year(groups.get("year") or groups.get("second"), code), _month(groups.get("month"), code)
    last = _number(groups.get("day"))
    if (month is not None and not 1 <= month <= 12) or (last is not None and not 1 <= last <= 31) or (year is None and last is None):
        return []
    if not groups.get("first_day"):
        return [DateMention(match.start(), match.end(), year, month, last)]
    middle = match.end("first_day")
    return [
        DateMention(match.start(), middle, year, month, _number(groups["first_day"])),
        DateMention(middle, match.end(), year, month, last),
    ]


def _number(given: str | None) -> int | None:
    if given is None:
        return None
    return int(given) if given.isdigit() else han_value(given)


def _year(given: str | None, code: str) -> int | None:
    number = _number(given)
    if number is None:
        return None
    if number < 100:
        return 2000 + number
    if code == "th" and number > _LAST_YEAR:
        return number - _BUDDHIST_YEARS
    return number if _FIRST_YEAR <= number <= _LAST_YEAR else None


def _month(given: str | None, code: str) -> int | None:
    if given is None or given.isdigit() or given[0] in _HAN:
        return _number(given)
    names = _month_numbers(code)
    name = _as_listed(given, names)
    return names[name] if name else None


def _as_listed(given: str, names: Mapping[str, int]) -> str | None:
    """Find the name in small letters; Turkish has two letters i: MAYIS is mayıs, not mayis."""
    spelled = (given.lower(), given.replace("İ", "i").replace("I", "ı").lower())
    return next((way for way in spelled if way in names), None)


@cache
def _month_numbers(code: str) -> dict[str, int]:
    return {name: number for number, names in enumerate(_MONTHS.get(code, "").split(), start=1) for name in names.split("|")}


@cache
def _named_patterns(code: str) -> tuple[re.Pattern[str], ...]:
    if code not in _MONTHS:
        return ()
    months = "|".join(sorted(_month_numbers(code), key=len, reverse=True))
    month, day = rf"(?P<month>{months})(?![^\W\d_])[.]?", r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|º|°|[.])?"
    first = r"(?P<first_day>\d{1,2})(?:st|nd|rd|th|[.])?\s?(?:[-–]|and|to|und|bis|et|au|y|al|e|en|tot|i|do|и|ve)\s?"
    year = r"(?:,?\s(?:de\s|del\s|r\.\s|พ\.ศ\.\s|г\.\s)?|\s?)(?P<year>\d{4})(?!\d)"
    texts = (
        rf"(?<![\w.,])(?:{first})?{day}\s(?:de\s|di\s|of\s)?{month}(?:{year})?",
        rf"(?<![^\W\d_]){month}\s(?:{first})?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:])(?:{year})?",
        rf"(?<![^\W\d_]){month}{year}",
    )
    return tuple(re.compile(text, re.IGNORECASE) for text in texts)
