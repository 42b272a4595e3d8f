"""From features to calibrated probabilities and verdicts, with weights that can be read."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from analytics.errors import ModelError
from analytics.measures.coverage.features import FEATURE_VERSION

if TYPE_CHECKING:
    from collections.abc import Mapping

_CLIP = 5.0


@dataclass(frozen=True, slots=True)
class Scale:
    """Logistic regression on standardised features.

    Parameters
    ----------
    intercept : float
        Log-odds where every feature has its mean.
    coefficients : numpy.ndarray of shape (features,)
        Change of the log-odds per standard deviation of each feature.
    """

    intercept: float
    coefficients: np.ndarray


@dataclass(frozen=True, slots=True)
class CoverageModel:
    """The trained model.

    Parameters
    ----------
    features : tuple of str
        Names of the features that it uses, in order.
    means, scales : numpy.ndarray of shape (features,)
        Mean and standard deviation of each feature in the training data.
    mentioned, covered : Scale
        Log-odds of covered or partial, and of covered.
    mentioned_threshold, covered_threshold : float
        Probabilities from which the verdict is at least partial, and covered.
    provenance : dict
        Data, counts, figures and settings of the training.
    """

    features: tuple[str, ...]
    means: np.ndarray
    scales: np.ndarray
    mentioned: Scale
    covered: Scale
    mentioned_threshold: float
    covered_threshold: float
    provenance: dict[str, Any]

    def probabilities(self, table: Mapping[str, np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
        """Turn features into probabilities.

        Parameters
        ----------
        table : mapping of str to numpy.ndarray of shape (commitments,)
            As `analytics.measures.coverage.features.feature_table` gives it.

        Returns
        -------
        covered, mentioned : numpy.ndarray of shape (commitments,)
            Calibrated probabilities; covered is never above mentioned.
        """
        columns = np.stack([table[name] for name in self.features], axis=1)
        standard = np.clip((columns - self.means) / self.scales, -_CLIP, _CLIP)
        mentioned, covered = (_logistic(standard @ part.coefficients + part.intercept) for part in (self.mentioned, self.covered))
        return np.minimum(covered, mentioned), mentioned

    def verdicts(self, covered: np.ndarray, mentioned: np.ndarray) -> list[str]:
        """Turn probabilities into verdicts.

        Parameters
        ----------
        covered, mentioned : numpy.ndarray of shape (commitments,)
            As `probabilities` gives them.

        Returns
        -------
        list of {"covered", "partial", "omitted"}
            Covered where `covered` reaches its threshold, else partial where `mentioned` reaches its own, else omitted.
        """
        at_least_partial = np.where(mentioned >= self.mentioned_threshold, "partial", "omitted")
        return [str(verdict) for verdict in np.where(covered >= self.covered_threshold, "covered", at_least_partial)]


def _logistic(log_odds: np.ndarray) -> np.ndarray:
    return np.asarray(1.0 / (1.0 + np.exp(-log_odds)))


@cache
def load_model(path: Path | None = None) -> CoverageModel:
    """Load a trained model.

    Parameters
    ----------
    path : pathlib.Path, optional
        A file of weights; by default the weights that ship with the package.

    Returns
    -------
    CoverageModel
        Checked: complete, finite, and made for the features of this version.

    Raises
    ------
    ModelError
        If the file cannot be read or does not fit.
    """
    name = "the shipped weights" if path is None else str(path)
    try:
        resource = files("analytics.measures.coverage").joinpath("weights.json") if path is None else path
        content = json.loads(resource.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(f"The weights of the coverage model cannot be read from {name}: {error}. Train them anew or reinstall.") from error
    return model_from_json(content, name)


def model_from_json(content: Any, name: str) -> CoverageModel:
    """Build a model from the content of a file of weights.

    Parameters
    ----------
    content : dict
        As `model_to_json` gives it.
    name : str
        What to call the file in messages.

    Returns
    -------
    CoverageModel
        Checked.

    Raises
    ------
    ModelError
        If something is missing, not finite, or made for other features.
    """
    try:
        version, rows = content["feature_version"], content["features"]
        numbers = {key: np.array([float(row[key]) for row in rows]) for key in ("mean", "scale", "mentioned", "covered")}
        model = CoverageModel(
            features=tuple(str(row["name"]) for row in rows),
            means=numbers["mean"],
            scales=numbers["scale"],
            mentioned=Scale(float(content["intercepts"]["mentioned"]), numbers["mentioned"]),
            covered=Scale(float(content["intercepts"]["covered"]), numbers["covered"]),
            mentioned_threshold=float(content["thresholds"]["mentioned"]),
            covered_threshold=float(content["thresholds"]["covered"]),
            provenance=dict(content["provenance"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise ModelError(
            f"The weights of the coverage model in {name} are incomplete ({error!r}). Train them anew or reinstall."
        ) from error
    _check(model, version, numbers, name)
    return model


def _check(model: CoverageModel, version: object, numbers: Mapping[str, np.ndarray], name: str) -> None:
    if version != FEATURE_VERSION:
        raise ModelError(
            f"The weights in {name} were made for version {version} of the features, this program has version {FEATURE_VERSION}. "
            "Train them anew or reinstall."
        )
    finite = all(np.isfinite(values).all() for values in numbers.values())
    if not model.features or not finite or not (numbers["scale"] > 0).all():
        raise ModelError(f"The weights in {name} hold numbers that cannot be: all must be finite, and every scale above 0.")


def model_to_json(model: CoverageModel) -> dict[str, Any]:
    """Turn a model into what is written to a file of weights: one readable row per feature.

    Parameters
    ----------
    model : CoverageModel
        The model.

    Returns
    -------
    dict
        Plain lists, texts and numbers.
    """
    rows = zip(model.features, model.means, model.scales, model.mentioned.coefficients, model.covered.coefficients, strict=True)
    return {
        "feature_version": FEATURE_VERSION,
        "intercepts": {"mentioned": model.mentioned.intercept, "covered": model.covered.intercept},
        "thresholds": {"mentioned": model.mentioned_threshold, "covered": model.covered_threshold},
        "features": [
            {"name": name, "mean": float(mean), "scale": float(scale), "mentioned": float(m), "covered": float(c)}
            for name, mean, scale, m, c in rows
        ],
        "provenance": model.provenance,
    }
