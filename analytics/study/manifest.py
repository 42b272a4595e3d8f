"""A study on disk: ``study.toml`` and the files it names."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from analytics.errors import Fault
from analytics.study.codebook import Commitment
from analytics.study.documents import Source, Statement


@dataclass(frozen=True, slots=True)
class Study:
    """What is compared: a statement with its commitments, and the sources held against it.

    Parameters
    ----------
    title, language : str
        Name of the study, and language of the statement.
    folder : pathlib.Path
        Where it was read from.
    statement : Statement
        The reference text.
    commitments : tuple of Commitment
        In the order of the codebook.
    sources : tuple of Source
        The healthy sources, in the order of the manifest.
    faults : tuple of Fault
        What was left aside or is worth knowing; never fatal ones.
    """

    title: str
    language: str
    folder: Path
    statement: Statement
    commitments: tuple[Commitment, ...]
    sources: tuple[Source, ...]
    faults: tuple[Fault, ...] = ()
