"""The first pages: what was found, what was compared, and the figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analytics.charts import agenda, emphasis, verdict_shares
from analytics.charts.counting import number_of
from analytics.exports.report.material import records
from analytics.exports.report.model import Cell, Column, Facts, Figure, Grid, Heading, Paragraph, Point, Points
from analytics.exports.report.words import CAUTION, MEANINGS, percent, verdict_words
from analytics.findings import write_findings
from analytics.reviews.settlement import without_disputed
from analytics.schema import VERDICTS
from analytics.study.language_codes import language_name

if TYPE_CHECKING:
    import pandas as pd

    from analytics.exports.report.material import Material
    from analytics.exports.report.model import Block
    from analytics.study.documents import Statement

MOST_BARS = 12
"""Sources in one figure of shares: as many as a page is high."""

MOST_LANES = 6
"""Sources up to which themes are drawn: each theme has a line a source."""

_HOMES = {
    "breadth": "compared",
    "left out by all": "omissions",
    "theme left out": "themes",
    "surprising": "omissions",
    "copy": "reuse",
    "told by all": "matrix",
    "emphasised": "themes",
    "discrepancy": "discrepancies",
    "contradicted": "evidence",
}
"""Section that holds the proof of each kind of finding."""


def findings_section(material: Material) -> tuple[Block, ...]:
    """Write the findings, each with what was counted and where it is proved."""
    found = write_findings(without_disputed(material.shown))
    if not found:
        return (Paragraph("Nothing can be said: the tables hold no rows."),)
    points = tuple(Point(finding.sentence, finding.basis, material.to_section(_HOMES.get(finding.kind, ""))) for finding in found)
    return (Points(points), Paragraph(CAUTION, "note"))


def compared_section(material: Material) -> tuple[Block, ...]:
    """Write what was compared with what, what the verdicts mean, and how much each source tells."""
    shown = material.shown
    meanings = tuple(Point(f"{verdict_words(verdict)}: {MEANINGS[verdict]}.") for verdict in VERDICTS)
    faults = tuple(Point(str(fault)) for fault in material.whole.faults)
    left_aside = (Heading("Left aside, or worth knowing"), Points(faults)) if faults else ()
    return (
        Heading("The statement"),
        Facts(_statement_facts(shown.study.statement, shown.study.title, shown.commitments)),
        Heading("The question asked of each article"),
        Paragraph("Does a reader of this article alone learn this commitment? There are three answers:"),
        Points(meanings),
        Heading("The articles"),
        _sources(material),
        Paragraph("A handful of articles carries no inference about the press as a whole, nor about an outlet's other articles.", "note"),
        _rates(material),
        Paragraph(_rates_note(material), "note"),
        *left_aside,
    )


def figures_section(material: Material) -> tuple[Block, ...]:
    """Draw how much each source tells and, for few sources, what each spends its words on."""
    shown = material.shown
    sources = list(shown.sources["source"])
    parts = [sources[first : first + MOST_BARS] for first in range(0, len(sources), MOST_BARS)]
    shares = tuple(_shares(material, part, place) for place, part in enumerate(parts, start=1))
    if len(sources) <= MOST_LANES:
        themes: tuple[Block, ...] = _theme_figures(material)
    else:
        themes = (Paragraph(f"Themes are drawn for at most {MOST_LANES} sources; for {len(sources)}, see the tables of themes.", "note"),)
    return (*shares, *themes, Paragraph(f"{_sample(material)} Drawn from the same tables as the rest of this report.", "note"))


def _shares(material: Material, sources: list[str], place: int) -> Figure:
    rates = material.shown.rates[material.shown.rates["source"].isin(sources)]
    of_all = f", part {place}" if len(sources) < len(material.shown.sources) else ""
    chart = verdict_shares.verdict_shares(rates, title=f"How much of the statement does each outlet tell?{of_all}")
    return Figure(f"shares{place}", chart, verdict_shares.alt_text(rates))


def _theme_figures(material: Material) -> tuple[Figure, ...]:
    table = material.shown.emphasis
    outlets = dict(zip(material.whole.sources["source"], material.whole.sources["outlet"], strict=True))
    words = agenda.agenda(table, outlets, title="The statement's agenda, and each outlet's")
    ratios = emphasis.emphasis(table, outlets, title="Stressed or played down, against the statement")
    return (Figure("agenda", words, agenda.alt_text(table)), Figure("emphasis", ratios, emphasis.alt_text(table)))


def _statement_facts(statement: Statement, title: str, commitments: pd.DataFrame) -> tuple[tuple[str, str], ...]:
    n_themes = commitments["theme"].nunique()
    rows = [
        ("Study", title),
        ("Issued by", statement.issuer),
        ("Date", statement.date.isoformat() if statement.date else ""),
        ("Language", language_name(statement.language)),
        ("Commitments", f"{number_of(len(commitments), 'commitment')} in {number_of(n_themes, 'theme')}"),
    ]
    return tuple((term, value) for term, value in rows if value)


def _sources(material: Material) -> Grid:
    columns = (Column("Outlet", width=3), Column("Title", width=4), Column("Date"), Column("Language"), Column("Words", "number"))
    has_urls = bool((material.shown.sources["url"] != "").any())
    rows = []
    for row in records(material.shown.sources):
        code = row["language"]
        cells = [Cell(material.names[row["source"]]), Cell(row["title"] or "–", code), Cell(row["date"] or "–"), Cell(language_name(code))]
        cells.append(Cell(f"{row['words']:,}"))
        rows.append((*cells, *((Cell(row["url"] or "–"),) if has_urls else ())))
    title = f"{number_of(len(rows), 'source')}, {material.shown.sources['words'].sum():,} words"
    return Grid(title, (*columns, *((Column("Address", width=5),) if has_urls else ())), tuple(rows))


def _rates(material: Material) -> Grid:
    whole = material.shown.rates[material.shown.rates["dimension"] == "all"]
    rows = []
    for row in records(whole):
        interval = f"{percent(row['coverage_low'])} to {percent(row['coverage_high'])}"
        counts = [Cell(f"{row[f'n_{verdict}']}") for verdict in VERDICTS]
        rows.append(
            (Cell(material.names[row["source"]]), *counts, Cell(f"{row['n']}"), Cell(percent(row["coverage_rate"])), Cell(interval))
        )
    counted = [Column(verdict_words(verdict), "number") for verdict in VERDICTS]
    shares = (Column("of", "number"), Column("expected share covered", "number"), Column("interval", "number"))
    return Grid(
        "How much each source tells: verdicts counted, and the expected share", (Column("Outlet", width=3), *counted, *shares), tuple(rows)
    )


def _rates_note(material: Material) -> str:
    level = percent(material.whole.settings.interval_level)
    return (
        "The expected share is the mean of the probabilities of “covered”: it is nearer to a careful coder's than the count of verdicts. "
        f"The interval ({level}) holds the uncertainty of the cells and of the model; where two overlap much, do not rank the outlets."
    )


def _sample(material: Material) -> str:
    return f"{number_of(len(material.shown.sources), 'source')}, {material.shown.sources['words'].sum():,} words."
