"""A study taken apart to be mended, and written again, is the same study."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from analytics.dashboard.making.draft import draft_of, write_draft
from analytics.intake import create_study
from analytics.study import load_study
from analytics.study.shipped import shipped_study

if TYPE_CHECKING:
    from pathlib import Path

MANIFEST = """title = "Lakes"
language = "en"

[statement]
file = "s.txt"

[[sources]]
id = "朝日 1/2"
outlet = "Asahi"
file = "a.txt"
group = "Dailies of the east"
date = 2030-05-02

[[sources]]
id = "post"
outlet = "The Asahi"
file = "b.txt"
"""


def test_the_shipped_study_comes_back(tmp_path: Path) -> None:
    """Ids, outlets, days, addresses, titles, texts and commitments are those that it had."""
    study = load_study(shipped_study())
    write_draft(draft_of(study), tmp_path / "again")
    again = load_study(tmp_path / "again")
    columns = ("id", "outlet", "date", "url", "title", "group", "language", "text")
    assert [[getattr(source, column) for column in columns] for source in again.sources] == [
        [getattr(source, column) for column in columns] for source in study.sources
    ]
    assert again.commitments == study.commitments
    assert (again.title, again.statement.text, again.statement.issuer, again.statement.date) == (
        study.title,
        study.statement.text,
        study.statement.issuer,
        study.statement.date,
    )


@pytest.fixture
def lakes(tmp_path: Path) -> Path:
    """Give a study whose ids are not those that its outlets would get."""
    folder = tmp_path / "lakes"
    folder.mkdir()
    (folder / "study.toml").write_text(MANIFEST, encoding="utf-8")
    (folder / "s.txt").write_text("1. The mayors will clean both lakes by 2031.\n", encoding="utf-8")
    (folder / "a.txt").write_text("Both lakes will be clean by 2031.\n", encoding="utf-8")
    (folder / "b.txt").write_text("Nothing was said of the lakes.\n", encoding="utf-8")
    return folder


def test_groups_and_ids_of_any_script_stay(lakes: Path, tmp_path: Path) -> None:
    """Reviews and links name sources by id; no id becomes a path."""
    again = write_draft(draft_of(load_study(lakes)), tmp_path / "again").study
    assert [(source.id, source.group) for source in again.sources] == [("朝日 1/2", "Dailies of the east"), ("post", "")]
    assert [source.file for source in again.sources] == ["articles/1-2.txt", "articles/post.txt"]


def test_a_new_article_takes_no_id_that_another_has(lakes: Path, tmp_path: Path) -> None:
    """It stands first, and its outlet would give it the id of a later one."""
    draft = draft_of(load_study(lakes))
    new = replace(draft.articles[1], id="", outlet="Post", text="The lakes are clean.")
    again = write_draft(replace(draft, articles=(new, *draft.articles)), tmp_path / "again").study
    assert [source.id for source in again.sources] == ["post-2", "朝日 1/2", "post"]


PAGE = """<html lang="en"><head><title>Lakes</title><meta name="author" content="Ada Reed"></head><body>
<nav>Home | Weather | Sport</nav><article><h1>Both lakes will be clean</h1>
<p>The mayors promised on Monday that both lakes would be clean by 2031, and that boats would come back.</p>
<p>Fishermen said that they would believe it when they saw it, and went home early in the rain.</p>
<p>The council will meet again next month to hear how far the work on the northern shore has come.</p></article>
<footer>Subscribe to our newsletter</footer></body></html>"""


def test_mending_keeps_what_was_cut_away_and_where_it_stood(tmp_path: Path) -> None:
    """Author, original page, encoding and what was cut from it are noted in the mended study as they were in the first."""
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "lakes.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "s.txt").write_text("1. The mayors will clean both lakes by 2031.\n", encoding="utf-8")
    create_study(tmp_path / "first", statement=tmp_path / "s.txt", articles=tmp_path / "pages")
    draft = draft_of(load_study(tmp_path / "first"))
    first, again = tmp_path / "first", tmp_path / "again"
    write_draft(replace(draft, title="Mended"), again)
    noted = json.loads((first / "reading.json").read_text(encoding="utf-8"))
    (source,) = noted["sources"].values()
    assert (source["author"], source["format"]) == ("Ada Reed", "html")
    assert any("Weather" in cut["text"] for cut in source["removed"])
    assert json.loads((again / "reading.json").read_text(encoding="utf-8")) == noted
    assert (again / source["original"]).read_text(encoding="utf-8") == PAGE


@pytest.mark.parametrize(
    "noted", ["", "[]", '{"statement": 3, "sources": {"post": null}}', '{"statement": {"original": "../s.txt"}, "sources": {}}']
)
def test_a_study_whose_notes_are_spoilt_can_be_mended(lakes: Path, tmp_path: Path, noted: str) -> None:
    """The texts themselves stand for what they were read from."""
    (lakes / "reading.json").write_text(noted, encoding="utf-8")
    draft = draft_of(load_study(lakes))
    assert draft.statement is not None
    assert draft.statement.original.data.decode() == draft.statement.text
    assert [article.name for article in draft.articles] == ["a.txt", "b.txt"]
    write_draft(draft, tmp_path / "again")
