"""Sentence ends in the languages of the encoder: each case is a text with bars where it must be cut."""

import pytest

from analytics.language.sentences import sentence_spans

CASES = [
    ("en", "Gov. Jane Smith met Rep. Lee and Dr. No at 5 p.m. Monday.|It ended at 6 p.m.|They left."),
    ("en", "It closed on Jan. 16.|It opened Feb. 3 in Tokyo.|See Fig. 3 and No. 5."),
    ("en", "It was agreed in the U.S.|Japan was absent.|The U.S. Senate voted.|He works in the U.S. Senate building."),
    ("en", "The pact binds the U.S.|The end came soon."),
    ("en", "He said: “We won.”|She said \"No.\" and left.|'Fine.'|Then they went.|(It was late.)|OK."),
    ("en", "It ended.|The next day came.|See www.example.com for more.|They went.[3]|Then it stopped…|He said... well.|Why?|Yes!"),
    ("en", "J. R. R. Tolkien met George W. Bush.|Plan B.|Then nothing.|The e.g. case vs. the rest."),
    ("en", "“Why?” he asked.|“Because.”"),
    ("en", "Acme Inc. Chairman Lee left Acme Inc.|He is rich."),
    ("it", "Secondo l'art. 9 della legge n. 45, pag. 12, costa 3,5 mld. di euro.|Poi il sig. Verdi parla ecc.|Fine."),
    ("it", "G. Meloni disse «Sì.» e andò via."),
    ("de", "Am 16. Januar 2026 kam er.|Das 3. Quartal lief.|Er sagte z. B. nichts, d.h. wenig.|Es kamen 16.|Die Zahl stieg."),
    ("de", "»Ja.«|Er ging.|»Das ist eine Versicherung«, sagt er."),
    ("fr", "M. Dupont et Mme. Durand.|« Oui. »|Il partit.|« Non », dit-il.|L'art. 5 de la loi n° 45."),
    ("es", "El Sr. Pérez y EE. UU. firmaron.|¿Qué?|¡Sí!|El art. 5 vale.|«Sí.»|Fue."),
    ("pt", "O Sr. Silva leu o art. 5.º da lei n.º 45.|Custa R$ 3,5 mi. de reais."),
    ("nl", "Dhr. Jansen en mevr. De Vries kwamen op 16 jan. 2026 o.a. in Den Haag.|D.w.z. niets."),
    ("pl", "W 2026 r. Polska wygrała.|Prof. Kowalski, ul. Nowa 5, tj. tu.|Dnia 16. stycznia rząd podjął."),
    ("ru", "В 2026 г. Россия и т. д.|Это В. В. Путин.|С. Лавров сказал: «Да.»|Он ушел.|Стоит 3 млн. руб. в год."),
    ("tr", "Prof. Dr. Ali geldi.|16. yüzyılda oldu.|Saat 15.30'da."),
    ("ar", "قال الوزير.|هل هذا صحيح؟|نعم!|د. أحمد جاء."),
    ("ko", '장관은 말했다.|그는 "좋다."고 말했다.|2026. 1. 16. 발표했다.|“끝.”|그는 갔다.'),
    ("zh", "他说：“好。我走了。”然后走了。|真的？！|是的。|“不行！”她说。|增长3.5%。"),
    ("ja", "「…。」と述べた。|「行く。そうする。」と言った。|すごい！と叫んだ。|「分からない」（部材大手幹部）。|U.S.の話。"),
]


@pytest.mark.parametrize(("language", "marked"), CASES)
def test_sentences_end_where_a_reader_ends_them(language, marked):
    """The text without its bars is cut exactly at the bars."""
    expected = marked.split("|")
    text = "".join(part + ("" if language in {"ja", "zh"} or part.endswith("ended.") else " ") for part in expected).strip()
    assert [text[start:end] for start, end in sentence_spans(text, language)] == expected


def test_without_capitals_small_letters_tell_nothing():
    """In a text written without capitals a full stop before a small letter ends a sentence, an abbreviation still does not."""
    text = "it rained. we met dr. lee. they left."
    assert [text[a:b] for a, b in sentence_spans(text, "en", cased=False)] == ["it rained.", "we met dr. lee.", "they left."]
    assert len(list(sentence_spans(text, "en"))) == 1
