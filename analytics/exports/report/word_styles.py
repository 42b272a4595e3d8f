"""How a Word report looks: page, fonts, and the styles that a user can change in one place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

from analytics.charts.theme import LIGHT

if TYPE_CHECKING:
    from docx.document import Document

FONT = "Arial"
"""Font of the text; Word and LibreOffice replace it where it is missing."""

_HEADINGS: dict[str, float] = {"Title": 24, "Heading 1": 18, "Heading 2": 13, "Heading 3": 11}
_PARAGRAPHS = {
    "Note": 8.5,
    "Warning": 10,
    "Own Note": 10,
    "Contents": 10,
    "Evidence": 9.5,
    "Place": 7.5,
    "TableText": 8.5,
    "TableHead": 8.5,
}

_TABLE = f"""
<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="ReportTable">
  <w:name w:val="ReportTable"/><w:basedOn w:val="TableNormal"/>
  <w:tblPr>
    <w:tblBorders><w:insideH w:val="single" w:sz="4" w:space="0" w:color="{LIGHT.grid[1:]}"/></w:tblBorders>
    <w:tblCellMar><w:left w:w="70" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar>
  </w:tblPr>
</w:style>"""


def set_up(document: Document) -> None:
    """Give a new document its page, its styles and its page numbers."""
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(17)
    page.top_margin, page.bottom_margin = Mm(18), Mm(20)
    _set_font(document.styles["Normal"], 10)
    for name, size in _HEADINGS.items():
        _set_font(document.styles[name], size)
        document.styles[name].font.bold = True
        document.styles[name].font.color.rgb = RGBColor.from_string(LIGHT.ink[1:])
    for name, size in _PARAGRAPHS.items():
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Normal"]
        style.font.size = Pt(size)
        style.paragraph_format.space_after = Pt(2 if name.startswith(("Table", "Place", "Contents")) else 5)
    _refine(document)
    document.styles.element.append(parse_xml(_TABLE))
    _number_pages(page.footer.paragraphs[0])


def _set_font(style: Any, size: float) -> None:  # noqa: ANN401  python-docx has one class a kind of style
    style.font.name, style.font.size = FONT, Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{kind}"), None)


def _refine(document: Document) -> None:
    styles, muted = document.styles, RGBColor.from_string(LIGHT.muted[1:])
    for name in ("Note", "Place", "Evidence"):
        styles[name].font.color.rgb = muted
    styles["Warning"].font.bold = styles["TableHead"].font.bold = True
    styles["Evidence"].paragraph_format.left_indent = styles["Place"].paragraph_format.left_indent = Mm(5)
    styles["Evidence"].paragraph_format.space_after = Pt(0)
    styles["Place"].paragraph_format.space_after = Pt(6)
    for name in ("Evidence", "Own Note"):
        _add_bar(styles[name])
    for name in _HEADINGS:
        styles[name].paragraph_format.keep_with_next = True
    for name in ("Note", "Contents"):
        styles[name].paragraph_format.space_before = Pt(0)
    document.styles["Title"].element.get_or_add_pPr().remove_all("w:pBdr")


def _add_bar(style: Any) -> None:  # noqa: ANN401
    """Draw a line at the left side of a style's paragraphs."""
    borders, left = OxmlElement("w:pBdr"), OxmlElement("w:left")
    for name, value in (("val", "single"), ("sz", "12"), ("space", "6"), ("color", LIGHT.edge[1:])):
        left.set(qn(f"w:{name}"), value)
    borders.append(left)
    style.element.get_or_add_pPr().insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl")


def _number_pages(paragraph: Any) -> None:  # noqa: ANN401
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)
    paragraph.alignment = 2
