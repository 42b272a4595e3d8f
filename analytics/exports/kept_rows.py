"""The rows of an analysis that figures show: those of the outlets and themes chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analytics.errors import ExportError
from analytics.measures.omissions import omission_table

if TYPE_CHECKING:
    import pandas as pd

    from analytics.exports.figure_options import FigureOptions
    from analytics.pipeline import Analysis

LANES_AT_ONCE = 12
"""With sixty lanes in each of a dozen themes a chart is longer than ten screens; colours and signs repeat long before."""


def first_outlets(sources: list[str], *, are_chosen: bool) -> list[str]:
    """Return the sources that a chart draws which gives each one a lane in every theme: all that were chosen, else the first ones."""
    return sources if are_chosen else sources[:LANES_AT_ONCE]


class KeptRows:
    """The rows of an analysis that are shown.

    Parameters
    ----------
    analysis : Analysis
        All of it.
    options : FigureOptions
        Names the outlets and themes to keep.

    Raises
    ------
    ExportError
        If an outlet or theme is not part of the study.
    """

    def __init__(self, analysis: Analysis, options: FigureOptions) -> None:
        self.analysis, self.options, self._themes = analysis, options, options.themes
        sources = analysis.sources
        self.outlets: dict[str, str] = dict(zip(sources["source"], sources["outlet"], strict=True))
        unknown = [name for name in options.outlets if name not in {*self.outlets, *self.outlets.values()}]
        unknown += [theme for theme in options.themes if theme not in set(analysis.commitments["theme"])]
        if unknown:
            raise ExportError(f"The study has no outlet or theme {unknown[0]!r}. Write it as the study does.")
        chosen = {*options.outlets}
        self.sources = [each for each, outlet in self.outlets.items() if not chosen or {each, outlet} & chosen]

    def rows(self, name: str) -> pd.DataFrame:
        """Return the rows of a table on the sources and themes kept."""
        frame = self.analysis.table(name)
        if "source" in frame:
            frame = frame[frame["source"].isin(self.sources)]
        if self._themes and "theme" in frame:
            frame = frame[frame["theme"].isin(self._themes)]
        elif self._themes and "commitment" in frame:
            frame = frame[frame["commitment"].isin(self.rows("commitments")["commitment"])]
        return frame.reset_index(drop=True)

    def themes(self) -> pd.DataFrame:
        """Return the emphasis on the themes kept, of the sources that get lanes."""
        frame = self.rows("emphasis")
        drawn = frame["source"].isin(self.in_lanes())
        frame = frame[drawn & (frame["level"] == "theme") & (frame["item"].isin(self._themes) | (not self._themes))]
        return frame.reset_index(drop=True)

    def in_lanes(self) -> list[str]:
        """Return the sources that get a lane in every theme."""
        return first_outlets(self.sources, are_chosen=bool(self.options.outlets))

    def compared(self) -> list[str]:
        """Return the sources that are compared with one another: the chosen ones, else the first two."""
        return self.sources if self.options.outlets else self.sources[:2]

    def omissions(self) -> pd.DataFrame:
        """Return the omissions, reckoned among the sources kept alone, the most surprising first."""
        table, units = self.analysis.omissions, self.rows("commitments")[["commitment", "strength"]]
        if self.options.outlets:
            cells = self.analysis.coverage[self.analysis.coverage["source"].isin(self.sources)]
            table = omission_table(cells, self.analysis.sources, self.analysis.commitments)
        rows = table[table["verdict"] == "omitted"].merge(units, on="commitment", validate="many_to_one")
        return rows.sort_values(["surprise", "strength"], ascending=False, kind="stable").reset_index(drop=True)
