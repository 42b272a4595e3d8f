"""Who tells what: every verdict, commitments as rows and sources as columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analytics.charts.counting import number_of
from analytics.charts.theme import CONTRADICTED_SIGN
from analytics.exports.report.material import is_close, records
from analytics.exports.report.model import Matrix, MatrixCell, MatrixRow, Paragraph
from analytics.exports.report.words import LEGEND, MEANINGS, verdict_words
from analytics.language.direction import isolated
from analytics.measures.fidelity import contradicted_cells
from analytics.reviews.records import SETTLED
from analytics.schema import VERDICTS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from analytics.exports.report.material import Material
    from analytics.exports.report.model import Block

MOST_COLUMNS = 20
"""Sources in one matrix: as many as a page is wide. Further ones follow in a matrix of their own."""

MOST_WORDED = 6
"""Sources up to which each verdict is said in a word beside its sign."""


def matrix_section(material: Material) -> tuple[Block, ...]:
    """Write every verdict, in as many matrices as the number of sources needs."""
    shown = material.shown
    if shown.coverage.empty:
        return (Paragraph("There is no verdict to show."),)
    told = int((shown.coverage["verdict"] != "omitted").sum())
    sources = list(shown.sources["source"])
    cells = {(row["source"], row["commitment"]): _cell(row, material) for row in records(shown.coverage)}
    parts = [sources[first : first + MOST_COLUMNS] for first in range(0, len(sources), MOST_COLUMNS)]
    meanings = "; ".join(f"{verdict_words(verdict)}, {MEANINGS[verdict]}" for verdict in VERDICTS)
    choose = " A verdict leads to its evidence." if "evidence" in material.sections else ""
    return (
        Paragraph(f"{told:,} of {number_of(len(cells), 'cell')} {'is' if told == 1 else 'are'} told at least in part."),
        Paragraph(f"{meanings}. {LEGEND[0]} {LEGEND[1] if _is_checked(material) else ''}{choose}".replace("  ", " "), "note"),
        *(_matrix(material, part, cells, _caption(part, sources)) for part in parts),
        *_contradicted(material),
    )


def _contradicted(material: Material) -> tuple[Paragraph, ...]:
    """Name the told cells that tell the contrary: their verdict alone would mislead."""
    rows = contradicted_cells(material.shown.coverage, material.shown.fidelity)
    if rows.empty:
        return ()
    units = {source: list(cells) for source, cells in rows.groupby("source", sort=False)["commitment"]}
    named = "; ".join(f"{material.names[str(source)]}: {', '.join(isolated(unit) for unit in ids)}" for source, ids in units.items())
    return (Paragraph(f"{CONTRADICTED_SIGN} Told, but as the contrary of what the statement says: {named}."),)


def checked_words(row: Mapping[str, object]) -> str:
    """Say who checked a verdict and what the program had said; empty where nobody did or reviews are not part of the table.

    Parameters
    ----------
    row : mapping
        A row of the table ``coverage``; ``reviewer`` and ``program_verdict`` are used where they are there.
    """
    reviewer = str(row.get("reviewer") or "")
    if not reviewer or reviewer == "nan":
        return ""
    checked = "Settled" if reviewer == SETTLED else f"Checked by {reviewer}"
    program = str(row.get("program_verdict") or "")
    if not program or program in ("nan", row["verdict"]):
        return f"{checked}."
    return f"{checked}; the program said {program}."


def _is_checked(material: Material) -> bool:
    return any(checked_words(row) for row in records(material.shown.coverage))


def _caption(part: Sequence[str], sources: Sequence[str]) -> str:
    if len(part) == len(sources):
        return f"Verdicts on {number_of(len(sources), 'source')}"
    first = sources.index(part[0]) + 1
    return f"Verdicts, sources {first} to {first + len(part) - 1} of {len(sources)}"


def _matrix(material: Material, sources: Sequence[str], cells: Mapping[tuple[str, str], MatrixCell], caption: str) -> Matrix:
    groups: dict[str, list[MatrixRow]] = {}
    for row in records(material.shown.commitments):
        id_ = row["commitment"]
        verdicts = tuple(cells[source, id_] for source in sources)
        groups.setdefault(row["theme"], []).append(MatrixRow(id_, row["label"], material.to_commitment(id_), verdicts))
    names = tuple(material.names[source] for source in sources)
    rows = tuple((theme, tuple(members)) for theme, members in groups.items())
    return Matrix(caption, material.shown.study.language, names, rows, has_words=len(sources) <= MOST_WORDED)


def _cell(row: Mapping[str, object], material: Material) -> MatrixCell:
    close = is_close(float(row["p_covered"]), float(row["p_mentioned"]))  # type: ignore[arg-type]
    checked = bool(checked_words(row))
    link = material.to_cell(str(row["source"]), str(row["commitment"]))
    return MatrixCell(row["verdict"], close and not checked, checked, link)  # type: ignore[arg-type]
