"""Lines of pages: which ones belong to the page rather than to the text, and which words were torn at a line's end."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from analytics.study.normalisation import LIST_MARKER
from analytics.study.readers.model import Removed

if TYPE_CHECKING:
    from collections.abc import Sequence

EDGE_LINES = 3
"""Lines at the top and at the bottom of a page among which running heads and page numbers are looked for."""

RUNNING_SHARE = 0.4
"""Share of the pages that have a line at their edge from which it is a running head; left and right pages may differ."""

MOST_TEARS = 3
"""Lines in a row that may end in a torn word."""

_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"(?:[-–—|\[]\s*)?(?:(?:page|seite|pagina|página|pag\.?|p\.|стр\.?|strona|sayfa|หน้า|صفحة)\s*)?(?:第\s*)?(\d{1,4})\s*(?:頁|页|ページ|쪽)?"
    r"(?:\s*(?:/|of|von|de|di|sur|van|z|из)\s*\d{1,4})?(?:\s*[-–—|\]])?",
    re.IGNORECASE,
)
_TORN = re.compile(r"([^\W\d_]{2,})-[ \t]*\n(\f\n)?[ \t]*([^\W\d_]{2,})(\S*)[ \t]*\n?")

# "17/01/2026, 08:15 Title" and "https://daily.example/a 1/3"
_PRINTED = re.compile(
    r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4},? \d{1,2}[:.]\d{2}(?:[\s\u202f][AP]M)?(?:\s|$)"
    r"|(?:https?|file|\ufb01le):?//\S+(?:\s+\d{1,3}/\d{1,3})?$",
    re.I,
)

FEWEST_WORDS_OF_PROSE = 4
"""Words of a line that begins small and ends a sentence, from which it is text wherever it stands."""


def drop_running_lines(pages: Sequence[Sequence[str]]) -> tuple[list[list[str]], tuple[Removed, ...]]:
    """Take running heads, running feet and page numbers off, and blank lines at the edges; see `running_lines`."""
    trimmed = [_trimmed(page) for page in pages]
    places, removed = running_lines(trimmed)
    kept = [[line for position, line in enumerate(page) if position not in left] for page, left in zip(trimmed, places, strict=True)]
    return [_trimmed(page) for page in kept], removed


def running_lines(pages: Sequence[Sequence[str]]) -> tuple[list[set[int]], tuple[Removed, ...]]:
    """Find running heads, running feet and page numbers.

    Parameters
    ----------
    pages : sequence of sequence of str
        Lines of each page, the first and the last with words.

    Returns
    -------
    places : list of set of int
        Positions of these lines on each page.
    removed : tuple of Removed
        Each such line, with its count; lines that differ in their numbers alone count as one.

    Notes
    -----
    A line is a running one if the same words, numbers aside, stand at the same distance from the edge of two pages and of `RUNNING_SHARE`
    of all pages. What browsers print above and below a page (day, hour and title; address and page) is one on a single page too.
    A page number is a line of a number alone, at the edge, that goes up from page to page as the pages do (on a single page: 1).
    """
    running = _running(pages)
    offset = _number_offset(pages)
    places: list[set[int]] = []
    heads: Counter[str] = Counter()
    numbers: list[str] = []
    for index, page in enumerate(pages):
        left = set()
        for position in _edge(page):
            line = page[position].strip()
            if offset is not None and _page_number(line) == index + offset:
                numbers.append(line)
                left.add(position)
            elif _shape(line) in running or _PRINTED.match(line):
                heads[_shape(line)] += 1
                running.setdefault(_shape(line), line)
                left.add(position)
        places.append(left)
    removed = [Removed(running[shape], "running head", count) for shape, count in heads.items()]
    if numbers:
        removed.append(Removed(", ".join(numbers), "page number", len(numbers)))
    return places, tuple(removed)


def rejoin_hyphens(text: str) -> tuple[str, tuple[Removed, ...]]:
    """Join words that a line's end tore apart.

    Parameters
    ----------
    text : str
        Lines of a document.

    Returns
    -------
    text : str
        Without the hyphens that only the line's end made.
    removed : tuple of Removed
        Each word joined.

    Notes
    -----
    The hyphen stays, and only the line break goes, where the text elsewhere writes the word with a hyphen inside a line, or where both
    halves are words of the text and the joined word is not: "long-term" torn at its own hyphen.
    """
    # whatever is drawn is seen: the fonts of some programs call their plain hyphen a soft one
    text = text.replace("\u00ad", "-").replace("\u2010", "-")
    words = Counter(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", _TORN.sub(" ", text).lower()))
    joined: Counter[str] = Counter()

    def join(match: re.Match[str]) -> str:
        before, after, end = match[1], match[3], f"{match[4]}\n{match[2] or ''}"
        whole, hyphened = (before + after).lower(), f"{before}-{after}".lower()
        is_own = (words[hyphened] or (words[before.lower()] and words[after.lower()])) and not words[whole]
        if is_own or not after[0].islower():
            return f"{before}-{after}{end}"
        joined[before + after] += 1
        # the word stays whole on the upper line, so that lines keep about the width of the page
        return f"{before}{after}{end}"

    # a word that was joined may end in the first half of the next one
    for _ in range(MOST_TEARS):
        text = _TORN.sub(join, text)
    return text, tuple(Removed(word, "hyphen at a line end", count) for word, count in joined.items())


def _trimmed(page: Sequence[str]) -> list[str]:
    lines = [line.rstrip() for line in page]
    while lines and not lines[0].strip():
        lines.pop(0)
    while lines and not lines[-1].strip():
        lines.pop()
    return lines


def _edge(page: Sequence[str]) -> list[int]:
    count = len(page)
    return [position for position in range(count) if position < EDGE_LINES or position >= count - EDGE_LINES]


def _shape(line: str) -> str:
    return _DIGITS.sub("#", " ".join(line.split()))


def _running(pages: Sequence[Sequence[str]]) -> dict[str, str]:
    """Find the running lines: their shape, and how the first of them is written."""
    shapes: Counter[tuple[str, int]] = Counter()
    written: dict[str, str] = {}
    for page in pages:
        for position in _edge(page):
            # counted from the nearer edge: a head keeps its distance, a line of the text that comes back does not
            place = position if position < EDGE_LINES else position - len(page)
            shapes[_shape(page[position]), place] += 1
            written.setdefault(_shape(page[position]), page[position].strip())
    needed = max(2, RUNNING_SHARE * len(pages))
    return {shape: written[shape] for (shape, _), count in shapes.items() if count >= needed and _can_run(written[shape])}


def _can_run(line: str) -> bool:
    """Tell whether a line has words and does not begin as an item of a list does, whose number may change from page to page."""
    is_end_of_sentence = line[:1].islower() and line.rstrip()[-1:] in ".!?" and len(line.split()) >= FEWEST_WORDS_OF_PROSE
    return any(map(str.isalpha, line)) and not LIST_MARKER.match(line) and not is_end_of_sentence


def _page_number(line: str) -> int | None:
    match = _PAGE_NUMBER.fullmatch(line)
    return int(match[1]) if match else None


def _number_offset(pages: Sequence[Sequence[str]]) -> int | None:
    """Find what the printed page numbers are ahead of the pages' own count; None where the pages have no numbers."""
    votes: Counter[int] = Counter()
    for index, page in enumerate(pages):
        at_edge = {_page_number(page[position].strip()) for position in (0, 1, -1, -2) if -len(page) <= position < len(page)}
        votes.update(number - index for number in at_edge if number is not None)
    if not votes:
        return None
    offset, count = votes.most_common(1)[0]
    return offset if count >= max(2, len(pages) / 2) or (len(pages) == 1 and offset == 1) else None
