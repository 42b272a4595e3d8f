"""Surprising omissions at the chance of being told."""

from __future__ import annotations

import pytest

from analytics.charts.surprise import alt_text, surprise
from analytics.errors import SchemaError
from tests import chart_tables as tables
from tests.chart_specs import layer_rows


def test_the_most_surprising_come_first_under_their_outlet() -> None:
    """Source b leads with 1a (2.5 bits); its 2a follows before a's only omission."""
    chart = surprise(tables.omissions(), tables.commitments(), tables.OUTLETS, title="T")
    dots = layer_rows(chart, "point")
    assert [(dot["label"], dot["text"], dot["of"]) for dot in dots] == [
        ("Evening News", "1a\u2002Tariffs fall", "1 of 1"),
        ("Morning Post", "2a\u2002More talks", "0 of 1"),
        ("Evening News", "2a\u2002More talks", "0 of 1"),
    ]
    assert [row["group"] for row in layer_rows(chart, "text", "row-group")] == ["Evening News", "Morning Post"]


def test_told_and_undefined_cells_have_no_dot() -> None:
    """Three of six cells are omitted and have a chance; 1b of b is omitted without one."""
    assert len(layer_rows(surprise(tables.omissions(), tables.commitments(), tables.OUTLETS, title="T"), "point")) == 3


def test_the_subtitle_says_how_many_are_not_shown() -> None:
    """Cut at two of three, and said so."""
    chart = surprise(tables.omissions(), tables.commitments(), tables.OUTLETS, title="T", limit=2)
    assert " ".join(chart.to_dict()["title"]["subtitle"]).startswith("2 of 3 omissions.")


def test_one_omission_is_one() -> None:
    """In the subtitle and in the text alternative."""
    one = tables.omissions().query("source == 'a'")
    assert " ".join(surprise(one, tables.commitments(), tables.OUTLETS, title="T").to_dict()["title"]["subtitle"]).startswith("1 omission.")
    assert alt_text(one, tables.commitments(), tables.OUTLETS).startswith("A dot for 1 omission at")


def test_nothing_to_expect_and_nothing_left_out_are_two_sentences() -> None:
    """Omissions without chances come from a study of one source; told cells alone leave nothing out."""
    alone = tables.omissions().assign(surprise=float("nan"))
    (row,) = layer_rows(surprise(alone, tables.commitments(), tables.OUTLETS, title="T"), "text")
    assert row["reason"].replace("\n", " ") == "With one source there is nothing to expect an omission from."
    told = tables.omissions().query("verdict != 'omitted'")
    assert alt_text(told, tables.commitments(), tables.OUTLETS) == "Nothing was left out."


def test_the_alt_text_names_the_first() -> None:
    """Outlet, commitment, chance and others stand in the sentence."""
    said = alt_text(tables.omissions(), tables.commitments(), tables.OUTLETS)
    assert "Evening News left out 1a\u2002Tariffs fall, expected at 85%, told by 1 of 1 others" in said


def test_a_source_of_another_study_is_refused() -> None:
    """The colours belong to the study's sources; an unknown one is a mistake of the caller."""
    with pytest.raises(SchemaError, match="the study lacks"):
        surprise(tables.omissions(), tables.commitments(), {"a": "Morning Post"}, title="T")
