"""Charts as PNG and SVG, drawn from the very specification that the screen shows."""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING, Any, Literal

import vl_convert

from analytics.charts.theme import in_look
from analytics.errors import ExportError

if TYPE_CHECKING:
    import altair as alt

FigureFormat = Literal["png", "svg"]

FIGURE_WIDTH = 900
"""Width in pixels of a figure whose chart is as wide as its place on screen."""

_VEGA_LITE = "6.4"
"""The Vega-Lite release that Altair writes for; vl-convert carries several."""

_PNG_START = b"\x89PNG\r\n\x1a\n"


def figure_spec(chart: alt.LayerChart, *, dark: bool = False, width: int | None = None) -> dict[str, Any]:
    """Return the specification that a file is drawn from.

    Parameters
    ----------
    chart : altair.LayerChart
        A chart of `analytics.charts`.
    dark : bool, default False
        Which form of the look.
    width : int, optional
        Whole width of the figure in pixels; by default the chart's own, or `FIGURE_WIDTH` where it takes that of its place.

    Returns
    -------
    dict
        The same as on screen, with a width in numbers.
    """
    spec: dict[str, Any] = in_look(chart, dark=dark).to_dict()
    if width is not None or spec.get("width") == "container":
        spec["width"] = width or FIGURE_WIDTH
    return spec


def export_figure(
    chart: alt.LayerChart, file_format: FigureFormat, *, dark: bool = False, scale: float = 2, width: int | None = None
) -> bytes:
    """Draw a chart into a file's bytes.

    Parameters
    ----------
    chart : altair.LayerChart
        A chart of `analytics.charts`.
    file_format : {"png", "svg"}
        Pixels or vectors.
    dark : bool, default False
        Which form of the look.
    scale : float, default 2
        Pixels of a PNG per pixel on screen, above 0 and at most 8. An SVG has no such thing and leaves it aside.
    width : int, optional
        Whole width in pixels on screen; see `figure_spec`.

    Returns
    -------
    bytes
        The same for the same chart, on the same machine: fonts are the machine's.

    Raises
    ------
    ExportError
        If the format or scale is not one of these, or the chart cannot be drawn.
    """
    if file_format not in ("png", "svg"):
        raise ExportError(f"Figures are written as png or svg, not as {file_format!r}.")
    if not 0 < scale <= 8:
        raise ExportError(f"The scale of a figure lies above 0 and is at most 8; got {scale}.")
    spec = figure_spec(chart, dark=dark, width=width)
    # No address is allowed: a chart holds its data, so any request would come from a text of the study.
    try:
        if file_format == "svg":
            return vl_convert.vegalite_to_svg(spec, vl_version=_VEGA_LITE, allowed_base_urls=[]).encode("utf-8")
        return _packed(bytes(vl_convert.vegalite_to_png(spec, vl_version=_VEGA_LITE, scale=scale, allowed_base_urls=[])))
    except ValueError as error:
        raise ExportError(f"The chart could not be drawn as {file_format}: {error}") from error


def _packed(png: bytes) -> bytes:
    """Compress the pixels of a PNG again, without loss: vl-convert hardly compresses them."""
    chunks, place = [], len(_PNG_START)
    while place < len(png):
        (length,) = struct.unpack_from(">I", png, place)
        chunks.append((png[place + 4 : place + 8], png[place + 8 : place + 8 + length]))
        place += 12 + length
    pixels = zlib.compress(zlib.decompress(b"".join(data for name, data in chunks if name == b"IDAT")), 9)
    kept = [(name, data) for name, data in chunks if name not in (b"IDAT", b"IEND")]
    return _PNG_START + b"".join(_chunk(name, data) for name, data in [*kept, (b"IDAT", pixels), (b"IEND", b"")])


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
