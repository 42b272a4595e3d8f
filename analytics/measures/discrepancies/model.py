"""How likely two facts are about the same thing, judged by the words around them alone."""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import expit

from analytics.errors import ModelError

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
        In any order.
    """

    def __init__(self, facts: Sequence[Fact]) -> None:
        self._size = len(facts)
        self._sentences = np.stack([fact.sentence for fact in facts]) if facts else None
        self._known = np.array([number for number, fact in enumerate(facts) if len(fact.around)], dtype=int)
        known = [facts[number] for number in self._known]
        vectors: dict[int, np.ndarray] = {fact.passage: fact.around for fact in known}
        lengths = {passage: len(around) for passage, around in vectors.items()}
        first = dict(zip(lengths, np.cumsum([0, *lengths.values()]).tolist(), strict=False))
        self._vectors = np.concatenate(list(vectors.values())) if known else None
        self._columns = np.concatenate([np.arange(len(fact.around)) + first[fact.passage] for fact in known] or [self._known])
        sizes = np.array([len(fact.around) for fact in known], dtype=int)
        self._starts = np.cumsum(sizes) - sizes
        distance = np.concatenate([fact.distance for fact in known] or [np.empty(0)])
        self._weights = {reach: _weights(distance, reach) for reach in _REACHES}

    def cosines(self, around: np.ndarray) -> np.ndarray:
        """Compare the pieces around another fact with those of all passages here: of shape (its pieces, pieces here)."""
        return np.zeros((len(around), 0), dtype=np.float32) if self._vectors is None else around @ self._vectors.T

    def features(self, told: Fact, cosines: np.ndarray | None = None) -> np.ndarray:
        """Compare the surroundings of another fact with those of each fact here.

        Parameters
        ----------
        told : Fact
            A fact of the source.
        cosines : numpy.ndarray, optional
            What `cosines` gives for ``told.around``, where it is at hand.

        Returns
        -------
        numpy.ndarray of shape (facts, len(FEATURES))
            For a reach of 3 and of 10 pieces: mean best cosine of the pieces around the one fact among those of the other passage, forward
            (from `told`) and back. A piece d pieces away counts exp(-d / reach), and a match 0.4 + 0.6 exp(-d / reach) of its cosine,
            so that matches close to the other fact count most. Last the cosine of the passages. 0 where a passage has no word besides.
        """
        table = np.zeros((self._size, len(FEATURES)))
        if self._sentences is not None:
            table[:, -1] = self._sentences @ told.sentence
        if len(self._known) and len(told.around):
            near = (self.cosines(told.around) if cosines is None else cosines)[:, self._columns]
            parts = [part for reach in _REACHES for part in self._both_ways(near, _weights(told.distance, reach), self._weights[reach])]
            table[self._known, :-1] = np.stack(parts, axis=-1)
        return table

    def _both_ways(self, cosines: np.ndarray, own: np.ndarray, other: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        forward = np.maximum.reduceat(cosines * (_FLOOR + (1 - _FLOOR) * other), self._starts, axis=1)
        back = (cosines * (_FLOOR + (1 - _FLOOR) * own)[:, None]).max(axis=0)
        return own @ forward / own.sum(), np.add.reduceat(back * other, self._starts) / np.add.reduceat(other, self._starts)


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
    if text is None:
        text = files("analytics.measures.discrepancies").joinpath("weights.json").read_text(encoding="utf-8")
    try:
        stored = json.loads(text)
        version, provenance, intercept = stored["feature_version"], stored["provenance"], float(stored["intercept"])
        weights = {str(name): float(value) for name, value in stored["weights"].items()}
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ModelError(f"The weights for discrepancies are damaged ({error}); install the package again or train them anew.") from error
    if version != FEATURE_VERSION or set(weights) != set(FEATURES):
        raise ModelError(
            f"The weights for discrepancies are for version {version} of the features {sorted(weights)}; "
            f"this program has version {FEATURE_VERSION} of {sorted(FEATURES)}. Train them anew."
        )
    return FactModel(intercept, weights, provenance)


def _weights(distance: np.ndarray, reach: float) -> np.ndarray:
    """Weigh pieces by their distance; never 0, so that far pieces alone still have a mean."""
    weights: np.ndarray = np.maximum(np.exp(-distance / reach), np.finfo(float).tiny)
    return weights
