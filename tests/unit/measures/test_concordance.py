"""Keyword in context."""

import pytest

from analytics.measures.concordance import concordance, counted, in_order

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


def test_words_that_run_together_need_no_blanks() -> None:
    """In Japanese and Chinese a word is found inside a line; a star there takes nothing along."""
    assert concordance({"a": "両首脳は共同声明を発表。共同声明は五頁。"}, "共同声明*")["match"].tolist() == ["共同声明", "共同声明"]
    assert concordance({"a": "两国发布联合声明。"}, "声明")["start"].tolist() == [6]


def test_sorting_by_either_side() -> None:
    """Before: by the nearest word backwards; behind: by the next word; case and signs do not count."""
    rows = concordance({"a": "the new gas, zinc. An old gas Atlas. Her big GAS map."}, "gas", width=12)
    assert in_order(rows, "left")["left"].str.split().str[-1].tolist() == ["big", "new", "old"]
    assert in_order(rows, "right")["right"].str.strip(" ,.").str.split().str[0].str.strip(".,").tolist() == ["Atlas", "map", "zinc"]
    assert in_order(rows, "place").equals(rows)
    assert in_order(rows.head(0), "left").empty


def test_counts_have_their_denominator() -> None:
    """Two in 500 words are 4 per 1,000; none in 100 is 0; a text without words has no rate."""
    rows = concordance({"a": "gas and gas", "b": "oil"}, "gas", limit=None)
    counts = counted(rows, {"a": 500, "b": 100, "c": 0})
    assert counts[["source", "count", "words"]].to_numpy().tolist() == [["a", 2, 500], ["b", 0, 100], ["c", 0, 0]]
    assert counts["rate"].tolist()[:2] == [4.0, 0.0]
    assert counts["rate"].isna().tolist()[2]


def test_rates_have_garwoods_interval() -> None:
    """10 in 500 words: 4.795 to 18.390 times, so 9.59 to 36.78 per 1,000; none in 100: 0 to 36.89; no words: undefined."""
    rows = concordance({"a": "gas " * 10, "b": "oil"}, "gas", limit=None)
    counts = counted(rows, {"a": 500, "b": 100, "c": 0})
    assert counts["low"].tolist()[:2] == pytest.approx([9.59, 0.0], abs=0.01)
    assert counts["high"].tolist()[:2] == pytest.approx([36.78, 36.89], abs=0.01)
    assert counts[["low", "high"]].isna().all(axis=1).tolist() == [False, False, True]
