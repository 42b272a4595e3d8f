"""Studies with codings of passages: themes, additions, discrepancies."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analytics.language.reading import ReadText, read_commitments, read_text
from analytics.study.manifest import load_study

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from analytics.language.encoder import Encoder
    from analytics.study.manifest import Study

_MEETING = 0.5


@dataclass(frozen=True, slots=True)
class CodedStudy:
    """A study, read, with what people coded.

    Parameters
    ----------
    name : str
        Name of its folder.
    study : Study
        The study.
    statement_read : ReadText
        Its statement.
    commitment_reads : tuple of ReadText
        Label and quote of each commitment.
    reads : mapping of str to ReadText
        Its sources by id.
    codings : mapping of str to list of mapping
        Rows of ``theme_coding.csv``, ``additions_coding.csv`` and ``discrepancy_coding.csv``, by the name of the file without ending;
        empty where there is none.
    """

    name: str
    study: Study
    statement_read: ReadText
    commitment_reads: tuple[ReadText, ...]
    reads: Mapping[str, ReadText]
    codings: Mapping[str, list[dict[str, str]]]


def read_coded_study(folder: Path, encoder: Encoder) -> CodedStudy:
    """Read a study folder with its codings.

    Parameters
    ----------
    folder : pathlib.Path
        Holds ``study.toml`` and the codings. Sources without a language count as being in the study's.
    encoder : Encoder
        Gives the vectors.

    Returns
    -------
    CodedStudy
        Everything that fitting and evaluation need.

    Raises
    ------
    StudyError
        If the study is at fault.
    """
    study = load_study(folder)
    reads = {source.id: read_text(source.text, source.language or study.language, encoder) for source in study.sources}
    names = ("theme_coding", "additions_coding", "discrepancy_coding")
    return CodedStudy(
        name=folder.name,
        study=study,
        statement_read=read_text(study.statement.text, study.language, encoder),
        commitment_reads=read_commitments(study.commitments, study.language, encoder),
        reads=reads,
        codings={name: _rows(folder / f"{name}.csv") for name in names},
    )


def read_coded_studies(folder: Path, encoder: Encoder) -> list[CodedStudy]:
    """Read every study folder inside a folder, by name."""
    return [read_coded_study(path.parent, encoder) for path in sorted(folder.glob("*/study.toml"))]


def coded_passages(read: ReadText, quote: str) -> list[int]:
    """Find the passages that a coder's quote stands for.

    Parameters
    ----------
    read : ReadText
        The source.
    quote : str
        Verbatim words of it, not necessarily a whole passage.

    Returns
    -------
    list of int
        Numbers of the passages that share at least half of the quote's or of their own characters with it; empty where the
        quote is not in the text.
    """
    start = read.text.find(quote.strip())
    end = start + len(quote.strip())
    if start < 0 or start == end:
        return []
    shared = [min(end, passage.end) - max(start, passage.start) for passage in read.passages]
    lengths = [min(passage.end - passage.start, end - start) for passage in read.passages]
    return [number for number, (part, whole) in enumerate(zip(shared, lengths, strict=True)) if part >= _MEETING * whole]


def _rows(path: Path) -> list[dict[str, str]]:
    if not path.exists():
        return []
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [dict(row) for row in csv.DictReader(file)]
