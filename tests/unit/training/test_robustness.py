"""Changes of texts that verdicts ought to survive."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest

from analytics.errors import StudyError
from analytics.training.robustness import Robustness, changes, exchange, frequent_names, read_names, to_straight, to_typographic

if TYPE_CHECKING:
    from pathlib import Path

STATEMENT = (
    "Leaders of Ruritania met. They thank Ruritania and the DRC. The aid to Ruritania, with the DRC and the DRC, is a Plan, Plan, Plan."
)
ARTICLES = ["RURITANIA got help, the plan says of the DRC.", "Ruritania won over the DRC.", "Nothing of a Plan."]


def test_names_come_from_the_study() -> None:
    """Ruritania stands thrice and in two of three articles; DRC is an acronym, and an article writes plan in small letters."""
    assert list(frequent_names(STATEMENT, ARTICLES)) == ["Ruritania"]
    assert frequent_names(STATEMENT, ["Nothing of it."]) == {}


def test_a_text_without_capitals_has_no_names() -> None:
    """Japanese has no capitals, so nothing is proposed."""
    assert frequent_names("日本とイタリアの首脳会談。日本とイタリア。日本とイタリア。", ["日本とイタリア。"]) == {}


def test_whole_words_are_exchanged_once() -> None:
    """Two names change places, capitals stay capitals, and a longer word that holds a name stays."""
    assert exchange("Aba, ABA's Beb and Abaland", {"Aba": "Beb", "Beb": "Aba"}) == "Beb, BEB's Aba and Abaland"
    assert exchange("Aba", {}) == "Aba"


def test_quotes_go_both_ways() -> None:
    """Straight quotes become typographic and come back as they were."""
    assert to_typographic('a "b" it\'s') == "a “b” it’s"
    assert to_straight("a “b” it’s") == 'a "b" it\'s'


def test_lines_break_but_words_stay() -> None:
    """No change of lines adds or loses a word, and long lines do get broken."""
    text = "word " * 40 + "\n\nlast line"
    ways = [change for name, change in changes({}).items() if "line" in name]
    assert len(ways) == 3
    assert all(way(text) != text and way(text).split() == text.split() for way in ways)


def test_share_of_verdicts_that_stay() -> None:
    """Three of four are 0.75; without cells the share is undefined."""
    assert Robustness("x", 3, 4).share == 0.75
    assert math.isnan(Robustness("x", 0, 0).share)


def test_table_of_names(tmp_path: Path) -> None:
    """Rows of two words are read; a row of one is told with its line."""
    path = tmp_path / "names.csv"
    path.write_text("Aba, Beb\n\nCec,Ded\n", encoding="utf-8")
    assert read_names(path) == {"Aba": "Beb", "Cec": "Ded"}
    path.write_text("Aba,Beb\n\nCec\n", encoding="utf-8")
    with pytest.raises(StudyError, match="row 3"):
        read_names(path)
