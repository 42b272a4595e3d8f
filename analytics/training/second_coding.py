"""``python -m analytics.training.second_coding``: how far two coders of the same studies agree."""

from __future__ import annotations

from pathlib import Path

import click
import pandas as pd

from analytics.measures.agreement import agreement
from analytics.study.coding import read_coding
from analytics.study.manifest import load_study

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


def _verdicts(studies: Path, study: str, coding: Path) -> pd.DataFrame:
    """Read a coding as a table; commitments bear the name of their study before their own."""
    cells = read_coding(coding, load_study(studies / study)).cells
    rows = [(f"{study} {cell.commitment}", cell.source, cell.verdict) for cell in cells]
    return pd.DataFrame(rows, columns=["commitment", "source", "verdict"])


@click.command()
@click.option("--studies", type=_FOLDER, required=True, help="Folder of studies, each with the first coder's coding.csv.")
@click.option("--second", type=_FOLDER, required=True, help="Folder of the second coder's codings, <study>.csv.")
def main(studies: Path, second: Path) -> None:
    """Print the agreement of two coders over the cells that both have coded."""
    codings = sorted(second.glob("*.csv"))
    first = pd.concat([_verdicts(studies, path.stem, studies / path.stem / "coding.csv") for path in codings])
    other = pd.concat([_verdicts(studies, path.stem, path) for path in codings])
    compared = agreement(first, other)
    click.echo(compared.figures.round(3).to_string(index=False))
    click.echo(compared.confusion.to_string())


if __name__ == "__main__":
    main()
