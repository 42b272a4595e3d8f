"""Weights of small models, read from JSON that a person can read.

The measures know nothing of one another; what their files of weights have in common is read here.
"""

from __future__ import annotations

import json
from importlib.resources import files
from typing import TYPE_CHECKING, Any, TypeVar

from analytics.errors import ModelError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

Model = TypeVar("Model")


def load_weights(package: str, what: str, version: int, build: Callable[[Mapping[str, Any]], Model], text: str | None = None) -> Model:
    """Read the weights of a model.

    Parameters
    ----------
    package : str
        Package that ships them as ``weights.json``.
    what : str
        What they are for, in messages, such as ``for additions``.
    version : int
        Version of the features that the program has; the file says in ``feature_version`` which one it was made for.
    build : callable
        Makes the model of the file's content; raises `KeyError`, `TypeError`, `ValueError` or `AttributeError` where it cannot.
    text : str, optional
        JSON; the shipped weights without it.

    Returns
    -------
    object
        What `build` gives.

    Raises
    ------
    ModelError
        If the weights are damaged or made for other features.
    """
    if text is None:
        text = files(package).joinpath("weights.json").read_text(encoding="utf-8")
    try:
        stored = json.loads(text)
        found = stored["feature_version"]
        model = build(stored) if found == version else None
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ModelError(f"The weights {what} are damaged ({error}); install the package again or train them anew.") from error
    if model is None:
        raise ModelError(
            f"The weights {what} are for version {found} of the features; this program has version {version}. Train them anew."
        )
    return model


def weights_by_name(stored: Mapping[str, Any], names: Collection[str]) -> dict[str, float]:
    """Read one weight for each feature.

    Parameters
    ----------
    stored : mapping of str to number
        As in the file.
    names : collection of str
        The features that the program has.

    Returns
    -------
    dict of str to float
        In the order of the file.

    Raises
    ------
    ValueError
        If a weight is no number, or they are for other features.
    """
    weights = {str(name): float(value) for name, value in stored.items()}
    if set(weights) != set(names):
        raise ValueError(f"they are for the features {sorted(weights)}, not {sorted(names)}")
    return weights
