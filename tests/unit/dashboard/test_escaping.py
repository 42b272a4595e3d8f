"""Words of a study on screen: markup and marks of direction in them are shown, not obeyed."""

from __future__ import annotations

import json

import pandas as pd

from analytics.dashboard import components
from analytics.dashboard.article_box import article_data
from analytics.dashboard.escaping import escaped, with_marks_shown
from analytics.dashboard.reading_panel import Asked, commitment_marks, panel_data
from analytics.schema import VERDICTS
from tests.hostile_study import RTL, hostile_analysis

OVERRIDES = "\u202d\u202e"


def test_an_override_is_shown_and_markup_is_text() -> None:
    """The letters keep their places: one sign stands for each override."""
    assert escaped("<b> \u202eevil & \u202d") == "&lt;b&gt; \ufffdevil &amp; \ufffd"


def test_a_grid_shows_overrides_in_cells_and_heads_and_keeps_numbers() -> None:
    """The table that was given stays as it was."""
    table = pd.DataFrame({"a\u202e": ["x\u202ey", None], "n": [1.5, 2.0]})
    shown = with_marks_shown(table)
    assert list(shown.columns) == ["a\ufffd", "n"]
    assert shown["a\ufffd"].tolist()[0] == "x\ufffdy"
    assert shown["n"].tolist() == [1.5, 2.0]
    assert table["a\u202e"].tolist()[0] == "x\u202ey"


def test_a_quote_marks_the_same_letters_as_the_article() -> None:
    """An override before the quote moves nothing."""
    text = "A \u202edoor was opened."
    assert "A \ufffddoor <mark>was opened</mark>." in components.quote(text, 8, 18, language="en")


def test_the_reader_draws_no_override_and_keeps_every_place(tmp_path_factory) -> None:
    """The segments of the hostile article are as long as its text, and none of them turns letters around."""
    analysis = hostile_analysis(tmp_path_factory.mktemp("hostile"))
    source = analysis.study.sources[0]
    assert "\u202e" in source.text
    data = panel_data(analysis, source.id, commitment_marks(analysis, source.id, dict.fromkeys(VERDICTS, "")), Asked(None, None, ""))
    drawn = "".join(part["text"] for part in data["article"])
    assert drawn == source.text.replace("\u202e", "\ufffd")


def test_the_box_of_review_draws_paragraphs_of_numbered_passages() -> None:
    """Two passages of a paragraph stand together, the third alone; the marks are no part of the digest."""
    rows = pd.DataFrame({"passage_id": ["p1", "p2", "p3"], "paragraph": [1, 1, 2], "text": ["One.", "Two.", RTL]})
    data = article_data(rows, ["p2"], cell="a 1a", language="en", label="The article", hint="")
    assert [[part["number"] for part in paragraph] for paragraph in data["paragraphs"]] == [[1, 2], [3]]
    assert not any(mark in json.dumps(data, ensure_ascii=False) for mark in OVERRIDES)
    assert data["digest"] == article_data(rows, [], cell="a 1b", language="en", label="The article", hint="")["digest"]
