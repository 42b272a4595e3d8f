"""What a report holds: sections of blocks, without a word on how they look.

All renderers draw these and nothing else, so that the three formats say the same. Strings are plain text, never markup. A text that
belongs to the study carries its language; the program's own words are English. Anchors are made by the program (``c1``, ``c1s2``), so
no word of a study becomes an address.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    import altair as alt

    from analytics.schema import Verdict

Kind = Literal["text", "number"]
"""How a column is set: to the left, or to the right."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading within a section.

    Parameters
    ----------
    text : str
        Its words.
    level : {3, 4}
        3 stands under the section's own, 4 under a 3.
    anchor : str
        Address to link to; empty for none.
    language : str
        Language of words of the study; empty for the program's own.
    """

    text: str
    level: Literal[3, 4] = 3
    anchor: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; ``note`` is small print, ``warning`` must not be overlooked."""

    text: str
    style: Literal["body", "note", "warning"] = "body"
    language: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """One item of a list: a text, what it rests on, and where its proof stands (an anchor; empty for none)."""

    text: str
    note: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Points:
    """A list; the items of an ordered one are numbered."""

    items: tuple[Point, ...]
    is_ordered: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Terms and what they are."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Column:
    """The head of a column, and its share of the width (0: as wide as its words)."""

    title: str
    kind: Kind = "text"
    width: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a grid: a text, its language if it is the study's, and an anchor to link to (empty for none)."""

    text: str
    language: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table. The first cell of a row is its head."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """A verdict in the matrix.

    Parameters
    ----------
    verdict : {"covered", "partial", "omitted"}
        The verdict.
    is_close : bool
        Whether a probability is near one half.
    is_checked : bool
        Whether a person gave the verdict.
    link : str
        Anchor of its evidence; empty for none.
    """

    verdict: Verdict
    is_close: bool
    is_checked: bool
    link: str = ""


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A commitment in the matrix, one cell a source."""

    id: str
    label: str
    link: str
    cells: tuple[MatrixCell, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Verdicts: commitments as rows in groups (theme, rows), sources as columns.

    Parameters
    ----------
    caption : str
        What it shows.
    language : str
        Language of labels and themes.
    sources : tuple of str
        Names of the columns.
    groups : tuple of (str, tuple of MatrixRow)
        Theme and its rows.
    has_words : bool
        Whether the columns are few enough to say each verdict in a word beside its sign.
    """

    caption: str
    language: str
    sources: tuple[str, ...]
    groups: tuple[tuple[str, tuple[MatrixRow, ...]], ...]
    has_words: bool


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart, a name for it that is unique in the report, and the same in words."""

    name: str
    chart: alt.LayerChart
    text: str


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage within the words around it.

    Parameters
    ----------
    before, marked, after : str
        Joined they stand so in the text, but for an ellipsis where the context is cut.
    language : str
        Language of the text.
    is_rtl : bool
        Whether it runs from right to left.
    place : str
        Where it stands, in words.
    """

    before: str
    marked: str
    after: str
    language: str
    is_rtl: bool
    place: str


@dataclass(frozen=True, slots=True)
class Telling:
    """How one source tells a commitment, with the proof.

    Parameters
    ----------
    anchor, outlet : str
        Address, and who tells.
    verdict : {"covered", "partial"}
        The verdict.
    sureness : str
        Its probabilities, in words.
    checked : str
        Who checked it and what the program had said; empty where nobody did.
    quotes : tuple of Quote
        What it rests on, best first.
    found, missing : tuple of str
        Parts of the commitment that it tells, and that it does not.
    differing : tuple of str
        Facts told differently.
    force : tuple of str
        How binding it is told, against the statement; empty where that is not clear.
    """

    anchor: str
    outlet: str
    verdict: Verdict
    sureness: str
    checked: str
    quotes: tuple[Quote, ...]
    found: tuple[str, ...]
    missing: tuple[str, ...]
    differing: tuple[str, ...]
    force: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Omission:
    """A source that leaves a commitment out, how sure that is, and who checked it (empty where nobody did)."""

    anchor: str
    outlet: str
    sureness: str
    checked: str


@dataclass(frozen=True, slots=True)
class Proof:
    """Everything about one commitment: its own words, who tells it, who leaves it out."""

    heading: Heading
    facts: str
    statement: Quote
    told: tuple[Telling, ...]
    left_out: tuple[Omission, ...]


Block: TypeAlias = Heading | Paragraph | Points | Facts | Grid | Matrix | Figure | Proof


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report under a heading of its own."""

    id: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report.

    Parameters
    ----------
    title, language : str
        Name of the study, and language of the statement.
    subtitle : str
        What was compared, in a sentence.
    made : str
        When and with what.
    note : tuple of str
        The user's words, one string a paragraph.
    restriction : str
        What the report is restricted to; empty if to nothing.
    sections : tuple of Section
        In their order.
    """

    title: str
    language: str
    subtitle: str
    made: str
    note: tuple[str, ...]
    restriction: str
    sections: tuple[Section, ...] = field(default=())
