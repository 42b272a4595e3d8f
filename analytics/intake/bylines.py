"""Who wrote an article, for whom and when, as the lines below its headline say; what is not plain is left open."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from analytics.errors import Fault
from analytics.intake.byline_words import Line, patterns_of_bylines, read_label, read_line
from analytics.study.readers.cleaning import one_line
from analytics.study.readers.model import Removed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analytics.study.readers import ReadDocument

FORMATS = ("txt", "md", "pdf", "docx")
"""Formats that say nothing, or little, of an article themselves."""

FEWEST_LABELS = 2
"""Lines such as "Outlet: The Daily" from which they count."""

HEAD_LINES = 10
"""Lines in which bylines are looked for."""

LONGEST_HEAD_LINE = 220
"""Longer lines, in characters, are running text: the head ends before."""

LONGEST_TITLE_WORDS = 25
"""Words of a headline."""

FEWEST_TITLE_WORDS = 2
"""Words that a headline has at least; where words are not separated, `FEWEST_TITLE_SIGNS` will do."""

FEWEST_TITLE_SIGNS = 5
"""Signs of a headline in a script without blanks."""

RUNNING_WORDS = 8
"""Words from which a line that ends a sentence is running text; of a script without blanks `RUNNING_SIGNS`."""

RUNNING_SIGNS = 20
"""The same in signs."""

_SENTENCE_END = re.compile(r"[.。!?！？;；:：,，][)\]\"'”»」』]*$")
_HARD_END = re.compile(r"[.。;；:：,，、][)\]\"'”»」』]*$")
_YEAR = re.compile(r"\d{4}")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
# an archive's codes: of the headline, and of the paragraphs that begin the lead and the rest
_CODED = re.compile(r"HD\s")
_CODE_OF_TEXT = re.compile(r"^(?:LP|TD)\s+(?=\S)", re.MULTILINE)
_MARKS = "#*_ \t\u3000"


class Head(NamedTuple):
    """What the head of an article says.

    Parameters
    ----------
    title, author, outlet, day : str
        Each empty where it is not plain; the day as ISO 8601.
    open_day : str
        A day as it is written, which lacks its year or can be read in two ways; empty where there is none, or another is plain.
    bylines : tuple of int
        Numbers of the lines of the text, from 0, that hold nothing but such words.
    unclear : tuple of (str, str)
        Lines of which nothing counts, each with the name in it that may be a place or an outlet.
    """

    title: str = ""
    author: str = ""
    outlet: str = ""
    day: str = ""
    open_day: str = ""
    bylines: tuple[int, ...] = ()
    unclear: tuple[tuple[str, str], ...] = ()


def read_head(text: str, language: str) -> Head:
    r"""Read headline, author, outlet and day of publication from the first lines of an article.

    Parameters
    ----------
    text : str
        The article as read.
    language : str
        Language code, for the names of months.

    Returns
    -------
    Head
        A day counts where its line holds nothing but what bylines hold, or where it stands in an agency's dateline; not in running text,
        and not the day of an update. An outlet is an agency, or a name such as newspapers have. A headline is the first other line, if
        it ends no sentence and the next line begins none in its middle.

    Examples
    --------
    >>> read_head("Towns agree on ferries\nBy Jane Doe | The Daily Example | 17 January 2026\n\nSix towns have agreed.", "en")[:4]
    ('Towns agree on ferries', 'Jane Doe', 'The Daily Example', '2026-01-17')
    """
    lines = [(number, line.strip(_MARKS)) for number, line in enumerate(text.split("\n")) if line.strip(_MARKS)]
    read: list[tuple[int, Line]] = []
    unclear: list[tuple[str, str]] = []
    others: list[int] = []
    short = [line for _, line in lines[:HEAD_LINES] if len(line) <= LONGEST_HEAD_LINE]
    has_labels = sum(read_label(line, language) is not None for line in short) >= FEWEST_LABELS
    place = 0
    for place, (number, line) in enumerate(lines[:HEAD_LINES]):
        is_short = len(line) <= LONGEST_HEAD_LINE
        has_author = any(each.author for _, each in read)
        known = _line(line, language, place, has_labels=has_labels, text=text, is_below_author=has_author) if is_short else None
        if known is not None and known.unclear:
            unclear.append((line, known.unclear))
        elif known is not None:
            read.append((number, known))
        elif _is_running(line):
            break
        else:
            others.append(place)
    dateline = _dateline([line for _, line in lines[place : place + 1]], language)
    return _summed(read, dateline, _title(lines, others))._replace(unclear=tuple(unclear))


def _line(line: str, language: str, place: int, *, has_labels: bool, text: str, is_below_author: bool) -> Line | None:
    labelled = read_label(line, language) if has_labels else None
    return labelled or read_line(line, language, is_first=place == 0, text=text, is_below_author=is_below_author)


def with_byline(document: ReadDocument) -> ReadDocument:
    """Fill in what an article's own head says of it, and cut its bylines away.

    Parameters
    ----------
    document : ReadDocument
        As read, with its language.

    Returns
    -------
    ReadDocument
        Title, outlet and day where its file gives none; the author of a byline goes before the one that a file names, who made the file.
        What was cut stands in ``removed``. Texts of other formats than `FORMATS` stay as they are.
    """
    if document.format not in FORMATS or document.id:
        return document
    head = read_head(document.text, document.language or "en")
    lines = document.text.split("\n")
    cut = tuple(Removed(lines[number].strip(), "byline") for number in head.bylines)
    kept = "\n".join(line for number, line in enumerate(lines) if number not in head.bylines).strip("\n")
    if cut and any(_CODED.match(each.text) for each in cut):
        kept = _CODE_OF_TEXT.sub("", kept)
    if not any(map(str.isalnum, kept)):
        return document
    faults = [_of_open_day(document.name, head.open_day)] if head.open_day and not document.date else []
    faults += [_of_unclear(document.name, *each) for each in head.unclear]
    return replace(
        document,
        text=kept if cut else document.text,
        title=document.title or head.title,
        author=head.author or document.author,
        outlet=document.outlet or head.outlet,
        date=document.date or head.day,
        removed=(*document.removed, *cut),
        faults=(*document.faults, *faults),
    )


def _of_open_day(name: str, written: str) -> Fault:
    lacks = "which can be read in two ways" if _YEAR.search(written) else "without a year"
    return Fault(name, f"gives the day {one_line(written, 40)!r} in its head, {lacks}. Write the whole day in.", severity="notice")


def _of_unclear(name: str, line: str, unclear: str) -> Fault:
    message = (
        f"has the line {one_line(line, 120)!r} in its head, of which nothing was taken and nothing cut: {one_line(unclear, 60)!r} may be a "
        "place, an outlet or something else. Write author, outlet and day in, and take the line out of the text."
    )
    return Fault(name, message, severity="notice")


def _is_running(line: str) -> bool:
    """Tell running text from the lines of a head: long, or a sentence that ends."""
    if len(line) > LONGEST_HEAD_LINE:
        return True
    ends = _SENTENCE_END.search(line) is not None
    is_long = len(line.split()) >= RUNNING_WORDS or len(_UNSPACED.findall(line)) >= RUNNING_SIGNS
    return bool(patterns_of_bylines().dateline.match(line)) or (ends and is_long and not line.endswith(("?", "!", "？", "！")))


def _dateline(lines: Sequence[str], language: str) -> Line | None:
    """Read the dateline with which running text begins: "TOKYO, Jan 17 (Reuters) -"."""
    match = patterns_of_bylines().dateline.match(lines[0]) if lines else None
    if match is None:
        return None
    words = next(group for group in match.groups() if group)
    if match["named"]:
        # who stands there behind place and day is an agency, known or not
        words, _, name = words.rstrip(")").rpartition("(")
        read = read_line(words, language, is_first=False, is_dateline=True)
        return read._replace(outlet=name) if read is not None and (read.days or read.open_day) else None
    # the place stands before the agency without a blank: 【東京時事】
    words = patterns_of_bylines().agency_behind.sub(", ", words)
    return read_line(words.replace("(", ", ").replace(")", ", "), language, is_first=False, is_dateline=True)


def _title(lines: Sequence[tuple[int, str]], others: Sequence[int]) -> str:
    """Choose the first line of the head that is no byline, if it is a headline."""
    others = [place for place in others if not _is_above_a_title(lines[place][1])]
    if not others or others[0] + 1 >= len(lines):
        return ""
    line, below = lines[others[0]][1], lines[others[0] + 1][1]
    n_words = len(line.split())
    is_long_enough = n_words >= FEWEST_TITLE_WORDS or len(_UNSPACED.findall(line)) >= FEWEST_TITLE_SIGNS
    goes_on = below[:1].islower() and not patterns_of_bylines().by.match(below)
    is_title = is_long_enough and n_words <= LONGEST_TITLE_WORDS and not _HARD_END.search(line) and not goes_on
    return line if is_title and line[:1].isalnum() | (line[:1] in "«“\"'‘„「『¿¡") else ""


def _is_above_a_title(line: str) -> bool:
    """Tell a word that names a section ("OPINION"), and a name that may be the author's or begin a headline."""
    is_word = len(line.split()) == 1 and not _UNSPACED.search(line)
    return is_word or read_line(line, "en", is_first=False) is not None


def _summed(read: Sequence[tuple[int, Line]], dateline: Line | None, title: str) -> Head:
    """Put together what the lines say; where two differ, neither counts."""
    found = [line for _, line in read]
    days = _only(day for line in found for day in line.published) or _only(day for line in found for day in line.days)
    authors, outlets = _only(line.author for line in found), _only(line.outlet for line in found)
    if dateline is not None:
        has_open = any(line.open_day for line in found)
        days = days or ("" if has_open else _only(dateline.days))
        outlets = outlets or dateline.outlet
    day_written = next((line.open_day for line in (*found, *([dateline] if dateline else [])) if line.open_day), "")
    title = next((line.title for line in found if line.title), title)
    return Head(title, authors, outlets, days, "" if days else day_written, tuple(number for number, _ in read))


def _only(values: Iterator[str] | Sequence[str]) -> str:
    different = {value for value in values if value}
    return different.pop() if len(different) == 1 else ""
