"""Everything that can go wrong, said in sentences.

A message states what was found, what was expected and what to do. Faults of an input are collected and reported together;
only then is an exception raised.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["fatal", "left aside", "notice"]
"""How far a fault reaches: nothing can be analysed; one source or row is left aside; worth knowing."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with an input.

    Parameters
    ----------
    file : str
        The file at fault, relative to the study's folder where it lies inside it.
    message : str
        One sentence or two: what was found, what was expected, what to do.
    row : int, optional
        Line of the file, counted from 1 with the header, where the file has lines.
    severity : {"fatal", "left aside", "notice"}
        How far the fault reaches.
    source : str, optional
        Id of the source concerned, where it is one.
    """

    file: str
    message: str
    row: int | None = None
    severity: Severity = "fatal"
    source: str | None = None

    def __str__(self) -> str:
        where = self.file if self.row is None else f"{self.file}, row {self.row}"
        return f"{where}: {self.message}"


class AnalyticsError(Exception):
    """Base of all errors that are the input's or the surroundings' fault, not the program's."""


class StudyError(AnalyticsError, ValueError):
    """A study cannot be analysed as it stands.

    Parameters
    ----------
    faults : sequence of Fault
        Every fault found, not only the first.
    """

    def __init__(self, faults: tuple[Fault, ...] | list[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


class ReadError(StudyError):
    """A file cannot be read: what it holds is not what its reader expects, or it passes a limit."""


class SettingsError(AnalyticsError, ValueError):
    """A setting lies outside its range."""


class LanguageError(AnalyticsError, ValueError):
    """A text is in a language that the step cannot work in."""


class CodebookError(AnalyticsError, ValueError):
    """A codebook cannot be changed in the way asked for."""


class LibraryError(AnalyticsError, OSError):
    """A saved study is not there, or studies cannot be saved where they should."""


class DraftError(AnalyticsError, OSError):
    """A study in the making cannot be kept on disk."""


class EncoderError(AnalyticsError, RuntimeError):
    """The encoder or its weights cannot be used."""


class ModelError(AnalyticsError, ValueError):
    """The weights of a model are missing, damaged or made for other features."""


class KeyphraseError(AnalyticsError, RuntimeError):
    """Keyphrases could not be extracted from a text that has words."""


class SchemaError(AnalyticsError, ValueError):
    """A table does not have the columns that its schema promises."""


class ExportError(AnalyticsError, OSError):
    """A file could not be written."""


class ReviewError(AnalyticsError, OSError):
    """Reviews could not be read or kept: their database is locked, read-only, damaged or of another schema, or the review is unfit."""


class UndefinedMeasureWarning(UserWarning):
    """A measure has no meaning for the data it was given; its value is NaN."""
