"""Where the texts of a study come from, as it noted when it was made: read again, so that mending it loses nothing."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, get_args

from analytics.errors import Fault
from analytics.intake.folder import READING_FILE
from analytics.study.readers import Original
from analytics.study.readers.model import LanguageBasis, Reason, Removed

if TYPE_CHECKING:
    from pathlib import Path

_TEXTS = ("name", "format", "encoding", "author")


def read_origins(folder: Path) -> dict[str, dict[str, Any]]:
    """Read what a study noted of its texts.

    Parameters
    ----------
    folder : pathlib.Path
        Of the study.

    Returns
    -------
    dict of str to dict
        By id of the source, the statement's under no id: the fields of `analytics.study.readers.ReadDocument` that trace a text to
        its file. A text of which nothing can be read, or whose original is not there, is left out: studies written by hand have none.
    """
    try:
        told = json.loads((folder / READING_FILE).read_text(encoding="utf-8"))
        entries = {"": told["statement"], **told["sources"]}
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    found = {}
    for source, entry in entries.items():
        try:
            found[source] = _origin(folder, entry)
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            continue
    return found


def _origin(folder: Path, entry: dict[str, Any]) -> dict[str, Any]:
    basis = entry.get("language_basis")
    name = str(entry.get("name") or entry["original"])
    return {
        **{field: str(entry[field]) for field in _TEXTS if isinstance(entry.get(field), str) and entry[field]},
        **({"language_basis": basis} if basis in get_args(LanguageBasis) and basis else {}),
        "name": name,
        "original": _original(folder, entry["original"]),
        "removed": tuple(
            Removed(str(each["text"]), each["reason"], max(1, int(each["count"])))
            for each in entry.get("removed", ())
            if each["reason"] in get_args(Reason)
        ),
        "faults": tuple(Fault(name, str(message), severity="notice") for message in entry.get("doubts", ())),
    }


def _original(folder: Path, name: str) -> Original:
    """Read an original; a name that leads out of the study's folder is no original of it."""
    path = (folder / name).resolve()
    if not path.is_relative_to(folder.resolve()):
        raise ValueError(name)
    return Original(name.rpartition("/")[2], path.read_bytes())
