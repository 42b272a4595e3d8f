"""What the visitor looks at: the study, the filters, the selected cell, what the controls of each page are set to.

All of it lives in the address, so that a copied link reopens the same view and the back button works. The whole address goes along from
page to page: what another page was set to rests there and is found again. The browser then adds one step to its history for one click;
an address that changes together with the page would add two, the first of which shows the page that is left without what it was set to.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from analytics.language.direction import without_overrides
from analytics.measures.fidelity import contradicted_cells

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from streamlit.navigation.page import Page as StreamlitPage

    from analytics.dashboard.filters import Filters
    from analytics.pipeline import Analysis

SELECTION_KEYS = ("commitment", "source")
"""Names of the selection in the address."""

_BROKEN_OFF = "address_before"
"""Where in the session the address stands that a run changed, until that run has come to its end."""

_ON_THE_WAY = "on_the_way_back"
"""Where in the session stands that a step through the browser's history is not drawn to its end yet."""

Address: TypeAlias = dict[str, list[str]]
"""What stands in the address, by name."""


@dataclass(frozen=True, slots=True)
class Selection:
    """The selected commitment and source, by id; None where nothing is selected."""

    commitment: str | None = None
    source: str | None = None


def begin_address() -> None:
    """Take the address along from the page before; to be called before the navigation is drawn.

    The browser then learns the address first, and both are one step of its history. On the way back through that history the address
    says all by itself.
    """
    context = get_script_run_ctx()
    if context is None:
        return
    if context.is_history_navigation:
        st.session_state[_ON_THE_WAY] = True
        _stand_by_address()
        return
    left = st.session_state.get("page_hash")
    if left and context.page_script_hash not in ("", left):
        write({**st.session_state.get("address", {}), **address()})


def end_address() -> None:
    """Remember page and address for the next run; to be called once the navigation is drawn."""
    context = get_script_run_ctx()
    st.session_state["page_hash"] = context.page_script_hash if context is not None else ""
    st.session_state["address"] = address()


def end_run() -> None:
    """Remember that the page was drawn to its end; to be called last in a run."""
    st.session_state.pop(_BROKEN_OFF, None)
    st.session_state.pop(_ON_THE_WAY, None)


def is_on_the_way_back() -> bool:
    """Tell whether no page was drawn to its end since the visitor went through the browser's history."""
    return bool(st.session_state.get(_ON_THE_WAY))


def is_way_back() -> bool:
    """Tell whether the visitor went through the browser's history: the address then says all, and nothing may write it.

    A control that the run before set, and that the browser had not drawn yet, is sent back with its old value: it looks as if the visitor
    had changed it.
    """
    context = get_script_run_ctx()
    return context is not None and context.is_history_navigation


def _stand_by_address() -> None:
    """Say again what the address is, where it may have been written over.

    A run that wrote the address and was broken off by the back button may have been heard by the browser only after it had gone back.
    """
    before = st.session_state.pop(_BROKEN_OFF, None)
    if before is not None and before != address():
        st.query_params.from_dict(address())


def address() -> Address:
    """Return what stands in the address."""
    return {key: st.query_params.get_all(key) for key in st.query_params}


def write(changes: Mapping[str, str | Sequence[str] | None]) -> None:
    """Change the address, at once: every change of it is a step of the back button. None takes a name out. See `is_way_back`."""
    if is_way_back():
        return
    before = address()
    after = _changed(before, changes)
    if after != before:
        st.session_state.setdefault(_BROKEN_OFF, before)
        st.query_params.from_dict(after)


def linked(**changes: str | None) -> dict[str, str | Iterable[str]]:
    """Return what the address of a link to another page says: all that it says here, with some changes."""
    return dict(_changed(address(), changes))


def _changed(before: Address, changes: Mapping[str, str | Sequence[str] | None]) -> Address:
    after = {key: values for key, values in before.items() if changes.get(key, "") is not None}
    for key, value in changes.items():
        if value is not None:
            after[key] = [value] if isinstance(value, str) else list(value)
    return after


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


def see_theme() -> None:
    """Ask once in a run which theme the visitor's browser shows: each answer takes a millisecond."""
    st.session_state["is_dark"] = st.context.theme.type == "dark"


def is_dark() -> bool:
    """Tell whether the visitor's browser shows the dark theme, as `see_theme` saw it."""
    return bool(st.session_state.get("is_dark", False))


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


def choose_study(study: str | None, keep: Sequence[str] = ()) -> None:
    """Put a study into the address, None for the one that the server opens by itself; of the rest only what is to be kept stays there."""
    st.session_state.pop("address", None)
    write({**{name: None for name in address() if name not in keep}, "study": study})


def select(**chosen: str | None) -> None:
    """Put a selection into the address: ``select(commitment="6c", source=None)``; None takes it out.

    A stretch of a text that a link named belongs to the selection that it named.
    """
    write({"place": None, **chosen})


def checked_cells(analysis: Analysis) -> set[tuple[str, str]]:
    """Return source and commitment of the cells that bear a person's verdict."""
    rows = analysis.coverage[analysis.coverage["reviewer"] != ""]
    return set(zip(rows["source"].tolist(), rows["commitment"].tolist(), strict=True))


def contradicted(analysis: Analysis) -> set[tuple[str, str]]:
    """Return source and commitment of the told cells that tell the contrary of the statement."""
    rows = contradicted_cells(analysis.coverage, analysis.fidelity)
    return set(zip(rows["source"].tolist(), rows["commitment"].tolist(), strict=True))


def outlets(analysis: Analysis) -> dict[str, str]:
    """Map the id of every source of the study to its outlet, in order, so that colours stay whatever the filter."""
    return dict(zip(analysis.sources["source"], analysis.sources["outlet"], strict=True))


def source_names(analysis: Analysis) -> dict[str, str]:
    """Map the name shown for each source to its id: the outlet, with the id where two sources share one."""
    sources, names = st.session_state.get("source_names", (None, {}))
    if sources is not analysis.sources:  # asked a dozen times in a run
        names = _source_names(analysis)
        st.session_state["source_names"] = analysis.sources, names
    return dict(names)


def _source_names(analysis: Analysis) -> dict[str, str]:
    # a name stands in lists of choices, which obey the marks that make letters run backwards
    outlets = [without_overrides(str(outlet)) for outlet in analysis.sources["outlet"]]
    counts = Counter(outlets)
    rows = zip(analysis.sources["source"].tolist(), outlets, strict=True)
    return {(f"{outlet} ({source})" if counts[outlet] > 1 else outlet): source for source, outlet in rows}
