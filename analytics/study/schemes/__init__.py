"""Shipped theme schemes: lists of themes with short descriptions, for statements whose own themes will not do."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from analytics.errors import SettingsError

__all__ = ["SCHEMES", "Scheme", "read_scheme"]

SCHEMES = ("policy", "study")
"""Names of the shipped schemes: general policy in 12 themes, and the 11 themes of the shipped study."""


@dataclass(frozen=True, slots=True)
class Scheme:
    """A list of themes.

    Parameters
    ----------
    name, title, source : str
        Its short name, what it is called, and where it comes from.
    themes : tuple of (str, tuple of str)
        Each theme's name and the short descriptions of what belongs to it.
    """

    name: str
    title: str
    source: str
    themes: tuple[tuple[str, tuple[str, ...]], ...]


@cache
def read_scheme(name: str) -> Scheme:
    """Read a shipped scheme.

    Parameters
    ----------
    name : str
        One of `SCHEMES`.

    Returns
    -------
    Scheme
        Its themes.

    Raises
    ------
    SettingsError
        If there is none of that name.
    """
    if name not in SCHEMES:
        raise SettingsError(f"There is no theme scheme {name!r}; expected one of {', '.join(SCHEMES)}. Choose one of these.")
    content = tomllib.loads((Path(__file__).parent / f"{name}.toml").read_text(encoding="utf-8"))
    themes = tuple((theme["name"], tuple(theme["descriptions"])) for theme in content["themes"])
    return Scheme(name, content["title"], content["source"], themes)
