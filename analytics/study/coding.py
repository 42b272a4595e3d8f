"""A coding: the verdicts that a person, or another program, gave to commitments in sources."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from analytics.errors import Fault, Severity, StudyError
from analytics.schema import SEPARATOR, VERDICTS, Verdict
from analytics.settings import Settings
from analytics.study.csv_rows import RowError, TableError, cells_by_name, column_names, read_rows
from analytics.study.documents import read_text_file
from analytics.study.shortening import shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from analytics.study.manifest import Study

REQUIRED = ("commitment", "source", "verdict")
"""Columns that every coding has; ``sure`` and ``evidence`` may follow, others are not read."""

SURE = {"": True, "yes": True, "no": False}
"""What the column ``sure`` may hold: no where another careful coder might differ."""

SHOWN_CHARACTERS = 80
"""Longest quotation in a message."""

SHOWN_NAMES = 8
"""Most names listed as those expected."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class CodedCell:
    """The verdict on one commitment in one source.

    Parameters
    ----------
    source, commitment : str
        Ids in the study.
    verdict : {"covered", "partial", "omitted"}
        What the coder found.
    sure : bool
        Whether the coder was sure; True where the coding does not say.
    evidence : tuple of str
        Passages that the coder quotes; empty where none is quoted.
    spans : tuple of (int, int)
        Where the quotes stand in the source's stored text, each place of each quote that was found.
    """

    source: str
    commitment: str
    verdict: Verdict
    sure: bool = True
    evidence: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Coding:
    """A coding as read.

    Parameters
    ----------
    cells : tuple of CodedCell
        The sound rows, in the order of the file, each cell once.
    file, sha256 : str
        Name of the file, and hash of its bytes.
    faults : tuple of Fault
        Rows left aside, and quotes that were not found (notices); in the order of the file.
    """

    cells: tuple[CodedCell, ...]
    file: str
    sha256: str
    faults: tuple[Fault, ...] = ()


def read_coding(path: Path, study: Study, *, settings: Settings | None = None) -> Coding:
    """Read a coding of a study.

    Parameters
    ----------
    path : pathlib.Path
        A CSV file in UTF-8, with or without byte order mark: ``commitment,source,verdict`` and, where wanted, ``sure`` (yes or no) and
        ``evidence`` (verbatim passages joined by `` || ``). It need not hold every cell of the study.
    study : Study
        Says which commitments and sources there are.
    settings : Settings, optional
        Gives the limits of what is read.

    Returns
    -------
    Coding
        The sound rows and the faults of the others.

    Raises
    ------
    StudyError
        With every fault, if the file cannot be read, lacks a column, or has no row that can be used.
    """
    if not path.exists():
        raise StudyError([Fault(str(path), "does not exist; expected a coding, a CSV file with one verdict a row. Check the path.")])
    read = read_text_file(path, str(path), settings or Settings())
    reader = _CodingReader(str(path), study)
    try:
        reader.read(read.text)
    except TableError as unusable:
        reader.note(str(unusable), unusable.row, "fatal")
    faults = sorted(reader.all_faults(), key=lambda fault: fault.row or 0)
    if any(fault.severity == "fatal" for fault in faults):
        raise StudyError(faults)
    if not reader.cells:
        message = "has no row that can be used; expected a verdict on a commitment in a source. Mend or add rows."
        raise StudyError([*faults, Fault(str(path), message)])
    return Coding(tuple(reader.cells), path.name, read.sha256, tuple(faults))


def find_quote(text: str, quote: str) -> tuple[Span, ...]:
    r"""Find every place where a quote stands in a text: exactly, or else with blanks and line breaks left out of both.

    Parameters
    ----------
    text : str
        A source's stored text.
    quote : str
        The words looked for.

    Returns
    -------
    tuple of (int, int)
        Spans in the text, from first to last, without overlap; empty where the quote has no words or is not there.

    Examples
    --------
    >>> find_quote("They agreed\nto meet.", "agreed to meet")
    ((5, 19),)
    """
    exact = tuple(_places(text, quote.strip()))
    if exact:
        return exact
    kept = [place for place, character in enumerate(text) if not character.isspace()]
    bare_text, bare_quote = ("".join(each.split()) for each in (text, quote))
    return tuple((kept[start], kept[end - 1] + 1) for start, end in _places(bare_text, bare_quote))


def _places(text: str, quote: str) -> Iterator[Span]:
    start = text.find(quote) if quote else -1
    while start >= 0:
        yield start, start + len(quote)
        start = text.find(quote, start + len(quote))


class _CodingReader:
    """Takes the rows of one coding, one after the other."""

    def __init__(self, file: str, study: Study) -> None:
        self.file = file
        self.cells: list[CodedCell] = []
        self._known: dict[str, tuple[str, ...]] = {
            "commitment": tuple(commitment.id for commitment in study.commitments),
            "source": tuple(source.id for source in study.sources),
            "verdict": VERDICTS,
        }
        self._left_aside = {fault.source for fault in study.faults if fault.source}
        self._texts: Mapping[str, str] = {source.id: source.text for source in study.sources}
        self._rows: dict[tuple[str, str], int] = {}
        self._unknown: dict[tuple[str, str], list[int]] = {}
        self._faults: list[Fault] = []

    def read(self, text: str) -> None:
        rows = read_rows(text)
        _, header = next(rows, (1, []))
        names = column_names(header, REQUIRED)
        for number, cells in rows:
            try:
                self._take(cells_by_name(names, cells), number)
            except RowError as unusable:
                self.note(str(unusable), number)

    def note(self, message: str, row: int, severity: Severity = "left aside") -> None:
        self._faults.append(Fault(self.file, message, row=row, severity=severity))

    def all_faults(self) -> Iterator[Fault]:
        """Yield what was noted, and each unknown name once, at the first row that has it."""
        yield from self._faults
        for (column, name), rows in self._unknown.items():
            yield Fault(self.file, self._say_unknown(column, name, len(rows)), row=rows[0], severity="left aside")

    def _take(self, row: Mapping[str, str], number: int) -> None:
        given = {column: row.get(column, "") for column in REQUIRED}
        given["verdict"] = given["verdict"].lower()
        unknown = [(column, name) for column, name in given.items() if name not in self._known[column]]
        for each in unknown:
            self._unknown.setdefault(each, []).append(number)
        sure = self._sure(row.get("sure", ""))
        if unknown:
            return
        cell = given["source"], given["commitment"]
        if cell in self._rows:
            raise RowError(
                f"repeats commitment {cell[1]!r} in source {cell[0]!r} of row {self._rows[cell]}; expected each cell once. Keep one."
            )
        self._rows[cell] = number
        evidence = tuple(quote.strip() for quote in row.get("evidence", "").split(SEPARATOR.strip()) if quote.strip())
        spans = tuple(itertools.chain.from_iterable(self._places_of(cell[0], evidence, number)))
        self.cells.append(CodedCell(*cell, cast("Verdict", given["verdict"]), sure, evidence, spans))

    def _sure(self, given: str) -> bool:
        if given.lower() not in SURE:
            raise RowError(f"has {shorten(given, SHOWN_CHARACTERS)!r} in the column sure; expected yes, no or nothing. Correct it.")
        return SURE[given.lower()]

    def _places_of(self, source: str, evidence: Iterable[str], number: int) -> Iterator[tuple[Span, ...]]:
        for quote in evidence:
            spans = find_quote(self._texts[source], quote)
            if not spans:
                shown = shorten(quote, SHOWN_CHARACTERS)
                message = f"quotes “{shown}”, which does not stand in source {source!r}; expected its very words. The verdict counts."
                self.note(message, number, "notice")
            yield spans

    def _say_unknown(self, column: str, name: str, n_rows: int) -> str:
        where = f"in {n_rows} rows" if n_rows > 1 else "in this row"
        if not name:
            return f"has no {column} ({where}); expected one in each row. Fill in the column {column}."
        shown = shorten(name, SHOWN_CHARACTERS)
        if column == "source" and name in self._left_aside:
            return f"names the source {shown!r} ({where}), which was left aside from the study. Mend the source, see leftout check."
        known = self._known[column]
        more = f" and {len(known) - SHOWN_NAMES} more" if len(known) > SHOWN_NAMES else ""
        expected = f"{', '.join(known[:SHOWN_NAMES])}{more}"
        return f"names the {column} {shown!r} ({where}); expected one of {expected}. Correct it, or remove the rows."
