"""Pieces and the characters that they were made from."""

from __future__ import annotations

from analytics.language.pieces import piece_spans


def test_spans_follow_words_and_full_width_digits():
    """Blanks belong to no piece, and a full-width digit is one character."""
    text = "By  ２０３５: yes"
    spans = piece_spans(text, ["▁By", "▁20", "35", ":", "▁yes"])
    assert [text[start:end] for start, end in spans] == ["By", "２０", "３５", ":", "yes"]


def test_unknown_pieces_and_lone_marks():
    """An unknown piece stands for one character; a lone mark for none."""
    assert piece_spans("a☃b", ["▁", "a", "<unk>", "b"]) == ((0, 0), (0, 1), (1, 2), (2, 3))


def test_no_pieces():
    """An empty text has no pieces and no spans."""
    assert piece_spans("", []) == ()
