"""A report as bytes, and as a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from analytics.errors import ExportError
from analytics.exports.files import make_folder, write_file
from analytics.exports.report.content import build_report
from analytics.study.naming import LONGEST_NAME, readable_name

if TYPE_CHECKING:
    from pathlib import Path

    from analytics.exports.report.model import Report
    from analytics.exports.report.options import ReportOptions
    from analytics.pipeline import Analysis

ReportFormat = Literal["html", "docx", "pdf"]

FORMATS: tuple[ReportFormat, ...] = get_args(ReportFormat)
"""A page to mail, a document to edit, pages to print."""


@dataclass(frozen=True, slots=True)
class WrittenReport:
    """A report on disk.

    Parameters
    ----------
    file : pathlib.Path
        Where it was written.
    bytes : int
        Its size.
    notices : tuple of str
        What the reader will miss in it, in sentences: letters without a font.
    """

    file: Path
    bytes: int
    notices: tuple[str, ...] = ()


def render_report(analysis: Analysis, report_format: ReportFormat, *, options: ReportOptions | None = None) -> bytes:
    """Write a report.

    Parameters
    ----------
    analysis : Analysis
        What to report.
    report_format : {"html", "docx", "pdf"}
        See `FORMATS`.
    options : ReportOptions, optional
        What it holds; everything by default.

    Returns
    -------
    bytes
        The same for the same analysis and options, on machines with the same fonts. HTML holds all it needs and asks for nothing.

    Raises
    ------
    ExportError
        If the format is not one of these, or the report cannot be drawn.
    SettingsError
        If the options name a section, outlet or theme that does not exist, or the note is too long.
    """
    return _draw(build_report(analysis, options), _known_format(report_format))[0]


def write_report(analysis: Analysis, path: Path, *, options: ReportOptions | None = None) -> WrittenReport:
    """Write a report into a file: whole, or not at all.

    Parameters
    ----------
    analysis : Analysis
        What to report.
    path : pathlib.Path
        The file; its ending chooses the format. Its folder is made if need be, a file of that name is replaced.
    options : ReportOptions, optional
        What it holds; everything by default.

    Returns
    -------
    WrittenReport
        The file, and what its reader will miss.

    Raises
    ------
    ExportError
        If the ending is unknown, the file cannot be written or the report cannot be drawn.
    SettingsError
        As in `render_report`.
    """
    report_format = format_of(path)
    prepare_place(path)
    content, notices = _draw(build_report(analysis, options), report_format)
    write_file(path, content)
    return WrittenReport(path, len(content), notices)


def format_of(path: Path) -> ReportFormat:
    """Return the format that the ending of a file chooses.

    Raises
    ------
    ExportError
        If it is none of `FORMATS`.
    """
    return _known_format(path.suffix.lower().removeprefix("."))


def prepare_place(path: Path) -> None:
    """Make the folder of a file where it is missing.

    Raises
    ------
    ExportError
        If it cannot be made, or the path is a folder itself.
    """
    if path.is_dir():
        raise ExportError(f"{path} is a folder; expected the name of a file that ends in {_endings()}.")
    make_folder(path.parent)


def report_name(analysis: Analysis, report_format: ReportFormat) -> str:
    """Name a file after the study.

    Parameters
    ----------
    analysis : Analysis
        Gives the title.
    report_format : {"html", "docx", "pdf"}
        Gives the ending.

    Returns
    -------
    str
        Letters, digits and hyphens of any script, no blank, no slash: such as ``leftout-report-rivers-pact.pdf``.
    """
    prefix = "leftout-report-"
    return f"{readable_name(prefix + analysis.study.title, len(prefix) + LONGEST_NAME)}.{report_format}"


def _known_format(name: str) -> ReportFormat:
    for known in FORMATS:
        if name == known:
            return known
    raise ExportError(f"A report is written as {', '.join(FORMATS)}, not as {name!r}. Name a file that ends in {_endings()}.")


def _endings() -> str:
    return " or ".join(f".{name}" for name in FORMATS)


def _draw(report: Report, report_format: ReportFormat) -> tuple[bytes, tuple[str, ...]]:
    # each renderer is loaded when it is needed: the PDF's alone is 80 MB
    if report_format == "html":
        from analytics.exports.report.html import draw_html

        return draw_html(report), ()
    if report_format == "docx":
        from analytics.exports.report.word import draw_word

        return draw_word(report), ()
    from analytics.exports.report.pdf import draw_pdf, missing_letters

    printed = draw_pdf(report)
    return printed.content, tuple(filter(None, [missing_letters(printed.letters)]))
