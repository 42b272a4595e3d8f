"""Codings out of a REFI-QDA project, from this program or from another."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import defusedxml.ElementTree
from defusedxml.common import DefusedXmlException

from analytics.errors import Fault, StudyError
from analytics.exports.exchange.identifiers import Identifiers
from analytics.exports.exchange.refi_project import PROJECT_NAMESPACE, REVIEW_FIELDS, STATEMENT_NAME
from analytics.reviews.records import PROGRAM
from analytics.schema import SEPARATOR, VERDICTS
from analytics.study.archive import unpack_files
from analytics.study.shortening import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analytics.study.manifest import Study

_SHOWN_NAMES = 8

_SHOWN_CHARACTERS = 60

Coding = dict[str, str]


def read_project(content: bytes, study: Study, file: str) -> tuple[list[Coding], tuple[Fault, ...]]:
    """Read the codings of people out of a ``.qdpx``.

    Parameters
    ----------
    content : bytes
        The zip.
    study : Study
        Its sources and commitments. A text of the project is a source by its identifier or its name (id, outlet, title or file); a code
        is a commitment by its identifier, or by a name that is the id, begins with it, or is the label or the quote.
    file : str
        How the project is called in messages.

    Returns
    -------
    list of dict
        One per reviewer's cell, with the columns of `analytics.exports.codings.REVIEW_COLUMNS`. The verdict is that of a verdict's code on
        the same selection, or the first word of its description; without either it is covered. The program's own codings are left out.
    tuple of Fault
        Notices: what was left out or assumed.

    Raises
    ------
    StudyError
        If it is no such project, or unsafe to read.
    """
    files = unpack_files(content, file)
    names = [name for name in files if name.lower().endswith(".qde")]
    if not names:
        raise _refused(file, "holds no project.qde; expected a REFI-QDA project. Export the project again.")
    try:
        root = defusedxml.ElementTree.fromstring(files[names[0]], forbid_dtd=True)
    except (ET.ParseError, DefusedXmlException, ValueError, RecursionError) as error:
        raise _refused(file, f"holds a project that cannot be read ({error}). Export the project again.") from None
    reading = _Reading(root, files, study, file)
    return reading.rows(), tuple(reading.faults())


@dataclass(slots=True)
class _Cell:
    """What one coder says of one commitment in one source, gathered from selections."""

    verdicts: set[str] = field(default_factory=set)
    passages: list[tuple[str, str, str]] = field(default_factory=list)
    at: str = ""


class _Reading:
    """Walks through one project."""

    def __init__(self, root: ET.Element, files: dict[str, bytes], study: Study, file: str) -> None:
        self._root, self._files, self._study, self._file = root, files, study, file
        self._guids = Identifiers(study)
        self._codes = {_guid(code): code.get("name", "") for code in root.iter(_tag("Code"))}
        self._users = {_guid(user): user.get("name", "").strip() for user in root.iter(_tag("User"))}
        self._commitments = self._known_commitments()
        self._own_texts = {source.id: source.text for source in study.sources}
        self._unknown_codes: set[str] = set()
        self._unknown_texts: set[str] = set()
        self._assumed = 0

    def rows(self) -> list[Coding]:
        """Return the codings: first those that went out from here, then those made elsewhere."""
        rows: list[Coding] = []
        cells: dict[tuple[str, str, str], _Cell] = {}
        notes = {_guid(note): note for note in self._root.iter(_tag("Note"))}
        reviews = {guid: row for guid, note in notes.items() if (row := self._review(note)) is not None}
        for text in self._root.iter(_tag("TextSource")):
            source = self._source_of(text)
            for selection in text.findall(_tag("PlainTextSelection")) if source is not None else []:
                passage = self._passage(text, selection, str(source))
                linked = [reference.get("targetGUID", "").upper() for reference in selection.findall(_tag("NoteRef"))]
                if any(guid in reviews for guid in linked):
                    for guid in linked:
                        _append(reviews.get(guid), passage)
                else:
                    self._gather(cells, str(source), selection, passage)
        rows.extend(reviews.values())
        rows.extend(self._row(*key, cell) for key, cell in cells.items())
        return rows

    def faults(self) -> Iterator[Fault]:
        """Tell what was left out or assumed."""
        for names, what in ((self._unknown_codes, "codes that are no commitment"), (self._unknown_texts, "texts that are no source")):
            if names:
                more = f" and {len(names) - _SHOWN_NAMES} more" if len(names) > _SHOWN_NAMES else ""
                listed = ", ".join(repr(shorten(name, _SHOWN_CHARACTERS)) for name in sorted(names)[:_SHOWN_NAMES])
                yield Fault(self._file, f"has {what} of this study ({listed}{more}); what they code was left out.", severity="notice")
        if self._assumed:
            message = (
                f"has {self._assumed} coded passages without a verdict; they were taken as covered. "
                "Put the code covered or partial beside the commitment's to say otherwise."
            )
            yield Fault(self._file, message, severity="notice")

    def _known_commitments(self) -> dict[str, str]:
        """Map each code of the project that stands for a commitment to the commitment's id."""
        ours = {self._guids.code(unit.id): unit.id for unit in self._study.commitments}
        names = {unit.id: unit.id for unit in self._study.commitments}
        names |= {name: unit.id for unit in self._study.commitments for name in (unit.label, unit.quote) if name not in names}
        found = {}
        for guid, name in self._codes.items():
            words = name.split()
            unit = ours.get(guid) or names.get(name.strip()) or names.get(words[0].rstrip(".:)") if words else "")
            if unit:
                found[guid] = unit
        return found

    def _source_of(self, text: ET.Element) -> str | None:
        by_guid = {self._guids.source(source): source.id for source in self._study.sources}
        name = text.get("name", "").strip()
        if _guid(text) in by_guid:
            return by_guid[_guid(text)]
        for attribute in ("id", "file", "outlet", "title"):
            found = [source.id for source in self._study.sources if name and str(getattr(source, attribute)) in (name, f"{name}.txt")]
            if len(found) == 1:
                return found[0]
        bare = name.rpartition(".")[0]
        if bare in self._own_texts:
            return bare
        if name != STATEMENT_NAME and text.find(f"{_tag('PlainTextSelection')}") is not None:
            self._unknown_texts.add(name)
        return None

    def _review(self, note: ET.Element) -> Coding | None:
        """Read a note that this program wrote with a reviewer's verdict; None for any other note."""
        content = note.findtext(_tag("PlainTextContent"), "")
        head, _, remark = content.partition("\n\n")
        fields = dict(line.split(": ", 1) for line in head.split("\n") if ": " in line)
        if tuple(fields) != REVIEW_FIELDS or fields["verdict"] not in VERDICTS:
            return None
        return {**fields, "note": remark, "reviewer": self._user(note), "at": note.get("creationDateTime", "")}

    def _gather(self, cells: dict[tuple[str, str, str], _Cell], source: str, selection: ET.Element, passage: Coding) -> None:
        """Add the commitments that are coded in a selection to the cells of their coders."""
        codings = [(self._code(coding), self._user(coding, selection), coding) for coding in selection.findall(_tag("Coding"))]
        described = (selection.findtext(_tag("Description"), "").split() or [""])[0].strip(".,:;").lower()
        for code, user, coding in codings:
            unit = self._commitments.get(code)
            if user == PROGRAM or (unit is None and self._verdict(code)):
                continue
            if unit is None:
                self._unknown_codes.add(self._codes.get(code, code))
                continue
            cell = cells.setdefault((source, unit, user), _Cell())
            beside = {verdict for other, coder, _ in codings if coder == user and (verdict := self._verdict(other))}
            said = beside or ({described} & set(VERDICTS))
            self._assumed += not said
            cell.verdicts |= said
            cell.at = cell.at or coding.get("creationDateTime", "") or selection.get("creationDateTime", "")
            cell.passages.append((passage["start"], passage["end"], passage["quote"]))

    def _row(self, source: str, commitment: str, reviewer: str, cell: _Cell) -> Coding:
        """Make one row of a cell: of several verdicts the most that is told."""
        verdict = next((verdict for verdict in VERDICTS if verdict in cell.verdicts), VERDICTS[0])
        row = {"source": source, "commitment": commitment, "verdict": verdict, "reviewer": reviewer, "at": cell.at}
        for start, end, quote in cell.passages if verdict != "omitted" else []:
            _append(row, {"start": start, "end": end, "quote": quote})
        return row

    def _passage(self, text: ET.Element, selection: ET.Element, source: str) -> Coding:
        """Give place and words of a selection; without a place where the project holds another text than the study."""
        start, end = selection.get("startPosition", ""), selection.get("endPosition", "")
        held = self._held_text(text)
        if held is None or held == self._own_texts[source]:
            return {"start": start, "end": end, "quote": ""}
        try:
            return {"start": "", "end": "", "quote": held[int(start) : int(end)]}
        except ValueError:
            return {"start": start, "end": end, "quote": ""}

    def _held_text(self, text: ET.Element) -> str | None:
        content = text.findtext(_tag("PlainTextContent"))
        if content is not None:
            return content
        path = text.get("plainTextPath", "").removeprefix("internal://")
        raw = next((self._files[name] for name in (f"sources/{path}", f"Sources/{path}") if name in self._files), None)
        return None if raw is None else raw.decode("utf-8-sig", "replace")

    def _verdict(self, code: str) -> str:
        name = self._codes.get(code, "").strip().lower()
        return name if name in VERDICTS else ""

    def _code(self, coding: ET.Element) -> str:
        reference = coding.find(_tag("CodeRef"))
        return "" if reference is None else reference.get("targetGUID", "").strip("{}").upper()

    def _user(self, *elements: ET.Element) -> str:
        """Name who made an element, or the one around it; the program by the name that nobody else may take."""
        guid = next((found for element in elements if (found := element.get("creatingUser"))), "").strip("{}").upper()
        return PROGRAM if guid == self._guids.user(PROGRAM) else self._users.get(guid, "")


def _append(row: Coding | None, passage: Coding) -> None:
    if row is not None:
        for column, value in passage.items():
            row[column] = f"{row[column]}{SEPARATOR}{value}" if row.get(column) else value


def _guid(element: ET.Element) -> str:
    return element.get("guid", "").strip("{}").upper()


def _tag(name: str) -> str:
    return f"{{{PROJECT_NAMESPACE}}}{name}"


def _refused(file: str, message: str) -> StudyError:
    return StudyError([Fault(file, message)])
