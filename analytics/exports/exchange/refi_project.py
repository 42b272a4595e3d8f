"""A whole project in the exchange format of programs for qualitative analysis (REFI-QDA): texts, codes, codings, coders."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from analytics.exports.exchange.identifiers import Identifiers, day_of
from analytics.exports.exchange.passages import CodedVerdict, coded_verdicts
from analytics.exports.exchange.refi_codebook import add_element, codes_element, xml_bytes
from analytics.language.control_characters import with_visible_controls
from analytics.reviews.records import PROGRAM
from analytics.study.archive import pack_files

if TYPE_CHECKING:
    import pandas as pd

    from analytics.pipeline import Analysis
    from analytics.study.documents import Source

PROJECT_NAMESPACE = "urn:QDA-XML:project:1.0"

PROJECT_FILE = "project.qde"
"""Name of the XML within the zip."""

STATEMENT_NAME = "Statement"
"""Name of the text that holds the statement."""

REVIEW_FIELDS = ("commitment", "source", "verdict")
"""First lines of the note that goes with a reviewer's verdict, each ``name: value``; the remark follows after an empty line."""

_DESCRIBED = ("outlet", "title", "language", "url", "group")


def project_file(analysis: Analysis, reviews: pd.DataFrame | None = None) -> bytes:
    r"""Write a study with its codings as ``.qdpx``.

    Parameters
    ----------
    analysis : Analysis
        Texts, commitments, evidence.
    reviews : pandas.DataFrame, optional
        Verdicts of reviewers, with the columns of `analytics.exports.codings.REVIEW_COLUMNS`.

    Returns
    -------
    bytes
        A zip of ``project.qde`` and the texts, in UTF-8 without mark and with ``\n`` alone. Places are counted in characters (code
        points) of exactly these texts, the end exclusive. Every quoted passage is a selection with two codes, commitment and verdict;
        every verdict of a reviewer is also a note, so that one without a passage is kept too. The same input gives the same bytes.
    """
    builder = _Builder(analysis, reviews)
    texts = {f"sources/{guid}.txt": text.encode("utf-8", "surrogatepass") for guid, text in builder.texts.items()}
    return pack_files({PROJECT_FILE: xml_bytes(builder.project()), **texts})


class _Builder:
    """Builds the parts in the order that the schema asks for."""

    def __init__(self, analysis: Analysis, reviews: pd.DataFrame | None) -> None:
        self._analysis, self._study = analysis, analysis.study
        self._guids = Identifiers(analysis.study)
        self._verdicts = coded_verdicts(analysis, reviews)
        self._made = {"creatingUser": self._guids.user(PROGRAM), "creationDateTime": day_of(analysis.study)}
        self._statement = self._guids.of("statement")
        analysed = set(analysis.sources["source"])
        self._sources = [source for source in self._study.sources if source.id in analysed]
        self.texts = {self._statement: self._study.statement.text, **{self._guids.source(each): each.text for each in self._sources}}

    def project(self) -> ET.Element:
        """Build the whole."""
        made = {"creatingUserGUID": self._made["creatingUser"], "creationDateTime": self._made["creationDateTime"]}
        origin = f"Leftout {self._analysis.provenance['leftout']}"
        name = with_visible_controls(self._study.title)
        root = ET.Element("Project", {"xmlns": PROJECT_NAMESPACE, "name": name, "origin": origin, **made})
        users = ET.SubElement(root, "Users")
        for coder in dict.fromkeys([PROGRAM, *(verdict.coder for verdict in self._verdicts)]):
            add_element(users, "User", {"guid": self._guids.user(coder), "name": coder})
        ET.SubElement(root, "CodeBook").append(codes_element(self._analysis))
        self._add_variables(root)
        self._add_sources(root)
        self._add_notes(root)
        add_element(root, "Description", {}, f"What each outlet kept of a statement. Exported by {origin}.")
        return root

    def _add_variables(self, root: ET.Element) -> None:
        variables = ET.SubElement(root, "Variables")
        for name in (*_DESCRIBED, "date"):
            kind = "Date" if name == "date" else "Text"
            add_element(variables, "Variable", {"guid": self._guids.of("variable", name), "name": name, "typeOfVariable": kind})
        for unit in self._analysis.commitments["commitment"]:
            attributes = {"guid": self._guids.of("variable", "verdict", unit), "name": f"verdict {unit}", "typeOfVariable": "Text"}
            add_element(variables, "Variable", attributes)

    def _add_sources(self, root: ET.Element) -> None:
        sources = ET.SubElement(root, "Sources")
        statement = self._text_source(sources, self._statement, STATEMENT_NAME, self._study.statement.issuer)
        for row in self._analysis.commitments.to_dict("records"):
            guid = self._guids.of("quote", row["commitment"])
            self._selection(statement, guid, (int(row["start"]), int(row["end"])), [self._guids.code(row["commitment"])], self._made)
        for source in self._sources:
            element = self._text_source(sources, self._guids.source(source), source.id, source.outlet)
            given = [verdict for verdict in self._verdicts if verdict.source == source.id]
            for verdict in given:
                self._add_selections(element, verdict)
            for verdict in given:
                if not (verdict.is_program or verdict.spans):
                    add_element(element, "NoteRef", {"targetGUID": self._note_guid(verdict)})
            self._add_values(element, source)

    def _text_source(self, sources: ET.Element, guid: str, name: str, described: str) -> ET.Element:
        attributes = {"guid": guid, "name": name, "plainTextPath": f"internal://{guid}.txt", **self._made}
        element = add_element(sources, "TextSource", attributes)
        add_element(element, "Description", {}, described)
        return element

    def _add_selections(self, element: ET.Element, verdict: CodedVerdict) -> None:
        made = {"creatingUser": self._guids.user(verdict.coder), "creationDateTime": verdict.at}
        codes = [self._guids.code(verdict.commitment), self._guids.verdict(verdict.verdict)]
        for span in verdict.spans:
            guid = self._guids.of("selection", verdict.source, verdict.commitment, verdict.coder, *map(str, span))
            selection = self._selection(element, guid, span, codes, made, described=verdict.verdict)
            if not verdict.is_program:
                add_element(selection, "NoteRef", {"targetGUID": self._note_guid(verdict)})

    def _selection(
        self, element: ET.Element, guid: str, span: tuple[int, int], codes: list[str], made: dict[str, str], *, described: str = ""
    ) -> ET.Element:
        places = {"startPosition": str(span[0]), "endPosition": str(span[1])}
        selection = add_element(element, "PlainTextSelection", {"guid": guid, **places, **made})
        if described:
            add_element(selection, "Description", {}, described)
        for code in codes:
            coding = add_element(selection, "Coding", {"guid": self._guids.of("coding", guid, code), **made})
            add_element(coding, "CodeRef", {"targetGUID": code})
        return selection

    def _add_values(self, element: ET.Element, source: Source) -> None:
        row = self._analysis.sources.set_index("source").loc[source.id]
        for name in _DESCRIBED:
            self._value(element, self._guids.of("variable", name), "TextValue", str(row[name]))
        if row["date"]:
            self._value(element, self._guids.of("variable", "date"), "DateValue", str(row["date"]))
        cells = self._analysis.coverage
        cells = cells[cells["source"] == source.id]
        for unit, verdict in zip(cells["commitment"], cells["verdict"], strict=True):
            self._value(element, self._guids.of("variable", "verdict", unit), "TextValue", verdict)

    def _value(self, element: ET.Element, variable: str, kind: str, text: str) -> None:
        value = ET.SubElement(element, "VariableValue")
        add_element(value, "VariableRef", {"targetGUID": variable})
        add_element(value, kind, {}, text)

    def _note_guid(self, verdict: CodedVerdict) -> str:
        return self._guids.of("note", verdict.source, verdict.commitment, verdict.coder)

    def _add_notes(self, root: ET.Element) -> None:
        given = [verdict for verdict in self._verdicts if not verdict.is_program]
        if not given:
            return
        notes = ET.SubElement(root, "Notes")
        for verdict in given:
            name = f"{verdict.commitment} in {verdict.source}: {verdict.verdict}"
            made = {"creatingUser": self._guids.user(verdict.coder), "creationDateTime": verdict.at}
            note = add_element(notes, "Note", {"guid": self._note_guid(verdict), "name": name, **made})
            fields = "".join(f"{field}: {getattr(verdict, field)}\n" for field in REVIEW_FIELDS)
            add_element(note, "PlainTextContent", {}, f"{fields}\n{verdict.note}")
