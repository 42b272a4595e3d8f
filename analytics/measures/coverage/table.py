"""The tables of verdicts and of their evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from analytics.measures.coverage.alignment import Alignment, align
from analytics.measures.coverage.book import Book, prepare_book
from analytics.measures.coverage.evidence import choose_evidence
from analytics.measures.coverage.explanation import Said, said_in, told_and_missing
from analytics.schema import SEPARATOR, TABLES, conform

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np

    from analytics.language.reading import ReadText
    from analytics.measures.coverage.model import CoverageModel
    from analytics.study.codebook import Commitment
    from analytics.study.documents import Source


def coverage_table(
    sources: Sequence[Source],
    commitments: Sequence[Commitment],
    reads: Mapping[str, ReadText],
    commitment_reads: Sequence[ReadText],
    model: CoverageModel,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Judge every commitment in every source.

    Parameters
    ----------
    sources : sequence of Source
        In the study's order.
    commitments : sequence of Commitment
        In the codebook's order.
    reads : mapping of str to ReadText
        Each source as it was read, by its id.
    commitment_reads : sequence of ReadText
        Each commitment as `analytics.language.reading.read_commitments` gives it.
    model : CoverageModel
        The weights.

    Returns
    -------
    coverage : pandas.DataFrame
        One row per source and commitment, with the columns of ``TABLES["coverage"]``. ``p_covered <= p_mentioned``. A source without
        words covers nothing: its probabilities are 0.
    evidence : pandas.DataFrame
        One row per quoted passage, with the columns of ``TABLES["evidence"]``; none for an omitted commitment.
    """
    cells: list[dict[str, Any]] = []
    quoted: list[dict[str, Any]] = []
    if not commitments:
        return _frame(cells, "coverage"), _frame(quoted, "evidence")
    book = prepare_book(commitment_reads)
    for source in sources:
        for commitment, judged in zip(commitments, _judge(book, reads[source.id], model), strict=True):
            cells.append(_cell(source, commitment, judged))
            quoted.extend({"source": source.id, "commitment": commitment.id, **row} for row in judged["quoted"])
    return _frame(cells, "coverage"), _frame(quoted, "evidence")


def _frame(rows: list[dict[str, Any]], name: str) -> pd.DataFrame:
    return conform(pd.DataFrame(rows, columns=TABLES[name].names), name)


def _judge(book: Book, read: ReadText, model: CoverageModel) -> list[dict[str, Any]]:
    """Judge every commitment in one source: verdict, probabilities, quoted passages, parts."""
    alignment = align(book, read)
    if alignment is None:
        nothing = {"verdict": "omitted", "p_covered": 0.0, "p_mentioned": 0.0, "quoted": [], "found": [], "missing": []}
        return [dict(nothing) for _ in range(book.size)]
    told, covered, mentioned = model.judge(book, alignment, read)
    verdicts = model.verdicts(covered, mentioned)
    everything = said_in(read, alignment.passages)
    return [
        {"verdict": verdict, "p_covered": float(covered[number]), "p_mentioned": float(mentioned[number])}
        | _shown(book, alignment, told, read, number, verdict, everything)
        for number, verdict in enumerate(verdicts)
    ]


def _shown(
    book: Book, alignment: Alignment, told: np.ndarray, read: ReadText, commitment: int, verdict: str, everything: Said
) -> dict[str, Any]:
    columns = () if verdict == "omitted" else choose_evidence(book, alignment, told, commitment)
    found, missing = told_and_missing(book, alignment, read, commitment, columns, everything)
    rows = []
    for rank, column in enumerate(columns, 1):
        passage = read.passages[alignment.passages[column]]
        place = {"passage_id": passage.id, "start": passage.start, "end": passage.end, "text": passage.text}
        rows.append({"rank": rank, "score": float(told[commitment, column]), **place})
    return {"quoted": rows, "found": found, "missing": missing}


def _cell(source: Source, commitment: Commitment, judged: Mapping[str, Any]) -> dict[str, Any]:
    joined = {
        column: SEPARATOR.join(str(row[key]) for row in judged["quoted"])
        for column, key in (("evidence", "text"), ("start", "start"), ("end", "end"))
    }
    return {
        "source": source.id,
        "outlet": source.outlet,
        "commitment": commitment.id,
        "paragraph": commitment.paragraph,
        "theme": commitment.theme,
        "act": commitment.act,
        "verdict": judged["verdict"],
        "p_covered": judged["p_covered"],
        "p_mentioned": judged["p_mentioned"],
        **joined,
        "found": SEPARATOR.join(judged["found"]),
        "missing": SEPARATOR.join(judged["missing"]),
        "reviewer": "",
        "program_verdict": judged["verdict"],
    }
