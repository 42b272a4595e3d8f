"""The parts of a commitment: what is done, to what, with whom, where, when and on what condition."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from analytics.language.dates import find_dates
from analytics.language.encoder import EncodedText
from analytics.language.numerals import find_numerals
from analytics.language.pieces import piece_spans
from analytics.language.reading import ReadText
from analytics.measures.coverage.anchors import numbers_in
from analytics.measures.coverage.part_runs import (
    HYPHENS,
    PartKind,
    Run,
    is_acronym,
    is_number,
    joined_runs,
    only_blanks,
    quantities_in,
    runs_of,
    word_start,
)
from analytics.measures.coverage.part_words import PartWords, read_part_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analytics.language.dates import DateMention
    from analytics.language.passages import Passage
    from analytics.language.tokens import Token

_PARTS_AT_MOST = 8
_NOTHING = np.zeros(0, dtype=np.float32)
_KATAKANA = re.compile(r"[\u30a0-\u30ff]{2,}")
_PERCENT = re.compile(r"\s?[%％‰]")
_CLAUSE_END = re.compile(r"[,;:、。，；]|\.(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a commitment.

    Parameters
    ----------
    kind : {"action", "object", "name", "partner", "place", "number or date", "condition"}
        What kind of part it is. Numbers and names are told by their form, in every language; actions, partners, places and conditions by
        the words of `analytics.measures.coverage.part_words`, in the languages that it knows. Everything else is ``object``.
    text : str
        Verbatim words of the label or the quote.
    pieces : tuple of int
        Numbers of the pieces of its words among the commitment's own; those of function words and plain numbers are left out.
    numbers : frozenset of str
        Its numbers as values, see `values_in`; those of its dates left out.
    dates : tuple of DateMention
        Its dates.
    stems : frozenset of str
        Stems of its words, function words and plain numbers left out.
    """

    kind: PartKind
    text: str
    pieces: tuple[int, ...]
    numbers: frozenset[str]
    dates: tuple[DateMention, ...] = ()
    stems: frozenset[str] = frozenset()

    @property
    def values(self) -> set[object]:
        """Its numbers, and each year, month and day of its dates."""
        return {*self.numbers, *(part for date in self.dates for part in date.parts.items())}

    def __str__(self) -> str:
        return f"{self.kind}: {self.text}"


def parts_of(read: ReadText) -> tuple[Part, ...]:
    """Cut a commitment into its parts.

    Parameters
    ----------
    read : ReadText
        Label and quote of a commitment.

    Returns
    -------
    tuple of Part
        The action; then runs of words between function words and punctuation in the label; then the numbers of the quote that the label
        lacks. A single word takes a neighbour of its kind with the function words between (*rule of law*). Words in capitals are a name,
        with digits too where they are part of it (*G7*), a partner or a place where a preposition says so; other digits are a number or
        date, with one word beside them (*May 2030*). Where nouns are written in capitals, as in German, only acronyms and words with
        digits are names. The action is the label's verb, else the first verb of doing in the quote that is no noun.
    """
    return _parts(read.text, read.language, read.passages, read.tokens, tuple(encoded.pieces for encoded in read.encoded))


@lru_cache(maxsize=4096)
def _parts(
    text: str, language: str, passages: tuple[Passage, ...], tokens: tuple[tuple[Token, ...], ...], pieces: tuple[tuple[str, ...], ...]
) -> tuple[Part, ...]:
    """Cut a commitment that every source asks for; vectors play no part."""
    read = ReadText(text, language, passages, tokens, tuple(EncodedText(_NOTHING, _NOTHING, some) for some in pieces))
    words = read_part_words(language)
    cut = [_cut(read, place, words) for place in range(len(read.passages))]
    offsets = [sum(len(encoded.pieces) for encoded in read.encoded[:place]) for place in range(len(cut))]
    spans = [piece_spans(passage.text, encoded.pieces) for passage, encoded in zip(read.passages, read.encoded, strict=True)]
    actions = [(place, run) for place, runs in enumerate(cut) for run in runs if run.kind == "action"]
    parts: list[Part] = []
    seen: set[object] = set()
    for place, run in [*actions[:1], *((place, run) for place, runs in enumerate(cut) for run in runs if run.kind != "action")]:
        part = _part(read, run, place, spans[place], offsets[place])
        is_new = part.kind == "number or date" and not part.values <= seen and not _is_bare_word(part)
        if place == 0 or part.kind == "action" or is_new:
            parts.append(part)
        seen |= part.values
    texts = [part.text for part in parts]
    whole = [
        part
        for number, part in enumerate(parts)
        if part.values or not any(part.text in text for text in texts[:number] + texts[number + 1 :])
    ]
    return tuple(part for part in whole if part.pieces or part.values)[:_PARTS_AT_MOST]


def _is_bare_word(part: Part) -> bool:
    """Tell a small count by itself in words (*two* of *the two governments*), which is beside the point."""
    return not part.stems and not part.dates and not any(map(str.isdigit, part.text)) and " " not in part.text


def _cut(read: ReadText, place: int, words: PartWords) -> list[Run]:
    """Cut the label or the quote into runs, and name what each is."""
    passage, tokens = read.passages[place], read.tokens[place]
    conditions = _conditions(passage, tokens, words)
    free = [token for token in tokens if not any(token in run.tokens for run in conditions)]
    is_label = place == 0 and len(read.passages) > 1
    action = _label_action(free, read.text, words) if is_label else _quote_action(free, read.text, words)
    runs = joined_runs(
        runs_of(read, passage, [token for token in tokens if token in free and token is not action]), read.text, tokens, words
    )
    named = [Run(_role(run, read.text, tokens, words), run.tokens) for run in runs]
    own = [Run("action", (action,))] if action is not None else []
    return sorted([*own, *named, *conditions], key=lambda run: run.start)


def _conditions(passage: Passage, tokens: Sequence[Token], words: PartWords) -> list[Run]:
    """Find restrictions: from their first word to the next comma or full stop, or back to it where the marker comes last."""
    runs: list[Run] = []
    for match in words.condition.finditer(passage.text):
        edges = [0, *(edge.end() for edge in _CLAUSE_END.finditer(passage.text)), len(passage.text)]
        first = max(edge for edge in edges if edge <= match.start())
        last = min(edge for edge in edges if edge >= match.end())
        start, end = (first, match.end()) if words.markers_behind else (match.start(), last)
        inside = tuple(token for token in tokens if start <= token.start - passage.start and token.end - passage.start <= end)
        if any(not token.is_stop for token in inside) and not (runs and inside[0].start < runs[-1].end):
            runs.append(Run("condition", inside))
    return runs


def _label_action(tokens: Sequence[Token], text: str, words: PartWords) -> Token | None:
    """Give the first word of a label, or the last where verbs stand there, if it is a verb of doing."""
    if not tokens:
        return None
    token = tokens[-1] if words.is_final else tokens[0]
    if len(tokens) == 1 or not words.is_action(token.text):
        return None
    # "Development banks": a noun of the same stem, unless a function word follows ("Development of").
    is_verb = words.is_final or token.text.lower() in words.verbs or tokens[1].is_stop
    return token if is_verb and not _is_glued(token, text) else None


def _quote_action(tokens: Sequence[Token], text: str, words: PartWords) -> Token | None:
    """Give the first verb of doing in a quote that neither has an article before it nor stands as an adjective before its noun."""
    for before, token, after in zip([None, *tokens], tokens, [*tokens[1:], None], strict=False):
        if not words.is_action(token.text) or token.text[0].isupper() or _is_glued(token, text):
            continue
        is_noun = before is not None and (before.text.lower() in words.articles or not before.is_stop)
        is_passive = words.participle.search(token.text) is not None and (after is None or after.text.lower() not in words.articles)
        if words.is_final or not (is_noun or is_passive):
            return token
    return None


def _is_glued(token: Token, text: str) -> bool:
    return text[max(0, token.start - 1) : token.start] in HYPHENS or text[token.end : token.end + 1] in HYPHENS


def _role(run: Run, text: str, tokens: Sequence[Token], words: PartWords) -> PartKind:
    """Make a name a partner or a place where the function word beside it says so."""
    is_foreign_name = words.markers_behind and all(_KATAKANA.fullmatch(token.text) for token in run.tokens)
    if run.kind != "name" and not is_foreign_name:
        return run.kind
    if words.markers_behind:
        following = text[run.end :]
        marker = next((word for word in sorted(words.partner | words.place) if following.startswith(word)), "")
    else:
        marker = next((word for word in _words_before(run, text, tokens) if word not in words.articles), "")
    if marker in words.partner:
        return "partner"
    # "at Expo 2031", "in FOIP": events and programmes rather than places.
    is_other = any(is_acronym(token) or any(map(str.isdecimal, token.text)) for token in run.tokens)
    return "place" if marker in words.place and not is_other else run.kind


def _words_before(run: Run, text: str, tokens: Sequence[Token]) -> Iterator[str]:
    """Go back from a run, word by word, as long as nothing but blanks stands between."""
    end = run.start
    for token in reversed([token for token in tokens if token.end <= run.start]):
        if not only_blanks(text[token.end : end]):
            return
        yield token.text.lower()
        end = token.start


def _part(read: ReadText, run: Run, place: int, spans: Sequence[tuple[int, int]], offset: int) -> Part:
    passage, text = read.passages[place], read.text
    quantities = quantities_in(passage, run.tokens, read.language) if run.kind == "number or date" else frozenset()
    words = [token for token in run.tokens if not (is_number(token, text) or token in quantities or token.is_stop)]
    inside = tuple(
        offset + number
        for number, (first, last) in enumerate(spans)
        if any(passage.start + first < token.end and passage.start + last > token.start for token in words)
    )
    percent = _PERCENT.match(text, run.end) if run.kind == "number or date" else None
    whole = text[word_start(text, run.start) : percent.end() if percent else run.end]
    dates = find_dates(whole, read.language) if run.kind != "name" else ()
    bare = "".join("\n" if any(date.start <= at < date.end for date in dates) else sign for at, sign in enumerate(whole))
    return Part(run.kind, whole, inside, values_in(bare, read.language), dates, frozenset(token.stem for token in words))


def values_in(text: str, language: str) -> frozenset[str]:
    """Find the numbers of a text, in digits and in words.

    Parameters
    ----------
    text : str
        Any text.
    language : str
        Its language: which words are numbers.

    Returns
    -------
    frozenset of str
        Each value in plain digits, as `numbers_in` gives it.
    """
    values = frozenset(f"{numeral.value:.12g}" for numeral in find_numerals(text, language))
    return values or numbers_in(text)
