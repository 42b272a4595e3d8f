"""What figures look like as files, and what of the study they show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    import datetime

FigureKind = Literal["png", "png-2x", "png-small", "svg", "pdf", "html", "json"]

FIGURE_KINDS: tuple[FigureKind, ...] = get_args(FigureKind)
"""Files that a chart can become; the small PNG has twice the pixels and 256 colours."""


@dataclass(frozen=True, slots=True)
class FigureOptions:
    """What figures look like as files.

    Parameters
    ----------
    kinds : tuple of str
        Some of `FIGURE_KINDS`; all by default.
    width : str
        A key of `analytics.exports.figures.FIGURE_WIDTHS`: slide, page or column.
    dark : bool
        Whether they are light on dark.
    outlets, themes : tuple of str
        Outlets (or ids of sources) and themes to keep; none for all. What is kept stands under the title. With outlets named, these are
        the ones compared, and each gets its lanes; without, the first two are compared, and at most the first twelve get lanes.
    term : str
        Word or phrase to count in every text; by default the best keyphrase of the first source that has one.
    made_on : datetime.date, optional
        Day to print. Without one the same study gives the same bytes on any day.
    """

    kinds: tuple[FigureKind, ...] = FIGURE_KINDS
    width: str = "page"
    dark: bool = False
    outlets: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    term: str = ""
    made_on: datetime.date | None = None
