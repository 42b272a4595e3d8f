"""The reader's panel: an article beside the statement, each passage leading to its commitments and back."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

from analytics.dashboard.segments import Segment, Span, evidence_spans, segment

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import pandas as pd

    from analytics.pipeline import Analysis
    from analytics.schema import Verdict

_HERE = Path(__file__).parent

_HTML = """
<div class="panel">
  <section class="pane article" aria-label="Article"><h2></h2><div class="body" tabindex="0" role="group" dir="auto"></div></section>
  <section class="pane statement" aria-label="Statement"><h2></h2><div class="body" tabindex="0" role="group" dir="auto"></div></section>
</div>
"""

_PANEL = st.components.v2.component(
    "leftout_reading_panel",
    html=_HTML,
    css=(_HERE / "reading_panel.css").read_text(encoding="utf-8"),
    js=(_HERE / "reading_panel.js").read_text(encoding="utf-8"),
)

SYMBOL_GAP = "\u202f"
"""Narrow space between a verdict's symbol and the commitment's id."""


def panel_data(analysis: Analysis, source_id: str, chosen: str | None, symbols: Mapping[Verdict, str]) -> dict[str, Any]:
    """Gather what the panel draws.

    Parameters
    ----------
    analysis : Analysis
        The analysis.
    source_id : str
        The source to show.
    chosen : str or None
        The selected commitment.
    symbols : mapping
        Symbol of each verdict.

    Returns
    -------
    dict
        JSON-ready: the segments of both texts, labels and verdict symbols by commitment, a digest of all but the choice.
    """
    source = next(source for source in analysis.study.sources if source.id == source_id)
    cells = analysis.coverage[analysis.coverage["source"] == source_id].set_index("commitment")["verdict"]
    told = evidence_spans(analysis.evidence, source_id)
    quoted = [Span(unit.start, unit.end, unit.id) for unit in analysis.study.commitments]
    language = analysis.sources.set_index("source").loc[source_id, "language"]
    drawn = {
        "article": _drawn(segment(source.text, told), cells),
        "statement": _drawn(segment(analysis.study.statement.text, quoted), cells),
        "articleTitle": source.outlet,
        "statementTitle": analysis.study.title,
        "articleLanguage": str(language),
        "statementLanguage": analysis.study.language,
        "labels": {unit.id: unit.label for unit in analysis.study.commitments},
        "symbols": {str(unit): symbols[verdict] + SYMBOL_GAP for unit, verdict in cells.items()},
    }
    digest = hashlib.sha256(json.dumps(drawn, sort_keys=True).encode()).hexdigest()
    return {**drawn, "digest": digest, "chosen": chosen}


def _drawn(segments: list[Segment], verdicts: pd.Series) -> list[dict[str, Any]]:
    """Give each segment the fullest verdict among its commitments: it decides how the passage is underlined."""
    rank = {"covered": 0, "partial": 1, "omitted": 2}
    pieces = []
    for part in segments:
        fullest = min((str(verdicts.get(unit, "omitted")) for unit in part.commitments), key=rank.__getitem__, default="")
        pieces.append({**asdict(part), "commitments": list(part.commitments), "verdict": fullest})
    return pieces


def reading_panel(data: dict[str, Any], *, key: str, on_choice: Callable[[str], None]) -> None:
    """Draw the panel; call `on_choice` with the id of a commitment that the visitor clicks."""

    def chosen() -> None:
        on_choice(str(st.session_state[key]["chosen"]))

    _PANEL(data=data, key=key, on_chosen_change=chosen)
