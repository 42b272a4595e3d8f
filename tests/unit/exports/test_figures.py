"""Charts become files: same specification as on screen, valid bytes, hostile text stays text."""

from __future__ import annotations

import io
import re
import struct
import xml.etree.ElementTree as ET
import zlib

import pytest
from pypdf import PdfReader

from analytics.charts.coverage_matrix import coverage_matrix
from analytics.charts.theme import DARK, LIGHT, in_look
from analytics.errors import ExportError
from analytics.exports.figures import FIGURE_FORMATS, FIGURE_WIDTH, export_figure, figure_spec
from tests import chart_tables as tables
from tests.chart_specs import all_charts

HOSTILE = [
    "<script>alert(1)</script>",
    "'] ; alert(1) //",
    '"}, alert(1), {"',
    "datum.p_covered",
    "\\u0022 + alert(1)",
    "https://example.org/x.png",
    "=cmd|' /C calc'!A0",
    "a & b </text>",
]


def size(png: bytes) -> tuple[int, int]:
    """Read width and height from the header of a PNG."""
    return struct.unpack(">II", png[16:24])


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("name", all_charts())
def test_the_file_is_drawn_from_the_specification_on_screen(name: str, dark: bool) -> None:
    """Only the width differs: on screen that of the place, in a file a number."""
    chart = all_charts()[name]
    on_screen = in_look(chart, dark=dark).to_dict()
    assert on_screen["width"] == "container"
    assert figure_spec(chart, dark=dark) == {**on_screen, "width": FIGURE_WIDTH}


@pytest.mark.parametrize("name", all_charts())
def test_a_png_is_as_wide_as_asked(name: str) -> None:
    """358 pixels on screen, a phone, are 716 in a file at scale 2: no chart runs over or falls short."""
    png = export_figure(all_charts()[name], "png", width=358)
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    assert size(png)[0] == 716
    assert size(png)[1] > 100


@pytest.mark.parametrize(("dark", "background"), [(False, LIGHT.background), (True, DARK.background)])
def test_an_svg_is_well_formed_and_has_the_background_of_its_look(dark: bool, background: str) -> None:
    """An SVG parses, is as wide as asked, and is painted over with the page's colour."""
    root = ET.fromstring(export_figure(all_charts()["agenda"], "svg", dark=dark, width=500))  # noqa: S314  made a line before
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert float(root.attrib["width"]) == 500
    first = root.find("{http://www.w3.org/2000/svg}rect")
    assert first is not None
    assert first.attrib["fill"] == background


def test_the_pixels_of_a_png_are_whole() -> None:
    """The compressed pixels unpack to height x (1 filter byte + 4 bytes a pixel), and the checksum holds."""
    png = export_figure(all_charts()["keyness"], "png", width=300, scale=1)
    width, height = size(png)
    place = png.index(b"IDAT")
    (length,) = struct.unpack(">I", png[place - 4 : place])
    data = png[place + 4 : place + 4 + length]
    assert len(zlib.decompress(data)) == height * (1 + 4 * width)
    assert struct.unpack(">I", png[place + 4 + length : place + 8 + length])[0] == zlib.crc32(b"IDAT" + data)


@pytest.mark.parametrize("file_format", FIGURE_FORMATS)
def test_the_same_chart_gives_the_same_bytes(file_format: str) -> None:
    """Drawn four times, a chart is the same to the byte: fonts of a PDF come in another order each time."""
    drawn = {export_figure(all_charts()["emphasis"], file_format, width=336) for _ in range(4)}
    assert len(drawn) == 1


def test_a_pdf_holds_its_words_as_text() -> None:
    """Words can be searched and copied; the page is as wide as asked, in points."""
    (page,) = PdfReader(io.BytesIO(export_figure(all_charts()["agenda"], "pdf", width=500))).pages
    assert float(page.mediabox.width) == pytest.approx(500, abs=0.5)
    assert "What was told?" in page.extract_text()


def test_a_small_png_has_a_palette() -> None:
    """At most 256 colours, as many pixels, and less than half of the bytes."""
    large, little = (export_figure(all_charts()["agenda"], "png", width=500, small=small) for small in (False, True))
    assert size(large) == size(little)
    assert little[25] == 3  # the colour type of a palette
    assert len(little) < len(large) / 2


def test_a_page_asks_for_nothing() -> None:
    """Its policy permits no address, and the scripts it permits are its own two."""
    page = export_figure(all_charts()["agenda"], "html", width=500).decode()
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy is not None
    assert policy[1].startswith("default-src 'none'; script-src 'sha256-")
    assert "http" not in policy[1]
    assert "unsafe-eval" not in policy[1]
    outside = re.sub(r"(?s)(<script[^>]*>).*?</script>", r"\1", page)
    assert not re.search(r"(?:src|href)=|<link|<img", outside)


def test_hostile_text_stays_text() -> None:
    """Markup, expressions, addresses and formulas in labels, outlets, themes and titles come out letter by letter."""
    table = tables.coverage().replace({"Morning Post": HOSTILE[0], "Trade": HOSTILE[1], "Space": HOSTILE[2]})
    labels = {"1a": HOSTILE[3], "1b": HOSTILE[4], "2a": HOSTILE[5]}
    chart = coverage_matrix(table, title=HOSTILE[6] + " " + HOSTILE[7], labels=labels)
    root = ET.fromstring(export_figure(chart, "svg", width=1200))  # noqa: S314  made a line before
    texts = " ".join(node.text or "" for node in root.iter("{http://www.w3.org/2000/svg}text"))
    assert not [node for node in root.iter() if node.tag.endswith(("script", "image", "a"))]
    for hostile in HOSTILE:
        assert hostile in texts


def test_chinese_japanese_korean_and_arabic_come_out_as_written() -> None:
    """The letters of an SVG are those of the table, in any script."""
    words = {"1a": "共同声明", "1b": "공동 성명", "2a": "بيان مشترك"}
    root = ET.fromstring(export_figure(coverage_matrix(tables.coverage(), title="日伊", labels=words), "svg"))  # noqa: S314
    texts = " ".join(node.text or "" for node in root.iter("{http://www.w3.org/2000/svg}text"))
    assert all(word in texts for word in words.values())


@pytest.mark.parametrize(("file_format", "scale"), [("gif", 2), ("png", 0), ("png", 9)])
def test_another_format_or_scale_is_refused(file_format: str, scale: float) -> None:
    """What cannot be written is refused with a sentence."""
    with pytest.raises(ExportError, match=r"png, svg, pdf|at most 8"):
        export_figure(all_charts()["agenda"], file_format, scale=scale)


@pytest.mark.parametrize("file_format", FIGURE_FORMATS)
def test_control_characters_are_drawn_by_their_pictures(file_format: str) -> None:
    """A bell in a label, which XML forbids, hinders no format."""
    chart = coverage_matrix(tables.coverage(), title="Told\x07?", labels={"1a": "ring\x07 the bell\x1b", "1b": "b"})
    made = export_figure(chart, file_format, width=500)
    assert made
    if file_format == "svg":
        root = ET.fromstring(made)  # noqa: S314  made a line before
        assert any("ring␇ the bell␛" in (node.text or "") for node in root.iter())


def test_letters_are_not_turned_around() -> None:
    """An override in a label and in an outlet is shown, not obeyed."""
    cells = tables.coverage().replace({"outlet": {"Morning Post": "Post \u202etsop"}})
    chart = coverage_matrix(cells, title="Told \u202e?", labels={"1a": "read \u202esdrawkcab", "1b": "b"})
    drawn = export_figure(chart, "svg", width=900).decode()
    assert "\u202e" not in drawn
    assert "read \ufffdsdrawkcab" in drawn


def test_what_the_library_cannot_draw_is_said_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its pages of inner workings stay inside."""

    def fails(*_: object, **__: object) -> str:
        raise RuntimeError("no such thing\nStack backtrace:\n   0: <unknown>")

    monkeypatch.setattr("vl_convert.svg_to_png", fails)
    with pytest.raises(ExportError, match=r"as png: no such thing$"):
        export_figure(all_charts()["agenda"], "png", width=300)
