"""Codings as W3C web annotations: each quote with the words around it, so that it is found again in a text that was edited."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from analytics.exports.exchange.identifiers import Identifiers, code_name
from analytics.exports.exchange.passages import CodedVerdict, coded_verdicts
from analytics.reviews.records import PROGRAM

if TYPE_CHECKING:
    import pandas as pd

    from analytics.pipeline import Analysis

CONTEXT_CHARACTERS = 32
"""Characters before and after a quote that are given with it."""

_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`]+")


def annotations_file(analysis: Analysis, reviews: pd.DataFrame | None = None) -> bytes:
    """Write every quoted passage as a web annotation.

    Parameters
    ----------
    analysis : Analysis
        Texts, commitments, evidence.
    reviews : pandas.DataFrame, optional
        Verdicts of reviewers, with the columns of `analytics.exports.codings.REVIEW_COLUMNS`. One without a passage is an annotation of
        the whole source.

    Returns
    -------
    bytes
        JSON-LD after https://www.w3.org/TR/annotation-model/: one collection. Places are counted in characters of the stored text. The
        same input gives the same bytes.
    """
    writer = _Writer(analysis)
    items = [item for verdict in coded_verdicts(analysis, reviews) for item in writer.annotations(verdict)]
    guids = Identifiers(analysis.study)
    collection = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": _urn(guids.of("annotations")),
        "type": "AnnotationCollection",
        "label": analysis.study.title,
        "generator": {"type": "Software", "name": f"Leftout {analysis.provenance['leftout']}"},
        "total": len(items),
        "first": {"id": _urn(guids.of("annotations", "page")), "type": "AnnotationPage", "startIndex": 0, "items": items},
    }
    return (json.dumps(collection, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "backslashreplace")


class _Writer:
    def __init__(self, analysis: Analysis) -> None:
        self._guids = Identifiers(analysis.study)
        self._sources = {source.id: source for source in analysis.study.sources}
        self._languages = dict(zip(analysis.sources["source"], analysis.sources["language"], strict=True))
        self._labels = dict(zip(analysis.commitments["commitment"], analysis.commitments["label"], strict=True))

    def annotations(self, verdict: CodedVerdict) -> list[dict[str, Any]]:
        """Write one annotation a passage; one of the whole source where there is no passage."""
        places = [(str(span), self._selectors(verdict.source, span)) for span in verdict.spans] or [("", [])]
        return [self._annotation(verdict, place, selectors) for place, selectors in places]

    def _annotation(self, verdict: CodedVerdict, place: str, selectors: list[dict[str, Any]]) -> dict[str, Any]:
        guid = self._guids.of("annotation", verdict.source, verdict.commitment, verdict.coder, place)
        creator = {"id": _urn(self._guids.user(verdict.coder)), "type": "Software" if verdict.is_program else "Person"}
        target = {"source": self._source(verdict.source), "selector": selectors}
        return {
            "id": _urn(guid),
            "type": "Annotation",
            "motivation": "classifying",
            "creator": {**creator, "name": PROGRAM if verdict.is_program else verdict.coder},
            "created": verdict.at,
            "body": self._bodies(verdict),
            "target": target if selectors else target["source"],
        }

    def _bodies(self, verdict: CodedVerdict) -> list[dict[str, Any]]:
        label = code_name(verdict.commitment, self._labels.get(verdict.commitment, ""))
        bodies: list[dict[str, Any]] = [
            {"type": "SpecificResource", "purpose": "classifying", "source": _urn(self._guids.code(verdict.commitment))},
            {"type": "TextualBody", "purpose": "describing", "format": "text/plain", "value": label},
            {"type": "TextualBody", "purpose": "assessing", "format": "text/plain", "value": verdict.verdict},
        ]
        if verdict.note:
            bodies.append({"type": "TextualBody", "purpose": "commenting", "format": "text/plain", "value": verdict.note})
        return bodies

    def _source(self, identifier: str) -> dict[str, Any]:
        """Describe a text; an address is given only where it is one."""
        source = self._sources[identifier]
        described: dict[str, Any] = {"id": _urn(self._guids.source(source)), "type": "Text", "format": "text/plain"}
        described |= {"label": f"{source.id} · {source.outlet}", "language": self._languages.get(identifier, "")}
        return described | ({"via": source.url} if _ADDRESS.fullmatch(source.url) else {})

    def _selectors(self, identifier: str, span: tuple[int, int]) -> list[dict[str, Any]]:
        text, (start, end) = self._sources[identifier].text, span
        quote = {
            "type": "TextQuoteSelector",
            "exact": text[start:end],
            "prefix": text[max(0, start - CONTEXT_CHARACTERS) : start],
            "suffix": text[end : end + CONTEXT_CHARACTERS],
        }
        return [quote, {"type": "TextPositionSelector", "start": start, "end": end}]


def _urn(guid: str) -> str:
    return f"urn:uuid:{guid.lower()}"
