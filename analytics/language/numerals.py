"""Numbers in running text, in digits of any script, in Chinese characters, and in words."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from analytics.study.language_codes import primary_language

_DECIMAL_COMMA = frozenset({"de", "es", "fr", "it", "nl", "pl", "pt", "ru", "tr"})

# Words for numbers from 2: "one" is an article in most languages.
_UNITS = {
    "en": "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
    "de": "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn",
    "fr": "deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf",
    "es": "dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve",
    "it": "due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici diciassette diciotto "
    "diciannove",
    "pt": "dois três quatro cinco seis sete oito nove dez onze doze treze catorze quinze dezasseis dezassete dezoito dezanove",
    "nl": "twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien",
    "pl": "dwa trzy cztery pięć sześć siedem osiem dziewięć dziesięć",
    "ru": "два три четыре пять шесть семь восемь девять десять",
    "tr": "iki üç dört beş altı yedi sekiz dokuz on",
}
_TENS = {
    "en": "twenty thirty forty fifty sixty seventy eighty ninety",
    "de": "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig",
    "fr": "vingt trente quarante cinquante soixante soixante-dix quatre-vingts quatre-vingt-dix",
    "es": "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
    "it": "venti trenta quaranta cinquanta sessanta settanta ottanta novanta",
    "pt": "vinte trinta quarenta cinquenta sessenta setenta oitenta noventa",
    "nl": "twintig dertig veertig vijftig zestig zeventig tachtig negentig",
    "pl": "dwadzieścia trzydzieści czterdzieści pięćdziesiąt sześćdziesiąt siedemdziesiąt osiemdziesiąt dziewięćdziesiąt",
    "ru": "двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто",
    "tr": "yirmi otuz kırk elli altmış yetmiş seksen doksan",
}
# Long-scale languages first: their "billion" is a million millions.
_LONG_BILLION = {"de", "es", "fr", "nl", "pl", "it"}
_SCALES = {
    "thousand": 1e3, "tausend": 1e3, "mil": 1e3, "mille": 1e3, "mila": 1e3, "duizend": 1e3, "tys": 1e3, "tysięcy": 1e3, "tysiące": 1e3,
    "тысяч": 1e3, "тысячи": 1e3, "тыс": 1e3, "bin": 1e3, "ألف": 1e3, "آلاف": 1e3, "พัน": 1e3, "หมื่น": 1e4, "แสน": 1e5,
    "million": 1e6, "millions": 1e6, "mn": 1e6, "mio": 1e6, "mln": 1e6, "millionen": 1e6, "millón": 1e6, "millones": 1e6, "milione": 1e6,
    "milioni": 1e6, "milhão": 1e6, "milhões": 1e6, "miljoen": 1e6, "milion": 1e6, "miliony": 1e6, "milionów": 1e6, "миллион": 1e6,
    "миллиона": 1e6, "миллионов": 1e6, "млн": 1e6, "milyon": 1e6, "مليون": 1e6, "ملايين": 1e6, "ล้าน": 1e6, "mil millones": 1e9,
    "milliard": 1e9, "milliards": 1e9, "milliarde": 1e9, "milliarden": 1e9, "mrd": 1e9, "miliardo": 1e9, "miliardi": 1e9, "mld": 1e9,
    "miljard": 1e9, "miliard": 1e9, "miliardy": 1e9, "miliardów": 1e9, "миллиард": 1e9, "миллиарда": 1e9, "миллиардов": 1e9, "млрд": 1e9,
    "milyar": 1e9, "مليار": 1e9, "مليارات": 1e9, "bn": 1e9, "billion": 1e9, "billions": 1e9, "bilhão": 1e9, "bilhões": 1e9,
    "billón": 1e12, "billones": 1e12, "billionen": 1e12, "biljoen": 1e12, "trillion": 1e12, "trillions": 1e12, "trn": 1e12,
    "trilhão": 1e12, "trilhões": 1e12, "trilyon": 1e12,
}  # fmt: skip
_EAST = {
    "千": 1e3,
    "천": 1e3,
    "百": 1e2,
    "백": 1e2,
    "万": 1e4,
    "萬": 1e4,
    "만": 1e4,
    "億": 1e8,
    "亿": 1e8,
    "억": 1e8,
    "兆": 1e12,
    "조": 1e12,
}
_HAN_DIGITS = {sign: value for value, sign in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2, "兩": 2}
_HAN_PLACES = {"十": 10, "百": 100, "千": 1000}
_HAN = "〇零一二三四五六七八九十百千两兩"
# A single character, or a word such as 一些, is no number unless a counter follows.
_COUNTERS = "個个名人項项艘國国年月日天週周小點点張张位件座条條家所次倍成隻只只度"

# Longer runs of digits are codes, not numbers; and a bounded search stays fast on any text.
_RUN, _GROUPS, _HAN_RUN = r"\d{1,18}(?!\d)", "{1,6}", rf"(?<![{_HAN}])[{_HAN}]{{1,18}}(?![{_HAN}])"
_DIGITS = rf"\d{{1,3}}(?:[.,'’\u00a0\u202f ]\d{{3}}){_GROUPS}(?:[.,]{_RUN})?(?!\d)|{_RUN}(?:[.,]{_RUN})?"
_EAST_NUMBER = re.compile(
    rf"(?:(?:(?<!\d)(?:{_DIGITS})|{_HAN_RUN})\s?[千천百백]?[万萬만億亿억兆조]{{1,2}}\s?){{1,4}}(?:{_RUN}(?:[.,]\d{{3}})*|{_HAN_RUN})?[千천]?"
    rf"|(?<!\d){_RUN}(?:\.{_RUN})?[千천百백](?=[^\w]|[^\W\d_a-zA-Z])"
)
_EAST_PART = re.compile(rf"({_DIGITS}|[{_HAN}]+)\s?([千천百백]?)([万萬만億亿억兆조]*)")
_HAN_NUMBER = re.compile(
    rf"(?<![{_HAN}])[{_HAN}]{{2,18}}(?=\s?[{_COUNTERS}艘棟種种])|(?<![{_HAN}])[二三四五六七八九十两兩](?=[{_COUNTERS}])"
)
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_PLAIN = re.compile(rf"(?<![\w.,])(?:{_DIGITS})")


@dataclass(frozen=True, slots=True)
class Numeral:
    """One number of a text.

    Parameters
    ----------
    start, end : int
        Span in the text, scale word included.
    value : float
        What it stands for.
    in_words : bool
        Whether it is spelled out.
    """

    start: int
    end: int
    value: float
    in_words: bool


def with_ascii_digits(text: str) -> str:
    """Replace digits of other scripts, full-width signs and narrow blanks by plain ones, character by character: spans stay."""
    return _BEYOND_ASCII.sub(lambda match: _plain(match.group()), text)


def find_numerals(text: str, language: str) -> tuple[Numeral, ...]:
    """Find the numbers of a text.

    Parameters
    ----------
    text : str
        Any text.
    language : str
        Decides what a comma and a point mean, and which words are numbers.

    Returns
    -------
    tuple of Numeral
        In reading order, not overlapping. Digits glued to a letter before them (G7, CO2) are part of a name and not found; words are
        found from two to ninety-nine.
    """
    code = primary_language(language)
    plain = with_ascii_digits(text)
    found = [*_eastern(plain), *_in_digits(plain, code), *_in_han(plain), *_in_words(plain, code)]
    kept: list[Numeral] = []
    for numeral in sorted(found, key=lambda numeral: (numeral.start, -numeral.end)):
        if not kept or numeral.start >= kept[-1].end:
            kept.append(numeral)
    return tuple(kept)


def han_value(signs: str) -> int:
    """Read a whole number in Chinese characters, by places (二〇三四) or by units (三十五).

    Parameters
    ----------
    signs : str
        Only characters that stand for digits or for ten, hundred, thousand.

    Returns
    -------
    int
        Its value.
    """
    if not any(sign in _HAN_PLACES for sign in signs):
        return int("".join(str(_HAN_DIGITS[sign]) for sign in signs))
    total, digit = 0, None
    for sign in signs:
        if sign in _HAN_PLACES:
            total += (1 if digit is None else digit) * _HAN_PLACES[sign]
            digit = None
        else:
            digit = _HAN_DIGITS[sign]
    return total + (digit or 0)


def _plain(sign: str) -> str:
    if sign.isdecimal():
        return str(unicodedata.decimal(sign))
    folded = unicodedata.normalize("NFKC", sign)
    return folded if len(folded) == 1 and not folded.isalnum() and (folded.isascii() or sign.isspace()) else sign


def _digits_value(digits: str, code: str) -> float:
    """Read digits with separators: the sign before exactly three digits groups them, unless it is the language's decimal sign."""
    bare = re.sub(r"['’\u00a0\u202f ]", "", digits)
    decimal, group = (",", ".") if code in _DECIMAL_COMMA else (".", ",")
    if bare.count(group) == 1 and decimal not in bare and not re.search(rf"\{group}\d{{3}}$", bare):
        decimal, group = group, decimal
    if bare.count(decimal) > 1:
        decimal, group = group, decimal
    return float(bare.replace(group, "").replace(decimal, "."))


def _in_digits(plain: str, code: str) -> list[Numeral]:
    found = []
    for match in _PLAIN.finditer(plain):
        scale = _scale_pattern().match(plain, match.end())
        value, end = _digits_value(match.group(), code), match.end()
        if scale:
            value, end = value * _scale_of(scale.group(1).lower(), code), scale.end(1)
        found.append(Numeral(match.start(), end, value, in_words=False))
    return found


def _eastern(plain: str) -> list[Numeral]:
    found = []
    for match in _EAST_NUMBER.finditer(plain):
        total = 0.0
        for digits, small, large in _EAST_PART.findall(match.group()):
            part = float(han_value(digits)) if digits[0] in _HAN else _digits_value(digits, "ja")
            for sign in small + large:
                part *= _EAST[sign]
            total += part
        found.append(Numeral(match.start(), match.start() + len(match.group().rstrip()), total, in_words=False))
    return found


def _in_han(plain: str) -> list[Numeral]:
    return [Numeral(match.start(), match.end(), float(han_value(match.group())), in_words=False) for match in _HAN_NUMBER.finditer(plain)]


def _in_words(plain: str, code: str) -> list[Numeral]:
    pattern = _word_pattern(code)
    if pattern is None:
        return []
    values, found = _word_values(code), []
    for match in pattern.finditer(plain):
        parts = [values[part] for part in re.split(r"[\s-]+", match.group(1).lower()) if part in values]
        value, end = float(values.get(match.group(1).lower(), sum(parts))), match.end(1)
        scale = _scale_pattern().match(plain, end)
        if scale:
            value, end = value * _scale_of(scale.group(1).lower(), code), scale.end(1)
        found.append(Numeral(match.start(1), end, value, in_words=True))
    return found


def _scale_of(word: str, code: str) -> float:
    return 1e12 if word in {"billion", "billions"} and code in _LONG_BILLION else _SCALES[word]


@cache
def _scale_pattern() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in sorted(_SCALES, key=len, reverse=True))
    return re.compile(rf"[\s-]?({words})(?![^\W\d_])", re.IGNORECASE)


@cache
def _word_values(code: str) -> dict[str, int]:
    values = {word: value for value, word in enumerate(_UNITS[code].split(), start=2)}
    return values | {word: 10 * tens for tens, word in enumerate(_TENS[code].split(), start=2)}


@cache
def _word_pattern(code: str) -> re.Pattern[str] | None:
    if code not in _UNITS:
        return None
    tens = "|".join(_TENS[code].split())
    # "one" counts only behind a ten: twenty-one.
    units = "|".join(sorted(_UNITS[code].split(), key=len, reverse=True))
    return re.compile(rf"(?<![\w-])((?:{tens})[\s-](?:{units})|{tens}|{units})(?![\w])", re.IGNORECASE)
