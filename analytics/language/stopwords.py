"""Function words of each language."""

from __future__ import annotations

import re
from functools import cache
from importlib import util
from pathlib import Path

_LIST_OF = {"cs": "cz", "nb": "no", "nn": "no", "pt-br": "br"}
"""Languages whose list bears another name in the yake package."""

_KEPT = {
    "ar": "قوة زيارة للامم لقاء مليار مليون",
    "de": "mensch menschen mittel ordnung recht rechte rechten rechter rechtes sache",
    "en": "appreciate changes co help immediate novel serious un value welcome zero",
    "it": "berlusconi casa citta città consiglio governo gruppo lavoro miliardi milioni mondo nazionale paese persone torino uomo voi",
    "pt": "apoio área conselho grupo local nível número obra posição questão relação sistema trabalho viagem",
    "ru": "жизнь люди миллионов мира процентов человек",
}
"""Words of the lists that carry meaning in news and statements: they are no stop words here."""

_ADDED = {
    "ar": "إلى أن إن أو أي أيضا أيضاً بها به بين عبر وأن وإن ولكن وكان وكانت التي الذين كل كلا مع عن قد لقد كما مما بما فيما",
    "en": "don't it's let's e.g i.e",
    "it": "bensì d l dell nell sull dall all un quell quest c s",
    "ja": "これら それぞれ また および ならびに あるいは として による における について に対する に対し に対して という とする とともに ため よう など こと もの"
    " ところ とき うち ほか その他 する した して いる いた おり ある あっ なる なっ れる られる られ せる させる ない なく なかっ できる でき だ た て な"
    " と も へ や か ね よ ば ので のに だけ ほど まで から など に対抗 にとって すべて すでに もっとも 一方 一 二 三 的",
    "ko": "이 그 저 것 수 등 및 또 또는 그리고 그러나 하지만 그래서 때 때문 때문에 위해 위한 대한 대해 관련 통해 따라 따른 따르면 지난 이번 오는 올해"
    " 내년 지난해 한 두 세 첫 더 가장 매우 다시 이미 함께 모두 각 전 후 중 내 약 년 월 일 있다 있는 있으며 있어 없다 없는 했다 한다 하는 하고"
    " 하며 해 된다 되는 됐다 밝혔다 말했다 전했다 설명했다 강조했다 라고 이라고 그는 그녀는 이는 이를 것이다 것으로 것은 것을 수가 이날 가운데 위해서",
    "pl": "a i o u w z ze by oraz przez przy nad czyli który która które którzy których którym został została zostało zostały był była było były"
    " będzie będą również także jednak roku lat tys mln mld m.in tym tego tej te ta tych lecz niż iż",
    "th": "ที่ และ ใน ของ การ เป็น ได้ มี ให้ จะ ไม่ ว่า กับ จาก โดย ความ นี้ นั้น ซึ่ง หรือ แต่ เพื่อ ต่อ ด้าน ทั้ง ทั้งนี้ นอกจากนี้ อย่างไรก็ตาม ยัง แล้ว"
    " อยู่ ไป มา ก็ ถึง ทำ ด้วย เมื่อ กว่า ทุก หลัง ก่อน ระหว่าง ภายใน ภายใต้ ร่วมกับ ทั้งสอง ฝ่าย ที่จะ ที่ผ่านมา คือ อีก เรื่อง ผู้ นัก ราย คน ปี วัน",
    "zh": "和 对 對 将 將 等 及 与 與 以及 为了 為了 通过 透過 进行 進行 表示 方面 目前 其中 一个 一個 这个 這個 这些 這些 那些 我们 我們 他们 他們 她们 她們"
    " 它们 自己 已经 已經 可以 没有 沒有 不是 就是 如果 因为 因為 所以 但是 而且 还是 還是 以来 以來 之后 之後 之前 时候 時候 两 兩 中 内 內 外 前 后 後"
    " 里 裡 时 時 年 月 日 多 都 就 能 要 会 會 说 說 称 稱 指出 认为 認為 是否 包括 根据 根據 关于 關於 对于 對於 由于 由於 随着 隨著 同时 同時 此外"
    " 另外 另有 二 三 为 為 于 於 后 这 這 个 個 们 們 过 過 还 還 从 從 让 讓 则 則 虽 雖 谁 誰 随 隨 来 來 无 無 几 幾 该 該 项 項 位 名 家 次"
    " 此 各 她 向 把 被 至 并 並 亦 也 又 再 最 更 很 却 卻 尤其 尤其是 分别 分別 以 之 于 其 于 仍 均 才 上 下 用于 用於 在内 在內 一致 一些 许多 許多",
}
"""Function words that the lists lack, or all of them where there is no list."""


@cache
def stop_words(language: str) -> frozenset[str]:
    """Return the stop words of a language in lower case; none for a language without a list.

    Parameters
    ----------
    language : str
        Language code; a region is ignored (``en-GB`` is ``en``), save where it has its own list. Chinese has one list for both standards.

    Notes
    -----
    The lists are data files of the yake package, read without importing it (its import takes two seconds), less the words that carry meaning in
    statements, plus common function words that they lack. "State", "order" and "system" are in none of them.
    """
    code = language.lower()
    base = code.split("-")[0]
    listed = _listed(_LIST_OF.get(code, "")) or _listed(_LIST_OF.get(base, base))
    return (listed | frozenset(_ADDED.get(base, "").split())) - frozenset(_KEPT.get(base, "").split())


def _listed(name: str) -> frozenset[str]:
    """Read one list of the yake package."""
    spec = util.find_spec("yake")
    if spec is None or spec.origin is None or not re.fullmatch(r"[a-z]{2}", name):
        return frozenset()
    path = Path(spec.origin).parent / "core" / "StopwordsList" / f"stopwords_{name}.txt"
    if not path.is_file():
        return frozenset()
    # Two of the lists are in a Latin encoding; one begins with a byte order mark.
    content = path.read_bytes()
    try:
        words = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        words = content.decode("iso-8859-1")
    lines = [line.strip().lower() for line in words.splitlines() if not line.startswith("#")]
    return frozenset(re.sub(r"[?,.|]+$", "", word) for line in lines for word in line.split()) - {""}
