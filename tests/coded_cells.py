"""Small analyses and codings of the same cells, written cell by cell."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pandas as pd

from analytics.schema import SEPARATOR, TABLES, conform
from analytics.study.coding import CodedCell, Coding

if TYPE_CHECKING:
    from collections.abc import Sequence

Span = tuple[int, int]
LANGUAGES = {"a": "en", "b": "ja"}
THEMES = {"1": "Trade", "2": "Trade", "3": "Trade", "4": "Space"}


@dataclass(frozen=True)
class Judged:
    """One cell as the program judged it, and as the coding has it."""

    source: str
    commitment: str
    program: str
    coded: str
    p_covered: float = 0.5
    p_mentioned: float = 0.5
    program_spans: tuple[Span, ...] = ()
    coded_spans: tuple[Span, ...] = ()
    sure: bool = True
    words: str = field(default="words")


@dataclass
class TinyTables:
    """The tables of an analysis that a coding is compared with."""

    sources: pd.DataFrame
    commitments: pd.DataFrame
    coverage: pd.DataFrame


def tables_of(cells: Sequence[Judged]) -> TinyTables:
    """Build the program's side."""
    coverage = [
        {
            **dict.fromkeys(TABLES["coverage"].names, ""),
            "source": cell.source,
            "outlet": f"Outlet {cell.source}",
            "commitment": cell.commitment,
            "paragraph": 1,
            "theme": THEMES.get(cell.commitment, "Trade"),
            "act": "fact",
            "verdict": cell.program,
            "p_covered": cell.p_covered,
            "p_mentioned": cell.p_mentioned,
            "evidence": SEPARATOR.join(cell.words for _ in cell.program_spans),
            "start": SEPARATOR.join(str(start) for start, _ in cell.program_spans),
            "end": SEPARATOR.join(str(end) for _, end in cell.program_spans),
        }
        for cell in cells
    ]
    sources = sorted({cell.source for cell in cells})
    commitments = sorted({cell.commitment for cell in cells})
    return TinyTables(
        sources=pd.DataFrame({"source": sources, "language": [LANGUAGES.get(source, "en") for source in sources]}, dtype="str"),
        commitments=pd.DataFrame({"commitment": commitments, "label": [f"Label {each}" for each in commitments]}, dtype="str"),
        coverage=conform(pd.DataFrame(coverage, columns=TABLES["coverage"].names), "coverage"),
    )


def coding_of(cells: Sequence[Judged]) -> Coding:
    """Build the side of the coding."""
    return Coding(
        tuple(
            CodedCell(cell.source, cell.commitment, cell.coded, cell.sure, tuple(cell.words for _ in cell.coded_spans), cell.coded_spans)
            for cell in cells
        ),
        "coding.csv",
        "0",
    )


# two sources by four commitments; every figure in the tests is worked out from these
CELLS = (
    Judged("a", "1", "covered", "covered", 0.95, 0.99, ((0, 10),), ((5, 8),)),
    Judged("a", "2", "covered", "partial", 0.65, 0.85, ((10, 20), (30, 40)), ((35, 50),)),
    Judged("a", "3", "partial", "partial", 0.25, 0.75, ((20, 30),), ((30, 40),)),
    Judged("a", "4", "omitted", "omitted", 0.05, 0.15),
    Judged("b", "1", "covered", "omitted", 0.85, 0.95, ((0, 5),), sure=False),
    Judged("b", "2", "partial", "partial", 0.15, 0.55, ((0, 5),)),
    Judged("b", "3", "omitted", "covered", 0.35, 0.45, (), ((0, 9),)),
    Judged("b", "4", "omitted", "omitted", 0.05, 0.05),
)
