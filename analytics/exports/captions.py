"""What a figure says of itself when it leaves the screen: what is shown of the whole, from how many texts, of which study."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from analytics.charts.layout import broken
from analytics.language.direction import isolated
from analytics.study.shortening import shorten

if TYPE_CHECKING:
    import datetime
    from collections.abc import Collection, Mapping, Sequence

    from analytics.pipeline import Analysis

_LETTER_PX = 5.9
"""Mean width of a letter of the caption in pixels, on the wide side."""

_LINE_PX = 15

_NAMED_OUTLETS = 6

_LONGEST_NAME = 60

_LONGEST_TITLE = 120


@dataclass(frozen=True, slots=True)
class Caption:
    """The lines around a chart in a file.

    Parameters
    ----------
    filters : str
        What is shown of the whole, under the title; empty where nothing is filtered out.
    sample : str
        How much was compared, under the title.
    source : str
        Where the figures come from, below the chart.
    """

    filters: str = ""
    sample: str = ""
    source: str = ""


def shown_of_whole(chosen: Mapping[str, Sequence[str]], *, choice: str = "") -> str:
    """Say what a chart shows of the whole.

    Parameters
    ----------
    chosen : mapping of str to sequence of str
        What each filter keeps, by the filter's name: ``{"outlets": ["Herald"], "themes": []}``. One that keeps everything is empty.
    choice : str
        What was chosen for this chart alone, in a sentence.

    Returns
    -------
    str
        At most two sentences; empty where everything is shown. Long lists are counted instead of named.
    """
    parts = [f"{name} {_listed(values)}" for name, values in chosen.items() if values]
    return " ".join(filter(None, [choice, f"Shown: {'; '.join(parts)}." if parts else ""]))


def _listed(values: Sequence[str]) -> str:
    named = [isolated(shorten(value, _LONGEST_NAME)) for value in values[:_NAMED_OUTLETS]]
    return ", ".join(named) + (f" and {len(values) - _NAMED_OUTLETS} more" if len(values) > _NAMED_OUTLETS else "")


def caption_of(analysis: Analysis, *, filters: str = "", sources: Collection[str] = (), made_on: datetime.date | None = None) -> Caption:
    """Say what the figures of an analysis were made from.

    Parameters
    ----------
    analysis : Analysis
        What the chart was drawn from.
    filters : str
        What is shown of the whole, in a sentence; see `shown_of_whole`.
    sources : collection of str
        Ids of the sources that are shown; none for all.
    made_on : datetime.date, optional
        Day to print. Without one the same study gives the same figures on any day.

    Returns
    -------
    Caption
        With the sample ("4 sources, 2,352 words", or "2 of 4 sources, 1,100 of 2,352 words"), and the study, the day of its statement,
        the outlets shown, how many verdicts are reviewers', and the program's version.
    """
    whole = analysis.sources
    shown = whole[whole["source"].isin(list(sources))] if sources else whole
    title, day = isolated(shorten(analysis.study.title, _LONGEST_TITLE)), analysis.study.statement.date
    statement = f"{title} (statement of {day.isoformat()})" if day else title
    checked = int(analysis.coverage["reviewer"].ne("").sum()) if "reviewer" in analysis.coverage else 0
    reviewed = f"; {checked:,} of {len(analysis.coverage):,} verdicts by reviewers" if checked else ""
    made = f", {made_on.isoformat()}" if made_on else ""
    outlets = _listed(list(dict.fromkeys(shown["outlet"])))
    return Caption(
        filters=filters,
        sample=_sample(len(shown), len(whole), int(shown["words"].sum()), int(whole["words"].sum())),
        source=f"Source: {statement}; {outlets}{reviewed}. Leftout {analysis.provenance['leftout']}{made}.",
    )


def _sample(n_sources: int, of_sources: int, n_words: int, of_words: int) -> str:
    noun = "source" if of_sources == 1 else "sources"
    if n_sources == of_sources:
        return f"{n_sources} {noun}, {n_words:,} words"
    return f"{n_sources} of {of_sources} {noun}, {n_words:,} of {of_words:,} words"


def captioned(spec: dict[str, Any], caption: Caption) -> dict[str, Any]:
    """Add a caption to the specification of a chart.

    Parameters
    ----------
    spec : dict
        Vega-Lite, layers under a title, with a width in numbers. Not changed.
    caption : Caption
        The lines; an empty one is left out.

    Returns
    -------
    dict
        The same with more lines in the subtitle, and one more layer of text below the plot; nothing else differs.
    """
    columns = int(spec["width"] / _LETTER_PX)
    above = [line for text in (caption.filters, caption.sample) if text for line in broken(text, columns)]
    below = broken(caption.source, columns) if caption.source else []
    made = copy.copy(spec)
    if above:
        made["title"] = {**spec["title"], "subtitle": [*_lines(spec["title"].get("subtitle")), *above]}
    if below:
        made["layer"] = [*spec["layer"], _text_below(below, has_axis=_has_axis_below(spec))]
    return made


def _lines(subtitle: str | list[str] | None) -> list[str]:
    lines = [subtitle] if isinstance(subtitle, str) else subtitle or []
    return [line for line in lines if line]


def _text_below(lines: list[str], *, has_axis: bool) -> dict[str, Any]:
    """Write lines below the plot, and below its axis where one stands there."""
    gap = 56 if has_axis else 22
    mark = {"type": "text", "style": "value-label", "align": "left", "baseline": "top", "lineHeight": _LINE_PX, "text": lines}
    return {"data": {"values": [{}]}, "mark": {**mark, "x": 0, "y": {"expr": f"height + {gap}"}}}


def _has_axis_below(spec: dict[str, Any]) -> bool:
    axes = [layer["encoding"]["x"]["axis"] for layer in spec["layer"] if "axis" in layer.get("encoding", {}).get("x", {})]
    return any(axis is not None and axis.get("orient", "bottom") == "bottom" for axis in axes)
