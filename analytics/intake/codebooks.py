"""Codebooks as people keep them: CSV, XLSX, and the exchange format of qualitative analysis programs (REFI-QDA)."""

from __future__ import annotations

import csv
import io
import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from analytics.errors import Fault, StudyError
from analytics.intake.reading import file_content
from analytics.schema import ACTS, VERDICTS
from analytics.study.codebook import read_codebook
from analytics.study.readers.model import Deadline, refusal
from analytics.study.readers.plain_xml import require_plain_xml
from analytics.study.readers.tables import read_rows

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from xml.etree.ElementTree import Element

    from analytics.settings import ReadLimits
    from analytics.study.codebook import Commitment
    from analytics.study.documents import Statement

KINDS = {".csv": "csv", ".tsv": "csv", ".txt": "csv", ".xlsx": "xlsx", ".xlsm": "xlsx"}
"""Format of each ending of a codebook as a table; ``.qdc`` is REFI-QDA."""

_QDA = "{urn:QDA-XML:codebook:1.0}"
_IDENTIFIER = re.compile(r"(?:(?P<own>\S{1,40}) · |\s*\(?(?P<told>[A-Za-z]?\d{1,4}[a-z]{0,3})\)?[\s.:)–-]+)(?=\S)")
_ACT = re.compile(rf"({'|'.join(ACTS)}), strength \d of 4\. ")
"""How our own codebooks begin the description of a commitment."""

_QUOTED = re.compile(r"[\"“«„「](.+)[\"”»“」]", re.DOTALL)


def read_codebook_file(path: Path, statement: Statement, limits: ReadLimits) -> tuple[tuple[Commitment, ...], tuple[Fault, ...]]:
    """Read a codebook of any kind that is known.

    Parameters
    ----------
    path : pathlib.Path
        ``.csv``, ``.xlsx`` with the columns of a codebook, or ``.qdc``.
    statement : Statement
        Where the quotes stand.
    limits : ReadLimits
        Size of the file.

    Returns
    -------
    commitments : tuple of Commitment
        The rows whose quotes stand in the statement.
    faults : tuple of Fault
        The others; a fatal one if there is no usable row.
    """
    try:
        data = file_content(path, path.name, limits)
        return codebook_from_bytes(path.name, data, statement, limits)
    except StudyError as error:
        return (), tuple(Fault(fault.file, fault.message, row=fault.row) for fault in error.faults)


def codebook_from_bytes(
    name: str, data: bytes, statement: Statement, limits: ReadLimits
) -> tuple[tuple[Commitment, ...], tuple[Fault, ...]]:
    """Read a codebook that was uploaded.

    Parameters
    ----------
    name : str
        Its name; the ending tells its kind.
    data : bytes
        Its content.
    statement, limits
        As for `read_codebook_file`.

    Returns
    -------
    commitments, faults
        As for `read_codebook_file`.

    Raises
    ------
    ReadError
        If it is no table or codebook.
    """
    ending = PurePosixPath(name).suffix.lower()
    if ending == ".qdc":
        rows = _qda_rows(name, data, statement)
    elif ending in KINDS:
        rows = [cells for _, cells in read_rows(name, data, KINDS[ending], limits, Deadline(limits.max_seconds, name))[0]]
    else:
        raise refusal(name, "is no codebook of a kind that is read; expected .csv, .xlsx or .qdc. Export it as one of these.")
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return read_codebook(out.getvalue(), name, statement)


def _qda_rows(name: str, data: bytes, statement: Statement) -> list[list[str]]:
    """Turn the codes of a REFI-QDA codebook into rows: a code without codes below it is a commitment, the one above it its theme."""
    from defusedxml.ElementTree import fromstring

    require_plain_xml(name, data)
    root: Element = fromstring(data, forbid_dtd=True)
    top = root.find(f"{_QDA}Codes")
    if top is None:
        raise refusal(name, "is no REFI-QDA codebook (no Codes in it). Export the codebook again as .qdc.")
    text = " ".join(statement.text.split())
    # the codes of verdicts, which our own codebooks hold besides, are no commitments
    codes = [(code, theme) for code, theme in _leaves(top) if not (theme == "Verdict" and code.get("name") in VERDICTS)]
    rows = [_row(number, code, theme, text) for number, (code, theme) in enumerate(codes, start=1)]
    return [["id", "theme", "act", "label", "quote"], *rows]


def _leaves(top: Element) -> Iterator[tuple[Element, str]]:
    waiting = [(code, "") for code in reversed(top.findall(f"{_QDA}Code"))]
    while waiting:
        code, theme = waiting.pop()
        below = code.findall(f"{_QDA}Code")
        if below:
            waiting.extend((child, (code.get("name") or "").strip()) for child in reversed(below))
        else:
            yield code, theme


def _row(number: int, code: Element, theme: str, text: str) -> list[str]:
    """Find the quote: the description, what it puts in quotation marks, or the name, whichever stands in the statement."""
    name = (code.get("name") or "").strip()
    described = code.find(f"{_QDA}Description")
    lines = [" ".join(line.split()) for line in (described.text or "").split("\n")] if described is not None else []
    act = _ACT.match(lines[0]) if lines else None
    if act:
        lines[0] = lines[0][act.end() :]
    identifier = _IDENTIFIER.match(name)
    label = name[identifier.end() :] if identifier else name
    marked = _QUOTED.search(" ".join(lines))
    candidates = [" ".join(lines), marked[1] if marked else "", *lines, label]
    quote = next((each for each in candidates if each and each in text), next(filter(None, candidates), ""))
    return [(identifier["own"] or identifier["told"]) if identifier else str(number), theme, act[1] if act else "", label, quote]
