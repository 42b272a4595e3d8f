"""Where a quote stands in the statement, and which paragraph that is."""

from __future__ import annotations

import bisect
import difflib
import re
from functools import cached_property
from itertools import islice

from analytics.study.normalisation import numbered_paragraphs

NEAR_SHARE = 0.3
"""Share of a quote's words that must stand together in the statement before a place is called near."""

MOST_WORDS_SOUGHT = 60
"""Words of a quote that are looked for, so that a long wrong quote takes no longer than a short one."""

# single characters in scripts without blanks, so that a part of a sentence is found there too
_WORD = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]|[^\W_]+")

Span = tuple[int, int]


class StatementPlaces:
    """Finds quotes in one normalised statement.

    Parameters
    ----------
    text : str
        The normalised statement.
    """

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _paragraphs(self) -> list[tuple[int, int]]:
        return numbered_paragraphs(self.text)

    @cached_property
    def _words(self) -> list[tuple[str, int, int]]:
        return [(match[0].casefold(), match.start(), match.end()) for match in _WORD.finditer(self.text)]

    def paragraph_at(self, start: int) -> int | None:
        """Name the numbered paragraph that a character stands in.

        Parameters
        ----------
        start : int
            Position in the statement.

        Returns
        -------
        int or None
            Its number; None before the first numbered paragraph, and where none is numbered.
        """
        before = bisect.bisect_right(self._paragraphs, start, key=lambda paragraph: paragraph[0])
        return self._paragraphs[before - 1][1] if before else None

    def occurrences(self, quote: str) -> list[Span]:
        """Find every place of a quote, blanks and line breaks counting as equal.

        Parameters
        ----------
        quote : str
            The words looked for; not empty.

        Returns
        -------
        list of (int, int)
            Spans in the statement, from first to last.
        """
        pattern = r"\s+".join(re.escape(part) for part in quote.split())
        return [match.span() for match in re.finditer(pattern, self.text)]

    def nearest(self, quote: str) -> Span | None:
        """Find the place most like a quote that is not in the statement.

        Parameters
        ----------
        quote : str
            The words looked for.

        Returns
        -------
        (int, int) or None
            Span of the statement around the longest run of words that both have; None if that run is short.
        """
        sought = [match[0].casefold() for match in islice(_WORD.finditer(quote), MOST_WORDS_SOUGHT)]
        words = [word for word, _, _ in self._words]
        matcher = difflib.SequenceMatcher(None, words, sought, autojunk=False)
        run = matcher.find_longest_match(0, len(words), 0, len(sought))
        if not run.size or run.size < NEAR_SHARE * len(sought):
            return None
        first = max(0, run.a - run.b)
        last = min(len(words), first + len(sought)) - 1
        return self._words[first][1], self._words[last][2]
