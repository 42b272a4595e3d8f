"""What is there to compare: the sources, the commitments, the passages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analytics.language.tokens import tokenize
from analytics.schema import TABLES, conform

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from analytics.language.reading import ReadText
    from analytics.study.codebook import Commitment
    from analytics.study.documents import Source


def source_table(sources: Sequence[Source], reads: Mapping[str, ReadText]) -> pd.DataFrame:
    """List the sources with their language and length.

    Parameters
    ----------
    sources : sequence of Source
        In the study's order.
    reads : mapping of str to ReadText
        The sources that were read, by id; the others get no row.

    Returns
    -------
    pandas.DataFrame
        The ``sources`` table.
    """
    rows = [
        {
            "source": source.id,
            "outlet": source.outlet,
            "title": source.title,
            "date": source.date.isoformat() if source.date else "",
            "language": reads[source.id].language,
            "group": source.group,
            "url": source.url,
            "words": reads[source.id].words,
            "passages": len(reads[source.id].passages),
            "sha256": source.sha256,
        }
        for source in sources
        if source.id in reads
    ]
    return _table(rows, "sources")


def commitment_table(commitments: Sequence[Commitment], language: str) -> pd.DataFrame:
    """List the commitments with their place in the statement and the length of their quotes.

    Parameters
    ----------
    commitments : sequence of Commitment
        In the order of the codebook.
    language : str
        Language code of the statement.

    Returns
    -------
    pandas.DataFrame
        The ``commitments`` table.
    """
    rows = [
        {
            "commitment": commitment.id,
            "paragraph": commitment.paragraph,
            "theme": commitment.theme,
            "act": commitment.act,
            "strength": commitment.strength,
            "label": commitment.label,
            "quote": commitment.quote,
            "start": commitment.start,
            "end": commitment.end,
            "words": len(tokenize(commitment.quote, language)),
        }
        for commitment in commitments
    ]
    return _table(rows, "commitments")


def passage_table(reads: Mapping[str, ReadText]) -> pd.DataFrame:
    """List the passages of the sources.

    Parameters
    ----------
    reads : mapping of str to ReadText
        The sources by id, in the study's order.

    Returns
    -------
    pandas.DataFrame
        The ``passages`` table.
    """
    rows = [
        {
            "source": source,
            "passage_id": passage.id,
            "start": passage.start,
            "end": passage.end,
            "kind": passage.kind,
            "paragraph": passage.paragraph,
            "words": len(tokens),
            "text": passage.text,
        }
        for source, read in reads.items()
        for passage, tokens in zip(read.passages, read.tokens, strict=True)
    ]
    return _table(rows, "passages")


def _table(rows: Sequence[Mapping[str, object]], name: str) -> pd.DataFrame:
    return conform(pd.DataFrame(list(rows), columns=TABLES[name].names), name)
