"""What can be chosen about a report, and what is wrong with a choice."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal, get_args

from analytics.charts.counting import number_of
from analytics.errors import SettingsError
from analytics.language.direction import isolated
from analytics.measures.coverage.model import named_model
from analytics.measures.omissions import omission_table
from analytics.measures.rates import rate_table
from analytics.schema import TABLES
from analytics.study.shortening import shorten

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable

    import pandas as pd

    from analytics.pipeline import Analysis

SectionName = Literal[
    "findings",
    "compared",
    "figures",
    "matrix",
    "omissions",
    "discrepancies",
    "additions",
    "voices",
    "reuse",
    "themes",
    "keywords",
    "methods",
    "evidence",
    "provenance",
]

SECTIONS: tuple[SectionName, ...] = get_args(SectionName)
"""Sections of a report, in the order in which they stand."""

LONGEST_NOTE = 20_000
"""Longest note, in characters: about six pages."""

_NAMED = 8
"""Names listed in a message; more are counted."""


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """What a report holds.

    Parameters
    ----------
    sections : tuple of str
        Some of `SECTIONS`; their order does not matter. All by default.
    outlets : tuple of str
        Outlets, or ids of sources, to restrict the report to; none for all.
    themes : tuple of str
        Themes of commitments to restrict the report to; none for all.
    note : str
        The user's own words, put on top as plain text; a line break begins a new paragraph. At most `LONGEST_NOTE` characters.
    made_on : datetime.date, optional
        Day to put on the report. Without one the same study gives the same bytes on any day.
    """

    sections: tuple[str, ...] = SECTIONS
    outlets: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    note: str = ""
    made_on: datetime.date | None = None


def check_options(options: ReportOptions) -> None:
    """Check what can be checked without an analysis.

    Raises
    ------
    SettingsError
        If a section is unknown, no section is chosen or the note is too long.
    """
    _known(options.sections, SECTIONS, "section")
    if not options.sections:
        raise SettingsError(f"No section was chosen. Choose at least one of: {', '.join(SECTIONS)}.")
    if len(options.note) > LONGEST_NOTE:
        raise SettingsError(
            f"The note has {len(options.note):,} characters; at most {LONGEST_NOTE:,} fit. Shorten it, or hand it on as a file of its own."
        )


def restricted(analysis: Analysis, options: ReportOptions) -> Analysis:
    """Restrict an analysis to the outlets and themes that were chosen.

    Parameters
    ----------
    analysis : Analysis
        All of it; not changed.
    options : ReportOptions
        Names the outlets and themes.

    Returns
    -------
    Analysis
        Its tables hold the chosen sources and commitments. Rates are computed anew, as means over the chosen commitments, and so are the
        chances of omissions, among the chosen sources. Keyness and the shares of emphasis stay what they are: measured within the whole
        study.

    Raises
    ------
    SettingsError
        If an outlet or theme is not part of the study.
    """
    sources, commitments = _chosen_sources(analysis, options.outlets), _chosen_commitments(analysis, options.themes)
    if not (options.outlets or options.themes):
        return analysis
    tables: dict[str, Any] = {name: _rows(analysis.table(name), sources, commitments) for name in TABLES if name != "rates"}
    if options.outlets:
        cells = analysis.coverage[analysis.coverage["source"].isin(sources)]
        tables["omissions"] = _rows(omission_table(cells, analysis.sources, analysis.commitments), sources, commitments)
    if options.themes:
        emphasis = tables["emphasis"]
        is_theme = emphasis["level"] == "theme"
        tables["emphasis"] = emphasis[emphasis["item"].isin(options.themes).where(is_theme, emphasis["item"].isin(commitments))]
        tables["rates"] = rate_table(
            tables["coverage"], level=analysis.settings.interval_level, rate_error=named_model(analysis.settings.weights).rate_error
        )
    else:
        tables["rates"] = _rows(analysis.rates, sources, commitments)
    return replace(analysis, **tables)


def restriction(analysis: Analysis, shown: Analysis, options: ReportOptions) -> str:
    """Say what a report is restricted to; empty if to nothing."""
    parts = []
    if options.outlets:
        named = ", ".join(isolated(name) for name in dict.fromkeys(shown.sources["outlet"]))
        parts.append(f"{len(shown.sources)} of {number_of(len(analysis.sources), 'source')} ({named})")
    if options.themes:
        named = ", ".join(isolated(theme) for theme in dict.fromkeys(shown.commitments["theme"]))
        parts.append(f"{len(shown.commitments)} of {number_of(len(analysis.commitments), 'commitment')} (themes: {named})")
    if not parts:
        return ""
    return f"Restricted to {' and '.join(parts)}. “Every source” and “all” mean these."


def _chosen_sources(analysis: Analysis, outlets: tuple[str, ...]) -> list[str]:
    ids, names = list(analysis.sources["source"]), list(analysis.sources["outlet"])
    _known(outlets, [*dict.fromkeys(names), *ids], "outlet")
    return [source for source, name in zip(ids, names, strict=True) if not outlets or source in outlets or name in outlets]


def _chosen_commitments(analysis: Analysis, themes: tuple[str, ...]) -> list[str]:
    table = analysis.commitments
    _known(themes, list(dict.fromkeys(table["theme"])), "theme")
    return list(table.loc[table["theme"].isin(themes), "commitment"] if themes else table["commitment"])


def _known(names: Iterable[str], known: Iterable[str], what: str) -> None:
    known = list(dict.fromkeys(known))
    unknown = [name for name in names if name not in known]
    if unknown:
        more = f" and {len(known) - _NAMED} more" if len(known) > _NAMED + len(SECTIONS) else ""
        listed = ", ".join(f"“{shorten(name, 60)}”" for name in (known[:_NAMED] if more else known))
        raise SettingsError(f"There is no {what} “{shorten(unknown[0], 60)}” here. Choose from: {listed}{more}.")


def _rows(frame: pd.DataFrame, sources: list[str], commitments: list[str]) -> pd.DataFrame:
    """Keep the rows of the chosen sources and commitments; a row that concerns no single one of them stays."""
    if "source" in frame.columns:
        frame = frame[frame["source"].isin(sources)]
    if "other" in frame.columns:
        frame = frame[frame["other"].isin([*sources, ""])]
    if "commitment" in frame.columns:
        frame = frame[frame["commitment"].isin([*commitments, ""])]
    return frame.reset_index(drop=True)
