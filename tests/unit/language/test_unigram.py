"""Cutting texts into pieces of a vocabulary with probabilities."""

from __future__ import annotations

import gc
import weakref

import pytest

from analytics.language.unigram import UnigramTokenizer

PIECES = ["<s>", "<unk>", "\u2581", "\u2581un", "do", "\u2581und", "o", "a"]
SCORES = [0.0, 0.0, -2.0, -3.0, -2.0, -3.5, -3.0, -4.0]


@pytest.fixture
def tokenizer():
    """Give a vocabulary of six pieces, with tabs read as blanks."""
    return UnigramTokenizer(PIECES, SCORES, {"\t": " ", "ª": "a"}, unknown=1)


def test_the_likeliest_cut_wins(tokenizer):
    """``un + do`` sums to -5, ``und + o`` to -6.5: the longer first piece loses."""
    assert tokenizer.cut("undo") == [(3, "\u2581un"), (4, "do")]


def test_unknown_signs_stand_alone(tokenizer):
    """What no piece holds is one unknown piece a sign; a word that begins so keeps its mark."""
    assert tokenizer.cut("z do") == [(2, "\u2581"), (1, "z"), (2, "\u2581"), (4, "do")]


def test_signs_are_replaced_and_blanks_joined(tokenizer):
    """A tab counts as a blank, a run of blanks as one, and ª as a."""
    assert tokenizer.cut("do\t  ª") == [(2, "\u2581"), (4, "do"), (2, "\u2581"), (7, "a")]


@pytest.mark.parametrize("text", ["", "  ", "\t"])
def test_nothing_is_cut_from_nothing(tokenizer, text):
    """A text of blanks has no pieces."""
    assert tokenizer.cut(text) == []


def test_marks_are_never_found_in_a_text(tokenizer):
    """A text that spells out a mark is cut letter by letter, so that it cannot end the reading."""
    assert all(number == 1 for number, piece in tokenizer.cut("<s>") if piece != "\u2581")


def test_capitals_count_and_words_are_remembered_as_they_were_cut():
    """Each word has the pieces of its own letters, the second time too, and in whatever text it stands."""
    tokenizer = UnigramTokenizer(["<s>", "<unk>", "\u2581", "\u2581Do", "\u2581do"], [0.0, 0.0, -2.0, -3.0, -3.0], {}, unknown=1)
    for _ in range(2):
        assert tokenizer.cut("Do do") == [(3, "\u2581Do"), (4, "\u2581do")]
    assert tokenizer.cut("do") == [(4, "\u2581do")]


def test_a_tokenizer_is_gone_with_its_memory_of_words_at_once():
    """Nothing waits for the search for garbage: its memory of words is in no circle with it."""
    gc.disable()
    try:
        own = UnigramTokenizer(["<s>", "<unk>", "\u2581", "\u2581do"], [0.0, 0.0, -2.0, -3.0], {}, unknown=1)
        own.cut("do do")
        last = weakref.ref(own._words)
        del own
        assert last() is None
    finally:
        gc.enable()
