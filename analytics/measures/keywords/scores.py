"""YAKE's scores of the phrases of a text: the one place that knows YAKE."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analytics.errors import KeyphraseError
from analytics.measures.keywords.phrases import Key, chunks, is_number, key_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analytics.language.tokens import Token

_LETTERS = "abcdefghijklmnopqrtuvwxyz"
"""No s: YAKE takes a final s off as if it made a plural."""
_ANY = 1_000_000_000


class _Codes:
    """Gives each distinct word a code word of small Latin letters, the same for the same word."""

    def __init__(self) -> None:
        self._code_of: dict[tuple[str, bool], str] = {}
        self.key_of: dict[str, tuple[str, bool]] = {}

    def code(self, token: Token) -> str:
        key = key_of(token)
        if key not in self._code_of:
            code = self._new(len(self._code_of))
            self._code_of[key] = code
            self.key_of[code] = key
        return self._code_of[key]

    def _new(self, number: int) -> str:
        letters = ""
        for _ in range(6):
            number, digit = divmod(number, len(_LETTERS))
            letters = _LETTERS[digit] + letters
        return "q" + letters

    @property
    def stops(self) -> set[str]:
        return {code for code, (_, is_stop) in self.key_of.items() if is_stop}


def yake_scores(text: str, tokens: Sequence[Sequence[Token]], max_words: int) -> dict[Key, float]:
    """Score every phrase of a text by YAKE.

    Parameters
    ----------
    text : str
        The text that the spans of the tokens refer to.
    tokens : sequence of sequences of Token
        The words of each passage.
    max_words : int
        Longest phrase, in words.

    Returns
    -------
    dict
        Score of each phrase, above 0, lower is better. Not comparable between texts.

    Raises
    ------
    KeyphraseError
        If YAKE gives nothing for a text that has content words: it answers its own failures with an empty list.

    Notes
    -----
    YAKE does not see the text but a transcript: one code word per stem, passages as sentences, a comma wherever punctuation separates
    two words, capitals kept. So its word statistics hold for inflected languages and for those without blanks, headings are not fused with
    what follows, and its own sentence and word splitting has nothing to decide.

    References
    ----------
    Campos, R., Mangaravite, V., Pasquali, A., Jorge, A., Nunes, C., Jatowt, A. (2020). YAKE! Keyword extraction from single documents using
    multiple local features. Information Sciences 509, 257-289.
    """
    content = sum(not token.is_stop and not is_number(token) for words in tokens for token in words)
    if not content:
        return {}
    from yake import KeywordExtractor  # takes two seconds

    codes = _Codes()
    transcript = " ".join(_sentence(text, words, codes) for words in tokens if words)
    # A limit of 1 switches YAKE's own, ineffective search for duplicates off.
    extractor = KeywordExtractor(lan="none", n=max_words, dedup_lim=1.0, top=_ANY, stopwords=codes.stops | {"-"})
    found = extractor.extract_keywords(transcript)
    if not found:
        raise KeyphraseError(
            f"YAKE found no keyphrase in a text with {content} content words; expected at least one. Report the text as a defect."
        )
    return {tuple(codes.key_of[code] for code in phrase.split()): float(score) for phrase, score in found}


def _sentence(text: str, words: Sequence[Token], codes: _Codes) -> str:
    parts = [" ".join(_cased(token, codes.code(token)) for token in chunk) for chunk in chunks(text, words)]
    sentence = " , ".join(parts) + "."
    # YAKE's sentence splitter looks for a capital; a capital at the beginning of a sentence carries no weight in its score.
    return sentence[0].upper() + sentence[1:]


def _cased(token: Token, code: str) -> str:
    if is_number(token):
        return code + "9"
    if len(token.text) > 1 and token.text.isupper():
        return code.upper()
    return code.capitalize() if token.text[0].isupper() else code
