"""The reader's panel: an article beside the statement, each passage leading to its commitments or theme and back."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

from analytics.dashboard.segments import Segment, Span, evidence_spans, segment
from analytics.dashboard.state import checked_cells, contradicted
from analytics.dashboard.strings import CHECKED_MARK, CONTRADICTED_MARK
from analytics.dashboard.strings import reader as words
from analytics.language.direction import without_overrides
from analytics.schema import OTHER_THEME

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from analytics.dashboard.places import Place
    from analytics.pipeline import Analysis
    from analytics.schema import Verdict

_HERE = Path(__file__).parent

_HTML = """
<div class="reader">
  <div class="bar" role="toolbar">
    <button type="button" class="previous" aria-keyshortcuts="p"></button>
    <button type="button" class="next" aria-keyshortcuts="n"></button>
    <button type="button" class="together" aria-keyshortcuts="s" aria-pressed="true">
      <span class="mark" aria-hidden="true"></span> <span class="words"></span>
    </button>
    <label class="look"><span></span><input type="search" autocomplete="off" spellcheck="false"></label>
    <button type="button" class="previous-hit">↑</button>
    <button type="button" class="next-hit">↓</button>
    <output class="count" aria-live="polite"></output>
  </div>
  <p class="hint"></p>
  <div class="panel">
    <section class="pane article"><h2></h2><div class="body" tabindex="0" role="group" dir="auto"></div></section>
    <section class="pane statement"><h2></h2><div class="body" tabindex="0" role="group" dir="auto"></div></section>
  </div>
  <p class="said" role="status"></p>
</div>
"""

_PANEL = st.components.v2.component(
    "leftout_reading_panel",
    html=_HTML,
    css=(_HERE / "reading_panel.css").read_text(encoding="utf-8"),
    js="\n".join((_HERE / name).read_text(encoding="utf-8") for name in ("scrolling_together.js", "reading_panel.js")),
)

SYMBOL_GAP = "\u202f"
"""Narrow space between a verdict's symbol and the commitment's id."""

_PLACE = "\0"
"""Stands among the marks of a segment for the place that the address names."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What is marked in the two texts.

    Parameters
    ----------
    article, statement : list of Span
        The stretches, each with the id of its mark: a commitment, or a theme.
    labels : dict of str to str
        What a mark stands for, by id, in order.
    chips : dict of str to str
        What is written beside a stretch, by the id of its mark.
    verdicts : dict of str to str
        Verdict of each commitment; empty where themes are marked.
    """

    article: list[Span]
    statement: list[Span]
    labels: dict[str, str]
    chips: dict[str, str]
    verdicts: dict[str, str]


def commitment_marks(analysis: Analysis, source: str, symbols: Mapping[Verdict, str]) -> Marks:
    """Mark what tells a commitment in a source, and the commitments in the statement."""
    rows = analysis.coverage[analysis.coverage["source"] == source]
    verdicts = list(zip(rows["commitment"].tolist(), rows["verdict"].tolist(), strict=True))
    units = analysis.study.commitments
    signs = ((checked_cells(analysis), CHECKED_MARK), (contradicted(analysis), CONTRADICTED_MARK))
    marks = {unit: "".join(mark for cells, mark in signs if (source, unit) in cells) for unit, _ in verdicts}
    return Marks(
        article=evidence_spans(analysis.evidence, source),
        statement=[Span(unit.start, unit.end, unit.id) for unit in units],
        labels={unit.id: unit.label for unit in units},
        chips={unit: symbols[verdict] + SYMBOL_GAP + unit + marks[unit] for unit, verdict in verdicts},
        verdicts={unit: str(verdict) for unit, verdict in verdicts},
    )


def theme_marks(analysis: Analysis, source: str) -> Marks:
    """Mark the theme of each passage of a source and of each commitment of the statement, by letters in the codebook's order."""
    names = list(dict.fromkeys(analysis.commitments["theme"]))
    rows = analysis.themes[(analysis.themes["source"] == source) & (analysis.themes["theme"] != OTHER_THEME)]
    columns = (rows["start"].tolist(), rows["end"].tolist(), rows["theme"].tolist())
    return Marks(
        article=[Span(int(start), int(end), str(theme)) for start, end, theme in zip(*columns, strict=True)],
        statement=[Span(unit.start, unit.end, unit.theme) for unit in analysis.study.commitments],
        labels={theme: theme for theme in names},
        chips={theme: letter(number) for number, theme in enumerate(names)},
        verdicts={},
    )


def letter(number: int) -> str:
    """Return the letter of the theme with this number, from 0: A to Z, then A2 to Z2, and so on."""
    again = number // 26
    return chr(ord("A") + number % 26) + (str(again + 1) if again else "")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the visitor asked the panel for.

    Parameters
    ----------
    chosen : str or None
        The selected mark.
    place : Place or None
        A stretch to show at first.
    sought : str
        Words to find.
    is_together : bool
        Whether both texts scroll together.
    """

    chosen: str | None
    place: Place | None
    sought: str
    is_together: bool = True


def panel_data(analysis: Analysis, source_id: str, marks: Marks, asked: Asked) -> dict[str, Any]:
    """Gather what the panel draws.

    Parameters
    ----------
    analysis : Analysis
        The analysis.
    source_id : str
        The source to show.
    marks : Marks
        What is marked.
    asked : Asked
        What the visitor asked for.

    Returns
    -------
    dict
        JSON-ready: the segments of both texts, labels and chips by mark, a digest of all but what changes without drawing them anew.
    """
    place = asked.place
    source = next(source for source in analysis.study.sources if source.id == source_id)
    statement = analysis.study.statement
    drawn = {
        "article": _drawn(source.text, marks.article, marks.verdicts, place if place and place.side == "article" else None),
        "statement": _drawn(statement.text, marks.statement, marks.verdicts, place if place and place.side == "statement" else None),
        "articleTitle": without_overrides(source.outlet),
        "statementTitle": without_overrides(analysis.study.title),
        "articleLanguage": str(analysis.sources.set_index("source").loc[source_id, "language"]),
        "statementLanguage": statement.language,
        "labels": {mark: without_overrides(label) for mark, label in marks.labels.items()},
        "chips": marks.chips,
        "words": words.PANEL,
    }
    digest = hashlib.sha256(json.dumps(drawn, sort_keys=True).encode()).hexdigest()
    return {**drawn, "digest": digest, "chosen": asked.chosen, "sought": asked.sought, "together": asked.is_together}


def _drawn(text: str, spans: Iterable[Span], verdicts: Mapping[str, str], place: Place | None) -> list[dict[str, Any]]:
    """Cut a text, and give each segment the fullest verdict among its commitments: it decides how the passage is underlined."""
    rank = {"covered": 0, "partial": 1, "omitted": 2}
    named = [Span(place.start, place.end, _PLACE)] if place else []
    pieces = []
    for part in segment(without_overrides(text), [*spans, *named]):
        ids = [mark for mark in part.commitments if mark != _PLACE]
        fullest = min((verdicts.get(mark, "") for mark in ids), key=lambda verdict: rank.get(verdict, 3), default="")
        pieces.append(_piece(part, ids, fullest))
    return pieces


def _piece(part: Segment, ids: list[str], verdict: str) -> dict[str, Any]:
    return {**asdict(part), "commitments": ids, "verdict": verdict, "place": _PLACE in part.commitments}


def reading_panel(
    data: dict[str, Any],
    *,
    key: str,
    on_choice: Callable[[str], None],
    on_search: Callable[[str], None],
    on_together: Callable[[bool], None],
) -> None:
    """Draw the panel.

    Parameters
    ----------
    data : dict
        From `panel_data`.
    key : str
        Unique name.
    on_choice, on_search, on_together : callable
        Called with the id of a mark that the visitor chooses, with the words sought, with whether both texts shall scroll together.
    """

    def chosen() -> None:
        on_choice(str(st.session_state[key]["chosen"]))

    def sought() -> None:
        on_search(str(st.session_state[key]["sought"]))

    def together() -> None:
        on_together(bool(st.session_state[key]["together"]))

    _PANEL(data=data, key=key, on_chosen_change=chosen, on_sought_change=sought, on_together_change=together)
