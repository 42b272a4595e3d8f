"""One filter bar for all pages; its state stands in the address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import streamlit as st

from analytics.dashboard import addressed, components, state, strings
from analytics.language.direction import without_overrides
from analytics.measures.reuse import later_copies
from analytics.schema import ACTS, VERDICTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from analytics.pipeline import Analysis

SURE_FROM = 0.75
"""A verdict counts as sure from this probability on; the Methods page says so."""

FILTERS = {"find", "outlet", "theme", "act", "verdict", "certainty", "once"}
"""Every filter by its name in the address."""

FILTERS_OF_PAGES = {
    "overview": {"find", "outlet", "theme", "act", "once"},
    "coverage": FILTERS,
    "omissions": {"find", "outlet", "theme", "act", "once"},
    "compare": {"find", "outlet", "theme", "act", "once"},
    "themes": {"outlet", "theme", "once"},
    "emphasis": {"outlet", "theme", "once"},
    "keywords": {"outlet", "once"},
    "export": {"outlet", "theme"},
    "beyond": {"outlet", "once"},
    "concordance": {"outlet", "once"},
    "review": FILTERS - {"once"},
    "agreement": {"outlet", "theme", "act", "find"},
}
"""Which filters change what a page shows. The others are greyed there, and keep their values for the next page."""


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

    @property
    def narrows_sources(self) -> bool:
        """Whether some cells of a chosen source may be left out."""
        return bool(self.themes or self.acts or self.verdicts or self.text or self.certainty != "all")

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


def draw_filters(analysis: Analysis, page: str) -> Filters:
    """Draw the filter bar in the side bar, greyed where a filter does not apply to the page, and return what it is set to."""
    names = state.source_names(analysis)
    themes = list(dict.fromkeys(analysis.commitments["theme"]))
    used = set(analysis.commitments["act"])
    acts = [act for act in ACTS if act in used]
    with st.sidebar:
        st.header(strings.FILTERS_TITLE)
        find = addressed.text("find") | _rests("find", page)
        text = st.text_input(strings.FILTER_TEXT, **find, placeholder=strings.FILTER_TEXT_HINT)
        outlets = st.multiselect(strings.FILTER_OUTLETS, list(names), **_several("outlet", list(names), page), placeholder=strings.ALL)
        is_once = _draw_copies(analysis, page)
        chosen_themes = st.multiselect(
            strings.FILTER_THEMES, themes, format_func=without_overrides, **_several("theme", themes, page), placeholder=strings.ALL
        )
        chosen_acts = st.multiselect(
            strings.FILTER_ACTS, acts, **_several("act", acts, page), placeholder=strings.ALL, help=strings.ACTS_HELP
        )
        verdicts = st.pills(strings.FILTER_VERDICTS, VERDICTS, selection_mode="multi", **_several("verdict", VERDICTS, page))
        certainty = st.segmented_control(
            strings.FILTER_CERTAINTY,
            strings.CERTAINTIES,
            required=True,
            help=strings.CERTAINTY_HELP,
            **addressed.choice("certainty", strings.CERTAINTIES),
            **_rests("certainty", page),
        )
        st.button(strings.CLEAR_FILTERS, on_click=clear_filters, width="stretch")
        _say_what_rests(page)
    sources = tuple(names[outlet] for outlet in outlets if outlet in names)
    return Filters(
        without_copies(analysis, sources) if is_once else sources,
        tuple(chosen_themes),
        tuple(chosen_acts),
        tuple(verdicts),
        certainty or "all",
        (text or "").strip(),
    )


def without_copies(analysis: Analysis, sources: tuple[str, ...]) -> tuple[str, ...]:
    """Leave out the sources that are copies of an earlier one of those chosen; none chosen means all. At least one always stays."""
    chosen = analysis.sources[analysis.sources["source"].isin(sources)] if sources else analysis.sources
    pairs = analysis.similarity[analysis.similarity["other"].isin(chosen["source"])]
    copies = later_copies(pairs, chosen)
    return tuple(source for source in chosen["source"] if source not in copies) if copies else sources


def _draw_copies(analysis: Analysis, page: str) -> bool:
    """Offer to count copies once, in a study that has any."""
    if not later_copies(analysis.similarity, analysis.sources):
        return False
    return st.toggle(strings.FILTER_ONCE, help=strings.ONCE_HELP, **addressed.switch("once", is_on=False), **_rests("once", page))


def unknown_filters(analysis: Analysis) -> list[tuple[str, str]]:
    """List what the address asks the filters for and the study does not have, as (filter, value); to be asked before they are drawn."""
    known: dict[str, set[str]] = {
        "outlet": set(state.source_names(analysis)),
        "theme": set(analysis.commitments["theme"]),
        "act": set(analysis.commitments["act"]),
        "verdict": set(VERDICTS),
        "certainty": set(strings.CERTAINTIES),
    }
    return [(key, value) for key, values in known.items() for value in st.query_params.get_all(key) if value and value not in values]


def _several(key: str, options: Sequence[str], page: str) -> dict[str, Any]:
    return addressed.choices(key, options) | _rests(key, page)


def _rests(key: str, page: str) -> dict[str, Any]:
    """Tell whether a filter is greyed on a page."""
    return {"disabled": key not in FILTERS_OF_PAGES.get(page, set())}


def _say_what_rests(page: str) -> None:
    here = FILTERS_OF_PAGES.get(page, set())
    if len(here) < len(FILTERS):
        components.note(strings.SOME_FILTERS_REST if here else strings.ALL_FILTERS_REST)


def clear_filters() -> None:
    """Set every filter back to showing everything."""
    state.write(dict.fromkeys(FILTERS))
