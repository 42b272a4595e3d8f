"""Methods: how it works, what each number means, how accurate it is, what it cannot do, and what this analysis was made from."""

from __future__ import annotations

import json

import pandas as pd
import streamlit as st

from analytics.dashboard import components, state, strings
from analytics.dashboard.escaping import escaped
from analytics.dashboard.row_list import Look, draw_table
from analytics.measures import methods_text
from analytics.measures.coverage.accuracy import accuracy_table
from analytics.pipeline import Analysis
from analytics.provenance import verdicts_note
from analytics.schema import TABLES


def columns_table() -> pd.DataFrame:
    """Return what every column of every table means, one row per column."""
    rows = [(table.name, column.name, column.meaning, column.unit) for table in TABLES.values() for column in table.columns]
    return pd.DataFrame(rows, columns=list(strings.COLUMNS_HEADER))


def draw_accuracy() -> None:
    """Draw how accurate the verdicts were measured to be, with counts; the rows of single languages are folded away."""
    st.header(strings.ACCURACY_TITLE, anchor=False)
    components.note(strings.ACCURACY_NOTE)
    table = accuracy_table()
    is_part = is_one_language(table["data"])
    draw_figures(table[~is_part], key="accuracy")
    components.note(strings.ACCURACY_DATA)
    if is_part.any():
        with st.expander(strings.ACCURACY_LANGUAGES):
            draw_figures(table[is_part], key="accuracy_languages")


def is_one_language(names: pd.Series) -> pd.Series:
    """Tell which sets of data are one language of a set that stands in the table as a whole: ``cases, de`` beside ``cases``."""
    wholes = set(names)
    return names.map(lambda name: str(name).rpartition(", ")[0] in wholes)


def draw_figures(table: pd.DataFrame, *, key: str) -> None:
    """Draw rows of the table of accuracy."""
    titles = {name: title for name, (title, _) in strings.ACCURACY_COLUMNS.items()}
    decimals = dict(strings.ACCURACY_COLUMNS.values())
    look = Look(main="data", decimals=decimals, signed=(titles["rate_bias"],))
    draw_table(table.rename(columns=titles), key=key, alt=strings.ACCURACY_NOTE, look=look)


def draw_provenance(analysis: Analysis) -> None:
    """Draw what this analysis was made from."""
    st.header(strings.PROVENANCE_TITLE, anchor=False)
    for note in verdicts_note(analysis.provenance):
        st.html(f'<p role="note">{escaped(note)}</p>')
    components.note(strings.PROVENANCE_NOTE)
    with st.expander(strings.PROVENANCE_SHOW):
        st.code(json.dumps(analysis.provenance, ensure_ascii=False, indent=2), language="json", wrap_lines=True)


def render() -> None:
    """Draw the page."""
    components.heading(strings.PAGE_TITLES["methods"], strings.QUESTIONS["methods"])
    st.markdown(methods_text())
    draw_accuracy()
    with st.expander(strings.COLUMNS_TITLE):
        draw_table(columns_table(), key="columns", alt=strings.COLUMNS_TITLE)
    draw_provenance(state.current_analysis())


if __name__ == "__main__":
    render()
