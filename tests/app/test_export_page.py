"""The page from which results are taken away."""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING

import pytest
import streamlit as st

from analytics.dashboard import strings
from analytics.dashboard.strings import export as words
from analytics.exports.exporting import EXPORT_FORMATS
from analytics.exports.figure_set import FIGURE_KINDS
from analytics.exports.report import FORMATS, SECTIONS
from analytics.exports.verification import verify_dossier
from analytics.reviews import ReviewStore, review_cell
from analytics.study import load_study
from analytics.study.archive import unpack_files

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from streamlit.testing.v1 import AppTest


def shown(at: AppTest) -> str:
    """Return everything that a page wrote as HTML."""
    return "\n".join(element.proto.body for element in at.get("html"))


def buttons(at: AppTest) -> list[str]:
    """Return the labels of the download buttons."""
    return [each.proto.label for each in at.get("download_button")]


def test_every_format_has_its_button(open_page: Callable[..., AppTest]) -> None:
    """Nothing that the command can write is missing from the page, and every section of a report has a name."""
    found = [label for kind in words.KINDS for label in buttons(open_page("export", take=kind))]
    assert {*words.REPORT_FORMATS.values(), *words.TABLE_FORMATS.values(), *words.PROJECT_FORMATS.values()} <= set(found)
    assert {*words.FILE_KINDS.values(), words.ALL_FIGURES} <= set(found)
    assert {*words.TABLE_FORMATS, *words.PROJECT_FORMATS, "figures"} == set(EXPORT_FORMATS)
    assert set(words.FILE_KINDS) == set(FIGURE_KINDS)
    assert set(words.REPORT_FORMATS) == set(FORMATS)
    assert set(words.SECTION_NAMES) == set(SECTIONS)


def test_figures_are_chosen_by_their_titles(open_page: Callable[..., AppTest]) -> None:
    """The list names each chart as it is headed, each differently; the address keeps the short names."""
    at = open_page("export", take=words.FIGURES, figure="agenda")
    box = at.selectbox(key="figure")
    assert box.value == "agenda"
    assert {"The statement's agenda, and each outlet's", "Verbatim from the statement"} <= set(box.options)
    assert any(title.startswith("Words that set an outlet apart: ") and "Decode39" in title for title in box.options)
    assert len(set(box.options)) == len(box.options)


def test_a_report_without_sections_teaches(open_page: Callable[..., AppTest]) -> None:
    """No file is offered that could not be made."""
    at = open_page("export")
    at.pills(key="report_sections").set_value([]).run()
    assert words.NO_SECTION in shown(at)
    assert not set(words.REPORT_FORMATS.values()) & set(buttons(at))


@pytest.mark.parametrize("kind", words.KINDS)
def test_a_hostile_study_draws(open_page: Callable[..., AppTest], one_source: Path, kind: str) -> None:
    """Markup in the outlet's name stays text."""
    at = open_page("export", one_source, take=kind)
    assert not at.exception
    assert "<b>Gazette</b>" not in shown(at)


def test_a_dossier_holds_the_reviews_that_its_tables_rest_on(
    open_page: Callable[..., AppTest], one_source: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ann says 1a is omitted, Bea covered: with Ann alone chosen the dossier comes out the same, and holds her verdict alone."""
    study = load_study(one_source)
    ReviewStore().add(
        [
            review_cell(study, "gazette", "1a", "omitted", reviewer="Ann"),
            review_cell(study, "gazette", "1a", "covered", reviewer="Bea", evidence=((0, 20),)),
        ]
    )
    taken: dict[str, Callable[[], bytes]] = {}
    monkeypatch.setattr(st, "download_button", lambda _label, data, *_args, key, **_kwargs: taken.update({key: data}))
    for address, reviewers in (({"by": "Ann"}, ["Ann"]), ({}, ["Ann", "Bea"]), ({"reviews": "no"}, [])):
        taken.clear()
        at = open_page("export", one_source, take=words.PROJECT, **address)
        assert not at.exception
        dossier = tmp_path_factory.mktemp("dossier") / "d.zip"
        dossier.write_bytes(taken["export_dossier"]())
        assert verify_dossier(dossier).differences == ()
        packed = unpack_files(dossier.read_bytes(), "d.zip").get("reviews/reviews.json", b"[]")
        assert [row["reviewer"] for row in json.loads(packed)] == reviewers


def test_codings_are_taken_in_or_refused_whole(open_page: Callable[..., AppTest], one_source: Path) -> None:
    """A row with an unknown commitment keeps the sound row beside it out as well, and both reasons are told."""
    at = open_page("export", one_source, take=words.PROJECT)
    at.text_input(key="codings_reviewer").input("Ada")
    at.file_uploader(key="codings_file").upload("c.csv", b"commitment,source,verdict\n1a,gazette,partial\n9z,gazette,covered\n").run()
    next(each for each in at.button if each.label == words.IMPORT_DO).click().run()
    assert "9z" in shown(at)
    assert words.taken_in(1, 0) not in shown(at)
    at.file_uploader(key="codings_file").upload("c.csv", b"commitment,source,verdict\n1a,gazette,omitted\n").run()
    next(each for each in at.button if each.label == words.IMPORT_DO).click().run()
    assert words.taken_in(1, 0) in shown(at)


def test_reviews_that_may_only_be_read_do_not_fail_the_page(
    open_page: Callable[..., AppTest], one_source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An import into a read-only database says why nothing was taken in; the rest of the page stands."""
    file = tmp_path / "reviews.sqlite"
    sqlite3.connect(file).close()
    monkeypatch.setenv("LEFTOUT_REVIEWS", f"sqlite:///file:{file}?mode=ro&uri=true")
    at = open_page("export", one_source, take=words.PROJECT)
    at.text_input(key="codings_reviewer").input("Ada")
    at.file_uploader(key="codings_file").upload("c.csv", b"commitment,source,verdict\n1a,gazette,omitted\n").run()
    next(each for each in at.button if each.label == words.IMPORT_DO).click().run()
    assert "read-only" in shown(at)
    assert words.IMPORT_FAULTS in shown(at)
    assert strings.PAGE_FAILED not in shown(at)
