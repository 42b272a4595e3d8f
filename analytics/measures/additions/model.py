"""The weights that tell additions and their kinds, read from JSON that a person can read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.special import expit

from analytics.measures.additions.features import FEATURE_VERSION, FEATURES, KIND_FEATURES
from analytics.weights import load_weights, weights_by_name

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class KindWeights:
    """Weights of one kind of addition.

    Parameters
    ----------
    intercept : float
        Log-odds of the kind before anything is known of the passage.
    weights : mapping of str to float
        Log-odds per unit of each of `KIND_FEATURES`.
    sentence : numpy.ndarray of shape (d,)
        Log-odds per unit of each number of the sentence vector.
    """

    intercept: float
    weights: Mapping[str, float]
    sentence: np.ndarray


@dataclass(frozen=True, slots=True)
class AdditionModel:
    """Weights of the addition detector and of the kinds.

    Parameters
    ----------
    intercept : float
        Log-odds of an addition where every feature is 0.
    weights : mapping of str to float
        Log-odds per unit of each of `FEATURES`.
    kinds : mapping of str to KindWeights
        The kinds of additions.
    provenance : mapping
        What the weights were learned from, with figures.
    """

    intercept: float
    weights: Mapping[str, float]
    kinds: Mapping[str, KindWeights]
    provenance: Mapping[str, object]

    def probabilities(self, features: np.ndarray) -> np.ndarray:
        """Return the probability that each passage goes beyond the statement, shape (passages,)."""
        scores = self.intercept + features @ np.array([self.weights[name] for name in FEATURES])
        chances: np.ndarray = expit(scores)
        return chances

    def likeliest_kinds(self, features: np.ndarray, sentences: np.ndarray) -> list[str]:
        """Name the likeliest kind of each passage, from its features and its sentence vector of shape (passages, d)."""
        own = features[:, [FEATURES.index(name) for name in KIND_FEATURES]]
        scores = [
            kind.intercept + own @ np.array([kind.weights[name] for name in KIND_FEATURES]) + sentences @ kind.sentence
            for kind in self.kinds.values()
        ]
        names = list(self.kinds)
        return [names[best] for best in np.argmax(scores, axis=0)]


def load_addition_model(text: str | None = None) -> AdditionModel:
    """Read the weights.

    Parameters
    ----------
    text : str, optional
        JSON; the shipped weights without it.

    Returns
    -------
    AdditionModel
        Ready for use.

    Raises
    ------
    ModelError
        If the weights are damaged or made for other features.
    """
    return load_weights("analytics.measures.additions", "for additions", FEATURE_VERSION, _model, text)


def _model(stored: Mapping[str, Any]) -> AdditionModel:
    weights = weights_by_name(stored["weights"], FEATURES)
    kinds = {str(name): _kind(kind) for name, kind in stored["kinds"].items()}
    return AdditionModel(float(stored["intercept"]), weights, kinds, stored["provenance"])


def _kind(stored: Mapping[str, Any]) -> KindWeights:
    weights = weights_by_name(stored["weights"], KIND_FEATURES)
    return KindWeights(float(stored["intercept"]), weights, np.array(stored["sentence"], dtype=float))
