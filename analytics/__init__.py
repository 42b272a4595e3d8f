"""Shows what each outlet kept of a statement, and what it left out.

The public names below are loaded when first used, so that ``import analytics`` is quick and draws in neither Streamlit nor Altair.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analytics.errors import (
        AnalyticsError,
        CodebookError,
        EncoderError,
        ExportError,
        Fault,
        KeyphraseError,
        LanguageError,
        LibraryError,
        ModelError,
        ReadError,
        ReviewError,
        SchemaError,
        SettingsError,
        StudyError,
        UndefinedMeasureWarning,
    )
    from analytics.exports.exporting import Export, make_export, write_export
    from analytics.exports.verification import verify_dossier
    from analytics.intake import Copy, CreatedStudy, create_study, find_copies, read_file, read_files, read_paths
    from analytics.measures.keywords import extract_keywords
    from analytics.pipeline import Analysis, analyze
    from analytics.reviews import ReviewStore, apply_reviews, import_reviews
    from analytics.settings import ReadLimits, Settings
    from analytics.study.clauses import split_statement
    from analytics.study.codebook import Commitment
    from analytics.study.documents import Source, Statement
    from analytics.study.manifest import Study, check_study, load_study
    from analytics.study.readers import ReadDocument
    from analytics.study.shipped import shipped_study

__version__ = "0.1.0"

_HOMES = {
    "analytics.errors": (
        "AnalyticsError",
        "CodebookError",
        "EncoderError",
        "ExportError",
        "Fault",
        "KeyphraseError",
        "LanguageError",
        "LibraryError",
        "ModelError",
        "ReadError",
        "ReviewError",
        "SchemaError",
        "SettingsError",
        "StudyError",
        "UndefinedMeasureWarning",
    ),
    "analytics.intake": ("Copy", "CreatedStudy", "create_study", "find_copies", "read_file", "read_files", "read_paths"),
    "analytics.exports.exporting": ("Export", "make_export", "write_export"),
    "analytics.exports.verification": ("verify_dossier",),
    "analytics.measures.keywords": ("extract_keywords",),
    "analytics.pipeline": ("Analysis", "analyze"),
    "analytics.reviews": ("ReviewStore", "apply_reviews", "import_reviews"),
    "analytics.settings": ("ReadLimits", "Settings"),
    "analytics.study.clauses": ("split_statement",),
    "analytics.study.codebook": ("Commitment",),
    "analytics.study.documents": ("Source", "Statement"),
    "analytics.study.manifest": ("Study", "check_study", "load_study"),
    "analytics.study.readers": ("ReadDocument",),
    "analytics.study.shipped": ("shipped_study",),
}
_HOME = {name: module for module, names in _HOMES.items() for name in names}

__all__ = [
    "Analysis",
    "AnalyticsError",
    "CodebookError",
    "Commitment",
    "Copy",
    "CreatedStudy",
    "EncoderError",
    "Export",
    "ExportError",
    "Fault",
    "KeyphraseError",
    "LanguageError",
    "LibraryError",
    "ModelError",
    "ReadDocument",
    "ReadError",
    "ReadLimits",
    "ReviewError",
    "ReviewStore",
    "SchemaError",
    "Settings",
    "SettingsError",
    "Source",
    "Statement",
    "Study",
    "StudyError",
    "UndefinedMeasureWarning",
    "__version__",
    "analyze",
    "apply_reviews",
    "check_study",
    "create_study",
    "extract_keywords",
    "find_copies",
    "import_reviews",
    "load_study",
    "make_export",
    "read_file",
    "read_files",
    "read_paths",
    "shipped_study",
    "split_statement",
    "verify_dossier",
    "write_export",
]


def __getattr__(name: str) -> object:
    """Load a public name from its home when it is first used."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
