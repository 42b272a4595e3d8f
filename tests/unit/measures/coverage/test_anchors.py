"""Numbers and acronyms, the same in every script."""

from __future__ import annotations

import pytest

from analytics.measures.coverage.anchors import names_in, numbers_in


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("3 billion euros by 2035", {"3000000000", "2035"}),
        ("30億ユーロ", {"3000000000"}),
        ("3,5 miliardi", {"3500000000"}),
        ("1.500.000 e 1,5", {"1500000", "1.5"}),
        ("二〇三五年に十五カ所", {"2035", "15"}),
        ("２０３５年", {"2035"}),
        ("٢٠٣٥", {"2035"}),
        ("12.50 per cent", {"12.5"}),
        ("no number at all", set()),
        ("the G7 met, COVID-19 ended, F-35 jets flew", set()),
        ("mid-2030", {"2030"}),
    ],
)
def test_numbers_are_values(text, values):
    """Grouping, decimal signs, scale words, full-width and other digits, and Chinese numerals all give plain values."""
    assert numbers_in(text) == values


def test_acronyms_stand_out_in_any_script():
    """Two capitals in Latin letters make an acronym, also inside Japanese text; one capital does not."""
    assert names_in("両国はＯＥＣＤとUNCLOSを重視する。Rome agrees.") == {"OECD", "UNCLOS"}


def test_a_letter_with_its_number_is_a_name():
    """The digit of G7 is no number, and the G7 is not the G20; a number glued to a word is neither."""
    assert names_in("The G7 and G20 met; F-35 jets flew over COVID-19 wards.") == {"G7", "G20", "F-35", "COVID-19"}


def test_a_text_in_capitals_has_no_acronyms():
    """Where everything is in capitals, capitals tell nothing."""
    assert names_in("THE MINISTERS AGREED TO MEET AGAIN IN SPRING") == frozenset()
