"""When two values of the same thing are a discrepancy.

Few and right: the less plain the slip, the more a rule asks of the surroundings.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from analytics.language.amounts import Amount
from analytics.language.dates import DateMention

if TYPE_CHECKING:
    from analytics.measures.discrepancies.facts import Fact

NEVER = 2.0
"""A probability that nothing reaches: the pair is no discrepancy, whatever stands around it."""

SUREST = 0.8
"""The highest probability that is asked for, where a slip is least plain: there no other value that the source tells may be nearer."""

_SWAPPED_DIGITS = 0.15
_LOST_ZEROS = SUREST
_NEAR_MEASURE = 0.4
_NEAR_COUNT = 0.5
_DATE_PART = 0.35
_ONLY_YEAR = SUREST
_NEAR_RATIO = 2.0
_FAR_RATIO = 5.0
_NEAR_YEARS = 5
_SMALL_COUNT = 10


def is_comparable(told: Fact, stated: Fact) -> bool:
    """Whether two facts are of a kind: dates that give some part in common, amounts of the same unit."""
    one, other = told.value, stated.value
    if isinstance(one, DateMention):
        return isinstance(other, DateMention) and bool(one.parts.keys() & other.parts.keys())
    return isinstance(other, Amount) and one.unit == other.unit


def is_same_value(told: Fact, stated: Fact) -> bool:
    """Whether two comparable facts say the same: dates whose common parts agree, equal amounts, or a rounded amount given as vague."""
    one, other = told.value, stated.value
    if isinstance(one, DateMention) and isinstance(other, DateMention):
        return one.agrees(other)
    if isinstance(one, Amount) and isinstance(other, Amount):
        return _is_close(one.value, other.value, 1e-6) or ((one.is_vague or other.is_vague) and _is_close(one.value, other.value, 0.15))
    return False


def needed_probability(told: Fact, stated: Fact) -> float:
    """Return how likely two comparable, different facts must be the same thing to be shown as a discrepancy; `NEVER` for never."""
    one, other = told.value, stated.value
    if isinstance(one, DateMention) and isinstance(other, DateMention):
        return _needed_for_dates(one, other)
    if isinstance(one, Amount) and isinstance(other, Amount):
        return _needed_for_amounts(one, other)
    return NEVER


def _needed_for_dates(one: DateMention, other: DateMention) -> float:
    shared = one.parts.keys() & other.parts.keys()
    different = [name for name in shared if one.parts[name] != other.parts[name]]
    if len(different) != 1:
        return NEVER
    if "year" in different and abs(one.parts["year"] - other.parts["year"]) > _NEAR_YEARS:
        return NEVER
    is_as_exact = one.parts.keys() == other.parts.keys()
    if len(shared) > 1:
        # A month of another year, beside a day of this one, is often that of something else.
        return _DATE_PART if is_as_exact or different != ["year"] else _ONLY_YEAR
    # A year alone is often that of something else nearby; a day alone hardly ever says of which month.
    return _ONLY_YEAR if is_as_exact and shared == {"year"} else NEVER


def _needed_for_amounts(one: Amount, other: Amount) -> float:
    if one.unit == "ordinal" or one.in_words or one.is_vague or min(one.value, other.value) <= 0:
        return NEVER
    digits, others = _digits(one.value), _digits(other.value)
    ratio = max(one.value, other.value) / min(one.value, other.value)
    if digits == others:
        return _LOST_ZEROS
    if Counter(digits) == Counter(others) and ratio < 10:
        return _SWAPPED_DIGITS
    if one.unit == "count" and min(one.value, other.value) < _SMALL_COUNT:
        return NEVER
    if ratio > _NEAR_RATIO:
        return SUREST if ratio <= _FAR_RATIO else NEVER
    return _NEAR_COUNT if one.unit == "count" else _NEAR_MEASURE


def _digits(value: float) -> str:
    """Return the significant digits of a number: 4,600,000 and 4.6 both give 46."""
    return f"{value:.12g}".split("e")[0].replace(".", "").strip("0")


def _is_close(one: float, other: float, part: float) -> bool:
    return abs(one - other) <= part * max(abs(one), abs(other))
