"""A report as PDF to print. The template reads the content as data, so that no text of a study can act as a command."""

from __future__ import annotations

import json
import re
import tempfile
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import typst

from analytics.charts.theme import LIGHT, VERDICT_SYMBOLS
from analytics.errors import ExportError
from analytics.exports.report.figures import drawing, size
from analytics.exports.report.model import Figure, Report
from analytics.exports.report.packed_pdf import packed_pdf
from analytics.exports.report.words import CHECKED_SIGN, CLOSE_SIGN

MARK, LINK = "#ffe9a8", "#1d4e89"
"""Colours of marked quotes and of links on paper."""

ACCESSIBLE = "ua-1"
"""The standard of the file: tagged for screen readers. It does not allow letters without a font."""

SHOWN_LETTERS = 20
"""Letters named that no font has."""

_WITHOUT_FONT = re.compile(r'the text `"(.*?)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-fA-F]+)\}")


@dataclass(frozen=True, slots=True)
class Printed:
    """A PDF, and the letters in it that no font of this machine has (drawn as empty boxes)."""

    content: bytes
    letters: tuple[str, ...]


def draw_pdf(report: Report) -> Printed:
    """Draw a report as PDF.

    Parameters
    ----------
    report : Report
        The content.

    Returns
    -------
    Printed
        PDF/UA-1 where every letter has a font. Otherwise a PDF without that standard whose first page names the letters that are
        missing. Neither time nor place is written: the same content gives the same bytes on machines with the same fonts.

    Raises
    ------
    ExportError
        If the pages cannot be laid out.
    """
    data = _data(report)
    try:
        return Printed(packed_pdf(_compile(data, [ACCESSIBLE])), ())
    except typst.TypstError as error:
        letters = _letters(error.diagnostic)
        if "PDF/UA-1" not in error.diagnostic:
            raise ExportError(f"The report could not be laid out as PDF: {error.message}. Write it as html or docx instead.") from error
    return Printed(packed_pdf(_compile({**data, "missing": missing_letters(letters)}, [])), letters)


def missing_letters(letters: tuple[str, ...]) -> str:
    """Say which letters have no font; empty if all have one."""
    if not letters:
        return ""
    named = " ".join(letters[:SHOWN_LETTERS])
    codes = ", ".join(f"U+{ord(letter):04X}" for letter in letters[:SHOWN_LETTERS])
    more = f" and {len(letters) - SHOWN_LETTERS} more" if len(letters) > SHOWN_LETTERS else ""
    return (
        f"No font on this machine has these characters, which stand here as empty boxes: {named} ({codes}){more}. Install a font for them."
    )


def _letters(diagnostic: str) -> tuple[str, ...]:
    found = (_ESCAPED.sub(lambda code: chr(int(code[1], 16)), text) for text in _WITHOUT_FONT.findall(diagnostic))
    return tuple(dict.fromkeys("".join(found)))


def _compile(data: dict[str, Any], standards: list[Any]) -> bytes:
    """Lay out the pages in a folder that holds the template alone: there is no other file to read, and no package."""
    with tempfile.TemporaryDirectory(prefix="leftout-report-") as folder:
        template = Path(folder) / "report.typ"
        template.write_bytes(_template())
        content, _ = typst.compile_with_warnings(
            template,
            root=template.parent,
            format="pdf",
            sys_inputs={"report": json.dumps(data, ensure_ascii=False)},
            pdf_standards=standards,
            package_path=template.parent,
            package_cache_path=template.parent,
            timestamp=0,
        )
    if not isinstance(content, bytes):
        raise ExportError("The report could not be laid out as PDF: no pages came back. Write it as html or docx instead.")
    return content


@cache
def _template() -> bytes:
    return files("analytics.exports.report").joinpath("templates", "report.typ").read_bytes()


def _data(report: Report) -> dict[str, Any]:
    figures = [block for section in report.sections for block in section.blocks if isinstance(block, Figure)]
    drawn = {figure.name: drawing(figure.chart, figure.name) for figure in figures}
    return {
        "report": _plain(report),
        "figures": drawn,
        "sizes": {name: size(svg) for name, svg in drawn.items()},
        "missing": "",
        "symbols": VERDICT_SYMBOLS,
        "close_sign": CLOSE_SIGN,
        "checked_sign": CHECKED_SIGN,
        "colors": _colors(),
    }


def _plain(part: object) -> object:
    """Turn the content into dictionaries that name their kind, and leave charts out."""
    if isinstance(part, tuple):
        return [_plain(item) for item in part]
    if is_dataclass(part):
        plain = {field.name: _plain(getattr(part, field.name)) for field in fields(part) if field.name != "chart"}
        return {"kind": type(part).__name__, **plain}
    return part


def _colors() -> dict[str, str]:
    covered, partial, omitted = LIGHT.verdicts
    own = {"covered": covered, "partial": partial, "omitted": omitted, "on-strong": LIGHT.on_strong, "on-soft": LIGHT.on_soft}
    return {
        "page": LIGHT.background,
        "ink": LIGHT.ink,
        "muted": LIGHT.muted,
        "grid": LIGHT.grid,
        "edge": LIGHT.edge,
        "mark": MARK,
        "link": LINK,
    } | own
