"""A study taken apart to be mended, and written again, is the same study."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from analytics.dashboard.making.draft import draft_of, write_draft
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
