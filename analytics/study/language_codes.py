"""Language codes, and when two of them name one language."""

from __future__ import annotations

import re

LANGUAGE_NAMES = {
    "ar": "Arabic",
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "it": "Italian",
    "ja": "Japanese",
    "ko": "Korean",
    "nl": "Dutch",
    "pl": "Polish",
    "pt": "Portuguese",
    "ru": "Russian",
    "th": "Thai",
    "tr": "Turkish",
    "zh": "Chinese",
    "zh-TW": "Chinese (traditional)",
}
"""Names of the languages that the encoder reads."""


def primary_language(code: str) -> str:
    """Name a language without its region or script, in lower case: two standards of Chinese are one language.

    Examples
    --------
    >>> primary_language("zh-TW"), primary_language("pt_BR"), primary_language("en")
    ('zh', 'pt', 'en')
    """
    return code.lower().replace("_", "-").split("-")[0]


def canonical_language(code: str) -> str:
    """Write a language code the way tables do: ``en-GB`` becomes ``en``, ``zh-Hant`` becomes ``zh-TW``.

    Parameters
    ----------
    code : str
        A BCP 47 tag.

    Returns
    -------
    str
        The primary code in lower case; ``zh-TW`` for Chinese in traditional characters.

    Raises
    ------
    ValueError
        If it is no such tag.
    """
    if not re.fullmatch(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*", code):
        raise ValueError("is not a language code; expected two letters, such as en, or zh-TW")
    primary, *rest = re.split("[-_]", code.lower())
    return "zh-TW" if primary == "zh" and {"tw", "hk", "mo", "hant"} & set(rest) else primary


def language_name(code: str) -> str:
    """Name a language; a code that has no name here stands for itself."""
    return LANGUAGE_NAMES.get(code, code or "unknown")
