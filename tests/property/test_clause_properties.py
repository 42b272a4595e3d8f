"""What holds for the split of any text at all."""

import time

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from analytics.errors import StudyError
from analytics.schema import ACTS
from analytics.study.acts import label_act
from analytics.study.clauses import split_statement
from analytics.study.normalisation import normalise_statement

LANGUAGES = ["ar", "de", "en", "es", "fr", "it", "ja", "ko", "nl", "pl", "pt", "ru", "th", "tr", "zh", "zh-TW"]

FRAGMENTS = [
    "We ", "agreed to ", "and to ", "are committed to ", "welcomed ", "the bay ", ", including ", "; ", ". ", ":\n- ", "\n\n2. ",
    "\n---\n",
    "which will ", "Hanno deciso di ", "e a pulire ", "Ils ont salué ", "und ", "zu reinigen ", "両首脳は、", "歓迎し、", "一致した。",
    "(", '"', "<sup>",
    "in these matters", "1. ", "A. Water\n", "| x |\n", "\u200f", "\u0301", "İ", "ß", "😀",
]  # fmt: skip

STATEMENTS = st.one_of(st.text(max_size=300), st.lists(st.sampled_from(FRAGMENTS), max_size=40).map("".join))


def split_or_none(text, language):
    """Split a text; None where it is refused."""
    try:
        return split_statement(text, language=language)
    except StudyError:
        return None


@settings(deadline=None, max_examples=150)
@given(text=STATEMENTS, language=st.sampled_from(LANGUAGES))
def test_spans_are_verbatim_in_order_and_apart(text, language):
    """Quotes stand at their spans, spans never overlap, ids are unique, acts are known, or the text is refused with a sentence."""
    normalised = normalise_statement(text)
    frame = split_or_none(text, language)
    if frame is None:
        return
    assert len(frame)
    assert frame["id"].is_unique
    last = 0
    for row in frame.itertuples():
        assert last <= row.start < row.end <= len(normalised)
        assert normalised[row.start : row.end] == row.quote
        assert row.label.strip()
        assert row.theme
        assert row.act in ACTS
        assert 0 <= row.strength <= 4
        last = row.end


@settings(deadline=None, max_examples=50)
@given(text=STATEMENTS, language=st.sampled_from(LANGUAGES))
def test_the_same_text_gives_the_same_split(text, language):
    """Splitting twice gives the same rows."""
    first = split_or_none(text, language)
    assert first is None or first.equals(split_statement(text, language=language))


@settings(deadline=None, max_examples=50)
@given(text=STATEMENTS, data=st.data())
def test_every_span_has_an_act(text, data):
    """Any span of any text gets one of the acts."""
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    act, strength = label_act(text, start, end, "en")
    assert act in ACTS
    assert 0 <= strength <= 4


@pytest.mark.parametrize("unit", ["We agreed to clean the bay and to count the seals. ", "and to we agreed to ", "a ", "(", "x", "\u3001"])
def test_time_grows_with_the_text_not_its_square(unit):
    """Eight times the text takes far less than sixty-four times the time."""

    def seconds(copies):
        began = time.perf_counter()
        split_or_none(unit * copies + ".", "en")
        return time.perf_counter() - began

    copies = 12_000 // len(unit)
    short = seconds(copies)
    assert seconds(8 * copies) < 24 * short + 1.0
