"""Omissions: what was left out, by whom, and how surprising that is."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from analytics.charts import left_out, surprise
from analytics.dashboard import addressed, components, state, strings
from analytics.dashboard.cell import draw_cell, draw_pickers
from analytics.dashboard.escaping import escaped
from analytics.dashboard.row_list import Look, draw_row_list, place_of
from analytics.dashboard.side_by_side import draw_side_by_side
from analytics.dashboard.strings import omissions as words
from analytics.dashboard.taking import OF_COMMITMENTS, page_caption
from analytics.measures.omissions import omission_table

if TYPE_CHECKING:
    import pandas as pd

    from analytics.dashboard.filters import Filters
    from analytics.pipeline import Analysis


# An omission is surprising where telling was likelier than not.
LIKELY = 0.5
LOOK = Look(
    "commitment", "label", below={"theme": str, "act": str, "strength": strings.strength}, decimals={"surprise": 1}, helps=words.COLUMN_HELP
)


def compared_omissions(analysis: Analysis, filters: Filters) -> pd.DataFrame:
    """Return the omissions among the chosen sources, reckoned from these alone, with labels and names; commitments that match."""
    table = analysis.omissions
    if filters.sources:
        table = omission_table(filters.of_sources(analysis.coverage), analysis.sources, analysis.commitments)
    units = filters.commitments(analysis.commitments)[["commitment", "label", "theme", "act", "strength"]]
    rows = table[table["verdict"] == "omitted"].merge(units, on="commitment", validate="many_to_one")
    names = {source: name for name, source in state.source_names(analysis).items()}
    told_by = [f"{told} of {of}" for told, of in zip(rows["n_others_telling"], rows["n_others"], strict=True)]
    checked = state.checked_cells(analysis)
    cells = zip(rows["source"].tolist(), rows["commitment"].tolist(), strict=True)
    outlets = [names[source] + (strings.CHECKED_MARK if (source, unit) in checked else "") for source, unit in cells]
    return rows.assign(name=outlets, told_by=told_by)


def chosen_rows(omissions: pd.DataFrame, view: str, order: str) -> pd.DataFrame:
    """Keep the omissions of one list, in its order; for what nobody tells one row a commitment, with means over the sources."""
    rows = omissions
    if view == "only one":
        rows = rows[(rows["left_out_by"] == "only this source") & (rows["n_others"] > 0)]
    if view == "all":
        rows = rows[rows["left_out_by"] == "every source"]
        averaged = ["surprise", "expected", "p_omitted"]
        rows = rows.copy()
        rows[averaged] = rows.groupby("commitment", sort=False)[averaged].transform("mean")
        rows = rows.drop_duplicates("commitment")
    by = ["strength", "surprise"] if order == "strength" else ["surprise", "strength"]
    return rows.sort_values(by, ascending=False, kind="stable").reset_index(drop=True)


def draw_list(analysis: Analysis, rows: pd.DataFrame, view: str, title: str) -> None:
    """Draw the list; a row leads to its proof."""

    def choose(place: int) -> None:
        state.select(commitment=str(rows["commitment"].iloc[place]), source=str(rows["source"].iloc[place]))

    columns = words.COLUMNS_OF_ALL if view == "all" else words.COLUMNS
    shown = rows.assign(expected=100 * rows["expected"], p_omitted=100 * rows["p_omitted"])
    chosen = state.selection(analysis)
    is_chosen = (rows["commitment"] == chosen.commitment) & ((rows["source"] == chosen.source) | (view == "all"))
    is_marked = view != "all" and rows["name"].str.endswith(strings.CHECKED_MARK).any()
    components.note(f"{words.HINT} {strings.CHECKED_NOTE}" if is_marked else words.HINT)
    caption = page_caption(*OF_COMMITMENTS)
    draw_row_list(
        shown, columns, key=f"omissions_{view}", alt=title, on_choice=choose, caption=caption, look=LOOK, chosen=place_of(is_chosen)
    )


def draw_chart(analysis: Analysis, filters: Filters, rows: pd.DataFrame, view: str) -> None:
    """Draw the chances of the listed omissions, or what nobody tells by strength."""
    if view == "all":
        cells = filters.of_sources(analysis.coverage)
        cells = cells[cells["commitment"].isin(rows["commitment"])]
        chart = partial(left_out.left_out, cells, analysis.commitments, title=words.ALL_CHART_TITLE, least_share=1.0)
        alt = left_out.alt_text(cells, analysis.commitments, least_share=1.0)
    else:
        outlets = state.outlets(analysis)
        chart = partial(surprise.surprise, rows, analysis.commitments, outlets, title=words.CHART_TITLE)
        alt = surprise.alt_text(rows, analysis.commitments, outlets)
    caption = page_caption(*OF_COMMITMENTS, choice=words.CHOICES.get(view, ""))
    components.figure(chart, key="omissions", alt=alt, table=rows, caption=caption)


def draw_others(analysis: Analysis, filters: Filters, chosen: state.Selection) -> None:
    """Draw what the other compared sources say about the chosen commitment, tellers only, and count the silent ones."""
    if chosen.commitment is None or chosen.source is None:
        return
    cells = filters.of_sources(analysis.coverage)
    cells = cells[(cells["commitment"] == chosen.commitment) & (cells["source"] != chosen.source)]
    told = cells.loc[cells["verdict"] != "omitted", "source"].tolist()
    silent = len(cells) - len(told)
    st.html(f"<h3>{escaped(words.OTHERS_SAY)}</h3>")
    if told:
        draw_side_by_side(analysis, chosen.commitment, told, not_told="")
    components.note(words.silent_others(silent) if told and silent else "" if told else words.NO_OTHER_SAYS)


def draw_controls() -> tuple[str, str]:
    """Draw the choice of the list and of its order, and return both."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        view = st.segmented_control(
            words.VIEW, words.VIEWS, required=True, help=words.VIEW_HELP, **addressed.choice("left_out_by", words.VIEWS)
        )
        order = st.segmented_control(
            words.ORDER, words.ORDERS, required=True, help=words.ORDER_HELP, **addressed.choice("order", words.ORDERS)
        )
    return str(view), str(order)


def render() -> None:
    """Draw the page."""
    analysis, filters = state.current_analysis(), state.current_filters()
    sources = filters.of_sources(analysis.sources)
    components.heading(strings.PAGE_TITLES["omissions"], strings.QUESTIONS["omissions"])
    components.note(words.compared(len(sources), int(sources["words"].sum())))
    view, order = draw_controls()
    omissions = compared_omissions(analysis, filters)
    rows = chosen_rows(omissions, view, order)
    chosen = state.selection(analysis)
    listed, detail = st.columns([3, 2], gap="medium")
    with listed:
        if len(sources) < 2 and view != "all":
            components.empty(words.ALONE, words.ALONE_ADVICE)
        elif rows.empty and filters.is_active:
            components.empty(strings.NOTHING_MATCHES, strings.NOTHING_MATCHES_ADVICE)
        elif rows.empty:
            components.empty(words.NOTHING_LEFT_OUT[view], words.NOTHING_ADVICE)
        else:
            title = words.title(view, len(rows), int((rows["expected"] > LIKELY).sum()))
            st.header(title, anchor=False)
            draw_list(analysis, rows, view, title)
            components.note(words.HOW)
    with detail, st.container(key="cell_detail", border=True):
        draw_pickers(analysis, chosen)
        draw_cell(analysis, chosen)
        draw_others(analysis, filters, chosen)
    if len(rows) and (len(sources) > 1 or view == "all"):
        draw_chart(analysis, filters, rows, view)


if __name__ == "__main__":
    render()
