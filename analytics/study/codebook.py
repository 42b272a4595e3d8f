"""The commitments of a statement, and where each stands in it."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analytics.errors import Fault
from analytics.schema import ACT_STRENGTH, ACTS, OTHER_THEME
from analytics.study.acts import label_act
from analytics.study.csv_rows import RowError, TableError, cells_by_name, column_names, read_rows
from analytics.study.normalisation import normalise_inline
from analytics.study.places import StatementPlaces
from analytics.study.shortening import shorten

if TYPE_CHECKING:
    from analytics.study.documents import Statement

REQUIRED = ("id", "quote")
"""Columns that every codebook has; the others are filled in where missing."""

STRENGTHS = range(5)
"""Permitted strengths, 0 (no promise) to 4 (firm)."""

DEFAULT_THEME = "Statement"
"""Theme of the commitments of a codebook without themes."""

LABEL_CHARACTERS = 60
"""Longest label made from a quote."""

SHOWN_CHARACTERS = 120
"""Longest quotation in a message."""

MOST_SEARCHES = 50
"""Faults after which no more nearest places are searched: by then the codebook belongs to another statement."""


@dataclass(frozen=True, slots=True)
class Commitment:
    """One content unit of the statement.

    Parameters
    ----------
    id : str
        Unique name within the study, such as ``6c``.
    paragraph : int or None
        Paragraph of the statement, None where it has no numbered paragraphs.
    theme, act, label : str
        Group, kind of clause (one of `analytics.schema.ACTS`), short name.
    strength : int
        How binding the act is, 0 to 4.
    quote : str
        Verbatim text: ``statement.text[start:end] == quote``.
    start, end : int
        Span of the quote in the normalised statement, in characters.
    """

    id: str
    paragraph: int | None
    theme: str
    act: str
    strength: int
    label: str
    quote: str
    start: int
    end: int


def read_codebook(text: str, file: str, statement: Statement) -> tuple[tuple[Commitment, ...], tuple[Fault, ...]]:
    """Read the commitments of a codebook and locate each in the statement.

    Parameters
    ----------
    text : str
        The table, with a header row; cells separated by commas, semicolons or tabs.
    file : str
        How the file is called in messages.
    statement : Statement
        Where the quotes stand.

    Returns
    -------
    commitments : tuple of Commitment
        The sound rows, in order. Paragraph, theme, act, strength and label are filled in where the row does not give them.
    faults : tuple of Fault
        One for each row left aside; a fatal one if the header is wrong or no row is sound.
    """
    reader = _CodebookReader(file, statement)
    try:
        reader.read(text)
    except TableError as unusable:
        reader.faults.append(Fault(file, str(unusable), row=unusable.row))
    if not reader.commitments and not any(fault.severity == "fatal" for fault in reader.faults):
        reader.faults.append(
            Fault(file, "has no row that can be used; expected at least one commitment with id and quote. Mend or add rows.")
        )
    return tuple(reader.commitments), tuple(reader.faults)


class _CodebookReader:
    """Takes the rows of one codebook, one after the other."""

    def __init__(self, file: str, statement: Statement) -> None:
        self.file, self.statement = file, statement
        self.places = StatementPlaces(statement.text)
        self.commitments: list[Commitment] = []
        self.faults: list[Fault] = []
        self._rows: dict[str, int] = {}
        self._taken: set[tuple[int, int]] = set()

    def read(self, text: str) -> None:
        rows = read_rows(text)
        _, header = next(rows, (1, []))
        names = column_names(header, REQUIRED)
        for number, cells in rows:
            try:
                self.commitments.append(self._commitment(names, cells, number))
            except RowError as unusable:
                self.faults.append(Fault(self.file, str(unusable), row=number, severity="left aside"))
        self._warn_of_other()

    def _warn_of_other(self) -> None:
        """Say once that a theme bears the name kept for passages that fit no theme."""
        first = next((unit for unit in self.commitments if unit.theme == OTHER_THEME), None)
        if first is not None:
            message = (
                f"({first.id}) has the theme {OTHER_THEME!r}, the name that passages get which fit no theme: the two cannot be told apart. "
                "Give the theme another name."
            )
            self.faults.append(Fault(self.file, message, row=self._rows[first.id], severity="notice"))

    def _commitment(self, names: list[str], cells: list[str], number: int) -> Commitment:
        row = cells_by_name(names, cells)
        identifier = self._new_id(row.get("id", ""))
        paragraph = _paragraph(identifier, row)
        start, end = self._place(identifier, row, paragraph)
        quote = self.statement.text[start:end]
        act, strength = _act_and_strength(identifier, row, self.statement, (start, end))
        self._rows[identifier] = number
        self._taken.add((start, end))
        return Commitment(
            id=identifier,
            paragraph=self.places.paragraph_at(start) if paragraph is None else paragraph,
            theme=row.get("theme") or DEFAULT_THEME,
            act=act,
            strength=strength,
            label=row.get("label") or shorten(quote, LABEL_CHARACTERS),
            quote=quote,
            start=start,
            end=end,
        )

    def _new_id(self, identifier: str) -> str:
        if not identifier:
            raise RowError("has no id; expected a short name such as 6c. Fill in the column id.")
        if identifier in self._rows:
            raise RowError(f"repeats the id {identifier!r} of row {self._rows[identifier]}; ids are unique. Give this row another id.")
        return identifier

    def _place(self, identifier: str, row: dict[str, str], paragraph: int | None) -> tuple[int, int]:
        """Choose among the places of the quote: in the row's paragraph, not taken by an earlier row, first."""
        quote = normalise_inline(row.get("quote", ""))
        if not any(character.isalnum() for character in quote):
            raise RowError(f"({identifier}) has no quote; expected words of the statement. Fill in the column quote.")
        place = self.places.first_free(row["quote"], paragraph, self._taken) or self.places.first_free(quote, paragraph, self._taken)
        if place is None:
            raise RowError(self._not_found(identifier, quote))
        return place

    def _not_found(self, identifier: str, quote: str) -> str:
        message = f"({identifier}) quotes \u201c{shorten(quote, SHOWN_CHARACTERS)}\u201d, which does not stand in {self.statement.file}; "
        nearest = self.places.nearest(quote) if len(self.faults) < MOST_SEARCHES else None
        if nearest is None:
            return message + "expected a verbatim quote; nothing like it was found. Copy the words from the statement."
        place, paragraph = self.statement.text[slice(*nearest)], self.places.paragraph_at(nearest[0])
        where = "" if paragraph is None else f" in paragraph {paragraph}"
        return message + f"nearest to it{where}: \u201c{shorten(place, SHOWN_CHARACTERS)}\u201d. Copy the words exactly as they stand."


def letter_suffix(count: int) -> str:
    """Return what tells the commitments of a paragraph apart: 1 is a, 26 is z, 27 is aa."""
    letters = ""
    while count:
        count, digit = divmod(count - 1, 26)
        letters = chr(ord("a") + digit) + letters
    return letters


def _paragraph(identifier: str, row: dict[str, str]) -> int | None:
    return _whole_number(identifier, row, "paragraph", range(10_000))


def _whole_number(identifier: str, row: dict[str, str], column: str, permitted: range) -> int | None:
    given = row.get(column, "")
    if not given:
        return None
    if not given.isdecimal() or int(given) not in permitted:
        expected = f"a whole number from {permitted[0]} to {permitted[-1]}"
        raise RowError(f"({identifier}) has the {column} {shorten(given, 20)!r}; expected {expected}. Correct it, or leave it empty.")
    return int(given)


def _act_and_strength(identifier: str, row: dict[str, str], statement: Statement, span: tuple[int, int]) -> tuple[str, int]:
    act = row.get("act", "").lower()
    if act and act not in ACTS:
        near = difflib.get_close_matches(act, ACTS, n=1)
        hint = f" Did you mean {near[0]}?" if near else ""
        raise RowError(f"({identifier}) has the act {shorten(act, 30)!r}; expected one of {', '.join(ACTS)}.{hint}")
    judged, strength = label_act(statement.text, *span, statement.language)
    given = _whole_number(identifier, row, "strength", STRENGTHS)
    if act in ("", judged):
        return judged, strength if given is None else given
    return act, ACT_STRENGTH[act] if given is None else given
