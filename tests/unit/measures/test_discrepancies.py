"""Discrepancies: the rules by hand, and whole short texts through the real encoder."""

from __future__ import annotations

import numpy as np
import pytest

from analytics.errors import ModelError
from analytics.language.amounts import find_amounts
from analytics.language.dates import DateMention
from analytics.language.encoder import UseEncoder
from analytics.language.reading import read_text
from analytics.measures.discrepancies import discrepancy_table, load_fact_model
from analytics.measures.discrepancies.facts import Fact, find_facts
from analytics.measures.discrepancies.names import misspelt_names
from analytics.measures.discrepancies.rules import NEVER, is_comparable, is_same_value, needed_probability
from analytics.schema import TABLES
from analytics.study.codebook import Commitment

ENCODER = UseEncoder(threads=1)
STATEMENT_TEXT = (
    "President Orla Brennik and Prime Minister Tomas Vedrano had a summit meeting in Lisbury on 4 May 2031.\n"
    "They decided to set up a joint fund with a starting capital of 320 million euros for the protection of coastal forests.\n"
    "They agreed to hold the next ministerial conference in Norhaven in October 2033.\n"
)
STATEMENT = read_text(STATEMENT_TEXT, "en", ENCODER)
QUOTE = "a joint fund with a starting capital of 320 million euros"
COMMITMENTS = (
    Commitment("2a", 2, "Fund", "decision", 4, "Fund", QUOTE, STATEMENT_TEXT.index(QUOTE), STATEMENT_TEXT.index(QUOTE) + len(QUOTE)),
)


def shown(text: str, language: str = "en") -> list[tuple[str, str]]:
    """Return kind and text of the discrepancies in an article."""
    table = discrepancy_table({"a": read_text(text, language, ENCODER)}, {"a": "A"}, STATEMENT, COMMITMENTS)
    return list(table[["kind", "text"]].itertuples(index=False, name=None))


def fact(value: str | DateMention) -> Fact:
    """Make a fact of an amount or date, with no surroundings."""
    made = value if isinstance(value, DateMention) else find_amounts(value, "en")[0]
    return Fact(0, 0, 1, made, np.zeros((0, 2)), np.zeros(0), np.zeros(2))


def date(year: int | None = None, month: int | None = None, day: int | None = None) -> DateMention:
    """Make a date."""
    return DateMention(0, 1, year, month, day)


def test_a_summit_date_that_differs_is_found() -> None:
    """The day differs, month and year and the rest of the sentence are the same."""
    assert shown("The two leaders had a summit meeting in Lisbury on May 3, 2031.") == [("date", "May 3, 2031")]


def test_a_number_with_swapped_digits_is_found_across_languages() -> None:
    """230 for 320 millions, in Spanish."""
    text = "El fondo conjunto para proteger los bosques costeros nace con un capital inicial de 230 millones de euros."
    assert shown(text, "es") == [("number", "230 millones de euros")]


def test_another_number_is_found_where_the_words_are_plainly_the_same() -> None:
    """Nearly three times the capital is another capital; ten times as much may be anything."""
    same = "They decided to set up a joint fund with a starting capital of {} million euros for coastal forests."
    assert shown(same.format(900)) == [("number", "900 million euros")]
    assert shown(same.format("4,100")) == []


def test_of_two_other_numbers_the_nearer_one_is_shown() -> None:
    """500 drivers stand for the 200 of the statement; the 40 cars beside them are of something else."""
    statement = read_text("The railways will train 200 drivers at a new centre in Maribor.", "en", ENCODER)
    read = read_text("A new centre in Maribor will train 500 drivers, and 40 sleeping cars will be ordered.", "en", ENCODER)
    assert list(discrepancy_table({"a": read}, {"a": "A"}, statement, ())["text"]) == ["500"]


def test_a_misspelt_principal_is_found_once() -> None:
    """Brennik is written Brannik, twice in the text."""
    assert shown("Orla Brannik spoke first. Orla Brannik then left.") == [("name", "Orla Brannik")]


def test_what_is_told_right_is_not_shown() -> None:
    """The statement held against itself, and a free retelling with equal facts in another order and form."""
    assert shown(STATEMENT_TEXT) == []
    assert shown("In Lisbury, Tomas Vedrano met ORLA BRENNIK on May 4. A fund of €320 million will protect forests.") == []


def test_other_facts_are_not_discrepancies() -> None:
    """Datelines, arrivals, other amounts, anniversaries and rounded numbers stay out."""
    text = (
        "LISBURY, 5 May 2031 (Wire) - The leaders talked for hours.\n\nShe had landed on 2 May with 40 advisers.\n\nThe harbour cost "
        "95 million euros, and trade has grown by 12 percent.\n\nThe joint fund starts with some 300 million euros."
    )
    assert shown(text) == []


def test_a_fact_told_right_elsewhere_is_not_shown_again() -> None:
    """The source gives the day of the summit as the statement does; the other day is that of another meeting in the same place."""
    other = "They had had a meeting in Lisbury on May 3, 2031 as well."
    assert shown(f"The two leaders had a summit meeting in Lisbury on May 4, 2031. {other}") == []
    assert shown(other) == [("date", "May 3, 2031")]


def test_a_fact_that_could_be_either_is_not_shown() -> None:
    """The statement has two calls that open on different days; the article's call is one of them."""
    statement = read_text("The first call for grants opens on 1 June 2031. The second call for grants opens on 1 July 2031.", "en", ENCODER)
    article = read_text("A call for grants opens on 1 July 2031.", "en", ENCODER)
    assert discrepancy_table({"a": article}, {}, statement, ()).empty


def test_row_says_what_the_statement_says() -> None:
    """The span in the statement is verbatim, and the commitment is named."""
    text = "A joint fund with a starting capital of 230 million euros was decided."
    row = discrepancy_table({"a": read_text(text, "en", ENCODER)}, {"a": "A"}, STATEMENT, COMMITMENTS).iloc[0]
    assert STATEMENT_TEXT[row["statement_start"] : row["statement_end"]] == row["statement_says"]
    assert "320 million euros" in row["statement_says"]
    assert (row["commitment"], row["passage_id"], row["outlet"]) == ("2a", "p001", "A")
    assert text[row["start"] : row["end"]] == row["text"] == "230 million euros"


def test_columns_without_any_source() -> None:
    """An empty table still has its columns."""
    assert list(discrepancy_table({}, {}, STATEMENT, COMMITMENTS).columns) == TABLES["discrepancies"].names


@pytest.mark.parametrize(
    ("one", "other", "comparable"),
    [("30 percent", "25 percent", True), ("30 percent", "30 days", False), ("the 160th", "150 years", False), ("$5", "€6", False)],
)
def test_only_like_is_compared(one: str, other: str, comparable: bool) -> None:
    """Units must be the same; an ordinal is no number of years."""
    assert is_comparable(fact(one), fact(other)) is comparable


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("6.4 billion dollars", "$6,400 million", True),
        ("some 6 billion dollars", "6.4 billion dollars", True),
        ("6 dollars", "7 dollars", False),
    ],
)
def test_equal_and_rounded_amounts(one: str, other: str, same: bool) -> None:
    """A vague amount within 15 % is the same."""
    assert is_same_value(fact(one), fact(other)) is same


def test_plainer_slips_need_less() -> None:
    """Swapped digits need least, then a near amount, then a lost zero; a far, spelled-out or vague one is never shown."""
    swapped, near, lost = (needed_probability(fact(a), fact("320 euros")) for a in ("230 euros", "300 euros", "3,200 euros"))
    assert swapped < near < lost < 1
    for other in ("30 euros", "about 310 euros", "three hundred euros"):
        assert needed_probability(fact(other), fact("320 euros")) == NEVER


def test_dates_differ_in_one_part() -> None:
    """One part of several may differ; two, a year far away, or a lone day never count."""
    assert needed_probability(fact(date(2027, 10)), fact(date(2027, 11, 3))) < 1
    # March of next year beside a day of this March may be another event; the same day of another year hardly is
    assert needed_probability(fact(date(2027, 3)), fact(date(2026, 3, 4))) > needed_probability(
        fact(date(2027, 3, 4)), fact(date(2026, 3, 4))
    )
    assert needed_probability(fact(date(2026, 10)), fact(date(2027, 11))) == NEVER
    assert needed_probability(fact(date(1908)), fact(date(2027))) == NEVER
    assert needed_probability(fact(date(day=15)), fact(date(2025, 10, 14))) == NEVER


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Orla Brenniks spoke.", "de"),
        ("Orlą Brennik spotkano.", "pl"),
        ("Orla Brennyk spoke.", "en"),
        ("Orla Smith spoke.", "en"),
        ("the Prime Ministry of Norhaven", "en"),
        ("Orla Brennik and later Orla Brannik spoke.", "en"),
    ],
)
def test_names_that_are_no_slips(text: str, language: str) -> None:
    """Endings, spellings of the same sound, other people, other words, and names that the source knows."""
    assert misspelt_names(read_text(text, language, ENCODER), STATEMENT) == []


def test_datelines_are_no_facts() -> None:
    """The day of filing stands before the dash."""
    facts = find_facts(read_text("LISBURY, May 5, 2031 – They met on May 4, 2031.", "en", ENCODER))
    assert [one.value.parts for one in facts if isinstance(one.value, DateMention)] == [{"year": 2031, "month": 5, "day": 4}]


@pytest.mark.parametrize("text", ["", "{}", '{"feature_version": 1, "weights": {"far": 1}, "intercept": 0, "provenance": {}}'])
def test_damaged_weights_are_refused(text: str) -> None:
    """Each with a sentence that says what to do."""
    with pytest.raises(ModelError, match="rain them anew"):
        load_fact_model(text)
