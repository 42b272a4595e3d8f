"""What kind of clause a part of a statement stands in, and how binding it is."""

from __future__ import annotations

from analytics.schema import ACT_STRENGTH
from analytics.study.grammar.lexicon import LEXICON_LANGUAGES
from analytics.study.grammar.reading import read_structure
from analytics.study.language_codes import primary_language

DEFAULT_ACT = "fact"
"""Act of words that no verb of the lexicon governs, and of statements in languages without one."""


def judges_acts(language: str) -> bool:
    """Tell whether acts are told apart in a language: it needs a lexicon (`analytics.study.grammar.lexicon.LEXICON_LANGUAGES`)."""
    return primary_language(language) in LEXICON_LANGUAGES


def label_act(text: str, start: int, end: int, language: str) -> tuple[str, int]:
    """Name the act of a span of the statement: that of the last verb that governs its beginning.

    Parameters
    ----------
    text : str
        The normalised statement.
    start, end : int
        Span, ``0 <= start <= end <= len(text)``.
    language : str
        Language code of the statement.

    Returns
    -------
    act : str
        One of `analytics.schema.ACTS`.
    strength : int
        How binding it is, 0 (no promise) to 4 (firm).

    Notes
    -----
    A verb inside the span counts if it takes over before the span's first word is past; of several, the first. Where the language
    has no lexicon (see `analytics.study.grammar.lexicon.LEXICON_LANGUAGES`) every span is a ``fact`` of strength 0: not judged.

    Raises
    ------
    ValueError
        If the span does not lie within the text.

    Examples
    --------
    >>> text = "We welcomed the report and agreed to open an office."
    >>> label_act(text, text.index("open"), len(text), "en")
    ('commitment', 4)
    """
    if not 0 <= start <= end <= len(text):
        raise ValueError(f"The span {start} to {end} lies outside a text of {len(text)} characters.")
    verb = read_structure(text, language).verb_at(start, end)
    return (DEFAULT_ACT, ACT_STRENGTH[DEFAULT_ACT]) if verb is None else (verb.act, verb.strength)
