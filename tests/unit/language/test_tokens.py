"""Words, their spans, stems and stop words."""

import pytest

from analytics.language.tokens import count_words, tokenize


def _words(text: str, language: str) -> list[str]:
    return [token.text for token in tokenize(text, language)]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "It cost $11.6 billion in 2024–2027, 63,000 times.", "It cost 11.6 billion in 2024–2027 63,000 times"),
        ("en", "Japan’s rules-based start-ups and don't", "Japan rules based start-ups and don't"),
        (
            "en",
            "Japan-Italy ties, Italy–Japan, the Indo-Pacific, co-operation",
            "Japan Italy ties Italy Japan the Indo-Pacific co-operation",
        ),
        ("en", "U.S. G7 COVID-19 345kV 16-year-old", "U.S. G7 COVID-19 345kV 16-year-old"),
        ("it", "L'accordo dell’Italia vale 26,4 mld", "L' accordo dell’ Italia vale 26,4 mld"),
        ("fr", "Aujourd'hui, dit-il, l’eau", "Aujourd'hui dit il l’ eau"),
        ("pt", "um copo d'água", "um copo d' água"),
        ("tr", "İzmir'de buluştu", "İzmir buluştu"),
        ("de", "Die Chip-Allianz wächst", "Die Chip Allianz wächst"),
        ("ko", "정부는 26.4조 원을", "정부는 26.4조 원을"),
        ("ar", "قال الوزيرُ", "قال الوزيرُ"),
        ("ja", "総額26兆4000億ウォンの半導体を", "総額 26兆4000億 ウォン の 半導体 を"),
        ("zh", "韩国政府决定提供8.1万亿韩元", "韩国 政府 决定 提供 8.1万亿 韩元"),
        ("th", "นายกรัฐมนตรีหญิง 16 มกราคม", "นายกรัฐมนตรี หญิง 16 มกราคม"),
    ],
)
def test_words_are_cut_as_readers_cut_them(language, text, expected):
    """Numbers stay whole, hyphens and apostrophes are treated by the language, endings after an apostrophe fall away."""
    assert _words(text, language) == expected.split()


def test_spans_count_from_the_offset():
    """Spans refer to the text that the passage was cut from."""
    text = "They said: the pact holds."
    found = tokenize(text[11:], "en", offset=11)
    assert [(token.start, token.end) for token in found] == [(11, 14), (15, 19), (20, 25)]
    assert all(text[token.start : token.end] == token.text for token in found)


def test_inflected_forms_share_a_stem():
    """Singular and plural meet in one stem, also in Korean, where a particle falls away."""
    assert len({token.stem for token in tokenize("mineral minerals Minerals", "en")}) == 1
    assert {token.stem for token in tokenize("정부 정부는 정부가", "ko")} == {"정부"}
    assert [token.stem for token in tokenize("국가 바다", "ko")] == ["국가", "바다"]


def test_typographic_and_decomposed_letters_stem_alike():
    """A curly apostrophe and a decomposed accent make no difference."""
    assert tokenize("don’t", "en")[0].stem == tokenize("don't", "en")[0].stem
    assert tokenize("cafe\u0301", "fr")[0].stem == tokenize("café", "fr")[0].stem


def test_function_words_are_marked_and_acronyms_are_not():
    """Articles and pronouns are stop words; "US" among small letters is a name, in capital text it is a pronoun."""
    assert [token.is_stop for token in tokenize("the US told us", "en")] == [True, False, False, True]
    assert [token.is_stop for token in tokenize("THE US TOLD US", "en")] == [True, True, False, True]
    assert [token.is_stop for token in tokenize("L'accordo", "it")] == [True, False]


def test_japanese_endings_are_stop_words():
    """Up to four hiragana by themselves are grammar."""
    assert [(token.text, token.is_stop) for token in tokenize("協力を", "ja")] == [("協力", False), ("を", True)]


def test_counting_agrees_with_cutting():
    """The number of words is the number of tokens; nothing but signs has none."""
    assert count_words("L'accordo dell’Italia", "it") == 4
    assert count_words("… — !", "en") == 0


def test_a_word_of_any_length_is_one_word():
    """A word of a hundred thousand letters is cut and stemmed in no time."""
    assert [len(token.stem) for token in tokenize("a" * 100_000, "en")] == [100_000]
