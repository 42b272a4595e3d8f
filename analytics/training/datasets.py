"""Texts with known verdicts, read into the shape that the features are made from."""

from __future__ import annotations

import csv
import hashlib
import json
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from analytics.errors import Fault, StudyError
from analytics.language.passages import Passage
from analytics.language.reading import ReadText, read_commitments, read_text
from analytics.language.tokens import tokenize
from analytics.schema import SEPARATOR
from analytics.study.codebook import Commitment
from analytics.study.manifest import load_study

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from analytics.language.encoder import Encoder
    from analytics.study.manifest import Study

UNKNOWN = -1
"""Level of a cell that nobody has coded."""

LEVELS = {"omitted": 0, "partial": 1, "covered": 2}
"""Level of each verdict."""

# Markers of references such as [12], which point at documents outside the text.
_CITATION = re.compile(r"\s*\[\d{1,3}\]")
_SPACES = str.maketrans({"\n": " ", "\t": " ", "\r": " "})


@dataclass(frozen=True, slots=True)
class LabelledText:
    """One source with the known levels of its cells.

    Parameters
    ----------
    id : str
        Name of the source within its statement.
    read : ReadText
        The source.
    levels : numpy.ndarray of shape (commitments,)
        2 covered, 1 partial, 0 omitted, `UNKNOWN` where nobody has coded; int.
    evidence : tuple of frozenset of int
        Numbers of the passages that the coder pointed at, per commitment; empty where none is known.
    sure : numpy.ndarray of shape (commitments,)
        Whether the coder was sure of the level; bool.
    """

    id: str
    read: ReadText
    levels: np.ndarray
    evidence: tuple[frozenset[int], ...]
    sure: np.ndarray


@dataclass(frozen=True, slots=True)
class LabelledStatement:
    """One statement's commitments, with the coded sources held against them.

    Parameters
    ----------
    dataset, group : str
        Where it comes from. A group is never split between training and testing.
    commitments : tuple of ReadText
        As `read_commitments` gives them.
    texts : tuple of LabelledText
        The sources.
    three_levels : bool
        False where coders only said present (2) or not (0).
    """

    dataset: str
    group: str
    commitments: tuple[ReadText, ...]
    texts: tuple[LabelledText, ...]
    three_levels: bool = True
    study: Study | None = field(default=None, repr=False)


def file_hash(path: Path) -> str:
    """Hash a file, or all files of a folder in the order of their names."""
    digest = hashlib.sha256()
    files = sorted(path.rglob("*")) if path.is_dir() else [path]
    for file in files:
        if file.is_file():
            digest.update(file.relative_to(path.parent).as_posix().encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()


def load_cases(folder: Path, encoder: Encoder, dataset: str = "cases") -> list[LabelledStatement]:
    """Load every coded study below a folder.

    Parameters
    ----------
    folder : pathlib.Path
        Holds one folder per study, each with ``study.toml`` and ``coding.csv``.
    encoder : Encoder
        Encodes the texts.
    dataset : str
        Name to file them under.

    Returns
    -------
    list of LabelledStatement
        In the order of the folders' names.

    Raises
    ------
    StudyError
        If there is none, or one cannot be read.
    """
    manifests = sorted(folder.glob("*/study.toml"))
    if not manifests:
        raise StudyError([Fault(str(folder), "No folder with a study.toml was found here; name the folder that holds the coded studies.")])
    return [load_coded_study(manifest.parent, manifest.parent / "coding.csv", encoder, dataset) for manifest in manifests]


def load_coded_study(folder: Path, coding: Path, encoder: Encoder, dataset: str) -> LabelledStatement:
    """Load one study with its coding.

    Parameters
    ----------
    folder : pathlib.Path
        The study's folder.
    coding : pathlib.Path
        CSV with ``commitment,source,verdict,sure,evidence``.
    encoder : Encoder
        Encodes the texts.
    dataset : str
        Name to file it under.

    Returns
    -------
    LabelledStatement
        With the sources that the coding knows.
    """
    study = load_study(folder)
    rows = _read_coding(coding)
    reads = read_commitments(study.commitments, study.language, encoder)
    texts = tuple(
        _labelled(source.id, read_text(source.text, source.language or study.language, encoder), rows, study.commitments, source.id)
        for source in study.sources
        if any(key[1] == source.id for key in rows)
    )
    return LabelledStatement(dataset, folder.name, reads, texts, study=study)


def load_parity(folder: Path, study_folder: Path, coding: Path, encoder: Encoder) -> list[LabelledStatement]:
    """Load translations ``<source>.<language>.txt`` of coded sources, one statement per language.

    Parameters
    ----------
    folder : pathlib.Path
        Holds the translations.
    study_folder, coding : pathlib.Path
        The study they were translated from, and the coding of its sources.
    encoder : Encoder
        Encodes the texts.

    Returns
    -------
    list of LabelledStatement
        Group is the language; in the order of the languages' codes.
    """
    study = load_study(study_folder)
    rows = _read_coding(coding)
    reads = read_commitments(study.commitments, study.language, encoder)
    found: dict[str, list[LabelledText]] = {}
    for path in sorted(folder.glob("*.*.txt")):
        source, language, _ = path.name.rsplit(".", 2)
        text = path.read_text(encoding="utf-8")
        found.setdefault(language, []).append(_labelled(source, read_text(text, language, encoder), rows, study.commitments, source))
    return [LabelledStatement("parity", language, reads, tuple(texts)) for language, texts in sorted(found.items())]


def load_units(path: Path, encoder: Encoder, *, texts_per_group: int | None = None) -> Iterator[LabelledStatement]:
    """Load a public data set of content units, one statement per text and its units.

    Parameters
    ----------
    path : pathlib.Path
        JSON lines with ``dataset, group, text_id, passages, units``; a unit has ``unit`` and ``level`` (0, 1, 2) or ``present`` (0, 1).
    encoder : Encoder
        Encodes the texts.
    texts_per_group : int, optional
        Keep only so many texts of each group, spread evenly over the file.

    Yields
    ------
    LabelledStatement
        With one source.
    """
    with path.open(encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    for row in _thinned(rows, texts_per_group):
        units = [
            Commitment(f"u{number}", None, "", "fact", 0, "", unit["unit"], 0, len(unit["unit"]))
            for number, unit in enumerate(row["units"])
        ]
        levels = np.array([unit["level"] if "level" in unit else 2 * unit["present"] for unit in row["units"]])
        evidence = tuple(frozenset() if unit.get("evidence") is None else frozenset({int(unit["evidence"])}) for unit in row["units"])
        text = LabelledText(row["text_id"], _read_passages(row["passages"], encoder), levels, evidence, np.ones(len(levels), dtype=bool))
        reads = read_commitments(units, "en", encoder)
        yield LabelledStatement(row["dataset"], row["group"], reads, (text,), three_levels="level" in row["units"][0])


def readable(statements: Sequence[LabelledStatement], encoder: Encoder) -> list[LabelledStatement]:
    """Keep what an encoder can read.

    Parameters
    ----------
    statements : sequence of LabelledStatement
        In any language.
    encoder : Encoder
        Says which languages it was trained on.

    Returns
    -------
    list of LabelledStatement
        Statements in a language of the encoder, with those of their texts that are in one too; none without texts.
    """
    known = [statement for statement in statements if statement.commitments[0].language in encoder.languages]
    kept = [replace(each, texts=tuple(text for text in each.texts if text.read.language in encoder.languages)) for each in known]
    return [statement for statement in kept if statement.texts]


def crossed_over(statements: Sequence[LabelledStatement]) -> list[LabelledStatement]:
    """Hold each statement against the articles of the next one, about another event: every commitment is omitted.

    Parameters
    ----------
    statements : sequence of LabelledStatement
        About different events; one alone gives nothing.

    Returns
    -------
    list of LabelledStatement
        Of the statement's own data set and group; evidence is empty.
    """
    crossed: list[LabelledStatement] = []
    for own, other in zip(statements, [*statements[1:], *statements[:1]], strict=True):
        size = len(own.commitments)
        if own is not other:
            texts = tuple(
                replace(text, levels=np.zeros(size, dtype=int), evidence=(frozenset[int](),) * size, sure=np.ones(size, dtype=bool))
                for text in other.texts
            )
            crossed.append(replace(own, texts=texts))
    return crossed


def _thinned(rows: Sequence[dict[str, Any]], texts_per_group: int | None) -> list[dict[str, Any]]:
    if texts_per_group is None:
        return list(rows)
    groups: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        groups.setdefault(row["group"], []).append(row)
    return [some[len(some) * k // texts_per_group] for some in groups.values() for k in range(min(texts_per_group, len(some)))]


def _read_passages(texts: Sequence[str], encoder: Encoder) -> ReadText:
    """Read a text that comes already cut into passages."""
    stripped = [_CITATION.sub("", text).strip() or "-" for text in texts]
    passages, start = [], 0
    for number, text in enumerate(stripped, 1):
        passages.append(Passage(f"p{number:03d}", start, start + len(text), text, "sentence", number))
        start += len(text) + 1
    tokens = tuple(tokenize(passage.text, "en", offset=passage.start) for passage in passages)
    return ReadText("\n".join(stripped), "en", tuple(passages), tokens, tuple(encoder.encode(stripped)))


def _read_coding(path: Path) -> dict[tuple[str, str], dict[str, str]]:
    """Read a coding, keyed by commitment and source."""
    with path.open(encoding="utf-8", newline="") as file:
        return {(row["commitment"], row["source"]): row for row in csv.DictReader(file)}


def _labelled(
    name: str, read: ReadText, rows: dict[tuple[str, str], dict[str, str]], commitments: Sequence[Commitment], source: str
) -> LabelledText:
    cells = [rows.get((commitment.id, source), {}) for commitment in commitments]
    levels = np.array([LEVELS.get(cell.get("verdict", ""), UNKNOWN) for cell in cells])
    evidence = tuple(_passages_of(cell.get("evidence", ""), read) for cell in cells)
    return LabelledText(name, read, levels, evidence, np.array([cell.get("sure", "yes") != "no" for cell in cells]))


def _passages_of(evidence: str, read: ReadText) -> frozenset[int]:
    """Find the passages that quoted evidence stands in; quotes that are not verbatim are passed over."""
    flat = read.text.translate(_SPACES)
    found: set[int] = set()
    for quote in filter(None, (part.strip() for part in evidence.split(SEPARATOR.strip()))):
        start = flat.find(quote.translate(_SPACES))
        if start >= 0:
            end = start + len(quote)
            found |= {number for number, passage in enumerate(read.passages) if passage.start < end and passage.end > start}
    return frozenset(found)
