"""An analysis made by hand: two commitments, two sources, every number chosen; for tests of what is written about it."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pandas as pd

from analytics.pipeline import Analysis
from analytics.schema import TABLES, conform
from analytics.settings import Settings
from analytics.study.codebook import Commitment
from analytics.study.documents import Source, Statement
from analytics.study.manifest import Study

STATEMENT = "1. The mayors agreed to plant 4,000 trees by 2030. They welcomed the ferry."
TREES, FERRY = "agreed to plant 4,000 trees by 2030", "welcomed the ferry"
GAZETTE = "Rain fell. The mayors will plant 4,000 trees. Nobody spoke of boats."
HERALD = "A dull day. Trees may be planted in 2031, it was said. The ferry is welcome."

_DEFAULTS: dict[str, Any] = {"text": "", "integer": 0, "number": 0.0}


def table(name: str, *rows: dict[str, Any]) -> pd.DataFrame:
    """Make a table of the schema from the columns that matter; the others are empty or 0."""
    columns = TABLES[name].columns
    filled = [{column.name: row.get(column.name, _DEFAULTS[column.kind]) for column in columns} for row in rows]
    return conform(pd.DataFrame(filled, columns=[column.name for column in columns]), name)


def span(text: str, part: str) -> dict[str, int]:
    """Say where a part stands in a text."""
    return {"start": text.index(part), "end": text.index(part) + len(part)}


def analysis(
    *,
    label: str = "Plant trees",
    theme: str = "Nature",
    outlet: str = "Gazette",
    title: str = "Lakes pact",
    gazette: str = GAZETTE,
    quote: str | None = None,
) -> Analysis:
    """Make the analysis, with words of the study replaced.

    Parameters
    ----------
    label, theme, outlet, title : str
        Label and theme of the commitment 1a, outlet of the source g, title of the study.
    gazette, quote : str
        Text of the source g, and the passage in it that tells 1a.
    """
    quote = quote or "The mayors will plant 4,000 trees."
    study = Study(
        title=title,
        language="en",
        folder=Path("lakes"),
        statement=Statement(STATEMENT, "en", "statement.txt", "00", issuer="The mayors", date=datetime.date(2030, 5, 1)),
        commitments=(
            Commitment("1a", 1, theme, "commitment", 4, label, TREES, **span(STATEMENT, TREES)),
            Commitment("1b", 1, "Transport", "recognition", 0, "Ferry", FERRY, **span(STATEMENT, FERRY)),
        ),
        sources=(Source("g", outlet, gazette, "g.txt", "11", language="en"), Source("h", "Herald", HERALD, "h.txt", "22", language="en")),
    )
    tables = {name: table(name) for name in TABLES} | _tables(label, theme, outlet, gazette, quote)
    provenance = {
        "leftout": "9.9",
        "libraries": {"numpy": "2.0"},
        "settings": {"interval_level": 0.95},
        "encoder": "e",
        "weights": {},
        "texts": {"g.txt": "11"},
    }
    return Analysis(study, Settings(), **tables, provenance=provenance, faults=())


def _tables(label: str, theme: str, outlet: str, gazette: str, quote: str) -> dict[str, pd.DataFrame]:
    g, h = {"source": "g", "outlet": outlet}, {"source": "h", "outlet": "Herald"}
    trees = {"commitment": "1a", "paragraph": 1, "theme": theme, "act": "commitment"}
    ferry = {"commitment": "1b", "paragraph": 1, "theme": "Transport", "act": "recognition"}
    maybe, welcome = "Trees may be planted in 2031, it was said.", "The ferry is welcome."
    rates = {
        "dimension": "all",
        "group": "all",
        "n": 2,
        "coverage_low": 0.1,
        "coverage_high": 0.9,
        "coverage_rate": 0.5,
        "omission_rate": 0.5,
    }
    return {
        "sources": table(
            "sources", {**g, "language": "en", "words": 12}, {**h, "language": "en", "words": 1600, "url": "https://example.org/a"}
        ),
        "commitments": table(
            "commitments",
            {**trees, "strength": 4, "label": label, "quote": TREES, **span(STATEMENT, TREES)},
            {**ferry, "strength": 0, "label": "Ferry", "quote": FERRY, **span(STATEMENT, FERRY)},
        ),
        "passages": table("passages", {"source": "h", "passage_id": "p002", "text": maybe, **span(HERALD, maybe)}),
        "coverage": table(
            "coverage",
            {
                **g,
                **trees,
                "verdict": "covered",
                "p_covered": 0.9,
                "p_mentioned": 0.96,
                "found": "name: 4,000 trees",
                "missing": "number or date: 2030",
            },
            {**g, **ferry, "verdict": "omitted", "p_covered": 0.02, "p_mentioned": 0.05},
            {**h, **trees, "verdict": "partial", "p_covered": 0.3, "p_mentioned": 0.55},
            {**h, **ferry, "verdict": "covered", "p_covered": 0.8, "p_mentioned": 0.85},
        ),
        "evidence": table(
            "evidence",
            {"source": "g", "commitment": "1a", "rank": 1, "text": quote, **span(gazette, quote)},
            {"source": "h", "commitment": "1a", "rank": 1, "text": maybe, **span(HERALD, maybe)},
            {"source": "h", "commitment": "1b", "rank": 1, "text": welcome, **span(HERALD, welcome)},
        ),
        "rates": table("rates", {**g, **rates, "n_covered": 1, "n_omitted": 1}, {**h, **rates, "n_covered": 1, "n_partial": 1}),
        "emphasis": table(
            "emphasis",
            {
                **g,
                "level": "theme",
                "item": theme,
                "words": 6,
                "total_words": 12,
                "share": 0.5,
                "statement_share": 0.25,
                "log2_ratio": 1.0,
                "log2_low": 0.2,
                "log2_high": 2.0,
            },
            {
                **h,
                "level": "theme",
                "item": theme,
                "words": 8,
                "total_words": 16,
                "share": 0.5,
                "statement_share": 0.25,
                "log2_ratio": 1.0,
                "log2_low": -1,
                "log2_high": 2.0,
            },
        ),
        "keywords": table("keywords", {"source": "g", "rank": 1, "keyphrase": "mayors", "count": 1}),
        "additions": table(
            "additions",
            {**g, "passage_id": "p001", "text": "Rain fell.", "kind": "context", "p_addition": 0.7, **span(gazette, gazette[:10])},
        ),
        "discrepancies": table(
            "discrepancies",
            {
                **h,
                "passage_id": "p002",
                "text": "2031",
                "kind": "date",
                "statement_says": "2030",
                "commitment": "1a",
                **span(HERALD, "2031"),
            },
        ),
    }
