"""Which language each source is in, and whether it can be analysed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analytics.errors import Fault
from analytics.language.detection import detect_language

if TYPE_CHECKING:
    from analytics.study.documents import Source
    from analytics.study.manifest import Study

CERTAIN = 0.99
"""Probability from which a detected language is held against the given one."""

ENOUGH_CHARACTERS = 200
"""Length from which a certain detection is taken for right."""


def settle_languages(study: Study, known: frozenset[str]) -> tuple[dict[str, str], tuple[Fault, ...]]:
    """Take each source's language from the manifest, or detect it.

    Parameters
    ----------
    study : Study
        The statement and the sources.
    known : frozenset of str
        Codes of the languages that can be analysed.

    Returns
    -------
    languages : dict of str to str
        Language of each source that can be analysed, by id, in the study's order.
    faults : tuple of Fault
        A fatal one if the statement's language is not known or no source remains; one for each source left aside; a notice where
        a text reads as if it were in another language than the manifest says.

    Notes
    -----
    The manifest decides between languages that can be analysed. A text of some length that certainly reads like one that cannot be is
    left aside whatever the manifest says: its numbers would be wrong.
    """
    languages: dict[str, str] = {}
    faults: list[Fault] = []
    if study.language not in known:
        message = f"is in a language ({study.language}) that cannot be analysed; expected one of {_listed(known)}. Use a translation."
        faults.append(Fault(study.statement.file, message))
    for source in study.sources:
        detected, probability = detect_language(source.text)
        language = source.language or detected
        is_doubted = probability >= CERTAIN and detected.split("-")[0] != language.split("-")[0]
        is_foreign = is_doubted and detected not in known and len(source.text) >= ENOUGH_CHARACTERS
        if language not in known or is_foreign:
            faults.append(_left_aside(source, detected if is_foreign else language, known))
            continue
        languages[source.id] = language
        if is_doubted:
            faults.append(_doubted(source, language, detected))
    if not languages:
        message = f"no source is in a language that can be analysed; expected one of {_listed(known)}. Use translations."
        faults.append(Fault(study.statement.file, message))
    return languages, tuple(faults)


def _listed(known: frozenset[str]) -> str:
    return ", ".join(sorted(known))


def _left_aside(source: Source, language: str, known: frozenset[str]) -> Fault:
    how = "given" if source.language == language else "detected"
    message = (
        f"source {source.id!r} is in a language ({language}, {how}) that cannot be analysed; expected one of {_listed(known)}. "
        f"Use a translation, or correct its language in the manifest."
    )
    return Fault(source.file, message, severity="left aside", source=source.id)


def _doubted(source: Source, language: str, detected: str) -> Fault:
    message = (
        f"source {source.id!r} is given as {language} but reads like {detected}; its numbers would be wrong if that is so. "
        f"Check its language in the manifest."
    )
    return Fault(source.file, message, severity="notice", source=source.id)
