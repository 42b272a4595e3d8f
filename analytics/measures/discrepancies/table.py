"""The discrepancies table: a row per fact told differently."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analytics.language.dates import DateMention
from analytics.measures.discrepancies.facts import Fact, find_facts
from analytics.measures.discrepancies.model import FactModel, load_fact_model
from analytics.measures.discrepancies.names import misspelt_names
from analytics.measures.discrepancies.rules import SUREST, is_same_value, needed_probability
from analytics.measures.discrepancies.stated import StatedFacts
from analytics.schema import TABLES, conform

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from analytics.language.reading import ReadText
    from analytics.study.codebook import Commitment

CLEARLY = 2.5
"""The fact that differs must be this many times likelier to be meant than any fact of the statement that agrees."""

_CONTEXT = 60


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    kind: str
    stated_start: int
    stated_end: int


def discrepancy_table(
    reads: Mapping[str, ReadText],
    outlets: Mapping[str, str],
    statement: ReadText,
    commitments: Sequence[Commitment],
    model: FactModel | None = None,
) -> pd.DataFrame:
    """List the dates, numbers and names that a source tells otherwise than the statement.

    Parameters
    ----------
    reads : mapping of str to ReadText
        The sources by id, in the study's order.
    outlets : mapping of str to str
        Outlet of each source.
    statement : ReadText
        The whole statement.
    commitments : sequence of Commitment
        To name the commitment concerned.
    model : FactModel, optional
        The weights; by default the shipped ones.

    Returns
    -------
    pandas.DataFrame
        The ``discrepancies`` table. `statement_says` is the statement's fact with some words around it, verbatim, and its span.

    Raises
    ------
    ModelError
        If the shipped weights cannot be used.

    Notes
    -----
    Every date and amount of the source is compared with those of its kind in the statement, first blindly: how likely are the two about the
    same thing, by the words around them. If the likeliest one differs, if nothing that agrees is nearly as likely, if the source does
    not elsewhere tell that fact as the statement does, and if the slip is plain enough for that likelihood (see
    `analytics.measures.discrepancies.rules`), it is shown; what needs most of it only where no other value is nearer.
    Names: see `analytics.measures.discrepancies.names`. Made to be right rather than complete: what is not listed may still differ.
    """
    model = model or load_fact_model()
    stated = StatedFacts(find_facts(statement))
    rows: list[tuple[str | int, ...]] = []
    for source, read in reads.items():
        found = [*_different_facts(find_facts(read), stated, model)]
        found += [_Found(*spans) for spans in _names(read, statement)]
        found.sort(key=lambda one: (one.start, one.kind))
        rows.extend((source, outlets.get(source, ""), *_row(one, read, statement, commitments)) for one in found)
    frame = pd.DataFrame(rows, columns=TABLES["discrepancies"].names).drop_duplicates(["source", "start", "kind"])
    return conform(frame, "discrepancies")


def _different_facts(told: Sequence[Fact], stated: StatedFacts, model: FactModel) -> Iterator[_Found]:
    comparable, same = stated.relations(told)
    chances = np.where(comparable, stated.chances(told, model), 0.0)
    for fact, likely, can_differ, agrees in zip(told, chances, comparable & ~same, comparable & same, strict=True):
        if not can_differ.any():
            continue
        number = int(np.where(can_differ, likely, -1.0).argmax())
        other, chance = stated.facts[number], likely[number]
        agreeing = likely[agrees].max(initial=0.0)
        told_right = chances[comparable[:, number] & same[:, number], number].max(initial=0.0)
        needed = needed_probability(fact, other)
        if chance < needed or (needed >= SUREST and chance < _rival(told, fact, comparable[:, number], chances[:, number])):
            continue
        if chance >= CLEARLY * agreeing and chance > told_right:
            kind = "date" if isinstance(fact.value, DateMention) else "number"
            yield _Found(fact.start, fact.end, kind, other.start, other.end)


def _rival(told: Sequence[Fact], fact: Fact, comparable: np.ndarray, chances: np.ndarray) -> float:
    """Return how likely another value that the source tells is about the same fact of the statement."""
    others = [each and not is_same_value(one, fact) for one, each in zip(told, comparable, strict=True)]
    return float(chances[others].max(initial=0.0))


def _names(read: ReadText, statement: ReadText) -> Iterator[tuple[int, int, str, int, int]]:
    for told, stated in misspelt_names(read, statement):
        yield told[0], told[1], "name", stated[0], stated[1]


def _row(found: _Found, read: ReadText, statement: ReadText, commitments: Sequence[Commitment]) -> tuple[str | int, ...]:
    passage = next(passage for passage in read.passages if passage.start <= found.start < passage.end)
    start, end = _in_context(statement, found.stated_start, found.stated_end)
    concerned = next((one.id for one in commitments if one.start <= found.stated_start and found.stated_end <= one.end), "")
    says = statement.text[start:end]
    return passage.id, found.start, found.end, read.text[found.start : found.end], found.kind, says, concerned, start, end


def _in_context(statement: ReadText, start: int, end: int) -> tuple[int, int]:
    """Widen a span of the statement by some words, within its passage."""
    passage = next(passage for passage in statement.passages if passage.start <= start < passage.end)
    first, last = max(passage.start, start - _CONTEXT), min(passage.end, end + _CONTEXT)
    if first > passage.start:
        first = statement.text.find(" ", first, start) + 1 or start
    if last < passage.end:
        last = max(end, statement.text.rfind(" ", end, last))
    return first, last
