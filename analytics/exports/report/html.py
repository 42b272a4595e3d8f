"""A report as one HTML file that needs nothing else: no script, no request, its style within."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from analytics.charts.theme import DARK, LIGHT, VERDICT_SYMBOLS
from analytics.exports.report.figures import dark_colors, drawing, fitted
from analytics.exports.report.model import Figure
from analytics.exports.report.words import CHECKED_SIGN, CLOSE_SIGN

if TYPE_CHECKING:
    from analytics.charts.theme import Look
    from analytics.exports.report.model import Report


def draw_html(report: Report) -> bytes:
    """Draw a report as HTML.

    Parameters
    ----------
    report : Report
        The content.

    Returns
    -------
    bytes
        UTF-8. Every text is escaped by the template; a policy within the page forbids scripts and requests, and allows the one style
        by its hash. The same content gives the same bytes on machines with the same fonts.
    """
    style = _style()
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    figures = (block for section in report.sections for block in section.blocks if isinstance(block, Figure))
    drawn = {figure.name: _drawn(figure) for figure in figures}
    text = _template().render(report=report, drawn=drawn, style=Markup(style), digest=digest)  # noqa: S704  our own style
    return text.encode("utf-8")


def _drawn(figure: Figure) -> Markup:
    return Markup(fitted(drawing(figure.chart, figure.name)))  # noqa: S704  drawn by us, its texts are escaped as XML


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("analytics.exports.report"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.globals |= {"symbols": VERDICT_SYMBOLS, "close_sign": CLOSE_SIGN, "checked_sign": CHECKED_SIGN}
    environment.tests["kind"] = lambda block, name: type(block).__name__ == name
    return environment.get_template("report.html.j2")


@cache
def _style() -> str:
    """Return the style of the page, with the colours of the charts."""
    own = files("analytics.exports.report").joinpath("templates", "report.css").read_text(encoding="utf-8")
    exchanged = "\n".join(
        f'  svg [{ink}="{light}"] {{ {ink}: {dark} }}' for light, dark in dark_colors().items() for ink in ("fill", "stroke")
    )
    dark = f"@media screen and (prefers-color-scheme: dark) {{\n  :root {{ {_colors(DARK)} }}\n{exchanged}\n}}"
    return f":root {{ {_colors(LIGHT)} }}\n{dark}\n{own}"


def _colors(look: Look) -> str:
    covered, partial, omitted = look.verdicts
    named = {
        "page": look.background,
        "ink": look.ink,
        "muted": look.muted,
        "grid": look.grid,
        "edge": look.edge,
        "covered": covered,
        "partial": partial,
        "omitted": omitted,
        "on-strong": look.on_strong,
        "on-soft": look.on_soft,
    }
    return " ".join(f"--{name}: {color};" for name, color in named.items())
