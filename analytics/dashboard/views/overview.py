"""Overview: the main findings, how much each outlet tells, what all left out, and whose agenda it is."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

import streamlit as st

from analytics.charts import agenda, verdict_shares
from analytics.dashboard import components, state, strings
from analytics.findings import Finding, left_out_by_all, write_findings

if TYPE_CHECKING:
    from analytics.dashboard.filters import Filters
    from analytics.pipeline import Analysis


def draw_findings(findings: list[Finding]) -> None:
    """Draw one card per finding, each leading to its proof."""
    grid = st.grid(2, min_column_width=320, gap="small")
    for finding in findings:
        with grid, st.container(border=True, height="stretch"):
            basis = f'<span class="lo-small">{html.escape(finding.basis)}</span>'
            st.html(f'<p class="lo-finding">{html.escape(finding.sentence)}</p>{basis}')
            address = {key: value for key, value in (("commitment", finding.commitment), ("source", finding.source)) if value}
            if finding.theme:
                address["theme"] = finding.theme
            st.page_link(state.page("themes" if finding.kind == "emphasised" else "coverage"), label=strings.LOOK, query_params=address)


def draw_shares(analysis: Analysis, filters: Filters) -> None:
    """Draw the covered, partial and omitted shares of each outlet."""
    rates = filters.of_sources(analysis.rates)
    rates = rates[rates["dimension"] == "all"].reset_index(drop=True)
    chart = verdict_shares.verdict_shares(rates, title=strings.SHARES_TITLE)
    components.figure(chart, key="shares", alt=verdict_shares.alt_text(rates), table=rates)
    st.html(f'<p class="lo-small">{html.escape(strings.SHARES_NOTE)}</p>')


def draw_left_out(analysis: Analysis, filters: Filters) -> None:
    """Draw the commitments that none of the chosen outlets tells, most binding first."""
    commitments = filters.commitments(analysis.commitments)
    cells = filters.of_sources(analysis.coverage)
    cells = cells[cells["commitment"].isin(commitments["commitment"])]
    rows = left_out_by_all(cells, commitments)
    if rows.empty:
        components.empty(strings.LEFT_OUT_NOTHING, strings.LEFT_OUT_NOTHING_ADVICE)
        return
    title = strings.left_out_by_all(len(rows), len(commitments), cells["source"].nunique())
    st.subheader(title, anchor=False)
    st.caption(strings.LEFT_OUT_HINT)
    shown = rows[list(strings.LEFT_OUT_COLUMNS)].rename(columns=strings.LEFT_OUT_COLUMNS)
    picked = st.dataframe(
        shown,
        hide_index=True,
        key="left_out",
        on_select="rerun",
        selection_mode="single-row",
        height=min(420, 36 * (len(shown) + 1)),
        alt=title,
    )
    if picked["selection"]["rows"]:
        unit = str(rows["commitment"].iloc[picked["selection"]["rows"][0]])
        st.switch_page(state.page("coverage"), query_params={"commitment": unit, "source": str(cells["source"].iloc[0])})


def draw_agenda(analysis: Analysis, filters: Filters) -> None:
    """Draw the share of words per theme, the statement's beside each outlet's."""
    rows = filters.of_sources(analysis.emphasis)
    rows = rows[rows["level"] == "theme"]
    if filters.themes:
        rows = rows[rows["item"].isin(filters.themes)]
    chart = agenda.agenda(rows, state.outlets(analysis), title=strings.AGENDA_TITLE)
    components.figure(chart, key="agenda", alt=agenda.alt_text(rows), table=rows)


def render() -> None:
    """Draw the page."""
    analysis, filters = state.current_analysis(), state.current_filters()
    words = int(analysis.sources["words"].sum())
    compared = strings.compared(analysis.study.title, len(analysis.commitments), len(analysis.sources), words)
    components.heading(analysis.study.title, compared)
    if analysis.faults:
        components.show_faults(strings.LEFT_ASIDE, analysis.faults)
    draw_findings(write_findings(analysis))
    draw_shares(analysis, filters)
    draw_left_out(analysis, filters)
    draw_agenda(analysis, filters)


if __name__ == "__main__":
    render()
