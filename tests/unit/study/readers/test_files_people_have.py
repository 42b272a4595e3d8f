"""Files as people have them: forwarded newsletters, exports with heads, nested records, notes in Word, texts of other systems."""

from __future__ import annotations

import io
import json
import zipfile

import pytest
from pypdf import PdfReader, PdfWriter

from analytics.intake import create_study, read_paths
from analytics.study.readers import read_file
from analytics.study.readers.page_lines import drop_running_lines
from tests.brought_files import SENTENCES, mail, packed, printed, word, workbook

BODY = "\n\n".join(SENTENCES)


def only(name, data):
    """Read a file of one text."""
    (document,) = read_file(name, data).documents
    return document


GMAIL = """FYI

---------- Forwarded message ---------
From: The Daily <news@daily.example>
Date: Sat, 17 Jan 2026 at 07:00
Subject: Towns sign pact
To: <anna@ministry.example>

"""
OUTLOOK = """Zur Kenntnis.

Von: The Daily <news@daily.example>
Gesendet: Samstag, 17. Januar 2026 07:00
An: Anna
Betreff: Towns sign pact

"""
APPLE = """Begin forwarded message:

> From: The Daily <news@daily.example>
> Subject: Towns sign pact
> Date: 17 January 2026

"""


@pytest.mark.parametrize(
    "head",
    [GMAIL, OUTLOOK, APPLE],
    ids=["gmail", "outlook", "apple"],
)
def test_a_forwarded_mail_is_that_of_its_sender(head):
    """Not who handed it on: sender, day and subject are those of the newsletter; both heads and the signature are cut and kept."""
    article = only("a.eml", mail(f"{head}{BODY}\n-- \nAnna Press\n+49 30 1234567\n", subject="Fwd: Towns sign pact"))
    assert article.text == BODY
    assert (article.title, article.author, article.outlet) == ("Towns sign pact", "The Daily", "daily.example")
    assert "17" in article.date
    cut = "\n".join(each.text for each in article.removed)
    assert "news@daily.example" in cut
    assert "Anna Press" in cut


def test_a_newsletter_loses_its_own_lines():
    """Browser, subscription and copyright are no words of the article."""
    article = only("a.eml", mail(f"View this email in your browser\n\n{BODY}\n\nUnsubscribe | Manage preferences\n© 2026 The Daily\n"))
    assert article.text == BODY
    assert [each.text for each in article.removed] == [
        "View this email in your browser",
        "Unsubscribe | Manage preferences",
        "© 2026 The Daily",
    ]


def test_a_long_answer_above_a_forwarded_mail_stays():
    """Who writes more than a few words above it has written the text."""
    text = f"{'We have read this with care. ' * 20}\n\n---------- Forwarded message ---------\nFrom: The Daily <a@b.example>\n\n{BODY}"
    assert only("a.eml", mail(text)).text.startswith("We have read this")


def test_an_article_that_quotes_a_mail_keeps_it():
    """Begun with "From:", a line of an article is no head of a mail."""
    text = f"The ferries are back.\n\nFrom: the harbour to the hill, people cheered.\n\n{BODY}"
    assert only("a.eml", mail(text)).text == text


def test_nested_records():
    """Keys with points name the columns, and a name under its object belongs to that."""
    record = {
        "source": {"name": "The Daily", "url": "https://daily.example/a"},
        "article": {"headline": "Pact", "body": BODY, "published": "2026-01-17"},
    }
    article = only("a.jsonl", json.dumps({**record, "authors": [{"name": "Ann Lee"}, {"name": "Bo Ray"}]}).encode())
    assert article.text == BODY
    assert (article.title, article.outlet, article.date, article.url) == ("Pact", "The Daily", "2026-01-17", "https://daily.example/a")
    assert article.author == "Ann Lee, Bo Ray"


def test_heads_above_the_names_of_columns():
    """A title and a head over several columns are told, and are no articles."""
    rows = [["Media monitoring", ""], ["", ""], ["Source", "Article"], ["Outlet", "Headline", "Text"], ["The Daily", "Pact", BODY]]
    reading = read_file("a.xlsx", workbook(rows))
    (article,) = reading.documents
    assert (article.outlet, article.title, article.text) == ("The Daily", "Pact", BODY)
    assert "2 rows above the names of its columns" in " ".join(fault.message for fault in reading.faults)


def test_names_in_the_first_row_stay_there():
    """An article whose cells are words such as "text" is a row."""
    rows = [["Text", "Outlet"], ["text", "source"]]
    assert [each.outlet for each in read_file("a.xlsx", workbook(rows)).documents] == ["source"]


def test_notes_of_a_word_document_are_kept_apart():
    """They are no part of the text, are not lost, and are told."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    note = "<w:p><w:r><w:t>Belm is left out.</w:t></w:r></w:p>"
    notes = f'<w:footnotes {space}><w:footnote w:type="separator"/><w:footnote w:id="2">{note}</w:footnote></w:footnotes>'
    out = io.BytesIO(word([("Normal", SENTENCES[0])]))
    with zipfile.ZipFile(out, "a") as package:
        package.writestr("word/footnotes.xml", notes)
    article = only("a.docx", out.getvalue())
    assert article.text == SENTENCES[0]
    assert ("Belm is left out.", "note") in [(each.text, each.reason) for each in article.removed]
    assert "footnotes or endnotes (1)" in article.faults[0].message


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark(encoding):
    """As some programs of Windows write it; told, since it is a guess."""
    article = only("a.txt", BODY.encode(encoding))
    assert article.text == BODY
    assert encoding in article.faults[0].message


def test_what_office_and_systems_leave_is_no_file(tmp_path):
    """Locks of open documents, and folders of a Mac, are passed over in silence, in a folder and in an archive."""
    left = {
        "~$note.docx": b"\x05Anna" + bytes(100),
        "desktop.ini": b"[.ShellClassInfo]",
        "__MACOSX/._a.txt": b"\x00\x05\x16\x07",
        "Thumbs.db": b"x",
    }
    reading = read_file("a.zip", packed({**left, "press/a.txt": BODY.encode()}))
    assert [each.name for each in reading.documents] == ["a.zip/press/a.txt"]
    assert not reading.faults
    for name, content in {**left, "a.txt": BODY.encode()}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    documents, faults = read_paths(tmp_path)
    assert [each.name for each in documents] == ["a.txt"]
    assert not faults


def test_the_end_of_a_sentence_is_no_running_head():
    """The same small-lettered end of a sentence on two pages is text; a head is not."""
    pages = [["The Daily, page 1", "by the sea in the north.", "Words."], ["The Daily, page 2", "by the sea in the north.", "More."]]
    kept, removed = drop_running_lines(pages)
    assert ["by the sea in the north." in page for page in kept] == [True, True]
    assert [each.text for each in removed] == ["The Daily, page 1"]


def test_a_file_name_is_no_headline(tmp_path):
    """What a browser writes into a PDF as its title may be the page's file; the first line is the headline then."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(printed(["Towns sign ferry pact", *SENTENCES]))))
    writer.add_metadata({"/Title": "print.html"})
    out = io.BytesIO()
    writer.write(out)
    (tmp_path / "pact.txt").write_text("The towns agreed to run ferries. They will report each year.", encoding="utf-8")
    (tmp_path / "a.pdf").write_bytes(out.getvalue())
    created = create_study(tmp_path / "study", statement=tmp_path / "pact.txt", articles=tmp_path / "a.pdf")
    assert created.study.sources[0].title == "Towns sign ferry pact"


def test_what_a_browser_prints_around_a_single_page():
    """Day, hour and title above, address and page below: of no page are they words of the article."""
    page = ["17/01/2026, 08:15 Towns sign pact - The Daily", "Towns sign pact", "Six towns agreed.", "https://daily.example/pact?a=1 1/1"]
    kept, removed = drop_running_lines([page])
    assert kept == [["Towns sign pact", "Six towns agreed."]]
    assert [each.reason for each in removed] == ["running head", "running head"]


def test_a_newsletter_laid_out_in_a_table():
    """Its paragraphs stay paragraphs; a table of figures stays a table. The mail that was handed on gives sender and subject."""
    sender, day = "The Daily &lt;news@daily.example&gt;", "Samstag, 17. Januar 2026 07:00"
    head = f"<div><b>Von:</b> {sender}<br><b>Gesendet:</b> {day}<br><b>Betreff:</b> Pact</div>"
    cells = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
    figures = "<table><tr><td>Arden</td><td>2 million</td></tr><tr><td>Belm</td><td>3 million</td></tr></table>"
    page = f"<html><body>{head}<table><tr><td>{cells}{figures}</td></tr></table></body></html>"
    article = only("a.eml", mail("", html=page.encode(), subject="WG: Pact"))
    assert article.text.split("\n\n")[: len(SENTENCES)] == list(SENTENCES)
    assert "| Arden | 2 million |" in article.text
    assert (article.title, article.outlet) == ("Pact", "daily.example")
