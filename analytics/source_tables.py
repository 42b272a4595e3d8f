"""The tables that a source has by itself: measured once, kept on disk, found again by all that decides them."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import pandas as pd
from threadpoolctl import threadpool_limits

from analytics.language.kept_files import KeptFiles, drop_longest_unused
from analytics.language.reading import ReadText, encoded_anew, read_commitments, read_text, read_words
from analytics.language.reading_ahead import ReadingAhead
from analytics.measures.additions import addition_table
from analytics.measures.coverage.model import model_to_json
from analytics.measures.coverage.table import coverage_table
from analytics.measures.discrepancies import discrepancy_table
from analytics.measures.emphasis import emphasis_table
from analytics.measures.fidelity import fidelity_table
from analytics.measures.inventory import commitment_table
from analytics.measures.keywords import keyword_table
from analytics.measures.rates import rate_table
from analytics.measures.themes import theme_table
from analytics.measures.voices import voice_table
from analytics.provenance import deciding_versions, program_digest
from analytics.schema import TABLES, conform
from analytics.undefined import noting_undefined, tell_undefined

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from analytics.language.encoder import Encoder
    from analytics.measures.coverage.model import CoverageModel
    from analytics.settings import Settings
    from analytics.study.documents import Source
    from analytics.study.manifest import Study

Rows: TypeAlias = "dict[str, dict[str, list[Any]]]"
"""The rows of one source: by table, the values of each column."""

AT_ONCE = 8
"""Sources that are measured together: what is prepared of the statement is prepared once for them, and no more vectors are held."""

# Columns that are not kept with the rows: they name the source, or say of a commitment what the codebook says today.
_OF_THE_SOURCE = ("source", "outlet")
_OF_THE_CODEBOOK = {"coverage": ("paragraph", "theme", "act")}


@dataclass(frozen=True, eq=False)
class Yardstick:
    """What every source of a study is measured by.

    Parameters
    ----------
    study : Study
        Its statement and commitments.
    settings : Settings
        How.
    statement_encoder : Encoder
        Gives the vectors of the statement.
    encoder, judge : Encoder
        Gives the vectors of commitments and sources, and those that the verdicts are made with; they may be the same.
    model : CoverageModel
        The weights of the verdicts.

    Notes
    -----
    The statement and the commitments are read when they are first asked for: where every row is known they may never be.
    """

    study: Study
    settings: Settings
    statement_encoder: Encoder
    encoder: Encoder
    judge: Encoder
    model: CoverageModel

    @cached_property
    def statement(self) -> ReadText:
        """The statement, read."""
        return read_text(self.study.statement.text, self.study.language, self.statement_encoder)

    @cached_property
    def commitments(self) -> tuple[ReadText, ...]:
        """The commitments, read."""
        return read_commitments(self.study.commitments, self.study.language, self.encoder)

    @cached_property
    def judged_commitments(self) -> tuple[ReadText, ...]:
        """The commitments, read by the encoder of the verdicts."""
        if self.judge is self.encoder:
            return self.commitments
        return read_commitments(self.study.commitments, self.study.language, self.judge)

    @cached_property
    def statement_words(self) -> dict[str, int]:
        """Words of the quote of each commitment."""
        table = commitment_table(self.study.commitments, self.study.language)
        return dict(zip(table["commitment"], table["words"].astype(int), strict=True))

    @cached_property
    def of_words(self) -> dict[str, object]:
        """All that decides what is measured of a text by itself, beside the text."""
        settings = self.settings.reported()
        return {"program": program_digest(), "versions": deciding_versions(self.settings), "settings": settings}

    @cached_property
    def of_facts(self) -> dict[str, object]:
        """All that decides which facts are told differently."""
        places = [(one.id, one.start, one.end) for one in self.study.commitments]
        text = {"encoder": self.encoder.fingerprint, "statement": self.study.statement.text, "language": self.study.language}
        return self.of_words | text | {"places": places}

    @cached_property
    def of_verdicts(self) -> dict[str, object]:
        """All that decides what is told, and what is added: of the codebook its ids, labels and quotes alone."""
        judge = {"judge": self.judge.fingerprint, "model": model_to_json(self.model)}
        return self.of_facts | judge | {"places": [(one.id, one.label, one.quote) for one in self.study.commitments]}

    @cached_property
    def of_themes(self) -> dict[str, object]:
        """All that decides the rest: the whole codebook."""
        return self.of_verdicts | {"places": [asdict(one) for one in self.study.commitments]}


class _Some(NamedTuple):
    """Some sources, read, and the tables that they have so far."""

    sources: Sequence[Source]
    reads: Mapping[str, ReadText]
    judged: Mapping[str, ReadText]
    tables: Mapping[str, pd.DataFrame]

    @property
    def outlets(self) -> dict[str, str]:
        return {source.id: source.outlet for source in self.sources}


class _Group(NamedTuple):
    """Tables that are decided by the same things, and therefore kept together."""

    name: str
    tables: tuple[str, ...]
    needs_vectors: bool
    measure: Callable[[Yardstick, _Some], tuple[pd.DataFrame, ...]]


def _words(by: Yardstick, some: _Some) -> tuple[pd.DataFrame, ...]:
    return keyword_table(some.reads, by.settings), voice_table(some.reads, some.outlets)


def _facts(by: Yardstick, some: _Some) -> tuple[pd.DataFrame, ...]:
    return (discrepancy_table(some.reads, some.outlets, by.statement, by.study.commitments),)


def _verdicts(by: Yardstick, some: _Some) -> tuple[pd.DataFrame, ...]:
    judged = coverage_table(some.sources, by.study.commitments, some.judged, by.judged_commitments, by.model)
    return *judged, addition_table(some.reads, some.outlets, by.statement, by.commitments)


def _themes(by: Yardstick, some: _Some) -> tuple[pd.DataFrame, ...]:
    commitments, level = by.study.commitments, by.settings.interval_level
    coverage, evidence = some.tables["coverage"], some.tables["evidence"]
    themes = theme_table(some.reads, commitments, by.commitments)
    emphasis = emphasis_table(some.reads, some.outlets, themes, evidence, commitments, by.statement_words, level=level)
    rates = rate_table(coverage, level=level, rate_error=by.model.rate_error)
    return themes, emphasis, rates, fidelity_table(coverage, evidence, some.reads, commitments, by.statement)


_GROUPS = (
    _Group("words", ("keywords", "voices"), needs_vectors=False, measure=_words),
    _Group("facts", ("discrepancies",), needs_vectors=True, measure=_facts),
    _Group("verdicts", ("coverage", "evidence", "additions"), needs_vectors=True, measure=_verdicts),
    _Group("themes", ("themes", "emphasis", "rates", "fidelity"), needs_vectors=True, measure=_themes),
)
"""In the order in which they need one another's tables."""

SOURCE_TABLES = tuple(name for group in _GROUPS for name in group.tables)
"""The tables of which every source has its rows whatever the others say."""


class SourceTables:
    """The rows of sources, from disk where everything that decides them is the same as before.

    Parameters
    ----------
    by : Yardstick
        What they are measured by.
    is_kept : bool
        Whether rows are read from disk and written there.
    """

    def __init__(self, by: Yardstick, *, is_kept: bool) -> None:
        self._by = by
        self._files = KeptFiles(by.settings.cache_folder, "rows", 1) if is_kept else None
        self._bases = {group.name: _hashed(getattr(by, f"of_{group.name}")) for group in _GROUPS}
        self._rows: dict[str, Rows] = {}
        self._sources: list[Source] = []
        self._has_written = False
        reads_ahead = is_kept and by.judge is by.encoder
        self._ahead = ReadingAhead.of(by.statement_encoder, by.encoder, by.settings.threads) if reads_ahead else None
        self._words: dict[str, ReadText] = {}

    @property
    def tells_of_each(self) -> int:
        """How often it tells of each source."""
        return 2 if self._ahead else 1

    def read_ahead(self, sources: Sequence[Source], languages: Mapping[str, str], tell: Callable[[str], None]) -> frozenset[str]:
        """Encode what is new before anything is measured, with one encoder after the other, and let go of their weights.

        Parameters
        ----------
        sources, languages, tell
            As for `measure`, all sources at once.

        Returns
        -------
        frozenset of str
            The sources of which all vectors are kept now and some rows are not.

        Notes
        -----
        Where vectors are not kept nothing happens: then they are made while the sources are measured, with all weights in memory.
        """
        if self._ahead is None:
            return frozenset()
        found = {one.id: [self._kept(one, languages[one.id], group) for group in _GROUPS if group.needs_vectors] for one in sources}
        self._words = {one.id: read_words(one.text, languages[one.id]) for one in sources}
        new = {name: self._words[name] for name, rows in found.items() if None in rows}
        study = self._by.study
        commitments = study.commitments if new else ()
        is_kept = self._ahead.read(study.statement.text, study.language, commitments, new, list(self._words), tell)
        return frozenset(new) if is_kept else frozenset()

    def measure(self, sources: Sequence[Source], languages: Mapping[str, str], tell: Callable[[str], None]) -> dict[str, ReadText]:
        """Measure some sources, and return them as they were read, without their vectors.

        Parameters
        ----------
        sources : sequence of Source
            Better a few than one, see `AT_ONCE`.
        languages : mapping of str to str
            Language of each source.
        tell : callable
            Told what is being done: once for each source, unless `read_ahead` did, and once for all.
        """
        found = {(one.id, group.name): self._kept(one, languages[one.id], group) for one in sources for group in _GROUPS}
        reads, judged = {}, {}
        for one in sources:
            if not self._ahead:
                tell(f"reading {one.id}")
            is_new = any(group.needs_vectors and found[one.id, group.name] is None for group in _GROUPS)
            read = self._words.pop(one.id, None) or read_words(one.text, languages[one.id])
            reads[one.id] = encoded_anew(read, self._by.encoder) if is_new else read
            if found[one.id, "verdicts"] is None:
                judged[one.id] = reads[one.id] if self._by.judge is self._by.encoder else encoded_anew(read, self._by.judge)
        tell(f"comparing {sources[0].id}" + (f" to {sources[-1].id}" if len(sources) > 1 else ""))
        self._sources += sources
        for one in sources:
            self._rows[one.id] = {}
        for group in _GROUPS:
            for one in sources:
                self._rows[one.id] |= found[one.id, group.name] or {}
            self._add([one for one in sources if found[one.id, group.name] is None], group, reads, judged)
        return {name: replace(read, encoded=()) for name, read in reads.items()}

    def tables(self) -> dict[str, pd.DataFrame]:
        """Put the rows of all sources measured so far together."""
        return {name: self._table(name, self._sources) for name in SOURCE_TABLES}

    def close(self) -> None:
        """Keep what is kept within its limit."""
        if self._has_written:
            drop_longest_unused(self._by.settings.cache_folder, self._by.settings.max_cache_bytes)

    def _add(self, new: Sequence[Source], group: _Group, reads: Mapping[str, ReadText], judged: Mapping[str, ReadText]) -> None:
        """Measure the sources that have no rows of a group yet, and keep these."""
        for some, measured, is_warned in self._measured(new, group, reads, judged):
            for name, frame in zip(group.tables, measured, strict=True):
                rows = _by_source(frame, name)
                for one in some:
                    self._rows[one.id][name] = rows.get(one.id) or {column: [] for column in _own_columns(name)}
            # What was warned of must be warned of again the next time.
            for one in () if is_warned else some:
                self._keep(one, reads[one.id].language, group)

    def _measured(
        self, new: Sequence[Source], group: _Group, reads: Mapping[str, ReadText], judged: Mapping[str, ReadText]
    ) -> Iterator[tuple[Sequence[Source], tuple[pd.DataFrame, ...], bool]]:
        """Measure sources together; if one of them is warned of, one by one, so that it is known which."""
        if not new:
            return
        before = {name: self._table(name, new) for name in SOURCE_TABLES if all(name in self._rows[one.id] for one in new)}
        ids = {one.id for one in new}
        some = _Some(new, {one.id: reads[one.id] for one in new}, {name: read for name, read in judged.items() if name in ids}, before)
        with noting_undefined() as undefined, threadpool_limits(limits=1, user_api="blas"):
            measured = group.measure(self._by, some)
        if undefined and len(new) > 1:
            for one in new:
                yield from self._measured([one], group, reads, judged)
            return
        for message in undefined:
            tell_undefined(message)
        yield new, measured, bool(undefined)

    def _table(self, name: str, sources: Sequence[Source]) -> pd.DataFrame:
        """Make a table of the rows of some sources."""
        columns: dict[str, list[Any]] = {column: [] for column in TABLES[name].names}
        for one in sources:
            rows = self._rows[one.id][name]
            for column, values in rows.items():
                columns[column] += values
            n_rows = len(next(iter(rows.values())))
            columns["source"] += [one.id] * n_rows
            if "outlet" in columns:
                columns["outlet"] += [one.outlet] * n_rows
        for column in _OF_THE_CODEBOOK.get(name, ()):
            said = {one.id: getattr(one, column) for one in self._by.study.commitments}
            columns[column] = [said[commitment] for commitment in columns["commitment"]]
        return conform(pd.DataFrame(columns), name)

    def _key(self, source: Source, language: str, group: _Group) -> str:
        return _hashed([group.name, self._bases[group.name], language, source.text])

    def _kept(self, source: Source, language: str, group: _Group) -> Rows | None:
        payload = self._files.read(self._key(source, language, group)) if self._files else None
        rows: Rows | None = None if payload is None else json.loads(payload)
        return rows

    def _keep(self, source: Source, language: str, group: _Group) -> None:
        if self._files:
            rows = {name: self._rows[source.id][name] for name in group.tables}
            self._files.write(self._key(source, language, group), json.dumps(rows, ensure_ascii=True, separators=(",", ":")).encode())
            self._has_written = True


def _hashed(value: object) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True, default=str).encode()).hexdigest()


def _own_columns(name: str) -> list[str]:
    elsewhere = {*_OF_THE_SOURCE, *_OF_THE_CODEBOOK.get(name, ())}
    return [column for column in TABLES[name].names if column not in elsewhere]


def _by_source(frame: pd.DataFrame, name: str) -> Rows:
    """Take a table apart: of each source, the values of each column as plain numbers and texts."""
    whole = {column: [None if value is pd.NA else value for value in frame[column].tolist()] for column in _own_columns(name)}
    places: dict[str, list[int]] = {}
    for place, source in enumerate(frame["source"].tolist()):
        places.setdefault(source, []).append(place)
    return {source: {column: [values[place] for place in own] for column, values in whole.items()} for source, own in places.items()}
