"""What lists and tables on screen are given to draw."""

from __future__ import annotations

import json

import pandas as pd

from analytics.dashboard.row_list import MOST_ROWS, Look, list_data, place_of

COLUMNS = {"unit": "id", "label": "commitment", "act": "act", "strength": "strength", "chance": "chance, %"}
LOOK = Look(
    "unit",
    "label",
    below={"act": str, "strength": lambda value: f"{value} of 4"},
    decimals={"chance": 1},
    helps={"chance": "Of being told."},
)
ROWS = pd.DataFrame(
    {
        "unit": ["1a", "1b"],
        "label": ["Plant trees", "A \u202eferry"],
        "act": ["commitment", "fact"],
        "strength": [4, 0],
        "chance": [65.25, float("nan")],
        "source": ["gazette", "post"],
    }
)


def test_rows_hold_texts_numbers_and_what_is_undefined() -> None:
    """Columns in the order given and no others; a number stays one, so that it is sorted as one; what is undefined is no 0."""
    data = list_data(ROWS, COLUMNS, label="Commitments", look=LOOK)
    assert data["rows"] == [["1a", "Plant trees", "commitment", "4 of 4", 65.25], ["1b", "A \ufffdferry", "fact", "0 of 4", None]]
    assert json.loads(json.dumps(data)) == data


def test_a_column_knows_its_place_and_its_form() -> None:
    """The id and the label head a card, act and strength stand below the label, and a number has its digits and its meaning."""
    columns = {column["name"]: column for column in list_data(ROWS, COLUMNS, label="", look=LOOK)["columns"]}
    assert [column["place"] for column in columns.values()] == ["key", "main", "below", "below", "other"]
    assert (columns["chance"]["kind"], columns["chance"]["decimals"], columns["chance"]["help"]) == ("number", 1, "Of being told.")
    assert columns["label"]["kind"] == "text"


def test_a_column_of_long_words_has_a_line_of_its_own() -> None:
    """Sixty-one letters are long, sixty are not."""
    rows = pd.DataFrame({"short": ["x" * 60], "long": ["x" * 61]})
    assert [column["place"] for column in list_data(rows, {"short": "", "long": ""}, label="")["columns"]] == ["other", "long"]


def test_marks_that_turn_letters_around_are_shown_in_heads_too() -> None:
    """An outlet may be the head of a column."""
    data = list_data(pd.DataFrame({"x": ["a"]}), {"x": "The \u202eGazette"}, label="All \u202dof it")
    assert (data["columns"][0]["label"], data["label"]) == ("The \ufffdGazette", "All \ufffdof it")


def test_a_very_long_list_is_cut_and_an_empty_one_is_drawn() -> None:
    """The first rows are kept, in their order."""
    many = list_data(pd.DataFrame({"n": range(MOST_ROWS + 5)}), {"n": "n"}, label="")
    assert [row[0] for row in many["rows"]] == list(range(MOST_ROWS))
    assert list_data(ROWS.iloc[:0], COLUMNS, label="", look=LOOK)["rows"] == []


def test_the_digest_tells_rows_apart() -> None:
    """The same rows are not drawn again, and keep how the visitor sorted them."""
    first = list_data(ROWS, COLUMNS, label="", look=LOOK)
    assert list_data(ROWS, COLUMNS, label="", look=LOOK)["digest"] == first["digest"]
    assert list_data(ROWS.assign(chance=[65.25, 0.0]), COLUMNS, label="", look=LOOK)["digest"] != first["digest"]


def test_the_chosen_row_is_the_first_that_is_marked() -> None:
    """By its place, whatever the index says."""
    assert place_of(pd.Series([False, True, True], index=[7, 8, 9])) == 1
    assert place_of(pd.Series([False, False])) is None
