"""``python -m analytics.training.explanation_evaluation``: how often the parts listed as found and missing are so."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pandas as pd

from analytics.language.encoder_pair import shipped_pair
from analytics.language.reading import read_commitments, read_text
from analytics.measures.coverage import coverage_table, load_model
from analytics.schema import SEPARATOR
from analytics.settings import default_cache_folder
from analytics.study.manifest import load_study

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analytics.language.encoder import Encoder

_CELL = ["study", "source", "commitment"]
_LISTS = ("found", "missing")


def listed_parts(folders: Sequence[Path], encoder: Encoder) -> pd.DataFrame:
    """List the parts of every mentioned cell of some studies.

    Parameters
    ----------
    folders : sequence of pathlib.Path
        Folders of studies.
    encoder : Encoder
        Encodes their texts.

    Returns
    -------
    pandas.DataFrame
        One row a part: ``study, source, commitment, verdict, evidence, listed`` (found or missing), ``part``; a cell without any
        has one row with both empty.
    """
    return pd.DataFrame(
        [row for folder in folders for row in _rows(folder, encoder)],
        columns=[*_CELL, "verdict", "evidence", "listed", "part"],
    )


def _rows(folder: Path, encoder: Encoder) -> Iterator[tuple[str, ...]]:
    study = load_study(folder)
    reads = {source.id: read_text(source.text, source.language or study.language, encoder) for source in study.sources}
    commitments = read_commitments(study.commitments, study.language, encoder)
    table, _ = coverage_table(study.sources, study.commitments, reads, commitments, load_model())
    for row in table[table["verdict"] != "omitted"].to_dict("records"):
        head = (folder.name, *(str(row[name]) for name in ("source", "commitment", "verdict", "evidence")))
        parts = [(name, part) for name in _LISTS for part in str(row[name]).split(SEPARATOR) if part]
        yield from ((*head, *part) for part in parts or [("", "")])


def precision_of_parts(listed: pd.DataFrame, judged: pd.DataFrame) -> pd.DataFrame:
    """Compare what is listed with a reader's judgements.

    Parameters
    ----------
    listed : pandas.DataFrame
        As `listed_parts` gives it.
    judged : pandas.DataFrame
        ``study, source, commitment, listed, part, right``; `right` is ``yes`` or ``no``.

    Returns
    -------
    pandas.DataFrame
        Indexed by list and kind of part (``all`` for the sum): ``right``, ``judged``, ``precision`` (0 to 1), and ``unread``, the parts
        listed in the same cells by now that nobody has judged.
    """
    cells = listed.merge(judged[_CELL].drop_duplicates(), on=_CELL)
    cells = cells[cells["part"] != ""].merge(judged, on=[*_CELL, "listed", "part"], how="left")
    cells["kind"] = cells["part"].str.partition(": ")[0]
    both = pd.concat([cells, cells.assign(kind="all")])
    grouped = both.groupby(["listed", "kind"])["right"]
    figures = pd.DataFrame(
        {
            "right": grouped.agg(lambda right: int((right == "yes").sum())),
            "judged": grouped.count(),
            "unread": grouped.agg(lambda right: int(right.isna().sum())),
        }
    )
    figures.insert(2, "precision", (figures["right"] / figures["judged"]).round(3))
    return figures


@click.command()
@click.option("--cases", type=click.Path(exists=True, file_okay=False, path_type=Path), required=True, help="Folder of studies.")
@click.option("--study", type=click.Path(exists=True, file_okay=False, path_type=Path), required=True, help="One more study.")
@click.option("--judged", type=click.Path(exists=True, dir_okay=False, path_type=Path), required=True, help="CSV of judgements.")
@click.option("--show", is_flag=True, help="Print each judged cell with its evidence.")
def main(cases: Path, study: Path, judged: Path, show: bool) -> None:
    """Print how often the parts listed as found and missing are so, by kind."""
    with judged.open(encoding="utf-8", newline="") as file:
        judgements = pd.DataFrame(csv.DictReader(file))
    folders = [study, *sorted(path.parent for path in cases.glob("*/study.toml"))]
    listed = listed_parts(folders, shipped_pair(cache=default_cache_folder()))
    if show:
        for cell, rows in listed.merge(judgements[_CELL].drop_duplicates(), on=_CELL).groupby([*_CELL, "verdict", "evidence"]):
            click.echo(
                "\n".join([" | ".join(map(str, cell[:4])), f"  {cell[4]}", *(f"    {row.listed}: {row.part}" for row in rows.itertuples())])
            )
    click.echo(precision_of_parts(listed, judgements).to_string())


if __name__ == "__main__":
    main()
