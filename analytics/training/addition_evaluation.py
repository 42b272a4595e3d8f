"""``python -m analytics.training.addition_evaluation --cases DIR``: train and measure the detection of additions."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click
import pandas as pd
from sklearn.metrics import roc_auc_score

from analytics.measures.additions.table import SHOWN_FROM
from analytics.training.addition_fitting import AdditionText, addition_model_to_json, addition_texts, fit_addition_model
from analytics.training.one_case_out import case_options, train_and_measure

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

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


@click.command()
@case_options
def main(cases: Path, study: Path | None, out: Path | None) -> None:
    """Measure the detection of additions, leaving one case out at a time, and write its weights."""
    model = train_and_measure(
        cases, study, prepare=addition_texts, fit=fit_addition_model, judge=judged_additions, figures=addition_figures
    )
    if out:
        out.write_text(
            json.dumps(addition_model_to_json(model), ensure_ascii=False, default=float).replace('}, "', '},\n"') + "\n", encoding="utf-8"
        )


if __name__ == "__main__":
    main()
