"""How long a codebook takes whose quotes stand many times in the statement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analytics.intake.folder import codebook_csv
from analytics.study.clauses import propose_commitments
from analytics.study.codebook import read_codebook
from analytics.study.documents import Statement

if TYPE_CHECKING:
    from pytest_benchmark.fixture import BenchmarkFixture

REPEATED = 900


def test_read_a_codebook_of_one_sentence_repeated(benchmark: BenchmarkFixture) -> None:
    """900 numbered paragraphs of the same sentence: a codebook row for each."""
    text = "\n".join(f"{number}. The towns agreed to build ferry lines." for number in range(1, REPEATED + 1))
    statement = Statement(text, "en", "statement.txt", "")
    table = codebook_csv(propose_commitments(statement))
    commitments, faults = benchmark.pedantic(lambda: read_codebook(table, "codebook.csv", statement), rounds=3)
    assert (len(commitments), faults) == (REPEATED, ())
