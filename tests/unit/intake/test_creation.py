"""From files to a study on disk."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from itertools import zip_longest

import pandas as pd
import pytest

from analytics.errors import ReadError, StudyError
from analytics.intake import create_study, find_copies, read_file, read_paths
from analytics.intake.creation import stable_statement
from analytics.intake.days import iso_day
from analytics.intake.folder import outlet_of, separated_lines
from analytics.language.reading import read_words
from analytics.measures.reuse import later_copies, reuse_tables
from analytics.study.manifest import check_study
from analytics.study.normalisation import normalise_statement
from tests.brought_files import SENTENCES, STATEMENT_PARAGRAPHS, packed, page, printed, word

STATEMENT = "\n\n".join(f"{number}. {text}" for number, text in enumerate(STATEMENT_PARAGRAPHS, start=1))


@pytest.fixture
def brought(tmp_path):
    """Lay out a statement and a folder of articles, one of them unreadable."""
    articles = tmp_path / "articles"
    (articles / "page_files").mkdir(parents=True)
    (articles / "page_files" / "advert.html").write_bytes(page(title="Advert"))
    (articles / "page.html").write_bytes(page(date="2026-05-02"))
    (articles / ".hidden.txt").write_text("hidden words")
    (articles / "other.txt").write_text("The ministers met in Rome and spoke about the coast. " * 5)
    (articles / "wrong.pdf").write_bytes(b"%PDF-1.7")
    (tmp_path / "statement.docx").write_bytes(word([("Title", "Joint paper"), *[("List Number", text) for text in STATEMENT_PARAGRAPHS]]))
    return tmp_path


def test_study_is_sound_and_traceable(brought):
    """The study loads without a fault, keeps numbers as ids, and leads from each text to the file that was brought."""
    created = create_study(brought / "study", statement=brought / "statement.docx", articles=brought / "articles")
    assert check_study(brought / "study") == ()
    assert [unit.paragraph for unit in created.study.commitments if unit.id.endswith("a")] == [1, 2, 3]
    assert {source.outlet: source.title for source in created.study.sources} == {"other": "", "The Daily": "Pact signed"}
    assert [(fault.file, fault.severity) for fault in created.faults] == [("wrong.pdf", "left aside")]
    reading = json.loads((brought / "study" / "reading.json").read_text(encoding="utf-8"))
    told = reading["sources"]["the-daily"]
    original = brought / "study" / told["original"]
    assert original.read_bytes() == (brought / "articles" / "page.html").read_bytes()
    assert hashlib.sha256(original.read_bytes()).hexdigest() == told["sha256"]
    assert {"reason": "around the article", "count": 1, "text": "Ten best beaches"} in told["removed"]
    assert len(created.understood) == 3


def test_nothing_is_written_where_something_is(brought):
    """A folder with a file in it is refused and left as it was; so is a folder whose statement cannot be split."""
    target = brought / "study"
    target.mkdir()
    (target / "mine.txt").write_text("mine")
    with pytest.raises(StudyError, match="expected an empty folder"):
        create_study(target, statement=brought / "statement.docx", articles=brought / "articles")
    assert [path.name for path in target.iterdir()] == ["mine.txt"]
    before = sorted(path.name for path in brought.iterdir())
    with pytest.raises(ReadError, match="damaged"):
        create_study(brought / "new", statement=brought / "articles" / "wrong.pdf", articles=brought / "articles")
    with pytest.raises(StudyError, match="gave no article"):
        create_study(brought / "new", statement=brought / "statement.docx", articles=brought / "articles" / "wrong.pdf")
    assert sorted(path.name for path in brought.iterdir()) == before


def test_in_python_from_memory(tmp_path):
    """Uploaded bytes become a study in three lines, in an empty folder that is there already."""
    statement = read_file("s.txt", STATEMENT.encode()).documents[0]
    articles = read_file(
        "a.zip", packed({"a.html": page(), "b.html": page("<p>" + "</p><p>".join(reversed(SENTENCES)) + "</p>", outlet="X")})
    ).documents
    created = create_study(tmp_path, statement=statement, articles=articles, title='A "pact" \\ two', language="en-GB")
    assert (created.study.title, created.study.language) == ('A "pact" \\ two', "en")
    assert [path.name for path in sorted((tmp_path / "originals").iterdir())] == ["a.zip", "s.txt"]


def test_copies_are_pointed_out(tmp_path):
    """An article that another outlet printed with small changes is named with its share; the very same text is told as such."""
    articles = [read_file(f"{number}.html", page(outlet=outlet)).documents[0] for number, outlet in enumerate(("One", "Two"))]
    changed = page("".join(f"<p>{sentence}</p>" for sentence in (*SENTENCES[:3], "The weather was fine.")), outlet="Three")
    articles += read_file("3.html", changed).documents
    statement = read_file("s.txt", STATEMENT.encode()).documents[0]
    faults = {fault.source: fault.message for fault in create_study(tmp_path / "study", statement=statement, articles=articles).faults}
    assert "very text of source 'one'" in faults["two"]
    assert "of its wording with 'one'" in faults["three"]


def _documents(*texts, dates=()):
    return [
        replace(read_file(f"{place}.txt", text.encode()).documents[0], language="en", date=date)
        for place, (text, date) in enumerate(zip_longest(texts, dates, fillvalue=""))
    ]


def test_find_copies_names_the_later_text():
    """A text that stands wholly in an earlier one is a copy of it; texts that share a few words are none."""
    long = " ".join(SENTENCES)
    copies = find_copies(
        _documents(long, SENTENCES[0] + " " + SENTENCES[1], "The two governments signed nothing at all that day, people said.", long)
    )
    assert [(each.first, each.second, each.share, each.is_same) for each in copies] == [(0, 1, 1.0, False), (0, 3, 1.0, True)]


def test_copies_follow_the_days():
    """Of two equal texts the one of the later day is the copy, wherever it stands, and a text without a day comes last."""
    long = " ".join(SENTENCES)
    copies = find_copies(_documents(long, long, long, dates=("2030-05-02", "", "1 May 2030")))
    assert [(each.first, each.second) for each in copies] == [(2, 0), (2, 1)]


def test_whoever_has_told_of_copies_need_not_look_for_them_again(tmp_path):
    """The study is the same, the notices are not there."""
    articles = _documents(" ".join(SENTENCES), " ".join(SENTENCES) + " One more.")
    statement = read_file("s.txt", STATEMENT.encode()).documents[0]
    told = create_study(tmp_path / "told", statement=statement, articles=articles)
    quiet = create_study(tmp_path / "quiet", statement=statement, articles=articles, tells_copies=False)
    assert any("of its wording" in fault.message for fault in told.faults)
    assert not any("of its wording" in fault.message for fault in quiet.faults)
    assert quiet.study.hashes == told.study.hashes


def test_copies_are_those_of_the_page_compare(tmp_path):
    """Whoever is told of copies while making a study finds the same ones when sources are compared."""
    long = " ".join(SENTENCES)
    halves = f"{SENTENCES[0]} Other words follow here, and they are told by nobody but this one paper in the town."
    articles = _documents(long, halves, long + " One more.", "Nothing of the kind was said at all by anybody here.")
    statement = read_file("s.txt", STATEMENT.encode()).documents[0]
    created = create_study(tmp_path / "study", statement=statement, articles=articles)
    texts = {source.id: read_words(source.text, "en") for source in created.study.sources}
    _, similarity = reuse_tables(texts, {}, read_words(STATEMENT, "en"))
    places = {str(source): place for place, source in enumerate(texts)}
    later = later_copies(similarity, pd.DataFrame({"source": list(texts), "date": [""] * len(texts)}))
    found = {copy.second: copy.first for copy in find_copies(articles)}
    assert found == {places[copy]: places[first] for copy, first in later.items()} != {}


def test_codebooks_of_every_kind_give_the_same_commitments(tmp_path):
    """CSV, XLSX and REFI-QDA name the same quotes; a quote that the statement lacks is named."""
    from tests.brought_files import workbook

    rows = [
        ["id", "theme", "label", "quote"],
        ["1a", "Offices", "An office", "open a joint office by May 2030"],
        ["9z", "None", "Moon", "fly to the moon"],
    ]
    (tmp_path / "c.csv").write_text("\n".join(";".join(row) for row in rows), encoding="utf-16")
    (tmp_path / "c.xlsx").write_bytes(workbook(rows))
    codes = "".join(
        f'<Code guid="{number}" name="{theme}"><Code guid="1{number}" name="{unit} {label}">'
        f"<Description>Seen as “{quote}” there.</Description></Code></Code>"
        for number, (unit, theme, label, quote) in enumerate(rows[1:])
    )
    (tmp_path / "c.qdc").write_text(f'<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes>{codes}</Codes></CodeBook>', encoding="utf-8")
    statement = read_file("s.txt", STATEMENT.encode()).documents[0]
    articles = read_file("a.html", page()).documents
    for kind in ("csv", "xlsx", "qdc"):
        created = create_study(tmp_path / kind, statement=statement, articles=articles, codebook=tmp_path / f"c.{kind}")
        assert [(unit.id, unit.theme, unit.label, unit.quote) for unit in created.study.commitments] == [tuple(rows[1])]
        assert [fault.severity for fault in created.faults if "fly to the moon" in str(fault)] == ["left aside"]
    (tmp_path / "bomb.qdc").write_text('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    with pytest.raises(StudyError, match="XML entities"):
        create_study(tmp_path / "no", statement=statement, articles=articles, codebook=tmp_path / "bomb.qdc")


def test_statement_is_written_as_spans_refer_to_it():
    """The stable form of a statement is what normalising the written file gives again."""
    for raw in (
        STATEMENT,
        "## **Pact**\n\n1. They\nmet.\n",
        "1 一つ目の約束を守る。\n2 二つ目の約束を守る。\n3 三つ目の約束を守る。",
        "* *a* **b**\n__c__ d_",
    ):
        stable = stable_statement(raw)
        assert normalise_statement(separated_lines(stable)) == stable


def test_headings_without_numbers_stay_headings(tmp_path):
    """Short lines between long paragraphs are not run into what follows when the statement is written."""
    sections = {"Debt": "debt relief", "Tax": "the minimum tax", "Data": "quarterly figures"}
    raw = "\n\n".join(
        f"**{name}**\n\nWe agreed to open an office for {matter} in every member state by 2030." for name, matter in sections.items()
    )
    assert stable_statement(raw).split("\n")[::2] == list(sections)
    (tmp_path / "s.txt").write_text(raw, encoding="utf-8")
    (tmp_path / "a.txt").write_text("They agreed on an office for debt relief.", encoding="utf-8")
    study = create_study(tmp_path / "study", statement=tmp_path / "s.txt", articles=tmp_path / "a.txt").study
    assert [(unit.id, unit.theme) for unit in study.commitments] == [("1a", "Debt"), ("2a", "Tax"), ("3a", "Data")]
    assert study.statement.text == stable_statement(raw)


def test_a_pdf_communique_becomes_a_study(tmp_path):
    """Numbers of a typeset statement are the ids of its commitments."""
    numbered = [f"{number}. {text}" for number, text in enumerate(STATEMENT_PARAGRAPHS, start=1)]
    (tmp_path / "s.pdf").write_bytes(printed(["JOINT STATEMENT", *numbered], head="Office of the Press", numbers=True, pagebreaks=True))
    (tmp_path / "a.html").write_bytes(page())
    created = create_study(tmp_path / "study", statement=tmp_path / "s.pdf", articles=tmp_path / "a.html")
    assert {unit.id[:-1] for unit in created.study.commitments} == {"1", "2", "3"}
    assert created.study.title == "JOINT STATEMENT"


def test_unknown_places_are_told(tmp_path):
    """A path that leads nowhere is a sentence, not a traceback."""
    assert "does not exist" in str(read_paths(tmp_path / "none")[1][0])
    with pytest.raises(StudyError, match="does not exist"):
        create_study(tmp_path / "s", statement=tmp_path / "none", articles=tmp_path)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026-01-16T10:00:00+01:00", "2026-01-16"),
        ("20260116", "2026-01-16"),
        ("2026/1/6", "2026-01-06"),
        ("16.1.2026", "2026-01-16"),
        ("3.4.2026", "2026-04-03"),
        ("16/01/2026", "2026-01-16"),
        ("1/16/2026", "2026-01-16"),
        ("03/04/2026", ""),
        ("Fri, 16 Jan 2026 10:00:00 +0100", "2026-01-16"),
        ("January 16, 2026", "2026-01-16"),
        ("2026-13-40", ""),
        ("yesterday", ""),
        ("", ""),
    ],
)
def test_days(written, day):
    """Days in the forms that files use become ISO days; what can be read in two ways is left open."""
    assert iso_day(written) == day


def test_names_of_outlets():
    """An outlet that nothing names is called by its file."""
    document = read_file("my_paper.txt", b"Some words.").documents[0]
    assert outlet_of(document) == "my paper"


def test_our_own_qda_codebook_comes_back(tmp_path):
    """As written by an export: theme above, id and label in the name, act before the quote, verdicts as codes; quotation marks stay."""
    quote = 'agreed to hold the "2+2" meeting every year'
    (tmp_path / "s.txt").write_text(f"The ministers {quote}.", encoding="utf-8")
    (tmp_path / "a.txt").write_text("They agreed to meet every year.", encoding="utf-8")
    code = f'<Code name="W-1 · Meet"><Description>decision, strength 4 of 4. {quote}</Description></Code>'
    verdict = '<Code name="Verdict"><Code name="covered"><Description>The source reports it.</Description></Code></Code>'
    codes = f'<Code name="Work"><Description>Theme of 1 commitments.</Description>{code}</Code>{verdict}'
    (tmp_path / "c.qdc").write_text(f'<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes>{codes}</Codes></CodeBook>', encoding="utf-8")
    made = create_study(tmp_path / "two", statement=tmp_path / "s.txt", articles=tmp_path / "a.txt", codebook=tmp_path / "c.qdc")
    found = [(unit.id, unit.theme, unit.act, unit.label, unit.quote) for unit in made.study.commitments]
    assert found == [("W-1", "Work", "decision", "Meet", quote)]
    assert made.faults == ()


HEADED = "PRESS RELEASE\nMinistry of Lakes\n\nArden, 3 May 2030\n\n1. We agreed to clean the lake.\n2. We welcomed the ferry.\n"


def test_issuer_and_day_are_read_from_the_head_of_a_statement(tmp_path):
    """A statement's file that gives neither says both at its head; who has read it already decides alone."""
    (tmp_path / "s.txt").write_text(HEADED, encoding="utf-8")
    (tmp_path / "a.txt").write_text("The lake will be clean again, the ministry said on Friday.\n", encoding="utf-8")
    made = create_study(tmp_path / "one", statement=tmp_path / "s.txt", articles=tmp_path / "a.txt")
    assert (made.study.statement.issuer, str(made.study.statement.date)) == ("Ministry of Lakes", "2030-05-03")
    assert "Ministry of Lakes, 2030-05-03" in made.understood[0]
    read = read_file("s.txt", HEADED.encode()).documents[0]
    again = create_study(tmp_path / "two", statement=read, articles=tmp_path / "a.txt")
    assert (again.study.statement.issuer, again.study.statement.date) == ("", None)


def test_what_is_left_out_of_the_commitments_is_told(tmp_path):
    """The clause, why, and what to do."""
    (tmp_path / "pact.txt").write_text("The two mayors met. They agreed to plant 4,000 trees.\n", encoding="utf-8")
    (tmp_path / "a.txt").write_text("The mayors agreed on Monday to plant 4,000 trees by 2030. A baker sold rolls.\n", encoding="utf-8")
    made = create_study(tmp_path / "study", statement=tmp_path / "pact.txt", articles=tmp_path / "a.txt")
    assert [unit.quote for unit in made.study.commitments] == ["agreed to plant 4,000 trees"]
    (told,) = [fault.message for fault in made.faults if "no commitment" in fault.message]
    assert told.startswith(
        "“The two mayors met” is no commitment: it only says that they met or talked. To compare it all the same, add it to"
    )


KOREAN = "양국 정상은 2030년까지 나무 4000그루를 심기로 합의했다. 양측은 호수를 정화하기로 약속했다.\n"


def test_acts_that_are_not_judged_are_told(tmp_path):
    """Korean has no lexicon: every clause is a fact, and a notice says that nobody judged it. English acts need no such word."""
    (tmp_path / "ko.txt").write_text(KOREAN, encoding="utf-8")
    (tmp_path / "en.txt").write_text("The mayors agreed to plant 4,000 trees. They agreed to clean the lake.\n", encoding="utf-8")
    (tmp_path / "a.txt").write_text("The mayors agreed on Monday to plant 4,000 trees by 2030. A baker sold rolls.\n", encoding="utf-8")
    korean = create_study(tmp_path / "first", statement=tmp_path / "ko.txt", articles=tmp_path / "a.txt")
    assert {(unit.act, unit.strength) for unit in korean.study.commitments} == {("fact", 0)}
    (told,) = [fault for fault in korean.faults if "Acts are" in fault.message]
    assert told.severity == "notice"
    assert told.message.startswith("Acts are not judged in Korean: all commitments stand as fact, strength 0.")
    english = create_study(tmp_path / "second", statement=tmp_path / "en.txt", articles=tmp_path / "a.txt")
    assert not [fault for fault in english.faults if "Acts are" in fault.message]
