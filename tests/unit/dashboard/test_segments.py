"""Cutting a text at the borders of spans."""

from hypothesis import given
from hypothesis import strategies as st

from analytics.dashboard.segments import Segment, Span, segment


def test_text_without_spans_is_one_segment() -> None:
    """Nothing to mark: the text comes back whole."""
    assert segment("abc", []) == [Segment(0, 3, "abc", ())]


def test_overlap_carries_both_commitments() -> None:
    """Where two spans overlap the piece belongs to both, in the order given."""
    pieces = segment("abcdef", [Span(0, 4, "1a"), Span(2, 6, "1b")])
    assert [(piece.text, piece.commitments) for piece in pieces] == [("ab", ("1a",)), ("cd", ("1a", "1b")), ("ef", ("1b",))]


def test_touching_spans_of_one_commitment_are_one_segment() -> None:
    """A border inside one commitment is not drawn."""
    pieces = segment("abcd", [Span(0, 2, "1a"), Span(2, 4, "1a")])
    assert pieces == [Segment(0, 4, "abcd", ("1a",))]


def test_span_outside_the_text_is_cut_off() -> None:
    """A span that runs past the end marks what there is; an empty one marks nothing."""
    pieces = segment("abc", [Span(2, 9, "1a"), Span(1, 1, "1b")])
    assert [(piece.text, piece.commitments) for piece in pieces] == [("ab", ()), ("c", ("1a",))]


SPANS = st.lists(st.builds(Span, st.integers(-3, 30), st.integers(-3, 30), st.sampled_from(["1a", "1b", "2a"])), max_size=6)


@given(st.text(max_size=25), SPANS)
def test_segments_give_the_text_again(text: str, spans: list[Span]) -> None:
    """Whatever the spans: no character is lost, doubled or moved."""
    pieces = segment(text, spans)
    assert "".join(piece.text for piece in pieces) == text
    assert all(text[piece.start : piece.end] == piece.text for piece in pieces)
