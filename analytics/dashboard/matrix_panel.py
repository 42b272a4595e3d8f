"""The matrix on screen: every commitment against every source, with heads that stay in sight and cells that the keyboard reaches."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

from analytics.charts.coverage_matrix import UNCERTAIN_WITHIN
from analytics.charts.theme import DARK, LIGHT
from analytics.dashboard import state
from analytics.dashboard.strings import matrix as words
from analytics.language.direction import without_overrides
from analytics.schema import VERDICTS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    import pandas as pd

_HERE = Path(__file__).parent

_HTML = """
<div class="matrix">
  <p class="hint" id="matrix-hint"></p>
  <div class="frame"><table role="grid" aria-describedby="matrix-hint"></table></div>
</div>
"""

_PANEL = st.components.v2.component(
    "leftout_matrix_panel",
    html=_HTML,
    css=(_HERE / "matrix_panel.css").read_text(encoding="utf-8"),
    js=(_HERE / "matrix_panel.js").read_text(encoding="utf-8"),
)

NOT_SHOWN = "."
"""Stands for a cell that the filters leave out; the others are the place of their verdict in `VERDICTS`."""

CLOSE_CALL, CHECKED, CONTRADICTED = 1, 2, 4
"""Bits of a cell's marks: a probability near one half; a verdict that a reviewer gave; told as the contrary."""


def with_choice(drawn: dict[str, Any], chosen: state.Selection) -> dict[str, Any]:
    """Add the colours of the visitor's theme and the selected cell to what `drawn_cells` gave, which stays as it is."""
    return {**drawn, "colors": _colors(), "chosen": [chosen.commitment, chosen.source]}


def drawn_cells(
    cells: pd.DataFrame, outlets: Mapping[str, str], group_by: str, contradicted: Collection[tuple[str, str]] = ()
) -> dict[str, Any]:
    """Gather the rows and columns of the matrix.

    Parameters
    ----------
    cells : pandas.DataFrame
        Rows of the table ``coverage`` with the label of each commitment, in the order in which commitments are shown.
    outlets : mapping of str to str
        Name shown for each source, by id, in order.
    group_by : {"theme", "paragraph"}
        What the rows are grouped by.
    contradicted : collection of (str, str)
        Source and commitment of each cell that is told as the contrary.

    Returns
    -------
    dict
        JSON-ready. Cells are one character each, so that a study of 60 sources and 200 commitments stays below 100 kB.
    """
    told_of = set(cells["source"])
    shown = [source for source in outlets if source in told_of]
    place = {source: column for column, source in enumerate(shown)}
    rows: dict[str, dict[str, Any]] = {}
    groups: dict[str, list[dict[str, Any]]] = {}
    for cell in _marked(cells, group_by):
        unit = str(cell["commitment"])
        if unit not in rows:
            label = without_overrides(str(cell["label"]))
            rows[unit] = {"id": unit, "label": label, "cells": [NOT_SHOWN] * len(shown), "marks": ["0"] * len(shown)}
            groups.setdefault(str(cell["group"]), []).append(rows[unit])
        rows[unit]["cells"][place[cell["source"]]] = str(VERDICTS.index(cell["verdict"]))
        rows[unit]["marks"][place[cell["source"]]] = str(cell["marks"] + CONTRADICTED * ((cell["source"], unit) in contradicted))
    for row in rows.values():
        row["told"] = _told(row["cells"])
        row["cells"], row["marks"] = "".join(row["cells"]), "".join(row["marks"])
    columns = [
        {
            "source": source,
            "name": without_overrides(outlets[source]),
            "told": _told([row["cells"][place[source]] for row in rows.values()]),
        }
        for source in shown
    ]
    drawn = {
        "columns": columns,
        "groups": [{"name": without_overrides(name), "rows": members} for name, members in groups.items()],
        "verdicts": list(VERDICTS),
        "words": words.WORDS,
    }
    digest = hashlib.sha256(json.dumps(drawn, sort_keys=True).encode()).hexdigest()
    return {**drawn, "digest": digest}


def matrix_panel(data: dict[str, Any], *, key: str, on_choice: Callable[[str, str], None]) -> None:
    """Draw the matrix; call `on_choice` with the ids of commitment and source of the cell that the visitor chose."""

    def chosen() -> None:
        commitment, source = st.session_state[key]["chosen"]
        on_choice(str(commitment), str(source))

    _PANEL(data=data, key=key, on_chosen_change=chosen)


def _marked(cells: pd.DataFrame, group_by: str) -> list[dict[str, Any]]:
    """Give every cell its group and its marks."""
    near = [(cells[column] - 0.5).abs() <= UNCERTAIN_WITHIN for column in ("p_covered", "p_mentioned")]
    is_checked = cells["reviewer"].ne("") if "reviewer" in cells.columns else cells["source"].isna()
    marks = (near[0] | near[1]).where(~is_checked, other=False) * CLOSE_CALL + is_checked * CHECKED
    by_paragraph = [words.paragraph(number) for number in cells["paragraph"].astype("Int64").astype("object")]
    group = cells["theme"] if group_by == "theme" else by_paragraph
    columns = ["commitment", "source", "verdict", "label"]
    records = cells[columns].assign(group=group, marks=marks.astype(int)).to_dict("records")
    return [{str(name): value for name, value in record.items()} for record in records]


def _told(cells: list[str]) -> str:
    """Count the cells that tell anything among those shown."""
    shown = [cell for cell in cells if cell != NOT_SHOWN]
    told = sum(VERDICTS[int(cell)] != "omitted" for cell in shown)
    return words.told(told, len(shown))


def _colors() -> dict[str, str]:
    look = DARK if state.is_dark() else LIGHT
    fills = {f"--fill-{place}": fill for place, fill in enumerate(look.verdicts)}
    return {
        **fills,
        "--ink-0": look.on_strong,
        "--ink-1": look.on_soft,
        "--ink-2": look.on_soft,
        "--edge": look.edge,
        "--muted": look.muted,
    }
