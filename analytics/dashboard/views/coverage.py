"""Coverage: the matrix of commitments and outlets, and the proof behind each cell."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import streamlit as st

from analytics.charts import coverage_matrix
from analytics.dashboard import addressed, components, state, strings
from analytics.dashboard.cell import draw_cell, draw_pickers
from analytics.dashboard.drawn_outlets import Drawn, drawn_choice, rows_in_sight
from analytics.dashboard.kept import Kept
from analytics.dashboard.matrix_panel import drawn_cells, matrix_panel, with_choice
from analytics.dashboard.reviewing import KEPT_CORRECTIONS, named
from analytics.dashboard.taking import OF_COMMITMENTS, draw_figure_files, page_caption
from analytics.measures.fidelity import with_contradicted

if TYPE_CHECKING:
    import pandas as pd

    from analytics.dashboard.drawings import MakeChart
    from analytics.exports.captions import Caption
    from analytics.pipeline import Analysis

CHART_KEY = "chart_coverage"


# With more sources than this the matrix keeps a width of its own and is scrolled sideways. (A comment, not a docstring: a page is
# also run as a script, and Streamlit writes bare strings of a script onto the page.)
SOURCES_THAT_FIT = 25


def choose_from_chart() -> None:
    """Put the clicked cell into the address."""
    picked = st.session_state[CHART_KEY]["selection"][coverage_matrix.SELECTION]
    if picked:
        state.select(commitment=str(picked[0]["commitment"]), source=str(picked[0]["source"]))


def matrix_rows(analysis: Analysis, cells: pd.DataFrame, group: str) -> pd.DataFrame:
    """Add the labels to the cells and put them in the statement's order, or theme by theme in the order of first mention."""
    labels = analysis.commitments[["commitment", "label", "strength"]]
    rows = cells.merge(labels, on="commitment", validate="many_to_one")
    order = {unit: place for place, unit in enumerate(analysis.commitments["commitment"])}
    themes = {theme: place for place, theme in enumerate(dict.fromkeys(analysis.commitments["theme"]))}
    by_theme = rows["theme"].map(themes) if group == "theme" else 0
    places = rows.assign(_theme=by_theme, _unit=rows["commitment"].map(order))
    ordered = places.sort_values(["_theme", "_unit"], kind="stable").drop(columns=["_theme", "_unit"]).reset_index(drop=True)
    return with_contradicted(ordered, analysis.fidelity)


def make_chart(rows: pd.DataFrame, group: str, chosen: state.Selection) -> MakeChart:
    """Return what makes the matrix as a chart."""
    n_sources = rows["source"].nunique()
    return partial(
        coverage_matrix.coverage_matrix,
        rows,
        title=matrix_title(rows),
        labels=dict(zip(rows["commitment"], rows["label"], strict=True)),
        group_by="paragraph" if group == "paragraph" else "theme",
        selected=(chosen.source, chosen.commitment) if chosen.source and chosen.commitment else None,
        width=coverage_matrix.minimum_width(n_sources) if n_sources > SOURCES_THAT_FIT else "container",
    )


def matrix_title(rows: pd.DataFrame) -> str:
    """Say what the matrix shows."""
    return strings.matrix_title(int((rows["verdict"] != "omitted").sum()), len(rows))


def draw_chart(rows: pd.DataFrame, group: str, chosen: state.Selection, caption: Caption) -> None:
    """Draw the matrix as the chart that its files hold."""
    components.figure(
        make_chart(rows, group, chosen),
        key="coverage",
        alt=coverage_matrix.alt_text(rows),
        table=rows,
        caption=caption,
        on_select=choose_from_chart,
        selection=coverage_matrix.SELECTION,
        has_own_width=rows["source"].nunique() > SOURCES_THAT_FIT,
    )


@st.cache_resource(show_spinner=False)
def _drawn() -> Kept[dict[str, Any]]:
    return Kept(KEPT_CORRECTIONS)


def draw_matrix(analysis: Analysis, rows: pd.DataFrame, group: str, chosen: state.Selection, caption: Caption) -> None:
    """Draw the matrix as a grid to walk through; its files are those of the chart."""
    names = {source: name for name, source in state.source_names(analysis).items()}
    drawn = _drawn().get(
        (named(analysis), state.current_filters(), group, tuple(rows["source"].unique())),
        lambda: drawn_cells(rows, names, group, state.contradicted(analysis)),
    )
    matrix_panel(
        with_choice(drawn, chosen),
        key="matrix_panel",
        on_choice=lambda unit, source: state.select(commitment=unit, source=source),
    )
    text = coverage_matrix.alt_text(rows)
    draw_figure_files(make_chart(rows, group, chosen), key="coverage", alt=text, table=rows, caption=caption)


def draw_cells(analysis: Analysis, rows: pd.DataFrame, group: str, chosen: state.Selection, *, is_chart: bool) -> None:
    """Draw the outlets that there is room for, in either form; the title of the grid counts all of them."""
    if not is_chart:
        st.html(f"<h2>{matrix_title(rows)}</h2>")
    shown = rows_in_sight(rows, chosen.source)
    caption = cells_caption(analysis, shown, is_cut=len(shown) < len(rows))
    if is_chart:
        draw_chart(shown, group, chosen, caption)
    else:
        draw_matrix(analysis, shown, group, chosen, caption)


def cells_caption(analysis: Analysis, rows: pd.DataFrame, *, is_cut: bool) -> Caption:
    """Say for the files which cells are shown."""
    choice = drawn_choice(rows, analysis, state.current_filters()) if is_cut else Drawn(choice="", sources=[])
    return page_caption(*OF_COMMITMENTS, "verdicts", "certainty", **choice)


def render() -> None:
    """Draw the page."""
    analysis = state.current_analysis()
    filters = state.current_filters()
    components.heading(strings.PAGE_TITLES["coverage"], strings.QUESTIONS["coverage"])
    with st.container(horizontal=True, vertical_alignment="bottom"):
        group = st.segmented_control(strings.GROUP_BY, strings.GROUPS, required=True, **addressed.choice("group", strings.GROUPS))
        show = st.segmented_control(strings.SHOW_AS, strings.SHOWS, required=True, **addressed.choice("show", strings.SHOWS))
    chosen = state.selection(analysis)
    cells = filters.coverage(analysis)
    if filters.is_active:
        components.note(strings.filtered(len(cells), len(analysis.coverage), "cells"))
    matrix, detail = st.columns([3, 2], gap="medium")
    with matrix, st.container(key="matrix"):
        if cells.empty:
            components.empty(strings.NOTHING_MATCHES, strings.NOTHING_MATCHES_ADVICE)
        else:
            draw_cells(analysis, matrix_rows(analysis, cells, str(group)), str(group), chosen, is_chart=show == "chart")
    with detail, st.container(key="cell_detail", border=True):
        draw_pickers(analysis, chosen)
        draw_cell(analysis, chosen)


if __name__ == "__main__":
    render()
