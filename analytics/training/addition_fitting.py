"""Where the weights for additions come from: passages coded as going beyond the statement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from analytics.measures.additions.features import FEATURE_VERSION, FEATURES, KIND_FEATURES, addition_features, prepare_statement
from analytics.measures.additions.model import AdditionModel, KindWeights
from analytics.training.coded_studies import coded_passages

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analytics.training.coded_studies import CodedStudy

# Inverse strengths of the ridge penalties, and the weight of a sentence vector beside standardised features, chosen leaving one case out.
_ADDITION_C = 1.0
_KIND_C = 0.03
_SENTENCE_SCALE = 6.0


@dataclass(frozen=True, slots=True)
class AdditionText:
    """One source with its features and what was coded.

    Parameters
    ----------
    case, source, language : str
        Study, source and language.
    features : numpy.ndarray of shape (passages, len(FEATURES))
        As `addition_features` gives them.
    sentences : numpy.ndarray of shape (passages, d)
        Sentence vectors.
    kinds : tuple of str
        The coded kind; empty where the passage is no addition.
    """

    case: str
    source: str
    language: str
    features: np.ndarray
    sentences: np.ndarray
    kinds: tuple[str, ...]

    @property
    def is_addition(self) -> np.ndarray:
        """Whether each passage is coded as an addition."""
        return np.array([bool(kind) for kind in self.kinds])


def addition_texts(coded: CodedStudy) -> list[AdditionText]:
    """Prepare the sources of a study that were coded: those that have a row in the coding of additions or of themes."""
    view = prepare_statement(coded.statement_read, coded.commitment_reads)
    additions = coded.codings["additions_coding"]
    sources = {row["source"] for name in ("additions_coding", "theme_coding") for row in coded.codings[name]}
    texts = []
    for source, read in coded.reads.items():
        if source in sources and read.passages:
            kinds = [""] * len(read.passages)
            for row in additions:
                if row["source"] == source:
                    for passage in coded_passages(read, row["passage"]):
                        kinds[passage] = row["kind"]
            sentences = np.stack([text.sentence for text in read.encoded])
            texts.append(AdditionText(coded.name, source, read.language, addition_features(view, read), sentences, tuple(kinds)))
    return texts


def fit_addition_model(texts: Sequence[AdditionText], provenance: dict[str, object]) -> AdditionModel:
    """Learn the weights by ridge logistic regression; deterministic for the same texts."""
    features = np.concatenate([text.features for text in texts])
    is_addition = np.concatenate([text.is_addition for text in texts])
    scaler = StandardScaler().fit(features)
    fitted = LogisticRegression(C=_ADDITION_C, max_iter=5000).fit(scaler.transform(features), is_addition)
    weights, intercept = _unscaled(fitted.coef_[0], float(fitted.intercept_[0]), scaler)
    return AdditionModel(intercept, dict(zip(FEATURES, weights, strict=True)), _fit_kinds(texts), provenance)


def addition_model_to_json(model: AdditionModel) -> dict[str, object]:
    """Return the weights as plain values for ``weights.json``."""
    return {
        "what": "Weights for additions: log-odds per unit of a feature; per kind also per unit of the sentence vector.",
        "feature_version": FEATURE_VERSION,
        "intercept": model.intercept,
        "weights": dict(model.weights),
        "kinds": {
            name: {"intercept": kind.intercept, "weights": dict(kind.weights), "sentence": kind.sentence.tolist()}
            for name, kind in model.kinds.items()
        },
        "provenance": dict(model.provenance),
    }


def _fit_kinds(texts: Sequence[AdditionText]) -> dict[str, KindWeights]:
    chosen = [FEATURES.index(name) for name in KIND_FEATURES]
    is_addition = np.concatenate([text.is_addition for text in texts])
    features = np.concatenate([text.features for text in texts])[:, chosen][is_addition]
    sentences = np.concatenate([text.sentences for text in texts])[is_addition]
    kinds = np.array([kind for text in texts for kind in text.kinds if kind])
    scaler = StandardScaler().fit(features)
    together = np.concatenate([scaler.transform(features), _SENTENCE_SCALE * sentences], axis=1)
    fitted = LogisticRegression(C=_KIND_C, class_weight="balanced", max_iter=5000).fit(together, kinds)
    rows, intercepts = fitted.coef_, fitted.intercept_
    if len(fitted.classes_) == 2:
        # With two kinds scikit-learn keeps one row, for the second against the first.
        rows, intercepts = np.concatenate([-rows, rows]) / 2, np.concatenate([-intercepts, intercepts]) / 2
    found = {}
    for kind, row, intercept in zip(fitted.classes_, rows, intercepts, strict=True):
        weights, start = _unscaled(row[: len(chosen)], float(intercept), scaler)
        sentence = (_SENTENCE_SCALE * row[len(chosen) :]).round(3)
        found[str(kind)] = KindWeights(start, dict(zip(KIND_FEATURES, weights, strict=True)), sentence)
    return found


def _unscaled(weights: np.ndarray, intercept: float, scaler: StandardScaler) -> tuple[list[float], float]:
    """Turn weights of standardised features into weights per unit."""
    plain = weights / scaler.scale_
    return plain.round(4).tolist(), round(intercept - float(plain @ scaler.mean_), 4)
