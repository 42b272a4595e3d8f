"""``python -m analytics.training.discrepancy_evaluation --cases DIR``: train and measure the detection of discrepancies."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click
import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression

from analytics.language.encoder import UseEncoder
from analytics.language.vector_cache import CachedEncoder
from analytics.measures.discrepancies import FactModel, discrepancy_table
from analytics.measures.discrepancies.facts import find_facts
from analytics.measures.discrepancies.model import FEATURE_VERSION, FEATURES, Surroundings
from analytics.measures.discrepancies.stated import StatedFacts
from analytics.settings import default_cache_folder
from analytics.training.coded_studies import CodedStudy, read_coded_studies, read_coded_study
from analytics.training.one_case_out import case_options

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

KINDS = ("date", "number", "name")
"""The kinds of a coding that the program looks for; others need understanding."""


def fact_pairs(coded: CodedStudy) -> tuple[np.ndarray, np.ndarray]:
    """Compare every fact of every source with every comparable one of the statement.

    Returns
    -------
    features : numpy.ndarray of shape (pairs, len(FEATURES))
        Surroundings compared.
    same : numpy.ndarray of shape (pairs,)
        Whether the values agree: equal values are nearly always about the same thing, different ones hardly ever, so that the
        likelihood of being about the same thing can be learned from them without any coding.
    """
    stated = StatedFacts(find_facts(coded.statement_read))
    surroundings = Surroundings(stated.facts)
    features, values = [np.empty((0, len(FEATURES)))], [np.empty(0, dtype=bool)]
    for told in (fact for read in coded.reads.values() for fact in find_facts(read)):
        comparable, same = (row[0] for row in stated.relations([told]))
        features.append(surroundings.features(told)[comparable])
        values.append(same[comparable])
    return np.concatenate(features), np.concatenate(values)


def fit_fact_model(pairs: Sequence[tuple[np.ndarray, np.ndarray]], provenance: dict[str, object]) -> FactModel:
    """Learn the weights by ridge logistic regression; deterministic for the same pairs."""
    features, same = (np.concatenate(parts) for parts in zip(*pairs, strict=True))
    fitted = LogisticRegression(max_iter=5000).fit(features, same)
    weights = dict(zip(FEATURES, fitted.coef_[0].round(4).tolist(), strict=True))
    return FactModel(round(float(fitted.intercept_[0]), 4), weights, provenance)


def judged_discrepancies(coded: CodedStudy, model: FactModel) -> pd.DataFrame:
    """Hold the shown discrepancies of a study against its coding.

    Returns
    -------
    pandas.DataFrame
        A row per shown discrepancy, and per coded one that is not shown: ``case, source, kind, text, statement_says, shown, coded``.
    """
    outlets = dict.fromkeys(coded.reads, "")
    table = discrepancy_table(coded.reads, outlets, coded.statement_read, coded.study.commitments, model)
    open_rows = [row for row in coded.codings["discrepancy_coding"] if row["kind"] in KINDS]
    rows = []
    for shown in table.to_dict("records"):
        hit = next(
            (row for row in open_rows if row["source"] == shown["source"] and _meets(coded, row, shown["start"], shown["end"])), None
        )
        if hit:
            open_rows.remove(hit)
        rows.append((coded.name, shown["source"], shown["kind"], shown["text"], shown["statement_says"], True, bool(hit)))
    rows += [(coded.name, row["source"], row["kind"], row["passage"], row["statement_says"], False, True) for row in open_rows]
    return pd.DataFrame(rows, columns=["case", "source", "kind", "text", "statement_says", "shown", "coded"])


def _meets(coded: CodedStudy, row: dict[str, str], start: int, end: int) -> bool:
    first = coded.reads[row["source"]].text.find(row["passage"].strip())
    return first >= 0 and first < end and start < first + len(row["passage"].strip())


@click.command()
@case_options
def main(cases: Path, study: Path | None, out: Path | None) -> None:
    """Measure the detection of discrepancies, leaving one case out at a time, and write its weights."""
    encoder = CachedEncoder(UseEncoder(), default_cache_folder())
    coded = read_coded_studies(cases, encoder)
    pairs = [fact_pairs(one) for one in coded]
    model = fit_fact_model(pairs, {"cases": [one.name for one in coded], "pairs": sum(len(same) for _, same in pairs)})
    judged = [judged_discrepancies(one, fit_fact_model(pairs[:left] + pairs[left + 1 :], {})) for left, one in enumerate(coded)]
    if study:
        judged.append(judged_discrepancies(read_coded_study(study, encoder), model))
    for group in judged:
        click.echo(
            group.to_string(index=False, max_colwidth=70, columns=["case", "source", "kind", "text", "statement_says", "shown", "coded"])
        )
        right, shown = int((group["shown"] & group["coded"]).sum()), int(group["shown"].sum())
        click.echo(f"shown {shown}, of which coded {right}; coded {int(group['coded'].sum())}\n")
    if out:
        stored = {
            "what": "Log-odds that two facts are about the same thing, per unit of how near the words around them come.",
            "feature_version": FEATURE_VERSION,
            "intercept": model.intercept,
            "weights": dict(model.weights),
            "provenance": dict(model.provenance),
        }
        out.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
