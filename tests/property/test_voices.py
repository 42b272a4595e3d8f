"""Voices hold for any text."""

from __future__ import annotations

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.language.passages import split_passages
from analytics.language.reading import ReadText
from analytics.measures.voices import voice_table
from analytics.measures.voices.quotations import quotations

LANGUAGES = ("ar", "de", "en", "es", "fr", "it", "ja", "ko", "nl", "pl", "pt", "ru", "th", "tr", "zh", "zh-TW")
PIECES = (
    '“ ” « » " ‘ ’ 「 」 „ , . : ? \n - said that the Ann Lee dice che ha detto il a-t-il dit que de sagte , dass er zei сказал , что Анна'
    " は 市長 と述べた 说 ： 表示 ， 은 고 말했다 กล่าวว่า قال إن dedi words house 5 also who when"
).split(" ")
texts = st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join) | st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


@settings(deadline=None)
@given(text=texts | st.text(max_size=120), language=st.sampled_from(LANGUAGES))
def test_every_span_is_verbatim(text: str, language: str) -> None:
    """Words and speaker stand in the source where the table says, in a passage of it, and nobody speaks outside the text."""
    passages = split_passages(text, language)
    rows = voice_table({"one": ReadText(text, language, passages, (), ())}, {"one": "Post"})
    for row in rows.itertuples():
        assert text[row.start : row.end] == row.text
        assert row.text.strip() == row.text != ""
        assert row.passage_id in {passage.id for passage in passages}
        assert row.mode in {"direct", "indirect"}
        if row.speaker:
            assert text[row.speaker_start : row.speaker_end] == row.speaker
            assert row.speaker_end <= row.start or row.speaker_start >= row.end
    assert not rows.duplicated(["source", "start", "mode"]).any()


@given(text=texts | st.text(max_size=120))
def test_quotations_follow_one_another(text: str) -> None:
    """Quotations hold a letter or digit, lie within their marks and do not overlap."""
    found = quotations(text, 0, len(text))
    assert all(one.opening < one.start < one.end < one.closing <= len(text) for one in found)
    assert all(any(map(str.isalnum, text[one.start : one.end])) for one in found)
    assert all(one.closing <= other.opening for one, other in itertools.pairwise(found))
