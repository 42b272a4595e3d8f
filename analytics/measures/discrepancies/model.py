"""How likely two facts are about the same thing, judged by the words around them alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.special import expit

from analytics.weights import load_weights, weights_by_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from analytics.measures.discrepancies.facts import Fact

FEATURES = ("near_forward", "near_back", "far_forward", "far_back", "sentence")
"""Per pair of facts, see `Surroundings.features`."""

FEATURE_VERSION = 1
"""Raised with every change of what a feature means: weights made for another version are refused."""

_REACHES = (3.0, 10.0)
_FLOOR = 0.4
_DECIMALS = 6


@dataclass(frozen=True, slots=True)
class FactModel:
    """Weights of the comparison of two facts.

    Parameters
    ----------
    intercept : float
        Log-odds where every feature is 0.
    weights : mapping of str to float
        Log-odds per unit of each of `FEATURES`.
    provenance : mapping
        What the weights were learned from.
    """

    intercept: float
    weights: Mapping[str, float]
    provenance: Mapping[str, object]

    def probabilities(self, features: np.ndarray) -> np.ndarray:
        """Return the probability that two facts are about the same thing, for each row of `FEATURES`, to six decimals.

        Equal surroundings thus give equal probabilities, in whatever order the machine adds.
        """
        scores = self.intercept + features @ np.array([self.weights[name] for name in FEATURES])
        chances: np.ndarray = expit(scores).round(_DECIMALS)
        return chances


class Surroundings:
    """The surroundings of many facts, prepared to be compared with those of one fact after the other.

    Parameters
    ----------
    facts : sequence of Fact
        In any order; those that are compared together had better stand together.
    """

    def __init__(self, facts: Sequence[Fact]) -> None:
        self._size = len(facts)
        self._sentences = np.stack([fact.sentence for fact in facts]) if facts else np.empty((0, 0))
        passages = {fact.passage: fact.around for fact in facts if len(fact.around)}
        first = dict(zip(passages, np.cumsum([1, *map(len, passages.values())]).tolist(), strict=False))
        # A fact without words beside it stands beside a vector of zeros, which is like nothing.
        self._vectors = np.concatenate([np.zeros_like(next(iter(passages.values()))[:1]), *passages.values()]) if passages else None
        places = [np.arange(len(fact.around)) + first[fact.passage] if len(fact.around) else np.zeros(1, dtype=int) for fact in facts]
        self._columns = np.concatenate([*places, np.empty(0, dtype=int)])
        self._edges = np.cumsum([0, *map(len, places)])
        distance = np.concatenate([*(fact.distance if len(fact.around) else np.zeros(1) for fact in facts), np.empty(0)])
        self._weights = [_weights(distance, reach) for reach in _REACHES]

    def near(self, around: np.ndarray) -> np.ndarray:
        """Compare the pieces around another fact with the different ones around the facts here: cosines of shape (pieces, theirs)."""
        if self._vectors is None:
            return np.zeros((len(around), 1), dtype=np.float32)
        cosines: np.ndarray = around @ self._vectors.T
        return cosines

    def features(self, told: Fact, near: np.ndarray | None = None, among: slice = slice(None)) -> np.ndarray:
        """Compare the surroundings of another fact with those of each fact here.

        Parameters
        ----------
        told : Fact
            A fact of the source.
        near : numpy.ndarray, optional
            What `near` gives for ``told.around``, where it is at hand: it is the same for all facts of a passage.
        among : slice, optional
            Which facts to compare with; all of them without it.

        Returns
        -------
        numpy.ndarray of shape (facts, len(FEATURES))
            For a reach of 3 and of 10 pieces: mean best cosine of the pieces around the one fact among those of the other passage, forward
            (from `told`) and back. A piece d pieces away counts exp(-d / reach), and a match 0.4 + 0.6 exp(-d / reach) of its cosine,
            so that matches close to the other fact count most. Last the cosine of the passages. 0 where a passage has no word besides.
        """
        first, last, _ = among.indices(self._size)
        table = np.zeros((last - first, len(FEATURES)))
        if last > first:
            table[:, -1] = self._sentences[among] @ told.sentence
        if last > first and len(told.around):
            columns, starts = slice(self._edges[first], self._edges[last]), self._edges[first:last] - self._edges[first]
            cosines = np.take(self.near(told.around) if near is None else near, self._columns[columns], axis=1)
            both = [
                _both_ways(cosines, _weights(told.distance, reach), weights[columns], starts)
                for reach, weights in zip(_REACHES, self._weights, strict=True)
            ]
            table[:, :-1] = np.concatenate(both).T
        return table


def _both_ways(cosines: np.ndarray, own: np.ndarray, other: np.ndarray, starts: np.ndarray) -> np.ndarray:
    """Average the best matches of one fact's pieces in each of the others, and of theirs in it: of shape (2, others)."""
    forward = np.maximum.reduceat(cosines * (_FLOOR + (1 - _FLOOR) * other), starts, axis=1)
    back = (cosines * (_FLOOR + (1 - _FLOOR) * own)[:, None]).max(axis=0)
    return np.stack([own @ forward / own.sum(), np.add.reduceat(back * other, starts) / np.add.reduceat(other, starts)])


def load_fact_model(text: str | None = None) -> FactModel:
    """Read the weights.

    Parameters
    ----------
    text : str, optional
        JSON; the shipped weights without it.

    Returns
    -------
    FactModel
        Ready for use.

    Raises
    ------
    ModelError
        If the weights are damaged or made for other features.
    """
    return load_weights("analytics.measures.discrepancies", "for discrepancies", FEATURE_VERSION, _model, text)


def _model(stored: Mapping[str, Any]) -> FactModel:
    return FactModel(float(stored["intercept"]), weights_by_name(stored["weights"], FEATURES), stored["provenance"])


def _weights(distance: np.ndarray, reach: float) -> np.ndarray:
    """Weigh pieces by their distance; never 0, so that far pieces alone still have a mean."""
    weights: np.ndarray = np.maximum(np.exp(-distance / reach), np.finfo(np.float32).tiny).astype(np.float32)
    return weights
