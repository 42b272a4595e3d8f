"""Tables, mails, mailboxes, pages in one file, archives."""

from __future__ import annotations

import io
import zipfile

import pytest

from analytics.errors import ReadError
from analytics.settings import ReadLimits
from analytics.study.readers import read_file, read_files
from tests.brought_files import SENTENCES, changed_part, mail, packed, page, saved_page, workbook

HEADER = ["Headline", "Full text", "Newspaper", "Published", "Lang"]
ROW = ["Pact signed", SENTENCES[0], "The Daily", "2026-05-02", "en"]


def known(document):
    """Return what a row says of its text."""
    return document.title, document.text, document.outlet, document.date, document.language


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_columns_are_told_from_their_names(delimiter):
    """Any usual separator works, columns are guessed, and the guess is told."""
    data = delimiter.join(HEADER) + "\n" + delimiter.join(f'"{cell}"' for cell in ROW) + "\n"
    reading = read_file("a.csv", data.encode("utf-8-sig"))
    assert known(reading.documents[0]) == tuple(ROW)
    assert reading.documents[0].name == "a.csv, row 2"
    assert "told from their names" in str(reading.faults[0])


def test_xlsx_reads_values_of_the_first_sheet():
    """Days become ISO days, numbers text, formulas are no text, and other sheets are named."""
    import datetime

    rows = [HEADER, [*ROW[:3], datetime.date(2026, 5, 2), "en"]]
    data = workbook([[str(cell) for cell in row] for row in rows], more_sheets=["Notes"])
    reading = read_file("a.xlsx", data)
    assert known(reading.documents[0]) == tuple(ROW)
    assert "'Notes'" in str(reading.faults[0])


def test_json_lines_with_nested_values():
    """Each line is a document, lists become text, and a line without text is named with its number."""
    data = b'{"headline": "A", "body": "Some words.", "author": ["X", "Y"]}\n\n{"headline": "B"}\n'
    reading = read_file("a.jsonl", data)
    assert [(each.title, each.text, each.author) for each in reading.documents] == [("A", "Some words.", "X, Y")]
    assert [(fault.row, fault.severity) for fault in reading.faults if fault.row] == [(3, "left aside")]


def test_columns_can_be_mapped_and_unknown_ones_are_refused():
    """A column that the user names wins over a guess; one that is not there is told with those that are."""
    data = b"text,lead,site\nshort,The words that count,Daily\n"
    assert read_file("a.csv", data, columns={"text": "lead"}).documents[0].text == "The words that count"
    with pytest.raises(ReadError, match=r"has no column 'body'.*'text', 'lead', 'site'"):
        read_file("a.csv", data, columns={"text": "body"})


def test_longest_column_is_the_text_where_no_name_tells():
    """Without a telling name the column with the longest cells is taken, and that is told; short cells are refused."""
    data = f"a,b\nx,{SENTENCES[0].replace(',', '')}\n"
    reading = read_file("a.csv", data.encode())
    assert reading.documents[0].text.startswith("The two governments")
    assert "longest cells" in str(reading.faults[0])
    with pytest.raises(ReadError, match="no column that can hold"):
        read_file("a.csv", b"a,b\nx,y\n")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.csv", b"text\n" + b"some words\n" * 20),
        ("a.jsonl", b'{"text": "some words"}\n' * 20),
        ("a.xlsx", workbook([["text"], *[["some words"]] * 20])),
    ],
)
def test_too_many_rows_are_refused(name, data):
    """A table beyond the limit is refused whole, since its first rows would be no fair sample."""
    with pytest.raises(ReadError, match="more than 10 rows"):
        read_file(name, data, limits=ReadLimits(max_documents=10))


def test_giant_cell_is_left_aside_and_the_others_kept():
    """A cell of megabytes costs only its row."""
    data = b"text\n" + b"word " * 200_000 + b"\nA short one.\n"
    reading = read_file("a.csv", data)
    assert [each.text for each in reading.documents] == ["A short one."]
    assert any("at most 100,000 are analysed" in str(fault) and fault.row == 2 for fault in reading.faults)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.csv", b'text\n"never closed\n', "is no table from here on"),
        ("a.csv", b"text,outlet\n", "no row below"),
        ("a.jsonl", b"[" * 100_000, "is not JSON"),
        ("a.jsonl", b"3\n", "something else than an object"),
        ("a.xlsx", b"PK\x03\x04 nothing", "damaged"),
        ("a.xlsx", changed_part(workbook([["text"]]), "xl/workbook.xml", b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"), "XML entities"),
        ("a.xlsx", changed_part(workbook([["text"]]), "xl/workbook.xml", b"<x/>"), "without rows"),
    ],
)
def test_damaged_tables_are_refused(name, data, said):
    """Each kind of damage gets its own sentence."""
    with pytest.raises(ReadError, match=said):
        read_file(name, data)


def test_mail_gives_text_head_and_attachments():
    """A mail's own text, sender and day are read; an attachment is named and not opened."""
    document = read_file("a.eml", mail("\n".join(SENTENCES), attachment="pact.pdf")).documents[0]
    assert document.text == "\n".join(SENTENCES)
    assert (document.title, document.author, document.outlet, document.date) == ("Pact signed", "Jane Roe", "daily.example", "2030-05-02")
    assert [(each.text, each.reason) for each in document.removed] == [("pact.pdf", "attachment")]


def test_page_in_one_file_reads_like_the_page():
    """MHTML gives the article and the address it was saved from."""
    document = read_file("a.mhtml", saved_page(page().replace(b'<link rel="canonical" href="https://daily.example/pact">', b""))).documents[
        0
    ]
    assert (document.format, document.title, document.url) == ("mhtml", "Pact signed", "https://daily.example/saved")
    assert SENTENCES[2] in document.text


def test_mailbox_gives_each_mail():
    """Mails without text are named, the others read."""
    data = b"From x\nSubject: a\n\nHello words.\n\nFrom y\nSubject: b\n\n--\n\nFrom z\nSubject: c\n\nMore words.\n"
    reading = read_file("a.mbox", data)
    assert [(each.title, each.text.strip(), each.name) for each in reading.documents] == [
        ("a", "Hello words.", "a.mbox, mail 1"),
        ("c", "More words.", "a.mbox, mail 3"),
    ]


def test_a_line_of_a_mail_that_begins_with_from_begins_no_mail():
    """One is quoted by the mailbox (">From"), one is not, behind an empty line: both are text of the first of two mails."""
    first = b"From ann@example.org Fri Jan 16 10:00:00 2026\nSubject: a\n\nTalks ended.\n\n>From Rome the minister flew home.\n\n"
    data = first + b"From Paris came no word.\n\nFrom bo@example.org Fri Jan 16 11:00:00 2026\nSubject: b\n\nMore words.\n"
    reading = read_file("a.mbox", data)
    assert [(each.title, each.text) for each in reading.documents] == [
        ("a", "Talks ended.\n\nFrom Rome the minister flew home.\n\nFrom Paris came no word."),
        ("b", "More words."),
    ]
    assert reading.faults == ()


@pytest.mark.parametrize("above", ["\n", "sep=;\n", "sep=;\r\n"])
def test_what_stands_above_the_names_of_columns_does_not_hide_the_separator(above):
    """An empty line, and the line by which Excel names the separator to itself."""
    (document,) = read_file("a.csv", f"{above}text;title\nMany words, and more.;A title\n".encode()).documents
    assert (document.text, document.title) == ("Many words, and more.", "A title")


def test_a_line_break_from_windows_in_a_cell_is_a_line_break():
    """A workbook writes the carriage return as _x000D_; half of a sign is none, and stays as it is written."""
    cells = [["text", "title"], ["The trees were planted.\r\nThe ferry returns.", "The _xD800_"]]
    (document,) = read_file("a.xlsx", workbook(cells)).documents
    assert document.text == "The trees were planted.\nThe ferry returns."
    assert document.title == "The _xD800_"


def test_archive_reads_what_it_can_and_names_the_rest():
    """Good parts are read; links, paths that lead out, archives inside and unknown kinds are named one by one."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("news/a.html", page())
        archive.writestr("__MACOSX/news/._a.html", b"\0")
        archive.writestr("../out.txt", "words")
        archive.writestr("C:\\out.txt", "words")
        archive.writestr("inner.zip", packed({"a.txt": b"words"}))
        archive.writestr("a.exe", b"MZ")
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/hosts")
    reading = read_file("all.zip", out.getvalue())
    assert [each.name for each in reading.documents] == ["all.zip/news/a.html"]
    assert [fault.message.split(",")[0].split(";")[0] for fault in reading.faults] == [
        "has a path that leads out of the archive",
        "has a path that leads out of the archive",
        "is an archive inside an archive",
        "is of a kind that is not read",
        "is a link",
    ]


def test_archives_that_grow_too_much_are_refused():
    """Neither a part nor the whole may outgrow its limit, and neither is unpacked to find out."""
    with pytest.raises(ReadError, match="more than 200 times its packed size"):
        read_file("a.zip", packed({"a.txt": b"0" * 5_000_000}))
    with pytest.raises(ReadError, match="at most 1,000 are unpacked"):
        read_file("a.zip", packed({"a.txt": b"0" * 5000}), limits=ReadLimits(max_unpacked_bytes=1000))
    with pytest.raises(ReadError, match="holds 5 parts; at most 4"):
        read_file("a.zip", packed({f"{number}.txt": b"words" for number in range(5)}), limits=ReadLimits(max_parts=4))


def test_a_wrong_file_does_not_stop_the_others():
    """Of several files the wrong ones are named, and limits on all of them together are stated."""
    files = [("a.txt", b"Some words."), ("b.pdf", b"%PDF-1.7"), ("c.txt", b"More words.")]
    documents, faults = read_files(files)
    assert [each.name for each in documents] == ["a.txt", "c.txt"]
    assert [(fault.file, fault.severity) for fault in faults] == [("b.pdf", "left aside")]
    assert "limit of 15 bytes" in str(read_files(files, limits=ReadLimits(max_total_bytes=15))[1][-1])
    assert "limit of 1 documents" in str(read_files(files, limits=ReadLimits(max_documents=1))[1][-1])
