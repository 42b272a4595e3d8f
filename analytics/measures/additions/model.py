"""The weights that tell additions and their kinds, read from JSON that a person can read."""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import expit

from analytics.errors import ModelError
from analytics.measures.additions.features import FEATURE_VERSION, FEATURES, KIND_FEATURES

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
    if text is None:
        text = files("analytics.measures.additions").joinpath("weights.json").read_text(encoding="utf-8")
    try:
        stored = json.loads(text)
        version, weights = stored["feature_version"], {str(name): float(value) for name, value in stored["weights"].items()}
        kinds = {str(name): _kind(value) for name, value in stored["kinds"].items()}
        intercept, provenance = float(stored["intercept"]), stored["provenance"]
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ModelError(f"The weights for additions are damaged ({error}); install the package again or train them anew.") from error
    if (
        version != FEATURE_VERSION
        or set(weights) != set(FEATURES)
        or any(set(kind.weights) != set(KIND_FEATURES) for kind in kinds.values())
    ):
        raise ModelError(
            f"The weights for additions are for version {version} of the features {sorted(weights)}; "
            f"this program has version {FEATURE_VERSION}. Train them anew."
        )
    return AdditionModel(intercept, weights, kinds, provenance)


def _kind(stored: Mapping[str, object]) -> KindWeights:
    weights, sentence, intercept = stored["weights"], stored["sentence"], stored["intercept"]
    if not isinstance(weights, dict) or not isinstance(intercept, (int, float)):
        raise TypeError("a kind needs an intercept and weights")
    return KindWeights(float(intercept), {str(name): float(value) for name, value in weights.items()}, np.array(sentence, dtype=float))
