"""Every chart of an analysis, and all of them as files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from analytics.charts import coverage_matrix
from analytics.errors import ExportError
from analytics.exports.captions import caption_of, shown_of_whole
from analytics.exports.figure_drawers import DRAWERS, Figure
from analytics.exports.figure_options import FIGURE_KINDS, FigureKind, FigureOptions
from analytics.exports.figures import FIGURE_WIDTHS, FigureDrawing, figure_spec
from analytics.exports.kept_rows import KeptRows

if TYPE_CHECKING:
    from analytics.pipeline import Analysis, Progress

_ENDINGS = {"png": ".png", "png-2x": "@2x.png", "png-small": "-small.png", "json": ".vl.json"}


def study_figures(analysis: Analysis, options: FigureOptions | None = None) -> tuple[Figure, ...]:
    """Draw every chart of an analysis.

    Parameters
    ----------
    analysis : Analysis
        Its tables.
    options : FigureOptions, optional
        Which outlets and themes are kept, and which word is counted.

    Returns
    -------
    tuple of Figure
        Without those that have no rows; keyness once a source.

    Raises
    ------
    ExportError
        If an outlet or theme is not part of the study.
    """
    kept = KeptRows(analysis, options or FigureOptions())
    figures = (figure for draw in DRAWERS for figure in draw(kept))
    return tuple(figure for figure in figures if not figure.table.empty)


def figure_files(analysis: Analysis, options: FigureOptions | None = None, *, progress: Progress | None = None) -> dict[str, bytes]:
    """Write every chart of an analysis in every kind of file wanted.

    Parameters
    ----------
    analysis : Analysis
        Its tables.
    options : FigureOptions, optional
        Kinds, width, look, what is kept.
    progress : callable, optional
        Called as ``progress(done, total, what)`` before each chart and at the end.

    Returns
    -------
    dict of str to bytes
        Content by name, such as ``coverage@2x.png``; with the text alternatives in ``figures.txt``.

    Raises
    ------
    ExportError
        If an option is none there is, or a chart cannot be drawn.
    """
    chosen = options or FigureOptions()
    _check(chosen)
    figures = study_figures(analysis, chosen)
    tell = progress or (lambda *_: None)
    contents: dict[str, bytes] = {}
    for number, figure in enumerate(figures):
        tell(number, len(figures), f"drawing {figure.key}")
        contents |= one_figure_files(analysis, figure, chosen)
    tell(len(figures), len(figures), "done")
    described = "".join(f"{figure.key}\n{figure.alt}\n\n" for figure in figures)
    return {**contents, "figures.txt": described.encode("utf-8", "backslashreplace")}


def one_figure_files(analysis: Analysis, figure: Figure, options: FigureOptions) -> dict[str, bytes]:
    """Write one chart in every kind of file wanted.

    Parameters
    ----------
    analysis : Analysis
        What it was drawn from; gives the caption.
    figure : Figure
        One of `study_figures`, drawn with the same options.
    options : FigureOptions
        Kinds, width, look, and what was kept.

    Returns
    -------
    dict of str to bytes
        Content by name, such as ``coverage@2x.png``.

    Raises
    ------
    ExportError
        If the chart cannot be drawn.
    """
    drawing = FigureDrawing(one_figure_spec(analysis, figure, options))
    return {figure_name(figure.key, kind): written_as(drawing, kind) for kind in options.kinds}


def one_figure_spec(analysis: Analysis, figure: Figure, options: FigureOptions) -> dict[str, Any]:
    """Return the Vega-Lite specification that the files of one chart are drawn from, with its caption; as for `one_figure_files`."""
    kept = KeptRows(analysis, options)
    named = {"outlets": [kept.outlets[source] for source in kept.sources] if options.outlets else [], "themes": options.themes}
    filters = shown_of_whole({name: named[name] for name in figure.filters}, choice=figure.choice)
    caption = caption_of(analysis, filters=filters, sources=figure.sources or kept.sources, made_on=options.made_on)
    width = max(FIGURE_WIDTHS[options.width], _least_width(figure))
    return figure_spec(figure.chart, dark=options.dark, width=width, caption=caption)


def figure_name(key: str, kind: FigureKind) -> str:
    """Name the file of a chart."""
    return key + _ENDINGS.get(kind, f".{kind}")


def written_as(drawing: FigureDrawing, kind: FigureKind) -> bytes:
    """Write the drawing of a chart in a kind of file."""
    match kind:
        case "png":
            return drawing.png(1)
        case "png-2x" | "png-small":
            return drawing.png(2, small=kind == "png-small")
        case _:
            return drawing.written(kind)


def _check(options: FigureOptions) -> None:
    unknown = [kind for kind in options.kinds if kind not in FIGURE_KINDS]
    if unknown or not options.kinds:
        raise ExportError(f"Figures are written as {', '.join(FIGURE_KINDS)}, not as {', '.join(map(repr, unknown)) or 'nothing'}.")
    if options.width not in FIGURE_WIDTHS:
        raise ExportError(f"The width of figures is one of {', '.join(FIGURE_WIDTHS)}, not {options.width!r}.")


def _least_width(figure: Figure) -> int:
    """Return the width at which the columns of the matrix can be told apart; other charts fit any width."""
    return coverage_matrix.minimum_width(figure.table["source"].nunique()) if figure.key == "coverage" else 0
