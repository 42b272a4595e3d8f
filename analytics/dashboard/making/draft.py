"""The study that a visitor is making: what it holds so far, and how it is written. Nobody else sees it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import streamlit as st

from analytics.errors import AnalyticsError, StudyError
from analytics.intake import create_study
from analytics.intake.creation import stable_statement
from analytics.intake.days import iso_day
from analytics.intake.mastheads import read_masthead
from analytics.intake.origins import read_origins
from analytics.intake.titles import proposed_title
from analytics.language.detection import UNDETERMINED, detect_language
from analytics.study.clauses import propose_commitments
from analytics.study.documents import Statement
from analytics.study.readers import Original, ReadDocument

if TYPE_CHECKING:
    from pathlib import Path

    from analytics.errors import Fault
    from analytics.intake import CreatedStudy
    from analytics.study.codebook import Commitment
    from analytics.study.manifest import Study
    from analytics.study.readers.model import LanguageBasis

_KEY = "draft"


@dataclass(frozen=True, slots=True)
class Draft:
    """A study in the making.

    Parameters
    ----------
    title, language : str
        Name, and language of the statement; empty where not known yet.
    statement : ReadDocument or None
        What was read; its text is the normalised one that spans refer to.
    commitments : tuple of Commitment
        The codebook as mended so far.
    articles : tuple of ReadDocument
        In the order in which they were added.
    faults : tuple of Fault
        What the last reading of articles left aside or doubted, or what could not be read of a saved study.
    saved_as : str
        Id of the saved study that it came from or went to; empty where it was never saved.
    saved_at : float
        When that study was last written then, seconds since 1970: written since, it is somebody else's; 0 where it was never saved.
    is_untouched : bool
        Whether it is still as it was opened or saved, so that it can be had again.
    """

    title: str = ""
    language: str = ""
    statement: ReadDocument | None = None
    commitments: tuple[Commitment, ...] = ()
    articles: tuple[ReadDocument, ...] = ()
    faults: tuple[Fault, ...] = ()
    saved_as: str = ""
    saved_at: float = 0.0
    is_untouched: bool = False

    @property
    def would_be_lost(self) -> bool:
        """Tell whether something is in it that cannot be had again."""
        return not self.is_untouched and (self.statement is not None or bool(self.articles))


def current_draft() -> Draft:
    """Return the visitor's draft; an empty one where nothing was begun."""
    draft = st.session_state.get(_KEY)
    return draft if isinstance(draft, Draft) else Draft()


def keep_draft(draft: Draft) -> None:
    """Keep the draft, as the visitor made it, for the next run of the page."""
    if draft.is_untouched and draft != current_draft():
        draft = replace(draft, is_untouched=False)
    st.session_state[_KEY] = draft


def take_draft(draft: Draft) -> None:
    """Put a draft that can be had again, as it was opened or saved, in place of the one before."""
    st.session_state[_KEY] = replace(draft, is_untouched=True)


def with_statement(draft: Draft, document: ReadDocument, language: str = "") -> Draft:
    """Put a statement into a draft and split it.

    Parameters
    ----------
    draft : Draft
        The draft so far; the commitments of an earlier statement go.
    document : ReadDocument
        The statement as read.
    language : str, optional
        Its language, where the visitor knows better than what was told from the text.

    Returns
    -------
    Draft
        With proposed commitments.

    Raises
    ------
    StudyError
        If there is nothing in it to split.
    """
    text = stable_statement(document.text)
    code = language or document.language or _detected(text)
    masthead = read_masthead(text, code)
    issuer, day = document.outlet or masthead.issuer or document.author, iso_day(document.date, code) or masthead.day
    statement = replace(document, text=text, language=code, outlet=issuer, date=day)
    proposed = propose_commitments(Statement(text, code, document.name, document.sha256))
    return replace(
        draft,
        title=draft.title or proposed_title(document, text, code),
        language=code,
        statement=statement,
        commitments=proposed,
        faults=(),
    )


def with_articles(draft: Draft, documents: tuple[ReadDocument, ...], faults: tuple[Fault, ...]) -> Draft:
    """Add articles; a text that is in the draft already, from the same file, is not added twice."""
    known = {(article.sha256, article.text) for article in draft.articles}
    new = tuple(document for document in documents if (document.sha256, document.text) not in known)
    told = tuple(fault for document in new for fault in document.faults)
    return replace(draft, articles=(*draft.articles, *new), faults=(*faults, *told))


def write_draft(draft: Draft, folder: Path) -> CreatedStudy:
    """Write a draft as a study.

    Raises
    ------
    StudyError
        If it lacks its statement, its commitments or its articles, or cannot be written.
    """
    if draft.statement is None:
        raise StudyError([])
    return create_study(
        folder,
        statement=draft.statement,
        articles=draft.articles,
        codebook=draft.commitments,
        title=draft.title or None,
        language=draft.language,
        tells_copies=False,  # step 3 has told of them
    )


def draft_of(study: Study, saved_as: str = "", saved_at: float = 0.0) -> Draft:
    """Take a study apart again, to mend it.

    Parameters
    ----------
    study : Study
        As loaded.
    saved_as : str, optional
        Its id among the saved studies.
    saved_at : float, optional
        When it was last written, see `analytics.study.library.SavedStudy`.

    Returns
    -------
    Draft
        With the files that its texts were read from, where it kept them, and what was left aside in loading. Where something was, it is
        the draft of a new study: to save it in place of the old one would delete what could not be read.
    """
    origins = read_origins(study.folder)
    statement = study.statement
    read = ReadDocument(
        text=statement.text,
        title=study.title,
        outlet=statement.issuer,
        date=str(statement.date or ""),
        language=study.language,
        **_traced(origins.get("", {}), statement.file, statement.text, "given"),
    )
    articles = tuple(
        ReadDocument(
            text=source.text,
            title=source.title,
            outlet=source.outlet,
            date=str(source.date or ""),
            url=source.url,
            language=source.language or "",
            group=source.group,
            id=source.id,
            **_traced(origins.get(source.id, {}), source.file, source.text, "given" if source.language else ""),
        )
        for source in study.sources
    )
    draft = Draft(study.title, study.language, read, study.commitments, articles, faults=study.faults)
    is_whole = all(fault.severity == "notice" for fault in study.faults)
    return replace(draft, saved_as=saved_as, saved_at=saved_at) if is_whole else draft


def _traced(origin: dict[str, Any], file: str, text: str, basis: LanguageBasis) -> dict[str, Any]:
    """Say where a text comes from: as its study noted, else from the text file itself."""
    unknown = {"name": file, "format": "txt", "original": Original(file, text.encode()), "language_basis": basis}
    return unknown | origin


def _detected(text: str) -> str:
    try:
        code = detect_language(text)[0]
    except AnalyticsError:
        return "en"
    return "en" if code == UNDETERMINED else code
