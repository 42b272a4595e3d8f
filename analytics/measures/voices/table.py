"""The voices table: a row per stretch of quoted or reported speech."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import pandas as pd

from analytics.measures.voices.free_order import free_order_utterances
from analytics.measures.voices.lexicon import speech_lexicon
from analytics.measures.voices.quotations import quotations
from analytics.measures.voices.verb_between import verb_between_utterances
from analytics.measures.voices.verb_last import verb_last_utterances
from analytics.schema import TABLES, conform

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from analytics.language.passages import Passage
    from analytics.language.reading import ReadText
    from analytics.measures.voices.utterances import Span, Utterance

_FINDERS = {
    "free": free_order_utterances,
    "quotes": free_order_utterances,
    "final": verb_last_utterances,
    "between": verb_between_utterances,
    "first": verb_between_utterances,
}


def voice_table(reads: Mapping[str, ReadText], outlets: Mapping[str, str]) -> pd.DataFrame:
    """List who says what in each source.

    Parameters
    ----------
    reads : mapping of str to ReadText
        The sources by id, in the study's order.
    outlets : mapping of str to str
        Outlet of each source.

    Returns
    -------
    pandas.DataFrame
        The ``voices`` table, by source and place. `text` are the words said, without quotation marks, verbatim; `speaker` is as written
        beside them, a pronoun where the article writes one, and empty, with empty spans, where none is named: it is never guessed.
        `passage_id` is the passage in which the words begin.

    Notes
    -----
    Direct speech is what stands between quotation marks and touches a reporting verb, or stands by itself as a sentence; words in
    marks inside a sentence (a name, a term) are not speech. Indirect speech is what follows a reporting verb and "that", or stands
    before ", said Ann". Made to be right rather than complete: speech told without a reporting verb ("according to Ann"), or with a
    verb that the lists lack, is not found.
    """
    rows: list[tuple[object, ...]] = []
    for source, read in reads.items():
        for passage, one in _utterances(read):
            speaker, verb = _cut(read.text, one.speaker), _cut(read.text, one.verb)
            span = one.speaker or (pd.NA, pd.NA)
            rows.append(
                (
                    source,
                    outlets.get(source, ""),
                    passage.id,
                    one.start,
                    one.end,
                    read.text[one.start : one.end],
                    speaker,
                    *span,
                    verb,
                    one.mode,
                )
            )
    return conform(pd.DataFrame(rows, columns=TABLES["voices"].names).drop_duplicates(["source", "start", "mode"]), "voices")


def _utterances(read: ReadText) -> Iterator[tuple[Passage, Utterance]]:
    find = _FINDERS[speech_lexicon(read.language).order]
    for _, group in groupby(read.passages, key=lambda passage: passage.paragraph):
        passages = list(group)
        # A mark behind the last full stop belongs to the paragraph; the passage ends before it.
        end = _with_closing_marks(read.text, passages[-1].end)
        quoted = quotations(read.text, _with_opening_marks(read.text, passages[0].start), end)
        for one in find(read.text, passages, quoted, read.language):
            yield _passage_at(passages, one.start), one


def _passage_at(passages: Sequence[Passage], at: int) -> Passage:
    return next((one for one in passages if at < one.end), passages[-1])


def _with_opening_marks(text: str, start: int) -> int:
    while start > 0 and text[start - 1] in '“”„«»「『‹›‘"':
        start -= 1
    return start


def _with_closing_marks(text: str, end: int) -> int:
    while end < len(text) and text[end] in '“”«»」』‹›’".':
        end += 1
    return end


def _cut(text: str, span: Span | None) -> str:
    return text[span[0] : span[1]] if span else ""
