"""How the numbers were made, how far they can be trusted, and what they were made from."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, cast

from analytics.exports.report.material import records
from analytics.exports.report.model import Cell, Column, Facts, Grid, Heading, Paragraph
from analytics.exports.report.prose import read_prose
from analytics.measures import methods_text
from analytics.measures.coverage.accuracy import accuracy_table
from analytics.provenance import verdicts_note

if TYPE_CHECKING:
    from collections.abc import Mapping

    from analytics.exports.report.material import Material
    from analytics.exports.report.model import Block

_LEFT_OUT = ("Privacy",)
"""Headings of the methods that concern the dashboard alone."""

_FIGURES = {
    "kappa_w": ("kappa, linear", "{:.2f}"),
    "f1_covered": ("F1 covered", "{:.2f}"),
    "auc_mentioned": ("AUC mentioned", "{:.2f}"),
    "ece_mentioned": ("calibration error", "{:.2f}"),
    "rate_bias": ("bias, points", "{:+.1f}"),
}

_ACCURACY_NOTE = (
    "Agreement with codings that the model was not trained on. Kappa: 1 is full agreement, 0 is chance. F1: 1 is best. AUC: how often a "
    "told commitment is ranked above one left out. Calibration error: 0 is best. Bias: mean error of a source's coverage rate, in points. "
    "The cases are fictional, written and coded by language models; excerpts hold about ten of their commitments; SummHay and REALSumm "
    "were coded by people; “study” is the study that ships with the program; “parity” are translations of it."
)


def methods_section(material: Material) -> tuple[Block, ...]:
    """Write how verdicts are made, what the numbers mean, what cannot be done, and how accurate it was measured to be."""
    return (
        *read_prose(methods_text(), without=_LEFT_OUT),
        Heading("How accurate it was measured to be"),
        *(Paragraph(note) for note in verdicts_note(material.whole.provenance)),
        _accuracy(),
        Paragraph(_ACCURACY_NOTE, "note"),
    )


def provenance_section(material: Material) -> tuple[Block, ...]:
    """Write what the report was made from: versions, settings, and a hash of every text and weight."""
    provenance = material.whole.provenance
    settings, libraries = (cast("Mapping[str, object]", provenance[name]) for name in ("settings", "libraries"))
    return (
        Paragraph("The same texts, settings and versions give the same numbers; “leftout analyze STUDY --out FOLDER” makes them again."),
        Facts((("Leftout", str(provenance["leftout"])), ("Encoder", str(provenance["encoder"])))),
        Heading("Settings"),
        Facts(tuple((str(name).replace("_", " "), str(value)) for name, value in settings.items())),
        Heading("Libraries"),
        Facts(tuple((str(name), str(value)) for name, value in libraries.items())),
        *(_hashes(name, cast("Mapping[str, str]", provenance[name.lower()])) for name in ("Texts", "Weights") if provenance[name.lower()]),
    )


def _accuracy() -> Grid:
    rows = []
    for row in records(accuracy_table()):
        figures = (form.format(row[name]) if not math.isnan(row[name]) else "–" for name, (_, form) in _FIGURES.items())
        rows.append((Cell(row["data"]), Cell(f"{row['cells']:,}"), *(Cell(figure) for figure in figures)))
    titles = ("cells", *(title for title, _ in _FIGURES.values()))
    return Grid(
        "Measured accuracy of the verdicts", (Column("Coding", width=3), *(Column(title, "number") for title in titles)), tuple(rows)
    )


def _hashes(title: str, hashes: Mapping[str, str]) -> Grid:
    rows = tuple((Cell(file), Cell(sha256)) for file, sha256 in hashes.items())
    return Grid(f"{title}: SHA-256", (Column("File", width=2), Column("Hash", width=5)), rows)
