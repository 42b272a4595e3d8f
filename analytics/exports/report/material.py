"""What the sections of a report are written from: the analysis, the names of its sources, and the addresses of its proofs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from analytics.charts.coverage_matrix import UNCERTAIN_WITHIN
from analytics.charts.scales import outlet_labels
from analytics.language.direction import isolated

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from analytics.pipeline import Analysis


@dataclass(frozen=True, slots=True)
class Material:
    """What sections are written from.

    Parameters
    ----------
    whole, shown : Analysis
        The study as it was analysed, and what the report is restricted to.
    names : mapping
        Id of a source to the name it bears in the report, for all sources of the study.
    languages : mapping
        Id of a source to its language.
    sections : tuple of str
        Sections of the report: what is not in it cannot be linked to.
    commitment_anchors, source_anchors : mapping
        Id to address.
    """

    whole: Analysis
    shown: Analysis
    names: Mapping[str, str]
    languages: Mapping[str, str]
    sections: tuple[str, ...]
    commitment_anchors: Mapping[str, str]
    source_anchors: Mapping[str, str]

    def name(self, source: str) -> str:
        """Return the name of a source, fenced off for a sentence of the program."""
        return isolated(self.names[source])

    def to_section(self, section: str) -> str:
        """Return the address of a section; empty if the report has no such section."""
        return section if section in self.sections else ""

    def to_commitment(self, commitment: str) -> str:
        """Return the address of a commitment's proof; empty if the report has none."""
        return self.commitment_anchors.get(commitment, "") if "evidence" in self.sections else ""

    def to_cell(self, source: str, commitment: str) -> str:
        """Return the address of the proof of one verdict; empty if the report has none."""
        commitment_anchor = self.to_commitment(commitment)
        return f"{commitment_anchor}{self.source_anchors[source]}" if commitment_anchor else ""


def gather(whole: Analysis, shown: Analysis, sections: tuple[str, ...]) -> Material:
    """Collect what the sections need.

    Parameters
    ----------
    whole, shown : Analysis
        Before and after it was restricted.
    sections : tuple of str
        Sections of the report.

    Returns
    -------
    Material
        Addresses are counted through, so that no word of the study becomes one.
    """
    table = whole.sources
    return Material(
        whole=whole,
        shown=shown,
        names=outlet_labels(dict(zip(table["source"], table["outlet"], strict=True))),
        languages=dict(zip(table["source"], table["language"], strict=True)),
        sections=sections,
        commitment_anchors={str(id_): f"c{place}" for place, id_ in enumerate(shown.commitments["commitment"], start=1)},
        source_anchors={str(id_): f"s{place}" for place, id_ in enumerate(shown.sources["source"], start=1)},
    )


def is_close(p_covered: float, p_mentioned: float) -> bool:
    """Whether a verdict is a close call: one of its probabilities is near one half. An undefined one is not."""
    return any(abs(probability - 0.5) <= UNCERTAIN_WITHIN for probability in (p_covered, p_mentioned))


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a table, each by the names of its columns."""
    return frame.to_dict("records")  # type: ignore[return-value]
