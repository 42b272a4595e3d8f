"""Subjects that are nothing but the names of all parties."""

from __future__ import annotations

import pytest

from analytics.study.clauses import split_statement
from analytics.study.clauses.parties import names_parties

BRAZIL = "Joint Communiqué of Brazil and Vietnam, Hanoi, 4 May 2026"


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("Brazil and Vietnam ", BRAZIL),
        ("La Belgique et le Maroc ", "Déclaration conjointe Belgique-Maroc, Rabat, 19 mai 2026"),
        ("Japan and Italy ", "Japan-Italy Joint Statement"),
        ("Deutschland und Kenia ", "Gemeinsame Erklärung Deutschlands und Kenias"),
        ("The EU and Japan ", "EU-Japan Joint Statement"),
        ("South Korea and the United Kingdom ", "Joint Statement of South Korea and the United Kingdom"),
        ("France, Germany and Poland ", "Statement by France, Germany and Poland"),
    ],
)
def test_all_parties_by_name_say_nothing(words: str, title: str) -> None:
    """Whatever joins them in the title, and with a German genitive."""
    assert names_parties(words, title)


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("Brazil ", BRAZIL),
        ("Brazil and Peru ", BRAZIL),
        ("Officials of Brazil and Vietnam ", BRAZIL),
        ("Brazil and Vietnam ", ""),
        ("France and Germany ", "Statement by France, Germany and Poland"),
        ("Germany and Poland ", "Statement by France, Germany and Poland"),
        ("", BRAZIL),
    ],
)
def test_who_does_something_stays(words: str, title: str) -> None:
    """One party, two of three, others, somebody's officials, and names without a title."""
    assert not names_parties(words, title)


def test_the_clause_begins_with_its_verb() -> None:
    """As behind "The two sides"; where one party acts, its name stays in the quote."""
    text = f"{BRAZIL}\n\nBrazil and Vietnam will open an air link by 2027.\n\nVietnam will train 400 pilots every year.\n"
    assert split_statement(text, language="en")["quote"].tolist() == [
        "will open an air link by 2027",
        "Vietnam will train 400 pilots every year",
    ]
