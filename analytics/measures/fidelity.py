"""Told more strongly, more softly, or as the contrary: the verb of the evidence against the act of the statement."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

import pandas as pd

from analytics.language.tokens import tokenize
from analytics.schema import TABLES, conform
from analytics.study.grammar.governance import Segment, Verb, read_segments
from analytics.study.grammar.lexicon import Lexicon, read_lexicon
from analytics.study.grammar.negation import Denial, Word, find_denial, is_negated, opposites
from analytics.study.language_codes import primary_language

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from analytics.language.passages import Passage
    from analytics.language.reading import ReadText
    from analytics.study.codebook import Commitment

Fidelity = Literal["softened", "same", "strengthened", "contradicted", ""]
"""How strongly a source tells a commitment, or that it tells the contrary; empty where it is undefined."""

FIRM = 3
"""Strengths from here on count as one level: whether a promise is firm or determined is often no more than a habit of a language."""

LEAST_STEMS = 2
LEAST_SHARE = 1 / 3
"""The verb counts if at least so many of the quote's content words, and at least this share of them, stand in its part of the passage."""


class _Words(NamedTuple):
    """How a source puts a commitment: the span of the deciding words, and the verb among them if its strength counts."""

    start: int
    end: int
    verb: Verb | None
    is_contrary: bool


class _Unit(NamedTuple):
    """A commitment, the stems of its content words, the part of the statement that says it and whether it denies, the whole sentence."""

    of: Commitment
    wanted: set[str]
    part: tuple[int, int]
    is_denial: bool
    sentence: Passage | None


def fidelity_table(
    coverage: pd.DataFrame, evidence: pd.DataFrame, reads: Mapping[str, ReadText], commitments: Sequence[Commitment], statement: ReadText
) -> pd.DataFrame:
    """Compare how strongly each told commitment is put by the source and by the statement.

    Parameters
    ----------
    coverage, evidence : pandas.DataFrame
        The tables of these names: which commitments are told, and by which passages.
    reads : mapping of str to ReadText
        The sources by id.
    commitments : sequence of Commitment
        With their strength in the statement.
    statement : ReadText
        The statement; its vectors are not looked at.

    Returns
    -------
    pandas.DataFrame
        The ``fidelity`` table, one row per covered or partial cell that has evidence, in the order of `coverage`.

    Notes
    -----
    In the best passage, the part with most content words of the quote is found, and the verb that governs it. Its strength is set
    against the statement's: below it ``softened``, above it ``strengthened``, else ``same``; 3 and 4 are one level (`FIRM`).
    ``contradicted`` comes first: one side denies what the other says ("will not", "refused to"), whatever the strength. It is judged
    for cells told in part and for headings too; then `verb` holds the words that deny, and a denial has neither act nor strength.

    Only what can be told apart reliably is told. `fidelity` is empty where the statement's act binds to nothing (strength 0): there is
    nothing to soften, and any verb would look stronger; where the commitment is told in part, since the verb may then govern another
    matter; where source and statement are in different languages, or theirs has no
    lexicon of verbs; where the best passage is a heading; where no verb governs it; where less than a third of the quote's content
    words stand under that verb; and where two parts fit equally well and differ.
    """
    lexicon = read_lexicon(statement.language)
    units = {unit.id: _unit(unit, statement, lexicon) for unit in commitments}
    best = evidence[evidence["rank"] == 1].set_index(["source", "commitment"])["passage_id"].to_dict()
    rows = []
    for source, outlet, commitment, verdict in coverage[["source", "outlet", "commitment", "verdict"]].itertuples(index=False):
        if (source, commitment) not in best:
            continue
        unit, read = units[commitment], reads[source]
        told = None
        if lexicon and verdict != "omitted" and primary_language(read.language) == primary_language(statement.language):
            told = _put(read, best[source, commitment], unit, statement, lexicon, is_whole=verdict == "covered")
        head = {"source": source, "outlet": outlet, "commitment": commitment, "act": unit.of.act, "strength": unit.of.strength}
        rows.append(head | _told(read, told, unit.of.strength))
    return conform(pd.DataFrame(rows, columns=TABLES["fidelity"].names), "fidelity")


def contradicted_cells(coverage: pd.DataFrame, fidelity: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of `fidelity` that are contradicted, of cells that `coverage` calls told: a person may have called one omitted."""
    told = coverage.loc[coverage["verdict"] != "omitted", ["source", "commitment"]]
    return fidelity[fidelity["fidelity"] == "contradicted"].merge(told, on=["source", "commitment"], validate="one_to_one")


def with_contradicted(cells: pd.DataFrame, fidelity: pd.DataFrame) -> pd.DataFrame:
    """Return cells of the table ``coverage`` with a column ``contradicted``: ``yes`` where one is told as the contrary, else empty."""
    rows = contradicted_cells(cells, fidelity)
    contrary = set(zip(rows["source"], rows["commitment"], strict=True))
    places = zip(cells["source"], cells["commitment"], strict=True)
    return cells.assign(contradicted=pd.Series(["yes" if place in contrary else "" for place in places], index=cells.index, dtype="str"))


def compare_strengths(told: int, stated: int) -> Fidelity:
    """Say whether a source puts something more softly or more strongly than the statement; strengths from `FIRM` on are one level."""
    told, stated = min(told, FIRM), min(stated, FIRM)
    if told == stated:
        return "same"
    return "softened" if told < stated else "strengthened"


def _unit(unit: Commitment, statement: ReadText, lexicon: Lexicon | None) -> _Unit:
    """Find the sentence of a commitment, and the part of it that one verb governs."""
    wanted = {token.stem for token in tokenize(unit.quote, statement.language) if not token.is_stop}
    sentence = next((passage for passage in statement.passages if passage.start <= unit.start < passage.end), None)
    start = unit.start
    if sentence and lexicon:
        segments = read_segments(statement.text, sentence.start, sentence.end, lexicon)
        start = max(segment.start for segment in segments if segment.start <= unit.start)
    is_denial = lexicon is not None and is_negated(statement.text, start, unit.end, lexicon)
    return _Unit(unit, wanted, (start, unit.end), is_denial, sentence)


def _put(read: ReadText, passage_id: str, unit: _Unit, statement: ReadText, lexicon: Lexicon, *, is_whole: bool) -> _Words | None:
    """Find how a source puts a commitment that it tells, in full or in part; None where that is not clear."""
    place = next(place for place, passage in enumerate(read.passages) if passage.id == passage_id)
    if not unit.is_denial and (words := _denied(read, place, unit, statement, lexicon)):
        return words
    if not is_whole or not unit.of.strength:
        return None
    verb = _governing(read, place, unit.wanted, lexicon)
    if verb is None:
        return None
    is_contrary = unit.is_denial and verb.strength > 0 and _asserted(read, place, unit, statement, lexicon)
    return _Words(verb.start, verb.end, verb, is_contrary)


def _denied(read: ReadText, place: int, unit: _Unit, statement: ReadText, lexicon: Lexicon) -> _Words | None:
    """Find the words by which a passage denies what the statement says."""
    passage = read.passages[place]
    denial = find_denial(read.text, passage.start, passage.end, _content(read, place), unit.of.quote, unit.wanted, lexicon)
    # "will not export" denies nothing of "will refrain from exporting"
    if denial is None or opposites(statement.text, *unit.part, lexicon) - opposites(read.text, passage.start, passage.end, lexicon):
        return None
    return _Words(denial.start, denial.end, None, is_contrary=True)


def _asserted(read: ReadText, place: int, unit: _Unit, statement: ReadText, lexicon: Lexicon) -> bool:
    """Tell whether a passage says plainly what the statement denies: the very verb, and nothing that denies or says it otherwise."""
    passage, sentence = read.passages[place], unit.sentence
    if sentence is None or is_negated(read.text, passage.start, passage.end, lexicon):
        return False
    if opposites(read.text, passage.start, passage.end, lexicon) - opposites(statement.text, *unit.part, lexicon):
        return False
    words = _content(statement, statement.passages.index(sentence))
    denial = find_denial(statement.text, sentence.start, sentence.end, words, unit.of.quote, unit.wanted, lexicon)
    if denial is None or (denial.kind == "noun" and not _is_denied_object(denial, statement, sentence, lexicon)):
        return False
    return denial.head in {word.stem for word in _content(read, place)}


def _is_denied_object(denial: Denial, statement: ReadText, sentence: Passage, lexicon: Lexicon) -> bool:
    """Tell "will deploy no missiles" from "no city will order": who does not act may be told with another act."""
    segments = read_segments(statement.text, sentence.start, sentence.end, lexicon)
    verb = next(segment.verb for segment in segments if segment.end > denial.start)
    return verb is not None and verb.end <= denial.start and not verb.takes_clause


def _content(read: ReadText, place: int) -> list[Word]:
    return [Word(token.start, token.end, token.stem) for token in read.tokens[place] if not token.is_stop]


def _told(read: ReadText, words: _Words | None, stated: int) -> dict[str, object]:
    if words is None:
        return {"told_act": "", "told_strength": None, "verb": "", "start": None, "end": None, "fidelity": ""}
    verb = words.verb
    fidelity = "contradicted" if words.is_contrary or verb is None else compare_strengths(verb.strength, stated)
    act, strength = (verb.act, verb.strength) if verb else ("", None)
    spelt = {"verb": read.text[words.start : words.end], "start": words.start, "end": words.end}
    return spelt | {"told_act": act, "told_strength": strength, "fidelity": fidelity}


def _governing(read: ReadText, place: int, wanted: set[str], lexicon: Lexicon) -> Verb | None:
    """Find the verb that governs the part of a passage with most of the wanted words; None where that is not clear."""
    passage = read.passages[place]
    if passage.kind == "heading" or not wanted:
        return None
    stems = [(word.start, word.end, word.stem) for word in _content(read, place) if word.stem in wanted]
    segments = read_segments(read.text, passage.start, passage.end, lexicon)
    found = [len({stem for start, end, stem in stems if _is_object(segment, start, end, lexicon)}) for segment in segments]
    most = max(found)
    if most < max(LEAST_STEMS, LEAST_SHARE * len(wanted)):
        return None
    verbs = [segment.verb for segment, number in zip(segments, found, strict=True) if number == most]
    levels = {None if verb is None else min(verb.strength, FIRM) for verb in verbs}
    return verbs[0] if len(levels) == 1 else None


def _is_object(segment: Segment, start: int, end: int, lexicon: Lexicon) -> bool:
    """Tell whether a word stands where the verb's object does: behind it, or before it in languages that put the object first."""
    if not segment.start <= start or end > segment.end:
        return False
    verb = segment.verb
    # a verb over a whole list may stand outside the part that it governs
    if verb is None or not segment.start <= verb.start < segment.end:
        return True
    return end <= verb.start if lexicon.object_first else start >= verb.end
