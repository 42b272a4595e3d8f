"""Long texts cut short."""

from analytics.study.shortening import shorten


def test_shorten_cuts_at_a_blank_and_marks_it():
    """Short texts stay; long ones end with an ellipsis at a word, or anywhere where words have no blanks."""
    assert shorten("one two three", 13) == "one two three"
    assert shorten("one two three", 12) == "one two…"
    assert shorten("海" * 20, 10) == "海" * 9 + "…"
