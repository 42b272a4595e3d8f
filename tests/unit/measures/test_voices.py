"""Who speaks: sentences made by hand, in every language of the encoder."""

from __future__ import annotations

import pytest

from analytics.language.passages import split_passages
from analytics.language.reading import ReadText
from analytics.measures.voices import voice_table
from analytics.measures.voices.lexicon import speech_lexicon
from analytics.measures.voices.quotations import quotations


def voices(text: str, language: str = "en") -> list[tuple[str, str, str, str]]:
    """Return mode, speaker, verb and words of every row."""
    read = ReadText(text, language, split_passages(text, language), (), ())
    rows = voice_table({"one": read}, {"one": "The Post"})
    return list(rows[["mode", "speaker", "verb", "text"]].itertuples(index=False, name=None))


DIRECT = [
    ("en", '"The bridge is safe," said Ann Lee, the mayor.', "Ann Lee", "said", "The bridge is safe,"),
    ("en", "‘It’s the owners’ bridge now,’ Mr. Lee told reporters.", "Mr. Lee", "told", "It’s the owners’ bridge now,"),
    ("en", "On Monday the minister of works told the press: “We will not wait.”", "", "told", "We will not wait."),
    ("it", "«Il ponte è sicuro», ha detto la sindaca Anna Lega.", "la sindaca Anna Lega", "ha detto", "Il ponte è sicuro"),
    ("fr", "« Le pont est sûr », a-t-elle ajouté.", "elle", "a-t-elle ajouté", "Le pont est sûr"),
    ("fr", "« Le pont est sûr », s’inquiète l’élue Anne Roi.", "l’élue Anne Roi", "s’inquiète", "Le pont est sûr"),
    (
        "de",
        "„Die Brücke ist sicher“, sagte Bürgermeisterin Anna Lehr am Montag.",
        "Bürgermeisterin Anna Lehr",
        "sagte",
        "Die Brücke ist sicher",
    ),
    ("es", "«El puente es seguro», afirmó la alcaldesa, Ana León, ayer.", "la alcaldesa, Ana León", "afirmó", "El puente es seguro"),
    ("pt", "“A ponte é segura”, disse o ministro Rui Leão.", "o ministro Rui Leão", "disse", "A ponte é segura"),
    ("nl", "‘De brug is veilig’, zegt burgemeester Anna de Leeuw.", "burgemeester Anna de Leeuw", "zegt", "De brug is veilig"),
    ("pl", "„Most jest bezpieczny” – powiedziała Anna Lis.", "Anna Lis", "powiedziała", "Most jest bezpieczny"),
    ("ru", "«Мост безопасен», — сказала Анна Лис.", "Анна Лис", "сказала", "Мост безопасен"),
    ("tr", 'Belediye Başkanı Ayşe Kaya, "Köprü güvenli" dedi.', "Belediye Başkanı Ayşe Kaya", "dedi", "Köprü güvenli"),
    ("ja", "山田花子市長は記者団に「橋は安全だ」と述べた。", "山田花子市長", "述べ", "橋は安全だ"),
    ("ko", "김하나 시장은 “다리는 안전하다”고 말했다.", "김하나 시장", "말했다", "다리는 안전하다"),
    ("zh", "市长王花说：“桥是安全的。”", "市长王花", "说", "桥是安全的。"),
    ("zh-TW", "市長王花表示：「橋是安全的。」", "市長王花", "表示", "橋是安全的。"),
    ("th", "นายกเทศมนตรีสมใจ กล่าวว่า “สะพานปลอดภัยแล้ว”", "นายกเทศมนตรีสมใจ", "กล่าว", "สะพานปลอดภัยแล้ว"),
    ("ar", "وقالت رئيسة البلدية هند علي: «الجسر آمن الآن».", "رئيسة البلدية هند علي", "قالت", "الجسر آمن الآن"),
]


@pytest.mark.parametrize(("language", "text", "speaker", "verb", "words"), DIRECT)
def test_quoted_words_have_their_speaker(language: str, text: str, speaker: str, verb: str, words: str) -> None:
    """Words between the quotation marks of each language go to whoever stands beside the reporting verb."""
    assert voices(text, language) == [("direct", speaker, verb, words)]


INDIRECT = [
    ("en", "Ann Lee told reporters on Friday that the bridge was safe.", "Ann Lee", "told", "the bridge was safe"),
    ("en", "The mayor also said the bridge would be safe.", "The mayor", "also said", "the bridge would be safe"),
    ("en", "When Ann Lee warned that the old bridge might fall, nobody moved.", "Ann Lee", "warned", "the old bridge might fall"),
    ("it", "La sindaca ha ribadito che il ponte è sicuro.", "La sindaca", "ha ribadito", "il ponte è sicuro"),
    ("fr", "Anne Roi a assuré qu’il reste sûr cette année.", "Anne Roi", "a assuré", "il reste sûr cette année"),
    ("de", "Am Montag sagte Anna Lehr, dass die Brücke sicher ist.", "Anna Lehr", "sagte", "die Brücke ist sicher"),
    ("de", "Die Brücke sei sicher, versicherte der Verband.", "der Verband", "versicherte", "Die Brücke sei sicher"),
    ("es", "El alcalde aseguró que el puente es seguro.", "El alcalde", "aseguró", "el puente es seguro"),
    ("pt", "O ministro disse que a ponte é segura.", "O ministro", "disse", "a ponte é segura"),
    ("nl", "De burgemeester zei dat de brug veilig is.", "De burgemeester", "zei", "de brug veilig is"),
    ("pl", "Anna Lis powiedziała, że most jest dziś bezpieczny.", "Anna Lis", "powiedziała", "most jest dziś bezpieczny"),
    ("ru", "Анна Лис заявила, что мост сегодня безопасен.", "Анна Лис", "заявила", "мост сегодня безопасен"),
    ("ja", "山田花子市長は、橋は来月までに直ると述べた。", "山田花子市長", "述べ", "橋は来月までに直る"),
    ("zh", "市长王花表示，这座桥明年就会修好。", "市长王花", "表示", "这座桥明年就会修好"),
    ("ar", "أعلنت رئيسة البلدية هند علي أن الجسر آمن الآن.", "رئيسة البلدية هند علي", "أعلنت", "الجسر آمن الآن"),
    ("th", "นายกเทศมนตรีสมใจ กล่าวว่า สะพานจะเสร็จปีหน้า", "นายกเทศมนตรีสมใจ", "กล่าว", "สะพานจะเสร็จปีหน้า"),
]


@pytest.mark.parametrize(("language", "text", "speaker", "verb", "words"), INDIRECT)
def test_reported_words_have_their_speaker(language: str, text: str, speaker: str, verb: str, words: str) -> None:
    """Speech in the article's own words is found by its verb and the word that links it."""
    found = voices(text, language)
    if words == "die Brücke ist sicher":  # German moves the verb to the end of the clause
        words = "die Brücke sicher ist"
    assert found == [("indirect", speaker, verb, words)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The ship “Polar Star” left the harbour."),
        ("en", 'They upgraded ties to a "special strategic partnership" on Friday.'),
        ("en", "The old bridge is said to be the longest in the land."),
        ("en", "It was the first tree, an organiser announced through a horn that whistled."),
        ("en", "The figures confirm that trade grew."),
        ("de", "Sie nennt den Plan „überfällig“ und will ihn."),
        ("ja", "新たな枠組み「青い海」を発足させた。"),
        ("zh", "两国发布“硅地平线计划”。"),
        ("ko", "두 나라는 ‘푸른 바다’ 계획을 시작했다."),
        ("tr", 'Öykü "bir ödev listesiyle" başladı.'),
        ("ar", "أبحرت السفينة «نجم القطب» من الميناء."),
    ],
)
def test_names_and_terms_in_marks_are_nobodys_words(language: str, text: str) -> None:
    """Quotation marks around a name or a term, and verbs that only look like reporting, make no row."""
    assert voices(text, language) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "“Bring cushions.”"),
        ("it", "«Mi avevano preparato un discorso», ha detto."),
        ("tr", 'İlk soru şu oldu: "Ekimde de böyle sıcak olur mu?"'),
        ("zh", "「看得到，不等於罰得到。」"),
        ("en", "People close to Lee said: “We will not wait.”"),
    ],
)
def test_nobody_is_guessed(language: str, text: str) -> None:
    """Where no whole phrase beside the verb names a speaker, the words are listed without one."""
    assert [(mode, speaker) for mode, speaker, _, _ in voices(text, language)] == [("direct", "")]


def test_second_quotation_of_a_sentence_has_the_same_speaker() -> None:
    """The words before and behind one "he said" are both his; those of the next sentence are nobody's."""
    text = "“We waited,” said Gus Lee, “and waited.” “Then it rained.”"
    assert [(speaker, words) for _, speaker, _, words in voices(text)] == [
        ("Gus Lee", "We waited,"),
        ("Gus Lee", "and waited."),
        ("", "Then it rained."),
    ]


def test_quotation_may_run_over_sentences() -> None:
    """A quotation of two sentences is one row, in the passage where it begins."""
    text = "« Un an, et ensuite ? Les intérêts ne font pas de pause », s'agace Mirelle Otaro, de la coalition."
    assert voices(text, "fr") == [("direct", "Mirelle Otaro", "s'agace", "Un an, et ensuite ? Les intérêts ne font pas de pause")]


def test_who_is_told_does_not_speak() -> None:
    """In "she was told" nobody is named as speaking, and no verb of hers reports."""
    assert voices("She was told: “We will not wait.”") == [("direct", "", "", "We will not wait.")]
    assert voices("She was told that the bridge was safe.") == []


def test_apposition_between_speaker_and_verb() -> None:
    """The office between two commas is passed over."""
    assert voices("Ann Lee, the mayor of Ponte, said: “It is safe.”")[0][1] == "Ann Lee"


def test_text_without_speech_gives_an_empty_table() -> None:
    """No rows, but every column."""
    rows = voice_table({"one": ReadText("The bridge fell.", "en", split_passages("The bridge fell.", "en"), (), ())}, {})
    assert rows.empty
    assert "speaker_start" in rows.columns


def test_language_without_a_list_still_has_quotations() -> None:
    """Without reporting verbs nobody is named, yet a whole sentence in marks is speech."""
    assert speech_lexicon("sw").order == "quotes"
    assert voices("“Daraja ni salama.”", "sw") == [("direct", "", "", "Daraja ni salama.")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("„eins“ und »zwei« und ‹drei›", ["eins", "zwei", "drei"]),
        ("« un “deux” » trois", ["un “deux”"]),
        ("it’s ‘the dogs’ day’ now", ["the dogs’ day"]),
        ("「一」『二』", ["一", "二"]),
        ('5" pipe and “never closed', []),
    ],
)
def test_marks_of_every_shape(text: str, words: list[str]) -> None:
    """Marks pair up as they are written; inches, apostrophes and a mark that is never closed open nothing."""
    assert [text[one.start : one.end] for one in quotations(text, 0, len(text))] == words
