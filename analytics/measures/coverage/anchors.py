"""What means the same in every language as it is written: numbers, and names in capitals.

Vectors tell 2030 from 2035 badly, and an acronym stays what it is in a Japanese sentence.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SCALES = {
    3: "thousand thousands mil mille mila tausend duizend bin tysiące tysięcy тысяча тысячи тысяч พัน ألف آلاف 千 천",
    4: "万 萬 만 หมื่น",
    5: "แสน",
    6: (
        "million millions millón millones milione milioni milhão milhões miljoen milyon milion miliony milionów миллион миллиона "
        "миллионов ล้าน مليون ملايين mn mln mio 百万 百萬 백만"
    ),
    8: "亿 億 억",
    9: (
        "billion billions bn milliard milliards miliardo miliardi milliarde milliarden mrd miljard milyar miliard miliardy miliardów "
        "миллиард миллиарда миллиардов مليار مليارات 十亿 十億 십억"
    ),
    12: "trillion trillions tn billón billones trilione trilioni bilhões trilhão trilhões 兆 조 万亿 萬億",
}
_SCALE_OF = {word: power for power, words in _SCALES.items() for word in words.split()}
_SCALE = "|".join(re.escape(word) for word in sorted(_SCALE_OF, key=len, reverse=True))
# A scale word in letters must end where it ends; scale signs of Chinese, Japanese, Korean and Thai stand against the next word.
_NUMBER = re.compile(
    rf"(?<![\d.,A-Za-z])(?<!(?-i:[A-Z])-)(\d+(?:[.,' \u00a0\u202f]\d{{3}})*(?:[.,]\d+)?)(?:[\s\u00a0]?({_SCALE})(?![a-zа-яęóãõñ]))?",
    re.IGNORECASE,
)
_HAN_DIGITS = {sign: value for value, sign in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2, "兩": 2}
_HAN_UNITS = {"十": 10, "百": 100, "千": 1000}
_HAN_NUMBER = re.compile(r"[〇零一二三四五六七八九十百千两兩]{2,}|[一二三四五六七八九十](?=[年月日国國か个個カヶ項点點])")
_GROUPS = re.compile(r"(?<=\d)[.,' \u00a0\u202f](?=\d{3}(?:\D|$))")
_CAPITALS = re.compile(r"(?<![A-Za-zÀ-ÿ])(?:[A-Z][A-Za-z]*[A-Z][A-Za-z]*(?:-?\d+)?|[A-Z]-?\d+)(?![A-Za-z])")


@lru_cache(maxsize=4096)
def numbers_in(text: str) -> frozenset[str]:
    """Find the numbers of a text, as values.

    Parameters
    ----------
    text : str
        Any text, in any script; full-width and other digits count as digits.

    Returns
    -------
    frozenset of str
        Each value in plain digits: ``3 billion``, ``30億`` and ``3 Milliarden`` are all ``3000000000``, ``十五`` is ``15``. A comma or a
        point before three digits groups them; before one or two it is a decimal sign. Digits tied to a Latin letter (*G7*, *F-35*)
        belong to a name. Values that only some languages spell out (*two years*) are not found.
    """
    plain = _with_ascii_digits(text)
    found = {_value(match.group(1), match.group(2)) for match in _NUMBER.finditer(plain)}
    found |= {str(_han_value(match.group())) for match in _HAN_NUMBER.finditer(plain)}
    return frozenset(found)


@lru_cache(maxsize=4096)
def names_in(text: str) -> frozenset[str]:
    """Find the acronyms of a text: Latin letters with at least two capitals, or one and a number (*G7*), also in text of another script.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    frozenset of str
        In capitals. A text that is written in capitals throughout has none: they tell nothing there.
    """
    plain = unicodedata.normalize("NFKC", text)
    letters = [letter for letter in plain if letter.isalpha()]
    if sum(letter.isupper() for letter in letters) > 0.5 * len(letters) and len(letters) > 20:
        return frozenset()
    return frozenset(match.group().upper() for match in _CAPITALS.finditer(plain))


def _with_ascii_digits(text: str) -> str:
    normal = unicodedata.normalize("NFKC", text)
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() and not c.isascii() else c for c in normal)


def _value(digits: str, scale: str | None) -> str:
    whole, _, decimals = _GROUPS.sub("", digits).replace(",", ".").partition(".")
    power = _SCALE_OF.get(scale.lower(), 0) if scale else 0
    shifted = whole + decimals[:power].ljust(power, "0")
    rest = decimals[power:].rstrip("0")
    return (shifted.lstrip("0") or "0") + (f".{rest}" if rest else "")


def _han_value(signs: str) -> int:
    """Read a number written in Chinese characters, by places (二〇三五) or by units (三十五)."""
    if not any(sign in _HAN_UNITS for sign in signs):
        return int("".join(str(_HAN_DIGITS[sign]) for sign in signs))
    total, digit = 0, None
    for sign in signs:
        if sign in _HAN_UNITS:
            total += (1 if digit is None else digit) * _HAN_UNITS[sign]
            digit = None
        else:
            digit = _HAN_DIGITS[sign]
    return total + (digit or 0)
