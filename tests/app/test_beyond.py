"""Beyond the statement, in several states of the world."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from analytics.dashboard import strings
from analytics.dashboard.strings import beyond as words
from tests.lists import listed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pandas as pd
    from streamlit.testing.v1 import AppTest


def shown(at: AppTest) -> str:
    """Return everything that a page wrote as HTML."""
    return "\n".join(element.proto.body for element in at.get("html"))


def speakers(at: AppTest) -> pd.DataFrame:
    """Return the table of speakers."""
    return listed(at, "speakers")


def test_page_warns_of_its_kinds_and_shows_both_quotes(open_page: Callable[..., AppTest]) -> None:
    """The kind is called a hint with its figures, and a date told differently stands beside the statement's."""
    at = open_page("beyond")
    page = shown(at)
    assert not at.exception
    assert "66%" in page
    assert "21%" in page
    assert "<mark>January 15, 2026</mark>" in page
    assert "January 16, 2026" in page
    assert words.ARTICLE_SAYS in page
    assert words.STATEMENT_SAYS in page


def test_speakers_are_counted(open_page: Callable[..., AppTest]) -> None:
    """The table names who speaks, a pronoun as written, and how often directly or not."""
    table = speakers(open_page("beyond"))
    rows = {row["speaker as written"]: (row["direct, times"], row["indirect, times"]) for _, row in table.iterrows()}
    assert rows == {"Prime Minister Meloni": (0, 1), "she": (1, 0), "Takaichi": (0, 1)}


@pytest.mark.parametrize(("address", "named"), [({"speaker": "Takaichi"}, ["Takaichi"]), ({"speech": "direct"}, ["she"])])
def test_speaker_and_mode_stand_in_the_address(open_page: Callable[..., AppTest], address: dict[str, str], named: list[str]) -> None:
    """A link to one speaker, or to direct speech only, reopens it."""
    assert speakers(open_page("beyond", **address))["speaker as written"].tolist() == named


def test_kind_filters_the_additions(open_page: Callable[..., AppTest]) -> None:
    """A kind that no passage has leaves advice, not an empty page."""
    page = shown(open_page("beyond", kind="colour", outlet="newsoftheworld.us"))
    assert words.NOTHING_ADDED in page
    assert words.NOTHING_ADDED_ADVICE in page


def test_article_without_speech_or_slips_says_so(open_page: Callable[..., AppTest], one_source: Path) -> None:
    """Where nobody is quoted and no fact differs, both sections teach; markup of the article is text."""
    at = open_page("beyond", one_source)
    page = shown(at)
    assert not at.exception
    assert words.NO_VOICES in page
    assert words.NO_DIFFERENT in page
    assert "<img src=x" not in page
    assert strings.PAGE_FAILED not in page
