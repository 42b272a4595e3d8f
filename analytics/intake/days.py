"""Days of publication as files write them, as ISO 8601."""

from __future__ import annotations

import datetime
import re
from email.utils import parsedate_to_datetime

from analytics.language.dates import find_dates

_ISO = re.compile(r"\s*(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_PACKED = re.compile(r"\s*(\d{4})(\d{2})(\d{2})(?:T\d+Z?)?\s*")
_NUMBERS = re.compile(r"\s*(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})\b")

_LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl", "ja")


def iso_day(written: str, language: str = "en") -> str:
    """Write a day as ISO 8601.

    Parameters
    ----------
    written : str
        ``2026-01-16T10:00:00Z``, ``20260116``, ``16.1.2026``, ``Fri, 16 Jan 2026 10:00:00 +0100``, ``16 janvier 2026``.
    language : str, optional
        Language of month names; others are tried after it.

    Returns
    -------
    str
        ``2026-01-16``; empty for no day, and for numbers such as 03/04/2026 whose order nobody can tell.

    Examples
    --------
    >>> iso_day("1/16/2026"), iso_day("16/01/2026"), iso_day("03/04/2026")
    ('2026-01-16', '2026-01-16', '')
    """
    match = _ISO.match(written) or _PACKED.fullmatch(written)
    if match:
        return _day(int(match[1]), int(match[2]), int(match[3]))
    numbers = _NUMBERS.match(written)
    if numbers:
        first, second, year = int(numbers[1]), int(numbers[2]), int(numbers[3])
        # with points the day comes first everywhere; with strokes it depends on the country
        is_certain = first == second or max(first, second) > 12 or "." in written
        month, day = (first, second) if second > 12 and "." not in written else (second, first)
        return _day(year, month, day) if is_certain else ""
    return _from_words(written, language)


def _day(year: int, month: int, day: int) -> str:
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return ""


def _from_words(written: str, language: str) -> str:
    try:
        return parsedate_to_datetime(written).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        pass
    # the head of a mail may be in another language than its text
    for code in (language, *_LANGUAGES):
        for mention in find_dates(written, code):
            if mention.year and mention.month and mention.day:
                return _day(mention.year, mention.month, mention.day)
    return ""
