"""Every chart of an analysis, and all of them as files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, get_args

from analytics.charts import agenda, coverage_matrix, emphasis, keyness, keywords, left_out, position, surprise, verbatim, verdict_shares
from analytics.charts.scales import outlet_labels
from analytics.errors import ExportError
from analytics.exports.captions import caption_of
from analytics.exports.figures import FIGURE_WIDTHS, FigureDrawing, figure_spec
from analytics.language.direction import isolated
from analytics.study.naming import readable_name

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterator

    import altair as alt
    import pandas as pd

    from analytics.pipeline import Analysis, Progress

FigureKind = Literal["png", "png-2x", "png-small", "svg", "pdf", "html", "json"]

FIGURE_KINDS: tuple[FigureKind, ...] = get_args(FigureKind)
"""Files that a chart can become; the small PNG has twice the pixels and 256 colours."""

_ENDINGS = {"png": ".png", "png-2x": "@2x.png", "png-small": "-small.png", "json": ".vl.json"}

TITLES = {
    "shares": "How much of the statement does each outlet tell?",
    "agenda": "The statement's agenda, and each outlet's",
    "emphasis": "Stressed or played down, against the statement",
    "position": "Where in the article each theme stands",
    "keyphrases": "Keyphrases of each outlet",
    "keyness": "Words that set an outlet apart",
    "left-out": "Left out by every outlet, most binding first",
    "surprise": "How likely was it to be told?",
    "verbatim": "Verbatim from the statement",
}
"""Titles of the charts by key, as the pages have them."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One chart of an analysis.

    Parameters
    ----------
    key : str
        Unique name, fit for a file.
    chart : altair.LayerChart
        As on screen.
    alt : str
        What it shows, in words.
    table : pandas.DataFrame
        The rows it was drawn from.
    """

    key: str
    chart: alt.LayerChart
    alt: str
    table: pd.DataFrame


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
        Outlets (or ids of sources) and themes to keep; none for all. What is kept stands under the title.
    made_on : datetime.date, optional
        Day to print. Without one the same study gives the same bytes on any day.
    """

    kinds: tuple[FigureKind, ...] = FIGURE_KINDS
    width: str = "page"
    dark: bool = False
    outlets: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    made_on: datetime.date | None = None

    @property
    def filters(self) -> str:
        """What is shown of the whole, in a sentence; empty for everything."""
        chosen = (("outlets", self.outlets), ("themes", self.themes))
        parts = [f"{name} {', '.join(isolated(each) for each in values)}" for name, values in chosen if values]
        return f"Shown: {'; '.join(parts)}." if parts else ""


def study_figures(analysis: Analysis, options: FigureOptions | None = None) -> tuple[Figure, ...]:
    """Draw every chart of an analysis.

    Parameters
    ----------
    analysis : Analysis
        Its tables.
    options : FigureOptions, optional
        Which outlets and themes are kept.

    Returns
    -------
    tuple of Figure
        Without those that have no rows; keyness once a source.

    Raises
    ------
    ExportError
        If an outlet or theme is not part of the study.
    """
    kept = _Kept(analysis, options or FigureOptions())
    figures = (figure for draw in _DRAWERS for figure in draw(kept))
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
    return {figure_name(figure.key, kind): _written(drawing, kind) for kind in options.kinds}


def one_figure_spec(analysis: Analysis, figure: Figure, options: FigureOptions) -> dict[str, Any]:
    """Return the Vega-Lite specification that the files of one chart are drawn from, with its caption; as for `one_figure_files`."""
    caption = caption_of(analysis, filters=options.filters, made_on=options.made_on)
    width = max(FIGURE_WIDTHS[options.width], _least_width(figure))
    return figure_spec(figure.chart, dark=options.dark, width=width, caption=caption)


def figure_name(key: str, kind: FigureKind) -> str:
    """Name the file of a chart."""
    return key + _ENDINGS.get(kind, f".{kind}")


def _written(drawing: FigureDrawing, kind: FigureKind) -> bytes:
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


class _Kept:
    """The rows of an analysis that are shown."""

    def __init__(self, analysis: Analysis, options: FigureOptions) -> None:
        self.analysis, self._themes = analysis, options.themes
        sources = analysis.sources
        self.outlets: dict[str, str] = dict(zip(sources["source"], sources["outlet"], strict=True))
        unknown = [name for name in options.outlets if name not in {*self.outlets, *self.outlets.values()}]
        unknown += [theme for theme in options.themes if theme not in set(analysis.commitments["theme"])]
        if unknown:
            raise ExportError(f"The study has no outlet or theme {unknown[0]!r}. Write it as the study does.")
        self._sources = [each for each, outlet in self.outlets.items() if not options.outlets or {each, outlet} & {*options.outlets}]

    def rows(self, name: str) -> pd.DataFrame:
        """Return the rows of a table on the sources and themes kept."""
        frame = self.analysis.table(name)
        if "source" in frame:
            frame = frame[frame["source"].isin(self._sources)]
        if self._themes and "theme" in frame:
            frame = frame[frame["theme"].isin(self._themes)]
        elif self._themes and "commitment" in frame:
            frame = frame[frame["commitment"].isin(self.rows("commitments")["commitment"])]
        return frame.reset_index(drop=True)

    def themes(self) -> pd.DataFrame:
        """Return the emphasis on the themes kept."""
        frame = self.rows("emphasis")
        frame = frame[(frame["level"] == "theme") & (frame["item"].isin(self._themes) | (not self._themes))]
        return frame.reset_index(drop=True)


def _coverage(kept: _Kept) -> Iterator[Figure]:
    units = kept.analysis.commitments[["commitment", "label", "strength"]]
    cells = kept.rows("coverage").merge(units, on="commitment", validate="many_to_one")
    themes = {theme: place for place, theme in enumerate(dict.fromkeys(kept.analysis.commitments["theme"]))}
    order = {unit: place for place, unit in enumerate(kept.analysis.commitments["commitment"])}
    placed = cells.assign(_theme=cells["theme"].map(themes), _unit=cells["commitment"].map(order))
    rows = placed.sort_values(["_theme", "_unit"], kind="stable").drop(columns=["_theme", "_unit"]).reset_index(drop=True)
    title = f"{(rows['verdict'] != 'omitted').sum()} of {len(rows)} cells are told at least in part"
    labels = dict(zip(rows["commitment"], rows["label"], strict=True))
    chart = coverage_matrix.coverage_matrix(rows, title=title, labels=labels)
    yield Figure("coverage", chart, coverage_matrix.alt_text(rows) if len(rows) else "", rows)


def _shares(kept: _Kept) -> Iterator[Figure]:
    rates = kept.rows("rates")
    rows = rates[rates["dimension"] == "all"].reset_index(drop=True)
    yield Figure("shares", verdict_shares.verdict_shares(rows, title=TITLES["shares"]), verdict_shares.alt_text(rows), rows)


def _left_out(kept: _Kept) -> Iterator[Figure]:
    cells, units = kept.rows("coverage"), kept.rows("commitments")
    chart = left_out.left_out(cells, units, title=TITLES["left-out"], least_share=1.0)
    yield Figure("left-out", chart, left_out.alt_text(cells, units, least_share=1.0), cells)


def _surprise(kept: _Kept) -> Iterator[Figure]:
    rows, units = kept.rows("omissions"), kept.analysis.commitments
    chart = surprise.surprise(rows, units, kept.outlets, title=TITLES["surprise"])
    yield Figure("surprise", chart, surprise.alt_text(rows, units, kept.outlets), rows)


def _themes(kept: _Kept) -> Iterator[Figure]:
    rows, places = kept.themes(), kept.rows("themes")
    if rows.empty:
        return
    yield Figure("agenda", agenda.agenda(rows, kept.outlets, title=TITLES["agenda"]), agenda.alt_text(rows), rows)
    yield Figure("emphasis", emphasis.emphasis(rows, kept.outlets, title=TITLES["emphasis"]), emphasis.alt_text(rows), rows)
    chart = position.position(places, rows, kept.outlets, title=TITLES["position"])
    yield Figure("position", chart, position.alt_text(places, kept.outlets), places)


def _words(kept: _Kept) -> Iterator[Figure]:
    phrases, terms = kept.rows("keywords"), kept.rows("keyness")
    chart = keywords.keywords(phrases, kept.outlets, title=TITLES["keyphrases"])
    yield Figure("keyphrases", chart, keywords.alt_text(phrases, kept.outlets), phrases)
    names = outlet_labels(kept.outlets)
    for number, (source, rows) in enumerate(terms.groupby("source", sort=False), start=1):
        name = names[str(source)]
        drawn = keyness.keyness(rows, name, title=TITLES["keyness"])
        yield Figure(f"keyness-{number}-{readable_name(name)}", drawn, keyness.alt_text(rows, name), rows)


def _verbatim(kept: _Kept) -> Iterator[Figure]:
    rows = kept.rows("similarity")
    rows = rows[rows["kind"] == "statement"].reset_index(drop=True)
    yield Figure("verbatim", verbatim.verbatim(rows, kept.outlets, title=TITLES["verbatim"]), verbatim.alt_text(rows, kept.outlets), rows)


_DRAWERS: tuple[Callable[[_Kept], Iterator[Figure]], ...] = (_coverage, _shares, _left_out, _surprise, _themes, _words, _verbatim)
