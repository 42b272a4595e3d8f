"""Themes of a shipped scheme for the commitments of a statement, by meaning."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from analytics.language.encoder import UseEncoder
from analytics.study.schemes import read_scheme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from analytics.language.encoder import Encoder
    from analytics.study.codebook import Commitment

STATEMENT_THEMES = "statement"
"""The choice that leaves the themes which the statement itself suggests."""

PARAGRAPH_WEIGHT = 0.5
"""How much of a commitment's likeness to a theme is that of its paragraph."""


def assign_scheme(commitments: Sequence[Commitment], scheme: str, *, encoder: Encoder | None = None) -> tuple[Commitment, ...]:
    """Give each commitment the theme of a scheme that it is most like.

    Parameters
    ----------
    commitments : sequence of Commitment
        Proposed or coded; their own themes are replaced.
    scheme : str
        One of `analytics.study.schemes.SCHEMES`.
    encoder : Encoder, optional
        Gives the vectors; the shipped one without it.

    Returns
    -------
    tuple of Commitment
        In the same order.

    Raises
    ------
    SettingsError
        If there is no such scheme.
    EncoderError
        If the encoder's weights are missing.

    Notes
    -----
    A theme's likeness is the highest cosine between the commitment, the mean of the vectors of its quote and its label, and the
    theme's descriptions; half of it is the mean over the commitments of the same paragraph. Every commitment gets a theme, even
    one that is far from all: which themes are wrong is for a reader to see.
    """
    themes = read_scheme(scheme).themes
    if not commitments:
        return ()
    encoder = encoder or UseEncoder()
    owners = [index for index, (_, descriptions) in enumerate(themes) for _ in descriptions]
    described = _vectors(encoder, [text for _, descriptions in themes for text in descriptions])
    units = _vectors(encoder, [unit.quote for unit in commitments]) + _vectors(encoder, [unit.label for unit in commitments])
    units /= np.maximum(np.linalg.norm(units, axis=1, keepdims=True), np.finfo(np.float32).tiny)
    first = np.flatnonzero(np.diff(owners, prepend=-1))
    likeness: NDArray[np.float32] = np.maximum.reduceat(units @ described.T, first, axis=1)
    nearest = _in_paragraphs(likeness, [unit.paragraph for unit in commitments]).argmax(axis=1)
    return tuple(replace(unit, theme=themes[index][0]) for unit, index in zip(commitments, nearest.tolist(), strict=True))


def _in_paragraphs(likeness: NDArray[np.float32], paragraphs: Sequence[int | None]) -> NDArray[np.float32]:
    """Let the commitments of a paragraph speak for one another: it is mostly about one thing."""
    # commitments without a paragraph are of none together
    numbers = np.array([-1 - place if number is None else number for place, number in enumerate(paragraphs)])
    together = likeness.copy()
    for number in np.unique(numbers):
        rows = numbers == number
        together[rows] = (1 - PARAGRAPH_WEIGHT) * likeness[rows] + PARAGRAPH_WEIGHT * likeness[rows].mean(axis=0)
    return together


def _vectors(encoder: Encoder, texts: list[str]) -> NDArray[np.float32]:
    return np.array([each.sentence for each in encoder.encode(texts)])
