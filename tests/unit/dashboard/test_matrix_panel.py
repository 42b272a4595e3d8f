"""What the matrix on screen is given to draw."""

from __future__ import annotations

import json

import pandas as pd
import pytest

from analytics.dashboard import matrix_panel, state
from analytics.dashboard.matrix_panel import drawn_cells, with_choice


@pytest.fixture(autouse=True)
def _in_the_light(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(state, "is_dark", lambda: False)


def cells(*rows: tuple[str, str, str, float, float]) -> pd.DataFrame:
    """Build rows of coverage: commitment, source, verdict, p_covered, p_mentioned."""
    frame = pd.DataFrame(rows, columns=["commitment", "source", "verdict", "p_covered", "p_mentioned"])
    number = frame["commitment"].str[0].astype("Int64")
    return frame.assign(paragraph=number, theme=number.map({1: "Nature", 2: "Transport"}), label="<b>" + frame["commitment"] + "</b>")


OUTLETS = {"gazette": "The Gazette", "post": "The Post", "echo": "The Echo"}
CELLS = cells(
    ("1a", "gazette", "covered", 0.9, 0.95),
    ("1a", "post", "omitted", 0.05, 0.45),
    ("2a", "post", "partial", 0.1, 0.8),
)


def test_a_cell_is_one_character_and_filtered_cells_are_told_apart() -> None:
    """Covered is 0, partial 1, omitted 2; a cell that the filters leave out is a point, and a source without cells has no column."""
    data = with_choice(drawn_cells(CELLS, OUTLETS, "theme"), state.Selection("1a", "post"))
    assert [column["source"] for column in data["columns"]] == ["gazette", "post"]
    assert [(group["name"], [row["cells"] for row in group["rows"]]) for group in data["groups"]] == [
        ("Nature", ["02"]),
        ("Transport", [".1"]),
    ]
    assert data["chosen"] == ["1a", "post"]


def test_counts_are_of_the_cells_shown() -> None:
    """The Post tells one of its two cells; commitment 2a is shown for one source only."""
    data = drawn_cells(CELLS, OUTLETS, "paragraph")
    assert [column["told"] for column in data["columns"]] == ["1 of 1", "1 of 2"]
    assert [row["told"] for group in data["groups"] for row in group["rows"]] == ["1 of 2", "1 of 1"]
    assert [group["name"] for group in data["groups"]] == ["Paragraph 1", "Paragraph 2"]


def test_a_close_call_is_marked_unless_a_reviewer_settled_it() -> None:
    """0.45 is within 10 points of one half; the sign of a reviewer takes its place."""
    (row,) = drawn_cells(CELLS, OUTLETS, "theme")["groups"][0]["rows"]
    assert row["marks"] == f"0{matrix_panel.CLOSE_CALL}"
    checked = CELLS.assign(reviewer=["", "Ada", ""])
    (row,) = drawn_cells(checked, OUTLETS, "theme")["groups"][0]["rows"]
    assert row["marks"] == f"0{matrix_panel.CHECKED}"


def test_a_cell_told_as_the_contrary_is_marked_beside_its_other_marks() -> None:
    """The Gazette denies 1a: covered it stays; The Post's close call keeps its own mark."""
    drawn = drawn_cells(CELLS, OUTLETS, "theme", {("gazette", "1a"), ("post", "1a")})
    assert drawn["groups"][0]["rows"][0]["marks"] == f"4{4 + matrix_panel.CLOSE_CALL}"
    assert drawn["groups"][0]["rows"][0]["cells"] == "02"


def test_the_digest_changes_with_the_cells_and_not_with_the_choice() -> None:
    """So the page is drawn again only when it has to be, and keeps its place while a visitor clicks around."""
    first = drawn_cells(CELLS, OUTLETS, "theme")
    assert with_choice(first, state.Selection("1a", "post"))["digest"] == with_choice(first, state.Selection())["digest"]
    assert drawn_cells(CELLS.iloc[:2], OUTLETS, "theme")["digest"] != first["digest"]


def test_marks_that_turn_letters_around_are_shown_in_every_head() -> None:
    """In a label, a theme and an outlet."""
    rows = CELLS.assign(label="a\u202eb", theme="c\u202ed")
    data = json.dumps(drawn_cells(rows, {**OUTLETS, "gazette": "e\u202df"}, "theme"), ensure_ascii=False)
    assert all(shown in data for shown in ("a\ufffdb", "c\ufffdd", "e\ufffdf"))
    assert not {"\u202d", "\u202e"} & set(data)
