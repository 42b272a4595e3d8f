"""The report: what was found, with the proof, as a page to mail, a document to edit, and pages to print."""

from analytics.exports.report.options import LONGEST_NOTE, SECTIONS, ReportOptions
from analytics.exports.report.writing import FORMATS, ReportFormat, WrittenReport, render_report, report_name, write_report

__all__ = [
    "FORMATS",
    "LONGEST_NOTE",
    "SECTIONS",
    "ReportFormat",
    "ReportOptions",
    "WrittenReport",
    "render_report",
    "report_name",
    "write_report",
]
