"""The table of accuracy: what the method reaches on coded texts that it was not trained on."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analytics.measures.coverage.accuracy import COLUMNS
from analytics.measures.coverage.evidence import choose_evidence
from analytics.training.datasets import LabelledStatement, crossed_over
from analytics.training.figures import (
    area_under_curve,
    calibration_error,
    calibration_error_by_chance,
    f1_score,
    kappa,
    rate_errors,
    weighted_kappa,
)
from analytics.training.fitting import Judged
from analytics.training.samples import CodedText, prepare, told_by

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analytics.measures.coverage.model import CoverageModel, Logistic

_COUNTS = ("cells", "covered", "partial")


def figures_of(judged: Judged, name: str) -> dict[str, object]:
    """Compute one row of the table.

    Parameters
    ----------
    judged : Judged
        Cells with probabilities and levels.
    name : str
        What the row is called.

    Returns
    -------
    dict
        Counts and figures; bias and deviation of a source's coverage rate in points, bias above 0 is too high.
    """
    coded, levels = judged.cells.levels, judged.levels
    errors = 100 * rate_errors(coded == 2, judged.covered, judged.cells.texts)
    return {
        "data": name,
        "cells": len(coded),
        "covered": int((coded == 2).sum()),
        "partial": int((coded == 1).sum()),
        "kappa_w": weighted_kappa(coded, levels),
        "kappa": kappa(coded, levels),
        "f1_covered": f1_score(coded == 2, levels == 2),
        "f1_partial": f1_score(coded == 1, levels == 1),
        "auc_mentioned": area_under_curve(coded > 0, judged.mentioned),
        "auc_covered": area_under_curve(coded == 2, judged.covered),
        "ece_mentioned": calibration_error(coded > 0, judged.mentioned),
        "ece_mentioned_by_chance": calibration_error_by_chance(judged.mentioned),
        "ece_covered": calibration_error(coded == 2, judged.covered),
        "ece_covered_by_chance": calibration_error_by_chance(judged.covered),
        "rate_bias": errors.mean(),
        "rate_deviation": np.abs(errors).mean(),
    }


def rows_with_languages(judged: Judged, name: str, original: str | None = None) -> Iterator[dict[str, object]]:
    """Yield the row of a data set, and one for each of its languages where there are several.

    Parameters
    ----------
    judged : Judged
        Cells of the data set.
    name : str
        What the rows are called.
    original : str, optional
        Language from which the texts of the others were translated; ids of texts end with ``-`` and the language. Rows of the others
        then have ``kappa_w_original``, the agreement of their verdicts with those on the original.
    """
    yield figures_of(judged, name)
    languages = np.unique(judged.cells.languages)
    if len(languages) > 1:
        for language in languages:
            chosen = judged.cells.languages == language
            row = figures_of(_picked(judged, chosen), f"{name}, {language}")
            yield row | ({"kappa_w_original": _with_original(judged, chosen, original)} if original not in (None, language) else {})


def _with_original(judged: Judged, chosen: np.ndarray, original: str | None) -> float:
    texts = judged.cells.texts
    pairs = [(text, f"{text[: text.rindex('-', 0, -3 if text.endswith('-tw') else None)]}-{original}") for text in np.unique(texts[chosen])]
    found, first = (np.concatenate([judged.levels[texts == pair[side]] for pair in pairs]) for side in (0, 1))
    return weighted_kappa(first, found)


def of_dataset(judged: Judged, dataset: str) -> Judged:
    """Pick the cells of one data set."""
    return _picked(judged, judged.cells.datasets == dataset)


def _picked(judged: Judged, chosen: np.ndarray) -> Judged:
    cells = judged.cells
    columns = ("levels", "groups", "texts", "languages", "datasets", "graded", "related")
    some = replace(
        cells,
        table={name: values[chosen] for name, values in cells.table.items()},
        **{column: getattr(cells, column)[chosen] for column in columns},
    )
    return Judged(some, judged.covered[chosen], judged.mentioned[chosen], judged.levels[chosen])


def evidence_precision(texts: Sequence[CodedText], passage: Logistic) -> tuple[int, float, float, float]:
    """Compare the quoted passages with those that the coders pointed at.

    Parameters
    ----------
    texts : sequence of CodedText
        Coded texts.
    passage : Logistic
        The passage part of a model.

    Returns
    -------
    tuple of (int, float, float, float)
        Cells with coded evidence; share of them whose first quoted passage is right; share with any quoted passage right; share with a
        right one among the three likeliest, quoted or not.
    """
    first: list[bool] = []
    any_right: list[bool] = []
    among_three: list[bool] = []
    for text in texts:
        told = told_by(text, passage)
        for number in text.known[text.has_evidence[text.known]]:
            columns = choose_evidence(text.book, text.alignment, told, int(number))
            first.append(bool(text.evidence[number, columns[0]]))
            any_right.append(bool(text.evidence[number, list(columns)].any()))
            among_three.append(bool(text.evidence[number, np.argsort(-told[number], kind="stable")[:3]].any()))
    return len(first), float(np.mean(first)), float(np.mean(any_right)), float(np.mean(among_three))


def mismatched(statements: Sequence[LabelledStatement], model: CoverageModel) -> tuple[int, float]:
    """Hold each statement against the articles of the next one, where nothing can be mentioned.

    Parameters
    ----------
    statements : sequence of LabelledStatement
        About different events.
    model : CoverageModel
        Trained weights.

    Returns
    -------
    tuple of (int, float)
        Number of cells, and the share that is called mentioned; lower is better.
    """
    crossed = prepare(crossed_over(statements))
    verdicts = [verdict for text in crossed for verdict in model.verdicts(*model.judge(text.book, text.alignment, text.read)[1:])]
    return len(verdicts), float(np.mean([verdict != "omitted" for verdict in verdicts]))


def as_json(rows: Sequence[dict[str, object]]) -> str:
    """Write the columns that `analytics.measures.coverage.accuracy` reads, figures with four decimals, undefined ones as null."""
    figures = pd.DataFrame(rows)[list(COLUMNS)].round(4).astype(object)
    described = {"figures": figures.where(figures.notna(), None).to_dict("records")}
    return json.dumps(described, indent=1) + "\n"


def as_markdown(rows: Sequence[dict[str, object]]) -> str:
    """Write rows as a table in Markdown: counts as they are, points with one decimal, other figures with two or three."""
    frame = pd.DataFrame(rows)
    decimals = dict.fromkeys(("rate_bias", "rate_deviation"), 1)
    lines = ["| " + " | ".join(frame.columns) + " |", "| " + " | ".join("---" for _ in frame.columns) + " |"]
    for row in frame.to_dict("records"):
        cells = [_shown(value, counts=str(name) in _COUNTS, decimals=decimals.get(str(name), 3)) for name, value in row.items()]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _shown(value: object, *, counts: bool, decimals: int) -> str:
    if not isinstance(value, float):
        return str(value)
    if np.isnan(value):
        return ""
    return str(int(value)) if counts else f"{value:.{decimals}f}"
