"""``python -m analytics.training``: train the weights from coded texts, or print the table of accuracy."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click
import numpy as np

from analytics.language.encoder_pair import EncoderPair, shipped_pair
from analytics.language.transformer_encoder import SentenceTransformerEncoder
from analytics.language.vector_cache import CachedEncoder
from analytics.measures.coverage.model import model_for, model_to_json
from analytics.settings import default_cache_folder
from analytics.training.accuracy import as_json, as_markdown, evidence_precision, figures_of, mismatched, of_dataset, rows_with_languages
from analytics.training.collection import UNITS, collect, read_statements, studies_of
from analytics.training.datasets import file_hash, load_cases, load_coded_study, load_parity, load_units, readable
from analytics.training.excerpts import TESTED_SIZE, excerpt_name, prepared_excerpts
from analytics.training.figures import weighted_kappa
from analytics.training.fitting import SHIPPED, Weights, cross_validate, fit_model, fit_passages, judge
from analytics.training.samples import CodedText, prepare

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from analytics.language.encoder import Encoder
    from analytics.measures.coverage.model import CoverageModel, Logistic
    from analytics.training.datasets import LabelledStatement

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.option("--cases", type=_FOLDER, required=True, help="Folder of coded studies: the training data.")
@click.option("--translations", type=_FOLDER, help="Folder of coded studies whose articles are there in several languages: trained on too.")
@click.option("--diplomatic", type=_FOLDER, help="Folder of coded studies of abstract statements: trained on too.")
@click.option(
    "--summhay", type=_FILE, help="Units in three levels (JSON lines): the part for mentioned and the thresholds learn from them."
)
@click.option("--realsumm", type=_FILE, help="Units present or absent (JSON lines): judged in the table only.")
@click.option("--study", type=_FOLDER, help="A coded study that is only judged.")
@click.option("--parity", type=_FOLDER, help="Translations of that study's sources, <source>.<language>.txt: only judged.")
@click.option(
    "--engine", help="Train for this model of sentence-transformers, a folder or a name; texts in languages it lacks are left out."
)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Train, and write the weights here.")
@click.option(
    "--accuracy", is_flag=True, help="Print the table of accuracy of the method and of the weights: those of --out, else the shipped ones."
)
@click.option("--figures", type=click.Path(dir_okay=False, path_type=Path), help="With --accuracy: write the table here too, as JSON.")
def main(
    cases: Path,
    translations: Path | None,
    diplomatic: Path | None,
    summhay: Path | None,
    realsumm: Path | None,
    study: Path | None,
    parity: Path | None,
    engine: str | None,
    out: Path | None,
    accuracy: bool,
    figures: Path | None,
) -> None:
    """Train the coverage model and write its weights, or print how accurate it is."""
    if out is None and not accuracy:
        raise click.UsageError("Give --out FILE to train, --accuracy to print the table, or both.")
    cache = default_cache_folder()
    encoder = shipped_pair(cache=cache)
    if engine:
        encoder = EncoderPair(CachedEncoder(SentenceTransformerEncoder(engine), cache), encoder.second)
    paths = {"cases": cases, "translations": translations, "diplomatic": diplomatic, UNITS: summhay}
    given = {name: path for name, path in paths.items() if path is not None}
    statements = read_statements(given, encoder)
    if out is not None:
        _train(given, statements, out, encoder)
    if accuracy:
        model = model_for(encoder.fingerprint, str(out or ""))
        rows = [
            *_held_out_rows(statements),
            *(_realsumm_rows(realsumm, cases, encoder) if realsumm else ()),
            *(_study_rows(study, parity, encoder, model) if study else ()),
        ]
        click.echo(as_markdown(rows))
        if figures is not None:
            figures.write_text(as_json(rows), encoding="utf-8")
        _further(statements, model)


def _train(paths: Mapping[str, Path], statements: Mapping[str, list[LabelledStatement]], out: Path, encoder: Encoder) -> None:
    collection = collect(statements)
    judged = cross_validate(collection.whole, collection.learned, SHIPPED, collection.crossed)
    figures = {
        name: {
            figure: round(value, 3)
            for figure, value in figures_of(of_dataset(judged, name), "").items()
            if isinstance(value, float) and not np.isnan(value)
        }
        for name in paths
    }
    data = {name: _described(path, [text for text in collection.whole if text.dataset == name]) for name, path in paths.items()}
    provenance = {"data": data, "held_out": figures, "encoder": encoder.fingerprint}
    content = json.dumps(model_to_json(fit_model(collection.learned, provenance, collection.crossed, SHIPPED, judged)), indent=1)
    out.write_text(content + "\n", encoding="utf-8")


def _described(path: Path, texts: list[CodedText]) -> dict[str, object]:
    cells = sum(len(text.known) for text in texts)
    return {"sha256": file_hash(path), "groups": len({text.group for text in texts}), "texts": len(texts), "cells": cells}


def _held_out_rows(statements: Mapping[str, list[LabelledStatement]]) -> Iterator[dict[str, object]]:
    """Judge every data set that is trained on by models that have not seen the group, and SummHay by the method trained on it alone too."""
    collection = collect(statements)
    short = prepared_excerpts(studies_of(statements), [TESTED_SIZE])
    judged = cross_validate([*collection.whole, *short], collection.learned, SHIPPED, collection.crossed)
    yield from rows_with_languages(of_dataset(judged, "cases"), "cases, one left out")
    if "diplomatic" in statements:
        yield from rows_with_languages(of_dataset(judged, "diplomatic"), "diplomatic, one left out")
    if "translations" in statements:
        yield from rows_with_languages(of_dataset(judged, "translations"), "translations, left out", original="en")
    for name in statements:
        if name != UNITS:
            yield figures_of(of_dataset(judged, excerpt_name(name)), f"{excerpt_name(name)} of {TESTED_SIZE}")
    if UNITS in statements:
        yield figures_of(of_dataset(judged, UNITS), "SummHay, left out")
        yield figures_of(cross_validate(prepare(statements[UNITS])), "SummHay, grouped")


def _realsumm_rows(path: Path, cases: Path, encoder: Encoder) -> Iterator[dict[str, object]]:
    """Judge REALSumm; its coders pointed at no passages, so what tells a passage is learned from the cases."""
    texts = prepare(load_units(path, encoder, texts_per_group=6))
    less = {"cases": 0.3}
    weights = Weights(passage=less, mentioned=less, covered=less)
    row = figures_of(cross_validate(texts, [*texts, *prepare(load_cases(cases, encoder))], weights), "REALSumm, grouped")
    two_levels = ("data", "cells", "covered", "f1_covered", "auc_covered", "ece_covered", "rate_bias", "rate_deviation")
    yield {name: value if name in two_levels else float("nan") for name, value in row.items()}


def _study_rows(study: Path, parity: Path | None, encoder: Encoder, model: CoverageModel) -> Iterator[dict[str, object]]:
    coding = study / "coding.csv"
    original = judge(model, prepare([load_coded_study(study, coding, encoder, "study")]))
    yield figures_of(original, "study") | {"kappa_w_original": float("nan")}
    for statement in readable(load_parity(parity, study, coding, encoder), encoder) if parity else ():
        judged = judge(model, prepare([statement]))
        same = weighted_kappa(original.levels, judged.levels)
        yield figures_of(judged, f"parity, {statement.group}") | {"kappa_w_original": same}


def _further(statements: Mapping[str, list[LabelledStatement]], model: CoverageModel) -> None:
    """Print what is no figure of cells: evidence, and statements against articles about something else."""
    collection = collect(statements)
    for held_out in sorted({text.group for text in collection.whole if text.dataset != UNITS}):
        passage = fit_passages([text for text in collection.learned if text.group != held_out], SHIPPED.passage)
        _print_evidence(held_out, [text for text in collection.whole if text.group == held_out], passage)
    if UNITS in statements:
        _print_evidence("SummHay", [text for text in collection.whole if text.dataset == UNITS], model.passage)
    cells, share = mismatched(statements["cases"], model)
    click.echo(f"statements against articles about another event: {100 * share:.1f} % mentioned of {cells} cells")


def _print_evidence(name: str, texts: list[CodedText], passage: Logistic) -> None:
    count, first, quoted, three = evidence_precision(texts, passage)
    click.echo(
        f"evidence, {name}, left out: first passage right {first:.3f}, any quoted {quoted:.3f}, "
        f"among the three likeliest {three:.3f}, of {count}"
    )


if __name__ == "__main__":
    main()
