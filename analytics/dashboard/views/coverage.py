"""Coverage: the matrix of commitments and outlets, and the proof behind each cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from analytics.charts import coverage_matrix
from analytics.charts.theme import VERDICT_SYMBOLS
from analytics.dashboard import components, state, strings
from analytics.dashboard.cell import draw_cell, draw_pickers

if TYPE_CHECKING:
    import pandas as pd

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
    return places.sort_values(["_theme", "_unit"], kind="stable").drop(columns=["_theme", "_unit"]).reset_index(drop=True)


def draw_chart(rows: pd.DataFrame, group: str, chosen: state.Selection) -> None:
    """Draw the matrix as a chart."""
    told = int((rows["verdict"] != "omitted").sum())
    n_sources = rows["source"].nunique()
    is_wide = n_sources > SOURCES_THAT_FIT
    chart = coverage_matrix.coverage_matrix(
        rows,
        title=strings.matrix_title(told, len(rows)),
        labels=dict(zip(rows["commitment"], rows["label"], strict=True)),
        group_by="paragraph" if group == "paragraph" else "theme",
        selected=(chosen.source, chosen.commitment) if chosen.source and chosen.commitment else None,
        width=coverage_matrix.minimum_width(n_sources) if is_wide else "container",
    )
    components.figure(
        chart,
        key="coverage",
        alt=coverage_matrix.alt_text(rows),
        table=rows,
        on_select=choose_from_chart,
        selection=coverage_matrix.SELECTION,
        has_own_width=is_wide,
    )


def draw_table(rows: pd.DataFrame, names: dict[str, str]) -> None:
    """Draw the matrix as a table that the keyboard can walk through."""
    shown = rows.assign(cell=rows["verdict"].map(lambda verdict: f"{VERDICT_SYMBOLS[verdict]} {verdict}"))
    units = list(dict.fromkeys(rows["commitment"]))
    wide = shown.set_index(["commitment", "source"])["cell"].unstack().reindex(units)  # noqa: PD010  each pair stands once
    wide = wide[[source for source in names.values() if source in wide.columns]]
    labels = rows.drop_duplicates("commitment").set_index("commitment")["label"]
    table = wide.rename(columns={source: outlet for outlet, source in names.items()})
    table.insert(0, strings.PICK_COMMITMENT, [f"{unit}  {labels[unit]}" for unit in units])

    def choose() -> None:
        picked = st.session_state["table_coverage"]["selection"]["cells"]
        if picked and picked[0][1] in names:
            state.select(commitment=units[picked[0][0]], source=names[picked[0][1]])

    components.note(strings.TABLE_HINT)
    st.dataframe(
        table,
        hide_index=True,
        height=640,
        key="table_coverage",
        on_select=choose,
        selection_mode="single-cell",
        column_config={strings.PICK_COMMITMENT: st.column_config.TextColumn(pinned=True, width="medium")},
        alt=coverage_matrix.alt_text(rows),
    )


def render() -> None:
    """Draw the page."""
    analysis = state.current_analysis()
    filters = state.current_filters()
    components.heading(strings.PAGE_TITLES["coverage"], strings.QUESTIONS["coverage"])
    with st.container(horizontal=True, vertical_alignment="bottom"):
        group = st.segmented_control(strings.GROUP_BY, strings.GROUPS, default="theme", required=True, key="group", bind="query-params")
        show = st.segmented_control(strings.SHOW_AS, strings.SHOWS, default="chart", required=True, key="show", bind="query-params")
    chosen = state.selection(analysis)
    cells = filters.coverage(analysis)
    if filters.is_active:
        components.note(strings.filtered(len(cells), len(analysis.coverage), "cells"))
    matrix, detail = st.columns([3, 2], gap="medium")
    with matrix, st.container(key="matrix"):
        if cells.empty:
            components.empty(strings.NOTHING_MATCHES, strings.NOTHING_MATCHES_ADVICE)
        elif show == "table":
            draw_table(matrix_rows(analysis, cells, str(group)), state.source_names(analysis))
        else:
            draw_chart(matrix_rows(analysis, cells, str(group)), str(group), chosen)
    with detail, st.container(key="cell_detail", border=True):
        draw_pickers(analysis, chosen)
        draw_cell(analysis, chosen)


if __name__ == "__main__":
    render()
