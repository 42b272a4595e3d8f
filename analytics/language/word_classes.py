"""Small closed classes of words: what stands before nouns and verbs, what links a noun phrase, what says when and how much."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

_BEFORE_NOUNS = {
    "en": "a an the of for in on at by with from between among under its their his her our these those both every no into over against through during",
    "es": "el la los las un una unos unas del de al en con por para sin entre sobre su sus este esta estos estas",
    "fr": "le la les l un une des du de d au aux en dans sur par pour avec sans entre son sa ses leur leurs notre nos cet cette ces",
    "it": "il lo la i gli le l un una uno del dello della dei degli delle dell di d al allo alla ai agli alle all nel nella nei negli nelle nell in con"
    " per da dal dalla dai dagli dalle sul sulla tra fra suo sua loro questo questa",
    "nl": "de het een van voor in op met door bij aan uit over tussen haar hun dit deze",
    "pt": "o a os as um uma do da dos das de ao à no na nos nas em com por para pelo pela entre seu sua",
}

_BEFORE_VERBS = {
    "en": "will would can could should may might must not they we he she it who have has had be been i you i'll we'll they'll didn't don't doesn't to is are was were being get gets",
    "es": "es son fue eran era está están no ha han será se le lo él ella puede pueden debe deben podrá",
    "fr": "est sont était étaient ne n pas a ont il elle ils elles on nous vous qui se s peut peuvent doit doivent avait sera",
    "it": "è sono era erano non ha hanno si può possono deve devono sarà stato ho",
    "nl": "is was waren niet heeft hebben wordt worden zal zullen kan kunnen wil moet moeten hij zij ze",
    "pt": "é são era está estão não foi tem têm se pode podem deve devem vai",
}

_AFTER_VERBS = {
    "en": "a an the its their his her this these them him us",
    "es": "el los las un una",
    "fr": "le les un une",
    "it": "il lo gli le un una",
    "nl": "de het een",
    "pt": "os um uma",
}

_LINKS = {
    "ca": "de del d",
    "de": "der des für von und",
    "en": "of for and",
    "es": "de del y",
    "fr": "de du des d",
    "it": "di del della dello dei degli delle dell d",
    "ja": "の",
    "nl": "van voor en",
    "pt": "de do da dos das d",
}

_HEAD_FIRST = frozenset({"ar", "ca", "es", "fr", "it", "pt", "th"})

_PALE = {
    "ar": "الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر عام سنة شهر يوم"
    " مليون مليار ألف",
    "de": "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag januar februar märz april mai juni juli august september oktober november"
    " dezember jahr jahre jahren monat monate monaten woche wochen tag tage tagen stunde stunden uhr prozent hundert tausend million millionen"
    " milliarde milliarden billion billionen hälfte drittel viertel ende anfang mitte",
    "en": "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december"
    " jan feb mar apr jun jul aug sept sep oct nov dec year years month months week weeks weekend day days hour hours minute minutes today tomorrow"
    " yesterday percent per cent hundred thousand million billion trillion dozen half third quarter ten eleven twelve twenty thirty forty fifty"
    " decade decades century end time times morning evening afternoon night number",
    "es": "lunes martes miércoles jueves viernes sábado domingo enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"
    " año años mes meses semana semanas día días hora horas ciento cien mil millón millones mitad tercio cuarto fin principio diez veinte treinta cuarenta"
    " cincuenta",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
    " an ans année années mois semaine semaines jour jours heure heures cent mille million millions milliard milliards moitié tiers quart fin début",
    "it": "lunedì martedì mercoledì giovedì venerdì sabato domenica gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre"
    " dicembre anno anni mese mesi settimana settimane giorno giorni ora ore cento mille mila milione milioni miliardo miliardi metà terzo quarto quarti"
    " fine inizio dieci venti trenta quaranta cinquanta",
    "ja": "月曜日 火曜日 水曜日 木曜日 金曜日 土曜日 日曜日 月曜 火曜 水曜 木曜 金曜 土曜 日曜 年 月 日 時 分 年間 月間 日間 年度 割 円 回目 回 人 件 社 国 氏 ドル ユーロ"
    " 億ドル 今回 今年 来年 昨年 今後 同日 当時 現在 当地 前 後 中 上 下 末 以降 以内 以上 以下 両国 各国 双方 対象 発表 強調 指摘",
    "ko": "월요일 화요일 수요일 목요일 금요일 토요일 일요일 년 월 일 오전 오후 올해 내년 지난해 오늘 어제 명 개 곳 건 차례 퍼센트 만 억 조 원 달러",
    "nl": "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag januari februari maart april mei juni juli augustus september oktober november"
    " december jaar jaren maand maanden week weken dag dagen uur procent honderd duizend miljoen miljard helft derde kwart eind begin",
    "pl": "poniedziałek wtorek środa czwartek piątek sobota niedziela stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października"
    " listopada grudnia rok roku lata lat miesiąc miesiące miesięcy tydzień dzień dni godziny godzin procent sto tysiąc tysięcy milion milionów miliard"
    " miliardów połowa",
    "pt": "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo janeiro fevereiro março abril maio junho julho agosto setembro"
    " outubro novembro dezembro ano anos mês meses semana semanas dia dias hora horas cento mil milhão milhões bilhão bilhões metade terço quarto fim",
    "ru": "понедельник вторник среда четверг пятница суббота воскресенье января февраля марта апреля мая июня июля августа сентября октября ноября декабря"
    " год года лет месяц месяца месяцев неделя недели недель день дня дней час часа часов процент процента процентов сто тысяча тысяч миллион миллиона"
    " миллионов миллиард миллиарда миллиардов половина",
    "th": "จันทร์ อังคาร พุธ พฤหัสบดี ศุกร์ เสาร์ อาทิตย์ มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม"
    " ปี เดือน วัน สัปดาห์ ชั่วโมง ล้าน พันล้าน ร้อยละ วันศุกร์ วันจันทร์",
    "tr": "pazartesi salı çarşamba perşembe cuma cumartesi pazar ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık yıl yılda"
    " yıllar ay ayda hafta gün günde saat yüzde yüz bin milyon milyar yarısı",
    "zh": "星期一 星期二 星期三 星期四 星期五 星期六 星期日 周一 周二 周三 周四 周五 周六 周日 週一 週二 週三 週四 週五 週六 週日 年 月 日 天 时 時 今年 明年 去年"
    " 今天 昨天 明天 上周 上週 目前 一月 二月 三月 四月 五月 六月 七月 八月 九月 十月 十一月 十二月 年底 月底 元 万 萬 亿 億 美元 人 名 个 個 家 项 項 岁 歲 举行 舉行 强调 強調 提供 提高 提升 宣布 参加 參加 作为 作為 雙方 双方 兩國 两国 本市 第一 第二",
}


@dataclass(frozen=True, slots=True)
class WordClasses:
    """Closed word classes of one language; empty where the language has no list.

    Parameters
    ----------
    before_nouns : frozenset of str
        Articles, possessives and prepositions.
    before_verbs : frozenset of str
        Auxiliaries, negations and subject pronouns.
    after_verbs : frozenset of str
        Articles and pronouns that begin an object.
    links : frozenset of str
        Words inside a noun phrase: "rule of law".
    pale : frozenset of str
        Days, months, units and number words, and in Chinese and Japanese the commonest verbs of reporting and words such as "both countries":
        they say when, how much and who spoke, not what about.
    is_head_first : bool
        Whether the noun stands before its adjective, as in French.
    """

    before_nouns: frozenset[str]
    before_verbs: frozenset[str]
    after_verbs: frozenset[str]
    links: frozenset[str]
    pale: frozenset[str]
    is_head_first: bool


@cache
def word_classes(language: str) -> WordClasses:
    """Return the closed word classes of a language.

    Parameters
    ----------
    language : str
        Language code; a region is ignored.
    """
    code = language.lower().split("-")[0]
    tables = (_BEFORE_NOUNS, _BEFORE_VERBS, _AFTER_VERBS, _LINKS, _PALE)
    return WordClasses(*(frozenset(table.get(code, "").split()) for table in tables), is_head_first=code in _HEAD_FIRST)
