"""Names that stay the same from one export to the next, so that programs merge instead of doubling."""

from __future__ import annotations

import datetime
import uuid
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analytics.study.documents import Source
    from analytics.study.manifest import Study

_HOME = uuid.uuid5(uuid.NAMESPACE_URL, "urn:leftout:exchange")

_NO_DAY = datetime.date(2000, 1, 1)


class Identifiers:
    """Identifiers of the parts of one study.

    Parameters
    ----------
    study : Study
        Decides them: the same statement gives the same.
    """

    def __init__(self, study: Study) -> None:
        self._root = uuid.uuid5(_HOME, study.statement.sha256)

    def of(self, kind: str, *names: str) -> str:
        """Return the identifier of a part, in upper case as REFI-QDA has it."""
        return str(uuid.uuid5(self._root, "\0".join((kind, *names)))).upper()

    def code(self, commitment: str) -> str:
        """Return the identifier of the code of a commitment."""
        return self.of("commitment", commitment)

    def verdict(self, verdict: str) -> str:
        """Return the identifier of the code of a verdict."""
        return self.of("verdict", verdict)

    def source(self, source: Source) -> str:
        """Return the identifier of a source; another text is another source, since places differ."""
        return self.of("source", source.id, source.sha256)

    def user(self, name: str) -> str:
        """Return the identifier of a coder."""
        return self.of("user", name)


def day_of(study: Study) -> str:
    """Say when the program's codings are dated: the last day that the study names, so that a file does not change by being made again.

    Parameters
    ----------
    study : Study
        Names days of the statement and the sources.

    Returns
    -------
    str
        Midnight UTC of that day in ISO 8601; of 1 January 2000 where no day is known.
    """
    days = [study.statement.date, *(source.date for source in study.sources)]
    return f"{max([day for day in days if day] or [_NO_DAY]).isoformat()}T00:00:00Z"


def code_name(commitment: str, label: str) -> str:
    """Name the code of a commitment so that a person knows it and its id can be read again.

    Parameters
    ----------
    commitment, label : str
        Id and short name.

    Returns
    -------
    str
        Such as ``6c · Supply chains``.
    """
    return f"{commitment} · {label}"
