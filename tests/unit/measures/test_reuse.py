"""Reuse: long identical strings, with spans, shares and copies, worked out by hand."""

import math

import pandas as pd
import pytest

from analytics.errors import UndefinedMeasureWarning
from analytics.language.passages import split_passages
from analytics.language.reading import ReadText
from analytics.language.tokens import tokenize
from analytics.measures.reuse import later_copies, matches, reuse_tables, table
from analytics.measures.reuse.copies import relation
from analytics.measures.reuse.matches import LEAST_WORDS, find_matches, units_of
from analytics.schema import TABLES

STATEMENT = "1. The mayors agreed to plant four thousand new trees along the river by 2030.\n2. They welcomed the ferry.\n"


def read(text: str, language: str = "en") -> ReadText:
    """Read a text without encoding it."""
    passages = split_passages(text, language)
    return ReadText(text, language, passages, tuple(tokenize(p.text, language, offset=p.start) for p in passages), ())


def tables(statement: str = STATEMENT, language: str = "en", **texts: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Compare some texts with a statement."""
    return reuse_tables({name: read(text, language) for name, text in texts.items()}, {"a": "Post"}, read(statement, language))


def test_a_long_string_is_found_with_its_spans_in_both_texts():
    """Eleven words of a's twelve stand in the statement, whatever the case and the comma; the share is 11 of 12."""
    text = "Yesterday THE MAYORS AGREED to plant, four thousand new trees along the river!"
    reuse, similarity = tables(a=text)
    (row,) = reuse.to_dict("records")
    assert row["text"] == "THE MAYORS AGREED to plant, four thousand new trees along the river"
    assert text[row["start"] : row["end"]] == row["text"]
    assert STATEMENT[row["other_start"] : row["other_end"]] == "The mayors agreed to plant four thousand new trees along the river"
    assert (row["kind"], row["other"], row["words"], row["outlet"]) == ("statement", "", 12, "Post")
    figures = similarity.iloc[0]
    assert (figures["strings"], figures["words"], figures["total_words"], figures["relation"]) == (1, 12, 13, "copy")
    assert figures["share"] == pytest.approx(12 / 13)
    assert list(similarity.columns) == TABLES["similarity"].names


@pytest.mark.parametrize(("words", "found"), [(LEAST_WORDS - 1, 0), (LEAST_WORDS, 1)])
def test_a_string_counts_from_seven_words_on(words, found):
    """Six words are a set phrase, seven are reuse."""
    phrase = " ".join("plant four thousand new trees along the".split()[:words])
    assert len(tables(a=f"Gardeners {phrase} wide boulevards.")[0]) == found


def test_sources_are_compared_with_one_another_from_both_sides():
    """All eight words of a stand in b, among sixteen: half of b, the whole of a; nothing of the statement."""
    shared = "Fog hung low over every bridge that night"
    reuse, similarity = tables(a=shared + ".", b=f"{shared}, yet boats went out as they always do.")
    pairs = similarity[similarity["kind"] == "source"].set_index("source")
    assert pairs.loc["a", ["other", "words", "total_words", "share", "relation"]].tolist() == ["b", 8, 8, 1.0, "copy"]
    assert pairs.loc["b", ["other", "words", "total_words", "share", "relation"]].tolist() == ["a", 8, 16, 0.5, "copy"]
    assert reuse["kind"].tolist() == ["source", "source"]
    assert similarity.loc[similarity["kind"] == "statement", "share"].tolist() == [0.0, 0.0]


def test_what_two_sources_both_quote_from_the_statement_is_told_once():
    """Its rows are those with the statement; what two share beyond it, here a longer string, keeps its rows; the shares count all."""
    quoted = "one two three four five six seven eight"
    reuse, similarity = tables(f"Zero {quoted} nine", a=f"He told {quoted}.", b=f"She said {quoted}.", c=f"He told {quoted} too.")
    between = reuse[reuse["kind"] == "source"]
    assert set(zip(between["source"], between["other"], strict=True)) == {("a", "c"), ("c", "a")}
    assert set(between["text"]) == {f"He told {quoted}"}
    pairs = similarity[similarity["kind"] == "source"].set_index(["source", "other"])
    assert pairs.loc[("a", "b"), "words"] == 8


def test_jaccard_counts_distinct_windows():
    """Of 8 words there are 2 windows of seven, of 15 words 9, among them those 2: 2 / (2 + 9 - 2), from either side."""
    shared = "Fog hung low over every bridge that night"
    _, similarity = tables(a=shared + ".", b=f"{shared} while small boats went out as ever.")
    pairs = similarity[similarity["kind"] == "source"]
    assert pairs["jaccard"].tolist() == pytest.approx([2 / 9, 2 / 9])


def test_a_string_within_a_longer_one_has_no_row():
    """The statement repeats a phrase; the source's long string is told once, with its longest counterpart."""
    phrase = "plant four thousand new trees along the river"
    reuse, _ = tables(statement=f"We {phrase}. They {phrase} by noon tomorrow.", a=f"Crews {phrase} by noon tomorrow.")
    (row,) = reuse.to_dict("records")
    assert row["words"] == 11
    assert row["other_start"] > 50


def test_letters_are_compared_where_words_have_no_blanks():
    """Fourteen Japanese letters are reuse, thirteen are not; the comma between them does not count."""
    statement = "両首脳は、重要鉱物の供給網を強化することで一致した。"
    reuse, _ = tables(statement, "ja", a="会談で重要鉱物の供給網を、強化するこれも確認。")
    assert reuse["text"].tolist() == ["重要鉱物の供給網を、強化するこ"]
    assert tables(statement, "ja", a="会談で必要鉱物の供給網を、強化するこれも確認。")[0].empty


def test_texts_in_other_languages_are_not_compared():
    """Italian against English: undefined, not 0; a region makes no other language."""
    reads = {"it": read("I sindaci piantano alberi.", "it"), "gb": read("Nothing at all.", "en-GB")}
    _, similarity = reuse_tables(reads, {}, read(STATEMENT))
    against = similarity[similarity["kind"] == "statement"].set_index("source")
    assert math.isnan(against.loc["it", "share"])
    assert pd.isna(against.loc["it", "words"])
    assert against.loc["gb", "share"] == 0.0
    assert similarity.loc[similarity["other"] == "gb", "share"].isna().all()


def test_a_text_without_words_has_no_share():
    """Zero of zero words is undefined."""
    _, similarity = tables(a="…")
    assert math.isnan(similarity["share"].iloc[0])
    assert similarity["total_words"].tolist() == [0]


def test_a_refrain_costs_no_time():
    """Ten thousand times the same word: 4 places are compared, which make strings, and it ends at once."""
    (rows,) = find_matches([units_of(read("row " * 10_000)), units_of(read("row " * 10_000))], 7)
    assert 1 <= len(rows) <= 16


def test_texts_taken_in_blocks_give_the_same_tables(monkeypatch):
    """However few pairs are held at once, every pair is compared, once."""
    shared = (
        "Fog hung low over every bridge that night",
        "Small boats went out to sea as ever",
        "A late train brought letters from the north",
    )
    texts = {f"s{place}": f"{shared[place % 3]}. {shared[(place + 1) % 3]}." for place in range(7)}
    units = [units_of(read(text)) for text in texts.values()]
    reuse, similarity = tables(**texts)
    assert len(list(find_matches(units, 7))) == 1
    monkeypatch.setattr(matches, "PAIRS_AT_ONCE", 5)
    assert len(list(find_matches(units, 7))) > 1
    pd.testing.assert_frame_equal(tables(**texts)[0], reuse)
    pd.testing.assert_frame_equal(tables(**texts)[1], similarity)


def test_what_is_listed_does_not_depend_on_blocks(monkeypatch):
    """With room for 7 of 8 strings between sources the same ones go, be they met early or late."""
    monkeypatch.setattr(table, "MOST_STRINGS", 7)
    eight, ten = "Fog hung low over every bridge that night", "Small boats went out to sea as they always do"
    texts = {"a": f"{eight}.", "b": f"{ten}. {eight}!", "c": f"{eight}. {ten}.", "d": f"{eight}?"}
    with pytest.warns(UndefinedMeasureWarning):
        whole, _ = tables(**texts)
    monkeypatch.setattr(matches, "PAIRS_AT_ONCE", 1)
    with pytest.warns(UndefinedMeasureWarning):
        by_block, _ = tables(**texts)
    assert whole["text"].tolist() == [ten, ten]
    pd.testing.assert_frame_equal(by_block, whole)


def test_only_so_many_strings_are_listed_the_longest(monkeypatch):
    """Three sources share eight words (6 rows), two of them ten others (2 rows); with room for 7 the eight words go, and it is said."""
    monkeypatch.setattr(table, "MOST_STRINGS", 7)
    eight, ten = "Fog hung low over every bridge that night", "Small boats went out to sea as they always do"
    texts = {"a": f"{eight}. {ten}.", "b": f"{ten}. {eight}!", "c": f"{eight}?", "d": "The mayors agreed to plant four thousand new trees."}
    with pytest.warns(UndefinedMeasureWarning, match="fewer than 9 words"):
        reuse, similarity = tables(**texts)
    assert reuse.loc[reuse["kind"] == "source", ["source", "other", "text"]].to_numpy().tolist() == [["a", "b", ten], ["b", "a", ten]]
    assert reuse.loc[reuse["kind"] == "statement", "source"].tolist() == ["d"]
    assert similarity.set_index(["source", "other"]).loc[("c", "a"), "words"] == 8


@pytest.mark.parametrize(("room", "listed"), [(6, {"ab", "ba", "ac", "ca", "bc", "cb"}), (4, {"ab", "ba"})])
def test_in_large_studies_only_pairs_with_most_in_common_have_a_row(monkeypatch, room, listed):
    """A and b are copies; c has eight words with either, so that both pairs have a row or none; d has none with anybody."""
    monkeypatch.setattr(table, "MOST_PAIRS", room)
    fog, boats = "Fog hung low over every bridge that night", "Small boats went out to sea as they always do"
    texts = {"a": f"{fog}. {boats}.", "b": f"{fog}. {boats}!", "c": f"{fog}. Nobody in the long street had ever seen it.", "d": "Nothing."}
    _, similarity = tables(**texts)
    pairs = similarity[similarity["kind"] == "source"]
    assert set(pairs["source"] + pairs["other"]) == listed
    assert similarity.loc[similarity["kind"] == "statement", "source"].tolist() == list(texts)


def test_copies_have_a_row_however_many_there_are(monkeypatch):
    """Three copies of one text are six rows where there is room for two."""
    monkeypatch.setattr(table, "MOST_PAIRS", 2)
    _, similarity = tables(**dict.fromkeys("abc", "Fog hung low over every bridge that night."))
    assert similarity["relation"].tolist().count("near-duplicate") == 6


@pytest.mark.parametrize(
    ("share", "back", "named"),
    [(0.8, 0.8, "near-duplicate"), (0.8, 0.79, "copy"), (0.5, 0.1, "copy"), (0.49, 1.0, ""), (math.nan, math.nan, "")],
)
def test_what_a_text_is_to_another(share, back, named):
    """Both ways 80 per cent: near-duplicates; half of it: a copy; a text that holds a short one whole is none."""
    assert relation(share, back) == named


def _copies(pairs: list[tuple[str, str]], dates: dict[str, str]) -> dict[str, str]:
    rows = [(source, "source", other, "copy") for source, other in pairs]
    similarity = pd.DataFrame(rows, columns=["source", "kind", "other", "relation"])
    return later_copies(similarity, pd.DataFrame({"source": list(dates), "date": list(dates.values())}))


def test_the_earliest_of_copies_is_kept():
    """By date first, then undated ones in the study's order; a copy of a copy goes with it only if it copies a kept one."""
    both_ways = [("a", "b"), ("b", "a"), ("c", "a"), ("c", "b")]
    assert _copies(both_ways, {"a": "2030-05-02", "b": "2030-05-01", "c": ""}) == {"a": "b", "c": "b"}
    assert _copies([("a", "b"), ("b", "a")], {"a": "", "b": ""}) == {"b": "a"}
    assert _copies([("a", "b")], {"a": "2030-05-01", "b": "2030-05-02"}) == {}


def test_copies_of_the_statement_are_kept():
    """A press release printed by two papers is the choice of both."""
    similarity = pd.DataFrame([("a", "statement", "", "copy")], columns=["source", "kind", "other", "relation"])
    assert later_copies(similarity, pd.DataFrame({"source": ["a"], "date": [""]})) == {}
