"""Which language each source is in, and whether it can be analysed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analytics.errors import Fault
from analytics.language.detection import UNDETERMINED, detect_language
from analytics.study.language_codes import primary_language

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
        a text, the statement or a source, reads as if it were in another language than the manifest says.

    Notes
    -----
    The manifest decides between languages that can be analysed. A text of some length that certainly reads like one that cannot be is
    left aside whatever the manifest says: its numbers would be wrong.
    """
    languages: dict[str, str] = {}
    faults = _statement_faults(study, known)
    for source in study.sources:
        detected, probability = detect_language(source.text)
        language = source.language or detected
        is_doubted, is_foreign = _held_against(source.text, language, detected, probability, known)
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


def _held_against(text: str, language: str, detected: str, probability: float, known: frozenset[str]) -> tuple[bool, bool]:
    """Say whether a text certainly reads like another language, and whether that is one that cannot be analysed."""
    is_doubted = probability >= CERTAIN and primary_language(detected) != primary_language(language)
    return is_doubted, is_doubted and detected not in known and len(text) >= ENOUGH_CHARACTERS


def _statement_faults(study: Study, known: frozenset[str]) -> list[Fault]:
    file, language = study.statement.file, study.language
    detected, probability = detect_language(study.statement.text)
    is_doubted, is_foreign = _held_against(study.statement.text, language, detected, probability, known)
    if language not in known or is_foreign:
        lacking = detected if is_foreign else language
        return [Fault(file, f"is in a language ({lacking}) that cannot be analysed; expected one of {_listed(known)}. Use a translation.")]
    if is_doubted and len(study.statement.text) >= ENOUGH_CHARACTERS:
        message = f"the statement is given as {language} but reads like {detected}; every number would be wrong if that is so. "
        return [Fault(file, message + "Check the key language of the manifest.", severity="notice")]
    return []


def _listed(known: frozenset[str]) -> str:
    return ", ".join(sorted(known))


def _left_aside(source: Source, language: str, known: frozenset[str]) -> Fault:
    if language == UNDETERMINED:
        problem = f"source {source.id!r} has no letters that tell its language"
    else:
        how = "given" if source.language == language else "detected"
        problem = f"source {source.id!r} is in a language ({language}, {how}) that cannot be analysed"
    mend = "correct" if source.language else "give"
    message = f"{problem}; expected one of {_listed(known)}. Use a translation, or {mend} its language in the manifest."
    return Fault(source.file, message, severity="left aside", source=source.id)


def _doubted(source: Source, language: str, detected: str) -> Fault:
    message = (
        f"source {source.id!r} is given as {language} but reads like {detected}; its numbers would be wrong if that is so. "
        f"Check its language in the manifest."
    )
    return Fault(source.file, message, severity="notice", source=source.id)
