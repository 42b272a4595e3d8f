"""Language detection on whole sentences."""

import pytest

from analytics.language.detection import _identifier, detect_language, forget_languages, is_traditional_chinese


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The two leaders agreed to strengthen cooperation on critical minerals and supply chains.", "en"),
        ("I due leader hanno concordato di rafforzare la cooperazione sui minerali critici.", "it"),
        ("Die beiden Regierungschefs vereinbarten eine engere Zusammenarbeit bei kritischen Rohstoffen.", "de"),
        ("両首脳は重要鉱物のサプライチェーン強化で協力することで一致した。", "ja"),
        ("两国领导人同意加强关键矿产供应链合作。", "zh"),
        ("兩國領導人同意加強關鍵礦物供應鏈合作。", "zh-TW"),
        ("Обе стороны договорились укреплять сотрудничество.", "ru"),
    ],
)
def test_languages_are_told_apart(text, expected):
    """Each sentence is named by its language, Chinese by its standard too."""
    code, confidence = detect_language(text)
    assert code == expected
    assert 0 < confidence <= 1


@pytest.mark.parametrize("text", ["", "  \n", "2026 - 16", "…!?"])
def test_no_letters_no_language(text):
    """A text without letters is undetermined, with confidence 0."""
    assert detect_language(text) == ("und", 0.0)


def test_only_the_beginning_is_read():
    """Five million characters take no longer than twenty thousand."""
    assert detect_language("The ministers met in the capital. " * 150_000)[0] == "en"


def test_characters_without_width_say_nothing_of_the_language():
    """A page that hides breaks and marks between letters is still in its language."""
    text = "The two leaders met in the capital on Friday and agreed to work together on the climate."
    assert detect_language(text)[0] == "en"
    for unseen in ("\u200b", "\u00ad", "\u2060", "\ufeff", "\u200e"):
        assert detect_language("".join(letter + (unseen if place % 3 == 0 else "") for place, letter in enumerate(text)))[0] == "en"


def test_standards_of_chinese():
    """Traditional characters outweigh simplified ones or not; a text with neither counts as simplified."""
    assert is_traditional_chinese("這個國家")
    assert not is_traditional_chinese("这个国家")
    assert not is_traditional_chinese("日本")


def test_a_short_arabic_text_is_arabic():
    """Eight words of the written standard are not taken for a spoken form, which could not be analysed."""
    assert detect_language("Pay now, قال الوزير, and words.")[0] in ("ar", "en")
    assert detect_language("قال الوزير إن القطارات الليلية ستبدأ في ديسمبر")[0] == "ar"
    assert detect_language("قال الوزير")[0] not in ("ary", "arz")


def test_the_model_is_let_go_of_and_loaded_again():
    """After it is forgotten nothing is held, and the next text is told as before."""
    text = "The two leaders agreed to strengthen cooperation on critical minerals."
    before = detect_language(text)
    forget_languages()
    assert _identifier.cache_info().currsize == 0
    assert detect_language(text) == before
