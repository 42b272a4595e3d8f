"""How is a codebook mended: commitments merged, split, renamed, moved to another theme?

Every function takes commitments in the order of the statement and returns new ones; nothing is changed in place. Quotes stay verbatim.
"""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from typing import TYPE_CHECKING

from analytics.errors import CodebookError
from analytics.schema import ACT_STRENGTH, ACTS
from analytics.study.codebook import LABEL_CHARACTERS, STRENGTHS, letter_suffix
from analytics.study.shortening import shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from analytics.study.codebook import Commitment

COLUMNS = ("id", "paragraph", "theme", "act", "strength", "label", "quote")
"""Columns of a codebook as it is written."""

_LOOSE = " \t\n,;:，、；："


def merge_commitments(commitments: Sequence[Commitment], ids: Iterable[str], text: str) -> tuple[Commitment, ...]:
    """Make one commitment of several that follow one another.

    Parameters
    ----------
    commitments : sequence of Commitment
        The codebook, in the order of the statement.
    ids : iterable of str
        At least two of them, with no other commitment between them.
    text : str
        The normalised statement.

    Returns
    -------
    tuple of Commitment
        The first reaches from its own start to the end of the last and keeps its id, theme and label; the most binding act wins.

    Raises
    ------
    CodebookError
        If fewer than two are named, one is unknown, or another stands between them.
    """
    wanted = set(ids)
    places = [place for place, unit in enumerate(commitments) if unit.id in wanted]
    if len(places) != len(wanted):
        unknown = ", ".join(sorted(wanted - {unit.id for unit in commitments}))
        raise CodebookError(f"There is no commitment {unknown} in this codebook. Choose among those it has.")
    if len(places) < 2:
        raise CodebookError("One commitment alone cannot be merged; expected at least two. Choose its neighbour as well.")
    first, last = places[0], places[-1]
    if last - first + 1 != len(places):
        between = next(unit.id for place, unit in enumerate(commitments) if first < place < last and unit.id not in wanted)
        raise CodebookError(f"Commitment {between} stands between those chosen; expected neighbours. Choose it as well, or leave one out.")
    chosen = commitments[first : last + 1]
    strongest = max(chosen, key=lambda unit: unit.strength)
    start, end = min(unit.start for unit in chosen), max(unit.end for unit in chosen)
    merged = replace(chosen[0], start=start, end=end, quote=text[start:end], act=strongest.act, strength=strongest.strength)
    return (*commitments[:first], merged, *commitments[last + 1 :])


def split_commitment(commitments: Sequence[Commitment], unit_id: str, at: int, text: str) -> tuple[Commitment, ...]:
    """Make two commitments of one.

    Parameters
    ----------
    commitments : sequence of Commitment
        The codebook, in the order of the statement.
    unit_id : str
        The commitment to split.
    at : int
        Where the second half starts, in characters of the quote, from 1 to its length less 1.
    text : str
        The normalised statement.

    Returns
    -------
    tuple of Commitment
        The first half keeps the id; the second gets the next free one of its paragraph and a label from its words. Blanks and commas at
        the cut belong to neither.

    Raises
    ------
    CodebookError
        If the commitment is unknown, or one half would hold no letter.
    """
    place = _place(commitments, unit_id)
    unit = commitments[place]
    cut = unit.start + at
    first_end = unit.start + len(text[unit.start : cut].rstrip(_LOOSE)) if unit.start < cut <= unit.end else unit.start
    second_start = unit.end - len(text[cut : unit.end].lstrip(_LOOSE))
    halves = text[unit.start : first_end], text[second_start : unit.end]
    if not all(any(map(str.isalnum, half)) for half in halves):
        raise CodebookError(f"Cut there, one half of {unit_id} would hold no words. Cut between two words of its quote.")
    first = replace(unit, end=first_end, quote=halves[0])
    label = shorten(halves[1], LABEL_CHARACTERS)
    second = replace(unit, id=_free_id(commitments, unit), start=second_start, quote=halves[1], label=label)
    return (*commitments[:place], first, second, *commitments[place + 1 :])


def change_commitment(
    commitments: Sequence[Commitment],
    unit_id: str,
    *,
    label: str | None = None,
    theme: str | None = None,
    act: str | None = None,
    strength: int | None = None,
) -> tuple[Commitment, ...]:
    """Change the words about one commitment; what is None stays.

    A new act without a strength brings that act's own strength.

    Raises
    ------
    CodebookError
        If the commitment, the act or the strength is unknown, or a label or theme is empty.
    """
    place = _place(commitments, unit_id)
    unit = commitments[place]
    for name, words in (("label", label), ("theme", theme)):
        if words is not None and not words.strip():
            raise CodebookError(f"The {name} of {unit_id} is empty; expected a few words. Fill it in.")
    if act is not None and act not in ACTS:
        raise CodebookError(f"{unit_id} has the act {act!r}; expected one of {', '.join(ACTS)}. Choose one of them.")
    if strength is not None and strength not in STRENGTHS:
        raise CodebookError(f"{unit_id} has the strength {strength}; expected 0 to 4. Choose one of them.")
    if act is not None and act != unit.act and strength is None:
        strength = ACT_STRENGTH[act]
    changed = replace(
        unit,
        label=unit.label if label is None else label.strip(),
        theme=unit.theme if theme is None else theme.strip(),
        act=unit.act if act is None else act,
        strength=unit.strength if strength is None else strength,
    )
    return (*commitments[:place], changed, *commitments[place + 1 :])


def remove_commitments(commitments: Sequence[Commitment], ids: Iterable[str]) -> tuple[Commitment, ...]:
    """Leave commitments out of the codebook.

    Raises
    ------
    CodebookError
        If none would be left.
    """
    unwanted = set(ids)
    kept = tuple(unit for unit in commitments if unit.id not in unwanted)
    if not kept:
        raise CodebookError("No commitment would be left; expected at least one to compare. Keep one.")
    return kept


def rename_theme(commitments: Sequence[Commitment], theme: str, name: str) -> tuple[Commitment, ...]:
    """Give a theme another name; the name of another theme merges the two.

    Raises
    ------
    CodebookError
        If no commitment has the theme, or the name is empty.
    """
    if not name.strip():
        raise CodebookError("The new name of the theme is empty; expected a few words. Fill it in.")
    if all(unit.theme != theme for unit in commitments):
        raise CodebookError(f"No commitment has the theme {theme!r}. Choose one that the codebook has.")
    return tuple(replace(unit, theme=name.strip()) if unit.theme == theme else unit for unit in commitments)


def codebook_csv(commitments: Iterable[Commitment]) -> str:
    """Write a codebook as the table that `analytics.study.codebook.read_codebook` reads back to the same commitments."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for unit in commitments:
        writer.writerow(["" if (value := getattr(unit, column)) is None else value for column in COLUMNS])
    return out.getvalue()


def _place(commitments: Sequence[Commitment], unit_id: str) -> int:
    for place, unit in enumerate(commitments):
        if unit.id == unit_id:
            return place
    raise CodebookError(f"There is no commitment {unit_id!r} in this codebook. Choose among those it has.")


def _free_id(commitments: Sequence[Commitment], unit: Commitment) -> str:
    """Return the first id of the paragraph, by letters, that no commitment has."""
    taken = {each.id for each in commitments}
    stem = unit.id.rstrip("abcdefghijklmnopqrstuvwxyz") or unit.id
    number = 1
    while (candidate := f"{stem}{letter_suffix(number)}") in taken:
        number += 1
    return candidate
