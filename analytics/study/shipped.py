"""The study that comes with the program."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from analytics.errors import Fault, StudyError
from analytics.study.entries import MANIFEST


def shipped_study() -> Path:
    """Find the shipped study: inside the installed package, or beside it in a clone.

    Returns
    -------
    pathlib.Path
        Its folder.

    Raises
    ------
    StudyError
        If the installation lacks it.
    """
    package = Path(str(files("analytics")))
    for folder in (package / "seeds", package.parent / "seeds"):
        if (folder / MANIFEST).is_file():
            return folder
    message = "The shipped study is missing from this installation; expected it inside the package. Install leftout again."
    raise StudyError([Fault("seeds", message)])
