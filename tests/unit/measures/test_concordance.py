"""Keyword in context."""

from analytics.measures.concordance import concordance

TEXT = "The pact names gas. A Gas  deal, and biogas."


def test_occurrences_stand_between_their_neighbours() -> None:
    """Each row holds the words on both sides, at the width asked for, and the exact span."""
    rows = concordance({"a": TEXT}, "gas", width=10)
    assert rows[["left", "match", "right"]].values.tolist() == [["act names", "gas", ". A Gas d"], ["es gas. A", "Gas", "deal, an"]]
    assert [TEXT[start:end] for start, end in zip(rows["start"], rows["end"], strict=True)] == ["gas", "Gas"]


def test_blank_in_a_phrase_matches_any_white_space() -> None:
    """A phrase is found across a line break or two blanks."""
    assert concordance({"a": TEXT}, "gas deal")["match"].tolist() == ["Gas  deal"]


def test_whole_words_unless_opened() -> None:
    """A term finds itself only; a star at its end finds longer words too."""
    texts = {"a": "partner, partners, partnership"}
    assert concordance(texts, "partner")["match"].tolist() == ["partner"]
    assert concordance(texts, "partner*")["match"].tolist() == ["partner", "partners", "partnership"]


def test_term_is_taken_literally() -> None:
    """Signs that mean something in a pattern mean themselves here."""
    assert concordance({"a": "cost (of) gas"}, "(of)")["match"].tolist() == ["(of)"]
    assert concordance({"a": "anything"}, ".*").empty


def test_japanese_is_found_inside_a_sentence() -> None:
    """Scripts without blanks have no word starts to insist on."""
    assert concordance({"a": "日本の天然ガスです"}, "ガス")["start"].tolist() == [5]


def test_blank_term_finds_nothing() -> None:
    """Nothing asked, nothing found."""
    assert concordance({"a": TEXT}, "  ").empty


def test_limit_holds_per_source() -> None:
    """A frequent word does not flood the page."""
    assert concordance({"a": "x " * 9, "b": "x"}, "x", limit=2)["source"].tolist() == ["a", "a", "b"]
