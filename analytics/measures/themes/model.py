"""The weights of the theme classifier, read from JSON that a person can read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from analytics.measures.themes.chain import chain_marginals
from analytics.measures.themes.features import FEATURE_VERSION, FEATURES, OTHER_FEATURES, ThemeFeatures
from analytics.weights import load_weights, weights_by_name

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class ThemeModel:
    """Weights of the theme classifier: the same for every theme, so that they serve any codebook.

    Parameters
    ----------
    weights : mapping of str to float
        Log-odds per unit of each of `FEATURES`.
    other_weights : mapping of str to float
        The same for `OTHER_FEATURES`.
    tie_apart, tie_joined : float
        Bonus for the same theme in neighbouring passages of different paragraphs, and in the same one; at least 0.
    provenance : mapping
        What the weights were learned from, with figures.
    """

    weights: Mapping[str, float]
    other_weights: Mapping[str, float]
    tie_apart: float
    tie_joined: float
    provenance: Mapping[str, object]

    def probabilities(self, features: ThemeFeatures) -> np.ndarray:
        """Return the probability of each theme, and of none (last column), for each passage, shape (passages, themes + 1)."""
        scores = theme_scores(
            features,
            np.array([self.weights[name] for name in FEATURES]),
            np.array([self.other_weights[name] for name in OTHER_FEATURES]),
        )
        return chain_marginals(scores, np.where(features.is_joined, self.tie_joined, self.tie_apart))[0]


def theme_scores(features: ThemeFeatures, weights: np.ndarray, other_weights: np.ndarray) -> np.ndarray:
    """Return the log score of each theme, and of none (last column), before neighbours are heard, shape (passages, themes + 1)."""
    scores: np.ndarray = np.concatenate([features.themes @ weights, (features.other @ other_weights)[:, None]], axis=1)
    return scores


def load_theme_model(text: str | None = None) -> ThemeModel:
    """Read the weights of the theme classifier.

    Parameters
    ----------
    text : str, optional
        JSON; the shipped weights without it.

    Returns
    -------
    ThemeModel
        Ready for use.

    Raises
    ------
    ModelError
        If the weights are damaged or made for other features.
    """
    return load_weights("analytics.measures.themes", "of the theme classifier", FEATURE_VERSION, _model, text)


def _model(stored: Mapping[str, Any]) -> ThemeModel:
    return ThemeModel(
        weights_by_name(stored["weights"], FEATURES),
        weights_by_name(stored["other_weights"], OTHER_FEATURES),
        float(stored["tie_apart"]),
        float(stored["tie_joined"]),
        stored["provenance"],
    )
