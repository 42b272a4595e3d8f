"""Is a dossier what it says, and does the same come out when it is made again?"""

from __future__ import annotations

import hashlib
import io
import json
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
from pydantic import ValidationError

from analytics.errors import AnalyticsError, Fault, StudyError
from analytics.exports.dossier import CONTENTS_FILE, EDITION, REVIEWS_FILE, STUDY_FOLDER, TABLE_FOLDER
from analytics.exports.tables import ANALYSIS_FILE, csv_bytes
from analytics.pipeline import analyze
from analytics.reviews import apply_reviews
from analytics.schema import TABLES, VERDICTS
from analytics.settings import OF_THE_MACHINE, Settings
from analytics.study import load_study
from analytics.study.archive import unpack_files
from analytics.study.shortening import shorten

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from analytics.pipeline import Analysis, Progress

_SHOWN_CHARACTERS = 60


@dataclass(frozen=True, slots=True)
class Verification:
    """What came out of verifying a dossier.

    Parameters
    ----------
    differences : tuple of str
        A sentence for each file that is damaged and each table that came out differently; none where all is the same.
    notices : tuple of str
        What is not the same as then but decides nothing by itself, such as versions.
    tables : int
        Tables that were made again and compared.
    """

    differences: tuple[str, ...]
    notices: tuple[str, ...]
    tables: int

    @property
    def is_identical(self) -> bool:
        """Whether nothing differs."""
        return not self.differences


def verify_dossier(path: Path, *, use_cache: bool = True, progress: Progress | None = None) -> Verification:
    """Check every file of a dossier by its hash, make the analysis again, and compare every table with the one in the dossier.

    Parameters
    ----------
    path : pathlib.Path
        The zip.
    use_cache : bool, default True
        Whether vectors of texts seen before are taken from disk.
    progress : callable, optional
        As in `analytics.pipeline.analyze`.

    Returns
    -------
    Verification
        The report is checked by its hash and not drawn again: it depends on the fonts of a machine.

    Raises
    ------
    StudyError
        If the file is no dossier, or unsafe to unpack. Nothing of it is written but its study, into a folder that is removed.
    """
    files = unpack_files(_content(path), path.name)
    contents = _contents(files, path.name)
    damaged = tuple(_damages(files, contents["files"]))
    try:
        given = {name: value for name, value in contents["settings"].items() if name not in OF_THE_MACHINE}
        settings = Settings(**given, use_cache=use_cache)
        again = _made_again(files, settings, progress)
        contradictions = tuple(_contradictions(files, contents, again.study.title))
    except (AnalyticsError, ValidationError, TypeError, OSError) as error:
        return Verification((*damaged, f"The analysis cannot be made again: {error}"), (), 0)
    stored = {name: files[f"{TABLE_FOLDER}{name}.csv"] for name in TABLES if f"{TABLE_FOLDER}{name}.csv" in files}
    differing = tuple(difference for name, content in stored.items() if (difference := _difference(name, content, again)))
    return Verification((*damaged, *contradictions, *differing), tuple(_notices(files, again, set(stored))), len(stored))


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise _refused(str(path), f"cannot be read ({error.strerror or error}); expected a dossier. Check the path.") from None


def _contents(files: Mapping[str, bytes], file: str) -> dict[str, Any]:
    """Read the list of contents."""
    try:
        contents = json.loads(files[CONTENTS_FILE])
        is_sound = isinstance(contents["files"], dict) and isinstance(contents["settings"], dict)
        edition = int(contents["dossier"])
    except (KeyError, TypeError, ValueError, RecursionError):
        is_sound, edition, contents = False, 0, {}
    if not is_sound:
        raise _refused(file, f"holds no sound {CONTENTS_FILE}; expected a dossier. Export it again.")
    if edition > EDITION:
        raise _refused(file, f"is a dossier of edition {edition}; this version reads up to {EDITION}. Use a newer version of leftout.")
    return dict(contents)


def _damages(files: Mapping[str, bytes], listed: Mapping[str, str]) -> Iterator[str]:
    for name, sha256 in listed.items():
        if name not in files:
            yield f"{shorten(name, _SHOWN_CHARACTERS)} is missing from the dossier."
        elif hashlib.sha256(files[name]).hexdigest() != sha256:
            yield f"{shorten(name, _SHOWN_CHARACTERS)} was changed after the dossier was made."
    for name in files:
        if name not in listed and name != CONTENTS_FILE:
            yield f"{shorten(name, _SHOWN_CHARACTERS)} was added after the dossier was made."


def _contradictions(files: Mapping[str, bytes], contents: Mapping[str, Any], title: str) -> Iterator[str]:
    """Compare what the list of contents says of itself, which no hash covers, with what the files say that it lists."""
    then = _provenance(files)
    said = _by_name(contents.get("title"), contents.get("leftout"), contents["settings"])
    found = _by_name(title, then.get("leftout"), then.get("settings", {}))
    for name in sorted({*said, *found} if then else {"title"}):
        if said.get(name) != found.get(name):
            was, is_now = (shorten(json.dumps(parts.get(name), ensure_ascii=False), _SHOWN_CHARACTERS) for parts in (said, found))
            yield f"{CONTENTS_FILE} says {name} {was}, where the files that it lists say {is_now}."


def _by_name(title: object, version: object, settings: object) -> dict[str, object]:
    named = (
        {f"setting {name}": value for name, value in settings.items() if name not in OF_THE_MACHINE} if isinstance(settings, dict) else {}
    )
    return {"title": title, "leftout": version, **named}


def _provenance(files: Mapping[str, bytes]) -> dict[str, Any]:
    try:
        then = json.loads(files[ANALYSIS_FILE])["provenance"]
    except (KeyError, ValueError, TypeError):
        return {}
    return then if isinstance(then, dict) else {}


def _made_again(files: Mapping[str, bytes], settings: Settings, progress: Progress | None) -> Analysis:
    with tempfile.TemporaryDirectory(prefix="leftout-") as folder:
        for name, content in files.items():
            if name.startswith(STUDY_FOLDER):
                target = Path(folder) / name
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content)
        study = load_study(Path(folder) / STUDY_FOLDER, settings=settings)
        analysis = analyze(study, settings, progress=progress)
    reviews = _reviews(files)
    return analysis if reviews is None else apply_reviews(analysis, reviews)


def _reviews(files: Mapping[str, bytes]) -> pd.DataFrame | None:
    if REVIEWS_FILE not in files:
        return None
    try:
        rows = json.loads(files[REVIEWS_FILE])
    except (ValueError, RecursionError) as error:
        raise _refused(REVIEWS_FILE, f"cannot be read ({error}); expected the reviews of a dossier. Export it again.") from None
    if not isinstance(rows, list):
        raise _refused(REVIEWS_FILE, "is no list; expected the reviews of a dossier. Export it again.")
    for number, row in enumerate(rows, 1):
        wrong = next((name for name, is_sound in _REVIEW.items() if not (isinstance(row, dict) and is_sound(row.get(name)))), None)
        if wrong is not None:
            raise _refused(REVIEWS_FILE, f"holds no sound {wrong} in review {number}; expected those of a dossier. Export it again.")
    return pd.DataFrame([[row[name] for name in _REVIEW] for row in rows], columns=list(_REVIEW)).astype("str")


def _is_text(value: object) -> bool:
    return isinstance(value, str) and not any("\ud800" <= sign <= "\udfff" for sign in value)


def _are_spans(value: object) -> bool:
    """Tell whether a text lists the spans of passages as reviews hold them."""
    try:
        spans = json.loads(value) if isinstance(value, str) else None
    except (ValueError, RecursionError):
        return False
    return isinstance(spans, list) and all(
        isinstance(span, list) and len(span) == _ENDS and all(type(end) is int for end in span) and 0 <= span[0] < span[1] < _NO_TEXT
        for span in spans
    )


_ENDS = 2
_NO_TEXT = 2**31
"""No text has so many characters."""

_REVIEW: dict[str, Callable[[object], bool]] = {
    **dict.fromkeys(("source", "commitment", "source_sha256", "quote_sha256", "reviewer", "route"), _is_text),
    "verdict": lambda value: value in VERDICTS,
    "evidence": _are_spans,
}
"""What a review must hold so that it can be put in place, and how that is told."""


def _difference(name: str, then: bytes, again: Analysis) -> str | None:
    """Say where a table differs first; None where it is the same to the byte."""
    now = csv_bytes(again.table(name), name)
    if now == then:
        return None
    try:
        before, after = (pd.read_csv(io.BytesIO(content), dtype=str, keep_default_na=False) for content in (then, now))
    except (ValueError, UnicodeDecodeError):
        return f"{name}.csv of the dossier cannot be read."
    if list(before.columns) != list(after.columns):
        return f"{name}.csv has other columns: {', '.join(sorted({*before.columns} ^ {*after.columns})) or 'the same in another order'}."
    if len(before) != len(after):
        return f"{name}.csv had {len(before)} rows and has {len(after)} now."
    unequal = before != after
    row = int(unequal.any(axis=1).to_numpy().argmax())
    column = str(unequal.columns[unequal.iloc[row]][0]) if unequal.to_numpy().any() else before.columns[0]
    key = ", ".join(f"{part} {shorten(before[part].iloc[row], 30)}" for part in TABLES[name].key if part in before)
    was, is_now = (repr(shorten(frame[column].iloc[row], _SHOWN_CHARACTERS)) for frame in (before, after))
    rows = f"{int(unequal.any(axis=1).sum())} of {len(before)} rows"
    return f"{name}.csv differs in {rows}; first in {key}: {column} was {was}, is {is_now}.{_only_numbers(before, after, unequal)}"


def _only_numbers(before: pd.DataFrame, after: pd.DataFrame, unequal: pd.DataFrame) -> str:
    """Say by how much numbers differ where nothing else does, which is how another kind of processor shows; else nothing."""
    columns = [column for column in unequal if unequal[column].any()]
    if not columns:
        return ""
    then, now = (frame[columns].apply(pd.to_numeric, errors="coerce") for frame in (before, after))
    is_number = then.notna() & now.notna()
    if not is_number.where(unequal[columns], other=True).to_numpy().all():
        return ""
    furthest = (then - now).abs().where(unequal[columns]).max()
    column = str(furthest.idxmax())
    return f" Only numbers differ, by {furthest[column]:.2g} at most (in {column}); another kind of processor rounds otherwise."


def _notices(files: Mapping[str, bytes], again: Analysis, compared: set[str]) -> Iterator[str]:
    """Tell of versions, settings and weights that are not those of then, and of tables that did not exist."""
    for part, then in _provenance(files).items():
        values = then if isinstance(then, dict) else {"": then}
        now = again.provenance.get(part)
        now = now if isinstance(now, dict) else {"": now}
        for key in sorted({*values, *now}):
            if values.get(key) != now.get(key):
                yield f"{f'{part} {key}'.strip()}: {shorten(str(values.get(key)), 40)} then, {shorten(str(now.get(key)), 40)} now."
    new = [name for name in TABLES if name not in compared]
    if new:
        yield f"Tables that the dossier does not have: {', '.join(new)}."


def _refused(file: str, message: str) -> StudyError:
    return StudyError([Fault(file, message)])
