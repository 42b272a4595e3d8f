"""Amounts in running text: numbers with what they count, so that like is compared with like."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from analytics.language.numerals import find_numerals, with_ascii_digits
from analytics.study.language_codes import primary_language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analytics.language.numerals import Numeral

# Unit words as they stand behind a number, in any language, as patterns; an underscore is a blank.
_AFTER = {
    "percent": "% percent per_cent prozent procent por_ciento por_cento per_cento pour_cent "
    "procento? процент[а-я]* proc[.] パーセント 퍼센트 "
    "프로 بالمئة بالمائة في_المئة في_المائة เปอร์เซ็นต์",
    "tenth": "成 割",
    "dollar": "(?:us|u[.]s[.]|canadian|australian|kanadische|amerikanische)?_?dollars? dollari dólar(?:es)? dólares dolar[a-zó]* "
    "доллар[а-я]* usd cad aud us[$] [$] ドル 달러 美元 加元 دولار ดอลลาร์",
    "euro": "euros? евро € eur ユーロ 유로 欧元 歐元 يورو ยูโร",
    "pound": "pounds? livres_sterling sterline pfund £ gbp ポンド 파운드 英镑 英鎊",
    "won": r"won(?!_(?:the|an?|his|her|their|its|over)\b) krw ₩ ウォン 원 韩元 韓元 韓圓",
    "yen": "yen jpy 円 엔 日元 日圓",
    "yuan": "yuan renminbi rmb cny 人民元 위안 人民币 人民幣",
    "rupee": "rupees? inr ₹ ルピー 루피",
    "lira": "liras? lirası ₺",
    "krone": "kroner nok sek dkk crowns couronnes kronen",
    "rouble": "rou?bles? rubel рубл[а-я]* rub ₽",
    "hour": "hours? stunden? heures? horas? ore uur uren godzin[a-z]* час(?:а|у|ом|е|ы|ов|а[мх]и?)? "
    "saat 時間 小时 小時 시간 ساعة ชั่วโมง -hour",
    "day": "days? tagen? tage jours? días? giorni dias dagen dni дней дня gün 日間 日以内 日内 日內 天 "
    "일_?간 일_?이내 일_?안 -day أيام يوما วัน",
    "week": "weeks? wochen? semaines? semanas? settimane weken tygodni[a-z]* недел[а-я]* hafta 週間 周 週 주간 أسابيع สัปดาห์",
    "month": "months? monaten? monate mois mes(?:es)? mesi maanden miesi[a-zą]+ месяц[а-я]* ay か月 カ月 ヶ月 個月 个月 개월 أشهر เดือน",
    "year": "years? jahren? jahre ans années años anni anos jaar lat года лет yıl 年間 年 년_?간 -year سنوات ปี",
    "tonne": "tonnes? tons? tonnen tonnellate toneladas ton тонн[а-я]* トン 톤 吨 噸 طن ตัน",
    "kilometre": "km kilomet(?:re|er)s? kilom[eè]tres? kilómetros chilometri quilômetros километр[а-я]* キロ 公里 킬로미터",
    "gigawatt": "gw gigawatts? gigavat ギガワット 吉瓦 기가와트",
    "megawatt": "mw megawatts? メガワット 兆瓦 메가와트",
    "kilovolt": "kv kilovolts? キロボルト 千伏 킬로볼트 -kilovolt",
}
_BEFORE = {
    "percent": "% yüzde ร้อยละ 百分之",
    "dollar": "us[$] [$] usd cad aud c[$]",
    "euro": "€ eur",
    "pound": "£ gbp",
    "won": "₩ krw",
    "yen": "¥ jpy",
    "rupee": "₹ inr",
    "yuan": "cny rmb",
    "krone": "nok sek dkk",
}
_ORDINAL = re.compile(r"(?:st|nd|rd|th|er|ère|ème|[ºª])(?![^\W_])", re.IGNORECASE)
# In these languages a point behind a number makes it an ordinal.
_POINT_ORDINAL, _POINT_LANGUAGES = re.compile(r"[.]\s(?=[^\W\d_])"), frozenset({"de", "pl", "tr"})
_ORDINAL_BEFORE = re.compile(r"第\s?$|제\s?$|ครั้งที่\s?$")
# "no more than 49 euros" is a limit, and as exact as a price
_VAGUE = re.compile(
    r"(?:\b(?:about|some|around|roughly|nearly|almost|approximately|over|(?<!no )(?<!not )more than|at "
    "least|(?<!no )(?<!not )less than|under|rund|etwa|fast|knapp|(?<!nicht )mehr als|"
    r"über|environ|près de|(?<!pas )plus de|quelque|circa|quasi|(?<!non )oltre|(?<!non )più di|unos|unas|casi|cerca de|(?<!no )más de|"
    r"ongeveer|bijna|(?<!niet )meer dan|ruim|około|ponad|prawie|"
    r"около|почти|более|yaklaşık|neredeyse|aşkın|(?<!não )mais de|quase)|約|およそ|ほぼ|近|大约|大約|约|逾|超過|超过|약)\s?$",
    re.IGNORECASE,
)
_VAGUE_AFTER = re.compile(r"\s?(?:余り|以上|未満|弱|強|多|余|餘|여|이상)")
_RANGE_AFTER = re.compile(r"\s?[-–~〜至到]\s?[€$£¥]?\d")
_RANGE_BEFORE = re.compile(r"\d\s?[-–~〜至到]\s?$")


@dataclass(frozen=True, slots=True)
class Amount:
    """One number with what it counts.

    Parameters
    ----------
    start, end : int
        Span of the number and its unit in the text.
    number_start, number_end : int
        Span of the number alone, scale word included.
    value : float
        What it stands for.
    unit : str
        ``percent``, a currency, a measure (``day``, ``tonne``), ``ordinal``, or ``count`` for everything else.
    is_vague : bool
        Whether it is given as about, more than, or as one end of a range.
    in_words : bool
        Whether the number is spelled out.
    """

    start: int
    end: int
    number_start: int
    number_end: int
    value: float
    unit: str
    is_vague: bool
    in_words: bool


def find_amounts(text: str, language: str, *, taken: Sequence[tuple[int, int]] = ()) -> tuple[Amount, ...]:
    """Find the amounts of a text.

    Parameters
    ----------
    text : str
        Any text.
    language : str
        Language code.
    taken : sequence of (int, int)
        Spans that are something else, such as dates.

    Returns
    -------
    tuple of Amount
        In reading order.
    """
    plain, marks = with_ascii_digits(text), bytearray(len(text))
    for start, end in taken:
        marks[start:end] = b"\1" * (end - start)
    free = (number for number in find_numerals(text, language) if not any(marks[number.start : number.end]))
    return tuple(_amount(plain, number, primary_language(language)) for number in free)


def _amount(plain: str, number: Numeral, code: str) -> Amount:
    before, after = plain[max(0, number.start - 14) : number.start], _after_pattern().match(plain, number.end)
    leading = _before_pattern().search(before)
    unit, start, end, value = "count", number.start, number.end, number.value
    if _is_ordinal(plain, number.end, before, code):
        unit = "ordinal"
    elif leading:
        unit, start = str(leading.lastgroup), number.start - len(before) + leading.start()
    elif after:
        unit, end = str(after.lastgroup), after.end()
    if unit == "tenth":
        unit, value = "percent", 10 * value
    vague = bool(_VAGUE.search(plain[max(0, start - 18) : start]) or _VAGUE_AFTER.match(plain, end) or _in_range(plain, number, start, end))
    return Amount(start, end, number.start, number.end, value, unit, vague, number.in_words)


def _is_ordinal(plain: str, end: int, before: str, code: str) -> bool:
    is_pointed = code in _POINT_LANGUAGES and _POINT_ORDINAL.match(plain, end)
    return bool(_ORDINAL.match(plain, end) or is_pointed or _ORDINAL_BEFORE.search(before))


def _in_range(plain: str, number: Numeral, start: int, end: int) -> bool:
    return bool(
        _RANGE_AFTER.match(plain, number.end) or _RANGE_AFTER.match(plain, end) or _RANGE_BEFORE.search(plain[max(0, start - 6) : start])
    )


@cache
def _after_pattern() -> re.Pattern[str]:
    parts = [f"(?P<{unit}>{_either(words)})" for unit, words in _AFTER.items()]
    return re.compile(rf"[\s-]?(?:(?:di|de|of)\s|d['’])?(?:{'|'.join(parts)})", re.IGNORECASE)


@cache
def _before_pattern() -> re.Pattern[str]:
    parts = [f"(?P<{unit}>(?<![^\\W\\d_])(?:{_either(words)}))" for unit, words in _BEFORE.items()]
    return re.compile(rf"(?:{'|'.join(parts)})\s?$", re.IGNORECASE)


def _either(words: str) -> str:
    """Join alternatives, longest first; words in letters of alphabets with spaces must end where they end."""
    chosen = sorted((word.replace("_", r"\s") for word in words.split()), key=len, reverse=True)
    return "|".join(word if _stands_alone(word) else rf"{word}(?![^\W\d_])" for word in chosen)


def _stands_alone(word: str) -> bool:
    return word[-1] in "%€£₩¥₹₺₽]" or ord(word[-1]) >= 0x2E80 or "\u0e00" <= word[-1] <= "\u0e7f"
