"""Coded passages, whoever coded them, in one form for every exchange format."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analytics.exports.codings import review_coding
from analytics.exports.exchange.identifiers import day_of
from analytics.reviews.records import PROGRAM
from analytics.schema import SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from analytics.pipeline import Analysis


@dataclass(frozen=True, slots=True)
class CodedVerdict:
    """A verdict of the program or of a person, with the passages that show it.

    Parameters
    ----------
    source, commitment, verdict : str
        As in the tables.
    coder : str
        Name of the reviewer, or `PROGRAM`.
    at : str
        When, ISO 8601.
    spans : tuple of (int, int)
        In the stored text of the source.
    note : str
        What the reviewer remarked.
    """

    source: str
    commitment: str
    verdict: str
    coder: str
    at: str
    spans: tuple[tuple[int, int], ...]
    note: str = ""

    @property
    def is_program(self) -> bool:
        """Whether the program gave it."""
        return self.coder == PROGRAM


def coded_verdicts(analysis: Analysis, reviews: pd.DataFrame | None = None) -> list[CodedVerdict]:
    """List the program's verdicts that have evidence, and every verdict of a reviewer.

    Parameters
    ----------
    analysis : Analysis
        The program's verdicts. Cells whose verdict a reviewer corrected are left to `reviews`.
    reviews : pandas.DataFrame, optional
        With the columns of `analytics.exports.codings.REVIEW_COLUMNS`.

    Returns
    -------
    list of CodedVerdict
        By source in the study's order, then in the order of the tables; the program first.
    """
    day = day_of(analysis.study)
    cells = analysis.coverage[analysis.coverage["reviewer"] == ""]
    verdicts = dict(zip(zip(cells["source"], cells["commitment"], strict=True), cells["verdict"], strict=True))
    found = [
        CodedVerdict(str(source), str(unit), verdicts[source, unit], PROGRAM, day, _pairs(rows["start"], rows["end"]))
        for (source, unit), rows in analysis.evidence.groupby(["source", "commitment"], sort=False)
        if (source, unit) in verdicts
    ]
    given = [] if reviews is None or reviews.empty else review_coding(reviews).to_dict("records")
    for row in given:
        spans = _pairs(row["start"].split(SEPARATOR) if row["start"] else [], row["end"].split(SEPARATOR) if row["end"] else [])
        found.append(CodedVerdict(row["source"], row["commitment"], row["verdict"], row["reviewer"], row["at"] or day, spans, row["note"]))
    order = {source.id: place for place, source in enumerate(analysis.study.sources)}
    known = [verdict for verdict in found if verdict.source in order]
    return sorted(known, key=lambda verdict: order[verdict.source])


def _pairs(starts: Iterable[object], ends: Iterable[object]) -> tuple[tuple[int, int], ...]:
    return tuple((int(str(start)), int(str(end))) for start, end in zip(starts, ends, strict=True))
