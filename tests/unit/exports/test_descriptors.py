"""Descriptions of tables keep the rules of Data Package 2.0, and the files keep what the descriptions promise."""

from __future__ import annotations

import csv
import dataclasses
import hashlib
import io
import json
import re

import pytest

from analytics.exports.table_files import table_files
from analytics.schema import TABLES, VERDICTS

TYPES = {"string", "integer", "number", "date"}


def _described(hostile, reviews, file_format):
    files = table_files(hostile, file_format, reviews=reviews)
    return json.loads(files["datapackage.json"]), files


@pytest.mark.parametrize("file_format", ["csv", "xlsx", "parquet", "json"])
def test_descriptor_keeps_the_rules(hostile, reviews, file_format):
    """Names, paths, types and keys are as the standard has them, in every format; every table is there once."""
    package, files = _described(hostile, reviews, file_format)
    assert package["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    names = [resource["name"] for resource in package["resources"]]
    assert names == [*TABLES, "reviews"]
    for resource in package["resources"]:
        assert re.fullmatch(r"[a-z0-9._-]+", resource["name"])
        assert not resource["path"].startswith(("/", ".", "http"))
        assert resource["hash"] == f"sha256:{hashlib.sha256(files[resource['path']]).hexdigest()}"
        fields = resource["schema"]["fields"]
        columns = [field["name"] for field in fields]
        assert len(set(columns)) == len(columns)
        assert {field["type"] for field in fields} <= TYPES
        assert all(field["description"] for field in fields)
        assert set(resource["schema"]["primaryKey"]) <= set(columns)
        for key in resource["schema"]["foreignKeys"]:
            target = next(each for each in package["resources"] if each["name"] == key["reference"]["resource"])
            assert set(key["fields"]) <= set(columns)
            assert key["reference"]["fields"] == target["schema"]["primaryKey"]


def test_a_list_without_rows_is_not_called_a_table(hostile):
    """Validators find no table in an empty JSON list; its columns are described, and the CSV of it is a table with a head."""
    bare = dataclasses.replace(hostile, reuse=hostile.reuse.iloc[:0])
    for file_format, kind in (("json", None), ("csv", "table")):
        files = table_files(bare, file_format)
        resources = {each["name"]: each for each in json.loads(files["datapackage.json"])["resources"]}
        assert resources["reuse"].get("type") == kind
        assert [field["name"] for field in resources["reuse"]["schema"]["fields"]] == list(TABLES["reuse"].names)
        assert resources["coverage"]["type"] == "table"
    assert json.loads(table_files(bare, "json")["reuse.json"]) == []


def test_units_enums_and_keys_are_those_of_the_schema(hostile, reviews):
    """Verdicts are enumerated, probabilities have a unit and bounds, evidence points at sources, commitments and passages."""
    package, _ = _described(hostile, reviews, "csv")
    schemas = {resource["name"]: resource["schema"] for resource in package["resources"]}
    fields = {name: {field["name"]: field for field in schema["fields"]} for name, schema in schemas.items()}
    assert fields["coverage"]["verdict"]["constraints"]["enum"] == list(VERDICTS)
    assert fields["coverage"]["p_covered"]["unit"] == "probability"
    assert fields["coverage"]["p_covered"]["constraints"] == {"minimum": 0, "maximum": 1}
    pointed = {tuple(key["fields"]): key["reference"]["resource"] for key in schemas["evidence"]["foreignKeys"]}
    assert pointed == {("source",): "sources", ("commitment",): "commitments", ("source", "passage_id"): "passages"}
    assert schemas["commitments"]["foreignKeys"] == []


def test_tables_keep_what_the_descriptor_promises(hostile, reviews):
    """Read by the description alone: headers, types, permitted values, bounds, unique keys, and keys that lead somewhere."""
    package, files = _described(hostile, reviews, "csv")
    rows = {each["name"]: list(csv.DictReader(io.StringIO(files[each["path"]].decode("utf-8-sig")))) for each in package["resources"]}
    for resource in package["resources"]:
        schema, table = resource["schema"], rows[resource["name"]]
        for row in table:
            assert list(row) == [field["name"] for field in schema["fields"]]
            assert [name for name, cell in row.items() if not _is_permitted(cell, schema, name)] == []
        keys = [tuple(row[column] for column in schema["primaryKey"]) for row in table]
        assert len(set(keys)) == len(keys)
        for key in schema["foreignKeys"]:
            target = {tuple(row[column] for column in key["fields"]) for row in rows[key["reference"]["resource"]]}
            used = {tuple(row[column] for column in key["fields"]) for row in table}
            assert {each for each in used if all(each)} <= target


def _is_permitted(cell, schema, name):
    field = next(field for field in schema["fields"] if field["name"] == name)
    limits = field.get("constraints", {})
    if cell == "":
        return not limits.get("required")
    patterns = {"string": r"(?s).*", "integer": r"-?\d+", "number": r"-?\d+(\.\d+)?(e-?\d+)?", "date": r"\d{4}-\d\d-\d\d"}
    if not re.fullmatch(patterns[field["type"]], cell):
        return False
    if "enum" in limits and cell not in limits["enum"]:
        return False
    return "minimum" not in limits or limits["minimum"] <= float(cell) <= limits["maximum"]
