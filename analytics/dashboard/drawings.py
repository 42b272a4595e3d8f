"""Charts as the browser draws them, kept while the rows that they show stay the same.

Making a chart and checking it against its schema takes longer than all else on a page; most clicks change none of the charts on it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import streamlit as st

from analytics.charts.theme import in_look
from analytics.dashboard.kept import Kept

if TYPE_CHECKING:
    from functools import partial
    from typing import TypeAlias

    import altair as alt

    MakeChart: TypeAlias = partial[alt.LayerChart]
    """A function of `analytics.charts` with all that it shall draw: what a chart depends on can be read off it."""

MOST_DRAWINGS = 64
"""Charts kept at once: those of every page in both looks, under a few filters."""

Specification = dict[str, Any]
"""What Vega-Lite reads."""


@st.cache_resource(show_spinner=False)
def _drawings() -> Kept[str]:
    return Kept(MOST_DRAWINGS)


def drawing(make: MakeChart, *, dark: bool) -> Specification:
    """Return the specification of a chart in the light or the dark look.

    Parameters
    ----------
    make : functools.partial
        Makes the chart; called only where it was not drawn before from the same rows.
    dark : bool
        Which look.
    """
    # kept as text: what is read from it anew each time can be changed by nobody
    written = _drawings().get((digest(make), dark), lambda: json.dumps(_drawn(make, dark=dark)))
    read: Specification = json.loads(written)
    return read


def _drawn(make: MakeChart, *, dark: bool) -> Specification:
    # the tests check every chart against the schema of Vega-Lite; the visitor need not wait for it
    drawn: Specification = in_look(make(), dark=dark).to_dict(validate=False)
    return drawn


def digest(make: MakeChart) -> str:
    """Return what tells a chart from every other: its function, and the content of all that it was given."""
    found = hashlib.sha256(f"{make.func.__module__}.{make.func.__qualname__}".encode())
    for value in (*make.args, *(part for pair in sorted(make.keywords.items()) for part in pair)):
        found.update(_content(value))
    return found.hexdigest()


def _content(value: object) -> bytes:
    if isinstance(value, pd.DataFrame):
        head = repr(list(zip(value.columns, map(str, value.dtypes), strict=True))).encode()
        return head + pd.util.hash_pandas_object(value, index=False).to_numpy().tobytes()
    if isinstance(value, Mapping):
        return repr(list(value.items())).encode()
    if value is None or isinstance(value, str | int | float | list | tuple | np.generic):
        return repr(value).encode()
    raise TypeError(f"A chart was given a {type(value).__name__}, whose content cannot be told; give it tables, names and numbers.")
