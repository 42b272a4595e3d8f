"""What ``study.toml`` may say, and what is wrong with one that says otherwise."""

from __future__ import annotations

import datetime
import difflib
import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from analytics.errors import Fault, Severity, StudyError
from analytics.study.language_codes import canonical_language
from analytics.study.shortening import shorten

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails


MANIFEST = "study.toml"
"""Name of the manifest in a study's folder."""

MOST_FAULTS = 100
"""Faults told of one manifest: a file with more is no manifest."""

SHOWN_CHARACTERS = 60
"""Longest key or id shown in a message."""


def _no_control_characters(text: str) -> str:
    if any(ord(character) < 32 or ord(character) == 127 for character in text):
        raise ValueError("holds a control character; expected one line of plain text")
    return text


def _as_date(value: object) -> object:
    """Accept TOML's own dates and ISO 8601 in quotation marks, but no bare number."""
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    try:
        return datetime.date.fromisoformat(str(value))
    except ValueError:
        raise ValueError("is not a date; expected year-month-day, such as 2026-01-16") from None


Line = Annotated[str, Field(max_length=1000), AfterValidator(_no_control_characters)]
Name = Annotated[str, Field(min_length=1, max_length=200), AfterValidator(_no_control_characters)]
Day = Annotated[datetime.date, BeforeValidator(_as_date)]
Language = Annotated[str, AfterValidator(canonical_language)]


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class StatementEntry(_Entry):
    """The part ``[statement]``."""

    file: Name
    issuer: Line = ""
    date: Day | None = None
    codebook: Name | None = None


class SourceEntry(_Entry):
    """One part ``[[sources]]``."""

    id: Name
    outlet: Name
    file: Name
    url: Line = ""
    date: Day | None = None
    language: Language | None = None
    title: Line = ""
    group: Line = ""


class Manifest(_Entry):
    """The whole of ``study.toml``."""

    title: Name
    language: Language
    statement: StatementEntry
    sources: Annotated[list[SourceEntry], Field(min_length=1)]


@dataclass(frozen=True, slots=True)
class ReadManifest:
    """What could be read of a manifest.

    Parameters
    ----------
    title, language : str
        As given; empty where they cannot be used.
    statement : StatementEntry or None
        None where it cannot be used.
    sources : tuple of SourceEntry
        The sound ones, each id once.
    faults : tuple of Fault
        What is wrong: fatal outside the sources, left aside in them.
    """

    title: str
    language: str
    statement: StatementEntry | None
    sources: tuple[SourceEntry, ...]
    faults: tuple[Fault, ...]


def read_manifest(text: str, file: str) -> ReadManifest:
    """Read as much of a manifest as is sound, so that the files it names can be checked as well.

    Parameters
    ----------
    text : str
        The TOML.
    file : str
        How the file is called in messages.

    Returns
    -------
    ReadManifest
        The sound parts, and every fault of the others.

    Raises
    ------
    StudyError
        If it is not TOML.
    """
    content = _load(text, file)
    problems: list[ErrorDetails] = []
    try:
        Manifest.model_validate(content)
    except ValidationError as error:
        problems = error.errors(include_url=False)
    faults = [_fault(problem, content, text, file) for problem in problems[:MOST_FAULTS]]
    if len(problems) > MOST_FAULTS:
        faults.append(Fault(file, f"has {len(problems) - MOST_FAULTS} more faults of this kind. Mend these first."))
    sick = {problem["loc"][1] for problem in problems if _in_source(problem)}
    sources, repeated = _each_once(content, sick, text, file)
    unusable = {problem["loc"][0] for problem in problems if len(problem["loc"]) == 1}
    return ReadManifest(
        title="" if "title" in unusable else content["title"].strip(),
        language="" if "language" in unusable else canonical_language(content["language"].strip()),
        statement=_known_part(content.get("statement")),
        sources=sources,
        faults=(*faults, *repeated),
    )


def _load(text: str, file: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise StudyError([_syntax_fault(str(error), file)]) from None
    except RecursionError:
        message = "is nested too deeply; expected the few keys of a manifest. Remove what does not belong there."
        raise StudyError([Fault(file, message)]) from None
    except ValueError:
        # Python refuses whole numbers of more than a few thousand digits
        message = "holds a number of thousands of digits; expected the few keys of a manifest. Remove what does not belong there."
        raise StudyError([Fault(file, message)]) from None


def _known_part(statement: object) -> StatementEntry | None:
    """Read the statement's entry without its unknown keys; None if the others cannot be used."""
    if not isinstance(statement, dict):
        return None
    try:
        return StatementEntry.model_validate({key: statement[key] for key in StatementEntry.model_fields if key in statement})
    except ValidationError:
        return None


def _each_once(content: dict[str, Any], sick: set[int | str], text: str, file: str) -> tuple[tuple[SourceEntry, ...], list[Fault]]:
    """Read the sound sources, and find the ids that come back."""
    sources: dict[str, SourceEntry] = {}
    faults = []
    for index, raw in enumerate(_sources(content)):
        if index in sick:
            continue
        entry = SourceEntry.model_validate(raw)
        if entry.id in sources:
            message = f"source {entry.id!r} ({entry.file}) repeats the id of an earlier source; ids are unique. Give it another id."
            faults.append(Fault(file, message, row=_row(("sources", index, "id"), text), severity="left aside", source=entry.id))
        else:
            sources[entry.id] = entry
    return tuple(sources.values()), faults


def _syntax_fault(problem: str, file: str) -> Fault:
    line = re.search(r"at line (\d+)", problem)
    reason = re.sub(r"\s*\(at .*\)", "", problem)
    message = f"is not TOML ({reason}); expected key = value, texts in quotation marks. Correct the line."
    return Fault(file, message, row=int(line[1]) if line else None)


def _sources(content: dict[str, Any]) -> list[Any]:
    sources = content.get("sources")
    return sources if isinstance(sources, list) else []


def _in_source(problem: ErrorDetails) -> bool:
    return len(problem["loc"]) > 1 and problem["loc"][0] == "sources"


def _fault(problem: ErrorDetails, content: dict[str, Any], text: str, file: str) -> Fault:
    """Turn one of pydantic's findings into a sentence with its line."""
    source = None
    if _in_source(problem):
        entry = _sources(content)[int(problem["loc"][1])]
        source = shorten(str(entry.get("id", "")), SHOWN_CHARACTERS) if isinstance(entry, dict) else None
    row = _row(problem["loc"], text)
    severity: Severity = "left aside" if _in_source(problem) else "fatal"
    return Fault(file, f"{_part(problem['loc'], source)}: {_reason(problem)}", row=row, severity=severity, source=source or None)


def _part(location: tuple[int | str, ...], source: str | None) -> str:
    key = shorten(str(location[-1]), SHOWN_CHARACTERS)
    if location in (("statement",), ("sources",)):
        return "part [[sources]]" if key == "sources" else "part [statement]"
    if location[0] == "sources" and len(location) > 1:
        which = f"source {source!r}" if source else f"source number {int(location[1]) + 1}"
        return which if len(location) == 2 else f"{which}, key {key!r}"
    return f"[{location[0]}], key {key!r}" if len(location) > 1 else f"key {key!r}"


def _model_at(location: tuple[int | str, ...]) -> type[BaseModel]:
    if len(location) == 1:
        return Manifest
    return SourceEntry if location[0] == "sources" else StatementEntry


def _reason(problem: ErrorDetails) -> str:
    match problem["type"]:
        case "extra_forbidden":
            known = list(_model_at(problem["loc"]).model_fields)
            near = difflib.get_close_matches(str(problem["loc"][-1])[:SHOWN_CHARACTERS], known, n=1)
            hint = f"Did you mean {near[0]!r}?" if near else "Remove it, or correct its name."
            return f"is unknown; expected one of {', '.join(known)}. {hint}"
        case "missing":
            return "is missing. Add it."
        case "string_type":
            return "is not a text; expected words in quotation marks."
        case "string_too_short" | "too_short":
            return "is empty. Fill it in."
        case "string_too_long":
            return f"is longer than {problem['ctx']['max_length']} characters. Shorten it."
        case "model_type" | "list_type":
            return (
                f"is not a part of its own; expected {'[[sources]]' if 'sources' in problem['loc'] else '[statement]'} on a line by itself."
            )
        case "value_error":
            return f"{problem['ctx']['error']}. Correct it."
        case _:
            return f"{problem['msg']}. Correct it."


def _row(location: tuple[int | str, ...], text: str) -> int | None:
    """Find the line of a key, or of the part it is missing from; None where the layout is too unusual to tell."""
    lines = text.split("\n")
    heads = [index for index, line in enumerate(lines) if re.match(r"\s*\[", line)]
    starts = [index for index in heads if re.match(rf"\s*\[\[?\s*{re.escape(str(location[0]))}\s*\]", lines[index])]
    if len(location) == 1:
        first, stop, part = 0, (heads or [len(lines)])[0], None
    else:
        nth = int(location[1]) if location[0] == "sources" else 0
        if nth >= len(starts):
            return None
        first = part = starts[nth]
        stop = next((index for index in heads if index > first), len(lines))
    key = re.compile(rf"\s*[\"']?{re.escape(str(location[-1]))}[\"']?\s*=")
    found = next((index for index in range(first, stop) if key.match(lines[index])), part if part is not None else next(iter(starts), None))
    return None if found is None else found + 1
