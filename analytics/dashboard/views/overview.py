"""Overview: the main findings, how much each outlet tells, what all left out, and whose agenda it is."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from analytics.charts import agenda, verdict_shares
from analytics.dashboard import components, state, strings
from analytics.dashboard.drawn_outlets import drawn_choice, drawn_rows
from analytics.dashboard.escaping import escaped
from analytics.dashboard.kept import Kept
from analytics.dashboard.places import ask_for_page, follow
from analytics.dashboard.reviewing import KEPT_CORRECTIONS, named
from analytics.dashboard.row_list import Look, draw_row_list
from analytics.dashboard.strings import review as review_words
from analytics.dashboard.taking import OF_COMMITMENTS, page_caption
from analytics.findings import Finding, left_out_by_all, write_findings
from analytics.reviews.settlement import without_disputed

if TYPE_CHECKING:
    from analytics.dashboard.filters import Filters
    from analytics.pipeline import Analysis


@st.cache_resource(show_spinner=False)
def _written() -> Kept[list[Finding]]:
    return Kept(KEPT_CORRECTIONS)


def findings_of(analysis: Analysis) -> list[Finding]:
    """Return the findings of an analysis; they are written once, whatever is filtered."""
    return _written().get(named(analysis), lambda: write_findings(without_disputed(analysis)))


def draw_findings(analysis: Analysis, findings: list[Finding]) -> None:
    """Draw one card per finding, each leading to its proof."""
    grid = st.grid(2, min_column_width=320, gap="small")
    for finding in findings:
        with grid, st.container(border=True, height="stretch"):
            basis = f'<p class="lo-small">{escaped(finding.basis)}</p>'
            st.html(f'<p class="lo-finding">{escaped(finding.sentence)}</p>{basis}')
            page, address = where_to_look(analysis, finding)
            st.page_link(state.page(page), label=strings.LOOK[finding.kind], query_params=state.linked(place=None, **address))


def where_to_look(analysis: Analysis, finding: Finding) -> tuple[str, dict[str, str]]:
    """Return the page that proves a finding, and what its address says."""
    outlet = next((name for name, source in state.source_names(analysis).items() if source == finding.source), None)
    if finding.kind == "emphasised" and outlet and finding.theme:
        return "themes", {"theme_outlet": outlet, "theme_shown": finding.theme}
    if finding.kind == "breadth" and outlet:
        return "coverage", {"outlet": outlet}
    if finding.kind == "discrepancy" and not finding.commitment and finding.source:
        return "reader", {"source": finding.source}
    if finding.kind == "surprising" and finding.commitment and finding.source:
        return "omissions", {"commitment": finding.commitment, "source": finding.source}
    if finding.kind == "copy":
        return "compare", {}
    named = {"commitment": finding.commitment, "source": finding.source, "theme": finding.theme}
    return "coverage", {key: value for key, value in named.items() if value}


def draw_shares(analysis: Analysis, filters: Filters) -> None:
    """Draw the covered, partial and omitted shares of each outlet."""
    rates = filters.of_sources(analysis.rates)
    rates = rates[rates["dimension"] == "all"].reset_index(drop=True)
    chart = partial(verdict_shares.verdict_shares, rates, title=strings.SHARES_TITLE)
    components.figure(chart, key="shares", alt=verdict_shares.alt_text(rates), table=rates, caption=page_caption("outlets"))
    components.note(strings.SHARES_NOTE)


def draw_left_out(analysis: Analysis, filters: Filters) -> None:
    """Draw the commitments that none of the chosen outlets tells, most binding first."""
    commitments = filters.commitments(analysis.commitments)
    cells = filters.of_sources(analysis.coverage)
    cells = cells[cells["commitment"].isin(commitments["commitment"])]
    if cells.empty:
        components.empty(strings.NOTHING_MATCHES, strings.NOTHING_MATCHES_ADVICE)
        return
    rows = left_out_by_all(cells, commitments)
    if rows.empty:
        components.empty(strings.LEFT_OUT_NOTHING, strings.LEFT_OUT_NOTHING_ADVICE)
        return
    title = strings.left_out_by_all(len(rows), len(commitments), cells["source"].nunique())
    st.header(title, anchor=False)
    components.note(strings.LEFT_OUT_HINT)

    def choose(place: int) -> None:
        ask_for_page("coverage", commitment=str(rows["commitment"].iloc[place]), source=str(cells["source"].iloc[0]), place=None)

    draw_row_list(
        rows,
        strings.LEFT_OUT_COLUMNS,
        key="left_out",
        alt=title,
        on_choice=choose,
        caption=page_caption(*OF_COMMITMENTS),
        look=Look("commitment", "label"),
    )


def draw_discrepancies(analysis: Analysis, filters: Filters) -> None:
    """Draw the facts that the chosen outlets tell differently, if there are any."""
    rows = filters.of_sources(analysis.discrepancies)
    if rows.empty:
        return
    title = strings.told_differently(len(rows))
    st.header(title, anchor=False)
    components.note(strings.DISCREPANCIES_HINT)
    passages = analysis.passages[["source", "passage_id", "text"]].rename(columns={"text": "passage"})
    rows = rows.merge(passages, on=["source", "passage_id"], how="left", validate="many_to_one")

    def choose(place: int) -> None:
        address = {key: str(rows[key].iloc[place]) for key in state.SELECTION_KEYS if rows[key].iloc[place]}
        ask_for_page("reader", place=None, **address)

    draw_row_list(rows, strings.DISCREPANCY_COLUMNS, key="discrepancies", alt=title, on_choice=choose, caption=page_caption("outlets"))


def draw_agenda(analysis: Analysis, filters: Filters) -> None:
    """Draw the share of words per theme, the statement's beside each outlet's."""
    rows = filters.of_sources(analysis.emphasis)
    rows = rows[rows["level"] == "theme"]
    if filters.themes:
        rows = rows[rows["item"].isin(filters.themes)]
    rows = drawn_rows(rows, filters)
    chart = partial(agenda.agenda, rows, state.outlets(analysis), title=strings.AGENDA_TITLE)
    caption = page_caption("outlets", "themes", **drawn_choice(rows, analysis, filters))
    components.figure(chart, key="agenda", alt=agenda.alt_text(rows), table=rows, caption=caption)
    components.note(strings.AGENDA_NOTE)
    st.page_link(state.page("themes"), label=strings.SEE_PASSAGES, query_params=state.linked())


def render() -> None:
    """Draw the page."""
    follow()
    analysis, filters = state.current_analysis(), state.current_filters()
    words = int(analysis.sources["words"].sum())
    compared = strings.compared(len(analysis.commitments), len(analysis.sources), words)
    components.heading(analysis.study.title, compared)
    if (n_checked := int(analysis.coverage["reviewer"].ne("").sum())) > 0:
        components.note(review_words.with_reviews(n_checked))
    components.show_told(strings.LEFT_ASIDE, analysis.faults)
    draw_findings(analysis, findings_of(analysis))
    if filters.is_active:
        components.note(strings.FINDINGS_UNFILTERED)
    draw_shares(analysis, filters)
    draw_left_out(analysis, filters)
    draw_discrepancies(analysis, filters)
    draw_agenda(analysis, filters)


if __name__ == "__main__":
    render()
