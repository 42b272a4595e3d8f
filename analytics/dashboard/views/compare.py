"""Compare: two or more outlets side by side: what they share, how strongly they put it, whose words they use."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from analytics.charts import verbatim
from analytics.charts.scales import outlet_labels
from analytics.charts.theme import VERDICT_SYMBOLS
from analytics.dashboard import addressed, components, state, strings
from analytics.dashboard.escaping import escaped
from analytics.dashboard.row_list import Look, draw_row_list, draw_table, place_of
from analytics.dashboard.side_by_side import draw_side_by_side, quote_of
from analytics.dashboard.strings import compare as words
from analytics.dashboard.taking import draw_table_files, page_caption
from analytics.exports.figure_drawers import shared_figure
from analytics.exports.figure_words import compared_choice
from analytics.language.direction import without_overrides
from analytics.measures.reuse import later_copies

if TYPE_CHECKING:
    import pandas as pd

    from analytics.dashboard.filters import Filters
    from analytics.exports.captions import Caption
    from analytics.pipeline import Analysis

EVERYTHING = "everything"
PART_RANKS = {"all": 0, "some": 1, "one": 2, "none": 3}
COMMITMENT_LOOK = Look("commitment", "label")
UNITS_LOOK = Look("commitment", "label", below={"theme": str, "act": str, "strength": strings.strength})


def choose_sources(analysis: Analysis, filters: Filters) -> list[str]:
    """Let the visitor choose the outlets, and return the ids of those that pass the filter, in the study's order."""
    names = state.source_names(analysis)
    for unknown in (name for name in st.query_params.get_all("compare") if name and name not in names):
        components.show_problem(strings.LINK_BROKEN, strings.unknown_in_link("outlet", unknown))
    possible = set(filters.of_sources(analysis.sources)["source"])
    default = [name for name, source in names.items() if source in possible][:2]
    chosen = st.multiselect(words.PICK, list(names), help=words.PICK_HELP, **addressed.choices("compare", list(names), default))
    return [source for name, source in names.items() if name in chosen and source in possible]


def told_units(units: pd.DataFrame, cells: pd.DataFrame, counts: pd.DataFrame, sources: list[str]) -> pd.DataFrame:
    """Return the commitments with the verdict of each source in a column of its own, and who tells them, as the counts call it."""
    units = units[["commitment", "label", "theme", "act", "strength"]]
    wide = cells.pivot(index="commitment", columns="source", values="verdict")[sources]  # noqa: PD010  each pair stands once
    labels = dict(zip(zip(counts["told_by"], counts["only"], strict=True), counts["label"], strict=True))
    tellers = [[source for source in sources if verdicts[source] != "omitted"] for verdicts in wide.to_dict("records")]
    parts = [part_of(told, len(sources)) for told in tellers]
    wide["told_by"], wide["rank"] = [labels[part] for part in parts], [part_rank(*part, sources) for part in parts]
    return units.merge(wide, left_on="commitment", right_index=True, validate="one_to_one")


def part_sizes(units: pd.DataFrame) -> dict[str, int]:
    """Count the commitments of each part, from what all tell to what none does; of two outlets in the study's order."""
    return dict(Counter(units.sort_values("rank", kind="stable")["told_by"].astype(str)))


def part_of(tellers: list[str], n_sources: int) -> tuple[str, str]:
    """Name the part of the whole that a commitment belongs to, as `analytics.charts.shared.shared_counts` does."""
    if len(tellers) in (0, n_sources):
        return ("all" if tellers else "none"), ""
    return ("one" if len(tellers) == 1 else "some"), (tellers[0] if n_sources == 2 else "")


def part_rank(told_by: str, only: str, sources: list[str]) -> int:
    """Return the place of a part in a row of all: what all tell first, then what each alone does, in the study's order."""
    return PART_RANKS[told_by] * (len(sources) + 1) + (sources.index(only) if only else 0)


def draw_units(analysis: Analysis, units: pd.DataFrame, sources: list[str]) -> None:
    """Draw the list of commitments with one column an outlet; a row shows what each says."""
    parts = [EVERYTHING, *part_sizes(units)]
    part = st.selectbox(words.TOLD_BY, parts, format_func=without_overrides, **addressed.choice("told_by", parts))
    rows = units if part == EVERYTHING else units[units["told_by"] == part]
    if rows.empty:
        components.empty(words.NOTHING_HERE, words.NOTHING_HERE_ADVICE)
        return
    checked, contrary = state.checked_cells(analysis), state.contradicted(analysis)

    def told(source: str) -> list[str]:
        cells = list(zip(rows["commitment"].tolist(), rows[source].tolist(), strict=True))
        signs = ((checked, strings.CHECKED_MARK), (contrary, strings.CONTRADICTED_MARK))
        marks = {unit: "".join(mark for marked, mark in signs if (source, unit) in marked) for unit, _ in cells}
        return [f"{VERDICT_SYMBOLS[verdict]} {verdict}{marks[unit]}" for unit, verdict in cells]

    shown = rows.assign(**{source: told(source) for source in sources})
    names = {source: name for name, source in state.source_names(analysis).items()}
    notes = [note for cells, note in ((checked, strings.CHECKED_NOTE), (contrary, strings.CONTRADICTED_NOTE)) if _has_any(cells, sources)]
    components.note(" ".join([words.HINT, *notes]))
    draw_row_list(
        shown,
        {**words.ID_COLUMN, "label": words.UNIT_COLUMNS["label"], **{source: names[source] for source in sources}, **words.UNIT_COLUMNS},
        key="compare_units",
        alt=words.LIST_TITLE,
        caption=compared_caption(analysis, sources),
        on_choice=lambda place: state.select(commitment=str(rows["commitment"].iloc[place])),
        look=UNITS_LOOK,
        chosen=place_of(rows["commitment"] == state.selection(analysis).commitment),
    )


def _has_any(cells: set[tuple[str, str]], sources: list[str]) -> bool:
    return any(source in sources for source, _ in cells)


def compared_caption(analysis: Analysis, sources: list[str]) -> Caption:
    """Say for the files which outlets are compared, and which commitments are shown."""
    names = outlet_labels(state.outlets(analysis))
    choice = compared_choice([names[source] for source in sources])
    return page_caption("themes", "acts", "commitments with", choice=choice, sources=sources)


def draw_fidelity(analysis: Analysis, filters: Filters, sources: list[str]) -> None:
    """Draw what is told as the contrary, more softly or more strongly than the statement says it."""
    cells = analysis.coverage[analysis.coverage["source"].isin(sources) & (analysis.coverage["verdict"] != "omitted")]
    cells = cells[cells["commitment"].isin(filters.commitments(analysis.commitments)["commitment"])]
    table = cells[["source", "commitment", "verdict"]].merge(analysis.fidelity, on=["source", "commitment"], validate="one_to_one")
    judged = table[(table["fidelity"] == "contradicted") | ((table["fidelity"] != "") & (table["verdict"] == "covered"))]
    st.header(words.FIDELITY_TITLE, anchor=False)
    title = words.fidelity_title(Counter(judged["fidelity"].astype(str)), len(cells))
    components.note(title)
    changed = judged[judged["fidelity"] != "same"].merge(analysis.commitments[["commitment", "label"]], on="commitment")
    names = {source: name for name, source in state.source_names(analysis).items()}
    told = changed["fidelity"].map(words.FIDELITY_WORDS)
    rows = changed.assign(name=changed["source"].map(names), told=told).sort_values(
        "told", key=lambda each: each != words.CONTRADICTED, kind="stable"
    )
    rows = rows.reset_index(drop=True)
    if rows.empty:
        components.empty(words.NO_FIDELITY, words.FIDELITY_NOTE)
        return

    def choose(place: int) -> None:
        state.select(commitment=str(rows["commitment"].iloc[place]), source=str(rows["source"].iloc[place]))

    caption = compared_caption(analysis, sources)
    chosen = state.selection(analysis)
    is_chosen = (rows["commitment"] == chosen.commitment) & (rows["source"] == chosen.source)
    draw_row_list(
        rows,
        words.FIDELITY_COLUMNS,
        key="compare_fidelity",
        alt=title,
        on_choice=choose,
        caption=caption,
        look=COMMITMENT_LOOK,
        chosen=place_of(is_chosen),
    )
    components.note(words.FIDELITY_NOTE)


def draw_detail(analysis: Analysis, sources: list[str]) -> None:
    """Draw the chosen commitment: what the statement says, and what each compared outlet does."""
    chosen = state.selection(analysis)
    unit = next((unit for unit in analysis.study.commitments if unit.id == chosen.commitment), None)
    if unit is None:
        components.empty(words.SIDE_BY_SIDE, words.HINT)
        return
    facts = f"{unit.id} · {unit.theme} · {unit.act}: {strings.ACT_MEANINGS[unit.act]}"
    st.html(f'<h2 dir="auto">{escaped(unit.label)}</h2><p class="lo-small">{escaped(facts)}</p>')
    statement = analysis.study.statement
    says = components.quote(statement.text, unit.start, unit.end, language=statement.language, around=80)
    st.html(f"<strong>{strings.STATEMENT_SAYS}</strong>{says}")
    draw_side_by_side(analysis, unit.id, sources, not_told=words.NOT_TOLD)


def draw_reuse(analysis: Analysis, sources: list[str]) -> None:
    """Draw how much is verbatim from the statement, and every long string that the compared texts share."""
    st.header(words.REUSE_TITLE, anchor=False)
    similarity = analysis.similarity[analysis.similarity["source"].isin(sources)]
    outlets = state.outlets(analysis)
    chart = partial(verbatim.verbatim, similarity, outlets, title=words.REUSE_CHART)
    caption = page_caption(choice=compared_choice([outlet_labels(outlets)[source] for source in sources]), sources=sources)
    components.figure(chart, key="verbatim", alt=verbatim.alt_text(similarity, outlets), table=similarity, caption=caption)
    components.note(words.REUSE_NOTE)
    rows = shared_strings(analysis, sources)
    if rows.empty:
        components.empty(words.NO_REUSE, words.NO_REUSE_ADVICE)
        return

    def choose(place: int) -> None:
        row = rows.iloc[place]
        state.select(string=f"{row['source']} {row['start']} {row['other']}")

    title = words.reuse_title(len(rows))
    st.html(f"<h3>{escaped(title)}</h3>")
    components.note(words.REUSE_LIST)
    is_chosen = rows["source"] + " " + rows["start"].astype(str) + " " + rows["other"] == st.query_params.get("string")
    draw_row_list(rows, words.REUSE_COLUMNS, key="compare_reuse", alt=title, on_choice=choose, caption=caption, chosen=place_of(is_chosen))
    for _, row in rows[is_chosen].iterrows():
        draw_string(analysis, row)


def shared_strings(analysis: Analysis, sources: list[str]) -> pd.DataFrame:
    """Return the long strings that a compared source shares with the statement, or with a later one of the compared; longest first."""
    order = {source: place for place, source in enumerate(sources)}
    rows = analysis.reuse[analysis.reuse["source"].isin(sources)]
    rows = rows[[not other or order.get(other, -1) > order[source] for source, other in zip(rows["source"], rows["other"], strict=True)]]
    names = {"": words.IN_STATEMENT} | {source: name for name, source in state.source_names(analysis).items()}
    named = rows.assign(name=rows["source"].map(names), also=rows["other"].map(names))
    return named.sort_values("words", ascending=False, kind="stable").reset_index(drop=True)


def draw_string(analysis: Analysis, row: pd.Series) -> None:
    """Draw a shared string in both texts."""
    statement = analysis.study.statement
    here = quote_of(analysis, str(row["source"]), int(row["start"]), int(row["end"]))
    there_at = int(row["other_start"]), int(row["other_end"])
    there = (
        quote_of(analysis, str(row["other"]), *there_at)
        if row["other"]
        else components.quote(statement.text, *there_at, language=statement.language)
    )
    grid = st.grid(2, min_column_width=320, gap="small")
    for name, quoted in ((str(row["name"]), here), (str(row["also"]), there)):
        with grid, st.container(border=True, height="stretch"):
            st.html(f'<strong dir="auto">{escaped(words.stands_in(name))}</strong>{quoted}')


def draw_copies(analysis: Analysis) -> None:
    """Draw which articles of the whole study are copies of others, and how to count them once."""
    rows = analysis.similarity[(analysis.similarity["relation"] != "") & (analysis.similarity["kind"] == "source")]
    names = {source: name for name, source in state.source_names(analysis).items()}
    if rows.empty:
        components.note(words.NO_COPIES)
        return
    rows = rows.assign(name=rows["source"].map(names), also=rows["other"].map(names), percent=(100 * rows["share"]).round())
    title = words.copies_title(len(later_copies(analysis.similarity, analysis.sources)))
    st.html(f"<h3>{escaped(title)}</h3>")
    shown = rows[list(words.COPIES_COLUMNS)].rename(columns=words.COPIES_COLUMNS)
    draw_table(shown, key="copies", alt=title)
    draw_table_files(shown, key="compare_copies", title=title, caption=page_caption())
    components.note(words.COPIES_NOTE)


def render() -> None:
    """Draw the page."""
    analysis, filters = state.current_analysis(), state.current_filters()
    components.heading(strings.PAGE_TITLES["compare"], strings.QUESTIONS["compare"])
    sources = choose_sources(analysis, filters)
    if len(sources) < 2:
        components.empty(words.TOO_FEW, words.TOO_FEW_ADVICE)
        draw_copies(analysis)
        return
    lengths = analysis.sources.set_index("source").loc[sources, "words"]
    units = filters.commitments(analysis.commitments)
    components.note(words.compared(len(sources), int(lengths.sum()), len(units)))
    if units.empty:
        components.empty(strings.NOTHING_MATCHES, strings.NOTHING_MATCHES_ADVICE)
        return
    cells = analysis.coverage[analysis.coverage["commitment"].isin(units["commitment"]) & analysis.coverage["source"].isin(sources)]
    lists, detail = st.columns([5, 6], gap="medium")
    with lists:
        drawn = shared_figure(cells, sources, state.outlets(analysis))
        caption = compared_caption(analysis, sources)
        components.figure(drawn.make, key="shared", alt=drawn.alt, table=drawn.table, caption=caption)
        st.header(words.LIST_TITLE, anchor=False)
        draw_units(analysis, told_units(units, cells, drawn.table, sources), sources)
        draw_fidelity(analysis, filters, sources)
    with detail, st.container(key="cell_detail", border=True):
        draw_detail(analysis, sources)
    draw_reuse(analysis, sources)
    draw_copies(analysis)


if __name__ == "__main__":
    render()
