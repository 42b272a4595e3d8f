"""What the reviews so far say: rates with intervals, agreement with the program, and when one may stop."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from analytics.dashboard import components, reviewing, state
from analytics.dashboard.escaping import escaped
from analytics.dashboard.kept import Kept
from analytics.dashboard.strings import review as words
from analytics.intervals import wilson_interval
from analytics.measures.corrected_rates import LEAST_RANDOM, first_open_lots
from analytics.reviews.records import RANDOM
from analytics.reviews.standing import Standing, source_standing

if TYPE_CHECKING:
    import pandas as pd

    from analytics.pipeline import Analysis

WANTED_HALF_WIDTH = 0.05
"""Half width of the coverage rate's interval at which one may stop, in shares."""


KEPT_STANDINGS = 200
"""How many sources' figures are kept."""

MOST_SHOWN = 12
"""Most sources in the table: the one under review and those reviewed last."""


@dataclass(frozen=True, slots=True, eq=False)
class Outlet:
    """A source in the table: its id, the name shown, and how far its review has come."""

    source: str
    name: str
    standing: Standing


def draw_hint(outlets: list[Outlet], source: str | None) -> None:
    """Say how sure the coverage rate of the source under review is, and when one may stop."""
    for outlet in outlets:
        if outlet.source == source:
            known = outlet.standing
            is_sampled = known.n_random >= LEAST_RANDOM
            said = words.hint(outlet.name, known.needed, known.half_width, WANTED_HALF_WIDTH, is_sampled=is_sampled)
            st.html(f'<p class="lo-small lo-hint">{escaped(said)}</p>')  # with room for the longest: what follows does not jump


def draw_figures(program: Analysis, outlets: list[Outlet], own: pd.DataFrame, reviews: pd.DataFrame, *, is_blind: bool) -> None:
    """Draw the running figures.

    Parameters
    ----------
    program : Analysis
        The program's own analysis.
    outlets : list of Outlet
        From `outlets_under_review`.
    own : pandas.DataFrame
        The reviewer's own standing reviews that fit the texts.
    reviews : pandas.DataFrame
        Those of everybody.
    is_blind : bool
        Whether the agreement with the program stays hidden.
    """
    st.header(words.FIGURES, anchor=False)
    if not is_blind:
        components.note(_agreement(program, own, reviews))
    if outlets:
        st.html(_table(outlets))
    _draw_waiting(outlets)
    components.note(words.FIGURES_NOTE.format(least=LEAST_RANDOM))


def outlets_under_review(program: Analysis, reviews: pd.DataFrame, source: str | None) -> list[Outlet]:
    """Return how far the source under review and the `MOST_SHOWN` reviewed last stand, in the study's order."""
    names = {source: name for name, source in state.source_names(program).items()}
    shown = {source, *list(dict.fromkeys(reviews["source"][::-1]))[:MOST_SHOWN]}
    return [Outlet(each, names[each], _standing(program, reviews, each)) for each in program.sources["source"] if each in shown]


def _draw_waiting(outlets: list[Outlet]) -> None:
    """Say of which outlets lots do not count yet, and lead to the cell that they wait for."""
    for outlet in outlets:
        if waits_for := outlet.standing.waits_for:
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                components.note(words.waiting(outlet.name, outlet.standing.n_waiting, waits_for))
                asked_for = {"commitment": waits_for, "source": outlet.source}
                key = f"review_waits {outlet.source}"
                st.button(words.CHECK_WAITED_FOR, key=key, type="tertiary", on_click=state.select, kwargs=asked_for)


@st.cache_resource(show_spinner=False)
def _standings() -> Kept[Standing]:
    return Kept(KEPT_STANDINGS)


def _standing(program: Analysis, reviews: pd.DataFrame, source: str) -> Standing:
    """Reckon how far a source stands; a verdict moves the figures of its own source alone, those of the others are kept."""
    own = reviews[reviews["source"] == source]
    order = reviewing.order_of(program)
    return _standings().get(
        (reviewing.named(program), source, reviewing.named_rows(own)),
        lambda: source_standing(program, source, order, own, half_width=WANTED_HALF_WIDTH),
    )


def _agreement(program: Analysis, own: pd.DataFrame, reviews: pd.DataFrame) -> str:
    judged = own[own["program_verdict"] != ""]
    by_lot = judged[judged["route"] == RANDOM]
    order = reviewing.order_of(program)
    first_open = first_open_lots(order, set(zip(reviews["source"], reviews["commitment"], strict=True)))
    lots = order[order["draw"] < order["source"].map({source: place for source, (place, _) in first_open.items()}).fillna(math.inf)]
    by_lot = by_lot.merge(lots[["source", "commitment"]], on=["source", "commitment"])
    counts = [(int((rows["verdict"] == rows["program_verdict"]).sum()), len(rows)) for rows in (judged, by_lot)]
    same, n = counts[1]
    ends = wilson_interval(same / n if n else float("nan"), n)
    return words.agreement_so_far(*counts[0], same, n, ends)


def _table(outlets: list[Outlet]) -> str:
    head = "".join(f'<th scope="col">{escaped(name)}</th>' for name in words.FIGURE_COLUMNS)
    body = "".join(f"<tr>{_cells(outlet)}</tr>" for outlet in outlets)
    table = f'<table class="lo-table"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'
    return f'<div class="lo-scroll" tabindex="0" role="group" aria-label="{words.FIGURES}">{table}</div>'


def _cells(outlet: Outlet) -> str:
    standing, rate = outlet.standing, outlet.standing.rate
    said = (
        f"{100 * rate['coverage_rate']:.0f}%",
        f"{100 * rate['coverage_low']:.0f} to {100 * rate['coverage_high']:.0f}%",
        words.checked(int(rate["n_checked"]), int(rate["n"])),
        str(standing.n_random),
        words.more(0 if standing.half_width == 0 else standing.needed),
        words.BASES[str(rate["basis"])],
    )
    cells = "".join(f"<td>{escaped(text)}</td>" for text in said)
    return f'<th scope="row" dir="auto">{escaped(outlet.name)}</th>{cells}'
