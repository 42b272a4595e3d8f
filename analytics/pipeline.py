"""A study in, every table out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from threadpoolctl import threadpool_limits

from analytics.beside import beside
from analytics.errors import Fault, StudyError
from analytics.language.detection import forget_languages
from analytics.language.e5_encoder import E5Encoder
from analytics.language.encoder import Encoder, UseEncoder
from analytics.language.encoder_pair import EncoderPair
from analytics.language.memory import give_memory_back
from analytics.language.source_languages import settle_languages
from analytics.language.transformer_encoder import SentenceTransformerEncoder
from analytics.language.vector_cache import CachedEncoder
from analytics.measures.coverage.model import model_for
from analytics.measures.inventory import commitment_table, passage_table, source_table
from analytics.measures.keyness import keyness_table
from analytics.measures.omissions import omission_table
from analytics.measures.reuse import reuse_tables
from analytics.provenance import describe_provenance, describe_verdicts, verdicts_note
from analytics.schema import TABLES
from analytics.settings import Settings
from analytics.source_tables import AT_ONCE, SourceTables, Yardstick
from analytics.study.entries import MANIFEST
from analytics.undefined import noting_undefined

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import pandas as pd

    from analytics.language.reading import ReadText
    from analytics.study.documents import Source
    from analytics.study.manifest import Study

    Progress = Callable[[int, int, str], None]


BATCHES_FOR_TWO = 4
"""Batches of sources to be measured from which on another process measures some of them: it takes about two seconds to start."""

OTHER_STEPS = 2
"""Steps told of before and after the sources are measured one by one."""


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
    is_shipped = encoder is None
    encoder = encoder or _encoder(settings)
    judge = _judge(settings, encoder)
    by = _yardstick(study, settings, encoder, judge)
    languages, faults = settle_languages(study, encoder.languages & judge.languages)
    faults = (*study.faults, *faults)
    if any(fault.severity == "fatal" for fault in faults):
        raise StudyError(faults)
    sources = [source for source in study.sources if source.id in languages]
    batches = [sources[first : first + AT_ONCE] for first in range(0, len(sources), AT_ONCE)]
    own = SourceTables(by, is_kept=settings.use_cache and is_shipped)
    steps = _Steps(own.tells_of_each * len(sources) + len(batches) + OTHER_STEPS, progress)
    steps.begin("reading the statement")
    new = own.read_ahead(sources, languages, steps.begin)
    if new:
        forget_languages()  # measuring takes the most memory
    far = [batch for batch in reversed(batches) if any(source.id in new for source in batch)]
    is_worth_it = len(far) >= BATCHES_FOR_TWO and settings.threads > 1
    reads: dict[str, ReadText] = {}
    with noting_undefined() as undefined:
        with beside(keep_rows, study, settings, languages, far, when=is_worth_it):
            for batch in batches:
                reads |= own.measure(batch, languages, steps.begin)
                give_memory_back()
        steps.begin("comparing the sources with one another")
        tables = own.tables()
        tables |= _measure(by, sources, reads, tables["coverage"])
    own.close()
    give_memory_back()
    steps.end()
    verdicts = describe_verdicts(settings, judge.fingerprint, by.model)
    provenance = describe_provenance(study, settings, encoder=EncoderPair(encoder, judge.second).fingerprint, verdicts=verdicts)
    notices = [Fault(MANIFEST, note, severity="notice") for note in (*verdicts_note(provenance), *undefined)]
    return Analysis(study, settings, **tables, provenance=provenance, faults=(*faults, *notices))


def keep_rows(study: Study, settings: Settings, languages: Mapping[str, str], batches: Sequence[Sequence[Source]]) -> None:
    """Measure sources whose vectors are on disk, and keep their rows for another process, which compares the same study at the same time.

    Parameters
    ----------
    study : Study
        To which the sources belong.
    settings : Settings
        Of an analysis that keeps rows.
    languages : mapping of str to str
        Language of each source.
    batches : sequence of sequence of Source
        In the order in which they are measured: from the other end, so that the two processes meet. What both measure is the same.
    """
    encoder = _encoder(settings)
    own = SourceTables(_yardstick(study, settings, encoder, _judge(settings, encoder)), is_kept=True)
    for batch in batches:
        own.measure(batch, languages, lambda _: None)


def _yardstick(study: Study, settings: Settings, encoder: Encoder, judge: EncoderPair) -> Yardstick:
    # without an engine the pair has the vectors of the first encoder too: one reading serves all
    return Yardstick(study, settings, encoder, encoder if settings.engine else judge, judge, model_for(judge.fingerprint, settings.weights))


def _judge(settings: Settings, encoder: Encoder) -> EncoderPair:
    return EncoderPair(_engine(settings) or encoder, _remembering(E5Encoder(threads=_threads_a_text(settings)), settings))


def _encoder(settings: Settings) -> Encoder:
    return _remembering(UseEncoder(threads=_threads_a_text(settings)), settings)


def _threads_a_text(settings: Settings) -> int:
    """One where texts are read ahead, as many at once as there are threads; with an engine, or nothing kept, one text has all of them."""
    return 1 if settings.use_cache and not settings.engine else settings.threads


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


def _measure(by: Yardstick, sources: Sequence[Source], reads: Mapping[str, ReadText], coverage: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Ask the questions for which the sources are compared with one another."""
    outlets = {source.id: source.outlet for source in sources}
    commitments, listed = commitment_table(by.study.commitments, by.study.language), source_table(sources, reads)
    with threadpool_limits(limits=1, user_api="blas"):
        reuse, similarity = reuse_tables(reads, outlets, by.statement)
        return {
            "sources": listed,
            "commitments": commitments,
            "passages": passage_table(reads),
            "keyness": keyness_table(reads, by.settings, statement=by.statement),
            "omissions": omission_table(coverage, listed, commitments),
            "reuse": reuse,
            "similarity": similarity,
        }
