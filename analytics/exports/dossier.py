"""Everything about an analysis in one file: what it was made from, what came out, and enough to make it again."""

from __future__ import annotations

import hashlib
import json
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from analytics.errors import ExportError
from analytics.exports.report import render_report
from analytics.exports.tables import ANALYSIS_FILE, analysis_json, csv_bytes
from analytics.schema import TABLES
from analytics.study.archive import is_packed, pack_files, unpack_files
from analytics.study.entries import MANIFEST

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from analytics.pipeline import Analysis
    from analytics.study.manifest import Study

CONTENTS_FILE = "dossier.json"
"""Names every other file with its hash, and the settings."""

REVIEWS_FILE = "reviews/reviews.json"
STUDY_FOLDER = "study/"
TABLE_FOLDER = "tables/"

EDITION = 1
"""Edition of the form of a dossier; a reader refuses a later one."""

_ABOUT = """\
This is a dossier of an analysis by Leftout {version}.

study/     statement, articles, codebook, and the manifest that names them
tables/    every table, as CSV
reviews/   verdicts of reviewers, where there are any
report.html     the report; it opens in any browser, without a network
analysis.json   versions, settings, hashes of weights and texts
dossier.json    every file here with its SHA-256

To make the analysis again from the study and compare every table:  leftout verify THIS-FILE
"""


def dossier_file(analysis: Analysis, reviews: pd.DataFrame | None = None) -> bytes:
    """Pack an analysis with all that it was made from.

    Parameters
    ----------
    analysis : Analysis
        What came out.
    reviews : pandas.DataFrame, optional
        The reviews that stand in it, from `analytics.reviews.ReviewStore.reviews`.

    Returns
    -------
    bytes
        A zip; see ``README.txt`` in it. The same input gives the same bytes.

    Raises
    ------
    ExportError
        If a text of the study was changed or removed since it was read.
    """
    study = analysis.study
    files = {f"{STUDY_FOLDER}{name}": content for name, content in study_files(study).items()}
    files |= {f"{TABLE_FOLDER}{name}.csv": csv_bytes(analysis.table(name), name) for name in TABLES}
    files |= {ANALYSIS_FILE: analysis_json(analysis), "report.html": render_report(analysis, "html")}
    if reviews is not None and not reviews.empty:
        files[REVIEWS_FILE] = _json(reviews.to_dict("records"))
    files["README.txt"] = _ABOUT.format(version=analysis.provenance["leftout"]).encode("utf-8")
    contents = {
        "dossier": EDITION,
        "leftout": analysis.provenance["leftout"],
        "title": study.title,
        "settings": analysis.settings.reported(),
        "files": {name: hashlib.sha256(content).hexdigest() for name, content in sorted(files.items())},
    }
    return pack_files({**files, CONTENTS_FILE: _json(contents)})


def study_files(study: Study) -> dict[str, bytes]:
    """Gather the files of a study that were analysed.

    Parameters
    ----------
    study : Study
        As loaded.

    Returns
    -------
    dict of str to bytes
        Content by path: the files as they are, and a manifest that names them and no other.

    Raises
    ------
    ExportError
        If one was changed or removed since it was read.
    """
    read = _packed_files(study) if is_packed(study.folder) else _FolderFiles(study)
    files = {}
    for name, sha256 in study.hashes:
        content = read.get(name)
        if content is None or hashlib.sha256(content).hexdigest() != sha256:
            raise ExportError(f"{name} was changed or removed since the study was read. Load the study again, then export.")
        files[PurePosixPath(name.replace("\\", "/")).as_posix()] = content
    return {MANIFEST: "\n".join(_manifest(study)).encode("utf-8"), **files}


class _FolderFiles:
    """Reads files of a folder by name."""

    def __init__(self, study: Study) -> None:
        self._folder = study.folder

    def get(self, name: str) -> bytes | None:
        """Return the content of a file; None if it cannot be read."""
        try:
            return (self._folder / name).read_bytes()
        except OSError:
            return None


def _packed_files(study: Study) -> dict[str, bytes]:
    try:
        files = unpack_files(study.folder.read_bytes(), study.folder.name)
    except OSError:
        raise ExportError(f"{study.folder.name} was removed since the study was read. Load the study again, then export.") from None
    manifests = sorted((name for name in files if PurePosixPath(name).name == MANIFEST), key=lambda name: name.count("/"))
    top = manifests[0].removesuffix(MANIFEST) if manifests else ""
    return {name.removeprefix(top): content for name, content in files.items() if name.startswith(top)}


def _manifest(study: Study) -> Iterator[str]:
    """Write the manifest of the parts that were analysed, line by line."""
    statement, sources = study.statement, study.sources
    texts = {statement.file, *(source.file for source in sources)}
    codebook = next((name for name, _ in study.hashes if name not in texts), "")
    yield from _entries(title=study.title, language=study.language)
    yield "\n[statement]"
    yield from _entries(file=statement.file, issuer=statement.issuer, date=statement.date, codebook=codebook)
    for source in sources:
        yield "\n[[sources]]"
        yield from _entries(
            id=source.id,
            outlet=source.outlet,
            file=source.file,
            url=source.url,
            date=source.date,
            language=source.language,
            title=source.title,
            group=source.group,
        )
    yield ""


def _entries(**values: object) -> Iterator[str]:
    """Write what is known; a JSON string is a TOML string, whatever it holds."""
    for key, value in values.items():
        if value not in (None, ""):
            yield f"{key} = {json.dumps(str(value), ensure_ascii=False)}"


def _json(value: Any) -> bytes:  # noqa: ANN401  whatever JSON can hold
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "backslashreplace")
