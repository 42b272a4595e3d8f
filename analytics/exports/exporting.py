"""Any export of an analysis by its format: as contents in memory, and as files."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

from analytics.errors import ExportError
from analytics.exports.dossier import dossier_file
from analytics.exports.exchange.annotations import annotations_file
from analytics.exports.exchange.refi_codebook import codebook_file
from analytics.exports.exchange.refi_project import project_file
from analytics.exports.figure_options import FigureOptions
from analytics.exports.figure_set import figure_files
from analytics.exports.files import make_folder, write_files
from analytics.exports.glyphs import font_notices
from analytics.exports.table_files import TABLE_FORMATS, table_files
from analytics.reviews import review_rows
from analytics.reviews.application import fitting_reviews
from analytics.study.archive import pack_files
from analytics.study.naming import readable_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from analytics.errors import Fault
    from analytics.pipeline import Analysis, Progress

ExportFormat = Literal["csv", "xlsx", "parquet", "json", "qdc", "qdpx", "annotations", "figures", "dossier"]

EXPORT_FORMATS: tuple[ExportFormat, ...] = get_args(ExportFormat)
"""Tables, codebook and project for other programs, web annotations, charts, and everything in one file."""

_ENDINGS = {"xlsx": ".xlsx", "qdc": ".qdc", "qdpx": ".qdpx", "annotations": ".jsonld", "dossier": ".zip"}

_MEDIA_TYPES = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".qdc": "application/xml",
    ".jsonld": "application/ld+json",
}

_PACKED = "application/zip"


@dataclass(frozen=True, slots=True)
class Export:
    """An export in memory.

    Parameters
    ----------
    name : str
        What it is called where nobody says otherwise: a file's name for a format of one file, else a folder's.
    files : mapping of str to bytes
        Content by name; the first is the export itself where the format is one file.
    is_one_file : bool
        Whether it is one file, perhaps with a description beside it.
    notices : tuple of Fault
        What the reader should know, such as letters that no font has.
    """

    name: str
    files: Mapping[str, bytes]
    is_one_file: bool
    notices: tuple[Fault, ...] = ()

    @property
    def download(self) -> tuple[str, bytes, str]:
        """Name, bytes and media type of a single file to download: the file itself, or a zip of several."""
        if self.is_one_file:
            return self.name, next(iter(self.files.values())), _MEDIA_TYPES.get(Path(self.name).suffix, _PACKED)
        return f"{self.name}.zip", pack_files(self.files), _PACKED


def make_export(
    analysis: Analysis,
    file_format: ExportFormat,
    *,
    reviews: pd.DataFrame | None = None,
    figures: FigureOptions | None = None,
    progress: Progress | None = None,
) -> Export:
    """Write an analysis in a format.

    Parameters
    ----------
    analysis : Analysis
        What to write; with the verdicts of reviewers in place where they are to count (`analytics.reviews.apply_reviews`).
    file_format : str
        One of `EXPORT_FORMATS`.
    reviews : pandas.DataFrame, optional
        The reviews that stand, from `analytics.reviews.ReviewStore.reviews`; those of texts that changed since go into the dossier only.
    figures : FigureOptions, optional
        How figures look.
    progress : callable, optional
        Called as ``progress(done, total, what)`` while figures are drawn.

    Returns
    -------
    Export
        The same for the same input; figures also need the same fonts.

    Raises
    ------
    ExportError
        If the format or an option is none there is, or something cannot be drawn.
    """
    if file_format not in EXPORT_FORMATS:
        raise ExportError(f"An analysis is exported as {', '.join(EXPORT_FORMATS)}, not as {file_format!r}.")
    name = _name(analysis, file_format)
    if file_format == "figures":
        return Export(name, figure_files(analysis, figures, progress=progress), is_one_file=False, notices=font_notices(analysis))
    if file_format == "dossier":
        return Export(name, {name: dossier_file(analysis, reviews)}, is_one_file=True)
    rows = None if reviews is None else review_rows(analysis.study, fitting_reviews(analysis.study, reviews).fitting)
    if file_format in TABLE_FORMATS:
        files = table_files(analysis, file_format, reviews=rows, workbook=name)
        return Export(name, files, is_one_file=file_format == "xlsx")
    if file_format == "qdc":
        return Export(name, {name: codebook_file(analysis)}, is_one_file=True)
    write = project_file if file_format == "qdpx" else annotations_file
    return Export(name, {name: write(analysis, rows)}, is_one_file=True)


def download_name(analysis: Analysis, file_format: ExportFormat) -> tuple[str, str]:
    """Name an export before it is made.

    Parameters
    ----------
    analysis : Analysis
        Gives the title.
    file_format : str
        One of `EXPORT_FORMATS`.

    Returns
    -------
    name, media_type : str
        Those of `Export.download`.
    """
    name = _name(analysis, file_format)
    return (name, _MEDIA_TYPES.get(Path(name).suffix, _PACKED)) if file_format in _ENDINGS else (f"{name}.zip", _PACKED)


def _name(analysis: Analysis, file_format: str) -> str:
    return f"{readable_name(analysis.study.title)}{_ENDINGS.get(file_format, f'-{file_format}')}"


def prepare_place(path: Path, file_format: ExportFormat) -> None:
    """Make the folder that an export goes into, before the work.

    Parameters
    ----------
    path : pathlib.Path
        Where to, as in `write_export`.
    file_format : str
        One of `EXPORT_FORMATS`.

    Raises
    ------
    ExportError
        If it cannot be made.
    """
    make_folder(path.parent if _is_file(path, is_one_file=file_format in _ENDINGS) else path)


def write_export(export: Export, path: Path) -> tuple[Path, ...]:
    """Write an export to disk: all of it, or nothing.

    Parameters
    ----------
    export : Export
        From `make_export`.
    path : pathlib.Path
        A format of one file: the file, or a folder that is there. A format of several: a folder, made if need be; or a file that ends in
        ``.zip``. Files of the same names are replaced.

    Returns
    -------
    tuple of pathlib.Path
        The files written.

    Raises
    ------
    ExportError
        If one cannot be written.
    """
    if not _is_file(path, is_one_file=export.is_one_file):
        make_folder(path)
        contents = {path / name: content for name, content in export.files.items()}
    elif export.is_one_file:
        make_folder(path.parent)
        contents = _beside(export, path)
    else:
        make_folder(path.parent)
        contents = {path: pack_files(export.files)}
    write_files(contents)
    return tuple(contents)


def _is_file(path: Path, *, is_one_file: bool) -> bool:
    return not path.is_dir() and (is_one_file or path.suffix.lower() == ".zip")


def _beside(export: Export, path: Path) -> dict[Path, bytes]:
    """Write the file under the name wanted, and what describes it beside it, speaking of that name."""
    (_, main), *others = export.files.items()
    written = {path: main}
    for name, content in others:
        then, now = (
            f'"path": {json.dumps(each, ensure_ascii=False)}'.encode("utf-8", "backslashreplace") for each in (export.name, path.name)
        )
        renamed = content.replace(then, now)
        written[path.with_name(f"{path.stem}.{name}")] = renamed
    return written
