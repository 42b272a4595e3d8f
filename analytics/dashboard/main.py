"""The frame of the dashboard: the open study, the pages, the filter bar; and the sentence shown when a study cannot be opened."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import streamlit as st

from analytics.dashboard import components, state, strings, studies, unsaved
from analytics.dashboard.cache import analysis_store
from analytics.dashboard.filters import draw_filters, unknown_filters
from analytics.dashboard.garbage import set_aside
from analytics.dashboard.making.draft_keeping import tell_new_draft_key
from analytics.dashboard.reviewing import begin_reviewing
from analytics.dashboard.strings import study as study_words
from analytics.dashboard.theme_change import follow_theme
from analytics.errors import AnalyticsError, StudyError

if TYPE_CHECKING:
    from streamlit.navigation.page import Page as StreamlitPage

    from analytics.pipeline import Analysis

HERE = Path(__file__).parent

SECTIONS: dict[str, tuple[str, ...]] = {
    "": ("overview",),
    "Explore": ("coverage", "omissions", "compare", "beyond"),
    "Words": ("themes", "emphasis", "keywords", "concordance"),
    "Read and check": ("reader", "review", "agreement"),
    "Study": ("study", "export", "methods"),
}
"""Files in ``views/`` under the headings of the navigation, in its order. The name of a file is the page's address."""

PAGES = tuple(page for pages in SECTIONS.values() for page in pages)
"""Every page, in the order of the navigation."""


PAGE_WITHOUT_ANALYSIS = "study"
"""The page on which studies are made and opened: it works where the open study does not."""


def open_analysis() -> Analysis | None:
    """Analyse the open study with visible progress that can be stopped; show what is wrong and return None where that is not possible."""
    path = studies.study_path()
    try:
        found = analysis_store().find(path)
        if found is None:
            return _analyse(path)
        st.session_state.pop("stopped", None)  # the click came when all was done: it must not stop a later run
        return found
    except StudyError as error:
        components.heading(strings.PRODUCT, strings.STUDY_BROKEN)
        components.show_told(strings.TO_MEND, error.faults)
    except AnalyticsError as error:
        components.heading(strings.PRODUCT, strings.STUDY_BROKEN)
        components.show_problem(strings.TO_MEND, str(error))
    return None


def _analyse(path: Path) -> Analysis | None:
    if st.session_state.get("stopped") == str(path):
        components.heading(strings.PRODUCT, study_words.STOPPED)
        components.note(study_words.STOPPED_ADVICE)
        st.button(study_words.RUN_AGAIN, on_click=lambda: st.session_state.pop("stopped"))
        return None
    place = st.empty()
    with place.container():
        bar = st.progress(0.0)
        # a click on it ends this run at the next step, and the run after it finds the mark
        st.button(study_words.STOP, on_click=lambda: st.session_state.update(stopped=str(path)))

    def show(done: int, total: int, what: str) -> None:
        bar.progress(done / max(total, 1), text=strings.progress(what))

    try:
        return analysis_store().get(path, show)
    finally:
        place.empty()


def main() -> None:
    """Draw the page that the visitor asked for."""
    _draw()
    state.end_run()


def _draw() -> None:
    st.set_page_config(page_title=strings.PRODUCT, page_icon=str(HERE / "icon.png"), layout="wide")
    st.html(HERE / "style.css")
    state.see_theme()
    if state.is_dark():
        st.html(HERE / "dark.css")
    follow_theme()
    state.begin_address()
    page = _navigate()
    state.end_address()
    name = page.url_path or PAGES[0]
    unsaved.keep_on_disk()
    unsaved.take_up()
    if name != PAGE_WITHOUT_ANALYSIS:
        tell_new_draft_key()
    studies.draw_study_picker()
    _draw_study_problems()
    if unsaved.is_looked_for() and name != PAGE_WITHOUT_ANALYSIS:
        return
    analysis = analysis_store().find(studies.study_path()) if name == PAGE_WITHOUT_ANALYSIS else open_analysis()
    if analysis is not None:
        _draw_frame(analysis, name)
    if analysis is None and name != PAGE_WITHOUT_ANALYSIS:
        return
    try:
        page.run()
    except AnalyticsError as error:
        components.show_problem(strings.PAGE_FAILED, str(error))
    set_aside(f"page {name} of {studies.study_path()}")


def _draw_study_problems() -> None:
    missing = studies.unknown_study()
    if unsaved.is_looked_for():
        components.note(study_words.LOOKING_FOR_UNSAVED)
    elif missing == studies.UNSAVED:
        unsaved.draw_gone()
    elif missing:
        components.show_problem(strings.LINK_BROKEN, strings.unknown_in_link("study", missing))
    unsaved.draw_problem()


def _navigate() -> StreamlitPage:
    """Draw the navigation, and return the page that the address asks for."""
    pages = {name: _page(name, url_path="" if name == PAGES[0] else name) for name in PAGES}
    st.session_state["pages"] = pages
    listed = {heading: [pages[name] for name in names] for heading, names in SECTIONS.items()}
    # Streamlit serves the first page at the root alone, and calls its own name "not found"
    listed[""].append(_page(PAGES[0], url_path=PAGES[0], visibility="hidden"))
    return st.navigation(listed, position="top")


def _page(name: str, *, url_path: str, visibility: Literal["visible", "hidden"] = "visible") -> StreamlitPage:
    return st.Page(
        HERE / "views" / f"{name}.py",
        title=strings.PAGE_TITLES[name],
        url_path=url_path,
        default=not url_path,
        visibility=visibility,
        help=strings.PAGE_HELP[name],
    )


def _draw_frame(analysis: Analysis, page: str) -> None:
    """Draw the filter bar, and say what the address names in vain."""
    state.hold(analysis)
    unknown = unknown_filters(analysis) + state.unknown_selection(analysis)
    st.session_state["filters"] = draw_filters(analysis, page)
    st.session_state["analysis"] = begin_reviewing(analysis, page)
    if unknown:
        components.show_problem(strings.LINK_BROKEN, *(strings.unknown_in_link(key, value) for key, value in unknown))


if __name__ == "__main__":
    main()
