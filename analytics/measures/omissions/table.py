"""The table of omissions: what a source left out, who else tells it, and how surprising that is."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.errors import SchemaError
from analytics.measures.omissions.model import expected_shares
from analytics.schema import TABLES, conform

_NEEDED = {
    "coverage": ("source", "outlet", "commitment", "verdict", "p_mentioned"),
    "sources": ("source", "words"),
    "commitments": ("commitment", "strength", "start", "words"),
}


def omission_table(coverage: pd.DataFrame, sources: pd.DataFrame, commitments: pd.DataFrame) -> pd.DataFrame:
    """Set every cell against what its source and its commitment would lead one to expect.

    Parameters
    ----------
    coverage : pandas.DataFrame
        The coverage table, as judged or as corrected by reviewers: ``source, outlet, commitment, verdict, p_mentioned``. Sources that
        are not in it are not compared: to compare fewer sources, pass fewer rows.
    sources : pandas.DataFrame
        The sources table: ``source, words``.
    commitments : pandas.DataFrame
        The commitments table: ``commitment, strength, start, words``.

    Returns
    -------
    pandas.DataFrame
        The ``omissions`` table, one row per row of `coverage`, in its order.

    Raises
    ------
    SchemaError
        If a column is missing, a cell stands twice, a source or commitment is unknown, or a probability lies outside [0, 1].

    Notes
    -----
    ``expected`` is the probability that a source of this breadth and length tells a commitment of this salience; it is computed from the
    other sources and the source's other commitments, see `analytics.measures.omissions.model.expected_shares`.

    ``surprise = (1 - p_mentioned) * -log2(1 - expected)``, in bits, from 0 (an omission that had to be expected, or a cell that is
    surely told) upwards: the information in the omission, times the probability that it is one. 1 bit is a coin that falls on the wrong
    side, 3 bits three in a row. It is given for every cell, since a cell that is probably told may yet be an omission; rank the
    omitted ones. Both are NaN where no other source has a verdict: alone, no omission is more to be expected than another.

    With few sources much of `expected` is prior: three others can hardly move a commitment far from the mean of its kind.

    References
    ----------
    Rasch, G. (1960). Probabilistic models for some intelligence and attainment tests. Shannon, C. E. (1948). A mathematical theory of
    communication. Bell System Technical Journal 27, 379-423.
    """
    _check(coverage, sources, commitments)
    told = coverage.pivot(index="source", columns="commitment", values="p_mentioned").astype(float)  # noqa: PD010  each pair stands once
    cells = coverage[["source", "outlet", "commitment", "verdict"]].assign(p_omitted=1 - coverage["p_mentioned"].astype(float))
    places = (told.index.get_indexer(pd.Index(cells["source"])), told.columns.get_indexer(pd.Index(cells["commitment"])))
    expected = _expected(told, sources, commitments)[places]
    surprise = cells["p_omitted"].to_numpy() * -np.log2(1 - expected)
    return conform(_with_others(cells.assign(expected=expected, surprise=surprise)), "omissions")


def _expected(told: pd.DataFrame, sources: pd.DataFrame, commitments: pd.DataFrame) -> np.ndarray:
    """Explain breadth by length, and salience by strength, place in the statement and length of the quote."""
    units = commitments.set_index("commitment").loc[told.columns]
    lengths = sources.set_index("source").loc[told.index, "words"].to_numpy(float)
    terms = [units["strength"].to_numpy(float), units["start"].to_numpy(float), np.log2(1 + units["words"].to_numpy(float))]
    return expected_shares(told.to_numpy(), np.log2(1 + lengths)[:, None], np.column_stack(terms))


def _with_others(cells: pd.DataFrame) -> pd.DataFrame:
    """Count who else was compared and who else tells it, and say who left it out."""
    is_known = cells["p_omitted"].notna()
    is_told = is_known & (cells["verdict"] != "omitted")
    by_unit = cells.assign(known=is_known, told=is_told).groupby("commitment", sort=False)[["known", "told"]].transform("sum")
    n_others, n_telling = by_unit["known"] - is_known, by_unit["told"] - is_told
    cases = {"": ~is_known, "not this source": is_told, "every source": n_telling == 0, "only this source": n_telling == n_others}
    left_out_by = np.select(list(cases.values()), list(cases), "some sources")
    return cells.assign(n_others=n_others, n_others_telling=n_telling, left_out_by=left_out_by)


def _check(coverage: pd.DataFrame, sources: pd.DataFrame, commitments: pd.DataFrame) -> None:
    for name, table in (("coverage", coverage), ("sources", sources), ("commitments", commitments)):
        missing = [column for column in _NEEDED[name] if column not in table.columns]
        if missing:
            raise SchemaError(f"The {name} table lacks the columns {missing}; omissions need {list(_NEEDED[name])}.")
    if coverage.duplicated(list(TABLES["coverage"].key)).any():
        raise SchemaError("A cell stands twice in the coverage table; expected one row per source and commitment.")
    for column, table in (("source", sources), ("commitment", commitments)):
        unknown = sorted(set(coverage[column]) - set(table[column]))
        if unknown:
            raise SchemaError(f"The coverage table has the {column}s {unknown}, which the table of {column}s lacks; pass whole tables.")
    if not coverage["p_mentioned"].dropna().between(0, 1).all():
        raise SchemaError("The coverage table has values of p_mentioned outside 0 to 1; pass probabilities.")
