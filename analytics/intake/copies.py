"""Articles that are copies of one another: the same text twice, or one agency's report in several outlets."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

RUN_WORDS = 5
"""Words in a row that count as taken over when another text has them too: chance agreement of five is rare (Broder 1997)."""

RUN_CHARACTERS = 12
"""Characters in a row that count so in scripts without blanks."""

COPY_SHARE = 0.6
"""Share of the shorter text's runs from which two texts are copies."""

COMMON_RUN = 50
"""Texts that hold a run from which it tells nothing: a line that a site puts under every article."""

_WORD = re.compile(r"[^\W_]+")
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Copy:
    """A text that another one mostly repeats.

    Parameters
    ----------
    first, second : int
        Positions of the two texts, ``first < second``.
    share : float
        Share of the shorter one's runs of words that stand in the other, above `COPY_SHARE` up to 1; 1 for equal texts.
    is_same : bool
        Whether the texts are equal, blanks aside.
    """

    first: int
    second: int
    share: float
    is_same: bool


def find_copies(texts: Sequence[str]) -> tuple[Copy, ...]:
    """Find texts that are copies of an earlier one.

    Parameters
    ----------
    texts : sequence of str
        The articles.

    Returns
    -------
    tuple of Copy
        At most one for each text: the earlier text that it is most like. In the order of the second text.

    Notes
    -----
    The measure is containment of shingles: of the different runs of `RUN_WORDS` words in the shorter text, the share that stands in the
    other. Broder (1997), On the resemblance and containment of documents.
    """
    runs = [_runs(text) for text in texts]
    plain = [" ".join(text.split()) for text in texts]
    holders: dict[int, list[int]] = defaultdict(list)
    found: list[Copy] = []
    for second, own in enumerate(runs):
        shared: Counter[int] = Counter()
        for run in own:
            if len(holders[run]) < COMMON_RUN:
                shared.update(holders[run])
                holders[run].append(second)
        copy = _most_like(second, shared, runs, plain)
        if copy is not None:
            found.append(copy)
    return tuple(found)


def _most_like(second: int, shared: Counter[int], runs: Sequence[set[int]], plain: Sequence[str]) -> Copy | None:
    best: Copy | None = None
    for first, count in sorted(shared.items()):
        share = count / min(len(runs[first]), len(runs[second]))
        if share >= COPY_SHARE and (best is None or share > best.share):
            best = Copy(first, second, share, plain[first] == plain[second])
    return best


def _runs(text: str) -> set[int]:
    lowered = text.casefold()
    if len(_UNSPACED.findall(lowered)) > len(lowered) / 3:
        signs = "".join(_WORD.findall(lowered))
        return {hash(signs[start : start + RUN_CHARACTERS]) for start in range(max(1, len(signs) - RUN_CHARACTERS + 1))}
    words = _WORD.findall(lowered)
    return {hash(tuple(words[start : start + RUN_WORDS])) for start in range(max(1, len(words) - RUN_WORDS + 1))}
