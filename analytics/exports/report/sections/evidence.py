"""The proof of every verdict: the statement's words, and per source what it rests on, what was found and what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from analytics.charts.theme import CONTRADICTED_SIGN
from analytics.exports.report.material import is_close, records
from analytics.exports.report.model import Heading, Omission, Paragraph, Proof, Quote, Telling
from analytics.exports.report.sections.matrix import checked_words
from analytics.exports.report.words import differing, sureness, told_contrary
from analytics.language.direction import isolated, runs_from_right
from analytics.schema import SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from analytics.exports.report.material import Material
    from analytics.exports.report.model import Block

CONTEXT = 120
"""Characters shown on either side of a quote."""

_Rows = dict[tuple[str, str], list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class _Further:
    """Rows of other tables about a cell: quoted passages, facts told differently, how binding it is told."""

    quotes: _Rows
    facts: _Rows
    force: _Rows


def evidence_section(material: Material) -> tuple[Block, ...]:
    """Write the proof of every commitment, under the headings of the themes."""
    shown = material.shown
    cells, quotes = _by_cell(records(shown.coverage)), _by_cell(records(shown.evidence))
    facts, force = _by_cell(records(shown.discrepancies)), _by_cell(records(shown.fidelity))
    blocks: list[Block] = [
        Paragraph(
            "For each commitment: its words in the statement, then each source that tells it, with the passages that the verdict rests on "
            "(marked, within the words around them), then the sources that leave it out."
        )
    ]
    theme = None
    for row in records(shown.commitments):
        if row["theme"] != theme:
            theme = row["theme"]
            blocks.append(Heading(theme, language=shown.study.language))
        blocks.append(_proof(material, row, cells, _Further(quotes, facts, force)))
    return tuple(blocks)


def in_context(text: str, start: int, end: int, *, language: str, place: str) -> Quote:
    """Cut a passage out of its text, with the words around it.

    Parameters
    ----------
    text : str
        The whole text.
    start, end : int
        Span of the passage in it, in characters.
    language : str
        Language of the text.
    place : str
        Where the passage stands, in words.

    Returns
    -------
    Quote
        With up to `CONTEXT` characters on either side, from and to a whole word where words are parted by blanks.
    """
    before, marked, after = _before(text, start), text[start:end], _after(text, end)
    return Quote(before, marked, after, language, runs_from_right(before + marked + after), place)


def _before(text: str, start: int) -> str:
    if start <= CONTEXT:
        return text[:start].lstrip()
    cut, blank, rest = text[start - CONTEXT : start].partition(" ")
    return "… " + (rest if blank and len(cut) < CONTEXT // 2 else cut + blank + rest).lstrip()


def _after(text: str, end: int) -> str:
    if end + CONTEXT >= len(text):
        return text[end:].rstrip()
    rest, blank, cut = text[end : end + CONTEXT].rpartition(" ")
    return (rest if blank and len(cut) < CONTEXT // 2 else rest + blank + cut).rstrip() + " …"


def _by_cell(rows: Iterable[dict[str, Any]]) -> _Rows:
    grouped: _Rows = {}
    for row in rows:
        grouped.setdefault((row["source"], row["commitment"]), []).append(row)
    return grouped


def _proof(material: Material, row: Mapping[str, Any], cells: _Rows, further: _Further) -> Proof:
    study, id_ = material.shown.study, str(row["commitment"])
    judged = [(source, cells[source, id_][0]) for source in material.shown.sources["source"]]
    told = [(source, cell) for source, cell in judged if cell["verdict"] != "omitted"]
    left_out = [(source, cell) for source, cell in judged if cell["verdict"] == "omitted"]
    paragraph = "" if row["paragraph"] is None or str(row["paragraph"]) == "<NA>" else f", paragraph {row['paragraph']}"
    place = f"The statement{paragraph}, characters {row['start']:,} to {row['end']:,}"
    return Proof(
        Heading(f"{isolated(id_)}  {row['label']}", 4, material.to_commitment(id_), study.language),
        f"{row['theme']} · {row['act']}, strength {row['strength']} of 4 · told by {len(told)} of {len(judged)}",
        in_context(study.statement.text, int(row["start"]), int(row["end"]), language=study.language, place=place),
        tuple(_telling(material, cell, further) for _, cell in told),
        tuple(_omission(material, source, cell) for source, cell in left_out),
    )


def _telling(material: Material, cell: Mapping[str, Any], further: _Further) -> Telling:
    source = cell["source"]
    key = (source, cell["commitment"])
    return Telling(
        anchor=material.to_cell(source, cell["commitment"]),
        outlet=material.names[source],
        verdict=cell["verdict"],
        sureness=_sureness(cell),
        checked=checked_words(cell),
        quotes=tuple(_quote(material, source, row) for row in further.quotes.get(key, ())),
        found=_parts(cell["found"]),
        missing=_parts(cell["missing"]),
        differing=tuple(differing(row["kind"], row["text"], row["statement_says"]) for row in further.facts.get(key, ())),
        force=tuple(_force(row) for row in further.force.get(key, ()) if row["fidelity"]),
    )


def _force(row: Mapping[str, Any]) -> str:
    if row["fidelity"] == "contradicted":
        return f"{CONTRADICTED_SIGN} {told_contrary(row['verb'])}"
    told, act = (
        f"{row['told_act']} (“{isolated(row['verb'])}”, strength {row['told_strength']})",
        f"{row['act']} (strength {row['strength']})",
    )
    return f"{row['fidelity']}: told as {told}; in the statement {act}"


def _omission(material: Material, source: str, cell: Mapping[str, Any]) -> Omission:
    return Omission(material.to_cell(source, cell["commitment"]), material.names[source], _sureness(cell), checked_words(cell))


def _sureness(cell: Mapping[str, Any]) -> str:
    sentence = sureness(cell["p_covered"], cell["p_mentioned"])
    return f"{sentence} A close call." if is_close(cell["p_covered"], cell["p_mentioned"]) and not checked_words(cell) else sentence


def _quote(material: Material, source: str, row: Mapping[str, Any]) -> Quote:
    text = next(article.text for article in material.shown.study.sources if article.id == source)
    start, end = int(row["start"]), int(row["end"])
    place = f"{material.name(source)}, characters {start:,} to {end:,}"
    return in_context(text, start, end, language=material.languages[source], place=place)


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split(SEPARATOR) if part)
