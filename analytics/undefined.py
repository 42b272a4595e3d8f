"""Measures without a meaning for what they were given: noted by whoever computes many, warned of where nobody does."""

from __future__ import annotations

import warnings
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

from analytics.errors import UndefinedMeasureWarning

if TYPE_CHECKING:
    from collections.abc import Iterator

# Of this thread alone: what `warnings` catches is that of the whole process, so that one visitor would read of another's texts.
_NOTED: ContextVar[list[str] | None] = ContextVar("undefined measures", default=None)


def tell_undefined(message: str) -> None:
    """Say that a measure has no meaning.

    Parameters
    ----------
    message : str
        A sentence that says which, of what, and why.

    Warns
    -----
    UndefinedMeasureWarning
        If nobody notes it, see `noting_undefined`.
    """
    noted = _NOTED.get()
    if noted is None:
        warnings.warn(message, UndefinedMeasureWarning, stacklevel=3)
    else:
        noted.append(message)


@contextmanager
def noting_undefined() -> Iterator[list[str]]:
    """Note what measures without a meaning tell while the block runs, in this thread, in place of warnings.

    Yields
    ------
    list of str
        The sentences, in order; it grows while the block runs. Within another such block they are the inner one's alone.
    """
    noted: list[str] = []
    token = _NOTED.set(noted)
    try:
        yield noted
    finally:
        _NOTED.reset(token)
