"""``python -m analytics.training.theme_evaluation --cases DIR``: train and measure the theme classifier."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click
import numpy as np
import pandas as pd

from analytics.training.one_case_out import case_options, train_and_measure
from analytics.training.theme_fitting import UNKNOWN, ThemeText, fit_theme_model, theme_model_to_json, theme_texts

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from analytics.measures.themes import ThemeModel


def judged_passages(texts: Sequence[ThemeText], model: ThemeModel) -> pd.DataFrame:
    """Judge every coded passage.

    Parameters
    ----------
    texts : sequence of ThemeText
        Sources with coded passages.
    model : ThemeModel
        The weights.

    Returns
    -------
    pandas.DataFrame
        A row per coded passage: ``case, source, language, passage`` (number), ``coded, first, second`` (themes), ``p_first``,
        ``is_second_coded`` (the first choice is the coder's second).
    """
    rows = []
    for text in texts:
        probabilities = model.probabilities(text.features)
        for passage in np.flatnonzero(text.labels != UNKNOWN):
            first, second = np.argsort(-probabilities[passage], kind="stable")[:2]
            named = [text.themes[number] for number in (text.labels[passage], first, second)]
            is_second = bool(text.second_labels[passage] == first)
            rows.append((text.case, text.source, text.language, passage, *named, probabilities[passage, first], is_second))
    columns = ["case", "source", "language", "passage", "coded", "first", "second", "p_first", "is_second_coded"]
    return pd.DataFrame(rows, columns=columns)


def theme_figures(judged: pd.DataFrame) -> dict[str, float]:
    """Summarise how often the classifier is right.

    Parameters
    ----------
    judged : pandas.DataFrame
        From `judged_passages`.

    Returns
    -------
    dict of str to float
        ``n``, ``first`` (share of passages whose first choice is the coder's), ``first_or_second``, ``f1_other``, ``n_other`` (passages
        coded Other), ``confidence`` (mean probability of the first choice; equals `first` where calibrated). NaN where undefined.
    """
    right = judged["coded"] == judged["first"]
    is_other, called = judged["coded"] == "Other", judged["first"] == "Other"
    both = int((is_other & called).sum())
    either = int(is_other.sum() + called.sum())
    return {
        "n": len(judged),
        "first": float(right.mean()),
        "first_or_second": float((right | (judged["coded"] == judged["second"])).mean()),
        "f1_other": 2 * both / either if either else float("nan"),
        "n_other": int(is_other.sum()),
        "confidence": float(judged["p_first"].mean()),
    }


@click.command()
@case_options
def main(cases: Path, study: Path | None, out: Path | None) -> None:
    """Measure the theme classifier, leaving one case out at a time, and write its weights."""
    model = train_and_measure(cases, study, prepare=theme_texts, fit=fit_theme_model, judge=judged_passages, figures=theme_figures)
    if out:
        out.write_text(json.dumps(theme_model_to_json(model), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
