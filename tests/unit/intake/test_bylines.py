"""Headline, author, outlet and day from the head of an article: right or nothing, and nothing is lost."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from analytics.intake import create_study, read_files, with_byline
from analytics.intake.bylines import read_head
from analytics.intake.days import iso_day

HEADS = tomllib.loads((Path(__file__).parents[2] / "data" / "article_heads.toml").read_text(encoding="utf-8"))["heads"]
FIELDS = {"title": "title", "author": "author", "outlet": "outlet", "date": "day"}


def figures(heads):
    """Count what is read rightly, wrongly, and not."""
    right = wrong = missed = 0
    for head in heads:
        read = read_head(head["text"].strip("\n"), head["language"])
        for field, attribute in FIELDS.items():
            got, expected = getattr(read, attribute), head[field]
            right += bool(got) and got == expected
            wrong += bool(got) and got != expected
            missed += bool(expected) and got != expected
    return right, wrong, missed


def test_kept_back_heads():
    """Of the heads written before the rules: hardly anything wrong, most of it found."""
    right, wrong, missed = figures([head for head in HEADS if head.get("kept_back")])
    assert right / (right + wrong) >= 0.95, (right, wrong)
    assert right / (right + missed) >= 0.85, (right, missed)


def brought(text, name="a.txt"):
    """Read one article as `leftout new` does."""
    documents, _ = read_files([(name, text.encode())])
    return with_byline(documents[0])


def test_what_is_cut_is_kept_and_the_headline_stays():
    """The byline is no passage of the article any more; it stands among what was cut away."""
    text = (
        "Towns agree on ferries\n\nBy Jane Doe | The Daily Example | 17 January 2026\n\nSix towns have agreed on ferries, officials said."
    )
    article = brought(text)
    assert (article.title, article.author, article.outlet, article.date) == (
        "Towns agree on ferries",
        "Jane Doe",
        "The Daily Example",
        "2026-01-17",
    )
    assert "Jane Doe" not in article.text
    assert article.text.startswith("Towns agree on ferries\n")
    assert ("By Jane Doe | The Daily Example | 17 January 2026", "byline") in {(each.text, each.reason) for each in article.removed}


def test_a_dateline_stays_in_its_sentence():
    """It is part of the running text: read, and not cut."""
    text = "OSLO, May 12, 2026 (Fjord Newswire) - Norway will plant trees, it said on Tuesday, and will report on them every year."
    article = brought(text)
    assert (article.outlet, article.date, article.text) == ("Fjord Newswire", "2026-05-12", text)


def test_a_day_without_a_year_is_told():
    """Nobody knows which year: no day, and a sentence that says so."""
    article = brought("OSLO, May 12 (Fjord Newswire) - Norway will plant trees, it said on Tuesday, and will report on them every year.")
    assert article.date == ""
    assert [fault.message for fault in article.faults] == ["gives the day 'May 12' in its head, without a year. Write the whole day in."]


@pytest.mark.parametrize(
    "line",
    [
        "By popular demand, ferries return on 3 May 2026",
        "What the Agreement of 3 May 2019 said",
        "Updated 4 March 2026",
        "Von Hamburg nach Linz",
        "The Guardian had the story on 3 May 2026",
    ],
)
def test_what_is_not_plain_is_no_metadata(line):
    """A headline with a day, an update, a preposition that begins a headline."""
    head = read_head(f"Ferries return to the lake\n{line}\n\nThe ferries will return to the lake in the spring, the operator said.", "en")
    assert (head.author, head.outlet, head.day) == ("", "", "")


def test_days_that_differ_are_left_open():
    """Two days, neither said to be that of publication: neither counts."""
    head = read_head("Ferries return\n3 May 2026\n9 June 2026\n\nThe ferries will return to the lake in spring, they said.", "en")
    assert head.day == ""


def test_what_the_file_gives_goes_before():
    """A front matter's title, day and outlet stay; the author of the byline wins over nothing else."""
    matter = "---\ntitle: Ferries\ndate: 2026-02-01\nsite: Lake News\n---\n\n"
    text = f"{matter}Towns agree\n\nBy Jane Doe | The Daily Example | 17 January 2026\n\n"
    article = brought(text + "Six towns have agreed to run their ferries together, officials said.", "a.md")
    assert (article.title, article.date, article.outlet, article.author) == ("Ferries", "2026-02-01", "Lake News", "Jane Doe")


def test_other_formats_stay():
    """A table's cell and a page say of themselves who wrote them."""
    documents, _ = read_files([("a.csv", b'text,outlet\n"By Jane Doe | 17 January 2026\nSix towns have agreed.",Lake News\n')])
    assert with_byline(documents[0]) is documents[0]


def test_a_study_made_of_files(tmp_path):
    """The manifest has what was read, and reading.json what was cut."""
    (tmp_path / "statement.txt").write_text("The towns met. They agreed to run ferries. They will report each year.", encoding="utf-8")
    (tmp_path / "articles").mkdir()
    text = (
        "Nachtzug gerettet\n\nVon Sabine Keller, 17.01.2026\n\nDie Minister von vier Ländern haben am Freitag ein Abkommen unterzeichnet.\n"
    )
    (tmp_path / "articles" / "a.txt").write_text(text, encoding="utf-8")
    created = create_study(tmp_path / "study", statement=tmp_path / "statement.txt", articles=tmp_path / "articles")
    (source,) = created.study.sources
    assert (source.title, str(source.date)) == ("Nachtzug gerettet", "2026-01-17")
    assert "Sabine Keller" not in source.text
    assert "by Sabine Keller" in created.understood[1]
    noted = json.loads((created.folder / "reading.json").read_text(encoding="utf-8"))
    assert "Von Sabine Keller, 17.01.2026" in [each["text"] for each in noted["sources"][source.id]["removed"]]


RAIL = "Quatre pays ont signé vendredi un accord sur les trains de nuit, selon le gouvernement. Il entre en vigueur en mai."


@pytest.mark.parametrize(
    "outlet",
    [
        *("Le Progrès", "Ouest-France", "L'Opinion", "Sud Ouest", "Euractiv", "Politico Europe"),
        *("La Lettre du Rail", "Le Courrier picard", "The Letter of the Rail"),
    ],
)
@pytest.mark.parametrize("frame", ["Par Camille Aubertin, {}, 14 mars 2026", "Par Camille Aubertin\n{}, 14 mars 2026"])
def test_outlets_without_a_word_for_newspapers(outlet, frame):
    """Beside an author, or with the day below one, a known name or one with an article is the outlet: it is not lost with the line."""
    article = brought(f"Accord sur les trains de nuit\n{frame.format(outlet)}\n\n{RAIL}")
    assert (article.author, article.outlet, article.date) == ("Camille Aubertin", outlet, "2026-03-14")
    assert article.text == f"Accord sur les trains de nuit\n\n{RAIL}"


@pytest.mark.parametrize(("place", "body"), [("Bruxelles", RAIL), ("Le Havre", RAIL), ("Arvieux", f"{RAIL} Ils étaient réunis à Arvieux.")])
def test_places_are_no_outlets(place, body):
    """A seat of news, a town with an article, and a town that the text names: author and day count, and there is no outlet."""
    article = brought(f"Accord sur les trains de nuit\nPar Camille Aubertin, {place}, 14 mars 2026\n\n{body}")
    assert (article.author, article.outlet, article.date) == ("Camille Aubertin", "", "2026-03-14")
    assert "Aubertin" not in article.text


@pytest.mark.parametrize(
    ("line", "unclear"),
    [
        ("Par Camille Aubertin, Arvieux, 14 mars 2026", "Arvieux"),
        ("Par Camille Aubertin, Service Politique", "Service Politique"),
        ("Par Camille Aubertin, La Roche-sur-Lac, 14 mars 2026", "La Roche-sur-Lac"),
        ("La Tercera, 14 mars 2026", "La Tercera"),
    ],
)
def test_a_line_that_is_not_understood_stays_and_is_told(line, unclear):
    """Town, desk or outlet: nobody can tell, so nothing of the line counts, and a notice says so."""
    article = brought(f"Accord sur les trains de nuit\n{line}\n\n{RAIL}")
    assert (article.author, article.outlet, article.date) == ("", "", "")
    assert line in article.text
    (fault,) = article.faults
    assert fault.severity == "notice"
    assert repr(line) in fault.message
    assert repr(unclear) in fault.message


BODY = "Six towns have agreed to run their ferries together, officials said on Friday after two days of talks.\n\nThe pact ends in 2030."
LABELLED = "Outlet: The Daily Example\nDate: 17 January 2026\nTitle: Towns agree on ferries\nAuthor: Jane Doe\n\n"
CODED = "HD Towns agree on ferries\nBY By Jane Doe\nWC 129 words\nPD 17 January 2026\nSN The Daily Example\nLA English\n\nLP "
NUMBERED = (
    "1 of 20 DOCUMENTS\n\nThe Daily Example\n\nJanuary 17, 2026 Saturday\n\nTowns agree on ferries\n\nBYLINE: Jane Doe\n\n"
    "SECTION: NEWS; Pg. 4\n\nLENGTH: 129 words\n\n"
)


@pytest.mark.parametrize("head", [LABELLED, CODED, NUMBERED], ids=["labels", "codes", "numbered"])
def test_heads_of_press_archives(head):
    """Lines that say what they give are read, and none of them is left in the text."""
    article = brought(head + BODY)
    assert (article.title, article.author, article.outlet, article.date) == (
        "Towns agree on ferries",
        "Jane Doe",
        "The Daily Example",
        "2026-01-17",
    )
    assert article.text.endswith(BODY)
    assert not any(word in article.text for word in ("129 words", "Jane Doe", "LP ", "DOCUMENTS"))


def test_days_in_another_language_than_the_text():
    """The head of a mail that was handed on is in the language of its program."""
    assert iso_day("Samstag, 17. Januar 2026 07:00", "en") == "2026-01-17"


def test_one_label_alone_may_be_anything():
    """A single line "Source: ..." is as likely the source of a picture."""
    assert brought(f"Towns agree on ferries\nSource: Ministry of Lakes\n\n{BODY}").outlet != "Ministry of Lakes"


if __name__ == "__main__":
    for name, is_kept in (("kept back", True), ("at hand", False)):
        n_right, n_wrong, n_missed = figures([head for head in HEADS if bool(head.get("kept_back")) is is_kept])
        print(f"{name}: {n_right} right, {n_wrong} wrong, {n_missed} missed")  # noqa: T201
