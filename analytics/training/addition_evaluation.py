"""``python -m analytics.training.addition_evaluation --cases DIR``: train and measure the detection of additions."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pandas as pd
from sklearn.metrics import roc_auc_score

from analytics.language.encoder import UseEncoder
from analytics.language.vector_cache import CachedEncoder
from analytics.measures.additions.table import SHOWN_FROM
from analytics.settings import default_cache_folder
from analytics.training.addition_fitting import AdditionText, addition_model_to_json, addition_texts, fit_addition_model
from analytics.training.coded_studies import read_coded_studies, read_coded_study

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analytics.measures.additions import AdditionModel


def judged_additions(texts: Sequence[AdditionText], model: AdditionModel) -> pd.DataFrame:
    """Judge every passage: ``case, source, language, passage, coded, p_addition, kind``; `coded` is empty for no addition."""
    rows = []
    for text in texts:
        chances, kinds = model.probabilities(text.features), model.likeliest_kinds(text.features, text.sentences)
        for number, (coded, chance, kind) in enumerate(zip(text.kinds, chances, kinds, strict=True)):
            rows.append((text.case, text.source, text.language, number, coded, chance, kind))
    return pd.DataFrame(rows, columns=["case", "source", "language", "passage", "coded", "p_addition", "kind"])


def addition_figures(judged: pd.DataFrame) -> dict[str, float]:
    """Summarise: passages, coded additions, precision and recall of the shown ones, AUC, share of right kinds; NaN where undefined."""
    coded, shown = judged["coded"] != "", judged["p_addition"] >= SHOWN_FROM
    both = coded & shown
    return {
        "n": len(judged),
        "additions": int(coded.sum()),
        "shown": int(shown.sum()),
        "precision": both.sum() / shown.sum() if shown.any() else float("nan"),
        "recall": both.sum() / coded.sum() if coded.any() else float("nan"),
        "auc": float(roc_auc_score(coded, judged["p_addition"])) if coded.nunique() == 2 else float("nan"),
        "right_kind": float((judged["coded"] == judged["kind"])[coded].mean()),
        "mean_probability": float(judged["p_addition"].mean()),
    }


def left_out_additions(texts: Sequence[AdditionText]) -> pd.DataFrame:
    """Judge every case by weights learned on the others."""
    judged = [
        judged_additions(
            [text for text in texts if text.case == case], fit_addition_model([text for text in texts if text.case != case], provenance={})
        )
        for case in dict.fromkeys(text.case for text in texts)
    ]
    return pd.concat(judged, ignore_index=True)


@click.command()
@click.option("--cases", type=click.Path(exists=True, file_okay=False, path_type=Path), required=True, help="Folder of coded studies.")
@click.option("--study", type=click.Path(exists=True, file_okay=False, path_type=Path), help="A coded study that is not trained on.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Where to write the weights learned on all cases.")
def main(cases: Path, study: Path | None, out: Path | None) -> None:
    """Measure the detection of additions, leaving one case out at a time, and write its weights."""
    encoder = CachedEncoder(UseEncoder(), default_cache_folder())
    texts = [text for coded in read_coded_studies(cases, encoder) for text in addition_texts(coded)]
    left_out = left_out_additions(texts)
    groups = [("left out", left_out), *left_out.groupby("case"), *left_out.groupby("language")]
    model = fit_addition_model(texts, {"cases": sorted({text.case for text in texts}), "left_one_case_out": addition_figures(left_out)})
    if study:
        groups.append((study.name, judged_additions(addition_texts(read_coded_study(study, encoder)), model)))
    click.echo(pd.DataFrame({str(name): addition_figures(group) for name, group in groups}).T.round(3).to_string())
    if out:
        out.write_text(
            json.dumps(addition_model_to_json(model), ensure_ascii=False, default=float).replace('}, "', '},\n"') + "\n", encoding="utf-8"
        )


if __name__ == "__main__":
    main()
