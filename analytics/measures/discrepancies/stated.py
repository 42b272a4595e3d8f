"""The facts of a statement, prepared once to be compared with those of every source."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from analytics.language.dates import DateMention
from analytics.measures.discrepancies.model import Surroundings
from analytics.measures.discrepancies.rules import is_comparable, is_same_value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analytics.language.amounts import Amount
    from analytics.measures.discrepancies.facts import Fact
    from analytics.measures.discrepancies.model import FactModel

_Value: TypeAlias = "DateMention | Amount"


class StatedFacts:
    """The facts of a statement.

    Parameters
    ----------
    facts : sequence of Fact
        As `analytics.measures.discrepancies.facts.find_facts` gives them.
    """

    def __init__(self, facts: Sequence[Fact]) -> None:
        self.facts = tuple(facts)
        self._order = np.array(sorted(range(len(self.facts)), key=lambda number: _kind(self.facts[number])), dtype=int)
        self._surroundings = Surroundings([self.facts[number] for number in self._order])
        kinds = [_kind(self.facts[number]) for number in self._order]
        self._of_kind = {kind: slice(kinds.index(kind), kinds.index(kind) + kinds.count(kind)) for kind in dict.fromkeys(kinds)}
        values = [_bare(fact) for fact in self.facts]
        self._examples = dict(zip(reversed(values), reversed(self.facts), strict=True))
        places = {value: place for place, value in enumerate(self._examples)}
        self._value_of = np.array([places[value] for value in values], dtype=int)
        self._known: dict[_Value, tuple[np.ndarray, np.ndarray]] = {}

    def relations(self, told: Sequence[Fact]) -> tuple[np.ndarray, np.ndarray]:
        """Tell which facts of the statement are of a kind with each fact of a source, and which say the same.

        Parameters
        ----------
        told : sequence of Fact
            The facts of a source.

        Returns
        -------
        comparable, same : numpy.ndarray of bool, of shape (told, stated)
            See `analytics.measures.discrepancies.rules`; `same` means nothing where the two are not comparable.
        """
        nothing = np.zeros((0, len(self._examples)), dtype=bool)
        comparable, same = (np.stack(rows) for rows in zip(*map(self._relation, told), strict=True)) if told else (nothing, nothing)
        return comparable[:, self._value_of], same[:, self._value_of]

    def chances(self, told: Sequence[Fact], model: FactModel) -> np.ndarray:
        """Tell how likely each fact of a source is about the same thing as each of the statement.

        Parameters
        ----------
        told : sequence of Fact
            The facts of a source.
        model : FactModel
            The weights.

        Returns
        -------
        numpy.ndarray of shape (told, stated)
            Probabilities; 0 for facts of another kind.
        """
        chances = np.zeros((len(told), len(self.facts)))
        for _, group in groupby(enumerate(told), key=lambda numbered: numbered[1].passage):
            facts = [(row, fact, self._of_kind[_kind(fact)]) for row, fact in group if _kind(fact) in self._of_kind]
            near = self._surroundings.near(facts[0][1].around) if facts else None
            for row, fact, among in facts:
                chances[row, self._order[among]] = model.probabilities(self._surroundings.features(fact, near, among))
        return chances

    def _relation(self, told: Fact) -> tuple[np.ndarray, np.ndarray]:
        """Compare one fact with every different value of the statement; sources repeat one another, so that most are known."""
        value = _bare(told)
        if value not in self._known:
            others = self._examples.values()
            comparable = np.array([is_comparable(told, other) for other in others], dtype=bool)
            self._known[value] = comparable, np.array([is_same_value(told, other) for other in others], dtype=bool)
        return self._known[value]


def _kind(fact: Fact) -> str:
    """Name what a fact is compared with: dates, or amounts of its unit."""
    return "" if isinstance(fact.value, DateMention) else fact.value.unit


def _bare(fact: Fact) -> _Value:
    """Give the value of a fact without its place."""
    value = fact.value
    if isinstance(value, DateMention):
        return replace(value, start=0, end=0)
    return replace(value, start=0, end=0, number_start=0, number_end=0)
