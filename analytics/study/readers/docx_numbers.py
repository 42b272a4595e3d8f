"""The numbers that a word processor writes before paragraphs: they stand in no text, and in a statement they name the commitments."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from analytics.study.readers.counting import bare_numeral

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

DEEPEST_LEVEL = 8
"""Levels of a list are 0 to 8 (ECMA-376, 17.9.3)."""

_STYLES = {"lowerLetter": "lower-letter", "upperLetter": "upper-letter", "lowerRoman": "lower-roman", "upperRoman": "upper-roman"}
_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class _Level:
    start: int = 1
    style: str = "decimal"
    pattern: str = ""


@dataclass(slots=True)
class _Numbering:
    """One ``w:num``: the list whose count it goes on with, its levels, and where it starts anew."""

    abstract: str
    levels: dict[int, _Level]
    restarts: dict[int, int] = field(default_factory=dict)


class ListNumbers:
    """Counts the automatic numbers of a document's paragraphs, in their order.

    Parameters
    ----------
    numbering, styles : xml.etree.ElementTree.Element or None
        The parts ``word/numbering.xml`` and ``word/styles.xml``.

    Notes
    -----
    Follows ECMA-376, 17.9: paragraphs that share an abstract list share its count, a deeper level begins again after a higher one, and a
    ``startOverride`` begins again where its list is first used.
    """

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        self._numberings = _read_numberings(numbering)
        self._styles = _read_styles(styles)
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def mark_of(self, paragraph: Element) -> str:
        """Return what stands before a paragraph, such as ``3.``, ``(c)`` or ``-``; empty where nothing does.

        Parameters
        ----------
        paragraph : xml.etree.ElementTree.Element
            A ``w:p``; paragraphs have to be asked about in the document's order, each once.
        """
        number, level = self._list_of(paragraph)
        numbering = self._numberings.get(number)
        if numbering is None or not 0 <= level <= DEEPEST_LEVEL:
            return ""
        definition = numbering.levels.get(level, _Level())
        if definition.style == "none":
            return ""
        counts = self._advance(number, level, numbering)
        if definition.style == "bullet":
            return "-"
        written = _PLACE.sub(lambda match: _written(int(match[1]) - 1, counts, numbering), definition.pattern or f"%{level + 1}.").strip()
        return f"{written}." if written.isdecimal() else written

    def _list_of(self, paragraph: Element) -> tuple[str, int]:
        """Find list and level: the paragraph's own, else those of its style."""
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            return "", 0
        style = self._styles.get(_value(properties.find(f"{W}pStyle")), ("", 0))
        own = properties.find(f"{W}numPr")
        if own is None:
            return style
        number, level = own.find(f"{W}numId"), own.find(f"{W}ilvl")
        return _value(number) if number is not None else style[0], _whole(_value(level), style[1] if number is None else 0)

    def _advance(self, number: str, level: int, numbering: _Numbering) -> dict[int, int]:
        counts = self._counts.setdefault(numbering.abstract, {})
        if level in numbering.restarts and (number, level) not in self._begun:
            counts.pop(level, None)
        self._begun.add((number, level))
        for deeper in [each for each in counts if each > level]:
            del counts[deeper]
        start = numbering.restarts.get(level, numbering.levels.get(level, _Level()).start)
        counts[level] = counts[level] + 1 if level in counts else start
        return counts


def _written(level: int, counts: dict[int, int], numbering: _Numbering) -> str:
    definition = numbering.levels.get(level, _Level())
    return bare_numeral(counts.get(level, definition.start), _STYLES.get(definition.style, "decimal"))


def _read_numberings(root: Element | None) -> dict[str, _Numbering]:
    if root is None:
        return {}
    abstracts = {_attribute(each, "abstractNumId"): _read_levels(each) for each in root.findall(f"{W}abstractNum")}
    found = {}
    for num in root.findall(f"{W}num"):
        abstract = _value(num.find(f"{W}abstractNumId"))
        numbering = _Numbering(abstract, dict(abstracts.get(abstract, {})))
        for override in num.findall(f"{W}lvlOverride"):
            level = _whole(_attribute(override, "ilvl"), 0)
            numbering.levels.update(_read_levels(override))
            start = override.find(f"{W}startOverride")
            if start is not None:
                numbering.restarts[level] = _whole(_value(start), 1)
        found[_attribute(num, "numId")] = numbering
    return found


def _read_levels(parent: Element) -> dict[int, _Level]:
    return {
        _whole(_attribute(level, "ilvl"), 0): _Level(
            start=_whole(_value(level.find(f"{W}start")), 1),
            style=_value(level.find(f"{W}numFmt")) or "decimal",
            pattern=_value(level.find(f"{W}lvlText")),
        )
        for level in parent.findall(f"{W}lvl")
    }


def _read_styles(root: Element | None) -> dict[str, tuple[str, int]]:
    """Find the list and level that each paragraph style brings, its own or that of the style it is based on."""
    own: dict[str, tuple[str, int] | None] = {}
    parents: dict[str, str] = {}
    for style in root.findall(f"{W}style") if root is not None else ():
        name = _attribute(style, "styleId")
        given = style.find(f"{W}pPr/{W}numPr")
        own[name] = None if given is None else (_value(given.find(f"{W}numId")), _whole(_value(given.find(f"{W}ilvl")), 0))
        parents[name] = _value(style.find(f"{W}basedOn"))
    found = {}
    for name in own:
        current, seen = name, set()
        while current in own and own[current] is None and current not in seen:
            seen.add(current)
            current = parents[current]
        found[name] = own.get(current) or ("", 0)
    return found


def _value(element: Element | None) -> str:
    return "" if element is None else _attribute(element, "val")


def _attribute(element: Element, name: str) -> str:
    return element.get(f"{W}{name}") or ""


def _whole(written: str, default: int) -> int:
    return int(written) if written.isdecimal() and len(written) < 7 else default
