"""Which commitments did each outlet tell? One cell per commitment and source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

import altair as alt
import pandas as pd

from analytics.charts.counting import number_of
from analytics.charts.layout import Rows, Width, composed, nothing_to_show, records, require, rows_in_groups
from analytics.charts.scales import outlet_labels, verdict_color, verdict_shape
from analytics.charts.theme import CONTRADICTED_SIGN
from analytics.schema import VERDICTS

if TYPE_CHECKING:
    from collections.abc import Mapping

SELECTION = "cell"
"""Name of the point selection: its fields are ``source`` and ``commitment``."""

UNCERTAIN_WITHIN = 0.1
"""A cell is marked as uncertain if one of its probabilities is this near to one half."""

CHECKED = "✓"
"""Stands in a cell that a person checked."""

Ink: TypeAlias = Literal["on-strong", "on-soft"]


@dataclass(frozen=True, slots=True)
class _Mark:
    """A sign in a corner of a cell, on which side, and what it is called where the cell is pointed at."""

    sign: str
    side: Literal["left", "right"]
    title: str


_MARKS = {"reviewer": _Mark(CHECKED, "right", "Checked by"), "contradicted": _Mark(CONTRADICTED_SIGN, "left", "Told as the contrary")}
"""Marks by the column that is not empty where they stand."""


_ON_FILL: dict[Ink, str] = {"on-strong": "datum.verdict === 'covered'", "on-soft": "datum.verdict !== 'covered'"}
_COLUMNS = ["source", "outlet", "commitment", "paragraph", "theme", "act", "verdict", "p_covered", "p_mentioned"]
_ROW_PX, _CELL_PX = 24, 14
_GUTTER = "min(520, max(width - {wide}, min(width * 0.5, max(130, width - {narrow}))))"
"""Room of the row labels: what cells of 110 pixels leave over, at least half, less where many columns need it."""


def coverage_matrix(
    coverage: pd.DataFrame,
    *,
    title: str,
    labels: Mapping[str, str],
    group_by: Literal["theme", "paragraph"] = "theme",
    selected: tuple[str, str] | None = None,
    width: Width = "container",
) -> alt.LayerChart:
    """Draw commitments as rows and sources as columns, each cell with the colour and the sign of its verdict.

    Parameters
    ----------
    coverage : pandas.DataFrame
        The table ``coverage``, or some of its rows; rows and columns keep its order.
    title : str
        The finding or question.
    labels : mapping of str to str
        Id of a commitment to its short name; a commitment without one shows its id alone.
    group_by : {"theme", "paragraph"}
        What the rows are grouped by.
    selected : (str, str), optional
        Source and commitment of the cell to outline.
    width : int or "container"
        Whole width in pixels. See `minimum_width` for studies of many sources.

    Returns
    -------
    altair.LayerChart
        With a point selection named `SELECTION`. A corner mark stands in cells that are uncertain (`UNCERTAIN_WITHIN`), and `CHECKED` in
        those that a person checked: the column ``reviewer``, where there is one, names somebody. `CONTRADICTED_SIGN` stands in those that
        are told as the contrary: the column ``contradicted``, where there is one, is not empty.

    Raises
    ------
    SchemaError
        If a column is missing.
    """
    require(coverage, _COLUMNS, "coverage matrix")
    if coverage.empty:
        return nothing_to_show("No commitment fits the filters.", title=title, width=width)
    cells, rows = _cells(coverage, labels, group_by)
    columns = list(cells["column"].unique())
    n_rows, n_sources = len(rows.items), len(columns)
    subtitle = (
        f"{number_of(n_rows, 'commitment')} × {number_of(n_sources, 'source')}, by {group_by}. "
        "Corner mark: close call, a probability near one half."
        f"{f' {CHECKED}: checked by a person.' if cells['reviewer'].any() else ''}"
        f"{f' {CONTRADICTED_SIGN}: told as the contrary.' if cells['contradicted'].any() else ''}"
    )
    layers = [*_row_texts(rows, labels, n_sources), *_cell_marks(cells, rows, columns, selected)]
    return composed(layers, title=title, subtitle=subtitle, width=width, height=alt.Step(_ROW_PX))


def minimum_width(n_sources: int) -> int:
    """Return the least width in pixels at which the columns of that many sources can be told apart."""
    return 150 + _CELL_PX * n_sources


def alt_text(coverage: pd.DataFrame) -> str:
    """Say in a sentence or two what the matrix shows.

    Parameters
    ----------
    coverage : pandas.DataFrame
        The rows that are drawn.

    Returns
    -------
    str
        Number of cells by verdict, how many commitments every source left out, how many cells a person checked, and how many are told as
        the contrary.
    """
    if coverage.empty:
        return "Coverage matrix without rows: no commitment fits the filters."
    counts = coverage["verdict"].value_counts()
    by_verdict = ", ".join(f"{int(counts.get(verdict, 0))} {verdict}" for verdict in VERDICTS)
    left_out = int(coverage["verdict"].eq("omitted").groupby(coverage["commitment"]).all().sum())
    n_commitments, n_sources = coverage["commitment"].nunique(), coverage["source"].nunique()
    n_checked, n_contrary = (int(_texts(coverage, column).ne("").sum()) for column in ("reviewer", "contradicted"))
    checked = f" {n_checked} {'cell was' if n_checked == 1 else 'cells were'} checked by a person." if n_checked else ""
    contrary = f" {n_contrary} {'cell is' if n_contrary == 1 else 'cells are'} told as the contrary." if n_contrary else ""
    verb = "is" if left_out == 1 else "are"
    return (
        f"Matrix of {number_of(n_commitments, 'commitment')} and {number_of(n_sources, 'source')}: {by_verdict} cells. "
        f"{left_out} of {number_of(n_commitments, 'commitment')} {verb} left out by every source shown.{checked}{contrary}"
    )


def _cells(coverage: pd.DataFrame, labels: Mapping[str, str], group_by: str) -> tuple[pd.DataFrame, Rows]:
    names = outlet_labels(dict(zip(coverage["source"], coverage["outlet"], strict=True)))
    groups = coverage["theme"] if group_by == "theme" else coverage["paragraph"].map(_paragraph_name)
    rows = rows_in_groups(zip(groups, coverage["commitment"], strict=True))
    keys = {(group, item): row for row, group, item in rows.items.itertuples(index=False)}
    cells = coverage[_COLUMNS].assign(
        row=[keys[pair] for pair in zip(groups, coverage["commitment"], strict=True)],
        column=coverage["source"].map(names),
        label=[labels.get(commitment, "") for commitment in coverage["commitment"]],
        reviewer=_texts(coverage, "reviewer"),
        contradicted=_texts(coverage, "contradicted"),
        uncertain=_near_half(coverage["p_covered"]) | _near_half(coverage["p_mentioned"]),
    )
    return cells, rows


def _texts(coverage: pd.DataFrame, column: str) -> pd.Series:
    """Return a column that marks cells; empty throughout where there is none."""
    return coverage[column] if column in coverage.columns else pd.Series("", index=coverage.index)


def _paragraph_name(paragraph: object) -> str:
    return "No paragraph" if pd.isna(paragraph) else f"Paragraph {paragraph}"  # type: ignore[call-overload]


def _near_half(probability: pd.Series) -> pd.Series:
    return (probability - 0.5).abs() <= UNCERTAIN_WITHIN


def _row_texts(rows: Rows, labels: Mapping[str, str], n_sources: int) -> list[alt.Chart]:
    gutter = _gutter(n_sources)
    items = rows.items.assign(text=[f"{item}\u2002{labels.get(item, '')}".rstrip() for item in rows.items["item"]])
    heads = alt.Chart(records(rows.heads)).mark_text(style="row-group", dy=3, limit=alt.expr("width"))
    names = alt.Chart(records(items)).mark_text(style="row-label", limit=alt.expr(f"{gutter} - 10"))
    tooltip = [alt.Tooltip("text:N", title="Commitment"), alt.Tooltip("group:N", title="Group")]
    return [
        heads.encode(x=alt.value(0), y=rows.y(), text="group:N"),
        names.encode(x=alt.value(0), y=rows.y(), text="text:N", tooltip=tooltip),
    ]


def _cell_marks(cells: pd.DataFrame, rows: Rows, columns: list[str], selected: tuple[str, str] | None) -> list[alt.Chart]:
    # Row texts lie in the same plot; a click on one would choose an undefined cell. Only tiles and signs are listened to.
    pick = alt.selection_point(name=SELECTION, fields=["source", "commitment"], toggle=False, on="rect:click, symbol:click")
    outline = alt.when(pick, empty=False).then(alt.value(2.5)).otherwise(alt.value(0.75))
    marked = [column for column in _MARKS if cells[column].any()]
    drawn = cells.drop(columns=[column for column in _MARKS if column not in marked])
    base = alt.Chart(records(drawn)).encode(x=_x(columns), y=rows.y(), tooltip=_tooltip(marked))
    tiles = base.mark_rect(style="outline", cursor="pointer").encode(color=verdict_color(), strokeWidth=outline).add_params(pick)
    marks = [tiles, *_signs(base, rows, columns, "on-strong"), *_signs(base, rows, columns, "on-soft")]
    inks: tuple[Ink, ...] = ("on-strong", "on-soft")
    marks += [_in_corner(base, rows, columns, ink, column) for column in marked for ink in inks]
    if selected is not None:
        chosen = cells[(cells["source"] == selected[0]) & (cells["commitment"] == selected[1])]
        marks.append(alt.Chart(records(chosen)).mark_rect(style="selected", filled=False).encode(x=_x(columns), y=rows.y()))
    return marks


def _signs(base: alt.Chart, rows: Rows, columns: list[str], style: Ink) -> list[alt.Chart]:
    """Draw the signs on the strong fill (covered) or on the soft ones: their ink differs, so they are layers of their own."""
    here = base.transform_filter(_ON_FILL[style])
    signs = here.mark_point(style=style, filled=True, opacity=1, size=60, cursor="pointer").encode(shape=verdict_shape())
    corner = {"x": _x(columns, 1), "y": rows.y(band=1)}
    close = here.transform_filter("datum.uncertain")
    dots = close.mark_point(style=style, filled=True, opacity=1, shape="square", size=10, xOffset=-4, yOffset=-4)
    return [signs, dots.encode(**corner)]


def _in_corner(base: alt.Chart, rows: Rows, columns: list[str], style: Ink, column: str) -> alt.Chart:
    """Mark what a person checked to the right above the sign, and what is told as the contrary to the left, where cells are narrow too."""
    mark = _MARKS[column]
    here = base.transform_filter(_ON_FILL[style]).transform_filter(f"datum.{column} !== ''")
    inwards = -2 if mark.side == "right" else 2
    text = here.mark_text(style=style, align=mark.side, baseline="top", fontSize=10, xOffset=inwards, yOffset=1, cursor="pointer")
    marked: alt.Chart = text.encode(x=_x(columns, int(mark.side == "right")), y=rows.y(band=0), text=alt.value(mark.sign))
    return marked


def _x(columns: list[str], band_position: float = 0.5) -> alt.X:
    gutter = _gutter(len(columns))
    scale = alt.Scale(domain=columns, range=[alt.expr(gutter), alt.expr("width")], paddingInner=0.06, paddingOuter=0.02)
    angle = "bandwidth('x') < 100"
    axis = alt.Axis(
        orient="top",
        title=None,
        labelAngle=alt.expr(f"{angle} ? -90 : 0"),
        labelAlign=alt.expr(f"{angle} ? 'left' : 'center'"),
        labelBaseline=alt.expr(f"{angle} ? 'middle' : 'bottom'"),
        labelLimit=140,
        labelOverlap=False,
    )
    return alt.X("column:N", scale=scale, axis=axis, bandPosition=band_position)


def _gutter(n_sources: int) -> str:
    return _GUTTER.format(wide=110 * n_sources, narrow=_CELL_PX * n_sources)


def _tooltip(marked: list[str]) -> list[alt.Tooltip]:
    shown = [
        alt.Tooltip("commitment:N", title="Commitment"),
        alt.Tooltip("label:N", title="Says"),
        alt.Tooltip("column:N", title="Outlet"),
        alt.Tooltip("verdict:N", title="Verdict"),
        alt.Tooltip("p_covered:Q", title="Probability of covered", format=".2f"),
        alt.Tooltip("p_mentioned:Q", title="Probability of covered or partial", format=".2f"),
        alt.Tooltip("act:N", title="Act"),
    ]
    return [*shown, *(alt.Tooltip(f"{column}:N", title=_MARKS[column].title) for column in marked)]
