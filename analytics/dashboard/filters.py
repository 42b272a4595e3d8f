"""One filter bar for all pages; its state stands in the address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from analytics.dashboard import state, strings
from analytics.schema import ACTS, VERDICTS

if TYPE_CHECKING:
    import pandas as pd

    from analytics.pipeline import Analysis

SURE_FROM = 0.75
"""A verdict counts as sure from this probability on; the Methods page says so."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What the visitor wants to see. An empty choice means everything.

    Parameters
    ----------
    sources, themes, acts, verdicts : tuple of str
        Ids or names to keep.
    certainty : {"all", "sure", "unsure"}
        Keep verdicts with a probability of at least `SURE_FROM`, or below it.
    text : str
        Keep commitments whose label, quote or id holds it, whatever the case.
    """

    sources: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()
    verdicts: tuple[str, ...] = ()
    certainty: str = "all"
    text: str = ""

    @property
    def is_active(self) -> bool:
        """Whether anything is filtered out."""
        return self != Filters()

    def commitments(self, table: pd.DataFrame) -> pd.DataFrame:
        """Keep the commitments that match theme, act and text."""
        keep = table["commitment"].notna()
        if self.themes:
            keep &= table["theme"].isin(self.themes)
        if self.acts:
            keep &= table["act"].isin(self.acts)
        if self.text:
            words = table["commitment"] + " " + table["label"] + " " + table["quote"]
            keep &= words.str.contains(self.text, case=False, regex=False)
        return table[keep]

    def of_sources(self, table: pd.DataFrame) -> pd.DataFrame:
        """Keep the rows of the chosen sources."""
        return table[table["source"].isin(self.sources)] if self.sources else table

    def coverage(self, analysis: Analysis) -> pd.DataFrame:
        """Keep the cells of the coverage table that match every filter."""
        cells = self.of_sources(analysis.coverage)
        cells = cells[cells["commitment"].isin(self.commitments(analysis.commitments)["commitment"])]
        if self.verdicts:
            cells = cells[cells["verdict"].isin(self.verdicts)]
        if self.certainty != "all":
            is_sure = verdict_probability(cells) >= SURE_FROM
            cells = cells[is_sure if self.certainty == "sure" else ~is_sure]
        return cells


def verdict_probability(cells: pd.DataFrame) -> pd.Series:
    """Return the probability that the model gives to the verdict shown, 0 to 1."""
    p_partial = cells["p_mentioned"] - cells["p_covered"]
    shown = cells["p_covered"].where(cells["verdict"] == "covered", p_partial)
    return shown.where(cells["verdict"] != "omitted", 1 - cells["p_mentioned"])


def draw_filters(analysis: Analysis) -> Filters:
    """Draw the filter bar in the side bar and return what it is set to."""
    names = state.source_names(analysis)
    themes = list(dict.fromkeys(analysis.commitments["theme"]))
    acts = [act for act in ACTS if act in set(analysis.commitments["act"])]
    with st.sidebar:
        st.subheader(strings.FILTERS_TITLE)
        text = st.text_input(strings.FILTER_TEXT, key="find", bind="query-params", placeholder=strings.FILTER_TEXT_HINT)
        outlets = st.multiselect(strings.FILTER_OUTLETS, list(names), key="outlet", bind="query-params", placeholder=strings.ALL)
        chosen_themes = st.multiselect(strings.FILTER_THEMES, themes, key="theme", bind="query-params", placeholder=strings.ALL)
        chosen_acts = st.multiselect(
            strings.FILTER_ACTS, acts, key="act", bind="query-params", placeholder=strings.ALL, help=strings.ACTS_HELP
        )
        verdicts = st.pills(strings.FILTER_VERDICTS, VERDICTS, selection_mode="multi", key="verdict", bind="query-params")
        certainty = st.segmented_control(
            strings.FILTER_CERTAINTY,
            strings.CERTAINTIES,
            default="all",
            required=True,
            key="certainty",
            bind="query-params",
            help=strings.CERTAINTY_HELP,
        )
        st.button(strings.CLEAR_FILTERS, on_click=clear_filters, width="stretch")
    return Filters(
        tuple(names[outlet] for outlet in outlets if outlet in names),
        tuple(chosen_themes),
        tuple(chosen_acts),
        tuple(verdicts),
        certainty or "all",
        (text or "").strip(),
    )


def clear_filters() -> None:
    """Set every filter back to showing everything."""
    for key, nothing in {"find": "", "outlet": [], "theme": [], "act": [], "verdict": [], "certainty": "all"}.items():
        st.session_state[key] = nothing
