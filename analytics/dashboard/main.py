"""The frame of the dashboard: the study, the pages, the filter bar; and the sentence shown when a study cannot be opened."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from analytics.dashboard import components, state, strings
from analytics.dashboard.cache import analysis_store
from analytics.dashboard.filters import draw_filters, unknown_filters
from analytics.dashboard.reviewing import begin_reviewing
from analytics.errors import AnalyticsError, StudyError

if TYPE_CHECKING:
    from analytics.pipeline import Analysis

HERE = Path(__file__).parent

SECTIONS: dict[str, tuple[str, ...]] = {
    "": ("overview",),
    "Explore": ("coverage", "omissions", "compare"),
    "Words": ("themes", "emphasis", "keywords"),
    "Read and check": ("reader", "review"),
    "Study": ("methods",),
}
"""Files in ``views/`` under the headings of the navigation, in its order. The name of a file is the page's address."""

PAGES = tuple(page for pages in SECTIONS.values() for page in pages)
"""Every page, in the order of the navigation."""


def open_analysis() -> Analysis | None:
    """Analyse the study with a visible progress bar; show what is wrong and return None where that is not possible."""
    place = st.empty()

    def show(done: int, total: int, what: str) -> None:
        place.progress(done / max(total, 1), text=strings.progress(what))

    try:
        analysis = analysis_store().get(state.study_path(), show)
    except StudyError as error:
        components.heading(strings.PRODUCT, strings.STUDY_BROKEN)
        components.show_faults(strings.TO_MEND, error.faults)
        return None
    except AnalyticsError as error:
        components.heading(strings.PRODUCT, strings.STUDY_BROKEN)
        components.show_problem(strings.TO_MEND, str(error))
        return None
    finally:
        place.empty()
    return analysis


def main() -> None:
    """Draw the page that the visitor asked for."""
    st.set_page_config(page_title=strings.PRODUCT, page_icon=str(HERE / "icon.png"), layout="wide")
    st.html(HERE / "style.css")
    pages = {
        name: st.Page(
            HERE / "views" / f"{name}.py",
            title=strings.PAGE_TITLES[name],
            url_path=name,
            default=name == PAGES[0],
            help=strings.PAGE_HELP[name],
        )
        for name in PAGES
    }
    st.session_state["pages"] = pages
    page = st.navigation({heading: [pages[name] for name in names] for heading, names in SECTIONS.items()}, position="top")
    analysis = open_analysis()
    if analysis is None:
        return
    state.begin_run(analysis, page.url_path)
    unknown = unknown_filters(analysis) + state.unknown_selection(analysis)
    st.session_state["filters"] = draw_filters(analysis, page.url_path or PAGES[0])
    st.session_state["analysis"] = begin_reviewing(analysis)
    for key, value in unknown:
        components.show_problem(strings.LINK_BROKEN, strings.unknown_in_link(key, value))
    try:
        page.run()
    except AnalyticsError as error:
        components.show_problem(strings.PAGE_FAILED, str(error))


if __name__ == "__main__":
    main()
