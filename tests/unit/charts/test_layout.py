"""Titles that wrap, rows in groups, tables as records."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from analytics.charts.layout import broken, composed, in_lanes, nothing_to_show, percent, records, require, rows_in_groups, wrapped
from analytics.errors import SchemaError
from tests.chart_specs import all_charts, nodes


@pytest.mark.parametrize(
    ("text", "columns", "lines"),
    [
        ("one two three", 7, ["one two", "three"]),
        ("one two three", 99, ["one two three"]),
        ("extraordinary as", 5, ["extraordinary", "as"]),
        ("共同声明を発表", 8, ["共同声明", "を発表"]),
        ("共同声明、発表", 8, ["共同声", "明、発表"]),
        ("", 8, [""]),
        ("  spaced \n out ", 20, ["spaced out"]),
    ],
)
def test_a_title_breaks_at_spaces_and_between_wide_letters(text: str, columns: int, lines: list[str]) -> None:
    """Words stay whole, a wide letter counts as two, a comma does not begin a line."""
    assert wrapped(text, columns) == lines


@pytest.mark.parametrize(
    ("share", "text"), [(0.0, "0%"), (0.001, "<1%"), (0.005, "<1%"), (0.006, "1%"), (0.5, "50%"), (1.0, "100%"), (math.nan, "undefined")]
)
def test_a_small_share_is_not_said_to_be_nothing(share: float, text: str) -> None:
    """Only nothing is 0 %; what is undefined has no number."""
    assert percent(share) == text


def test_rows_stand_under_their_group() -> None:
    """Groups and items keep the order of their first mention; a group that comes again is continued; a pair counts once."""
    rows = rows_in_groups([("B", "x"), ("A", "y"), ("B", "z"), ("A", "y")])
    assert rows.heads.to_dict("list") == {"row": ["0", "1"], "group": ["B", "A"], "first": ["0.0", "1.0"], "last": ["0.1", "1.0"]}
    assert rows.items.to_dict("list") == {"row": ["0.0", "0.1", "1.0"], "group": ["B", "B", "A"], "item": ["x", "z", "y"]}
    assert rows.y().to_dict()["scale"]["domain"] == ["0", "0.0", "0.1", "1", "1.0"]


def test_the_eleventh_row_follows_the_tenth() -> None:
    """Rows are ordered by number, not by letters."""
    rows = rows_in_groups(("G", str(item)) for item in range(12))
    assert rows.y().to_dict()["scale"]["domain"][-3:] == ["0.9", "0.10", "0.11"]


def test_lanes_are_in_the_order_of_the_study() -> None:
    """Within every group, the sources stand in the study's order, whatever that of the table."""
    frame = pd.DataFrame({"source": ["b", "a"], "theme": ["T", "T"]})
    rows, placed = in_lanes(frame, "theme", {"a": "Post", "b": "News"})
    assert list(rows.items["item"]) == ["a", "b"]
    assert placed[["row", "label"]].to_dict("list") == {"row": ["0.1", "0.0"], "label": ["News", "Post"]}


def test_a_source_that_the_study_lacks_is_refused() -> None:
    """A table of another study is not drawn under wrong names."""
    with pytest.raises(SchemaError, match="'z'"):
        in_lanes(pd.DataFrame({"source": ["z"], "theme": ["T"]}), "theme", {"a": "Post"})


def test_undefined_and_infinite_values_become_null() -> None:
    """Neither is a number that may be drawn; integers and texts stay as they are."""
    frame = pd.DataFrame({"n": pd.array([1, None], dtype="Int64"), "x": [math.nan, -math.inf], "t": ["a", "b"]})
    assert list(records(frame).values) == [{"n": 1, "x": None, "t": "a"}, {"n": None, "x": None, "t": "b"}]


def test_a_missing_column_is_named() -> None:
    """The sentence says which column the chart lacks."""
    with pytest.raises(SchemaError, match="'z'"):
        require(pd.DataFrame({"a": [1]}), ["a", "z"], "some chart")


def test_a_title_cannot_leave_its_string() -> None:
    """Quotes, backslashes and line separators in a title are letters of a string in the expression, nothing else."""
    hostile = 'a"] : alert(1) : ["b\\ \u2028 \''
    chart = nothing_to_show("Nothing.", title=hostile, width=300)
    expression = chart.to_dict()["title"]["text"]["expr"]
    assert '\\"] : alert(1) : [\\"b\\\\' in expression
    assert "\u2028" not in expression


@pytest.mark.parametrize("name", all_charts())
def test_every_scale_spells_out_its_domain(name: str) -> None:
    """Neither colour nor place depends on which rows happen to be in the table's view."""
    scales = [node["scale"] for node in nodes(all_charts()[name].to_dict()) if isinstance(node.get("scale"), dict)]
    assert scales
    assert all("domain" in scale for scale in scales)


@pytest.mark.parametrize("name", all_charts())
def test_every_chart_has_title_subtitle_and_tooltips(name: str) -> None:
    """What it shows, of how many, and the numbers behind a mark."""
    spec = all_charts()[name].to_dict()
    assert "What was told?" in spec["title"]["text"]["expr"]
    assert " ".join(spec["title"]["subtitle"]).endswith(".")
    assert any("tooltip" in layer.get("encoding", {}) for layer in spec["layer"])


def test_a_width_in_pixels_is_kept() -> None:
    """A number stays a number, and the figure as a whole has that width."""
    chart = composed([], title="T", subtitle="S", width=640, height=10)
    assert (chart.width, chart.autosize.to_dict()) == (640, {"type": "fit-x", "contains": "padding"})


def test_each_line_of_a_text_can_be_drawn_by_itself():
    """A fenced Arabic name goes over the end of a line: its fence is closed there, and the line that begins with it is marked."""
    lines = broken("Source: Pact, \u2068\u0635\u062d\u064a\u0641\u0629 \u0627\u0644\u0634\u0631\u0642\u2069. Leftout", 20)
    assert lines == ["Source: Pact, \u2068\u0635\u062d\u064a\u0641\u0629\u2069", "\u200e\u0627\u0644\u0634\u0631\u0642\u2069. Leftout"]
    assert broken("Source: Pact", 20) == ["Source: Pact"]
    assert broken("\u2068\u0635\u062d\u2069 tells", 20) == ["\u200e\u2068\u0635\u062d\u2069 tells"]
