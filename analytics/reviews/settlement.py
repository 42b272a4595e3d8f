"""On which cells do reviewers differ, and who settled it?"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any, cast

from analytics.reviews.records import SETTLED, checked_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from analytics.pipeline import Analysis

Cell = tuple[str, str]
"""Source and commitment."""

_KEY = ["source", "commitment"]
_BY = "settled by "
_BETWEEN = "settled between "
"""How the notes of older versions begin."""


def settlement_note(author: str, verdicts: Mapping[str, str]) -> str:
    """Write the note of a settlement: its first line names who settles, the second who had said what.

    The name stands in the note since every database and every table of codings has one; `SETTLED` stays the reviewer, so that a cell
    has one settlement, the newest, whoever settles.

    Parameters
    ----------
    author : str
        Who settles.
    verdicts : mapping of str to str
        Coder to verdict; empty where a coder gave none.

    Raises
    ------
    ReviewError
        If the name is missing, is taken or cannot be one.
    """
    sides = ", ".join(f"{coder} ({said})" for coder, said in verdicts.items() if said)
    return f"{_BY}{checked_name(author)}\nbetween {sides}"


def settled_by(note: str) -> str:
    """Return who settled, from the note of a settlement; empty where it names nobody, as those of older versions do."""
    first = note.split("\n", 1)[0]
    return first.removeprefix(_BY).strip() if first.startswith(_BY) else ""


def is_settlement(note: str) -> bool:
    """Tell whether a note is that of a settlement, of this version or an older one."""
    return bool(settled_by(note)) or note.startswith(_BETWEEN)


def disputes(reviews: pd.DataFrame) -> dict[Cell, dict[str, str]]:
    """Return the cells on which reviewers differ and that are not settled: reviewer to verdict, the oldest first.

    A settlement holds until a later verdict on the cell says otherwise.

    Parameters
    ----------
    reviews : pandas.DataFrame
        From `analytics.reviews.ReviewStore.reviews`: those that count.
    """
    people = reviews[reviews["reviewer"] != SETTLED]
    n_verdicts = people.groupby(_KEY, sort=False)["verdict"].transform("nunique")
    held = settlements(reviews)
    found: dict[Cell, dict[str, str]] = {}
    for source, commitment, reviewer, verdict in people.loc[n_verdicts > 1, [*_KEY, "reviewer", "verdict"]].itertuples(index=False):
        if (source, commitment) not in held:
            found.setdefault((source, commitment), {})[reviewer] = verdict
    return found


def settlements(reviews: pd.DataFrame) -> dict[Cell, dict[str, Any]]:
    """Return the settlements that hold, each the row of the review; those that a later verdict contradicts do not."""
    newest = reviews.drop_duplicates(_KEY, keep="last")
    counts = dict(zip(_cells(newest), newest["verdict"], strict=True))
    rows = reviews[reviews["reviewer"] == SETTLED]
    pairs = zip(_cells(rows), cast("list[dict[str, Any]]", rows.to_dict("records")), strict=True)
    return {cell: row for cell, row in pairs if row["verdict"] == counts[cell]}


def without_disputed(analysis: Analysis) -> Analysis:
    """Return an analysis whose table ``omissions`` lacks the cells on which reviewers differ: no finding shall call them sure.

    Parameters
    ----------
    analysis : Analysis
        With reviews in place or not; `analytics.reviews.apply_reviews` names those cells in ``provenance["reviews"]``.
    """
    applied = cast("dict[str, Any]", analysis.provenance.get("reviews") or {})
    disputed = {(source, commitment) for source, commitment in applied.get("disputed", ())}
    if not disputed:
        return analysis
    is_agreed = [cell not in disputed for cell in _cells(analysis.omissions)]
    return dataclasses.replace(analysis, omissions=analysis.omissions[is_agreed].reset_index(drop=True))


def _cells(table: pd.DataFrame) -> list[Cell]:
    return list(zip(table["source"].tolist(), table["commitment"].tolist(), strict=True))
