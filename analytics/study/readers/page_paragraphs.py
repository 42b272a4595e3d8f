"""Which lines of a page make one paragraph: told from how they are set, so that it holds in every language.

Words decide nothing where the setting does: nouns have capitals in German, and no letter has in Japanese. A line was broken by the page
where the first word of the next one no longer fitted; a paragraph begins where the distance grows, the line is set in or another font
begins.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate, pairwise
from statistics import median
from typing import TYPE_CHECKING

from analytics.study.normalisation import LIST_MARKER, join_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analytics.study.readers.pdf_layout import PlacedLine

WIDER_GAP = 1.22
"""Times the usual distance of lines from which a new paragraph begins."""

INDENT = 0.7
"""Ems to the right or left from which a line is set in or out."""

OTHER_SIZE = 1.08
"""Times larger or smaller from which letters are of another size."""

TITLE_SIZE = 1.15
"""Times the size of most letters from which a line is a title."""

TITLE_GAP = 1.7
"""Ems between the lines of one title."""

CENTRED = 0.4
"""Ems by which the middles of two centred lines may differ; from the middle of the column twice as many."""

SAME_PLACE = 3
"""Ems by which columns on several pages may differ in where they begin."""

TOLERANCE = 0.35
"""Ems by which a line may be shorter than reckoned."""

AT_THE_EDGE = 0.6
"""Ems that a line of a justified text may end before the edge: hanging marks."""

SAME_EDGE = 0.25
FEWEST_AT_THE_EDGE = 4
JUSTIFIED = 0.62
"""Ems around the usual end of lines, and lines that end there, in count and as a share, from which a column is justified."""

TOLERANCE_UNSPACED = 1.1
"""The same in scripts without blanks, where several marks and numbers may not be torn either."""

_END = re.compile(r"""[.!?;:。！？；：؟…][)\]"'»”’」』】）]*$""")
_STOP = re.compile(r"""[.!?。！？؟…][)\]"'»”’」』】）]*$""")
_TORN = re.compile(r"[^\W\d_][-\u00ad\u2010]$")
_NUMBER = re.compile(r"(\d{1,3})[.)]")
_DASH = re.compile(r"[-–—](?=[ \t])")
_LONG_NUMBER = re.compile(r"\d{4}")


@dataclass(frozen=True, slots=True)
class _Column:
    """Lines drawn one below the other, and the edges of all that is set in their place."""

    left: float
    right: float
    is_justified: bool


@dataclass(frozen=True, slots=True)
class _Setting:
    """How most of a document is set."""

    size: float
    leading: float
    dashes: int


def paragraph_breaks(pages: Sequence[Sequence[PlacedLine]]) -> list[str]:
    r"""Say what stands between each line of a document and the next.

    Parameters
    ----------
    pages : sequence of sequence of PlacedLine
        The lines of each page, without running heads and page numbers.

    Returns
    -------
    list of str
        One a line: ``"\n"`` where the paragraph goes on, ``"\n\n"`` where it ends, ``"\n\f\n"`` where a page ends with it; empty behind the
        last line.
    """
    columns = _columns(pages)
    flat = [(line, number) for number, page in enumerate(pages) for line in page]
    setting = _setting(pages)
    breaks: list[str] = []
    is_first, in_list, number = True, False, 0
    for place, (line, page) in enumerate(flat):
        marker = LIST_MARKER.match(line.text)
        if is_first:
            in_list = bool(marker)
        numbered = _NUMBER.match(line.text)
        number = int(numbered[1]) if is_first and numbered else number
        if place + 1 == len(flat):
            breaks.append("")
            break
        after, its_page = flat[place + 1]
        step = _Step(line, after, columns[place], columns[place + 1], setting, is_first=is_first, in_list=in_list, last_number=number)
        goes_on = step.goes_on(is_jump=its_page != page or after.base > line.base + line.size)
        breaks.append("\n" if goes_on else "\n\n" if its_page == page else "\n\f\n")
        is_first = not goes_on
    return breaks


def joined_paragraphs(text: str) -> str:
    """Write each paragraph on one line: its lines are separated by a line break, paragraphs by an empty line or a form feed."""
    written: list[str] = []
    is_open = False
    for line in text.split("\n"):
        is_line = bool(line.strip("\f \t"))
        if is_line and is_open:
            written[-1] = join_lines(written[-1].rstrip(), line.strip())
        else:
            written.append(line)
        is_open = is_line
    return "\n".join(written)


def can_be_placed(pages: Sequence[Sequence[PlacedLine]]) -> bool:
    """Tell whether places are known: not where lines are drawn on one another, or all begin and end nowhere."""
    steps = [(line, after) for page in pages for line, after in pairwise(page)]
    odd = sum(abs(line.base - after.base) < line.size / 4 or after.right <= after.left for line, after in steps)
    return 4 * odd <= len(steps)


@dataclass(frozen=True, slots=True)
class _Step:
    """From one line to the next."""

    line: PlacedLine
    after: PlacedLine
    column: _Column
    its_column: _Column
    setting: _Setting
    is_first: bool
    in_list: bool
    last_number: int

    def goes_on(self, *, is_jump: bool) -> bool:
        """Tell whether the next line goes on with the paragraph; `is_jump` where it stands on another page or in another column."""
        line, after = self.line, self.after
        if self._begins_item() or not self._is_like():
            return False
        if _TORN.search(line.text) and after.text[0].islower():
            return True
        if is_jump:
            is_set_in = after.left > self.its_column.left + INDENT * after.size and not self.in_list
            return not is_set_in and not _STOP.search(line.text) and (self._is_full() or after.text[0].islower())
        gap = line.base - after.base
        if self._is_title():
            return gap <= max(TITLE_GAP, WIDER_GAP * self.setting.leading) * line.size and self._is_one_title()
        if gap > WIDER_GAP * self.setting.leading * max(line.size, after.size):
            return False
        if self._is_centred():
            return self._fills_its_width() or after.text[0].islower()
        return self._is_in_place() and (self._is_full() or self._goes_on_small())

    def _begins_item(self) -> bool:
        """Tell whether the next line begins with the number, letter or bullet of a list, rather than with "16." of a day or a dash."""
        if not LIST_MARKER.match(self.after.text):
            return False
        may_go_on = self._is_full() and not _END.search(self.line.text)
        number = _NUMBER.match(self.after.text)
        if number and may_go_on:
            return int(number[1]) == self.last_number + 1
        return not (may_go_on and _DASH.match(self.after.text) and self.setting.dashes == 1)

    def _is_like(self) -> bool:
        """Tell whether both lines are set in letters of one size and weight; a bold phrase may end in the next line."""
        line, after = self.line, self.after
        if max(line.size, after.size) > OTHER_SIZE * min(line.size, after.size):
            return False
        return line.is_bold == after.is_bold or (self._is_full() and after.text[0].islower())

    def _is_in_place(self) -> bool:
        """Tell whether the next line begins where a line of the same paragraph does."""
        shift = (self.after.left - self.line.left) / self.after.size
        if shift > INDENT:  # below the words of a list's item, not below its number
            return self.is_first and self.in_list
        if shift < -INDENT:  # back from the first line, which was set in
            return self.is_first and self.after.left <= self.column.left + INDENT * self.after.size
        return True

    def _is_full(self) -> bool:
        """Tell whether the first word of the next line no longer fitted."""
        line = self.line
        if self.column.is_justified and _STOP.search(line.text) and line.right < self.column.right - AT_THE_EDGE * line.size:
            return False  # a justified text ends all lines at the edge but the last ones of its paragraphs
        tolerance = TOLERANCE if line.space else TOLERANCE_UNSPACED
        return line.right + line.space + self.after.first_word > self.column.right - tolerance * line.size

    def _goes_on_small(self) -> bool:
        is_long = self.line.right - self.line.left > (self.column.right - self.column.left) / 2
        return self.after.text[0].islower() and is_long and not _END.search(self.line.text)

    def _is_centred(self) -> bool:
        line, after = self.line, self.after
        if min(line.left, after.left) <= self.column.left + INDENT * line.size:
            return False
        own, its = (line.left + line.right) / 2, (after.left + after.right) / 2
        is_near = abs(own - (self.column.left + self.column.right) / 2) <= 2 * CENTRED * line.size
        return is_near and abs(own - its) <= CENTRED * line.size

    def _fills_its_width(self) -> bool:
        needed = self.line.right - self.line.left + self.line.space + self.after.first_word
        return needed > self.column.right - self.column.left - TOLERANCE * self.line.size

    def _is_title(self) -> bool:
        return min(self.line.size, self.after.size) > TITLE_SIZE * self.setting.size

    def _is_one_title(self) -> bool:
        """Tell the second line of a title from a day or a name below it."""
        line, after = self.line.text, self.after.text
        return not _END.search(line) and line.isupper() == after.isupper() and not (_LONG_NUMBER.search(after) and not self._is_full())


def _setting(pages: Sequence[Sequence[PlacedLine]]) -> _Setting:
    lines = [line for page in pages for line in page]
    letters = sorted((line.size, len(line.text)) for line in lines)
    up_to = list(accumulate(length for _, length in letters))
    size = next((each for (each, _), seen in zip(letters, up_to, strict=True) if 2 * seen >= up_to[-1]), 1.0)
    steps = [(line, after) for page in pages for line, after in pairwise(page)]
    gaps = sorted(
        (line.base - after.base) / line.size
        for line, after in steps
        if line.base > after.base and max(line.size, after.size) <= OTHER_SIZE * min(line.size, after.size)
    )
    # the lines of a paragraph are nearest to one another; single lines may be nearer still, such as those with a raised number
    leading = gaps[len(gaps) // 10] if gaps else 1.2
    return _Setting(size, leading, sum(1 for line in lines if _DASH.match(line.text)))


def _columns(pages: Sequence[Sequence[PlacedLine]]) -> list[_Column]:
    """Find the column of every line: those drawn downwards one after the other, together with those of other pages in the same place."""
    stretches: list[list[PlacedLine]] = []
    for page in pages:
        for place, line in enumerate(page):
            if place == 0 or line.base > page[place - 1].base + line.size:
                stretches.append([])
            stretches[-1].append(line)
    size = median(line.size for stretch in stretches for line in stretch) if stretches else 1.0
    lefts = [min(line.left for line in stretch) for stretch in stretches]
    places: list[list[int]] = []  # stretches by where they begin
    for each in sorted(range(len(stretches)), key=lefts.__getitem__):
        if places and lefts[each] - lefts[places[-1][0]] <= SAME_PLACE * size:
            places[-1].append(each)
        else:
            places.append([each])
    columns: dict[int, _Column] = {}
    for alike in places:
        beside = [line for each in alike for line in stretches[each]]
        plain = [line for line in beside if line.size <= OTHER_SIZE * size] or beside
        column = _column(plain)
        columns.update((each, column) for each in alike)
    return [columns[each] for each, stretch in enumerate(stretches) for _ in stretch]


def _column(lines: Sequence[PlacedLine]) -> _Column:
    rights = [line.right for line in lines]
    usual = median(rights)
    at_edge = sum(abs(line.right - usual) <= SAME_EDGE * line.size for line in lines)
    is_justified = at_edge >= FEWEST_AT_THE_EDGE and at_edge >= JUSTIFIED * len(lines)
    return _Column(min(line.left for line in lines), _edge(rights), is_justified)


def _edge(rights: list[float]) -> float:
    """Return where lines end at the right: the widest, or of many lines nearly the widest, since single ones run over."""
    return sorted(rights)[-1 - min(len(rights) // 10, 4)]
