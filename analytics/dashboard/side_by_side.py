"""What several sources say about one commitment, beside one another."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import streamlit as st

from analytics.dashboard import components, state, strings
from analytics.dashboard.escaping import escaped
from analytics.dashboard.segments import evidence_spans

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analytics.pipeline import Analysis
    from analytics.schema import Verdict

NARROWEST_PX, AROUND = 210, 80


def draw_side_by_side(analysis: Analysis, commitment: str, sources: Sequence[str], *, not_told: str) -> None:
    """Draw the verdict and the quotes of some sources on one commitment, two beside one another where there is room.

    Parameters
    ----------
    analysis : Analysis
        The analysis.
    commitment : str
        Id of the commitment.
    sources : sequence of str
        Ids of the sources, in order.
    not_told : str
        What stands in the place of quotes of a source that left it out.
    """
    names = {source: name for name, source in state.source_names(analysis).items()}
    cells = analysis.coverage[analysis.coverage["commitment"] == commitment].set_index("source")[["verdict", "reviewer"]]
    contradicted = state.contradicted(analysis)
    grid = st.grid(min(2, len(sources)), min_column_width=NARROWEST_PX, gap="small")
    for source in sources:
        with grid, st.container(border=True, height="stretch"):
            is_contrary = (source, commitment) in contradicted
            badge = components.verdict_badge(
                cast("Verdict", cells.loc[source, "verdict"]),
                is_checked=bool(cells.loc[source, "reviewer"]),
                is_contradicted=is_contrary,
            )
            said = f'<p class="lo-small">{strings.CONTRADICTED_NOTE}</p>' if is_contrary else ""
            st.html(f'<strong dir="auto">{escaped(names[source])}</strong><br>{badge}{said}')
            st.html(quotes(analysis, commitment, source) or f'<p class="lo-small">{escaped(not_told)}</p>')
            address = state.linked(commitment=commitment, source=source, place=None)
            st.page_link(state.page("reader"), label=strings.OPEN_READER, query_params=address)


def quotes(analysis: Analysis, commitment: str, source: str) -> str:
    """Return the HTML of the evidence of a cell in its context; empty where there is none."""
    spans = [span for span in evidence_spans(analysis.evidence, source) if span.commitment == commitment]
    return "".join(quote_of(analysis, source, span.start, span.end) for span in spans)


def quote_of(analysis: Analysis, source: str, start: int, end: int) -> str:
    """Return the HTML of a span of an article in its context."""
    article = next(article for article in analysis.study.sources if article.id == source)
    language = str(analysis.sources.set_index("source").loc[source, "language"])
    return components.quote(article.text, start, end, language=language, around=AROUND)
