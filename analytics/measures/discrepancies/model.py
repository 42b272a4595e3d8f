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
    from collections.abc import Mapping

    from analytics.measures.discrepancies.facts import Fact

FEATURES = ("near_forward", "near_back", "far_forward", "far_back", "sentence")
"""Per pair of facts, see `pair_features`."""

FEATURE_VERSION = 1
"""Raised with every change of what a feature means: weights made for another version are refused."""

_REACHES = (3.0, 10.0)
_FLOOR = 0.4


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

    def probability(self, told: Fact, stated: Fact) -> float:
        """Return the probability that a fact of a source and one of the statement are about the same thing."""
        return float(expit(self.intercept + pair_features(told, stated) @ np.array([self.weights[name] for name in FEATURES])))


def pair_features(told: Fact, stated: Fact) -> np.ndarray:
    """Compare the surroundings of two facts.

    Parameters
    ----------
    told, stated : Fact
        One of the source, one of the statement.

    Returns
    -------
    numpy.ndarray of shape (len(FEATURES),)
        For a reach of 3 and of 10 pieces: mean best cosine of the pieces around the one fact among those of the other passage, forward
        (from `told`) and back. A piece d pieces away counts exp(-d / reach), and a match 0.4 + 0.6 exp(-d / reach) of its cosine, so that
        matches close to the other fact count most. Last the cosine of the passages. 0 where a passage has no word besides.
    """
    sentence = float(told.sentence @ stated.sentence)
    if not len(told.around) or not len(stated.around):
        return np.array([0.0, 0.0, 0.0, 0.0, sentence])
    cosines = told.around @ stated.around.T
    found = []
    for reach in _REACHES:
        own, other = np.exp(-told.distance / reach), np.exp(-stated.distance / reach)
        forward = (cosines * (_FLOOR + (1 - _FLOOR) * other)).max(axis=1)
        back = (cosines * (_FLOOR + (1 - _FLOOR) * own)[:, None]).max(axis=0)
        found += [_average(forward, own), _average(back, other)]
    return np.array([*found, sentence])


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


def _average(values: np.ndarray, weights: np.ndarray) -> float:
    total = float(weights.sum())
    return float(values @ weights) / total if total > 0 else 0.0
