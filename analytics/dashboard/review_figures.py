"""What the reviews so far say: rates with intervals, agreement with the program, and when one may stop."""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from analytics.dashboard import components, reviewing, state
from analytics.dashboard.strings import review as words
from analytics.measures.corrected_rates import LEAST_RANDOM, checks_needed
from analytics.measures.review_order import review_order
from analytics.reviews.application import roles_of_cells
from analytics.reviews.records import RANDOM

if TYPE_CHECKING:
    import pandas as pd

    from analytics.pipeline import Analysis

WANTED_HALF_WIDTH = 0.05
"""Half width of the coverage rate's interval at which one may stop, in shares."""


MOST_SHOWN = 12
"""Most sources in the table: the one under review and those reviewed last."""


@dataclass(frozen=True, slots=True, eq=False)
class Standing:
    """How far the review of one source has come.

    Parameters
    ----------
    source, outlet : str
        Its id, and the name shown.
    rate : pandas.Series
        Its row of the table ``rates``, for all commitments.
    needed : int
        Cells still to be drawn by lot until the interval is narrow enough.
    n_random : int
        Cells that were drawn by lot and checked.
    """

    source: str
    outlet: str
    rate: pd.Series
    needed: int
    n_random: int

    @property
    def half_width(self) -> float:
        """Half width of the coverage rate's interval, in shares."""
        return float(self.rate["coverage_high"] - self.rate["coverage_low"]) / 2


def draw_hint(standings: list[Standing], source: str | None) -> None:
    """Say how sure the coverage rate of the source under review is, and when one may stop."""
    for standing in standings:
        if standing.source == source:
            is_sampled = standing.n_random >= LEAST_RANDOM
            components.note(words.hint(standing.outlet, standing.needed, standing.half_width, WANTED_HALF_WIDTH, is_sampled=is_sampled))


def draw_figures(standings: list[Standing], own: pd.DataFrame, *, is_blind: bool) -> None:
    """Draw the running figures.

    Parameters
    ----------
    standings : list of Standing
        From `source_standings`.
    own : pandas.DataFrame
        The reviewer's own standing reviews that fit the texts.
    is_blind : bool
        Whether the agreement with the program stays hidden.
    """
    st.header(words.FIGURES, anchor=False)
    if not is_blind:
        components.note(_agreement(own))
    if standings:
        st.html(_table(standings))
    components.note(words.FIGURES_NOTE.format(least=LEAST_RANDOM))


def source_standings(program: Analysis, reviews: pd.DataFrame, source: str | None) -> list[Standing]:
    """Return how far the source under review and the `MOST_SHOWN` reviewed last stand, in the study's order."""
    analysis = reviewing.corrected(program, reviews)
    rates = analysis.rates[analysis.rates["dimension"] == "all"].set_index("source")
    order, names = review_order(program.coverage), {source: name for name, source in state.source_names(program).items()}
    shown = {source, *list(dict.fromkeys(reviews["source"][::-1]))[:MOST_SHOWN]}
    standings = []
    for each in program.sources["source"]:
        if each in shown:
            here = program.coverage["source"] == each
            roles = roles_of_cells(order[here], reviews[reviews["source"] == each])
            tables = analysis.coverage[here], program.coverage[here]
            needed = checks_needed(*tables, roles, half_width=WANTED_HALF_WIDTH, level=program.settings.interval_level)
            standings.append(Standing(each, names[each], rates.loc[each], needed, int((roles == "random").sum())))
    return standings


def _agreement(own: pd.DataFrame) -> str:
    judged = own[own["program_verdict"] != ""]
    by_lot = judged[judged["route"] == RANDOM]
    counts = [(int((rows["verdict"] == rows["program_verdict"]).sum()), len(rows)) for rows in (judged, by_lot)]
    return words.agreement_so_far(*counts[0], *counts[1])


def _table(standings: list[Standing]) -> str:
    head = "".join(f'<th scope="col">{html.escape(name)}</th>' for name in words.FIGURE_COLUMNS)
    body = "".join(f"<tr>{_cells(standing)}</tr>" for standing in standings)
    table = f'<table class="lo-table"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'
    return f'<div class="lo-scroll" tabindex="0" role="group" aria-label="{words.FIGURES}">{table}</div>'


def _cells(standing: Standing) -> str:
    rate = standing.rate
    said = (
        f"{100 * rate['coverage_rate']:.0f} %",
        f"{100 * rate['coverage_low']:.0f} to {100 * rate['coverage_high']:.0f} %",
        words.checked(int(rate["n_checked"]), int(rate["n"])),
        str(standing.n_random),
        words.more(0 if standing.half_width == 0 else standing.needed),
        words.BASES[str(rate["basis"])],
    )
    cells = "".join(f"<td>{html.escape(text)}</td>" for text in said)
    return f'<th scope="row" dir="auto">{html.escape(standing.outlet)}</th>{cells}'
