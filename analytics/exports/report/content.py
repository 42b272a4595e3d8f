"""An analysis in, the content of its report out: pure, and the same whatever it is drawn as."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

from analytics.charts.counting import number_of
from analytics.exports.report.material import gather
from analytics.exports.report.model import Figure, Report, Section
from analytics.exports.report.options import SECTIONS, ReportOptions, check_options, restricted, restriction
from analytics.exports.report.sections.evidence import evidence_section
from analytics.exports.report.sections.lists import (
    additions_section,
    discrepancies_section,
    keywords_section,
    omissions_section,
    themes_section,
)
from analytics.exports.report.sections.matrix import matrix_section
from analytics.exports.report.sections.methods import methods_section, provenance_section
from analytics.exports.report.sections.speech import reuse_section, voices_section
from analytics.exports.report.sections.summary import compared_section, figures_section, findings_section
from analytics.exports.report.words import printable

if TYPE_CHECKING:
    from collections.abc import Callable

    from analytics.exports.report.material import Material
    from analytics.exports.report.model import Block
    from analytics.exports.report.options import SectionName
    from analytics.pipeline import Analysis

Part = TypeVar("Part")

_WRITERS: dict[SectionName, tuple[str, Callable[[Material], tuple[Block, ...]]]] = {
    "findings": ("Findings", findings_section),
    "compared": ("What was compared", compared_section),
    "figures": ("Figures", figures_section),
    "matrix": ("Coverage matrix: who tells what", matrix_section),
    "omissions": ("Left out", omissions_section),
    "discrepancies": ("Told differently", discrepancies_section),
    "additions": ("Said beyond the statement", additions_section),
    "voices": ("Who is quoted", voices_section),
    "reuse": ("Words in common", reuse_section),
    "themes": ("Themes and emphasis", themes_section),
    "keywords": ("Keyphrases and distinctive words", keywords_section),
    "methods": ("Methods and limits", methods_section),
    "evidence": ("Appendix: evidence", evidence_section),
    "provenance": ("Appendix: what this report was made from", provenance_section),
}


def build_report(analysis: Analysis, options: ReportOptions | None = None) -> Report:
    """Write the content of a report.

    Parameters
    ----------
    analysis : Analysis
        What to report. With reviews in its table ``coverage`` (columns ``reviewer`` and ``program_verdict``), checked verdicts are marked.
    options : ReportOptions, optional
        What it holds; everything by default.

    Returns
    -------
    Report
        Without control characters, and with links only to what the report holds.

    Raises
    ------
    SettingsError
        If the options name a section, outlet or theme that does not exist, or the note is too long.
    """
    options = options or ReportOptions()
    check_options(options)
    shown = restricted(analysis, options)
    sections = tuple(name for name in SECTIONS if name in options.sections)
    material = gather(analysis, shown, sections)
    words = int(shown.sources["words"].sum())
    compared = (
        f"{number_of(len(shown.commitments), 'commitment')} of this statement, {number_of(len(shown.sources), 'source')}, {words:,} words."
    )
    report = Report(
        title=analysis.study.title,
        language=analysis.study.language,
        subtitle=f"What each outlet kept of the statement, and what it left out. Compared: {compared}",
        made=_made(analysis, options),
        note=tuple(line for line in options.note.replace("\r", "\n").split("\n") if line.strip()),
        restriction=restriction(analysis, shown, options),
        sections=tuple(Section(name, _WRITERS[name][0], _WRITERS[name][1](material)) for name in sections),
    )
    return _cleaned(report)


def _made(analysis: Analysis, options: ReportOptions) -> str:
    made = f"Made with Leftout {analysis.provenance['leftout']}"
    return f"{made} on {options.made_on.isoformat()}." if options.made_on else f"{made}."


def _cleaned(part: Part) -> Part:
    """Make every string of the content printable, and leave all else as it is; a chart is cleaned where it is drawn."""
    changed: Any = part
    if isinstance(part, str):
        changed = printable(part)
    elif isinstance(part, tuple):
        changed = tuple(_cleaned(item) for item in part)
    elif isinstance(part, Figure):
        changed = replace(part, text=printable(part.text))
    elif is_dataclass(part) and not isinstance(part, type):
        changed = replace(part, **{field.name: _cleaned(getattr(part, field.name)) for field in fields(part)})
    cleaned: Part = changed
    return cleaned
