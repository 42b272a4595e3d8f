"""The parts of a commitment, and what of them is found."""

from __future__ import annotations

import numpy as np
import pytest

from analytics.language.encoder import EncodedText, UseEncoder
from analytics.language.passages import Passage
from analytics.language.reading import ReadText, read_commitments, read_text
from analytics.language.tokens import tokenize
from analytics.measures.coverage.alignment import align
from analytics.measures.coverage.book import prepare_book
from analytics.measures.coverage.explanation import parts_of, told_and_missing
from analytics.study.codebook import Commitment


def read_parts(label: str, quote: str = "nothing more", language: str = "en") -> list[str]:
    """Name the parts of a label; the encoder is replaced by one piece for each text."""
    text, start = f"{label}\n{quote}", len(label) + 1
    passages = (Passage("p001", 0, len(label), label, "heading", 1), Passage("p002", start, len(text), quote, "sentence", 2))
    encoded = tuple(
        EncodedText(np.zeros(2, np.float32), np.zeros((1, 2), np.float32), ("\u2581" + passage.text.replace(" ", ""),))
        for passage in passages
    )
    tokens = tuple(tokenize(passage.text, language, offset=passage.start) for passage in passages)
    return [str(part) for part in parts_of(ReadText(text, language, passages, tokens, encoded))]


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Support for the G7 Presidency", ["action: Support", "name: G7 Presidency"]),
        ("Purchase of F-35 aircraft", ["action: Purchase", "name: F-35 aircraft"]),
        ("Results of COP30", ["object: Results", "name: COP30"]),
        ("Pavilion at the Expo 2031 Springfield", ["object: Pavilion", "name: Expo 2031 Springfield"]),
        ("Cooperation under the 2024-2027 Action Plan", ["object: Cooperation", "number or date: 2024-2027", "name: Action Plan"]),
        ("Meeting on 16 January 2026", ["object: Meeting", "number or date: 16 January 2026"]),
        ("Launch of the 160th anniversary", ["action: Launch", "number or date: 160th anniversary"]),
    ],
)
def test_digits_are_a_number_only_where_they_are_no_part_of_a_name(label: str, expected: list[str]) -> None:
    """Digits glued to capitals, or between words in capitals, are a name; others part from two words or more beside them."""
    assert read_parts(label) == expected


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Concern over the East and South Amber Seas", ["object: Concern", "name: East and South Amber Seas"]),
        ("Steadfast respect for the rule of law", ["object: Steadfast respect", "object: rule of law"]),
        ("Two-lane road", ["object: Two-lane road"]),
        ("Peace, trade", ["object: Peace", "object: trade"]),
    ],
)
def test_single_words_take_a_neighbour(label: str, expected: list[str]) -> None:
    """Function words tie a single word to its neighbour, punctuation parts them, and a hyphened word stays whole."""
    assert read_parts(label) == expected


def test_first_word_is_a_name_where_the_quote_has_its_capital() -> None:
    """A capital at the start tells nothing alone; one within the quote does."""
    assert read_parts("Harbour Treaty", "the new Harbour Treaty")[0] == "name: Harbour Treaty"
    assert read_parts("Harbour works", "new works in the harbour")[0] == "object: Harbour works"


def test_nouns_in_capitals_are_no_names() -> None:
    """German writes every noun with a capital: only acronyms and words with digits are names."""
    assert read_parts("sichere Lieferketten bis 2030", language="de") == ["object: sichere Lieferketten", "number or date: 2030"]
    assert read_parts("Vorsitz der G7", language="de") == ["object: Vorsitz", "name: G7"]


@pytest.mark.parametrize(
    ("label", "language", "expected"),
    [
        ("Link the Delta Region with the Northern Sea", "en", ["action: Link", "name: Delta Region", "partner: Northern Sea"]),
        (
            "Host talks in Springfield if both agree",
            "en",
            ["action: Host", "object: talks", "place: Springfield", "condition: if both agree"],
        ),
        (
            "Renforcer les liens avec l'Italie à Rome, sous réserve d'un vote",
            "fr",
            ["action: Renforcer", "object: liens", "partner: Italie", "place: Rome", "condition: sous réserve d'un vote"],
        ),
        ("Costruzione di due ponti a Messina entro il 2035", "it", ["object: Costruzione", "number or date: due ponti", "place: Messina"]),
        ("Reforzar los lazos con Chile", "es", ["action: Reforzar", "object: lazos", "partner: Chile"]),
        ("sichere Lieferketten aufbauen, sofern der Rat zustimmt", "de", ["action: aufbauen", "object: sichere Lieferketten"]),
        ("イタリアとの経済協力の強化", "ja", ["action: 強化", "partner: イタリア", "object: 経済協力"]),
        ("Усилить сотрудничество с Италией", "ru", ["object: Усилить сотрудничество", "name: Италией"]),
    ],
)
def test_words_beside_a_part_tell_its_kind(label: str, language: str, expected: list[str]) -> None:
    """Verbs of doing, prepositions, particles and words of restriction name parts; a language without them keeps the plain kinds."""
    assert read_parts(label, "x", language)[: len(expected)] == expected


@pytest.mark.parametrize(
    ("label", "quote", "first"),
    [
        ("More bridges", "they will build more bridges", "action: build"),
        ("More bridges", "the shared use of bridges", "object: bridges"),
        ("More bridges", "bridges signed by both", "object: bridges"),
        ("Development banks", "x", "object: Development banks"),
        ("Plant-based meals", "x", "object: Plant-based meals"),
    ],
)
def test_the_action_is_a_verb(label: str, quote: str, first: str) -> None:
    """A verb of doing in the quote is the action; a noun, a participle, or half of a hyphened word is not."""
    assert read_parts(label, quote)[0] == first


def test_amounts_keep_their_units() -> None:
    """Currency, scale and unit belong to the number; words between two amounts do not."""
    assert read_parts("EUR 8.1 trillion in grants, up to 30 per cent of costs") == [
        "number or date: EUR 8.1 trillion",
        "object: grants",
        "number or date: 30 per cent",
        "object: costs",
    ]
    assert read_parts("Baisse de 30 % des coûts", language="fr")[1] == "number or date: 30 %"


def told(label: str, text: str, language: str = "en") -> tuple[list[str], list[str]]:
    """Explain a commitment by the whole of a short text."""
    encoder = UseEncoder(threads=1)
    others = "A festival of cheese was held. The weather stayed fine. A choir sang."
    source = read_text(f"{text} {others}" if language == "en" else text, language, encoder)
    commitments = [
        Commitment(unit, 1, "All", "fact", 0, unit, unit, 0, len(unit)) for unit in (label, "Sale of cheese", "Song of the choir")
    ]
    book = prepare_book(read_commitments(commitments, "en", encoder))
    alignment = align(book, source)
    assert alignment is not None
    return told_and_missing(book, alignment, source, 0, (0,))


@pytest.mark.parametrize(
    ("text", "found", "missing"),
    [
        ("The harbour bridge of the towns will be opened on May 3, 2031.", True, False),
        ("The harbour bridge of the towns will be opened on 3 May.", True, False),
        ("The harbour bridge of the towns will be opened in May.", False, False),
        ("The harbour bridge of the towns will be opened before 2032.", False, False),
        ("The harbour bridge of the towns will be opened next year.", False, False),
        ("The harbour bridge of the towns will be opened on 4 July 2035.", False, True),
    ],
)
def test_dates_are_found_or_missing_or_neither(text: str, found: bool, missing: bool) -> None:
    """The same day in another form is found; its month, the year after or "next year" leave it open; another date is missing."""
    lists = told("Open the harbour bridge on 3 May 2031", text)
    assert ["number or date: 3 May 2031" in listed for listed in lists] == [found, missing]


@pytest.mark.parametrize(("amount", "found", "missing"), [("fifty", True, False), ("51", False, False), ("80", False, True)])
def test_round_numbers_are_not_missing(amount: str, found: bool, missing: bool) -> None:
    """A number in words counts as found, one within a twentieth as neither, another one as missing."""
    lists = told("Build 50 harbour bridges", f"They will build {amount} harbour bridges.")
    assert ["number or date: 50" in listed for listed in lists] == [found, missing]


def test_an_acronym_stands_for_its_words() -> None:
    """The first letters of a name, and the words of an acronym, find it."""
    assert "name: Harbour Bridge Fund" in told("Loans of the Harbour Bridge Fund", "The HBF gives loans.")[0]
    assert "name: HBF" in told("New loans of the HBF", "The Harbour Bridge Fund gives new loans.")[0]


def test_a_single_word_shows_nothing_by_itself() -> None:
    """Where no part of several words is found, a year and a single word are not listed as found."""
    found, _ = told("Open the harbour bridge in 2031", "The festival of cheese will be held in 2031.")
    assert found == []


def test_numbers_of_a_name_do_not_make_it_found() -> None:
    """A passage with the same digit does not tell a name; one with the name does, and another digit never does."""
    encoder = UseEncoder(threads=1)
    label = "Host the Expo 2031 Springfield"
    reads = read_commitments([Commitment("x", 1, "All", "fact", 0, label, label, 0, len(label))], "en", encoder)
    text = "The Expo 2031 in Springfield opens soon. Sales of cheese fell in 2031. The Expo 2032 in Springfield opens soon."
    source = read_text(text, "en", encoder)
    book = prepare_book(reads)
    alignment = align(book, source)
    assert alignment is not None
    found = ["name: Expo 2031 Springfield" in told_and_missing(book, alignment, source, 0, (column,))[0] for column in range(3)]
    assert found == [True, False, False]
