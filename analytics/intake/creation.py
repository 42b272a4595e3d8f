"""A statement and articles in, a study on disk out."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from analytics.errors import Fault, ReadError, StudyError
from analytics.intake.bylines import with_byline
from analytics.intake.codebooks import read_codebook_file
from analytics.intake.copies import find_copies
from analytics.intake.days import iso_day
from analytics.intake.folder import CODEBOOK_FILE, STATEMENT_FILE, Entry, separated_lines, study_files, told_outlet
from analytics.intake.mastheads import Masthead, read_masthead
from analytics.intake.reading import read_paths
from analytics.intake.theme_schemes import STATEMENT_THEMES, assign_scheme
from analytics.intake.titles import TITLE_CHARACTERS, proposed_title
from analytics.language.encoder import LANGUAGES
from analytics.language.reading import count_read_words
from analytics.language.source_languages import settle_languages
from analytics.schema import ACT_STRENGTH
from analytics.settings import ReadLimits
from analytics.study.acts import DEFAULT_ACT, judges_acts
from analytics.study.clauses import propose_split
from analytics.study.documents import Statement
from analytics.study.language_codes import canonical_language, language_name
from analytics.study.manifest import Study, load_study
from analytics.study.normalisation import normalise_statement
from analytics.study.readers import ReadDocument
from analytics.study.readers.cleaning import rough_words
from analytics.study.shortening import shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from analytics.language.encoder import Encoder
    from analytics.study.clauses import LeftOut
    from analytics.study.codebook import Commitment

LEFT_OUT_BECAUSE: dict[str, str] = {
    "meeting": "only says that they met or talked",
    "occasion": "only names the occasion",
    "lead-in": "only announces the text below it",
}
"""Why a clause is left out of the commitments, in words, by its kind."""

LEFT_OUT_CHARACTERS = 100
"""Longest quotation of such a clause in a message."""

MOST_ROUNDS = 5
"""Times that a statement is normalised until it no longer changes."""


@dataclass(frozen=True, slots=True)
class CreatedStudy:
    """A study that was written, and what was understood on the way.

    Parameters
    ----------
    folder : pathlib.Path
        Where it lies.
    study : Study
        As loaded from there.
    understood : tuple of str
        What was taken from the files, a sentence for the statement and one for each article.
    faults : tuple of Fault
        Files left aside, copies, doubts.
    """

    folder: Path
    study: Study
    understood: tuple[str, ...]
    faults: tuple[Fault, ...]


def create_study(
    folder: str | Path,
    *,
    statement: ReadDocument | str | Path,
    articles: Iterable[ReadDocument] | str | Path,
    codebook: str | Path | Sequence[Commitment] | None = None,
    title: str | None = None,
    language: str | None = None,
    theme_scheme: str | None = None,
    column_map: Mapping[str, str] | None = None,
    limits: ReadLimits | None = None,
    encoder: Encoder | None = None,
    tells_copies: bool = True,
) -> CreatedStudy:
    """Write a study folder from a statement and articles.

    Parameters
    ----------
    folder : str or pathlib.Path
        Where to; made if need be, and empty or not there before.
    statement : ReadDocument, str or pathlib.Path
        The reference text, read already or as a file. Of a file, issuer and day are read from its head where it does not give them.
    articles : iterable of ReadDocument, str or pathlib.Path
        The articles, read already or as a file or a folder. Of files, what their heads say of them is filled in (`with_byline`).
    codebook : str, pathlib.Path or sequence of Commitment, optional
        The commitments: a file (CSV, XLSX, REFI-QDA ``.qdc``) or ready ones; proposed from the statement where none are given.
    title : str, optional
        Name of the study; without it, that of the statement.
    language : str, optional
        Language of the statement; told from its text without it.
    theme_scheme : {"statement", "policy", "study"}, optional
        Which themes proposed commitments get: those of the statement itself (the default) or a shipped scheme,
        see `analytics.study.schemes`. A codebook keeps its own.
    column_map : mapping of str to str, optional
        Columns of tables by field, see `analytics.intake.read_file`.
    limits : ReadLimits, optional
        How much is read.
    encoder : Encoder, optional
        For schemes; the shipped one without it.
    tells_copies : bool, optional
        Whether copies among the articles are looked for and told of; with thousands of articles it takes half of the time.

    Returns
    -------
    CreatedStudy
        The files brought are copied into ``originals``, and what was cut away stands in ``reading.json``.

    Raises
    ------
    StudyError
        If the folder is not empty, the statement cannot be read or split, or no article can be read. Then nothing is written.
    """
    folder, limits = Path(folder), limits or ReadLimits()
    _require_free(folder)
    told = _the_statement(statement, language, limits)
    read, faults = _the_articles(articles, limits, column_map)
    text = stable_statement(told.text)
    language = _language(language) or told.language or "en"
    reference = Statement(text, language, STATEMENT_FILE, told.sha256)
    commitments, doubts = _the_commitments(codebook, reference, theme_scheme, encoder, limits)
    # who has read the statement already has also said who issued it and when, or that nobody knows
    masthead = Masthead("", "") if isinstance(statement, ReadDocument) else read_masthead(text, language)
    day = iso_day(told.date, language) or masthead.day
    issuer = told.outlet or masthead.issuer or told.author
    files, entries = study_files(
        title=shorten(title, TITLE_CHARACTERS) if title else proposed_title(told, text, language),
        language=language,
        statement=replace(told, text=text, date=day, outlet=issuer),
        commitments=commitments,
        articles=_dated(read),
    )
    study = _write(folder, files)
    languages, doubted = settle_languages(study, LANGUAGES)
    copies = _of_copies(read, entries) if tells_copies else []
    faults = [*told.faults, *faults, *doubts, *_of_articles(read, entries), *copies, *_loaded(study, entries, doubted)]
    return CreatedStudy(folder, study, _understood(told, study, entries, languages), tuple(dict.fromkeys(faults)))


def stable_statement(text: str) -> str:
    """Normalise a statement until reading the file written of it gives it again, so that this is the text that spans refer to."""
    text = normalise_statement(text)
    for _ in range(MOST_ROUNDS):
        before, text = text, normalise_statement(separated_lines(text))
        if text == before:
            break
    return text


def _require_free(folder: Path) -> None:
    if folder.is_dir() and not any(folder.iterdir()):
        return
    if folder.exists() or folder.is_symlink():
        what = "is a folder that is not empty" if folder.is_dir() else "is a file"
        message = f"{what}; expected an empty folder, or a name that is not taken. Name another one."
        raise StudyError([Fault(str(folder), message)])


def _the_statement(given: ReadDocument | str | Path, language: str | None, limits: ReadLimits) -> ReadDocument:
    if isinstance(given, ReadDocument):
        return given
    path = Path(given)
    if path.is_dir():
        raise StudyError([Fault(str(path), "is a folder; expected the file of one statement. Name the file.")])
    documents, faults = read_paths(path, limits=limits, language=language)
    fatal = [replace(fault, severity="fatal") for fault in faults if fault.severity != "notice"]
    if not documents:
        raise ReadError(fatal)
    if len(documents) > 1:
        message = f"holds {len(documents)} texts; expected one statement. Bring the statement as a file of its own."
        raise ReadError([Fault(path.name, message)])
    return replace(documents[0], faults=(*documents[0].faults, *faults))


def _the_articles(
    given: Iterable[ReadDocument] | str | Path, limits: ReadLimits, columns: Mapping[str, str] | None
) -> tuple[tuple[ReadDocument, ...], list[Fault]]:
    if isinstance(given, (str, Path)):
        documents, faults = read_paths(given, limits=limits, columns=columns)
        documents = tuple(map(with_byline, documents))
    else:
        documents, faults = tuple(given), ()
    if not documents:
        message = "gave no article; expected at least one text. Add articles, or mend what is named above."
        raise StudyError([*faults, Fault(str(given) if isinstance(given, (str, Path)) else "articles", message)])
    return documents, list(faults)


def _the_commitments(
    given: str | Path | Sequence[Commitment] | None, statement: Statement, scheme: str | None, encoder: Encoder | None, limits: ReadLimits
) -> tuple[tuple[Commitment, ...], tuple[Fault, ...]]:
    if given is None:
        split = propose_split(statement)
        told = (*_of_acts(statement), *(_of_left_out(each, statement.file) for each in split.left_out))
        if scheme in (None, STATEMENT_THEMES):
            return split.commitments, told
        return assign_scheme(split.commitments, str(scheme), encoder=encoder), told
    if not isinstance(given, (str, Path)):
        return tuple(given), ()
    commitments, faults = read_codebook_file(Path(given), statement, limits)
    if any(fault.severity == "fatal" for fault in faults):
        raise StudyError(faults)
    return commitments, faults


def _of_acts(statement: Statement) -> tuple[Fault, ...]:
    """Tell that every act is a fact where the language has no words for the others."""
    if judges_acts(statement.language):
        return ()
    message = (
        f"Acts are not judged in {language_name(statement.language)}: all commitments stand as {DEFAULT_ACT}, strength "
        f"{ACT_STRENGTH[DEFAULT_ACT]}. Write the acts into {CODEBOOK_FILE} where they matter."
    )
    return (Fault(statement.file, message, severity="notice"),)


def _of_left_out(each: LeftOut, file: str) -> Fault:
    quote = shorten(each.words, LEFT_OUT_CHARACTERS)
    message = f"“{quote}” is no commitment: it {LEFT_OUT_BECAUSE[each.kind]}. To compare it all the same, add it to {CODEBOOK_FILE}."
    return Fault(file, message, severity="notice")


def _dated(documents: Iterable[ReadDocument]) -> list[ReadDocument]:
    return [replace(document, date=iso_day(document.date, document.language or "en")) for document in documents]


def _language(given: str | None) -> str:
    try:
        return canonical_language(given.strip()) if given else ""
    except ValueError as error:
        raise StudyError([Fault("language", f"{given!r} {error}.")]) from None


def _of_articles(documents: Sequence[ReadDocument], entries: Sequence[Entry]) -> list[Fault]:
    """Tell what the readers doubted, and which days could not be read."""
    faults = [fault for document in documents for fault in document.faults]
    for document, entry in zip(documents, entries, strict=True):
        if document.date and not entry.document.date:
            message = (
                f"gives the day {document.date[:40]!r}, which can be read in two ways or in none. Write it into study.toml as 2026-01-31."
            )
            faults.append(Fault(document.name, message, severity="notice", source=entry.id))
    return faults


def _of_copies(documents: Sequence[ReadDocument], entries: Sequence[Entry]) -> list[Fault]:
    faults = []
    for copy in find_copies(documents):
        if not copy.is_same:
            first, second = entries[copy.first], entries[copy.second]
            message = (
                f"source {second.id!r} shares {100 * copy.share:.0f}% of its wording with {first.id!r} (the same agency report?); "
                "both count wherever sources are compared, unless copies are counted once. Remove one, or give both the same group."
            )
            faults.append(Fault(documents[copy.second].name, message, severity="notice", source=second.id))
    return faults


def _loaded(study: Study, entries: Sequence[Entry], doubted: Sequence[Fault]) -> list[Fault]:
    """Tell what the study itself is at fault with, by the names that the user knows."""
    names = {entry.id: entry.document.name for entry in entries}
    told = (*study.faults, *doubted)
    return [replace(fault, file=names.get(fault.source or "", fault.file)) for fault in told]


def _write(folder: Path, files: Mapping[str, bytes]) -> Study:
    """Write everything aside, see that it loads, and only then give it its name."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=".leftout-", dir=folder.parent))
    except OSError as error:
        raise StudyError([Fault(str(folder), f"cannot be made ({error.strerror or error}). Name another folder.")]) from None
    try:
        for name, content in files.items():
            path = aside / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content)
        load_study(aside)
        # only the owner may look into a temporary folder; a study is like any other folder
        aside.chmod(0o777 & ~_umask())
        with contextlib.suppress(FileNotFoundError):
            folder.rmdir()
        aside.rename(folder)
    except OSError as error:
        raise StudyError(
            [Fault(str(folder), f"cannot be written ({error.strerror or error}). Name another folder, or free space.")]
        ) from None
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return load_study(folder)


def _umask() -> int:
    import os

    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def _understood(statement: ReadDocument, study: Study, entries: Sequence[Entry], languages: Mapping[str, str]) -> tuple[str, ...]:
    themes = len({unit.theme for unit in study.commitments})
    paragraphs = len({unit.paragraph for unit in study.commitments})
    words, units = _words(study.statement.text, study.statement.language), _counted(len(study.commitments), "commitment")
    held = f"{words}, {units} in {_counted(paragraphs, 'paragraph')}, {_counted(themes, 'theme')}"
    issuer, day = study.statement.issuer or "issuer not told", str(study.statement.date or "no date")
    first = f"Statement: {statement.name} ({_how(statement)}), {shorten(issuer, 80)}, {day}, {held}."
    texts = {source.id: source.text for source in study.sources}
    counts = {entry.id: _words(texts.get(entry.id, entry.document.text), languages.get(entry.id, "")) for entry in entries}
    return (first, *(_article(entry, counts[entry.id]) for entry in entries))


def _article(entry: Entry, words: str) -> str:
    document = entry.document
    known = [
        document.title and f"“{shorten(document.title, 60)}”",
        document.author and f"by {shorten(document.author, 40)}",
        document.date or "no date",
        words,
    ]
    named = entry.outlet if told_outlet(document) else f"{entry.outlet} (outlet not told: the file's name stands for it)"
    return f"{entry.id}: {named}, {', '.join(filter(None, known))}, from {document.name} ({_how(document)})."


def _words(text: str, language: str) -> str:
    """Count words as every page does once the study is compared; roughly where that cannot be, since the language is not read."""
    return f"{count_read_words(text, language):,} words" if language else f"about {rough_words(text):,} words"


def _how(document: ReadDocument) -> str:
    language = f"{document.language} {document.language_basis}" if document.language else "language unknown"
    return ", ".join(filter(None, (document.format, document.encoding, language)))


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
