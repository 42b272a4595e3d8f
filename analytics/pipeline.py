"""A study in, every table out."""

from __future__ import annotations

import warnings
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from analytics.errors import Fault, StudyError, UndefinedMeasureWarning
from analytics.language.e5_encoder import E5Encoder
from analytics.language.encoder import Encoder, UseEncoder
from analytics.language.encoder_pair import EncoderPair
from analytics.language.reading import ReadText, encoded_anew, read_commitments, read_text
from analytics.language.source_languages import settle_languages
from analytics.language.transformer_encoder import SentenceTransformerEncoder
from analytics.language.vector_cache import CachedEncoder
from analytics.measures.additions import addition_table
from analytics.measures.coverage.model import CoverageModel, model_for
from analytics.measures.coverage.table import coverage_table
from analytics.measures.discrepancies import discrepancy_table
from analytics.measures.emphasis import emphasis_table
from analytics.measures.fidelity import fidelity_table
from analytics.measures.inventory import commitment_table, passage_table, source_table
from analytics.measures.keyness import keyness_table
from analytics.measures.keywords import keyword_table
from analytics.measures.omissions import omission_table
from analytics.measures.rates import rate_table
from analytics.measures.reuse import reuse_tables
from analytics.measures.themes import theme_table
from analytics.measures.voices import voice_table
from analytics.provenance import describe_provenance, describe_verdicts, verdicts_note
from analytics.schema import TABLES
from analytics.settings import Settings
from analytics.study.entries import MANIFEST

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    import pandas as pd

    from analytics.study.documents import Source
    from analytics.study.manifest import Study

    Progress = Callable[[int, int, str], None]


STATEMENT_STEPS = 1
MEASURING_STEPS = 3
"""Steps told of before and after the reading of the sources."""


@dataclass(frozen=True, slots=True, eq=False)
class Analysis:
    """The tables of a study, and where they come from.

    Parameters
    ----------
    study : Study
        What was compared.
    settings : Settings
        How.
    sources, commitments, passages, coverage, evidence, rates, themes, emphasis, keywords, keyness, additions, voices, discrepancies,
    omissions, fidelity, reuse, similarity
        One frame a table, with the columns of `analytics.schema.TABLES`.
    provenance : mapping
        What decides the results, see `analytics.provenance.describe_provenance`.
    faults : tuple of Fault
        What was left aside, in loading or for its language.
    """

    study: Study
    settings: Settings
    sources: pd.DataFrame
    commitments: pd.DataFrame
    passages: pd.DataFrame
    coverage: pd.DataFrame
    evidence: pd.DataFrame
    rates: pd.DataFrame
    themes: pd.DataFrame
    emphasis: pd.DataFrame
    keywords: pd.DataFrame
    keyness: pd.DataFrame
    additions: pd.DataFrame
    voices: pd.DataFrame
    discrepancies: pd.DataFrame
    omissions: pd.DataFrame
    fidelity: pd.DataFrame
    reuse: pd.DataFrame
    similarity: pd.DataFrame
    provenance: Mapping[str, object]
    faults: tuple[Fault, ...]

    def table(self, name: str) -> pd.DataFrame:
        """Return a table by its name, one of `analytics.schema.TABLES`."""
        frame: pd.DataFrame = getattr(self, TABLES[name].name)
        return frame


def analyze(
    study: Study, settings: Settings | None = None, *, encoder: Encoder | None = None, progress: Progress | None = None
) -> Analysis:
    """Compare a statement with its sources.

    Parameters
    ----------
    study : Study
        From `analytics.study.load_study`.
    settings : Settings, optional
        What can be set; the defaults without it.
    encoder : Encoder, optional
        Gives the vectors; by default the shipped one, with vectors kept on disk as the settings say. For the verdicts those of the
        second shipped encoder stand beside them; and where the settings name an engine, its vectors stand in their place.
    progress : callable, optional
        Called as ``progress(done, total, what)`` before each step and at the end: steps done, steps in all, what is being done.

    Returns
    -------
    Analysis
        Every table. The same study, settings and versions give the same tables.

    Raises
    ------
    StudyError
        If the statement or every source is in a language that the encoder lacks.
    EncoderError, ModelError
        If the weights of the installation are missing or damaged, if the engine cannot be loaded, or if the weights of the verdicts
        were trained for another encoder than the one they are made with.
    """
    settings = settings or Settings()
    encoder = encoder or _encoder(settings)
    judge = EncoderPair(_engine(settings) or encoder, _remembering(E5Encoder(threads=settings.threads), settings))
    model = model_for(judge.fingerprint, settings.weights)
    languages, faults = settle_languages(study, encoder.languages & judge.languages)
    faults = (*study.faults, *faults)
    if any(fault.severity == "fatal" for fault in faults):
        raise StudyError(faults)
    readings = STATEMENT_STEPS + len(languages)
    steps = _Steps(readings * (2 if settings.engine else 1) + MEASURING_STEPS, progress)
    texts = _read(study, languages, encoder, encoder if settings.engine else judge, steps)
    judged = _read_anew(texts, study, judge, steps) if settings.engine else texts
    with _undefined_as_notices() as notices:
        tables = _measure(study, settings, texts, judged, model, steps)
    steps.end()
    verdicts = describe_verdicts(settings, judge.fingerprint, model)
    provenance = describe_provenance(study, settings, encoder=EncoderPair(encoder, judge.second).fingerprint, verdicts=verdicts)
    told = [Fault(MANIFEST, note, severity="notice") for note in verdicts_note(provenance)]
    return Analysis(study, settings, **tables, provenance=provenance, faults=(*faults, *told, *notices))


def _encoder(settings: Settings) -> Encoder:
    return _remembering(UseEncoder(threads=settings.threads), settings)


def _engine(settings: Settings) -> Encoder | None:
    return _remembering(_loaded_engine(settings.engine, settings.threads), settings) if settings.engine else None


@cache
def _loaded_engine(name: str, threads: int) -> SentenceTransformerEncoder:
    """Keep an engine for the analyses to come: loading takes seconds."""
    return SentenceTransformerEncoder(name, threads=threads)


def _remembering(encoder: Encoder, settings: Settings) -> Encoder:
    return CachedEncoder(encoder, settings.cache_folder) if settings.use_cache else encoder


class _Steps:
    """Counts steps and tells whoever wants to know."""

    def __init__(self, total: int, progress: Progress | None) -> None:
        self._begun, self._total, self._progress = 0, total, progress

    def begin(self, what: str) -> None:
        if self._progress:
            self._progress(self._begun, self._total, what)
        self._begun += 1

    def end(self) -> None:
        if self._progress:
            self._progress(self._total, self._total, "done")


@contextmanager
def _undefined_as_notices() -> Iterator[list[Fault]]:
    """Turn the warnings of measures without a meaning into notices that travel with the analysis; pass other warnings on."""
    notices: list[Fault] = []
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", UndefinedMeasureWarning)
        yield notices
    for warning in caught:
        if issubclass(warning.category, UndefinedMeasureWarning):
            notices.append(Fault(MANIFEST, str(warning.message), severity="notice"))
        else:
            warnings.warn_explicit(warning.message, warning.category, warning.filename, warning.lineno)


@dataclass(frozen=True, slots=True)
class _Texts:
    """Everything that was read, once."""

    sources: tuple[Source, ...]
    reads: dict[str, ReadText]
    statement: ReadText
    commitments: tuple[ReadText, ...]

    @property
    def outlets(self) -> dict[str, str]:
        return {source.id: source.outlet for source in self.sources}


def _read(study: Study, languages: Mapping[str, str], encoder: Encoder, judge: Encoder, steps: _Steps) -> _Texts:
    """Read every text; commitments and sources as they are judged by."""
    sources = tuple(source for source in study.sources if source.id in languages)
    steps.begin("reading the statement")
    statement = read_text(study.statement.text, study.language, encoder)
    commitments = read_commitments(study.commitments, study.language, judge)
    reads = {}
    for source in sources:
        steps.begin(f"reading {source.id}")
        reads[source.id] = read_text(source.text, languages[source.id], judge)
    return _Texts(sources, reads, statement, commitments)


def _read_anew(texts: _Texts, study: Study, judge: Encoder, steps: _Steps) -> _Texts:
    """Give commitments and sources the vectors of the engine."""
    steps.begin("reading the commitments with the engine")
    commitments = read_commitments(study.commitments, study.language, judge)
    reads = {}
    for source, read in texts.reads.items():
        steps.begin(f"reading {source} with the engine")
        reads[source] = encoded_anew(read, judge)
    return replace(texts, reads=reads, commitments=commitments)


def _measure(
    study: Study, settings: Settings, texts: _Texts, judged: _Texts, model: CoverageModel, steps: _Steps
) -> dict[str, pd.DataFrame]:
    """Ask every measure its question, in the order in which they need one another's tables."""
    level, reads, outlets = settings.interval_level, texts.reads, texts.outlets
    commitments = commitment_table(study.commitments, study.language)
    statement_words = dict(zip(commitments["commitment"], commitments["words"].astype(int), strict=True))
    steps.begin("judging the commitments")
    coverage, evidence = coverage_table(texts.sources, study.commitments, judged.reads, judged.commitments, model)
    steps.begin("sorting the passages")
    themes = theme_table(reads, study.commitments, texts.commitments)
    additions = addition_table(reads, outlets, texts.statement, texts.commitments)
    steps.begin("comparing the words")
    sources = source_table(texts.sources, reads)
    reuse, similarity = reuse_tables(reads, outlets, texts.statement)
    return {
        "sources": sources,
        "commitments": commitments,
        "passages": passage_table(reads),
        "coverage": coverage,
        "evidence": evidence,
        "rates": rate_table(coverage, level=level, rate_error=model.rate_error),
        "themes": themes,
        "emphasis": emphasis_table(reads, outlets, themes, evidence, study.commitments, statement_words, level=level),
        "keywords": keyword_table(reads, settings),
        "keyness": keyness_table(reads, settings, statement=texts.statement),
        "additions": additions,
        "voices": voice_table(reads, outlets),
        "discrepancies": discrepancy_table(reads, outlets, texts.statement, study.commitments),
        "omissions": omission_table(coverage, sources, commitments),
        "fidelity": fidelity_table(coverage, evidence, reads, study.commitments, study.language),
        "reuse": reuse,
        "similarity": similarity,
    }
