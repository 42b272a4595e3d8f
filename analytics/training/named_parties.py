"""``python -m analytics.training.named_parties``: what it changes that one quote alone names the parties of its statement."""

from __future__ import annotations

import csv
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click
import numpy as np

from analytics.errors import Fault, StudyError
from analytics.language.encoder_pair import shipped_pair
from analytics.language.reading import read_commitments
from analytics.measures.coverage.model import load_model, to_levels
from analytics.settings import default_cache_folder
from analytics.training.collection import collect, read_statements, studies_of
from analytics.training.datasets import UNKNOWN
from analytics.training.excerpts import TESTED_SIZE, excerpts
from analytics.training.fitting import SHIPPED, cross_validate
from analytics.training.samples import prepare

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from analytics.language.encoder import Encoder
    from analytics.training.datasets import LabelledStatement, LabelledText
    from analytics.training.fitting import Judged

# Every second source is enough: 1,700 cells, each compared anew.
_EVERY = 2
_BEFORE, _AFTER = "as it is", "with names"


@dataclass(frozen=True, slots=True)
class Effect:
    """Cells before and after the parties' names stand before their commitment's quote.

    Parameters
    ----------
    coded : numpy.ndarray of shape (cells,)
        Levels by the coder, 0 to 2.
    before, after : numpy.ndarray of shape (cells,)
        Levels by the model.
    """

    coded: np.ndarray
    before: np.ndarray
    after: np.ndarray

    def sentence(self) -> str:
        """Say what the names change, in shares of cells."""
        omitted = self.coded == 0
        told = [f"{100 * (levels[omitted] > 0).mean():.1f} %" for levels in (self.before, self.after)]
        changed = 100 * (self.before != self.after).mean()
        return (
            f"{changed:.1f} % of {len(self.coded)} verdicts change; of {omitted.sum()} cells coded omitted, "
            f"{told[0]} are called told without the names, {told[1]} with them"
        )


def with_names(statement: LabelledStatement, place: int, named: LabelledStatement) -> LabelledStatement:
    """Exchange one commitment for the one that names the parties; only its cells stay coded.

    Parameters
    ----------
    statement, named : LabelledStatement
        The same commitments, without and with the names.
    place : int
        Which commitment.

    Returns
    -------
    LabelledStatement
        Ids of its texts end with ``/with names/`` and the place.
    """
    commitments = (*statement.commitments[:place], named.commitments[place], *statement.commitments[place + 1 :])
    texts = tuple(_coded_at(text, place, f"{text.id}/{_AFTER}/{place}") for text in statement.texts)
    return replace(statement, commitments=commitments, texts=texts)


def _coded_at(text: LabelledText, place: int, name: str) -> LabelledText:
    levels = np.where(np.arange(len(text.levels)) == place, text.levels, UNKNOWN)
    return replace(text, id=name, levels=levels)


def _excerpts_with_variants(statement: LabelledStatement, parties: str, encoder: Encoder) -> Iterator[LabelledStatement]:
    """Yield each excerpt commitment by commitment, as it is and with the names before that commitment's quote."""
    if statement.study is None:
        return
    thinned = replace(statement, texts=statement.texts[::_EVERY])
    quotes = [replace(commitment, quote=f"{parties} {commitment.quote}") for commitment in statement.study.commitments]
    named = replace(thinned, commitments=read_commitments(quotes, statement.study.language, encoder))
    for plain, other in zip(excerpts([thinned], TESTED_SIZE), excerpts([named], TESTED_SIZE), strict=True):
        for place in range(len(plain.commitments)):
            yield replace(plain, texts=tuple(_coded_at(text, place, f"{text.id}/{_BEFORE}/{place}") for text in plain.texts))
            yield with_names(plain, place, other)


def effect_of(judged: Judged, mentioned: float, covered: float) -> Effect:
    """Pair the cells without the names with those with them.

    Parameters
    ----------
    judged : Judged
        Cells of texts whose ids name which they are.
    mentioned, covered : float
        Thresholds of the verdicts.

    Returns
    -------
    Effect
        Cells in the order of the texts' ids.
    """
    levels = to_levels(judged.covered, judged.mentioned, mentioned, covered)
    sides = []
    for side in (_BEFORE, _AFTER):
        chosen = np.flatnonzero([f"/{side}/" in text for text in judged.cells.texts])
        sides.append(chosen[np.argsort([judged.cells.texts[cell].replace(f"/{side}/", "/") for cell in chosen], kind="stable")])
    before, after = sides
    return Effect(judged.cells.levels[before], levels[before], levels[after])


def read_parties(path: Path) -> dict[str, str]:
    """Read which statement names which parties: CSV with the columns ``study`` and ``parties``.

    Raises
    ------
    StudyError
        If a column is missing.
    """
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        if missing := {"study", "parties"}.difference(reader.fieldnames or ()):
            message = f"lacks the column {' and '.join(sorted(missing))}; name the study and its parties in columns of these names."
            raise StudyError([Fault(str(path), message)])
        return {row["study"]: row["parties"] for row in reader}


def measure(statements: Mapping[str, list[LabelledStatement]], parties: Mapping[str, str], encoder: Encoder) -> Effect:
    """Judge excerpts of the statements, each by weights that were learned without it, with the shipped thresholds."""
    collection = collect(statements)
    chosen = [statement for statement in studies_of(statements) if statement.group in parties]
    tested = [text for one in chosen for text in prepare(_excerpts_with_variants(one, parties[one.group], encoder))]
    model = load_model()
    judged = cross_validate(tested, collection.learned, SHIPPED, collection.crossed)
    return effect_of(judged, model.mentioned_threshold, model.covered_threshold)


_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.option("--cases", type=_FOLDER, required=True, help="Folder of coded studies.")
@click.option("--translations", type=_FOLDER, required=True, help="Folder of coded studies whose articles are there in several languages.")
@click.option("--diplomatic", type=_FOLDER, required=True, help="Folder of coded studies of abstract statements.")
@click.option("--summhay", type=_FILE, required=True, help="Units in three levels (JSON lines).")
@click.option("--parties", type=_FILE, required=True, help="CSV: study, and its parties as a quote would name them.")
def main(parties: Path, **paths: Path) -> None:
    """Print how verdicts on statements of about ten commitments change when one quote alone names the parties."""
    encoder = shipped_pair(cache=default_cache_folder())
    click.echo(measure(read_statements(paths, encoder), read_parties(parties), encoder).sentence())


if __name__ == "__main__":
    main()
