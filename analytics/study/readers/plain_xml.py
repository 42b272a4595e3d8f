"""XML that can do nothing: no document type, no entities."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analytics.study.readers.model import refusal

if TYPE_CHECKING:
    from analytics.study.packages import Package
    from analytics.study.readers.model import Deadline


def require_plain_parts(name: str, package: Package, deadline: Deadline) -> None:
    """Raise `ReadError` if a part in XML declares a document type: that is where entities come from, and no office file has one."""
    for part in package.parts():
        deadline.check()
        if part.filename.lower().endswith((".xml", ".rels", ".vml")):
            require_plain_xml(f"{name}/{part.filename}", package.read(part))


def require_plain_xml(name: str, data: bytes) -> None:
    """Raise `ReadError` if XML is not well-formed, or declares a document type or entities."""
    from xml.sax import SAXException
    from xml.sax.handler import ContentHandler

    from defusedxml.common import DefusedXmlException
    from defusedxml.sax import parseString

    try:
        parseString(data, ContentHandler(), forbid_dtd=True)
    except DefusedXmlException:
        raise refusal(
            name, "declares XML entities or a document type, which can hide attacks; no such file needs them. Save it anew."
        ) from None
    except (SAXException, ValueError, LookupError):
        raise refusal(name, "holds XML that is not well-formed. Open the file in its program and save it anew.") from None
