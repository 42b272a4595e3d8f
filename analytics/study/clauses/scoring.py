"""How well proposed commitments agree with a codebook that a person wrote."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analytics.study.acts import label_act

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analytics.study.codebook import Commitment

TOLERATED_WORDS = 3
"""Words at either end of a quote that may lie outside the proposed clause, at most a third of the quote."""

_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class SplitScore:
    """Agreement of a split with a codebook.

    Parameters
    ----------
    commitments : int
        Commitments of the codebook, the denominator of every share.
    proposed : int
        Clauses proposed.
    inside : int
        Quotes of the codebook that lie within one proposed clause, `TOLERATED_WORDS` at either end aside.
    alone : int
        Proposed clauses that hold exactly one quote.
    span_acts : int
        Quotes to which `label_act` gives the codebook's act.
    clause_acts : int
        Quotes whose proposed clause has the codebook's act.
    """

    commitments: int
    proposed: int
    inside: int
    alone: int
    span_acts: int
    clause_acts: int

    def __str__(self) -> str:
        """Say the shares in a line: inside and acts of all commitments, proposed clauses per commitment."""
        shares = (f"{name} {count / self.commitments:.3f}" for name, count in self._counts())
        return f"{self.commitments} commitments, {self.proposed / self.commitments:.2f} proposed for each: {', '.join(shares)}"

    def _counts(self) -> tuple[tuple[str, int], ...]:
        return ("inside", self.inside), ("alone", self.alone), ("acts of spans", self.span_acts), ("acts of clauses", self.clause_acts)


def score_split(text: str, codebook: Sequence[Commitment], proposed: Sequence[Commitment], language: str) -> SplitScore:
    """Compare proposed commitments with those of a codebook.

    Parameters
    ----------
    text : str
        The normalised statement.
    codebook, proposed : sequence of Commitment
        What a person wrote, at least one; what the program proposes.
    language : str
        Language code of the statement.

    Returns
    -------
    SplitScore
        Counts over the codebook.
    """
    homes = [_home(text, each, proposed) for each in codebook]
    identifiers = [home.id for home in homes if home is not None]
    return SplitScore(
        commitments=len(codebook),
        proposed=len(proposed),
        inside=len(identifiers),
        alone=sum(identifiers.count(identifier) == 1 for identifier in set(identifiers)),
        span_acts=sum(label_act(text, each.start, each.end, language)[0] == each.act for each in codebook),
        clause_acts=sum(home is not None and home.act == each.act for each, home in zip(codebook, homes, strict=True)),
    )


def _home(text: str, commitment: Commitment, proposed: Sequence[Commitment]) -> Commitment | None:
    """Find the proposed clause in which a quote lies."""
    words = [match.span() for match in _WORD.finditer(text, commitment.start, commitment.end)]
    tolerated = min(TOLERATED_WORDS, len(words) // 3)
    start, end = words[tolerated][0], words[-1 - tolerated][1]
    return next((each for each in proposed if each.start <= start and end <= each.end), None)
