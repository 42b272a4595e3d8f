"""Word documents: automatic numbers, tables, changes; what is refused."""

from __future__ import annotations

import pytest

from analytics.errors import ReadError
from analytics.study.readers import read_file
from tests.brought_files import changed_part, word

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def lines(data: bytes) -> list[str]:
    """Read the lines that have words."""
    return [line for line in read_file("a.docx", data).documents[0].text.split("\n") if line]


def with_body(body: str) -> bytes:
    """Make a document of this XML."""
    return changed_part(word([]), "word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'.encode())


def numbered(levels: str, paragraphs: str, nums: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') -> bytes:
    """Make a document whose list has these levels."""
    package = with_body(paragraphs)
    numbering = f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>{nums}</w:numbering>'
    return changed_part(package, "word/numbering.xml", numbering.encode())


def item(text: str, level: int = 0, number: int = 1) -> str:
    """Write a paragraph of a list."""
    place = f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr></w:pPr>'
    return f"<w:p>{place}<w:r><w:t>{text}</w:t></w:r></w:p>"


def level(index: int, style: str, pattern: str, start: int = 1) -> str:
    """Write a level of a list."""
    return f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{style}"/><w:lvlText w:val="{pattern}"/></w:lvl>'


def test_numbers_of_a_style_run_on_across_other_paragraphs():
    """The count of a list goes on after an aside and bullets, as Word shows it."""
    paragraphs = [
        ("Title", "Pact"),
        ("List Number", "They agreed."),
        ("Normal", "An aside."),
        ("List Bullet", "one"),
        ("List Number", "They met."),
    ]
    assert lines(word(paragraphs, title="The pact")) == ["Pact", "1. They agreed.", "An aside.", "- one", "2. They met."]
    assert read_file("a.docx", word(paragraphs, title="The pact")).documents[0].title == "The pact"


def test_levels_formats_and_starts():
    """Deeper levels begin anew under each item, patterns join levels, and lists start where they say."""
    data = numbered(
        level(0, "decimal", "%1", start=4) + level(1, "lowerLetter", "(%2)") + level(2, "lowerRoman", "%1.%3"),
        item("a") + item("b", 1) + item("c", 1) + item("d") + item("e", 1) + item("f", 2) + item("g", 2),
    )
    assert lines(data) == ["4. a", "(a) b", "(b) c", "5. d", "(a) e", "5.i f", "5.ii g"]


def test_override_begins_anew_once():
    """A list that overrides its start begins there, and then counts on."""
    nums = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/>'
    nums += '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    data = numbered(level(0, "decimal", "%1."), item("a") + item("b") + item("c", 0, 2) + item("d", 0, 2), nums)
    assert lines(data) == ["1. a", "2. b", "1. c", "2. d"]


def test_tables_changes_and_hidden_text():
    """Rows become lines, deleted and hidden words are left out and told, inserted ones are kept."""
    body = (
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Year</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Money</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )
    body += "<w:p><w:r><w:t>They </w:t></w:r><w:del><w:r><w:delText>may</w:delText></w:r></w:del><w:ins><w:r><w:t>will</w:t></w:r></w:ins>"
    body += "<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r><w:r><w:t> act.</w:t></w:r></w:p>"
    document = read_file("a.docx", with_body(body)).documents[0]
    assert document.text == "| Year | Money |\n\nThey will act."
    assert {each.text for each in document.removed} == {"may", "secret"}


def test_entity_bombs_and_damage_are_refused():
    """XML that declares entities is refused before anything expands them; so is what is no document."""
    bomb = f'<!DOCTYPE l [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;">]><w:document xmlns:w="{W}"><w:body>&b;</w:body></w:document>'
    with pytest.raises(ReadError, match="declares XML entities"):
        read_file("a.docx", changed_part(word([]), "word/document.xml", bomb.encode()))
    with pytest.raises(ReadError, match="not well-formed"):
        read_file("a.docx", changed_part(word([]), "word/document.xml", b"<w:document"))
    with pytest.raises(ReadError, match="damaged"):
        read_file("a.docx", b"PK\x03\x04 nothing")


@pytest.mark.parametrize("tags", [("<w:sdt>", "</w:sdt>"), ("<w:p><w:r>", "</w:r></w:p>")])
def test_deep_documents_are_refused(tags):
    """Thousands of elements inside one another are no document."""
    with pytest.raises(ReadError, match="inside one another"):
        read_file("a.docx", with_body(tags[0] * 2000 + tags[1] * 2000))


def test_tables_inside_tables_are_read_once():
    """Boxes drawn as tables in tables give their words once, in no time."""
    body = "<w:tbl><w:tr><w:tc>" * 40 + "<w:p><w:r><w:t>deep words</w:t></w:r></w:p>" + "</w:tc></w:tr></w:tbl>" * 40
    assert lines(with_body(body)) == ["deep words"]
