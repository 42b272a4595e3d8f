"""What a folder of tables holds, in the words of Data Package 2.0: fields, types, units, permitted values, keys."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from analytics.schema import ACTS, TABLES, VERDICTS, Column, Table
from analytics.study.naming import readable_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

DESCRIPTOR = "datapackage.json"
"""Name of the file."""

DAY = "date"
"""Name of the columns that hold a day in ISO 8601, or nothing."""

EMPTY_LIST = b"[]\n"
"""A table without rows, as JSON."""

_PROFILES = "https://datapackage.org/profiles/2.0"

_TYPES = {"text": "string", "integer": "integer", "number": "number"}

_VALUES: dict[str, tuple[str, ...]] = {
    "verdict": VERDICTS,
    "act": ACTS,
    "passages.kind": ("heading", "sentence", "bullet"),
    "rates.dimension": ("all", "theme", "act"),
    "emphasis.level": ("theme", "commitment"),
    "discrepancies.kind": ("date", "number", "name"),
}
"""Permitted values, by column or by table and column."""

_NAMES_OF_THINGS = ("source", "commitment", "passage_id")

_SHARES = ("probability", "share", "share of text")


@dataclass(frozen=True, slots=True)
class Resource:
    """One table in one file, or one sheet of a file.

    Parameters
    ----------
    table : Table
        What it holds.
    path : str
        The file, beside the descriptor.
    media_type : str
        Such as ``text/csv``.
    sheet : str, optional
        Name of the sheet in a workbook.
    """

    table: Table
    path: str
    media_type: str
    sheet: str | None = None


def describe_tables(
    title: str, resources: Sequence[Resource], contents: Mapping[str, bytes], *, notes: str, provenance: Mapping[str, object]
) -> bytes:
    """Write the descriptor of some tables.

    Parameters
    ----------
    title : str
        Of the study.
    resources : sequence of Resource
        The tables, each once.
    contents : mapping of str to bytes
        The files by path, for their hashes.
    notes : str
        What a reader of these files must know.
    provenance : mapping
        As in `analytics.provenance.describe_provenance`.

    Returns
    -------
    bytes
        JSON after https://datapackage.org/standard/data-package/. ``unit`` of a field and ``provenance`` are additions of our own.
    """
    known = {resource.table.name for resource in resources}
    described = {
        "$schema": f"{_PROFILES}/datapackage.json",
        "name": readable_name(title),
        "title": title,
        "description": notes,
        "resources": [_resource(resource, contents[resource.path], known) for resource in resources],
        "provenance": dict(provenance),
    }
    return (json.dumps(described, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _resource(resource: Resource, content: bytes, known: set[str]) -> dict[str, Any]:
    ending = resource.path.rpartition(".")[2]
    described: dict[str, Any] = {
        "name": resource.table.name,
        # of a list without rows a common validator says that it is no table; its columns are told all the same
        **({} if content == EMPTY_LIST else {"type": "table"}),
        "path": resource.path,
        "title": f"One row per {resource.table.row}",
        "format": ending,
        "mediatype": resource.media_type,
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": table_schema(resource.table, known, bounded=ending != "parquet"),
    }
    if resource.media_type.startswith("text/"):
        described["encoding"] = "utf-8"
    if resource.sheet is not None:
        # readers of the first edition look for the sheet under another name
        described["dialect"] = {
            "$schema": f"{_PROFILES}/tabledialect.json",
            "sheetName": resource.sheet,
            "excel": {"sheet": resource.sheet},
        }
    return described


def table_schema(table: Table, known: set[str], *, bounded: bool = True) -> dict[str, Any]:
    """Describe the columns and the keys of a table.

    Parameters
    ----------
    table : Table
        What to describe.
    known : set of str
        Tables that lie beside it, to which keys may point.
    bounded : bool, default True
        Whether to give the bounds of shares. A common validator takes the nulls of Parquet for a number out of bounds.

    Returns
    -------
    dict
        After https://datapackage.org/standard/table-schema/.
    """
    return {
        "$schema": f"{_PROFILES}/tableschema.json",
        "fields": [_field(table, column, bounded=bounded) for column in table.columns],
        "missingValues": [""],
        "primaryKey": list(table.key),
        "foreignKeys": [_reference(TABLES[other].key, other) for other in TABLES if other in known and _points_at(table, TABLES[other])],
    }


def _field(table: Table, column: Column, *, bounded: bool) -> dict[str, Any]:
    kind = "date" if column.name == DAY else _TYPES[column.kind]
    field: dict[str, Any] = {"name": column.name, "type": kind, "description": column.meaning}
    if column.unit:
        field["unit"] = column.unit
    values = _VALUES.get(f"{table.name}.{column.name}", _VALUES.get(column.name) if column.kind == "text" else None)
    bounds: dict[str, Any] = {"minimum": 0, "maximum": 1} if bounded and column.unit in _SHARES else {}
    # an empty text is a value in some keys ("the statement" beside ids of sources), and a validator takes it for a missing one
    required = {"required": True} if column.name in table.key and (len(table.key) == 1 or column.name in _NAMES_OF_THINGS) else {}
    enum = {"enum": list(values)} if values else {}
    if required or enum or bounds:
        field["constraints"] = {**required, **enum, **bounds}
    return field


def _points_at(table: Table, other: Table) -> bool:
    """Tell whether a table has the whole key of another; only tables that list things are pointed at."""
    lists_things = other.name in ("sources", "commitments", "passages")
    return lists_things and table.name != other.name and set(other.key) <= set(table.names)


def _reference(key: tuple[str, ...], other: str) -> dict[str, Any]:
    return {"fields": list(key), "reference": {"resource": other, "fields": list(key)}}
