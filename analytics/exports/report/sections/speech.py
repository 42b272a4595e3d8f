"""Whose words the articles use: people quoted, and strings taken from the statement or from one another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analytics.exports.report.material import records
from analytics.exports.report.model import Cell, Column, Grid, Paragraph
from analytics.exports.report.words import percent

if TYPE_CHECKING:
    from analytics.exports.report.material import Material
    from analytics.exports.report.model import Block

MOST_SPEAKERS = 8
"""Speakers named for each source, those quoted most first."""

MOST_PAIRS = 60
"""Pairs of texts listed, those with most words in common first."""


def voices_section(material: Material) -> tuple[Block, ...]:
    """Count who is quoted by each source."""
    table = material.shown.voices
    if table.empty:
        return (Paragraph("No quoted or reported speech was found."),)
    rows = []
    for source in material.shown.sources["source"]:
        own = table[table["source"] == source]
        counts = own.loc[own["speaker"] != "", "speaker"].value_counts(sort=False).sort_values(ascending=False, kind="stable")
        named = "; ".join(f"{speaker} ({n})" for speaker, n in counts.head(MOST_SPEAKERS).items()) or "–"
        modes = (Cell(f"{int((own['mode'] == mode).sum())}") for mode in ("direct", "indirect"))
        rows.append((Cell(material.names[source]), *modes, Cell(named, material.languages[source])))
    columns = (
        Column("Outlet", width=3),
        Column("Quoted", "number"),
        Column("Reported", "number"),
        Column("Speakers as named (times)", width=8),
    )
    note = "Quoted: between quotation marks; reported: in the article's own words. Speech without a name beside it has no speaker here."
    return (
        Grid("Speech in the articles: how often, and by whom", columns, tuple(rows)),
        Paragraph(note, "note"),
    )


def reuse_section(material: Material) -> tuple[Block, ...]:
    """List how much of each source stands word for word in the statement or in another source."""
    table = material.shown.similarity
    shared = table[table["share"] > 0].sort_values("share", ascending=False, kind="stable")
    if shared.empty:
        return (Paragraph("No long string of words stands both in a source and in the statement or in another source."),)
    rows = []
    for row in records(shared.head(MOST_PAIRS)):
        other = material.names[row["other"]] if row["other"] else "the statement"
        words = Cell(f"{row['words']:,} of {row['total_words']:,}")
        rows.append((Cell(material.names[row["source"]]), Cell(other), words, Cell(percent(row["share"])), Cell(row["relation"] or "–")))
    columns = (Column("Outlet", width=3), Column("Shares words with", width=3), Column("Words", "number"), Column("Share of it", "number"))
    more = f" The {MOST_PAIRS} with most in common of {len(shared)} are listed." if len(shared) > MOST_PAIRS else ""
    note = f"Words in long strings that stand in both texts, each counted once.{more} It does not say who copied from whom."
    return (Grid("Words in common", (*columns, Column("Relation")), tuple(rows)), Paragraph(note, "note"))
