"""One question a file, tidy tables out."""

from __future__ import annotations

from importlib.resources import files

__all__ = ["methods_text"]


def methods_text() -> str:
    """Return how every number is made, in Markdown, beside the code that makes it: the dashboard shows it, reports hold it."""
    return files("analytics.measures").joinpath("methods.md").read_text(encoding="utf-8")
