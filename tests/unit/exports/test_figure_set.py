"""Every chart of an analysis as files."""

from __future__ import annotations

import json

import pytest

from analytics.charts.theme import DARK
from analytics.dashboard import strings
from analytics.dashboard.strings import compare, omissions
from analytics.errors import ExportError
from analytics.exports import figure_set
from analytics.exports.figure_drawers import TITLES, _coverage
from analytics.exports.figure_options import FIGURE_KINDS, FigureOptions
from analytics.exports.figure_set import figure_files, study_figures
from analytics.exports.figures import FIGURE_WIDTHS


@pytest.fixture(scope="module")
def svgs(hostile):
    """Draw every chart of the hostile study once."""
    return figure_files(hostile, FigureOptions(kinds=("svg",)))


def test_titles_are_those_on_screen():
    """A chart that stands on a page has the page's title in the file."""
    pages = {
        "shares": strings.SHARES_TITLE,
        "agenda": strings.AGENDA_TITLE,
        "emphasis": strings.EMPHASIS_TITLE,
        "position": strings.POSITION_TITLE,
        "keyphrases": strings.KEYPHRASES_TITLE,
        "keyness": strings.KEYNESS_TITLE,
        "left-out": omissions.ALL_CHART_TITLE,
        "surprise": omissions.CHART_TITLE,
        "verbatim": compare.REUSE_CHART,
    }
    assert pages == TITLES


def test_there_is_a_file_per_chart_and_their_words(svgs, hostile):
    """Coverage, shares, what was left out, agenda, emphasis, position, keyphrases; and a text alternative of each."""
    keys = [figure.key for figure in study_figures(hostile)]
    assert set(svgs) == {*(f"{key}.svg" for key in keys), "figures.txt"}
    assert {"coverage", "shares", "left-out", "agenda", "emphasis", "position", "keyphrases"} <= set(keys)
    assert all(f"{key}\n" in svgs["figures.txt"].decode() for key in keys)


def test_names_of_files_are_no_paths(svgs):
    """Ids and outlets of the study are no paths, in no name."""
    assert not any("/" in name or ".." in name or "<" in name for name in svgs)


def test_hostile_texts_are_drawn_as_texts(svgs):
    """Markup of outlets and titles is escaped in every drawing."""
    drawn = b"".join(content for name, content in svgs.items() if name.endswith(".svg"))
    assert b"<script" not in drawn
    assert b"&lt;img src" in drawn


def test_every_kind_has_its_own_name(hostile, monkeypatch):
    """One chart of one theme in all kinds, as wide as asked, with what is shown of the whole under its title."""
    monkeypatch.setattr(figure_set, "DRAWERS", (_coverage,))
    options = FigureOptions(outlets=("CON",), themes=("Talks",), width="column")
    files = figure_files(hostile, options)
    names = [name for name in files if name.startswith("coverage")]
    assert names == [
        "coverage.png", "coverage@2x.png", "coverage-small.png", "coverage.svg", "coverage.pdf", "coverage.html", "coverage.vl.json",
    ]  # fmt: skip
    assert len(names) == len(FIGURE_KINDS)
    assert files["coverage.pdf"].startswith(b"%PDF")
    assert len(files["coverage-small.png"]) < len(files["coverage@2x.png"])
    spec = json.loads(files["coverage.vl.json"])
    assert spec["width"] == FIGURE_WIDTHS["column"]
    assert "Shown: outlets CON; themes Talks." in " ".join(spec["title"]["subtitle"])


def said(files, key):
    """Return what a figure says of itself under its title."""
    return " ".join(json.loads(files[f"{key}.vl.json"])["title"]["subtitle"])


def test_only_filters_that_decide_are_told(hostile):
    """A theme changes the matrix and not how much an article adds; a chart of two texts names both; a counted word is named."""
    files = figure_files(hostile, FigureOptions(kinds=("json",), outlets=("b",), themes=("Offices",)))
    n_words = {row.source: row.words for row in hostile.sources.itertuples()}
    sample = f"1 of 2 sources, {n_words['b']} of {sum(n_words.values())} words"
    assert said(files, "coverage").endswith(f"Shown: outlets CON; themes Offices. {sample}")
    assert said(files, "beyond").endswith(f"Shown: outlets CON. {sample}")
    files = figure_files(hostile, FigureOptions(kinds=("json",), term="offic*"))
    assert said(files, "term").endswith(f"Word: offic*. 2 sources, {sum(n_words.values())} words")
    assert "Compared: <img src=http://example.org/x.png> =1+1 and CON." in said(files, "shared")


def test_charts_that_depend_on_a_choice_have_one(hostile):
    """Without a choice the first two outlets are compared, and the best keyphrase is counted in every text and the statement."""
    figures = {figure.key: figure for figure in study_figures(hostile)}
    assert figures["shared"].sources == ("../a", "b")
    assert figures["term"].choice.startswith("Word: ")
    assert list(figures["term"].table["source"]) == ["", "../a", "b"]
    assert list(figures["beyond"].table["source"]) == ["../a", "b"]
    one = {figure.key for figure in study_figures(hostile, FigureOptions(outlets=("b",)))}
    assert "shared" not in one


def test_omissions_are_reckoned_among_the_chosen(hostile):
    """With one outlet there is nothing to expect an omission from, as on the page."""
    both = next(figure for figure in study_figures(hostile) if figure.key == "surprise").table
    alone = next(figure for figure in study_figures(hostile, FigureOptions(outlets=("b",))) if figure.key == "surprise").table
    assert set(both["n_others"]) == {1}
    assert set(alone["n_others"]) == {0}


def test_filters_reach_the_rows(hostile):
    """Only the outlet and the theme chosen are drawn."""
    figures = {figure.key: figure for figure in study_figures(hostile, FigureOptions(outlets=("b",), themes=("Offices",)))}
    cells = figures["coverage"].table
    assert set(zip(cells["source"], cells["commitment"], strict=True)) == {("b", "1b"), ("b", "2a")}
    assert set(figures["agenda"].table["item"]) == {"Offices"}


def test_dark_figures_have_the_dark_background(hostile):
    """The look is the file's own."""
    files = figure_files(hostile, FigureOptions(kinds=("json",), dark=True, outlets=("b",)))
    assert json.loads(files["shares.vl.json"])["config"]["background"] == DARK.background


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (FigureOptions(kinds=("gif",)), "not as 'gif'"),
        (FigureOptions(kinds=()), "not as nothing"),
        (FigureOptions(width="poster"), "slide, page, column, not 'poster'"),
        (FigureOptions(outlets=("Nobody",)), "no outlet or theme 'Nobody'"),
        (FigureOptions(themes=("Nothing",)), "no outlet or theme 'Nothing'"),
    ],
)
def test_impossible_options_are_refused(hostile, options, message):
    """A sentence says what there is."""
    with pytest.raises(ExportError, match=message):
        figure_files(hostile, options)


def test_progress_is_told(hostile):
    """Once before each chart, and once at the end."""
    told = []
    files = figure_files(hostile, FigureOptions(kinds=("json",)), progress=lambda *step: told.append(step))
    n = len(files) - 1
    assert [step[0] for step in told] == list(range(n + 1))
    assert told[-1] == (n, n, "done")
