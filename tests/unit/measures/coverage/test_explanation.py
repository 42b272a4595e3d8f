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
        ("Support for the G7 Presidency", ["object: Support", "name: G7 Presidency"]),
        ("Purchase of F-35 aircraft", ["object: Purchase", "name: F-35 aircraft"]),
        ("Results of COP30", ["object: Results", "name: COP30"]),
        ("Pavilion at the Expo 2031 Springfield", ["object: Pavilion", "name: Expo 2031 Springfield"]),
        ("Cooperation under the 2024-2027 Action Plan", ["object: Cooperation", "number or date: 2024-2027", "name: Action Plan"]),
        ("Meeting on 16 January 2026", ["object: Meeting", "number or date: 16 January 2026"]),
        ("Launch of the 160th anniversary", ["object: Launch", "number or date: 160th anniversary"]),
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
    assert read_parts("Harbour Treaty", "signed the Harbour Treaty")[0] == "name: Harbour Treaty"
    assert read_parts("Harbour works", "began works in the harbour")[0] == "object: Harbour works"


def test_nouns_in_capitals_are_no_names() -> None:
    """German writes every noun with a capital: only acronyms and words with digits are names."""
    assert read_parts("sichere Lieferketten bis 2030", language="de") == ["object: sichere Lieferketten", "number or date: 2030"]
    assert read_parts("Vorsitz der G7", language="de") == ["object: Vorsitz", "name: G7"]


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
