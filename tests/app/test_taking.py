"""What leaves a page next to a chart or a table: the chart as it was seen, with its filters, sample, source and day."""

from __future__ import annotations

import datetime
import io
import json
import re
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
import streamlit as st

from analytics.charts.theme import in_look
from analytics.exports.figure_options import FIGURE_KINDS, FigureOptions
from analytics.exports.figure_set import study_figures
from analytics.exports.shown_tables import SHOWN_FORMATS
from analytics.pipeline import analyze
from analytics.study import load_study
from analytics.study.shipped import shipped_study

if TYPE_CHECKING:
    from collections.abc import Callable

    from streamlit.testing.v1 import AppTest

    from analytics.pipeline import Analysis

ONE, TWO = "Decode39", "newsoftheworld.us"

PAGES: dict[str, tuple[str, dict[str, Any]]] = {
    "shares": ("overview", {}),
    "agenda": ("overview", {}),
    "coverage": ("coverage", {"show": "chart"}),
    "surprise": ("omissions", {}),
    "left-out": ("omissions", {"left_out_by": "all"}),
    "shared": ("compare", {}),
    "themes": ("themes", {}),
    "emphasis": ("emphasis", {}),
    "position": ("emphasis", {}),
    "keyphrases": ("keywords", {}),
    "keyness": ("keywords", {}),
    "beyond": ("beyond", {}),
    "term": ("concordance", {"phrase": "defence"}),
    "verbatim": ("compare", {}),
}
"""Where each chart of the set stands, and what its page is asked for; the agenda stands on two pages."""

IN_SET = {"themes": "agenda", "keyness": "keyness-1"}


@pytest.fixture(scope="module")
def analysis() -> Analysis:
    """Analyse the shipped study."""
    return analyze(load_study(shipped_study()))


def drawn(at: AppTest) -> list[str]:
    """Return the specifications of the charts of a page."""
    return [as_drawn(json.loads(element.proto.spec)) for element in at.get("vega_lite_chart")]


def as_drawn(spec: dict[str, Any]) -> str:
    """Return what decides the drawing: marks, sizes, titles, look, and the data, whose names are hashes of what they hold."""
    parts = {name: spec[name] for name in ("layer", "title", "width", "height", "autosize")}
    look = {name: rules for name, rules in spec["config"].items() if name != "view"}
    return re.sub(r"view_\w+", "view", json.dumps([parts, look], sort_keys=True))


@pytest.mark.parametrize("outlets", [(), (ONE, TWO)])
@pytest.mark.parametrize("key", PAGES)
def test_the_file_is_the_chart_on_screen(open_page: Callable[..., AppTest], analysis: Analysis, key: str, outlets: tuple[str, ...]) -> None:
    """Every chart of every page is in the set that leaves, and drawn alike to the last number, with a filter and without."""
    page, asked = PAGES[key]
    at = open_page(page, **asked, **({"outlet": list(outlets)} if outlets else {}))
    compared = tuple(analysis.sources["outlet"][:2]) if key == "verbatim" else ()  # where the set draws all, the page draws two
    options = FigureOptions(outlets=outlets or compared, term="defence")
    in_set = next(figure for figure in study_figures(analysis, options) if figure.key.startswith(IN_SET.get(key, key)))
    assert as_drawn(in_look(in_set.chart).to_dict()) in drawn(at)


TABLES_OF_PAGES = {
    "overview": {"left_out"},
    "omissions": {"omissions_surprising"},
    "compare": {"compare_units", "compare_reuse"},
    "themes": {"theme_passages"},
    "keywords": {"keyword_context"},
    "beyond": {"beyond_added", "beyond_voices", "beyond_speakers"},
    "concordance": {"concordance_rows"},
}
"""Tables and lists that stand on the pages of the shipped study beside their charts."""


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch) -> dict[str, tuple[str, Callable[[], bytes]]]:
    """Note every file that a page offers: by the button's key its name, and what makes it."""
    buttons: dict[str, tuple[str, Callable[[], bytes]]] = {}

    def noted(label: str, data: Callable[[], bytes], file_name: str, *_: object, key: str, **__: object) -> bool:
        assert label
        buttons[key] = (file_name, data)
        return False

    monkeypatch.setattr(st, "download_button", noted)
    return buttons


@pytest.mark.parametrize("page", sorted({page for page, _ in PAGES.values()}))
def test_every_chart_and_table_has_its_files(open_page: Callable[..., AppTest], offered: dict[str, Any], page: str) -> None:
    """Seven files of each chart, four of its rows, four of each table."""
    asked = {"phrase": "defence"} if page == "concordance" else {"show": "chart"} if page == "coverage" else {}
    n_charts = len(open_page(page, **asked).get("vega_lite_chart"))
    charts = {key.removesuffix("_png-2x") for key in offered if key.endswith("_png-2x")}
    tables = {key.removesuffix("_rows_csv") for key in offered if key.endswith("_rows_csv")}
    if page != "overview":  # it is drawn before each other page
        charts, tables = (found - {"shares", "agenda", "left_out", "discrepancies"} for found in (charts, tables))
    assert len(charts) == n_charts > 0
    assert {f"{chart}_{kind}" for chart in charts for kind in FIGURE_KINDS} <= set(offered)
    assert {f"{table}_rows_{kind}" for table in tables for kind in SHOWN_FORMATS} <= set(offered)
    assert tables >= charts | TABLES_OF_PAGES.get(page, set())


def test_files_say_where_they_come_from(open_page: Callable[..., AppTest], offered: dict[str, Any]) -> None:
    """A chart with a filter on: the filter that applies, not the one that does not; sample, source and today's day; rows likewise."""
    open_page("overview", outlet=[ONE, TWO], theme=["Trade & investment"])
    spec = json.loads(offered["shares_json"][1]())
    above, below = " ".join(spec["title"]["subtitle"]), " ".join(spec["layer"][-1]["mark"]["text"])
    assert f"Shown: outlets {ONE}, {TWO}. 2 of 4 sources, 1,038 of 2,361 words" in above
    assert "Trade" not in above
    assert below.startswith("Source: Japan-Italy Joint Statement, 16 January 2026 (statement of 2026-01-16)")
    assert below.endswith(f", {datetime.datetime.now().astimezone().date().isoformat()}.")
    agenda = " ".join(json.loads(offered["agenda_json"][1]())["title"]["subtitle"])
    assert f"Shown: outlets {ONE}, {TWO}; themes Trade & investment." in agenda
    assert all(word in offered["shares_svg"][1]().decode() for word in ("Shown:", "1,038", "Leftout"))
    assert offered["shares_png-2x"][0] == "leftout-shares@2x.png"
    sheet = openpyxl.load_workbook(io.BytesIO(offered["left_out_rows_xlsx"][1]()))["Notes"]
    notes = {name.value: text.value for name, text in sheet.iter_rows(max_col=2)}
    assert notes["shown"] == f"Shown: outlets {ONE}, {TWO}; themes Trade & investment."
    assert notes["sample"] == "2 of 4 sources, 1,038 of 2,361 words"
    rows = json.loads(offered["left_out_rows_json"][1]())
    assert rows["source"] == below
    assert rows["rows"]
