"""How accurate were the verdicts measured to be? The figures that the training's own command wrote."""

from __future__ import annotations

import json
from importlib.resources import files

import pandas as pd

from analytics.errors import ModelError

COLUMNS = {
    "data": "text",
    "cells": "integer",
    "covered": "integer",
    "partial": "integer",
    "kappa_w": "number",
    "f1_covered": "number",
    "f1_partial": "number",
    "auc_mentioned": "number",
    "ece_mentioned": "number",
    "ece_mentioned_by_chance": "number",
    "ece_covered": "number",
    "rate_bias": "number",
}
"""Columns of the table, and their kinds."""


def accuracy_table() -> pd.DataFrame:
    """Return the measured accuracy of the shipped weights, one row per set of data and language.

    Returns
    -------
    pandas.DataFrame
        ``data`` (which coding, how it was kept out of training, and the language where it is one of several), ``cells``, ``covered``
        and ``partial`` (cells judged, and how many of them were coded so), ``kappa_w`` (linear weights, 1 is full agreement and 0
        chance), ``f1_covered`` and ``f1_partial`` (0 to 1, higher is better), ``auc_mentioned`` (0.5 is chance, 1 is best),
        ``ece_mentioned`` and ``ece_covered`` (expected calibration error, 0 is best), ``ece_mentioned_by_chance`` (what right probabilities
        show on as many cells), ``rate_bias`` (mean of estimated minus coded coverage rate over the sources, in percentage points, 0 is
        best). A figure that could not be computed is NaN.

    Raises
    ------
    ModelError
        If the file of figures is missing or damaged.
    """
    try:
        rows = json.loads(files("analytics.measures.coverage").joinpath("accuracy.json").read_text(encoding="utf-8"))
        table = pd.DataFrame(rows["figures"])[list(COLUMNS)]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(f"The figures of accuracy cannot be read ({error}). Reinstall, or measure them anew.") from error
    dtypes = {"text": "str", "integer": "Int64", "number": "float64"}
    return table.astype({column: dtypes[kind] for column, kind in COLUMNS.items()})
