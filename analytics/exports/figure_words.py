"""Titles and choices of charts that depend on what is asked: the same on a page and in a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analytics.language.direction import isolated

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

STATEMENT_NAME = "The statement"

MOST_NAMED = 2
"""Names that a title lists; more are counted."""


def added_subtitle(level: float) -> str:
    """Say what the shares of additions are of."""
    return f"Share of the words of each article that stand in passages beyond the statement; in brackets its {level:.0%} interval."


def term_subtitle(level: float) -> str:
    """Say what the rates of a term are of."""
    return f"Occurrences per 1,000 words of each text, with the numbers behind them; in brackets the {level:.0%} interval."


def added_title(rows: Sequence[tuple[str, float, float]]) -> str:
    """Say which article goes beyond the statement most, and which may do so as well; of one article how far it does.

    Where all others may do so as well, none is said to.

    Parameters
    ----------
    rows : sequence of (str, float, float)
        Outlet, share of its words, and the upper end of the share's interval; undefined ones are passed over.
    """
    known = sorted((row for row in rows if row[1] == row[1]), key=lambda row: -row[1])
    if not known:
        return "What the articles add"
    outlet, share, _ = known[0]
    if len(rows) == 1:
        return f"{outlet} spends {share:.0%} of its words beyond the statement"
    title = f"{outlet} goes beyond the statement most, with {share:.0%} of its words"
    close = [name for name, _, high in known[1:] if high >= share]
    if close and len(close) == len(known) - 1:
        which = f"Which of {len(known)} articles goes beyond the statement most is too close to call"
        return f"{which}; {outlet} has the highest share, {share:.0%} of its words"
    return f"{title}; too close to call with {_listed(close)}" if close else title


def _listed(names: Sequence[str]) -> str:
    return " and ".join(names) if len(names) <= MOST_NAMED else f"{len(names)} others"


def share_of(words: int, total: int, share: float, low: float, high: float) -> str:
    """Say a share with its denominator and its interval."""
    return f"{words:,} of {total:,} words, {share:.0%} ({100 * low:.0f} to {high:.0%})" if total else "undefined: no words"


def term_title(term: str, n: int, n_texts: int, n_all: int) -> str:
    """Say how often a term occurs, and in how many texts."""
    times = "once" if n == 1 else f"{n:,} times"
    return f"“{term}” occurs {times}, in {n_texts} of {n_all} texts"


def rate(count: int, words: int, per_thousand: float, low: float, high: float) -> str:
    """Say a count with its denominator, and its rate with its interval."""
    if words == 0:
        return "undefined: no words"
    return f"{count} of {words:,} words, {per_thousand:.1f} per 1,000 ({low:.1f} to {high:.1f})"


def told_by_title(sizes: Mapping[str, int]) -> str:
    """Say how many commitments are told by whom: ``{"both": 10, "only A": 3}``."""
    return "Told by " + ", ".join(f"{name}: {n}" for name, n in sizes.items()) if sizes else "Told by"


def compared_choice(outlets: Sequence[str]) -> str:
    """Say which outlets a chart compares."""
    return f"Compared: {' and '.join([', '.join(map(isolated, outlets[:-1])), isolated(outlets[-1])])}." if len(outlets) > 1 else ""


def first_choice(n_drawn: int, n_outlets: int) -> str:
    """Say that a chart draws only the first outlets."""
    return f"Drawn: the first {n_drawn} of {n_outlets} outlets."


def term_choice(term: str) -> str:
    """Say which word a chart counts."""
    return f"Word: {isolated(term)}."
