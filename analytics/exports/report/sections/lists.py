"""What was left out, told differently, added; themes and words: one table each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from analytics.charts.counting import number_of
from analytics.exports.report.material import records
from analytics.exports.report.model import Cell, Column, Grid, Paragraph
from analytics.exports.report.words import percent
from analytics.findings import left_out_by_all
from analytics.schema import OTHER_THEME

if TYPE_CHECKING:
    import pandas as pd

    from analytics.exports.report.material import Material
    from analytics.exports.report.model import Block

MOST_BINDING = 5
"""Omissions named for each source, the most binding first; all stand in the matrix and in the evidence."""

MOST_SURPRISING = 12
"""Omissions listed as surprising."""

KEYPHRASES, DISTINCTIVE = 8, 8
"""Keyphrases and distinctive words named for each source."""

CLEAR_Z = 1.96
"""Words whose z-score is at least this are named as distinctive."""


def omissions_section(material: Material) -> tuple[Block, ...]:
    """List what every source left out, and the most binding that each left out."""
    shown = material.shown
    rows = left_out_by_all(shown.coverage, shown.commitments)
    total, sources = number_of(len(shown.commitments), "commitment"), number_of(len(shown.sources), "source")
    if rows.empty:
        lead: tuple[Block, ...] = (Paragraph(f"None of {total} is left out by every one of {sources}."),)
    else:
        lead = (
            Paragraph(f"{len(rows)} of {total} {'is' if len(rows) == 1 else 'are'} left out by every one of {sources}."),
            Grid(
                "Left out by every source, the most binding first",
                _OMISSION_COLUMNS,
                tuple(_omission_row(material, row) for row in records(rows)),
            ),
            Paragraph("Strength: 4 is a decision or firm promise, 0 none. Probability: the mean, over the sources, of “omitted”.", "note"),
        )
    return (*lead, _omissions_by_source(material), *_surprising(material))


_OMISSION_COLUMNS = (
    Column("Commitment", width=6),
    Column("Theme", width=3),
    Column("Act", width=2),
    Column("Strength", "number"),
    Column("Probability", "number"),
)


def _omission_row(material: Material, row: dict[str, Any]) -> tuple[Cell, ...]:
    language = material.shown.study.language
    name = Cell(f"{row['commitment']}  {row['label']}", language, material.to_commitment(row["commitment"]))
    return (name, Cell(row["theme"], language), Cell(row["act"]), Cell(f"{row['strength']}"), Cell(percent(row["p_omitted"])))


def _omissions_by_source(material: Material) -> Grid:
    shown = material.shown
    strengths = shown.commitments[["commitment", "strength", "label"]]
    omitted = shown.coverage[shown.coverage["verdict"] == "omitted"][["source", "commitment"]].merge(strengths, on="commitment", how="left")
    ranked = omitted.sort_values("strength", ascending=False, kind="stable")
    rows = []
    for source in shown.sources["source"]:
        own = ranked[ranked["source"] == source]
        binding = "; ".join(f"{row['commitment']} {row['label']} ({row['strength']})" for row in records(own.head(MOST_BINDING)))
        firm = int((own["strength"] >= 3).sum())
        rows.append((Cell(material.names[source]), Cell(f"{len(own)}"), Cell(f"{firm}"), Cell(binding or "–", shown.study.language)))
    columns = (
        Column("Outlet", width=3),
        Column("Left out", "number"),
        Column("of these firm", "number"),
        Column("The most binding (strength)", width=7),
    )
    return Grid(f"What each source leaves out, of {number_of(len(shown.commitments), 'commitment')}", columns, tuple(rows))


def _surprising(material: Material) -> tuple[Block, ...]:
    """List what a source left out although its other verdicts and the other sources would have let one expect it."""
    table = material.shown.omissions
    ranked = table[(table["verdict"] == "omitted") & (table["surprise"] > 0)].sort_values("surprise", ascending=False, kind="stable")
    if ranked.empty:
        return ()
    labels = dict(zip(material.shown.commitments["commitment"], material.shown.commitments["label"], strict=True))
    language, rows = material.shown.study.language, []
    for row in records(ranked.head(MOST_SURPRISING)):
        id_ = row["commitment"]
        name = Cell(f"{id_}  {labels[id_]}", language, material.to_cell(row["source"], id_))
        others = Cell(f"{row['n_others_telling']} of {row['n_others']}")
        rows.append((Cell(material.names[row["source"]]), name, others, Cell(percent(row["expected"])), Cell(f"{row['surprise']:.1f}")))
    columns = (Column("Outlet", width=3), Column("Left out", width=6), Column("Told by others", "number"))
    figures = (Column("Expected", "number"), Column("Surprise, bits", "number"))
    note = (
        "Expected: the probability of being told, from the study's other cells alone. Surprise is high where what was expected is missing."
    )
    return (Grid("The most surprising omissions", (*columns, *figures), tuple(rows)), Paragraph(note, "note"))


def discrepancies_section(material: Material) -> tuple[Block, ...]:
    """List the facts told differently, each within its sentence."""
    shown = material.shown
    if shown.discrepancies.empty:
        return (Paragraph("No date, number or name was found to be told differently."), Paragraph(_DISCREPANCY_NOTE, "note"))
    sentences = shown.passages.set_index(["source", "passage_id"])["text"]
    columns = (Column("Outlet", width=3), Column("Kind"), Column("The article says", width=3), Column("The statement says", width=4))
    rows = []
    for row in records(shown.discrepancies):
        language = material.languages[row["source"]]
        sentence = str(sentences.get((row["source"], row["passage_id"]), ""))
        link = material.to_cell(row["source"], row["commitment"]) if row["commitment"] else ""
        texts = (Cell(row["text"], language), Cell(row["statement_says"], shown.study.language), Cell(sentence, language))
        rows.append((Cell(material.names[row["source"]]), Cell(row["kind"], link=link), *texts))
    title = "1 fact is told differently" if len(rows) == 1 else f"{len(rows)} facts are told differently"
    return (Grid(title, (*columns, Column("In the sentence", width=6)), tuple(rows)), Paragraph(_DISCREPANCY_NOTE, "note"))


_DISCREPANCY_NOTE = (
    "Only dates, numbers and names are looked at. A wrong detail does not lower a verdict. Read both sentences before quoting one."
)


def additions_section(material: Material) -> tuple[Block, ...]:
    """List what the articles say beyond the statement."""
    table = material.shown.additions
    if table.empty:
        return (Paragraph("No passage was found that goes beyond the statement."),)
    columns = (Column("Outlet", width=3), Column("Kind", width=2), Column("Probability", "number"), Column("The article says", width=9))
    rows = []
    for row in records(table):
        text = Cell(row["text"], material.languages[row["source"]])
        rows.append((Cell(material.names[row["source"]]), Cell(row["kind"]), Cell(percent(row["p_addition"])), text))
    note = "The kind is a hint, no more. A passage may tell the statement and go beyond it."
    title = f"{number_of(len(rows), 'passage')} beyond the statement"
    return (Grid(title, columns, tuple(rows)), Paragraph(note, "note"))


def themes_section(material: Material) -> tuple[Block, ...]:
    """List the themes with their verdicts, and who clearly stresses or plays down which."""
    return (_themes(material), *_emphasis(material))


def _themes(material: Material) -> Grid:
    shown, language = material.shown, material.shown.study.language
    cells = shown.coverage.assign(is_told=shown.coverage["verdict"] != "omitted")
    per = cells.groupby("theme", sort=False).agg(told=("is_told", "sum"), cells=("is_told", "size"))
    left_out = left_out_by_all(shown.coverage, shown.commitments)["theme"].value_counts()
    own = shown.emphasis[shown.emphasis["level"] == "theme"].drop_duplicates("item").set_index("item")["statement_share"]
    rows = []
    for theme, members in shown.commitments.groupby("theme", sort=False):
        told, n = (int(per[name].get(theme, 0)) for name in ("told", "cells"))
        counts = (f"{len(members)}", f"{told} of {n}", f"{int(left_out.get(theme, 0))}", percent(float(own.get(theme, float("nan")))))
        rows.append((Cell(str(theme), language), *(Cell(count) for count in counts)))
    titles = ("Commitments", "Cells told", "Left out by all", "Share of the statement")
    return Grid("Themes", (Column("Theme", width=4), *(Column(title, "number") for title in titles)), tuple(rows))


def _emphasis(material: Material) -> tuple[Block, ...]:
    themes = material.shown.emphasis
    themes = themes[(themes["level"] == "theme") & (themes["item"] != OTHER_THEME)]
    told = themes[themes["words"] > 0]
    clear = told[(told["log2_low"] > 0) | (told["log2_high"] < 0)]
    note = (
        f"{len(clear)} of {number_of(len(themes), 'pair')} of source and theme differ clearly from the statement: the interval of the "
        f"ratio excludes 1. {number_of(len(themes) - len(told), 'pair')} without a word on the theme have no ratio."
    )
    if clear.empty:
        return (Paragraph(note, "note"),)
    columns = (
        Column("Outlet", width=3),
        Column("Theme", width=4),
        Column("Share of its words", "number"),
        Column("The statement's", "number"),
    )
    rows = tuple(_emphasis_row(material, row) for row in records(clear))
    times = (Column("Times", "number"), Column("interval", "number"))
    return (Grid("Clearly stressed (above 1) or played down (below 1)", (*columns, *times), rows), Paragraph(note, "note"))


def _emphasis_row(material: Material, row: dict[str, Any]) -> tuple[Cell, ...]:
    times, low, high = (f"{2 ** row[name]:.2g}" for name in ("log2_ratio", "log2_low", "log2_high"))
    shares = (Cell(percent(row["share"])), Cell(percent(row["statement_share"])))
    theme = Cell(row["item"], material.shown.study.language)
    return (Cell(material.names[row["source"]]), theme, *shares, Cell(times), Cell(f"{low} to {high}"))


def keywords_section(material: Material) -> tuple[Block, ...]:
    """Name the phrases that stand for each source and the words that set it apart."""
    shown = material.shown
    phrases, terms = shown.keywords, shown.keyness
    clear = terms[terms["z"] >= CLEAR_Z].sort_values("z", ascending=False, kind="stable")
    rows = []
    for source in shown.sources["source"]:
        language = material.languages[source]
        own, apart = phrases[phrases["source"] == source].sort_values("rank"), clear[clear["source"] == source]
        named = (_joined(own["keyphrase"].head(KEYPHRASES)), _joined(apart["term"].head(DISTINCTIVE)))
        rows.append((Cell(material.names[source]), *(Cell(words, language) for words in named)))
    columns = (Column("Outlet", width=3), Column("Keyphrases", width=5), Column("Distinctive words", width=4))
    note = (
        "Keyphrases by YAKE from the article alone, best first. Distinctive words: used more than in the study's other articles of the "
        "same language than chance explains (z of at least 1.96); with many words, some are chance."
    )
    return (Grid("Phrases and words", columns, tuple(rows)), Paragraph(note, "note"))


def _joined(words: pd.Series) -> str:
    return "; ".join(str(word) for word in words) or "–"
