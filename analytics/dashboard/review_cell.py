"""One cell under review: what the statement says, what the article says, what was found so far, and the article by passages."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, cast

import streamlit as st

from analytics.dashboard import components, state, strings
from analytics.dashboard.article_box import article_box, article_data
from analytics.dashboard.cell import contrary
from analytics.dashboard.escaping import escaped
from analytics.dashboard.side_by_side import quotes
from analytics.dashboard.strings import review as words
from analytics.language.direction import without_overrides
from analytics.reviews.database import WITHDRAWAL
from analytics.study.shortening import shorten

if TYPE_CHECKING:
    from collections.abc import Collection

    import pandas as pd

    from analytics.dashboard.review_queue import Task
    from analytics.pipeline import Analysis
    from analytics.schema import Verdict
    from analytics.study.coding import Span

PASSAGE_CHARACTERS = 110
"""Longest passage in the list of choices."""

Passages = dict[str, "Span"]
"""Spans of an article's passages by id."""


def passages_of(program: Analysis, source: str) -> pd.DataFrame:
    """Return the passages of one source."""
    passages = program.passages
    return passages[passages["source"] == source]


def spans_of(program: Analysis, source: str) -> Passages:
    """Map the passages of a source to their spans."""
    rows = passages_of(program, source)
    return dict(zip(rows["passage_id"].astype(str), zip(rows["start"].astype(int), rows["end"].astype(int), strict=True), strict=True))


def program_cell(program: Analysis, task: Task) -> pd.Series:
    """Return the program's own row of a cell."""
    cells = program.coverage
    return cells[(cells["source"] == task.source) & (cells["commitment"] == task.commitment)].iloc[0]


def proposed_passages(program: Analysis, task: Task, own: pd.DataFrame, *, is_blind: bool) -> list[str]:
    """Return the passages marked at first: those of the reviewer's standing verdict, else the program's; none where that is hidden."""
    mine = own[(own["source"] == task.source) & (own["commitment"] == task.commitment)]
    if len(mine):
        spans = [tuple(span) for span in json.loads(str(mine["evidence"].iloc[-1]))]
        return [passage for passage, span in spans_of(program, task.source).items() if span in spans]
    if is_blind:
        return []
    rows = program.evidence
    return list(rows.loc[(rows["source"] == task.source) & (rows["commitment"] == task.commitment), "passage_id"])


def own_note(task: Task, own: pd.DataFrame) -> str:
    """Return the note of the reviewer's standing verdict; empty where there is none."""
    mine = own[(own["source"] == task.source) & (own["commitment"] == task.commitment)]
    return str(mine["note"].iloc[-1]) if len(mine) else ""


def draw_question(program: Analysis, task: Task, *, is_blind: bool) -> None:
    """Draw what is to be judged: the commitment, and unless hidden what the program says and where."""
    unit = next(unit for unit in program.study.commitments if unit.id == task.commitment)
    source = next(source for source in program.study.sources if source.id == task.source)
    facts = f"{unit.id} · {unit.theme} · {unit.act}: {strings.ACT_MEANINGS[unit.act]}"
    title = f'<h2 dir="auto">{escaped(unit.label)}</h2><p class="lo-small" dir="auto">{escaped(facts)}</p>'
    st.html(f'{title}<p dir="auto"><strong>{escaped(source.outlet)}</strong></p>')
    components.note(words.IS_FILTERED if task.is_filtered else words.ROUTES[task.route])
    statement = program.study.statement
    says = components.quote(statement.text, unit.start, unit.end, language=statement.language, around=100)
    st.html(f"<strong>{strings.STATEMENT_SAYS}</strong>{says}")
    if is_blind:
        components.note(words.IS_BLIND)
        return
    cell = program_cell(program, task)
    verdict = cast("Verdict", cell["verdict"])
    sure = strings.probabilities(verdict, float(cell["p_covered"]), float(cell["p_mentioned"]))
    is_contrary = (task.source, task.commitment) in state.contradicted(program)
    badge = components.verdict_badge(verdict, is_contradicted=is_contrary)
    st.html(f"<strong>{words.PROGRAM_SAYS}</strong> {badge}<p class='lo-small'>{escaped(sure)}</p>")
    if is_contrary:
        st.html(contrary(program, task.commitment, task.source))
    evidence = quotes(program, task.commitment, task.source)
    st.html(f"<strong>{words.PROGRAM_QUOTES}</strong>{evidence}" if evidence else f'<p class="lo-small">{words.NO_QUOTE}</p>')


def draw_passage_choice(program: Analysis, task: Task, proposed: list[str], *, key: str) -> list[str]:
    """Draw the list from which the passages of evidence are chosen, and return their ids."""
    texts = {str(row.passage_id): str(row.text) for row in passages_of(program, task.source).itertuples()}
    numbers = {passage: number for number, passage in enumerate(texts, 1)}
    if key not in st.session_state:  # not as a default: pressing a passage of the article changes the choice too
        st.session_state[key] = [passage for passage in proposed if passage in texts]
    return st.multiselect(
        words.PASSAGES,
        list(texts),
        format_func=lambda passage: (
            f"{numbers.get(passage, passage)} · {shorten(without_overrides(texts.get(passage, '')), PASSAGE_CHARACTERS)}"
        ),
        key=key,
        placeholder=words.PASSAGES_HINT,
        help=words.PASSAGES_HELP,
    )


def draw_article(program: Analysis, task: Task, marked: Collection[str], *, key: str) -> None:
    """Draw the whole article in a box that scrolls, its passages numbered and the chosen ones marked and in sight.

    Pressing a passage adds it to the choice that bears the key, or takes it away.
    """
    language = str(program.sources.set_index("source").loc[task.source, "language"])
    passages = passages_of(program, task.source)
    cell = f"{task.source} {task.commitment}"
    data = article_data(passages, marked, cell=cell, language=language, label=words.ARTICLE, hint=words.PRESS_PASSAGE)
    st.html(f"<strong>{words.ARTICLE}</strong>")
    components.note(words.PRESS_PASSAGE)
    order = passages["passage_id"].astype(str).tolist()

    def toggle(passage: str) -> None:
        chosen = set(st.session_state.get(key, [])) ^ {passage}
        st.session_state[key] = [each for each in order if each in chosen]

    article_box(data, key="review_article", on_toggle=toggle)


def draw_history(history: pd.DataFrame, task: Task, *, only: str | None) -> None:
    """List every verdict on the cell, oldest first, taken back ones too; of one reviewer alone where `only` names one."""
    rows = history[(history["source"] == task.source) & (history["commitment"] == task.commitment)]
    if only is not None:
        rows = rows[rows["reviewer"] == only]
    lines = [_history_line({str(name): str(value) for name, value in row.items()}) for row in rows.to_dict("records")]
    if lines:
        with st.expander(f"{words.HISTORY} ({len(lines)})"):
            st.html(components.listed(lines))


def _history_line(row: dict[str, str]) -> str:
    if row["kind"] == WITHDRAWAL:
        return words.withdrawn(row["reviewer"], row["at"], row["previous_verdict"])
    return words.one_review(row["reviewer"], row["verdict"], row["at"], row["previous_verdict"], row["note"])
