"""The reader, in several states of the world. What its panel does by itself is tried in a real browser."""

from __future__ import annotations

import html
import json
from typing import TYPE_CHECKING, Any

from analytics.dashboard import strings
from analytics.dashboard.strings import reader as words

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from streamlit.testing.v1 import AppTest


def shown(at: AppTest) -> str:
    """Return everything that a page wrote as HTML."""
    return html.unescape("\n".join(element.proto.body for element in at.get("html")))


def panel(at: AppTest) -> dict[str, Any]:
    """Return what the panel was given to draw."""
    (found,) = [part for part in at.get("bidi_component") if "articleTitle" in part.proto.json]
    data: dict[str, Any] = json.loads(found.proto.json)
    return data


def test_panel_holds_both_texts_whole(open_page: Callable[..., AppTest]) -> None:
    """The pieces joined are the article and the statement, and the chosen commitment is told."""
    data = panel(open_page("reader", source="decode39", commitment="4c"))
    assert data["chosen"] == "4c"
    assert "in force since September 2025" in "".join(piece["text"] for piece in data["article"])
    assert any(piece["commitments"] == ["4c"] for piece in data["statement"])


def test_themes_are_marked_by_letters(open_page: Callable[..., AppTest]) -> None:
    """With themes marked, each has a letter of its own, the chosen one stands in the address, and no verdict is drawn."""
    at = open_page("reader", source="decode39", mark="themes", on="Defence cooperation")
    data = panel(at)
    assert data["chosen"] == "Defence cooperation"
    assert len(set(data["chips"].values())) == len(data["labels"])
    assert {piece["verdict"] for piece in data["article"]} == {""}
    assert words.HINTS["themes"] in shown(at)


def test_place_of_a_link_is_marked(open_page: Callable[..., AppTest]) -> None:
    """The pieces of a stretch that the address names are marked, and no others."""
    data = panel(open_page("reader", source="decode39", place="article-10-25"))
    named = [(piece["start"], piece["end"]) for piece in data["article"] if piece["place"]]
    assert (named[0][0], named[-1][1]) == (10, 25)
    assert not any(piece["place"] for piece in data["statement"])


def test_links_to_what_is_gone_say_so(open_page: Callable[..., AppTest]) -> None:
    """A commitment, a theme and a place that no longer exist are each named; the texts are shown all the same."""
    page = shown(open_page("reader", source="decode39", commitment="99z"))
    assert strings.unknown_in_link("commitment", "99z") in page
    assert strings.unknown_in_link("theme", "Moon") in shown(open_page("reader", source="decode39", mark="themes", on="Moon"))
    for wrong in ("article-5-999999", "article-9-3", "nonsense"):
        at = open_page("reader", source="decode39", place=wrong)
        assert words.PLACE_LOST in shown(at)
        assert panel(at)["article"]


def test_article_that_tells_nothing_says_so(open_page: Callable[..., AppTest], one_source: Path) -> None:
    """Without any evidence the page says that nothing is underlined, and shows the texts."""
    (one_source / "gazette.txt").write_text("A baker sold rolls on the square.\n", encoding="utf-8")
    at = open_page("reader", one_source)
    assert not at.exception
    assert words.NO_PASSAGES_TOLD in shown(at)
