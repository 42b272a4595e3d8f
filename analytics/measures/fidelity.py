"""Told more strongly or more softly: the verb of the evidence against the act of the statement."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pandas as pd

from analytics.language.tokens import tokenize
from analytics.schema import TABLES, conform
from analytics.study.grammar.governance import Segment, Verb, read_segments
from analytics.study.grammar.lexicon import Lexicon, read_lexicon
from analytics.study.language_codes import primary_language

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from analytics.language.reading import ReadText
    from analytics.study.codebook import Commitment

Fidelity = Literal["softened", "same", "strengthened", ""]
"""How strongly a source tells a commitment; empty where it is undefined."""

FIRM = 3
"""Strengths from here on count as one level: whether a promise is firm or determined is often no more than a habit of a language."""

LEAST_STEMS = 2
LEAST_SHARE = 1 / 3
"""The verb counts if at least so many of the quote's content words, and at least this share of them, stand in its part of the passage."""


def fidelity_table(
    coverage: pd.DataFrame, evidence: pd.DataFrame, reads: Mapping[str, ReadText], commitments: Sequence[Commitment], language: str
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
    language : str
        Language code of the statement.

    Returns
    -------
    pandas.DataFrame
        The ``fidelity`` table, one row per covered or partial cell that has evidence, in the order of `coverage`.

    Notes
    -----
    In the best passage, the part with most content words of the quote is found, and the verb that governs it. Its strength is set
    against the statement's: below it ``softened``, above it ``strengthened``, else ``same``; 3 and 4 are one level (`FIRM`).

    Only what can be told apart reliably is told. `fidelity` is empty where the statement's act binds to nothing (strength 0): there is
    nothing to soften, and any verb would look stronger; where the commitment is told in part, since the verb may then govern another
    matter; where source and statement are in different languages, or theirs has no
    lexicon of verbs; where the best passage is a heading; where no verb governs it; where less than a third of the quote's content
    words stand under that verb; and where two parts fit equally well and differ.
    """
    units = {unit.id: unit for unit in commitments}
    lexicon = read_lexicon(language)
    wanted = {unit.id: {token.stem for token in tokenize(unit.quote, language) if not token.is_stop} for unit in commitments}
    best = evidence[evidence["rank"] == 1].set_index(["source", "commitment"])["passage_id"].to_dict()
    rows = []
    for source, outlet, commitment, verdict in coverage[["source", "outlet", "commitment", "verdict"]].itertuples(index=False):
        if (source, commitment) not in best:
            continue
        unit, read = units[commitment], reads[source]
        verb = None
        if verdict == "covered" and lexicon and unit.strength and primary_language(read.language) == primary_language(language):
            verb = _governing(read, best[source, commitment], wanted[commitment], lexicon)
        head = {"source": source, "outlet": outlet, "commitment": commitment, "act": unit.act, "strength": unit.strength}
        rows.append(head | _told(read, verb, unit.strength))
    return conform(pd.DataFrame(rows, columns=TABLES["fidelity"].names), "fidelity")


def compare_strengths(told: int, stated: int) -> Fidelity:
    """Say whether a source puts something more softly or more strongly than the statement; strengths from `FIRM` on are one level."""
    told, stated = min(told, FIRM), min(stated, FIRM)
    if told == stated:
        return "same"
    return "softened" if told < stated else "strengthened"


def _told(read: ReadText, verb: Verb | None, stated: int) -> dict[str, object]:
    if verb is None:
        return {"told_act": "", "told_strength": None, "verb": "", "start": None, "end": None, "fidelity": ""}
    spelt = {"verb": read.text[verb.start : verb.end], "start": verb.start, "end": verb.end}
    judged = {"told_act": verb.act, "told_strength": verb.strength, "fidelity": compare_strengths(verb.strength, stated)}
    return spelt | judged


def _governing(read: ReadText, passage_id: str, wanted: set[str], lexicon: Lexicon) -> Verb | None:
    """Find the verb that governs the part of a passage with most of the wanted words; None where that is not clear."""
    place = next(place for place, passage in enumerate(read.passages) if passage.id == passage_id)
    passage = read.passages[place]
    if passage.kind == "heading" or not wanted:
        return None
    stems = [(token.start, token.end, token.stem) for token in read.tokens[place] if token.stem in wanted and not token.is_stop]
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
