"""Charts as files, drawn from the very specification that the screen shows."""

from __future__ import annotations

import io
import json
import re
import struct
import zlib
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, get_args

import vl_convert
from pypdf import PdfReader, PdfWriter

from analytics.charts.theme import in_look
from analytics.errors import ExportError
from analytics.exports.captions import Caption, captioned
from analytics.exports.figure_pages import figure_page

if TYPE_CHECKING:
    from collections.abc import Iterator

    import altair as alt

FigureFormat = Literal["png", "svg", "pdf", "html", "json"]

FIGURE_FORMATS: tuple[FigureFormat, ...] = get_args(FigureFormat)
"""Pixels, vectors, print, a page that works offline, and the Vega-Lite specification itself."""

FIGURE_WIDTH = 900
"""Width in pixels of a figure whose chart is as wide as its place on screen."""

FIGURE_WIDTHS = {"slide": 1280, "page": 692, "column": 336}
"""Widths in pixels by use: a slide of 13.3 inches, the text of a page (183 mm) and one of its two columns (89 mm), at 96 to the inch."""

VEGA_LITE = "6.4"
"""The Vega-Lite release that Altair writes for; vl-convert carries several."""

PALETTE_COLORS = 256
"""Colours of a small PNG."""

_PNG_START = b"\x89PNG\r\n\x1a\n"

_PDF_NAMES = re.compile(rb"(?<=<<\n)(?: +/[a-z]+\d+ \d+ 0 R\n)+")


def figure_spec(chart: alt.LayerChart, *, dark: bool = False, width: int | None = None, caption: Caption | None = None) -> dict[str, Any]:
    """Return the specification that a file is drawn from.

    Parameters
    ----------
    chart : altair.LayerChart
        A chart of `analytics.charts`.
    dark : bool, default False
        Which form of the look.
    width : int, optional
        Whole width of the figure in pixels; by default the chart's own, or `FIGURE_WIDTH` where it takes that of its place.
    caption : Caption, optional
        Lines to put around the chart, see `analytics.exports.captions`.

    Returns
    -------
    dict
        The same as on screen, with a width in numbers, and the caption.
    """
    # the tests check every chart against the schema of Vega-Lite; whoever waits for a file need not
    spec: dict[str, Any] = in_look(chart, dark=dark).to_dict(validate=False)
    if width is not None or spec.get("width") == "container":
        spec["width"] = width or FIGURE_WIDTH
    return captioned(spec, caption) if caption else spec


def export_figure(
    chart: alt.LayerChart,
    file_format: FigureFormat,
    *,
    dark: bool = False,
    scale: float = 2,
    width: int | None = None,
    caption: Caption | None = None,
    small: bool = False,
) -> bytes:
    """Draw a chart into a file's bytes.

    Parameters
    ----------
    chart : altair.LayerChart
        A chart of `analytics.charts`.
    file_format : {"png", "svg", "pdf", "html", "json"}
        See `FIGURE_FORMATS`.
    dark : bool, default False
        Which form of the look.
    scale : float, default 2
        Pixels of a PNG per pixel on screen, above 0 and at most 8. Other formats have no such thing and leave it aside.
    width : int, optional
        Whole width in pixels on screen; see `figure_spec` and `FIGURE_WIDTHS`.
    caption : Caption, optional
        Lines to put around the chart, see `analytics.exports.captions`.
    small : bool, default False
        Whether a PNG is reduced to `PALETTE_COLORS` colours: a fraction of the size, edges hardly different.

    Returns
    -------
    bytes
        The same for the same chart, on the same machine: fonts are the machine's.

    Raises
    ------
    ExportError
        If the format or scale is not one of these, or the chart cannot be drawn.
    """
    if file_format not in FIGURE_FORMATS:
        raise ExportError(f"Figures are written as {', '.join(FIGURE_FORMATS)}, not as {file_format!r}.")
    if not 0 < scale <= 8:
        raise ExportError(f"The scale of a figure lies above 0 and is at most 8; got {scale}.")
    drawing = FigureDrawing(figure_spec(chart, dark=dark, width=width, caption=caption))
    return drawing.png(scale, small=small) if file_format == "png" else drawing.written(file_format)


@contextmanager
def _told(file_format: FigureFormat) -> Iterator[None]:
    """Say in a sentence what the drawing library cannot draw; it adds pages of its own inner workings."""
    try:
        yield
    except (ValueError, RuntimeError) as error:
        reason = (str(error).splitlines() or ["no reason was given"])[0]
        raise ExportError(f"The chart could not be drawn as {file_format}: {reason}") from error


class FigureDrawing:
    """One specification, drawn once and written in several formats.

    Parameters
    ----------
    spec : dict
        From `figure_spec`.

    Raises
    ------
    ExportError
        From its methods, if the chart cannot be drawn.
    """

    def __init__(self, spec: dict[str, Any]) -> None:
        self._spec = spec
        self._pixels: dict[float, bytes] = {}

    @cached_property
    def _svg(self) -> str:
        # No address is allowed: a chart holds its data, so any request would come from a text of the study.
        return str(vl_convert.vegalite_to_svg(self._spec, vl_version=VEGA_LITE, allowed_base_urls=[]))

    def written(self, file_format: FigureFormat) -> bytes:
        """Write the drawing in a format, a PNG at twice the pixels."""
        with _told(file_format):
            match file_format:
                case "svg":
                    return self._svg.encode("utf-8")
                case "pdf":
                    return _ordered(bytes(vl_convert.svg_to_pdf(self._svg)))
                case "html":
                    return figure_page(self._spec, vl_version=VEGA_LITE)
                case "json":
                    return (json.dumps(self._spec, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "backslashreplace")
                case "png":
                    return self.png(2)

    def png(self, scale: float, *, small: bool = False) -> bytes:
        """Write the drawing in pixels."""
        if scale not in self._pixels:
            with _told("png"):
                self._pixels[scale] = bytes(vl_convert.svg_to_png(self._svg, scale=scale))
        return _in_few_colors(self._pixels[scale]) if small else _packed(self._pixels[scale])


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


def _in_few_colors(png: bytes) -> bytes:
    from PIL import Image  # only small figures need it

    out = io.BytesIO()
    with Image.open(io.BytesIO(png)) as image:
        image.convert("RGB").quantize(PALETTE_COLORS).save(out, "PNG", optimize=True)
    return out.getvalue()


def _ordered(pdf: bytes) -> bytes:
    """Write a PDF again with its objects in the order in which they are named: the drawing program numbers fonts by chance."""
    reader = PdfReader(io.BytesIO(_PDF_NAMES.sub(lambda names: b"".join(sorted(names[0].splitlines(keepends=True))), pdf)))
    writer, out = PdfWriter(), io.BytesIO()
    writer.add_page(reader.pages[0])
    writer.write(out)
    return out.getvalue()
