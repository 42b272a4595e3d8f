"""Chinese and Japanese text in the signs that the encoder knows best, for the encoder alone.

The encoder takes traditional characters, and the full stop and comma of Chinese and Japanese, for more of a difference than they make:
with true translations of one declaration (UDHR, 50 paragraphs) the mean cosine with the English paragraph, above the mean of false
pairs in units of 0.15, is 2.5 in traditional characters and 3.3 after conversion (3.3 in simplified ones), and rises to 3.6 with Latin
signs; in Japanese from 3.0 to 3.5.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from analytics.study.language_codes import primary_language

_TABLE = Path(__file__).parent / "traditional_characters.txt"
_SIGNS = {ord("。"): ".", ord("、"): ","}


def familiar(text: str, language: str) -> str:
    """Write a text as the encoder knows it.

    Parameters
    ----------
    text : str
        Any text.
    language : str
        Language code of the text.

    Returns
    -------
    str
        As long as the text, character for character: Chinese (any standard) in simplified characters, Chinese and Japanese with Latin
        full stops and commas; text in any other language as it is.
    """
    code = primary_language(language)
    if code == "zh":
        return text.translate(_simplified()).translate(_SIGNS)
    return text.translate(_SIGNS) if code == "ja" else text


@cache
def _simplified() -> dict[int, str]:
    lines = _TABLE.read_text(encoding="utf-8").splitlines()
    return {ord(pair[0]): pair[1] for line in lines if not line.startswith("#") for pair in line.split()}
