"""Distinctive terms to both sides of zero."""

from __future__ import annotations

from analytics.charts.keyness import alt_text, keyness
from tests import chart_tables as tables
from tests.chart_specs import layer_rows


def test_terms_are_ranked_and_the_undefined_left_aside() -> None:
    """From most said to least said; a term without a z is not drawn as 0."""
    bars = layer_rows(keyness(tables.keyness(), "Morning Post", title="T"), "bar")
    assert [(bar["term"], bar["z"]) for bar in bars] == [("probe", 2.5), ("tariffs", 0.8), ("talks", -2.1)]


def test_both_directions_have_the_same_number_of_places() -> None:
    """With one place per direction, the strongest of each stays."""
    bars = layer_rows(keyness(tables.keyness(), "Morning Post", title="T", top=1), "bar")
    assert [bar["term"] for bar in bars] == ["probe", "talks"]


def test_a_source_without_distinctive_terms_gives_a_sentence() -> None:
    """All z undefined: nothing is drawn, and it is said."""
    undefined = tables.keyness().iloc[[3]]
    (row,) = layer_rows(keyness(undefined, "Morning Post", title="T"), "text")
    assert row["reason"] == "No term sets this source apart."
    assert alt_text(undefined, "Morning Post").endswith("no term sets it apart.")


def test_the_text_alternative_names_both_sides() -> None:
    """Most said first, then least said first."""
    told = alt_text(tables.keyness(), "Morning Post")
    assert told.endswith("Said more than elsewhere: probe, tariffs. Said less: talks.")
