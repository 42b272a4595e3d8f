"""Projects and codebooks for other programs: valid, read by another library, the same each time."""

from __future__ import annotations

import io
import uuid
import zipfile
from pathlib import Path

import pytest
from lxml import etree
from pyrefiqda import RefiCodebook, RefiProject

from analytics.exports.exchange.refi_codebook import codebook_file
from analytics.exports.exchange.refi_project import project_file

SCHEMA = Path(__file__).parents[3] / "data" / "refi_qda" / "Project.xsd"
PROJECT = {"q": "urn:QDA-XML:project:1.0"}


@pytest.fixture(scope="module")
def schema():
    """Read the official schema."""
    return etree.XMLSchema(etree.parse(SCHEMA))


@pytest.fixture
def tree(hostile, reviews):
    """Read the project's XML."""
    with zipfile.ZipFile(io.BytesIO(project_file(hostile, reviews))) as packed:
        return etree.fromstring(packed.read("project.qde"))


def test_project_is_valid(schema, tree):
    """The official schema finds nothing to say, hostile texts and all."""
    assert schema.validate(tree), schema.error_log


def test_codebook_has_the_codes_of_the_project(schema, hostile, tree):
    """The schema of codebooks declares codes as that of projects does: put into a project, they are valid and the same."""
    codebook = etree.fromstring(codebook_file(hostile))
    assert etree.QName(codebook) == etree.QName("urn:QDA-XML:codebook:1.0", "CodeBook")
    moved = etree.tostring(codebook).replace(b"codebook:1.0", b"project:1.0").replace(b"<CodeBook ", b"<CodeBook><!-- ", 1)
    moved = moved.replace(b'<!-- xmlns="urn:QDA-XML:project:1.0" origin="Leftout 0.1.0">', b"", 1)
    project = etree.fromstring(b'<Project xmlns="urn:QDA-XML:project:1.0" name="x">' + moved + b"</Project>")
    assert schema.validate(project), schema.error_log
    names = [[code.get("name") for code in each.iter("{urn:QDA-XML:project:1.0}Code")] for each in (project, tree)]
    assert names[0] == names[1] == [
        "Talks", "1a · The report", "Offices", "1b · An office", "2a · An office again", "Verdict", "covered", "partial", "omitted",
    ]  # fmt: skip


def test_another_library_reads_the_very_quotes(hostile, reviews, tmp_path):
    """Pyrefiqda unpacks the project; cut at the places given, its texts are the quotes of evidence and reviews, emoji and all."""
    (tmp_path / "p.qdpx").write_bytes(project_file(hostile, reviews))
    project = RefiProject.load(tmp_path / "p.qdpx", tmp_path / "x")
    found = set()
    for source in project.sources.text_source:
        raw = RefiProject.resolve_source_path(source.plain_text_path, tmp_path / "x").read_bytes()
        assert b"\r" not in raw
        assert not raw.startswith(b"\xef\xbb\xbf")
        text = raw.decode("utf-8")
        found |= {(source.name, text[each.start_position : each.end_position]) for each in source.plain_text_selection}
    program = set(zip(hostile.evidence["source"], hostile.evidence["text"], strict=True))
    people = {(row.source, row.quote) for row in reviews.itertuples() if row.quote}
    commitments = {("Statement", quote) for quote in hostile.commitments["quote"]}
    assert found == program | people | commitments
    assert any("🏢" in quote for _, quote in people)


def test_codebook_is_read_by_another_library(hostile, tmp_path):
    """Themes hold their commitments; only commitments and verdicts can be given to passages."""
    (tmp_path / "c.qdc").write_bytes(codebook_file(hostile))
    codes = RefiCodebook.load(tmp_path / "c.qdc").codes.code
    assert [(code.name, code.is_codable, len(code.code)) for code in codes] == [
        ("Talks", False, 1), ("Offices", False, 2), ("Verdict", False, 3),
    ]  # fmt: skip


def test_dates_users_and_identifiers_are_everywhere(tree):
    """Every text, selection and coding says when and by whom; every reference leads somewhere; identifiers are unique, in upper case."""
    made = tree.xpath("//q:TextSource | //q:PlainTextSelection | //q:Coding | //q:Note", namespaces=PROJECT)
    assert all(element.get("creationDateTime") and element.get("creatingUser") for element in made)
    guids = [element.get("guid") for element in tree.iter() if element.get("guid")]
    assert len(set(guids)) == len(guids)
    assert all(str(uuid.UUID(guid)).upper() == guid for guid in guids)
    targets = {element.get(name) for element in tree.iter() for name in ("targetGUID", "creatingUser") if element.get(name)}
    assert targets <= set(guids)
    first = [coding[0].tag for coding in tree.iter("{urn:QDA-XML:project:1.0}Coding")]
    assert set(first) == {"{urn:QDA-XML:project:1.0}CodeRef"}


def test_every_note_hangs_on_what_it_is_about(tree):
    """A verdict with passages is noted at each of them, one without at its text."""
    notes = {note.get("guid"): note.get("name") for note in tree.iter("{urn:QDA-XML:project:1.0}Note")}
    at = [
        (notes[reference.get("targetGUID")], reference.getparent().tag.partition("}")[2])
        for reference in tree.iter("{urn:QDA-XML:project:1.0}NoteRef")
    ]
    passage, text = "PlainTextSelection", "TextSource"
    assert at == [
        ("1b in ../a: partial", passage), ("1b in ../a: partial", passage), ("1b in ../a: covered", passage), ("2a in b: omitted", text),
    ]  # fmt: skip


def test_coders_are_the_program_and_the_reviewers(tree):
    """Two people and the program; the program's codings are dated by the last day in the study."""
    users = {user.get("guid"): user.get("name") for user in tree.iter("{urn:QDA-XML:project:1.0}User")}
    assert list(users.values()) == ["the program", "Anna", "=Bo"]
    days = {coding.get("creationDateTime") for coding in tree.iter("{urn:QDA-XML:project:1.0}Coding")}
    assert days == {"2030-05-03T00:00:00Z", "2031-01-02T03:04:05.000678+00:00", "2031-01-02T03:04:06+00:00"}


def test_same_input_gives_the_same_bytes(hostile, reviews):
    """Written twice, project and codebook are the same."""
    assert project_file(hostile, reviews) == project_file(hostile, reviews)
    assert codebook_file(hostile) == codebook_file(hostile)
