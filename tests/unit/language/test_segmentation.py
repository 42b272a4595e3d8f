"""Words of languages without blanks."""

import pytest

from analytics.language.segmentation import is_segmented, segment


def _words(run: str, language: str) -> list[str]:
    return [run[start:end] for start, end in segment(run, language)]


def test_which_languages_are_segmented():
    """Chinese, Japanese and Thai, whatever the region; not Korean, which has blanks."""
    assert [is_segmented(code) for code in ("ja", "zh", "zh-TW", "th", "ko", "en")] == [True, True, True, True, False, False]


def test_short_runs_of_kanji_are_one_word():
    """Four kanji in a row are never cut; katakana stand by themselves."""
    assert _words("半導体", "ja") == ["半導体"]
    assert _words("税額控除", "ja") == ["税額控除"]
    assert _words("重要鉱物サプライチェーン", "ja") == ["重要鉱物", "サプライチェーン"]


def test_single_kanji_are_not_cut_off_longer_runs():
    """No part of a run of six kanji has one character."""
    assert all(len(word) > 1 for word in _words("経済安全保障", "ja"))


def test_chinese_is_cut_by_its_own_standard():
    """The same words in simplified and traditional characters, whatever the code says."""
    assert _words("政府决定提供补助", "zh") == ["政府", "决定", "提供", "补助"]
    assert _words("外交關係", "zh") == _words("外交關係", "zh-TW") == ["外交", "關係"]


def test_thai_syllables_stay_whole():
    """No word begins with a vowel sign or tone mark."""
    words = _words("สำคัญและความมั่นคง", "th")
    assert "".join(words) == "สำคัญและความมั่นคง"
    assert all(word[0] not in "ะาำิีึืุู่้๊๋์" for word in words)


@pytest.mark.parametrize("language", ["ja", "zh", "zh-TW", "th"])
def test_one_letter_is_one_word(language):
    """The shortest run is a word."""
    assert _words("国", language) == ["国"]
