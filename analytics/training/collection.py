"""The texts that the verdicts are learned from: read from their files, and compared with their commitments."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from analytics.training.datasets import crossed_over, load_cases, load_units, readable
from analytics.training.excerpts import TRAINED_SIZES, prepared_excerpts
from analytics.training.samples import prepare

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from analytics.language.encoder import Encoder
    from analytics.training.datasets import LabelledStatement
    from analytics.training.samples import CodedText

UNITS = "summhay"
"""Name of the data set that is a file of units; the others are folders of coded studies, by any name."""


@dataclass(frozen=True, slots=True)
class Collection:
    """Texts to learn from.

    Parameters
    ----------
    whole : list of CodedText
        The texts as they were coded.
    excerpts : list of CodedText
        The same held against excerpts of their statements.
    crossed : list of CodedText
        The cases' statements held against one another's articles.
    """

    whole: list[CodedText]
    excerpts: list[CodedText]
    crossed: list[CodedText]

    @property
    def learned(self) -> list[CodedText]:
        """All that verdicts are learned from."""
        return [*self.whole, *self.excerpts]


def read_statements(paths: Mapping[str, Path], encoder: Encoder) -> dict[str, list[LabelledStatement]]:
    """Read data sets by their names.

    Parameters
    ----------
    paths : mapping of str to pathlib.Path
        Name to folder of coded studies, or to file for `UNITS`.
    encoder : Encoder
        Encodes the texts; those in languages that it does not know are left out.

    Returns
    -------
    dict of str to list of LabelledStatement
        By the same names.
    """
    read = {name: readable(load_cases(path, encoder, name), encoder) for name, path in paths.items() if name != UNITS}
    return read | ({UNITS: list(load_units(paths[UNITS], encoder))} if UNITS in paths else {})


def studies_of(statements: Mapping[str, list[LabelledStatement]]) -> list[LabelledStatement]:
    """Give the statements of coded studies, which are long enough for excerpts."""
    return [some for name, group in statements.items() if name != UNITS for some in group]


def collect(statements: Mapping[str, list[LabelledStatement]]) -> Collection:
    """Compare all texts with their commitments; a data set of units is one group, so that it is left out whole."""
    texts = prepare([some for group in statements.values() for some in group])
    return Collection(
        [replace(text, group=text.dataset) if text.dataset == UNITS else text for text in texts],
        prepared_excerpts(studies_of(statements), TRAINED_SIZES),
        prepare(crossed_over(statements["cases"])),
    )
