"""Where a quote stands in the statement, and which paragraph that is."""

from __future__ import annotations

import bisect
import difflib
import re
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from analytics.study.normalisation import numbered_paragraphs

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

NEAR_SHARE = 0.3
"""Share of a quote's words that must stand together in the statement before a place is called near."""

MOST_WORDS_SOUGHT = 60
"""Words of a quote that are looked for, so that a long wrong quote takes no longer than a short one."""

# single characters in scripts without blanks, so that a part of a sentence is found there too
_WORD = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]|[^\W_]+")

Span = tuple[int, int]


@dataclass(slots=True)
class _Places:
    """The places of a quote, from first to last, and how many of them were taken when last looked at."""

    spans: list[Span]
    n_taken: int = 0

    def first_free(self, taken: AbstractSet[Span]) -> Span:
        # what is taken stays taken, so that nothing is looked at twice however often the statement repeats a sentence
        while self.n_taken < len(self.spans) and self.spans[self.n_taken] in taken:
            self.n_taken += 1
        return self.spans[self.n_taken if self.n_taken < len(self.spans) else 0]


class StatementPlaces:
    """Finds quotes in one normalised statement.

    Parameters
    ----------
    text : str
        The normalised statement.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._known: dict[str, tuple[_Places, dict[int | None, _Places]]] = {}

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

    def first_free(self, quote: str, paragraph: int | None, taken: AbstractSet[Span]) -> Span | None:
        """Choose among the places of a quote: in the paragraph, not taken, first; in this order of weight.

        Parameters
        ----------
        quote : str
            The words looked for; not empty.
        paragraph : int or None
            Where they should stand.
        taken : set of (int, int)
            Places that other quotes have. From call to call it may only grow.

        Returns
        -------
        (int, int) or None
            Span in the statement; None if the quote stands nowhere.
        """
        if quote not in self._known:
            everywhere = self.occurrences(quote)
            by_paragraph: dict[int | None, _Places] = {}
            for span in everywhere:
                by_paragraph.setdefault(self.paragraph_at(span[0]), _Places([])).spans.append(span)
            self._known[quote] = _Places(everywhere), by_paragraph
        anywhere, within = self._known[quote]
        places = within.get(paragraph, anywhere)
        return places.first_free(taken) if places.spans else None

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
