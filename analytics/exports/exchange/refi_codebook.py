"""The codebook in the exchange format of programs for qualitative analysis (REFI-QDA): themes as parents, commitments as codes."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from analytics.charts.counting import number_of
from analytics.charts.theme import LIGHT, OUTLET_COLORS
from analytics.exports.exchange.identifiers import Identifiers, code_name
from analytics.language.control_characters import with_visible_controls
from analytics.schema import VERDICTS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from analytics.pipeline import Analysis

CODEBOOK_NAMESPACE = "urn:QDA-XML:codebook:1.0"

_VERDICT_MEANINGS = {
    "covered": "The source reports the specific proposition of the commitment.",
    "partial": "The source tells the same matter vaguely, or only a part.",
    "omitted": "The source does not report it.",
}


def codebook_file(analysis: Analysis) -> bytes:
    """Write the codebook of a study as ``.qdc``.

    Parameters
    ----------
    analysis : Analysis
        Its commitments, with the themes that they are grouped by.

    Returns
    -------
    bytes
        XML: each theme a code that holds its commitments and is not used by itself, and the three verdicts as codes to put beside them.
        The same study gives the same bytes and the same identifiers.
    """
    root = ET.Element("CodeBook", {"xmlns": CODEBOOK_NAMESPACE, "origin": f"Leftout {analysis.provenance['leftout']}"})
    root.append(codes_element(analysis))
    return xml_bytes(root)


def codes_element(analysis: Analysis) -> ET.Element:
    """Build the element ``Codes``, the same in a codebook and in a project."""
    guids, commitments = Identifiers(analysis.study), analysis.commitments
    codes = ET.Element("Codes")
    for number, (theme, rows) in enumerate(commitments.groupby("theme", sort=False)):
        color = OUTLET_COLORS[number % len(OUTLET_COLORS)]
        parent = _code(
            codes, guids.of("theme", str(theme)), str(theme), f"Theme of {number_of(len(rows), 'commitment')}.", color=color, codable=False
        )
        for row in rows.to_dict("records"):
            described = f"{row['act']}, strength {row['strength']} of 4. {row['quote']}"
            _code(parent, guids.code(row["commitment"]), code_name(row["commitment"], row["label"]), described, color=color)
    group = _code(codes, guids.of("group", "verdicts"), "Verdict", "Put one beside the code of a commitment.", codable=False)
    for verdict, fill in zip(VERDICTS, LIGHT.verdicts, strict=True):
        _code(group, guids.verdict(verdict), verdict, _VERDICT_MEANINGS[verdict], color=fill)
    return codes


def _code(parent: ET.Element, guid: str, name: str, described: str, *, color: str = "", codable: bool = True) -> ET.Element:
    attributes = {"guid": guid, "name": name, "isCodable": "true" if codable else "false"}
    code = add_element(parent, "Code", attributes | ({"color": color} if color else {}))
    add_element(code, "Description", {}, described)
    return code


def add_element(parent: ET.Element, tag: str, attributes: Mapping[str, str], text: str | None = None) -> ET.Element:
    r"""Add an element whose texts hold nothing that XML forbids; line breaks are ``\n`` as a reader would make them."""
    element = ET.SubElement(parent, tag, {name: with_visible_controls(value) for name, value in attributes.items()})
    if text is not None:
        element.text = with_visible_controls(text.replace("\r\n", "\n").replace("\r", "\n"))
    return element


def xml_bytes(root: ET.Element) -> bytes:
    """Write a tree as UTF-8 with its declaration, one element a line."""
    ET.indent(root, " ")
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True, short_empty_elements=True)
    return written + b"\n"
