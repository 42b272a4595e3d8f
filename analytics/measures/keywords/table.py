"""Keyphrases as tables."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from analytics.errors import KeyphraseError, LanguageError
from analytics.language.passages import Passage, split_passages
from analytics.language.segmentation import is_segmented
from analytics.language.stopwords import stop_words
from analytics.language.tokens import Token, tokenize
from analytics.measures.keywords.candidates import Candidates
from analytics.measures.keywords.phrases import Key, Occurrence, find_phrases
from analytics.measures.keywords.scores import yake_scores
from analytics.schema import conform
from analytics.undefined import tell_undefined

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from analytics.language.reading import ReadText
    from analytics.settings import Settings

_COLUMNS = ["rank", "keyphrase", "yake_score", "count"]
_ENOUGH = 10
"""With fewer keyphrases than this the next, weaker tier of candidates is let in."""


@dataclass(frozen=True, slots=True)
class _Keyphrase:
    key: Key
    words: str
    score: float
    count: int


def extract_keywords(text: str, *, language: str, top: int = 20, max_words: int = 3) -> pd.DataFrame:
    """Extract the keyphrases of a text.

    Parameters
    ----------
    text : str
        Any text.
    language : str
        Language code, one with a list of function words: those of the encoder and about twenty more.
    top : int, default 20
        Most rows, at least 1. A text may have fewer phrases worth showing.
    max_words : int, default 3
        Longest keyphrase, in words, 1 to 5.

    Returns
    -------
    pandas.DataFrame
        Columns ``rank`` (1 is the best), ``keyphrase`` (as most often written in the text), ``yake_score`` (above 0, lower is better, not
        comparable between texts) and ``count`` (occurrences of the keyphrase as shown, capitals aside). No rows for a text without words.

    Raises
    ------
    KeyphraseError
        If a text that has words yields no keyphrase.
    LanguageError
        If the language has no list of function words.
    ValueError
        If `top` or `max_words` is out of range.

    Notes
    -----
    Scores are YAKE's, see `analytics.measures.keywords.scores.yake_scores`. Kept are phrases that are said at least twice or are names of
    several words, that stand by themselves rather than always inside a longer phrase, and that begin and end with a content word which is
    neither a number, a day, a month nor a unit. Of two phrases of which one contains the other, in letters or in stems, only the
    better one is kept. Texts too short for ten such phrases fall back on words said once.

    Examples
    --------
    >>> frame = extract_keywords("Supply chains matter. Supply chains fail. Ministers met.", language="en", top=1)
    >>> frame["keyphrase"].tolist(), frame["count"].tolist()
    (['Supply chains'], [2])
    """
    if top < 1 or not 1 <= max_words <= 5:
        raise ValueError(f"top is {top} and max_words {max_words}; expected top of at least 1 and max_words from 1 to 5.")
    passages = split_passages(text, language)
    tokens = tuple(tokenize(passage.text, language, offset=passage.start) for passage in passages)
    found = _keyphrases(text, language, passages, tokens, top=top, max_words=max_words)
    if not found and any(tokens):
        words = sum(map(len, tokens))
        raise KeyphraseError(
            f"None of the {words} words can be a keyphrase: all are function words or numbers in {language!r}. Check the language."
        )
    return _frame(found)


def keyword_table(texts: Mapping[str, ReadText], settings: Settings) -> pd.DataFrame:
    """List the keyphrases of every source.

    Parameters
    ----------
    texts : mapping of str to ReadText
        The sources, read, by id.
    settings : Settings
        ``keyphrases_per_source`` and ``keyphrase_words`` are used.

    Returns
    -------
    pandas.DataFrame
        The ``keywords`` table of `analytics.schema.TABLES`, in the order of `texts`.

    Warns
    -----
    UndefinedMeasureWarning
        If a source with words has no keyphrase; it has no rows then.

    Raises
    ------
    KeyphraseError
        If YAKE fails on a source.
    LanguageError
        If a source is in a language without a list of function words.
    """
    frames = []
    for source, read in texts.items():
        found = _keyphrases(
            read.text, read.language, read.passages, read.tokens, top=settings.keyphrases_per_source, max_words=settings.keyphrase_words
        )
        if not found and read.words:
            message = f"Source {source!r} has no keyphrases: all its words are function words or numbers in {read.language!r}."
            tell_undefined(message)
        frames.append(_frame(found).assign(source=source))
    return conform(pd.concat(frames) if frames else pd.DataFrame(columns=["source", *_COLUMNS]), "keywords")


def _frame(found: Sequence[_Keyphrase]) -> pd.DataFrame:
    rows = [(rank, one.words, one.score, one.count) for rank, one in enumerate(found, start=1)]
    return pd.DataFrame(rows, columns=_COLUMNS).astype({"rank": "int64", "keyphrase": "str", "yake_score": "float64", "count": "int64"})


def _keyphrases(
    text: str, language: str, passages: Sequence[Passage], tokens: Sequence[Sequence[Token]], *, top: int, max_words: int
) -> list[_Keyphrase]:
    if not stop_words(language):
        raise LanguageError(
            f"There is no list of function words for language {language!r}; give the code of a supported language, such as 'en'."
        )
    phrases = find_phrases(text, passages, tokens, max_words)
    scores = yake_scores(text, tokens, max_words)
    ordered = sorted((score, phrases[key][0].tokens[0].start, key) for key, score in scores.items() if key in phrases)
    # The tiers of a language without blanks hold pieces of words that were cut wrongly; words that come back are words.
    least = 2 if is_segmented(language) else 1
    chosen: list[_Keyphrase] = []
    eligible: set[Key] = set()
    for tier in Candidates(phrases, language).tiers():
        eligible |= tier
        chosen = _chosen(text, language, [(key, score) for score, _, key in ordered if key in eligible], phrases, top, least)
        if len(chosen) >= min(top, _ENOUGH):
            return chosen
    # A text of verbs and fragments: better any of its words than nothing.
    return chosen or _chosen(text, language, [(key, score) for score, _, key in ordered if len(key) == 1], phrases, top, 1)


def _chosen(
    text: str, language: str, ordered: Sequence[tuple[Key, float]], phrases: Mapping[Key, Sequence[Occurrence]], top: int, least: int
) -> list[_Keyphrase]:
    """Take the best phrases said often enough, leaving out those that contain a better one, or are contained in it."""
    counts = {key: len(phrases[key]) for key, _ in ordered}
    chosen: list[_Keyphrase] = []
    for key, score in ordered:
        words = _as_written(text, phrases[key], language)
        if _is_outweighed(key, counts) or any(_overlap(key, words, other) for other in chosen):
            continue
        count = _count(text, words, language)
        if count >= least or words.isascii():
            chosen.append(_Keyphrase(key, words, score, count))
        if len(chosen) == top:
            break
    return chosen


def _overlap(key: Key, words: str, other: _Keyphrase) -> bool:
    stems, others = set(key), set(other.key)
    return stems <= others or others <= stems or words.casefold() in other.words.casefold() or other.words.casefold() in words.casefold()


def _is_outweighed(key: Key, counts: Mapping[Key, int]) -> bool:
    """Say whether a shorter phrase inside, of two words or more, is said at least twice as often, or a longer one nearly as often."""
    inner = [key[start:end] for start in range(len(key)) for end in range(start + 2, len(key) + 1) if end - start < len(key)]
    if any(counts.get(part, 0) >= 2 * counts[key] for part in inner):
        return True
    return len(key) == 1 and any(
        2 * counts[longer] > counts[key] for longer in counts if len(longer) > 1 and key[0] in longer and counts[longer] > 1
    )


def _as_written(text: str, occurrences: Sequence[Occurrence], language: str) -> str:
    """Return the most frequent form; of equals the one inside a sentence, then the first."""
    forms = [(_form(text, occurrence, language), not occurrence.is_first and not occurrence.is_in_heading) for occurrence in occurrences]
    counts = Counter(form for form, _ in forms)
    inside = {form for form, is_inside in forms if is_inside}
    first = {form: -place for place, (form, _) in reversed(list(enumerate(forms)))}
    return max(counts, key=lambda form: (counts[form], form in inside, first[form]))


def _form(text: str, occurrence: Occurrence, language: str) -> str:
    last = occurrence.tokens[-1]
    end = last.end
    if language.startswith("ko") and last.text.lower().startswith(last.stem):
        end = last.start + len(last.stem)
    blank = "" if is_segmented(language) else " "
    return re.sub(r"[ \t]*[\n\r]\s*", blank, text[occurrence.tokens[0].start : end])


def _count(text: str, words: str, language: str) -> int:
    """Count a keyphrase in the text: as whole words, capitals and the kind of blank aside."""
    blank = r"\s*" if is_segmented(language) else r"\s+"
    pattern = blank.join(re.escape(part) for part in words.split())
    if not is_segmented(language):
        # Korean writes particles to the end of a word; a keyphrase that ends in a full stop needs no edge.
        has_edge = words[-1].isalnum() and not language.startswith("ko")
        # An underscore joins no words, as for the tokens.
        pattern = rf"(?<![^\W_]){pattern}" + (r"(?![^\W_])" if has_edge else "")
    return len(re.findall(pattern, text, re.IGNORECASE))
