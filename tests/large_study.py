"""A study of any size, generated: no text of it was written by anybody."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from analytics.intake import create_study
from analytics.study.readers import Original, ReadDocument

if TYPE_CHECKING:
    from pathlib import Path

VERBS = (
    "agreed to build",
    "decided to fund",
    "will open",
    "are committed to restoring",
    "intend to double",
    "underscored the importance of",
)
OBJECTS = ("ferry lines", "school kitchens", "flood gates", "night trains", "seed banks", "tram depots", "water towers", "public libraries")
PLACES = ("Arden", "Bellmoor", "Caldwick", "Dunmere", "Eastholt", "Farrow", "Glenash", "Hartley", "Ingleby", "Kelham")
WHO = ("A brass band", "Two reporters", "Some pupils", "A baker", "The night porter", "Three cyclists", "An old judge", "A choir")
DID = ("waited", "sang", "argued", "slept", "painted", "counted coins", "sold rolls", "read aloud")
WHERE = ("behind a rope", "near the fountain", "in the rain", "under an awning", "on the stairs", "beside the tram", "by the river")


def generated_study(folder: Path, *, n_commitments: int, n_sources: int, seed: int = 0) -> Path:
    """Write a study: each article tells a part of the commitments, some word for word and some shortened, among sentences about nothing.

    Parameters
    ----------
    folder : pathlib.Path
        Empty, or not there.
    n_commitments, n_sources : int
        Size of the study; articles have about 600 words.
    seed : int
        The same seed gives the same study.
    """
    chance = random.Random(seed)  # noqa: S311 - texts to measure by, no secrets
    clauses = [_clause(chance, number) for number in range(n_commitments)]
    statement = "\n".join(f"{number}. The towns {clause}." for number, clause in enumerate(clauses, 1))
    articles = [_document(f"outlet-{number:02d}.txt", _article(chance, clauses)) for number in range(n_sources)]
    create_study(folder, statement=_document("statement.txt", statement), articles=articles, title="Generated towns", language="en")
    return folder


def _clause(chance: random.Random, number: int) -> str:
    what = f"{chance.choice(VERBS)} {number + 2} {chance.choice(OBJECTS)}"
    return f"{what} between {chance.choice(PLACES)} and {chance.choice(PLACES)} by {2027 + number % 20}"


def _article(chance: random.Random, clauses: list[str]) -> str:
    told = chance.sample(clauses, min(len(clauses), 24))
    lines = [
        f"The towns {clause}." if chance.random() < 0.5 else f"There will be news for {clause.split(' between ')[1]}." for clause in told
    ]
    lines += [f"{chance.choice(WHO)} {chance.choice(DID)} {chance.choice(WHERE)}." for _ in range(40)]
    chance.shuffle(lines)
    return "\n".join(lines)


def _document(name: str, text: str) -> ReadDocument:
    return ReadDocument(text=text, name=name, format="txt", original=Original(name, text.encode()), language="en", language_basis="given")
