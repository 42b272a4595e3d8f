"""How charts are put together: titles that wrap, rows in groups, data as plain records, the frame around the layers.

Labels stand inside the plot, above or before the marks, and their room is an expression of the width. So one specification fits a
phone and a wide screen, and a file of any width.
"""

from __future__ import annotations

import json
import math
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, cast

import altair as alt
import pandas as pd

from analytics.charts.scales import legible
from analytics.charts.theme import in_look
from analytics.errors import SchemaError
from analytics.language.direction import runs_from_right

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Width: TypeAlias = int | Literal["container"]
"""Width of a chart in pixels, or as wide as the place where it stands."""

_TIERS = (320, 520, 800)
"""Widths of the plot in pixels for which titles are wrapped beforehand; the widest fitting one is shown."""

LEFT_TO_RIGHT, ISOLATES = "\u200e", "\u2066\u2067\u2068\u2069"

_IDS = frozenset({"source", "commitment", "passage_id"})

_TITLE_PX, _SUBTITLE_PX = 8.2, 5.9
"""Mean width of a letter of the title and the subtitle in pixels, on the wide side."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows in groups, each group under a heading of its own row.

    Parameters
    ----------
    heads : pandas.DataFrame
        One row per group: ``row, group, first, last`` (keys of its own row, of its first and of its last item).
    items : pandas.DataFrame
        One row per item: ``row, group, item``.
    """

    heads: pd.DataFrame
    items: pd.DataFrame

    def y(self, column: str = "row", *, band: float = 0.5) -> alt.Y:
        """Place marks by a column of row keys, at a share of the row's height (0 top, 1 bottom)."""
        keys = sorted([*self.heads["row"], *self.items["row"]], key=lambda key: [int(part) for part in key.split(".")])
        scale = alt.Scale(domain=keys, paddingInner=0.12, paddingOuter=0.1)
        return alt.Y(f"{column}:N", scale=scale, axis=None, bandPosition=band)


def rows_in_groups(pairs: Iterable[tuple[str, str]]) -> Rows:
    """Give each group and each item a row.

    Parameters
    ----------
    pairs : iterable of (str, str)
        Group and item, in the order of display; a pair that comes again is passed over, a group that comes again is continued.

    Returns
    -------
    Rows
        Keys are numbers such as ``2`` and ``2.0``: no text of the study becomes a key.
    """
    grouped: dict[str, dict[str, None]] = {}
    for group, item in pairs:
        grouped.setdefault(group, {})[item] = None
    heads = [(str(g), group, f"{g}.0", f"{g}.{len(members) - 1}") for g, (group, members) in enumerate(grouped.items())]
    items = [(f"{g}.{i}", group, item) for g, (group, members) in enumerate(grouped.items()) for i, item in enumerate(members)]
    return Rows(pd.DataFrame(heads, columns=["row", "group", "first", "last"]), pd.DataFrame(items, columns=["row", "group", "item"]))


def in_lanes(frame: pd.DataFrame, group: str, names: Mapping[str, str]) -> tuple[Rows, pd.DataFrame]:
    """Give each source its own lane within each group.

    Parameters
    ----------
    frame : pandas.DataFrame
        Has the columns ``source`` and `group`.
    group : str
        Column to group by, such as the theme.
    names : mapping of str to str
        Id to the name of all sources, see `analytics.charts.scales.outlet_labels`.

    Returns
    -------
    Rows
        Groups in the order of the frame, lanes in that of `names`.
    pandas.DataFrame
        The frame with ``row`` and ``label``.

    Raises
    ------
    SchemaError
        If a source of the frame is not named.
    """
    unknown = sorted(set(frame["source"]) - set(names))
    if unknown:
        raise SchemaError(f"The table has sources that the study lacks: {unknown}; pass the outlets of all its sources.")
    order = {source: place for place, source in enumerate(names)}
    groups = list(dict.fromkeys(frame[group]))
    present = sorted(set(frame["source"]), key=lambda source: order[source])
    rows = rows_in_groups((name, source) for name in groups for source in present)
    keys = {(name, source): row for row, name, source in rows.items.itertuples(index=False)}
    placed = [keys[pair] for pair in zip(frame[group], frame["source"], strict=True)]
    return rows, frame.assign(row=placed, label=frame["source"].map(dict(names)))


def require(frame: pd.DataFrame, columns: Sequence[str], chart: str) -> None:
    """Check that a frame has the columns that a chart draws.

    Raises
    ------
    SchemaError
        If one is missing.
    """
    missing = [column for column in columns if column not in frame.columns]
    if missing:
        raise SchemaError(f"The chart {chart!r} got a table without the columns {missing}; pass the table as the analysis gives it.")


def records(frame: pd.DataFrame) -> alt.InlineData:
    """Turn a frame into the data of a chart: undefined and infinite values become null, no limit on rows, no state outside the chart.

    Texts are `legible`; ids stay as they are, for a click to name them.
    """
    texts = [str(name) for name in frame.columns if name not in _IDS and pd.api.types.is_string_dtype(frame[name])]
    shown: dict[str, Any] = {name: frame[name].map(legible, na_action="ignore") for name in texts}
    plain = frame.assign(**shown).replace([math.inf, -math.inf], math.nan).astype(object)
    # A tuple: Altair copies lists, row by row, each time that a mark or an encoding is added.
    rows = cast("tuple[dict[str, Any], ...]", tuple(plain.where(plain.notna(), None).to_dict("records")))
    return alt.InlineData(values=rows)


def percent(share: float) -> str:
    """Say a share in whole per cent; a small one is "<1%", never "0%", and an undefined one is "undefined"."""
    if math.isnan(share):
        return "undefined"
    text = f"{share:.0%}"
    return "<1%" if share > 0 and text == "0%" else text


def wrapped(text: str, columns: int) -> list[str]:
    """Break a text into lines.

    Parameters
    ----------
    text : str
        Any language; Chinese, Japanese and Korean letters count as two columns and may be broken anywhere.
    columns : int
        Longest line, in columns of one narrow letter.

    Returns
    -------
    list of str
        At least one line; only a single word that is too long for a line by itself exceeds the limit.
    """
    lines = [""]
    for piece in _pieces(text):
        if lines[-1] and _columns((lines[-1] + piece).rstrip()) > columns:
            lines.append("")
        lines[-1] += piece if lines[-1] else piece.lstrip()
    return [line.rstrip() for line in lines]


def broken(text: str, columns: int) -> list[str]:
    """Break a text into lines of which each can be drawn by itself.

    Parameters
    ----------
    text, columns
        As for `wrapped`.

    Returns
    -------
    list of str
        Each line is `analytics.charts.scales.legible`, since a fence may go over the end of a line; one that begins from the right has a
        mark before it, without which the library that draws files puts its first word onto the line above.
    """
    lines = (legible(line) for line in wrapped(text, columns))
    return [LEFT_TO_RIGHT + line if runs_from_right(line.strip(ISOLATES)) else line for line in lines]


def _pieces(text: str) -> list[str]:
    """Cut where a line may break: after white space, and around wide letters (but not before closing punctuation)."""
    pieces = [""]
    for character in " ".join(text.split()):
        breaks = pieces[-1].endswith(" ") or (_wide(pieces[-1][-1:]) and not unicodedata.category(character).startswith("P"))
        if pieces[-1] and character != " " and (breaks or (_wide(character) and unicodedata.category(character).startswith("L"))):
            pieces.append("")
        pieces[-1] += character
    return pieces


def _wide(character: str) -> bool:
    return bool(character) and unicodedata.east_asian_width(character) in "WF"


def _columns(text: str) -> int:
    return sum(2 if _wide(character) else 1 for character in text)


def composed(layers: Sequence[alt.Chart], *, title: str, subtitle: str, width: Width, height: int | alt.Step) -> alt.LayerChart:
    """Lay marks over one another under a title, in the light look.

    Parameters
    ----------
    layers : sequence of altair.Chart
        From the back to the front.
    title, subtitle : str
        The finding or question; unit and denominator. The title is wrapped to the width at which the chart is drawn.
    width : int or "container"
        Whole width of the figure in pixels, or that of its place.
    height : int or altair.Step
        Height of the plot, or of one row, in pixels.

    Returns
    -------
    altair.LayerChart
        One specification for every width.
    """
    # Vega-Lite takes no expression for a subtitle: it is wrapped for the narrowest place where the width is not known.
    room = _TIERS[0] if width == "container" else width
    heading = alt.TitleParams(text=_fitting(title, _TITLE_PX), subtitle=broken(subtitle, int(room / _SUBTITLE_PX)))
    fit = alt.AutoSizeParams(type="fit-x", contains="padding")
    return in_look(alt.LayerChart(layer=list(layers), title=heading, width=width, height=height, autosize=fit))


def _fitting(text: str, letter_px: float) -> alt.ExprRef:
    """Wrap a text for each tier and let the drawing choose: Vega breaks no lines by itself.

    The text enters the expression as JSON in plain ASCII, which is a string literal there: it cannot end the string.
    """
    small, middle, large = (json.dumps(broken(text, int(tier / letter_px))) for tier in _TIERS)
    return alt.expr(f"width < {_TIERS[1]} ? {small} : width < {_TIERS[2]} ? {middle} : {large}")


def nothing_to_show(reason: str, *, title: str, width: Width) -> alt.LayerChart:
    """Draw a sentence in the place of a chart that has no rows."""
    lines = wrapped(reason, int(_TIERS[0] / _SUBTITLE_PX))
    text = alt.Chart(records(pd.DataFrame({"reason": ["\n".join(lines)]}))).mark_text(style="row-label", lineBreak="\n")
    return composed([text.encode(x=alt.value(0), y=alt.value(10), text="reason:N")], title=title, subtitle="", width=width, height=40)
