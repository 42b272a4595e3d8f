"""Every chart drawn once from small tables, and ways to look into a specification."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from analytics.charts.agenda import agenda
from analytics.charts.coverage_matrix import coverage_matrix
from analytics.charts.emphasis import emphasis
from analytics.charts.keyness import keyness
from analytics.charts.keywords import keywords
from analytics.charts.left_out import left_out
from analytics.charts.position import position
from analytics.charts.shared import shared
from analytics.charts.surprise import surprise
from analytics.charts.text_rates import text_rates
from analytics.charts.verbatim import verbatim
from analytics.charts.verdict_shares import verdict_shares
from tests import chart_tables as tables

if TYPE_CHECKING:
    from collections.abc import Iterator

    import altair as alt

TITLE = "What was told?"


@cache
def all_charts() -> dict[str, alt.LayerChart]:
    """Draw each chart from the small tables, once: charts are not changed."""
    title = TITLE
    return {
        "agenda": agenda(tables.emphasis(), tables.OUTLETS, title=title),
        "coverage_matrix": coverage_matrix(tables.coverage(), title=title, labels=tables.labels(), selected=("a", "1a")),
        "emphasis": emphasis(tables.emphasis(), tables.OUTLETS, title=title),
        "keyness": keyness(tables.keyness(), "Morning Post", title=title),
        "keywords": keywords(tables.keywords(), tables.OUTLETS, title=title),
        "left_out": left_out(tables.coverage(), tables.commitments(), title=title),
        "position": position(tables.themes(), tables.emphasis(), tables.OUTLETS, title=title),
        "shared": shared(tables.coverage(), ["a", "b"], tables.OUTLETS, title=title),
        "surprise": surprise(tables.omissions(), tables.commitments(), tables.OUTLETS, title=title),
        "verbatim": verbatim(tables.similarity(), tables.OUTLETS, title=title),
        "text_rates": text_rates(tables.text_rates(), tables.OUTLETS, title=title, subtitle="Per 1,000 words."),
        "verdict_shares": verdict_shares(tables.rates(), title=title),
    }


def layer_rows(chart: alt.LayerChart, mark: str, style: str | None = None, place: int = 0) -> list[dict[str, Any]]:
    """Return the rows behind a layer, found by its mark and style, before any filter of the layer."""
    spec = chart.to_dict()
    layers = [layer for layer in spec["layer"] if layer["mark"]["type"] == mark and (style is None or layer["mark"].get("style") == style)]
    return list(spec["datasets"][layers[place].get("data", spec.get("data"))["name"]])


def nodes(part: Any) -> Iterator[dict[str, Any]]:
    """Walk over every object of a specification, its data left aside."""
    if isinstance(part, dict):
        yield part
        for key, value in part.items():
            if key != "datasets":
                yield from nodes(value)
    elif isinstance(part, list):
        for value in part:
            yield from nodes(value)
