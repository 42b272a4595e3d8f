"""The encodings that charts share: verdicts, outlets, shares, ratios. Each with its domain spelled out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import altair as alt

from analytics.charts.theme import OUTLET_COLORS, OUTLET_SHAPES, VERDICT_SHAPES
from analytics.language.control_characters import with_visible_controls
from analytics.language.direction import contained
from analytics.schema import VERDICTS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_COLUMNS = alt.expr("width < 560 ? 2 : 4")

NO_PASSAGE = "no passage"
"""What stands where no passage of a source is mainly about a theme. A commitment of the theme may yet be told in passing."""

ONE_THEME = "A passage counts for its main theme alone."
"""The rule that one must know to read any share of a theme."""


def legible(text: str) -> str:
    """Show characters that a drawing cannot hold by their pictures, and keep marks of direction from turning anything around.

    A control character in a single label ends the drawing library, and the whole program with it.
    """
    return contained(with_visible_controls(text))


def outlet_labels(outlets: Mapping[str, str]) -> dict[str, str]:
    """Name each source by its outlet, and tell sources of one outlet apart.

    Parameters
    ----------
    outlets : mapping of str to str
        Id of the source to its outlet, for all sources of the study in its order.

    Returns
    -------
    dict of str to str
        Id to the outlet, or to ``outlet (id)`` where several sources share it or it is empty. Marks in a name turn nothing around.
    """
    names = list(outlets.values())
    told_apart = {source: name if name and names.count(name) == 1 else f"{name} ({source})".strip() for source, name in outlets.items()}
    return {source: legible(name) for source, name in told_apart.items()}


def verdict_color(*, legend: bool = True) -> alt.Color:
    """Colour by the column ``verdict``."""
    key = alt.Legend(columns=3) if legend else None
    return alt.Color("verdict:N", scale=alt.Scale(domain=list(VERDICTS), range="ordinal"), legend=key)


def verdict_shape() -> alt.Shape:
    """Shape by the column ``verdict``: full, half, empty circle. The legend is that of `verdict_color`, with these signs."""
    return alt.Shape("verdict:N", scale=alt.Scale(domain=list(VERDICTS), range=list(VERDICT_SHAPES.values())), legend=alt.Legend(columns=3))


def outlet_color(labels: Sequence[str], shown: Sequence[str] = ()) -> alt.Color:
    """Colour by the column ``label``.

    Parameters
    ----------
    labels : sequence of str
        Names of all sources of the study: an outlet keeps its colour when others are filtered away.
    shown : sequence of str
        Those that the legend lists; none for no legend.
    """
    scale = alt.Scale(domain=list(labels), range="category")
    return alt.Color("label:N", scale=scale, legend=_outlet_legend(shown))


def outlet_shape(labels: Sequence[str], shown: Sequence[str]) -> alt.Shape:
    """Shape by the column ``label``, to go with `outlet_color` (same arguments; the two share one legend)."""
    colors, shapes = len(OUTLET_COLORS), len(OUTLET_SHAPES)
    paired = [OUTLET_SHAPES[(index + index // colors) % shapes] for index in range(len(labels))]
    return alt.Shape("label:N", scale=alt.Scale(domain=list(labels), range=paired), legend=_outlet_legend(shown))


def _outlet_legend(shown: Sequence[str]) -> alt.Legend | None:
    return alt.Legend(values=list(shown), columns=_COLUMNS) if shown else None


def ratio_text(doublings: int) -> str:
    """Say a log2 ratio in words a reader knows: 0 "equal", 1 "twice", -1 "half", further ones as "4×" and "1/4"."""
    words = {0: "equal", 1: "twice", -1: "half"}
    return words.get(doublings, f"{2**doublings}×" if doublings > 0 else f"1/{2**-doublings}")
