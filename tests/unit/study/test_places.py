"""Where a quote stands in the statement."""

from analytics.study.places import StatementPlaces

TEXT = "Title\n1. They agreed to open an office.\n2. They agreed to close it."


def test_every_occurrence_is_found_in_order():
    """Both places of repeated words are found."""
    spans = StatementPlaces(TEXT).occurrences("They agreed")
    assert [TEXT[start:end] for start, end in spans] == ["They agreed", "They agreed"]
    assert spans[0] < spans[1]


def test_blanks_and_line_breaks_count_as_equal():
    """A quote pasted over two lines is found."""
    assert StatementPlaces(TEXT).occurrences("open\n an   office") == [(24, 38)]
    assert StatementPlaces("to open\nan office").occurrences("open an office") == [(3, 17)]


def test_signs_of_a_pattern_are_plain_characters():
    """A quote with brackets and dots finds only itself."""
    assert StatementPlaces("a (b.c) d abbbc").occurrences("(b.c)") == [(2, 7)]


def test_paragraph_of_a_position():
    """Before the first number there is no paragraph, later the last number counts."""
    places = StatementPlaces(TEXT)
    assert [places.paragraph_at(at) for at in (0, 6, 24, 41, len(TEXT) - 1)] == [None, 1, 1, 2, 2]
    assert StatementPlaces("No numbers here.").paragraph_at(3) is None


def test_nearest_place_of_a_misquoted_commitment():
    """The place that shares most consecutive words is named."""
    start, end = StatementPlaces(TEXT).nearest("agreed to close the office")
    assert TEXT[start:end] == "agreed to close it"
    start, end = StatementPlaces(TEXT).nearest("We agreed to open an office")
    assert TEXT[start:end] == "They agreed to open an office"


def test_nothing_near_is_none():
    """Words that share nothing have no nearest place."""
    assert StatementPlaces(TEXT).nearest("entirely different wording of another text") is None


def test_repeated_quotes_take_their_places_one_after_the_other():
    """The row's own paragraph first, then in order; where every place is taken, the first once more."""
    places = StatementPlaces(TEXT)
    taken = set()
    first, second = (TEXT.index("They", at) for at in (0, 20))
    for paragraph, expected in ((2, second), (None, first), (None, first), (2, second)):
        span = places.first_free("They agreed", paragraph, taken)
        assert span == (expected, expected + len("They agreed"))
        taken.add(span)
    assert places.first_free("They refused", 1, taken) is None


def test_a_place_that_another_quote_took_is_passed_over():
    """A place counts as taken whoever took it."""
    text = "We agreed. We agreed. We agreed."
    assert StatementPlaces(text).first_free("We agreed", None, {(0, 9)}) == (11, 20)
