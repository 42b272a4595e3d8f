"""Which language a text is in."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from analytics.language.control_characters import without_unseen
from analytics.language.memory import give_memory_back

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_SAMPLE_CHARACTERS = 20_000
"""Beginning of a text that is looked at: far more than detection needs, and bounded for texts of any length."""

UNDETERMINED = "und"
"""Code for a text without letters, from ISO 639-2."""

_CHINESE = frozenset({"gan", "hak", "lzh", "nan", "wuu", "yue"})
"""Languages that a text in standard written Chinese is taken for when it is short."""

_ARABIC = frozenset({"ary", "arz"})
"""Spoken forms of Arabic that a short text in the written standard is taken for."""

# Characters that are written differently in the two standards of Chinese, most frequent in news first.
_SIMPLIFIED = frozenset(
    "国这为来个们说会时对发经过动现与后进产里学当于业间问关开书长门见东车马电话记认让议论还没实头亲两应体总战团务义专标价气网乐构济权盖设计划领导该选达强环单节华历边际联变规"
)
_TRADITIONAL = frozenset(
    "國這為來個們說會時對發經過動現與後進產裡學當於業間問關開書長門見東車馬電話記認讓議論還沒實頭親兩應體總戰團務義專標價氣網樂構濟權蓋設計劃領導該選達環單節華歷邊際聯變規"
)


@cache
def _identifier() -> LanguageIdentifier:
    """Load the model once; the import alone takes half a second."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def forget_languages() -> None:
    """Let go of the model, some 70 MB; it is loaded again, in less than half a second, when a language is next detected."""
    _identifier.cache_clear()
    give_memory_back()


def detect_language(text: str) -> tuple[str, float]:
    """Detect the language of a whole article.

    Parameters
    ----------
    text : str
        Any text; reliable from about two sentences on. The first 20,000 characters are looked at.

    Returns
    -------
    code : str
        ISO 639-1 code (``en``), ``zh-TW`` for Chinese in traditional characters, ``und`` for a text without letters.
    confidence : float
        Probability that the model gives the code, 0 to 1; 0 for ``und``.

    Notes
    -----
    Every language of the model can be the answer, not only those that can be analysed: a Finnish article is called ``fi``.
    """
    sample = without_unseen(text[:_SAMPLE_CHARACTERS])
    if not any(character.isalpha() for character in sample):
        return UNDETERMINED, 0.0
    code, confidence = _identifier().classify(sample)
    if code in _CHINESE:
        code = "zh"
    if code in _ARABIC:
        code = "ar"
    if code == "zh" and is_traditional_chinese(sample):
        code = "zh-TW"
    return str(code), min(1.0, float(confidence))


def is_traditional_chinese(text: str) -> bool:
    """Say whether a Chinese text has more characters of the traditional standard than of the simplified one.

    Parameters
    ----------
    text : str
        Chinese text; only common characters that differ between the standards are looked at.

    Returns
    -------
    bool
        False also where no character tells.
    """
    simplified = sum(character in _SIMPLIFIED for character in text)
    traditional = sum(character in _TRADITIONAL for character in text)
    return traditional > simplified
