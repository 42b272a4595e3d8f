"""``python -m analytics.training``: train the weights from coded texts, or print the table of accuracy."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from analytics.language.encoder import UseEncoder
from analytics.language.vector_cache import CachedEncoder
from analytics.measures.coverage.model import load_model, model_to_json
from analytics.settings import default_cache_folder
from analytics.training.accuracy import as_json, as_markdown, evidence_precision, figures_of, mismatched, rows_with_languages
from analytics.training.datasets import crossed_over, file_hash, load_cases, load_coded_study, load_parity, load_units
from analytics.training.figures import weighted_kappa
from analytics.training.fitting import cross_validate, fit_model, fit_passages, judge
from analytics.training.samples import CodedText, prepare

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analytics.language.encoder import Encoder

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.option("--cases", type=_FOLDER, required=True, help="Folder of coded studies: the training data.")
@click.option("--summhay", type=_FILE, help="Units in three levels (JSON lines): thresholds suit them too; never trained on.")
@click.option("--realsumm", type=_FILE, help="Units present or absent (JSON lines): judged in the table only.")
@click.option("--study", type=_FOLDER, help="A coded study that is only judged.")
@click.option("--parity", type=_FOLDER, help="Translations of that study's sources, <source>.<language>.txt: only judged.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Train, and write the weights here.")
@click.option("--accuracy", is_flag=True, help="Print the table of accuracy of the shipped weights and of the method.")
@click.option("--figures", type=click.Path(dir_okay=False, path_type=Path), help="With --accuracy: write the table here too, as JSON.")
def main(
    cases: Path,
    summhay: Path | None,
    realsumm: Path | None,
    study: Path | None,
    parity: Path | None,
    out: Path | None,
    accuracy: bool,
    figures: Path | None,
) -> None:
    """Train the coverage model and write its weights, or print how accurate it is."""
    if out is None and not accuracy:
        raise click.UsageError("Give --out FILE to train, --accuracy to print the table, or both.")
    encoder = CachedEncoder(UseEncoder(), default_cache_folder())
    if out is not None:
        _train(cases, summhay, out, encoder)
    if accuracy:
        rows = [
            *_cases_rows(cases, summhay, encoder),
            *(_summhay_rows(summhay, encoder) if summhay else ()),
            *(_realsumm_rows(realsumm, cases, encoder) if realsumm else ()),
            *(_study_rows(study, parity, encoder) if study else ()),
        ]
        click.echo(as_markdown(rows))
        if figures is not None:
            figures.write_text(as_json(rows), encoding="utf-8")
        _further(cases, summhay, encoder)


def _train(cases: Path, summhay: Path | None, out: Path, encoder: Encoder) -> None:
    texts, crossed = _both_ways(cases, encoder)
    others = prepare(load_units(summhay, encoder)) if summhay else []
    data: dict[str, Any] = {"cases": _described(cases, texts)}
    if summhay:
        data["summhay, thresholds only"] = _described(summhay, others)
    figures = {
        name: round(value, 3)
        for name, value in figures_of(cross_validate(texts, crossed=crossed, others=others), "").items()
        if isinstance(value, float)
    }
    provenance = {"data": data, "held_out": figures, "encoder": encoder.fingerprint}
    content = json.dumps(model_to_json(fit_model(texts, provenance, crossed, others)), indent=1)
    out.write_text(content + "\n", encoding="utf-8")


def _both_ways(cases: Path, encoder: Encoder) -> tuple[list[CodedText], list[CodedText]]:
    """Prepare the coded studies, and their statements held against one another's articles."""
    statements = load_cases(cases, encoder)
    return prepare(statements), prepare(crossed_over(statements))


def _described(path: Path, texts: list[Any]) -> dict[str, object]:
    cells = sum(len(text.known) for text in texts)
    return {"sha256": file_hash(path), "groups": len({text.group for text in texts}), "texts": len(texts), "cells": cells}


def _cases_rows(cases: Path, summhay: Path | None, encoder: Encoder) -> Iterator[dict[str, object]]:
    texts, crossed = _both_ways(cases, encoder)
    others = prepare(load_units(summhay, encoder)) if summhay else []
    yield from rows_with_languages(cross_validate(texts, crossed=crossed, others=others), "cases, one left out")


def _summhay_rows(path: Path, encoder: Encoder) -> Iterator[dict[str, object]]:
    texts = prepare(load_units(path, encoder))
    yield figures_of(cross_validate(texts), "SummHay, grouped")
    yield figures_of(judge(load_model(), texts), "SummHay, shipped weights")


def _realsumm_rows(path: Path, cases: Path, encoder: Encoder) -> Iterator[dict[str, object]]:
    """Judge REALSumm; its coders pointed at no passages, so what tells a passage is learned from the cases."""
    texts = prepare(load_units(path, encoder, texts_per_group=6))
    row = figures_of(cross_validate(texts, [*texts, *prepare(load_cases(cases, encoder))], {"cases": 0.3}), "REALSumm, grouped")
    two_levels = ("data", "cells", "covered", "f1_covered", "auc_covered", "ece_covered", "rate_bias", "rate_deviation")
    yield {name: value if name in two_levels else float("nan") for name, value in row.items()}


def _study_rows(study: Path, parity: Path | None, encoder: Encoder) -> Iterator[dict[str, object]]:
    model, coding = load_model(), study / "coding.csv"
    original = judge(model, prepare([load_coded_study(study, coding, encoder, "study")]))
    yield figures_of(original, "study") | {"kappa_w_original": float("nan")}
    for statement in load_parity(parity, study, coding, encoder) if parity else ():
        judged = judge(model, prepare([statement]))
        same = weighted_kappa(original.levels, judged.levels)
        yield figures_of(judged, f"parity, {statement.group}") | {"kappa_w_original": same}


def _further(cases: Path, summhay: Path | None, encoder: Encoder) -> None:
    """Print what is no figure of cells: evidence, and statements against articles about something else."""
    statements = load_cases(cases, encoder)
    texts = prepare(statements)
    for held_out in sorted({text.group for text in texts}):
        passage = fit_passages([text for text in texts if text.group != held_out], {})
        count, first, found = evidence_precision([text for text in texts if text.group == held_out], passage)
        click.echo(f"evidence, {held_out}, left out: first passage right {first:.3f}, any quoted {found:.3f} of {count}")
    if summhay:
        count, first, found = evidence_precision(prepare(load_units(summhay, encoder)), load_model().passage)
        click.echo(f"evidence, SummHay, shipped weights: first passage right {first:.3f}, any quoted {found:.3f} of {count}")
    cells, share = mismatched(statements, load_model())
    click.echo(f"statements against articles about another event: {100 * share:.1f} % mentioned of {cells} cells")


if __name__ == "__main__":
    main()
