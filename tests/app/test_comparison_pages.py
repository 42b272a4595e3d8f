"""Omissions and Compare in several states of the world."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from analytics.charts.theme import CONTRADICTED_SIGN
from analytics.dashboard import strings
from analytics.dashboard.strings import compare as compare_words
from analytics.dashboard.strings import omissions as omission_words
from tests.lists import listed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from streamlit.testing.v1 import AppTest

WIRE = "The mayors agreed on Monday to plant 4,000 trees by 2030. The chestnuts come from a nursery beyond the hills, and cost little."
OTHERS = (
    "They welcomed the return of the ferry, which had lain in dock since the autumn storms.",
    "Nothing was said of the fair, to the regret of many a stall holder in the lower town.",
    "By 2030 there will be 4,000 more trees; the mayors agreed on that much after a long night.",
)


def shown(at: AppTest) -> str:
    """Return everything that a page wrote as HTML."""
    return "\n".join(element.proto.body for element in at.get("html"))


def headers(at: AppTest) -> list[str]:
    """Return the second-level headings of a page."""
    return [element.value for element in at.header]


@pytest.fixture
def thirty(one_source: Path) -> Path:
    """Write a study of thirty sources: 27 print the same wire text, each a day later than the one before, three have their own."""
    manifest = (one_source / "study.toml").read_text(encoding="utf-8").split("[[sources]]", maxsplit=1)[0]
    for number in range(30):
        text = WIRE if number >= len(OTHERS) else OTHERS[number]
        (one_source / f"s{number:02d}.txt").write_text(text + "\n", encoding="utf-8")
        manifest += f'[[sources]]\nid = "s{number:02d}"\noutlet = "Paper {number:02d}"\nfile = "s{number:02d}.txt"\n'
        manifest += f'language = "en"\ndate = 2030-05-{30 - number:02d}\n\n'
    (one_source / "study.toml").write_text(manifest, encoding="utf-8")
    return one_source


def test_the_surprising_omissions_say_what_was_compared(open_page: Callable[..., AppTest]) -> None:
    """Four articles: counts, a warning, and as many surprising ones as the table has above one half."""
    at = open_page("omissions")
    assert not at.exception
    assert omission_words.compared(4, 2361) in shown(at)
    assert "hints, not as evidence" in omission_words.compared(4, 2361)
    rows = listed(at, "omissions_surprising")
    assert rows["surprise"].is_monotonic_decreasing
    likely = int((rows["expected"] > 50).sum())
    assert omission_words.title("surprising", len(rows), likely) in headers(at)


def test_the_lists_hold_what_they_say(open_page: Callable[..., AppTest]) -> None:
    """Only one: all three others tell it. All: each commitment once, hard ones first if so ordered."""
    only = listed(open_page("omissions", left_out_by="only one"), "omissions_only one")
    assert set(only["told_by"]) == {"3 of 3"}
    everyone = listed(open_page("omissions", left_out_by="all", order="strength"), "omissions_all")
    assert everyone["commitment"].is_unique
    assert everyone["strength"].is_monotonic_decreasing  # "strength 4 of 4" before "strength 0 of 4"


def test_the_proof_shows_what_the_others_say(open_page: Callable[..., AppTest]) -> None:
    """A link to an omission opens the cell, and the three other outlets' words beside it."""
    page = shown(open_page("omissions", commitment="8b", source="decode39"))
    assert omission_words.OTHERS_SAY in page
    assert "Efforts will focus on expanding industrial partnerships" in page
    assert "newsoftheworld.us" in page


def test_an_outlet_filter_compares_those_alone(open_page: Callable[..., AppTest]) -> None:
    """Two outlets chosen: one other to learn from, and each omission is set against that one."""
    at = open_page("omissions", outlet=["Decode39", "alexa.ng"])
    assert "Compared: 2 sources" in shown(at)
    assert {of.split(" of ")[1] for of in listed(at, "omissions_surprising")["told_by"]} == {"1"}


def test_with_one_source_nothing_is_surprising(open_page: Callable[..., AppTest], one_source: Path) -> None:
    """The page says why, and still lists what the source left out."""
    at = open_page("omissions", one_source)
    assert omission_words.ALONE in shown(at)
    at = open_page("omissions", one_source, left_out_by="all")
    assert listed(at, "omissions_all")["surprise"].isna().all()
    assert compare_words.TOO_FEW in shown(open_page("compare", one_source))


def test_two_outlets_are_compared(open_page: Callable[..., AppTest]) -> None:
    """The parts add up to all commitments; a chosen commitment shows both outlets' words."""
    at = open_page("compare", compare=["Decode39", "alexa.ng"], commitment="4c")
    assert not at.exception
    page = shown(at)
    assert compare_words.compared(2, 1456, 62) in page
    assert "ACSA agreement, in force since September 2025" in page
    units = listed(at, "compare_units")
    assert len(units) == 62
    assert list(units.columns[:4]) == ["commitment", "label", "alexa-ng", "decode39"]


def test_a_part_keeps_its_commitments(open_page: Callable[..., AppTest]) -> None:
    """Only Decode39: it tells each of them, and the other none."""
    at = open_page("compare", compare=["Decode39", "alexa.ng"])
    at.selectbox(key="told_by").select("only Decode39").run()
    units = listed(at, "compare_units")
    assert not units["decode39"].str.endswith("omitted").any()
    assert units["alexa-ng"].str.endswith("omitted").all()


def test_a_shared_string_opens_in_both_texts(open_page: Callable[..., AppTest]) -> None:
    """A link to a string marks it in the article and in the statement."""
    address = {"compare": ["Decode39", "alexa.ng"]}
    row = next(iter(listed(open_page("compare", **address), "compare_reuse").to_dict("records")))
    assert row["words"] == 13
    page = shown(open_page("compare", **address, string="alexa-ng 2554 "))
    assert compare_words.stands_in(compare_words.IN_STATEMENT) in page
    assert page.count("<mark>Acquisition and Cross-Servicing Agreement (ACSA), which entered into force in September") == 2


def test_a_link_to_an_unknown_outlet_is_named(open_page: Callable[..., AppTest]) -> None:
    """An old link says what is missing and compares the first two."""
    at = open_page("compare", compare=["The Moon Post"])
    assert not at.exception
    assert strings.unknown_in_link("outlet", "The Moon Post") in shown(at)


def test_thirty_sources_with_copies(open_page: Callable[..., AppTest], thirty: Path) -> None:
    """26 copies of the earliest wire text are found; counted once, four sources are left to compare."""
    at = open_page("compare", thirty)
    assert not at.exception
    assert compare_words.copies_title(26) in shown(at)
    at = open_page("omissions", thirty)
    assert "Compared: 30 sources" in shown(at)
    at = open_page("omissions", thirty, once="true")
    assert "Compared: 4 sources" in shown(at)


def test_markup_in_quotes_is_shown_as_text(open_page: Callable[..., AppTest], one_source: Path) -> None:
    """A second outlet beside the first: tags of the text and of the name stay text on both pages."""
    manifest = (one_source / "study.toml").read_text(encoding="utf-8")
    extra = '[[sources]]\nid = "two"\noutlet = "**Two** $x$"\nfile = "gazette.txt"\nlanguage = "en"\n'
    (one_source / "study.toml").write_text(manifest + extra, encoding="utf-8")
    for page in ("omissions", "compare"):
        at = open_page(page, one_source, commitment="1a", source="gazette", string="two 0 gazette")
        assert not at.exception
        assert "<img src=x" not in shown(at)
        assert not any("Two" in element.value for element in at.markdown)
        assert "&lt;img src=x" in shown(at)


def test_what_is_told_as_the_contrary_is_marked(one_source: Path, open_page: Callable[..., AppTest]) -> None:
    """The Gazette denies the trees in the statement's own words: covered it stays, with a ≠ on Compare and in the proof."""
    denial = "The two cities will not plant 4,000 trees by 2030, and nobody knows why. They welcomed the return of the ferry.\n"
    (one_source / "gazette.txt").write_text(denial, encoding="utf-8")
    (one_source / "post.txt").write_text("They agreed to plant 4,000 trees by 2030.\n", encoding="utf-8")
    with (one_source / "study.toml").open("a", encoding="utf-8") as manifest:
        manifest.write('\n[[sources]]\nid = "post"\noutlet = "The Post"\nfile = "post.txt"\nlanguage = "en"\n')
    unit = next(row.split(",")[0] for row in (one_source / "codebook.csv").read_text(encoding="utf-8").splitlines() if "trees" in row)
    proof = shown(open_page("coverage", one_source, commitment=unit, source="gazette"))
    assert f"covered{strings.CONTRADICTED_MARK}" in proof
    assert strings.contradicted_by("will not") in proof
    page = open_page("review", one_source, commitment=unit, source="gazette")
    page.text_input(key="reviewer_name").set_value("Ann").run()
    assert strings.contradicted_by("will not") in shown(page)
    (chart,) = open_page("coverage", one_source, show="chart").get("vega_lite_chart")
    assert f"{CONTRADICTED_SIGN}: told as the contrary." in " ".join(json.loads(chart.proto.spec)["title"]["subtitle"])
    rows = listed(open_page("compare", one_source), "compare_fidelity")
    assert rows.loc[rows["told"] == compare_words.CONTRADICTED, "verb"].tolist() == ["will not"]
