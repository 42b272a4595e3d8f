"""Texts of a study: the statement and the sources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime


@dataclass(frozen=True, slots=True)
class Statement:
    """The reference text. Every span of a commitment refers to `text`.

    Parameters
    ----------
    text : str
        The normalised text: no page separators, no markup, no line breaks inside paragraphs.
    language : str
        Language code, such as ``en``.
    file : str
        File it was read from, relative to the study's folder.
    sha256 : str
        Hash of the file's bytes.
    issuer, date : optional
        Who issued it, and when.
    """

    text: str
    language: str
    file: str
    sha256: str
    issuer: str = ""
    date: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """One article. Every span of evidence refers to `text`, which is never changed after reading.

    Parameters
    ----------
    id : str
        Unique name within the study.
    outlet : str
        Who published it.
    text : str
        The stored text.
    file, sha256 : str
        Where it was read from, and the hash of the file's bytes.
    language : str or None
        Language code, or None where the manifest does not give it.
    title, url, group : str
        Headline, address, group of outlets; empty where unknown.
    date : datetime.date or None
        Day of publication.
    """

    id: str
    outlet: str
    text: str
    file: str
    sha256: str
    language: str | None = None
    title: str = ""
    url: str = ""
    group: str = ""
    date: datetime.date | None = None
