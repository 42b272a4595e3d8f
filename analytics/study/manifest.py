"""A study on disk: ``study.toml`` and the files it names."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING

from analytics.errors import Fault, Severity, StudyError
from analytics.settings import Settings
from analytics.study.archive import is_packed, unpack_study
from analytics.study.codebook import Commitment, read_codebook
from analytics.study.documents import Source, Statement, TextFile, read_text_file
from analytics.study.entries import MANIFEST, ReadManifest, SourceEntry, StatementEntry, read_manifest
from analytics.study.normalisation import normalise_statement

if TYPE_CHECKING:
    from collections.abc import Iterator

CODEBOOK_TIMES = 4
"""How many times as many words as a text a codebook may have."""


@dataclass(frozen=True, slots=True)
class Study:
    """What is compared: a statement with its commitments, and the sources held against it.

    Parameters
    ----------
    title, language : str
        Name of the study, and language of the statement.
    folder : pathlib.Path
        Where it was read from.
    statement : Statement
        The reference text.
    commitments : tuple of Commitment
        In the order of the codebook.
    sources : tuple of Source
        The healthy sources, in the order of the manifest.
    faults : tuple of Fault
        What was left aside or is worth knowing; never fatal ones.
    hashes : tuple of (str, str)
        File and SHA-256 of the statement, of the codebook where there is one, and of each healthy source.
    """

    title: str
    language: str
    folder: Path
    statement: Statement
    commitments: tuple[Commitment, ...]
    sources: tuple[Source, ...]
    faults: tuple[Fault, ...] = ()
    hashes: tuple[tuple[str, str], ...] = ()


def load_study(path: str | Path, *, settings: Settings | None = None) -> Study:
    """Load a study.

    Parameters
    ----------
    path : str or pathlib.Path
        A folder with a ``study.toml``, the path of a manifest, or a study packed into a zip.
    settings : Settings, optional
        Gives the limits of what is read.

    Returns
    -------
    Study
        With the healthy sources and codebook rows; what was left aside is in ``faults``.

    Raises
    ------
    StudyError
        With every fault, if there is no manifest, no statement, no healthy source or no usable codebook row.
    """
    study, faults = _load(Path(path), settings or Settings())
    if study is None:
        raise StudyError(faults)
    return study


def check_study(path: str | Path, *, settings: Settings | None = None) -> tuple[Fault, ...]:
    """List everything wrong with a study.

    Parameters
    ----------
    path, settings
        As for `load_study`.

    Returns
    -------
    tuple of Fault
        Empty if all is well.
    """
    return _load(Path(path), settings or Settings())[1]


def _load(path: Path, settings: Settings) -> tuple[Study | None, tuple[Fault, ...]]:
    """Load a study from its folder, or from a packed one: its texts are in memory before the unpacked files go."""
    if not is_packed(path):
        loader = _Loader(path, settings)
        return loader.load(), tuple(loader.faults)
    with tempfile.TemporaryDirectory(prefix="leftout-") as unpacked:
        try:
            unpack_study(path.read_bytes(), Path(unpacked), path.name)
        except OSError as error:
            fault = Fault(path.name, f"cannot be read ({error.strerror}); expected a packed study. Check the path.")
            return None, (fault,)
        except StudyError as error:
            return None, tuple(error.faults)
        loader = _Loader(Path(unpacked), settings)
        study = loader.load()
    return study and replace(study, folder=path), tuple(loader.faults)


class _Loader:
    """Loads one study and collects its faults on the way."""

    def __init__(self, path: Path, settings: Settings) -> None:
        self.manifest_path = path if path.suffix.lower() == ".toml" else path / MANIFEST
        self.settings = settings
        self.faults: list[Fault] = []
        self.hashes: dict[str, str] = {}

    @property
    def folder(self) -> Path:
        return self.manifest_path.parent

    def load(self) -> Study | None:
        """Return the study, or None if a fault is fatal."""
        manifest = self._manifest()
        if manifest is None:
            return None
        statement = self._statement(manifest)
        commitments = self._commitments(manifest.statement, statement) if manifest.statement and statement else ()
        sources = self._sources(manifest)
        if statement is None or any(fault.severity == "fatal" for fault in self.faults):
            return None
        return Study(
            title=manifest.title,
            language=manifest.language,
            folder=self.folder,
            statement=statement,
            commitments=commitments,
            sources=sources,
            faults=tuple(self.faults),
            hashes=tuple(self.hashes.items()),
        )

    def _manifest(self) -> ReadManifest | None:
        file = self.manifest_path.name
        if not self.manifest_path.exists():
            self.faults.append(_missing_manifest(self.manifest_path))
            return None
        try:
            manifest = read_manifest(read_text_file(self.manifest_path, file, self.settings).text, file)
        except StudyError as error:
            self.faults.extend(error.faults)
            return None
        self.faults.extend(manifest.faults)
        return manifest

    def _statement(self, manifest: ReadManifest) -> Statement | None:
        entry = manifest.statement
        read = self._read(entry.file) if entry else None
        if entry is None or read is None:
            return None
        text = normalise_statement(read.text)
        return Statement(text, manifest.language, entry.file, read.sha256, issuer=entry.issuer, date=entry.date)

    def _commitments(self, entry: StatementEntry, statement: Statement) -> tuple[Commitment, ...]:
        if entry.codebook is None:
            return self._proposed(statement)
        # a codebook repeats the statement in quotes, and adds labels: its words have a limit of their own
        read = self._read(
            entry.codebook, self.settings.model_copy(update={"max_words_per_text": CODEBOOK_TIMES * self.settings.max_words_per_text})
        )
        if read is None:
            return ()
        commitments, faults = read_codebook(read.text, entry.codebook, statement)
        self.faults.extend(faults)
        return commitments

    def _proposed(self, statement: Statement) -> tuple[Commitment, ...]:
        # a study with a codebook needs none of this
        from analytics.study.clauses import propose_commitments

        try:
            return propose_commitments(statement)
        except StudyError as error:
            self.faults.extend(error.faults)
            return ()

    def _sources(self, manifest: ReadManifest) -> tuple[Source, ...]:
        sources = tuple(source for entry in manifest.sources if (source := self._source(entry)))
        self.faults.extend(_same_texts(sources))
        if not sources and not any(fault.severity == "fatal" for fault in self.faults):
            message = "none of its sources can be used; expected at least one article. Mend the sources, or add one."
            self.faults.append(Fault(self.manifest_path.name, message))
        return sources

    def _source(self, entry: SourceEntry) -> Source | None:
        read = self._read(entry.file, severity="left aside", source=entry.id)
        if read is None:
            return None
        given = entry.model_dump(exclude={"file"})
        return Source(text=read.text, file=entry.file, sha256=read.sha256, **given)

    def _read(
        self, file: str, settings: Settings | None = None, *, severity: Severity = "fatal", source: str | None = None
    ) -> TextFile | None:
        """Read a file of the study; on failure note the fault and return None."""
        problem = _path_problem(file, self.folder)
        if problem:
            self.faults.append(Fault(file, problem, severity=severity, source=source))
            return None
        try:
            read = read_text_file(self.folder / file, file, settings or self.settings, severity=severity, source=source)
        except StudyError as error:
            self.faults.extend(error.faults)
            return None
        self.hashes[file] = read.sha256
        return read


def _same_texts(sources: tuple[Source, ...]) -> Iterator[Fault]:
    """Tell of articles that are there twice: both count wherever sources are compared."""
    first: dict[str, str] = {}
    for source in sources:
        earlier = first.setdefault(source.text, source.id)
        if earlier != source.id:
            message = f"source {source.id!r} has the very text of source {earlier!r}, so it counts twice. Remove one if that is a mistake."
            yield Fault(source.file, message, severity="notice", source=source.id)


def _missing_manifest(manifest_path: Path) -> Fault:
    folder = manifest_path.parent
    if not folder.exists():
        message = "does not exist; expected a folder with a study.toml. Check the path."
        return Fault(str(folder), message)
    if not folder.is_dir():
        message = "is a file; expected a folder with a study.toml, or a manifest that ends in .toml. Name the folder."
        return Fault(str(folder), message)
    message = f"is not in the folder {folder}; expected the manifest of a study there. Name another folder, or write a manifest."
    return Fault(manifest_path.name, message)


def _path_problem(file: str, folder: Path) -> str | None:
    """Tell why a path may not be followed; None if it stays inside the folder."""
    # a manifest may come from another system: both ways of writing paths count
    written = [PurePosixPath(file), PureWindowsPath(file)]
    if any(path.is_absolute() or path.drive or path.root or ".." in path.parts for path in written):
        return "leaves the folder of the study; expected a path relative to it. Copy the file into the folder and name it there."
    try:
        is_inside = (folder / file).resolve().is_relative_to(folder.resolve())
    except UnicodeEncodeError:
        return "has a name that this system cannot write; expected one it can. Rename the file, or set a UTF-8 locale."
    except (OSError, RuntimeError):
        return "cannot be followed (a link to itself?); expected a text file. Replace the link by the file."
    if not is_inside:
        return "is a link that leads out of the folder of the study; expected a file inside it. Copy the file into the folder."
    return None
