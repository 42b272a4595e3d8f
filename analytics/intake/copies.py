"""Articles that are copies of one another: the same text twice, or one agency's report in several outlets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analytics.intake.days import iso_day
from analytics.language.reading import read_words
from analytics.measures.reuse import copies_of_earlier, verbatim_copies

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analytics.language.reading import ReadText
    from analytics.study.readers import ReadDocument


@dataclass(frozen=True, slots=True)
class Copy:
    """A text that mostly repeats an earlier one.

    Parameters
    ----------
    first, second : int
        Positions of the two texts; the second is the copy.
    share : float
        Share of the copy's words that stand verbatim in the first, from one half up to 1.
    is_same : bool
        Whether the texts are equal, blanks aside.
    """

    first: int
    second: int
    share: float
    is_same: bool


def find_copies(articles: Sequence[ReadDocument]) -> tuple[Copy, ...]:
    """Find articles that are copies of an earlier one: the ones that "Count copies once" leaves out of the study made of them.

    Parameters
    ----------
    articles : sequence of ReadDocument
        Text, language and day are looked at.

    Returns
    -------
    tuple of Copy
        At most one for each article, in the order given.

    Notes
    -----
    What a copy is, and which of two is the earlier, is said in `analytics.measures.reuse`.
    """
    texts = {str(place): read_words(article.text, article.language) for place, article in enumerate(articles)}
    shares = verbatim_copies(texts)
    dates = {str(place): iso_day(article.date, article.language or "en") for place, article in enumerate(articles)}
    return tuple(
        Copy(int(first), int(second), shares[second, first], _plain(texts[first]) == _plain(texts[second]))
        for second, first in copies_of_earlier(shares, dates).items()
    )


def _plain(read: ReadText) -> list[str]:
    return read.text.split()
