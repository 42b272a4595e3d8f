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
from analytics.measures.coverage.features import FEATURE_VERSION, cell_features, source_features
from analytics.measures.coverage.passage_features import passage_features
from analytics.settings import SHIPPED_WEIGHTS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from analytics.language.reading import ReadText
    from analytics.measures.coverage.alignment import Alignment
    from analytics.measures.coverage.book import Book

_CLIP = 6.0
_PARTS = ("passage", "related", "mentioned", "covered")
_VERDICTS = ("omitted", "partial", "covered")


@dataclass(frozen=True, slots=True)
class Logistic:
    """Logistic regression on standardised features.

    Parameters
    ----------
    names : tuple of str
        Names of the features, in order.
    means, scales, weights : numpy.ndarray of shape (features,)
        Mean and standard deviation of each feature in the training data, and the change of the log-odds per standard deviation.
    intercept : float
        Log-odds where every feature has its mean.
    """

    names: tuple[str, ...]
    means: np.ndarray
    scales: np.ndarray
    weights: np.ndarray
    intercept: float

    def log_odds(self, table: Mapping[str, np.ndarray]) -> np.ndarray:
        """Compute the log-odds for a table of features; columns lie more than six standard deviations out as if at six."""
        total: np.ndarray | float = self.intercept
        for name, mean, scale, weight in zip(self.names, self.means, self.scales, self.weights, strict=True):
            total = total + weight * np.clip((table[name] - mean) / scale, -_CLIP, _CLIP)
        return np.asarray(total)


@dataclass(frozen=True, slots=True)
class CoverageModel:
    """The trained model: which passage tells a commitment, and what follows for the source.

    Parameters
    ----------
    passage : Logistic
        Log-odds that a passage tells a commitment, from `passage_features`.
    related : Logistic
        Log-odds that the source is about the statement at all, from `source_features`.
    mentioned, covered : Logistic
        Log-odds of covered or partial, and of covered, from `cell_features`, for a source that is.
    mentioned_threshold, covered_threshold : float
        Probabilities from which the verdict is at least partial, and covered.
    rate_error : float
        Root mean square distance of a source's mean probability from its coded share, in training data held out.
    provenance : dict
        Data, counts, figures and settings of the training.
    """

    passage: Logistic
    related: Logistic
    mentioned: Logistic
    covered: Logistic
    mentioned_threshold: float
    covered_threshold: float
    rate_error: float
    provenance: dict[str, Any]

    def is_for(self, encoder: str) -> bool:
        """Tell whether the weights were trained on vectors of the encoder with this fingerprint."""
        return self.provenance.get("encoder") == encoder

    def told(self, book: Book, alignment: Alignment, source: ReadText) -> np.ndarray:
        """Compute the log-odds that each passage tells each commitment.

        Parameters
        ----------
        book, alignment, source
            The commitments, their alignment with the source, the source.

        Returns
        -------
        numpy.ndarray of shape (commitments, passages)
            Higher is better; 0 is even odds.
        """
        return self.passage.log_odds(passage_features(book, alignment, source))

    def probabilities(self, table: Mapping[str, np.ndarray], related: float | np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Turn the features of cells into probabilities.

        Parameters
        ----------
        table : mapping of str to numpy.ndarray of shape (commitments,)
            As `analytics.measures.coverage.features.cell_features` gives it.
        related : float or numpy.ndarray of shape (commitments,)
            Probability that the source is about the statement at all.

        Returns
        -------
        covered, mentioned : numpy.ndarray of shape (commitments,)
            Calibrated probabilities; covered is never above mentioned.
        """
        mentioned, covered = (related * _probability(part.log_odds(table)) for part in (self.mentioned, self.covered))
        return np.minimum(covered, mentioned), mentioned

    def relatedness(self, alignment: Alignment) -> float:
        """Compute the probability that a source is about the statement at all."""
        return float(_probability(self.related.log_odds(source_features(alignment))))

    def judge(self, book: Book, alignment: Alignment, source: ReadText) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Compute what passages tell, and the probabilities of covered and mentioned; see `told` and `probabilities`."""
        told = self.told(book, alignment, source)
        table = cell_features(book, alignment, told, source)
        return told, *self.probabilities(table, self.relatedness(alignment))

    def verdicts(self, covered: np.ndarray, mentioned: np.ndarray) -> list[str]:
        """Turn probabilities into verdicts.

        Parameters
        ----------
        covered, mentioned : numpy.ndarray of shape (commitments,)
            As `probabilities` gives them.

        Returns
        -------
        list of {"covered", "partial", "omitted"}
            Omitted where `mentioned` is below its threshold; else covered where `covered` reaches its own, else partial.
        """
        levels = to_levels(covered, mentioned, self.mentioned_threshold, self.covered_threshold)
        return [_VERDICTS[level] for level in levels]


def to_levels(covered: np.ndarray, mentioned: np.ndarray, mentioned_threshold: float, covered_threshold: float) -> np.ndarray:
    """Turn probabilities into levels.

    Parameters
    ----------
    covered, mentioned : numpy.ndarray of shape (cells,)
        As `CoverageModel.probabilities` gives them.
    mentioned_threshold, covered_threshold : float
        Where partial and covered begin.

    Returns
    -------
    numpy.ndarray of shape (cells,)
        0 omitted where `mentioned` is below its threshold; else 2 covered where `covered` reaches its own, else 1 partial.
    """
    return np.where(mentioned >= mentioned_threshold, np.where(covered >= covered_threshold, 2, 1), 0)


def _probability(log_odds: np.ndarray) -> np.ndarray:
    return np.asarray(1 / (1 + np.exp(-log_odds)))


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


def named_model(weights: str) -> CoverageModel:
    """Load the weights that `analytics.settings.Settings.weights` names, whatever encoder they were trained for; see `load_model`."""
    return load_model() if weights in ("", SHIPPED_WEIGHTS) else load_model(Path(weights).expanduser())


def model_for(encoder: str, weights: str = "") -> CoverageModel:
    """Load the weights that go with an encoder.

    Parameters
    ----------
    encoder : str
        Fingerprint of the encoder that the vectors come from.
    weights : str, optional
        A file of weights; ``shipped`` for the shipped ones whatever the encoder; without it the shipped ones, if they fit.

    Returns
    -------
    CoverageModel
        Trained for the encoder, save where ``shipped`` was asked for: see `CoverageModel.is_for`.

    Raises
    ------
    ModelError
        If the weights were trained for another encoder: their probabilities would be wrong in silence. Or as in `load_model`.
    """
    model = named_model(weights)
    if not weights and (changed := _changed_files(str(model.provenance.get("encoder")), encoder)):
        raise ModelError(
            f"The files of {changed} are not those that the shipped weights of the verdicts were trained with: damaged, or changed. "
            "Install leftout and its requirements again."
        )
    if weights != SHIPPED_WEIGHTS and not model.is_for(encoder):
        what = f"The weights in {weights}" if weights else "The shipped weights of the verdicts"
        raise ModelError(
            f"{what} were trained for the encoder {model.provenance.get('encoder')}, not for {encoder}: their probabilities would be "
            "wrong. Train weights for it with python -m analytics.training --engine, and name their file as the weights; or name "
            f"'{SHIPPED_WEIGHTS}' as the weights for verdicts that are not calibrated."
        )
    return model


def _changed_files(expected: str, found: str) -> str:
    """Name the encoders of a pair that are the expected ones by name and make, yet have other weights by their hash."""
    pairs = [(one, other) for one, other in zip(expected.split(" + "), found.split(" + "), strict=False) if one != other]
    return " and ".join(one.split("/")[0] for one, other in pairs if one.rpartition("/")[0] == other.rpartition("/")[0])


def model_from_json(content: dict[str, Any], name: str) -> CoverageModel:
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
        version = content["feature_version"]
        parts = {part: _logistic(content[part]) for part in _PARTS}
        model = CoverageModel(
            **parts,
            mentioned_threshold=float(content["thresholds"]["mentioned"]),
            covered_threshold=float(content["thresholds"]["covered"]),
            rate_error=float(content["rate_error"]),
            provenance=dict(content["provenance"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise ModelError(
            f"The weights of the coverage model in {name} are incomplete ({error!r}). Train them anew or reinstall."
        ) from error
    if version != FEATURE_VERSION:
        raise ModelError(
            f"The weights in {name} were made for version {version} of the features, this program has version {FEATURE_VERSION}. "
            "Train them anew or reinstall."
        )
    _require_sound_numbers(model, name)
    return model


def _logistic(part: dict[str, Any]) -> Logistic:
    rows = part["features"]
    mean, scale, weight = (np.array([float(row[key]) for row in rows]) for key in ("mean", "scale", "weight"))
    return Logistic(tuple(str(row["name"]) for row in rows), mean, scale, weight, float(part["intercept"]))


def _require_sound_numbers(model: CoverageModel, name: str) -> None:
    for part in (model.passage, model.related, model.mentioned, model.covered):
        finite = all(np.isfinite(values).all() for values in (part.means, part.scales, part.weights, part.intercept))
        if not part.names or not finite or not (part.scales > 0).all():
            raise ModelError(f"The weights in {name} hold numbers that cannot be: all must be finite, and every scale above 0.")
    if not 0 < model.mentioned_threshold < 1 or not 0 < model.covered_threshold < 1:
        raise ModelError(f"The thresholds in {name} are not probabilities between 0 and 1.")


def model_to_json(model: CoverageModel) -> dict[str, Any]:
    """Turn a model into what is written to a file of weights: one readable row per feature.

    Parameters
    ----------
    model : CoverageModel
        The model.

    Returns
    -------
    dict
        Plain lists, texts and numbers, rounded to six significant digits.
    """
    parts = {part: _part_to_json(getattr(model, part)) for part in _PARTS}
    return {
        "feature_version": FEATURE_VERSION,
        "provenance": model.provenance,
        "thresholds": {"mentioned": model.mentioned_threshold, "covered": model.covered_threshold},
        "rate_error": _rounded(model.rate_error),
        **parts,
    }


def _part_to_json(part: Logistic) -> dict[str, Any]:
    rows = zip(part.names, part.means, part.scales, part.weights, strict=True)
    return {
        "intercept": _rounded(part.intercept),
        "features": [{"name": n, "mean": _rounded(m), "scale": _rounded(s), "weight": _rounded(w)} for n, m, s, w in rows],
    }


def _rounded(value: float) -> float:
    # Six digits are more than the data know; they also hide the last bits, in which two machines may differ.
    return float(f"{value:.6g}")
