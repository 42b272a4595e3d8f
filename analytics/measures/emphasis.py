"""Emphasis: how much room a source gives a theme or commitment, and where, against the statement's own agenda."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analytics.errors import SchemaError, SettingsError
from analytics.intervals import effective_number, wilson_interval
from analytics.schema import OTHER_THEME, conform

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from analytics.language.passages import Passage
    from analytics.language.reading import ReadText
    from analytics.study.codebook import Commitment

LEAD_MIN_WORDS = 15
"""A first paragraph with fewer words is a byline or dateline: the lead goes on to the next one."""

LEAD_MAX_WORDS = 120
"""No passage that starts after this many words belongs to the lead, however long the first paragraph is."""


@dataclass(frozen=True, slots=True)
class _Room:
    """What one source spends: words of each passage, which of them are lead, and how long its text is."""

    words: dict[str, int]
    starts: dict[str, int]
    lead: frozenset[str]
    characters: int

    @property
    def total(self) -> int:
        return sum(self.words.values())


def emphasis_table(
    reads: Mapping[str, ReadText],
    outlets: Mapping[str, str],
    themes: pd.DataFrame,
    evidence: pd.DataFrame,
    commitments: Sequence[Commitment],
    statement_words: Mapping[str, int],
    *,
    level: float,
) -> pd.DataFrame:
    """Compare the room that each source gives a theme or commitment with the room in the statement.

    Parameters
    ----------
    reads : mapping of str to ReadText
        The sources by id, in the study's order.
    outlets : mapping of str to str
        Outlet of each source.
    themes : pandas.DataFrame
        ``source, passage_id, theme`` for every passage: whose words count for a theme.
    evidence : pandas.DataFrame
        ``source, commitment, passage_id, score``: whose words count for a commitment. The words of a passage that is evidence of
        several commitments are divided among them evenly; words left over by the division go to the best matches first.
    commitments : sequence of Commitment
        All commitments, in the statement's order.
    statement_words : mapping of str to int
        Words of each commitment's quote. The statement's share of an item is its words over the words of all quotes.
    level : float
        Level of the intervals, between 0 and 1.

    Returns
    -------
    pandas.DataFrame
        The ``emphasis`` table: per source a row for each theme of the commitments, one for ``Other``, one for each commitment.

    Raises
    ------
    SchemaError
        If a passage is not one of its source's, or a commitment has no word count.
    SettingsError
        If `level` is out of range.

    Notes
    -----
    ``log2_ratio = log2(share / statement_share)``: 0 equal, +1 twice the statement's share, -1 half of it. It is NaN, never infinite,
    where either share is 0 or undefined; `share` 0 itself is a finding. The statement is a fixed yardstick; the source's share p is
    estimated from words that come in whole passages, so its interval is Wilson's with Kish's effective number of passages
    ``(sum w)^2 / sum w^2`` in place of n, carried through the logarithm. Wilson's interval holds p, never reaches 0, and stays finite for
    a source of one passage.
    Prominence is 2 where a passage of the item stands in the headline or lead (opening headings, and the first paragraph with at least
    `LEAD_MIN_WORDS` words, within the first `LEAD_MAX_WORDS`), 1 elsewhere, 0 absent. `first_position` is the first character of the
    first such passage over the length of the text.

    References
    ----------
    Kish, L. (1965). Survey Sampling. Wiley. Wilson, E. B. (1927). Probable inference. JASA 22, 209-212.
    """
    if not 0.0 < level < 1.0:
        raise SettingsError(f"The level of an interval is {level}; give a number between 0 and 1, such as 0.95.")
    agenda = _agenda(commitments, statement_words)
    rows = []
    for source, read in reads.items():
        room = _room(read)
        placed = _placed(source, room, themes, evidence)
        for item, statement_share in agenda.items():
            head = {"source": source, "outlet": outlets.get(source, ""), "level": item[0], "item": item[1]}
            rows.append(head | _measured(placed.get(item, {}), room, statement_share, level))
    columns = None if rows else ["source", "outlet", "level", "item", *_measured({}, _Room({}, {}, frozenset(), 0), 0.0, level)]
    return conform(pd.DataFrame(rows, columns=columns), "emphasis")


def statement_shares(commitments: Sequence[Commitment], statement_words: Mapping[str, int]) -> tuple[dict[str, float], dict[str, float]]:
    """Return the statement's own share of quoted words per theme and per commitment, each summing to 1 (NaN without words)."""
    missing = [commitment.id for commitment in commitments if commitment.id not in statement_words]
    if missing:
        raise SchemaError(f"The commitments {missing} have no word count; give the words of every quote.")
    total = sum(statement_words[commitment.id] for commitment in commitments)
    by_theme: dict[str, float] = defaultdict(float)
    by_commitment: dict[str, float] = {}
    for commitment in commitments:
        share = statement_words[commitment.id] / total if total else float("nan")
        by_theme[commitment.theme] += share
        by_commitment[commitment.id] = share
    return dict(by_theme), by_commitment


def lead_passages(read: ReadText) -> frozenset[str]:
    """Return the ids of the passages that make up the headline and the lead of a text."""
    lead, running, before, block = set(), 0, 0, 0
    for passage, tokens in zip(read.passages, read.tokens, strict=True):
        is_opening_heading = passage.kind == "heading" and running == 0
        if not is_opening_heading:
            is_next_block = passage.paragraph != block
            if (is_next_block and running >= LEAD_MIN_WORDS) or before >= LEAD_MAX_WORDS:
                break
            block, running = passage.paragraph, running + len(tokens)
        before += len(tokens)
        lead.add(passage.id)
    return frozenset(lead)


def _agenda(commitments: Sequence[Commitment], statement_words: Mapping[str, int]) -> dict[tuple[str, str], float]:
    by_theme, by_commitment = statement_shares(commitments, statement_words)
    themes = {**by_theme, OTHER_THEME: by_theme.get(OTHER_THEME, 0.0)}
    return {("theme", theme): share for theme, share in themes.items()} | {
        ("commitment", item): share for item, share in by_commitment.items()
    }


def _room(read: ReadText) -> _Room:
    passages: tuple[Passage, ...] = read.passages
    words = {passage.id: len(tokens) for passage, tokens in zip(passages, read.tokens, strict=True)}
    return _Room(words, {passage.id: passage.start for passage in passages}, lead_passages(read), len(read.text))


def _placed(source: str, room: _Room, themes: pd.DataFrame, evidence: pd.DataFrame) -> dict[tuple[str, str], dict[str, int]]:
    """Return, per theme and commitment, the passages of a source that are spent on it and the words of each that count."""
    themes, evidence = themes[themes["source"] == source], evidence[evidence["source"] == source]
    unknown = sorted({*themes["passage_id"], *evidence["passage_id"]} - room.words.keys())
    if unknown:
        raise SchemaError(
            f"The passages {unknown} are not passages of source {source!r}; use tables made from the same reading of the text."
        )
    placed: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for passage, theme in zip(themes["passage_id"], themes["theme"], strict=True):
        placed["theme", theme][passage] = room.words[passage]
    ordered = evidence.sort_values("score", ascending=False, kind="stable").drop_duplicates(["passage_id", "commitment"])
    for passage, told in ordered.groupby("passage_id", sort=False)["commitment"]:
        each, left_over = divmod(room.words[str(passage)], len(told))
        for rank, commitment in enumerate(told):
            placed["commitment", commitment][str(passage)] = each + (rank < left_over)
    return placed


def _measured(spent: Mapping[str, int], room: _Room, statement_share: float, level: float) -> dict[str, float]:
    words = sum(spent.values())
    share = words / room.total if room.total else float("nan")
    low, high = wilson_interval(share, effective_number(list(room.words.values())), level=level)
    ratios = {
        name: float(np.log2(value / statement_share)) if share > 0 and statement_share > 0 else float("nan")
        for name, value in (("log2_ratio", share), ("log2_low", low), ("log2_high", high))
    }
    first = min((room.starts[passage] for passage in spent), default=None)
    prominence = 0 if not spent else 2 if room.lead & set(spent) else 1
    position = float("nan") if first is None else first / room.characters
    counts = {"words": words, "total_words": room.total, "share": share, "statement_share": statement_share}
    return counts | ratios | {"prominence": prominence, "first_position": position}
