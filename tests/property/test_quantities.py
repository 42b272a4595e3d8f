"""What holds for numbers and dates in any text at all."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.language.amounts import find_amounts
from analytics.language.dates import find_dates
from analytics.language.numerals import find_numerals, with_ascii_digits
from tests.strategies import languages, wild_texts

_QUICK = settings(max_examples=200, deadline=None)
_SIGNS = st.text(alphabet="0123456789.,- 年月日万億조억十二三%€$thmay:/'１６", max_size=30)


@_QUICK
@given(st.one_of(wild_texts(), _SIGNS), languages())
def test_spans_are_in_order_within_the_text(text: str, language: str) -> None:
    """Numbers, amounts and dates never overlap among their kind, nor leave the text."""
    for found in (find_numerals(text, language), find_dates(text, language)):
        end = 0
        for one in found:
            assert end <= one.start < one.end <= len(text)
            end = one.end
    for amount in find_amounts(text, language):
        assert 0 <= amount.start <= amount.number_start < amount.number_end <= amount.end <= len(text)


@_QUICK
@given(st.text(max_size=60))
def test_plain_digits_change_no_length(text: str) -> None:
    """Every character stays where it is."""
    assert len(with_ascii_digits(text)) == len(text)


@_QUICK
@given(st.integers(min_value=1, max_value=28), st.integers(min_value=1, max_value=12), st.integers(min_value=1900, max_value=2100))
def test_a_date_is_found_however_it_is_written(day: int, month: int, year: int) -> None:
    """ISO, Japanese and Korean forms give the same day."""
    written = ((f"{year}-{month:02d}-{day:02d}", "en"), (f"{year}年{month}月{day}日", "ja"), (f"{year}년 {month}월 {day}일", "ko"))
    for text, language in written:
        assert [date.parts for date in find_dates(text, language)] == [{"year": year, "month": month, "day": day}]
