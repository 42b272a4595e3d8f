"""Agreement: how far reviewers and the program come to the same verdicts, and the cells to settle."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import streamlit as st

from analytics.dashboard import addressed, components, reviewing, state, strings
from analytics.dashboard.escaping import escaped
from analytics.dashboard.row_list import Look, draw_row_list, draw_table, place_of
from analytics.dashboard.settling import SAID, draw_settling
from analytics.dashboard.strings import agreement as words
from analytics.dashboard.taking import OF_COMMITMENTS, draw_table_files, page_caption
from analytics.reviews.application import fitting_reviews
from analytics.reviews.comparison import Comparison, coder_column, compare_coders
from analytics.reviews.records import PROGRAM, SETTLED
from analytics.reviews.settlement import settlements
from analytics.schema import VERDICTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from analytics.dashboard.filters import Filters
    from analytics.pipeline import Analysis


CELL = ["source", "commitment"]


def codings_of(program: Analysis, reviews: pd.DataFrame, coders: list[str], filters: Filters) -> dict[str, pd.DataFrame]:
    """Return the verdicts of each coder on the cells that the filters leave, in the order of the study."""
    cells = filters.of_sources(program.coverage)
    cells = cells[cells["commitment"].isin(filters.commitments(program.commitments)["commitment"])]
    own = cells[[*CELL, "verdict"]].reset_index(drop=True)
    codings = {PROGRAM: own}
    for coder, rows in reviews.groupby("reviewer", sort=False):
        codings[str(coder)] = own[CELL].merge(rows[[*CELL, "verdict"]], on=CELL, validate="one_to_one")
    return {coder: codings[coder] for coder in coders}


def draw_choice(reviews: pd.DataFrame) -> list[str]:
    """Draw the list of coders: at first the two reviewers who share most cells, or the only one and the program."""
    reviewers = [name for name in dict.fromkeys(reviews["reviewer"]) if name != SETTLED]
    known = [*reviewers, PROGRAM, *([SETTLED] if SETTLED in set(reviews["reviewer"]) else [])]
    first = sharing_most(reviews, reviewers) if len(reviewers) > 1 else known[:2]
    return st.multiselect(words.CODERS, known, help=words.CODERS_HELP, **addressed.choices("coders", known, first))


def sharing_most(reviews: pd.DataFrame, reviewers: Sequence[str]) -> list[str]:
    """Return the two of some reviewers who checked most cells in common; of several such pairs the first in order of names."""
    cells = {name: set(zip(rows["source"], rows["commitment"], strict=True)) for name, rows in reviews.groupby("reviewer", sort=False)}
    in_order = sorted(reviewers, key=lambda name: (name.casefold(), name))
    a, b = max(itertools.combinations(in_order, 2), key=lambda pair: len(cells[pair[0]] & cells[pair[1]]))
    return [a, b]


def figure_table(comparison: Comparison) -> pd.DataFrame:
    """Return one row per pair and scope, its figures as they are shown."""
    shown = with_meaning(comparison.pairs)
    pairs = shown.assign(
        pair=[words.pair(a, b) for a, b in zip(shown["coder_a"], shown["coder_b"], strict=True)],
        figure=shown["measure"].where(shown["verdict"] == "", "f1_" + shown["verdict"]),
        said=[said_figure(*row) for row in shown[["measure", "value", "low", "high", "n"]].itertuples(index=False)],
    )
    counts = pairs[pairs["figure"] == "accuracy"].set_index(["pair", "scope"])["n"]
    wide = pairs.pivot(index=["pair", "scope"], columns="figure", values="said").reindex(counts.index)  # noqa: PD010  each stands once
    table = wide.assign(n=counts).reset_index()
    table["scope"] = table["scope"].map(words.SCOPES)
    return table[list(words.FIGURE_COLUMNS)].rename(columns=words.FIGURE_COLUMNS)


def with_meaning(pairs: pd.DataFrame) -> pd.DataFrame:
    """Return the figures without F1 of omitted over mentioned cells: nobody omits one twice, so it would be 0 whatever they say."""
    is_empty = (pairs["scope"] == "mentioned") & (pairs["verdict"] == "omitted")
    figures = ["value", "low", "high"]
    return pairs.assign(**{name: pairs[name].mask(is_empty) for name in figures})


def said_figure(measure: str, value: float, low: float, high: float, n: int) -> str:
    """Say one figure with its interval, and with its denominator where that is not the number of cells."""
    return words.f1(value, low, high, n) if measure == "f1" else words.figure(value, low, high)


def draw_figures(comparison: Comparison, coders: list[str]) -> None:
    """Draw agreement of all together and of each pair, and the table of confusion of one pair."""
    together = comparison.together.set_index("scope")
    alphas = {scope: words.figure(*together.loc[scope, ["value", "low", "high"]].astype(float)) for scope in ("all", "mentioned")}
    counts = together["n"].astype(int)
    said = words.together(coders, alphas["all"], counts["all"], alphas["mentioned"], counts["mentioned"])
    st.html(f'<p class="lo-finding" dir="auto">{escaped(said)}</p>')
    figures, caption = figure_table(comparison), page_caption(*OF_COMMITMENTS, choice=words.compared(coders))
    draw_table(figures, key="coder_figures", alt=words.FIGURES)
    draw_table_files(with_meaning(comparison.pairs), key="agreement_figures", title=words.FIGURES, caption=caption)
    components.note(words.FIGURES_NOTE)
    named = {words.pair(*pair): pair for pair in comparison.confusions}
    shown = st.selectbox(words.PAIR, list(named), **addressed.choice("pair", list(named))) if len(named) > 1 else next(iter(named))
    st.html(f"<strong>{words.CONFUSION}</strong>{confusion_table(comparison, named[shown])}")
    draw_table_files(comparison.confusions[named[shown]], key="agreement_confusion", title=words.confusion(*named[shown]), caption=caption)


def confusion_table(comparison: Comparison, pair: tuple[str, str]) -> str:
    """Return the HTML of the table of confusion of a pair: one coder in rows, the other in columns."""
    table = comparison.confusions[pair]
    counts = dict(zip(zip(table["verdict_a"], table["verdict_b"], strict=True), table["n"].astype(int), strict=True))
    a, b = (escaped(coder) for coder in pair)
    head = "".join(f'<th scope="col">{b}: {verdict}</th>' for verdict in VERDICTS)
    rows = "".join(
        f'<tr><th scope="row">{a}: {first}</th>{"".join(f"<td>{counts[first, second]}</td>" for second in VERDICTS)}</tr>'
        for first in VERDICTS
    )
    return f'<div class="lo-scroll"><table class="lo-table"><thead><tr><td></td>{head}</tr></thead><tbody>{rows}</tbody></table></div>'


def disagreement_rows(program: Analysis, reviews: pd.DataFrame, comparison: Comparison) -> pd.DataFrame:
    """Return the disagreements with names and, where they were settled, how; open ones first."""
    rows = comparison.disagreements
    settled = settlements(reviews)
    labels = dict(zip(program.commitments["commitment"], program.commitments["label"], strict=True))
    named = rows.assign(
        outlet=rows["source"].map(state.outlets(program)),
        label=rows["commitment"].map(labels),
        as_settled=[settled[cell]["verdict"] if cell in settled else "" for cell in zip(rows["source"], rows["commitment"], strict=True)],
    )
    return named.sort_values("as_settled", key=lambda column: column != "", kind="stable").reset_index(drop=True)


def draw_disagreements(program: Analysis, reviews: pd.DataFrame, comparison: Comparison, coders: list[str]) -> None:
    """Draw the list of disagreements, and beside it the chosen one to settle."""
    rows = disagreement_rows(program, reviews, comparison)
    if rows.empty:
        components.empty(words.NO_DISAGREEMENT, words.NO_DISAGREEMENT_ADVICE)
        return
    chosen = state.selection(program)
    is_chosen = (rows["source"] == chosen.source) & (rows["commitment"] == chosen.commitment)
    title = words.to_settle(int((rows["as_settled"] == "").sum()), len(rows))
    st.header(title, anchor=False)
    listed, detail = st.columns([3, 2], gap="medium")
    with listed:
        components.note(words.DISAGREEMENTS_HINT)
        draw_row_list(
            rows,
            {
                "commitment": words.ID_COLUMN,
                "label": words.LABEL_COLUMN,
                "outlet": words.OUTLET_COLUMN,
                **{coder_column(coder): coder for coder in coders},
                "as_settled": words.SETTLED_COLUMN,
            },
            key="disagreements_of_coders",
            alt=title,
            caption=page_caption(*OF_COMMITMENTS, choice=words.compared(coders)),
            on_choice=lambda place: state.select(commitment=str(rows["commitment"].iloc[place]), source=str(rows["source"].iloc[place])),
            look=Look("commitment", "label"),
            chosen=place_of(is_chosen),
        )
    here = rows[is_chosen]
    with detail, st.container(key="cell_detail", border=True):
        if here.empty:
            components.empty(words.SETTLE, words.DISAGREEMENTS_HINT)
            return
        verdicts = {coder: str(here[coder_column(coder)].iloc[0]) for coder in coders}
        draw_settling(program, reviews, verdicts, str(chosen.source), str(chosen.commitment))


def draw_said(program: Analysis) -> None:
    """Draw what came of the last click; nothing of another study."""
    of, text, is_problem = st.session_state.get(SAID, ("", "", False))
    if of != reviewing.named(program):
        return
    if is_problem:
        components.show_problem(words.CANNOT_SETTLE, text)
    elif text:
        st.html(f'<p class="lo-small" role="status">{escaped(text)}</p>')


def render() -> None:
    """Draw the page."""
    known = reviewing.current()
    components.heading(strings.PAGE_TITLES["agreement"], strings.QUESTIONS["agreement"])
    if known.problem:
        components.show_problem(words.CANNOT_READ, known.problem)
        return
    if addressed.says_yes("blind", otherwise=False):
        components.empty(words.IS_BLIND, words.NO_COMMON_ADVICE)
        return
    reviews = fitting_reviews(known.program.study, known.reviews).fitting
    reviews = reviews[reviews["source"].isin(known.program.sources["source"])]
    if reviews.empty:
        components.empty(words.NOBODY, words.NOBODY_ADVICE)
        st.page_link(state.page("review"), label=strings.PAGE_TITLES["review"], query_params=state.linked())
        return
    coders = draw_choice(reviews)
    if len(coders) < 2:
        components.empty(words.CHOOSE_TWO, words.CHOOSE_TWO_ADVICE)
        return
    draw_said(known.program)
    codings = codings_of(known.program, reviews, coders, state.current_filters())
    comparison = compare_coders(codings, level=known.program.settings.interval_level)
    if comparison.cells.empty:
        components.empty(words.NO_COMMON, words.NO_COMMON_ADVICE)
        return
    n = len(comparison.cells)
    st.header(words.title(n - len(comparison.disagreements), n), anchor=False)
    draw_figures(comparison, coders)
    draw_disagreements(known.program, reviews, comparison, coders)


if __name__ == "__main__":
    render()
