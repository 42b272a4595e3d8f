"""How do codings come in from elsewhere, and go out again? One table of passages, the same in both directions."""

from __future__ import annotations

import datetime
import json
import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

import pandas as pd

from analytics.errors import Fault, ReviewError, StudyError
from analytics.reviews.records import IMPORTED, Review, checked_name, review_cell
from analytics.reviews.settlement import is_settlement
from analytics.schema import SEPARATOR, VERDICTS, Verdict
from analytics.study.coding import find_quote
from analytics.study.shortening import shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from analytics.reviews.store import ReviewStore
    from analytics.study.coding import Span
    from analytics.study.manifest import Study

COLUMNS = ["source", "commitment", "verdict", "start", "end", "quote", "note", "reviewer", "at"]
"""Columns of a table of codings, one row per passage; see `import_reviews`."""

REQUIRED = ("source", "commitment", "verdict")
"""Columns without which nothing can be imported."""

SHOWN_CHARACTERS = 80
"""Longest quotation in a message."""


@dataclass(frozen=True, slots=True)
class ImportedReviews:
    """What an import did.

    Parameters
    ----------
    written : int
        Reviews added, one per reviewer and cell.
    unchanged : int
        Reviews left out because the same reviewer's standing review says the very same.
    faults : tuple of Fault
        Notices, such as a quote that stands in several places.
    """

    written: int
    unchanged: int
    faults: tuple[Fault, ...] = ()


def import_reviews(
    store: ReviewStore, study: Study, frame: pd.DataFrame, reviewer: str = "", *, file: str = "the coding", first_row: int = 2
) -> ImportedReviews:
    """Add a table of codings to the reviews of a study: all of it, or nothing where a row is at fault.

    Parameters
    ----------
    store : ReviewStore
        Where the reviews are kept.
    study : Study
        Says which commitments, sources and texts there are.
    frame : pandas.DataFrame
        One row per passage, with the columns ``source, commitment, verdict`` and, where known, the others; more are not read.

        ==============  =======================================================================================================
        column          holds
        ==============  =======================================================================================================
        ``source``      id of the source
        ``commitment``  id of the commitment
        ``verdict``     covered, partial or omitted; the same in all rows of one reviewer's cell
        ``start, end``  first character of the passage in the source's stored text, from 0, and the one behind the last; may be empty
        ``quote``       the passage's words; where a span is given they must stand there, where none is given they are looked for.
                        Empty without a passage. ``start``, ``end`` and ``quote`` may hold several, joined by `` || ``
        ``note``        the reviewer's note; different notes of one cell are joined by line breaks
        ``reviewer``    who; empty takes the argument `reviewer`. ``settled`` only with the note of a settlement, as `review_rows` writes it
        ``at``          when, ISO 8601; without a zone it is UTC; empty means now
        ==============  =======================================================================================================
    reviewer : str, optional
        Name for the rows that have none.
    file : str
        Named in the faults.
    first_row : int
        Number of the first row of `frame` in that file; a column ``row`` of the frame says it of each row.

    Returns
    -------
    ImportedReviews
        How many reviews were written.

    Raises
    ------
    StudyError
        With every fault, if a column is missing, a name or verdict is unknown, a quote is not found or a span lies outside the text;
        then nothing is written.
    ReviewError
        If the database cannot be used.
    """
    reading = _Reading(study, reviewer, file)
    missing = [column for column in REQUIRED if column not in frame.columns]
    if missing:
        raise StudyError([Fault(file, f"lacks the columns {missing}; expected at least {list(REQUIRED)}. Name them in the first row.")])
    cells = frame.reindex(columns=COLUMNS)
    numbers = frame["row"] if "row" in frame.columns else range(first_row, first_row + len(frame))
    for number, row in zip(numbers, cells.itertuples(index=False, name=None), strict=True):
        reading.take(dict(zip(COLUMNS, row, strict=True)), number)
    reviews = reading.reviews()
    if not reviews and not reading.faults:
        reading.fault("has no row; expected a verdict on a commitment in a source. Add rows.", None)
    if any(fault.severity == "fatal" for fault in reading.faults):
        raise StudyError(reading.faults)
    new = _changed(store, reviews)
    store.add(new)
    return ImportedReviews(len(new), len(reviews) - len(new), tuple(reading.faults))


def review_rows(study: Study, reviews: pd.DataFrame) -> pd.DataFrame:
    """Write reviews as the table that `import_reviews` reads.

    Parameters
    ----------
    study : Study
        Gives the words of the passages.
    reviews : pandas.DataFrame
        From `ReviewStore.reviews`.

    Returns
    -------
    pandas.DataFrame
        `COLUMNS`, one row per passage and one for each review without any; `start` and `end` are nullable integers. Reviews of a source
        that the study no longer has, or whose text changed so that the spans lie outside it, come without their quotes.
    """
    texts = {source.id: source.text for source in study.sources}
    rows = []
    for review in reviews.to_dict("records"):
        fixed = [review[column] for column in ("note", "reviewer", "at")]
        for start, end in json.loads(review["evidence"]) or [(None, None)]:
            quote = "" if start is None else texts.get(review["source"], "")[start:end]
            rows.append([review["source"], review["commitment"], review["verdict"], start, end, quote, *fixed])
    return pd.DataFrame(rows, columns=COLUMNS).astype({"start": "Int64", "end": "Int64"})


@dataclass(slots=True)
class _Coded:
    """One reviewer's cell, gathered from its rows."""

    verdict: str
    row: int
    at: str
    spans: list[Span] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


class _Reading:
    """Takes the rows one after the other, and notes every fault."""

    def __init__(self, study: Study, reviewer: str, file: str) -> None:
        self.faults: list[Fault] = []
        self._study, self._reviewer, self._file = study, reviewer, file
        self._texts = {source.id: source.text for source in study.sources}
        self._known: dict[str, set[str]] = {
            "source": set(self._texts),
            "commitment": {each.id for each in study.commitments},
            "verdict": {*VERDICTS},
        }
        self._cells: dict[tuple[str, str, str], _Coded] = {}
        self._rows_at_fault: dict[tuple[str, str], list[int]] = {}

    def fault(self, message: str, row: int | None, *, is_fatal: bool = True) -> None:
        self.faults.append(Fault(self._file, message, row=row, severity="fatal" if is_fatal else "notice"))

    def take(self, row: dict[str, object], number: int) -> None:
        given = {column: _words(row[column]) for column in (*REQUIRED, "reviewer", "at", "note", "quote")}
        given["verdict"] = given["verdict"].lower()
        known = [self._is_known(column, given[column], number) for column in REQUIRED]  # all faults, not the first
        name, at = self._name(given["reviewer"], given["note"], number), self._time(given["at"], number)
        if not all(known) or name is None or at is None:
            return
        key = (given["source"], given["commitment"], name)
        cell = self._cells.setdefault(key, _Coded(given["verdict"], number, at))
        if cell.verdict != given["verdict"]:
            self.fault(
                f"says {given['verdict']} of commitment {key[1]!r} in source {key[0]!r}, where row {cell.row} says {cell.verdict}; "
                "expected one verdict a reviewer. Keep one.",
                number,
            )
        cell.spans.extend(span for span in self._spans(row, given, number) if span not in cell.spans)
        if given["note"] and given["note"] not in cell.notes:
            cell.notes.append(given["note"])

    def reviews(self) -> list[Review]:
        """Return the reviews; faults that many rows share, and those that only the whole cell shows, are noted."""
        for (column, value), rows in self._rows_at_fault.items():
            self.fault(self._what_is_unknown(column, value, len(rows)), rows[0])
        self.faults.sort(key=lambda fault: fault.row or 0)
        made = []
        for (source, commitment, name), cell in self._cells.items():
            try:
                made.append(
                    review_cell(
                        self._study,
                        source,
                        commitment,
                        cast("Verdict", cell.verdict),
                        reviewer=name,
                        evidence=tuple(cell.spans),
                        note="\n".join(cell.notes),
                        at=cell.at,
                        route=IMPORTED,
                    )
                )
            except ReviewError as error:
                self.fault(str(error), cell.row)
        return made

    def _is_known(self, column: str, value: str, number: int) -> bool:
        if value in self._known[column]:
            return True
        self._rows_at_fault.setdefault((column, value), []).append(number)
        return False

    def _what_is_unknown(self, column: str, value: str, count: int) -> str:
        """Say it once, however many rows have it."""
        rows = f" (in {count:,} rows)" if count > 1 else ""
        if column == "reviewer":
            way = "Add a column 'reviewer', or say whose they are (on the command line: --reviewer NAME)."
            return f"names no reviewer{rows}; expected the person whose verdicts these are. {way}"
        shown = shorten(value, SHOWN_CHARACTERS) if value else "nothing"
        expected = f"one of {', '.join(VERDICTS)}" if column == "verdict" else f"the id of a {column} of the study"
        return f"has {shown!r} as {column}{rows}; expected {expected}. Correct it, or remove the row{'s' if rows else ''}."

    def _name(self, given: str, note: str, number: int) -> str | None:
        if not (given or self._reviewer).strip():
            self._rows_at_fault.setdefault(("reviewer", ""), []).append(number)
            return None
        try:
            return checked_name(given or self._reviewer, settles=is_settlement(note))
        except ReviewError as error:
            self.fault(str(error), number)
            return None

    def _time(self, given: str, number: int) -> str | None:
        if not given:
            return ""
        try:
            when = datetime.datetime.fromisoformat(given)
            aware = when if when.tzinfo else when.replace(tzinfo=datetime.UTC)
            return aware.astimezone(datetime.UTC).isoformat(timespec="microseconds")
        except (ValueError, OverflowError):  # the first and the last day of the calendar have no UTC in every zone
            shown = shorten(given, SHOWN_CHARACTERS)
            self.fault(f"has {shown!r} as time; expected ISO 8601, such as 2026-01-16T09:30:00Z. Correct it or leave it empty.", number)
            return None

    def _spans(self, row: dict[str, object], given: dict[str, str], number: int) -> Iterable[Span]:
        starts, ends, quotes = (_several(row[column]) for column in ("start", "end", "quote"))
        if len(starts) != len(ends) or (starts and quotes and len(starts) != len(quotes)):
            self.fault(f"has {len(starts)} starts, {len(ends)} ends and {len(quotes)} quotes; expected as many of each.", number)
            return
        text = self._texts[given["source"]]
        for start, end, quote in zip(starts, ends, quotes or [""] * len(starts), strict=False):  # no span: the quotes are looked for
            yield from self._placed(text, start, end, quote, number)
        for quote in () if starts else quotes:
            yield from self._found(text, quote, number)

    def _placed(self, text: str, start: str, end: str, quote: str, number: int) -> Iterable[Span]:
        try:
            span = _whole(start), _whole(end)
        except ValueError:
            self.fault(f"has the span {start!r} to {end!r}; expected whole numbers of characters.", number)
            return
        if not 0 <= span[0] < span[1] <= len(text):
            self.fault(f"has the span {span[0]} to {span[1]}; expected one inside the {len(text)} characters of the source.", number)
        elif quote and not _is_same(text[slice(*span)], quote):
            there = shorten(text[slice(*span)], SHOWN_CHARACTERS)
            quoted = shorten(quote, SHOWN_CHARACTERS)
            self.fault(f"quotes “{quoted}”, but “{there}” stands at {span[0]} to {span[1]}. Was the text changed? Mend one.", number)
        else:
            yield span

    def _found(self, text: str, quote: str, number: int) -> Iterable[Span]:
        places = find_quote(text, quote)
        shown = shorten(quote, SHOWN_CHARACTERS)
        if not places:
            self.fault(f"quotes “{shown}”, which does not stand in the source; expected its very words. Mend the quote.", number)
        elif len(places) > 1:
            self.fault(f"quotes “{shown}”, which stands in {len(places)} places; the first is taken.", number, is_fatal=False)
        yield from places[:1]


def _changed(store: ReviewStore, reviews: Sequence[Review]) -> list[Review]:
    """Leave out the reviews that repeat what stands, so that the same file can be imported twice."""
    standing: set[tuple[object, ...]] = set()
    for study in {review.study for review in reviews}:
        rows = store.reviews(study)
        keys = ["source", "commitment", "reviewer", "verdict", "evidence", "note", "source_sha256", "quote_sha256"]
        standing.update(rows[keys].itertuples(index=False, name=None))
    return [review for review in reviews if _said(review) not in standing]


def _said(review: Review) -> tuple[object, ...]:
    evidence = json.dumps([list(span) for span in review.evidence])
    hashes = review.source_sha256, review.quote_sha256
    return (review.source, review.commitment, review.reviewer, review.verdict, evidence, review.note, *hashes)


def _words(value: object) -> str:
    """Return a cell as text; empty where nothing is known."""
    is_unknown = value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and math.isnan(value))
    return "" if is_unknown else str(value).strip()


def _several(value: object) -> list[str]:
    return [part.strip() for part in _words(value).split(SEPARATOR.strip()) if part.strip()]


def _whole(number: str) -> int:
    """Read a whole number, also one that a spreadsheet made a fraction (``12.0``)."""
    value = float(number)
    if not value.is_integer():
        raise ValueError(number)
    return int(value)


def _is_same(there: str, quote: str) -> bool:
    return "".join(there.split()) == "".join(quote.split())
