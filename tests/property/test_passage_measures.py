"""Themes, additions and discrepancies of any text at all: no failure, verbatim spans, sound probabilities."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.language.encoder import UseEncoder
from analytics.language.reading import read_commitments, read_text
from analytics.measures.additions import addition_table
from analytics.measures.additions.table import SHOWN_FROM
from analytics.measures.discrepancies import discrepancy_table
from analytics.measures.themes import theme_table
from analytics.study.codebook import Commitment
from tests.strategies import languages, prose, wild_texts

ENCODER = UseEncoder(threads=1)
STATEMENT = "The Ministers met in Lisbury on 4 May 2031. They agreed on a fund of 320 million euros for Orla Brennik's forests."
COMMITMENTS = tuple(
    Commitment(f"1{letter}", 1, theme, "fact", 0, "", quote, STATEMENT.index(quote), STATEMENT.index(quote) + len(quote))
    for letter, theme, quote in (
        ("a", "Talks", "The Ministers met in Lisbury on 4 May 2031"),
        ("b", "Forests", "a fund of 320 million euros"),
    )
)
STATEMENT_READ = read_text(STATEMENT, "en", ENCODER)
COMMITMENT_READS = read_commitments(COMMITMENTS, "en", ENCODER)


@settings(max_examples=60, deadline=None)
@given(st.one_of(wild_texts(), prose(), st.just(STATEMENT)), languages())
def test_tables_of_any_text_are_sound(text: str, language: str) -> None:
    """A row per passage in themes, spans that hold their text, probabilities in [0, 1]."""
    reads = {"a": read_text(text, language, ENCODER)}
    themes = theme_table(reads, COMMITMENTS, COMMITMENT_READS)
    additions = addition_table(reads, {"a": "A"}, STATEMENT_READ, COMMITMENT_READS)
    discrepancies = discrepancy_table(reads, {"a": "A"}, STATEMENT_READ, COMMITMENTS)
    assert list(themes["passage_id"]) == [passage.id for passage in reads["a"].passages]
    assert themes["p_theme"].between(0, 1).all()
    assert additions["p_addition"].between(SHOWN_FROM, 1).all()
    for table in (themes, additions, discrepancies):
        for row in table.to_dict("records"):
            assert text[row["start"] : row["end"]] == row["text"]
    for row in discrepancies.to_dict("records"):
        assert STATEMENT[row["statement_start"] : row["statement_end"]] == row["statement_says"]


def test_the_statement_contradicts_itself_nowhere() -> None:
    """Every fact of the statement is told right by the statement."""
    assert discrepancy_table({"a": STATEMENT_READ}, {}, STATEMENT_READ, COMMITMENTS).empty
