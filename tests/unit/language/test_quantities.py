"""Numbers, amounts and dates as they stand in texts of many languages."""

from __future__ import annotations

import pytest

from analytics.language.amounts import find_amounts
from analytics.language.dates import DateMention, find_dates, months_in
from analytics.language.numerals import find_numerals, han_value, with_ascii_digits


def values(text: str, language: str) -> list[float]:
    """Return the values of the numbers in a text."""
    return [numeral.value for numeral in find_numerals(text, language)]


def amounts(text: str, language: str) -> list[tuple[float, str]]:
    """Return value and unit of the amounts in a text."""
    return [(amount.value, amount.unit) for amount in find_amounts(text, language)]


def dates(text: str, language: str) -> list[tuple[int | None, int | None, int | None]]:
    """Return year, month and day of the dates in a text."""
    return [(date.year, date.month, date.day) for date in find_dates(text, language)]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("1,500 of 2.5", "en", [1500, 2.5]),
        ("1.500 von 2,5", "de", [1500, 2.5]),
        ("63 000 places, 4,6 milliards", "fr", [63000, 4.6e9]),
        ("3 billion", "en", [3e9]),
        ("3 Billionen", "de", [3e12]),
        ("mil millones; 2 mil millones", "es", [2e9]),
        ("2億4000万と31億", "ja", [2.4e8, 3.1e9]),
        ("26.4万亿", "zh", [26.4e12]),
        ("8조1천억", "ko", [8.1e12]),
        ("４０都市", "ja", [40]),
        ("٣٠ مليون", "ar", [30e6]),
        ("一千二百名", "zh", [1200]),
        ("twenty-five of five million", "en", [25, 5e6]),
        ("venti metri", "it", [20]),
        ("G7 and CO2", "en", []),
        ("一些", "zh", []),
    ],
)
def test_values_of_numbers(text: str, language: str, expected: list[float]) -> None:
    """Separators follow the language, scales multiply, names with digits are no numbers."""
    assert values(text, language) == pytest.approx(expected)


@pytest.mark.parametrize(("signs", "expected"), [("二〇三四", 2034), ("三十五", 35), ("十九", 19), ("二百零三", 203), ("千五百", 1500)])
def test_chinese_numbers(signs: str, expected: int) -> None:
    """By places and by units."""
    assert han_value(signs) == expected


def test_digits_of_other_scripts_keep_their_place() -> None:
    """One character for one, so that spans hold."""
    text = "１６％ ٣ ๕ º Æ"
    assert with_ascii_digits(text) == "16% 3 5 º Æ"


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("30 per cent, 25%", "en", [(30, "percent"), (25, "percent")]),
        ("yüzde 60", "tr", [(60, "percent")]),
        ("三成", "zh", [(30, "percent")]),
        ("240 millones de euros", "es", [(2.4e8, "euro")]),
        ("4,6 miliardi di dollari", "it", [(4.6e9, "dollar")]),
        ("$3 billion, CAD 310 million, 5 dollars", "en", [(3e9, "dollar"), (3.1e8, "dollar"), (5, "dollar")]),
        ("48時間以内", "ja", [(48, "hour")]),
        ("90일 이내", "ko", [(90, "day")]),
        ("the 160th anniversary, 160 years", "en", [(160, "ordinal"), (160, "year")]),
        ("zum 160. Jahrestag", "de", [(160, "ordinal")]),
        ("34 measures", "en", [(34, "count")]),
        ("The list with 120 won the vote; 5 trillion won in aid", "en", [(120, "count"), (5e12, "won")]),
        ("5 частных контрактов, 3 части, 12 часов, 3 часа", "ru", [(5, "count"), (3, "count"), (12, "hour"), (3, "hour")]),
    ],
)
def test_units_of_amounts(text: str, language: str, expected: list[tuple[float, str]]) -> None:
    """What is counted decides what may be compared: the 160th of something is not 160 years."""
    assert amounts(text, language) == expected


@pytest.mark.parametrize(
    ("text", "vague"), [("about 30 people", True), ("30 people", False), ("10-11 billion", True), ("around €30", True)]
)
def test_vague_amounts(text: str, vague: bool) -> None:
    """About, around and ranges are marked."""
    assert find_amounts(text, "en")[0].is_vague is vague


@pytest.mark.parametrize(
    ("text", "language", "vague"),
    [
        ("no more than 49 euros", "en", False),
        ("more than 49 euros", "en", True),
        ("not less than 49 euros", "en", False),
        ("nicht mehr als 49 Euro", "de", False),
        ("mehr als 49 Euro", "de", True),
        ("pas plus de 49 euros", "fr", False),
        ("no más de 49 euros", "es", False),
        ("non più di 49 euro", "it", False),
        ("più di 49 euro", "it", True),
    ],
)
def test_a_limit_is_as_exact_as_a_price(text: str, language: str, vague: bool) -> None:
    """At most so much is a number that can be told wrongly; more than so much is open."""
    assert find_amounts(text, language)[0].is_vague is vague


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("on January 16, 2026", "en", [(2026, 1, 16)]),
        ("16 January 2026, 3rd of May", "en", [(2026, 1, 16), (None, 5, 3)]),
        ("on 13 and 14 March 2031", "en", [(2031, 3, 13), (2031, 3, 14)]),
        ("by June 2033", "en", [(2033, 6, None)]),
        ("2024-2027", "en", [(2024, None, None), (2027, None, None)]),
        ("it may 5", "fr", []),
        ("am 16. Januar 2026", "de", [(2026, 1, 16)]),
        ("le 1er juillet 2026", "fr", [(2026, 7, 1)]),
        ("14 de octubre de 2025", "es", [(2025, 10, 14)]),
        ("1º luglio", "it", [(None, 7, 1)]),
        ("14 de outubro", "pt", [(None, 10, 14)]),
        ("16 januari 2026", "nl", [(2026, 1, 16)]),
        ("16 stycznia 2026 r.", "pl", [(2026, 1, 16)]),
        ("16 января 2026", "ru", [(2026, 1, 16)]),
        ("20-22 Mayıs'ta", "tr", [(None, 5, 20), (None, 5, 22)]),
        ("22 MAYIS 2026, 3 EKİM", "tr", [(2026, 5, 22), (None, 10, 3)]),
        ("16 يناير 2026", "ar", [(2026, 1, 16)]),
        ("16 มกราคม 2569", "th", [(2026, 1, 16)]),
        ("２０２６年１月１６日", "ja", [(2026, 1, 16)]),
        ("28年4月、14日", "ja", [(2028, 4, None), (None, None, 14)]),
        ("2日間", "ja", []),
        ("十月十九日，二〇三四年", "zh", [(None, 10, 19), (2034, None, None)]),
        ("2026년 1월 16일", "ko", [(2026, 1, 16)]),
        ("2026-01-16 und 16.01.2026", "de", [(2026, 1, 16), (2026, 1, 16)]),
        ("1,866 people, €2030, 45 Foo 1999", "en", [(1999, None, None)]),
        ("40 January", "en", []),
    ],
)
def test_dates(text: str, language: str, expected: list[tuple[int | None, int | None, int | None]]) -> None:
    """Day, month and year as far as they are given, in every language of the encoder."""
    assert dates(text, language) == expected


def test_months_are_known_in_turkish_capitals() -> None:
    """The small letter of I is ı in Turkish: a text in capitals names the same months."""
    assert months_in("22 MAYIS, KASIM, EKİM", "tr") == {5, 10, 11}


def test_dates_agree_where_both_speak() -> None:
    """16 January agrees with January 2026, contradicts 15 January, and says nothing about a year."""
    day, month, other, year = (DateMention(0, 0, *parts) for parts in ((None, 1, 16), (2026, 1, None), (None, 1, 15), (2026, None, None)))
    assert day.agrees(month)
    assert day.contradicts(other)
    assert not day.agrees(year)
    assert not day.contradicts(year)


@pytest.mark.parametrize("digits", ["1" * 400, "\u4e8c" * 400 + "\u5e74", "\u4e8c" * 400 + "\u4e07", "123," * 200 + "1234567"])
@pytest.mark.parametrize("language", ["en", "ja"])
def test_endless_digits_are_no_quantity(digits: str, language: str) -> None:
    """A run of hundreds of digits is a code: whatever is found in it is finite."""
    assert all(value < 1e40 for value in values(digits, language))


def test_long_lists_of_dates_are_all_found() -> None:
    """A list of 20,000 years has 20,000 dates, none of them also an amount."""
    text = "2024\u5e74 " * 20_000
    found = find_dates(text, "ja")
    assert len(found) == 20_000
    assert find_amounts(text, "ja", taken=[(date.start, date.end) for date in found]) == ()


def test_long_runs_of_digits_are_read_once() -> None:
    """A line of 190,000 digits is passed over; comparing from every digit on would take minutes."""
    assert values("1" * 190_000, "ja") == []
