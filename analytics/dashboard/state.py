"""What the visitor looks at: the study, the selected cell, the page before.

The selection lives in the address, by id, so that a copied link reopens the same view and the back button works. It is
mirrored in the session only to survive a change of page, which empties the address.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from streamlit.navigation.page import Page as StreamlitPage

    from analytics.dashboard.filters import Filters
    from analytics.pipeline import Analysis

SELECTION_KEYS = ("commitment", "source")
"""Names of the selection in the address."""

KEPT_KEYS = ("study", *SELECTION_KEYS)
"""What goes along from page to page: a change of page empties the address."""


@dataclass(frozen=True, slots=True)
class Selection:
    """The selected commitment and source, by id; None where nothing is selected."""

    commitment: str | None = None
    source: str | None = None


def begin_page(page: str) -> None:
    """Carry the study and the selection over from the page before, and remember them for the next."""
    if st.session_state.get("page") != page:
        kept = {key: st.session_state[f"last_{key}"] for key in KEPT_KEYS if f"last_{key}" in st.session_state}
        missing = {key: value for key, value in kept.items() if key not in st.query_params}
        if missing:
            st.query_params.update(missing)  # at once: every change of the address is a step of the back button
    st.session_state["page"] = page
    for key in KEPT_KEYS:
        if key in st.query_params:
            st.session_state[f"last_{key}"] = st.query_params[key]
        else:
            st.session_state.pop(f"last_{key}", None)


def hold(analysis: Analysis) -> None:
    """Remember the analysis for the page that is drawn next."""
    st.session_state["analysis"] = analysis


def current_analysis() -> Analysis:
    """Return the analysis that the page is about."""
    analysis: Analysis = st.session_state["analysis"]
    return analysis


def current_filters() -> Filters:
    """Return what the filter bar is set to."""
    filters: Filters = st.session_state["filters"]
    return filters


def page(name: str) -> StreamlitPage:
    """Return a page of the navigation by its name, to link to it."""
    pages: dict[str, StreamlitPage] = st.session_state["pages"]
    return pages[name]


def is_dark() -> bool:
    """Tell whether the visitor's browser shows the dark theme."""
    return st.context.theme.type == "dark"


def selection(analysis: Analysis) -> Selection:
    """Read the selection from the address; an id that the study does not have counts as nothing selected."""
    commitment = st.query_params.get("commitment")
    source = st.query_params.get("source")
    return Selection(
        commitment if commitment in set(analysis.commitments["commitment"]) else None,
        source if source in set(analysis.sources["source"]) else None,
    )


def unknown_selection(analysis: Analysis) -> list[tuple[str, str]]:
    """List what the address names and the study does not have, as (key, value)."""
    known = selection(analysis)
    return [(key, st.query_params[key]) for key in SELECTION_KEYS if key in st.query_params and getattr(known, key) is None]


def choose_study(study: str | None) -> None:
    """Put a study into the address, None for the one that the server opens by itself; the selection of the one before goes."""
    for key in KEPT_KEYS:
        st.query_params.pop(key, None)
        st.session_state.pop(f"last_{key}", None)
    if study is not None:
        st.query_params["study"] = study
        st.session_state["last_study"] = study


def select(**chosen: str | None) -> None:
    """Put a selection into the address: ``select(commitment="6c", source=None)``; None takes it out."""
    for key in (key for key, value in chosen.items() if value is None):
        st.query_params.pop(key, None)
    if named := {key: value for key, value in chosen.items() if value is not None}:
        st.query_params.update(named)


def outlets(analysis: Analysis) -> dict[str, str]:
    """Map the id of every source of the study to its outlet, in order, so that colours stay whatever the filter."""
    return dict(zip(analysis.sources["source"], analysis.sources["outlet"], strict=True))


def source_names(analysis: Analysis) -> dict[str, str]:
    """Map the name shown for each source to its id: the outlet, with the id where two sources share one."""
    shared = set(analysis.sources.loc[analysis.sources["outlet"].duplicated(keep=False), "outlet"])
    rows = zip(analysis.sources["source"], analysis.sources["outlet"], strict=True)
    return {(f"{outlet} ({source})" if outlet in shared else outlet): source for source, outlet in rows}
