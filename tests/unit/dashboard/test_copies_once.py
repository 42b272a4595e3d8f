"""Counting copies once leaves out later copies among the chosen sources, and never all of them."""

from types import SimpleNamespace

import pandas as pd
import pytest

from analytics.dashboard.filters import without_copies

SOURCES = pd.DataFrame({"source": ["own", "late", "wire"], "date": ["", "2030-05-02", "2030-05-01"]})
PAIRS = pd.DataFrame(
    [("late", "source", "wire", "copy"), ("wire", "source", "late", "copy"), ("own", "statement", "", "copy")],
    columns=["source", "kind", "other", "relation"],
)


@pytest.mark.parametrize(
    ("chosen", "left"),
    [((), ("own", "wire")), (("late", "wire"), ("wire",)), (("late",), ("late",)), (("own", "late"), ("own", "late"))],
    ids=["none chosen means all", "both", "the copy alone stays", "its original is not among them"],
)
def test_later_copies_among_the_chosen_go(chosen: tuple[str, ...], left: tuple[str, ...]) -> None:
    """Wire came first, so late goes where both are looked at; a copy of the statement stays."""
    assert without_copies(SimpleNamespace(sources=SOURCES, similarity=PAIRS), chosen) == left


def test_without_copies_nothing_is_filtered() -> None:
    """No choice stays no choice: the filter bar says nothing of a filter."""
    assert without_copies(SimpleNamespace(sources=SOURCES, similarity=PAIRS.head(0)), ()) == ()
