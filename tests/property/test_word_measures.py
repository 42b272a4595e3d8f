"""What holds for keyphrases and keyness of any text."""

import re
import warnings

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from analytics.errors import KeyphraseError, UndefinedMeasureWarning
from analytics.language.passages import split_passages
from analytics.language.reading import ReadText
from analytics.language.segmentation import is_segmented
from analytics.language.tokens import count_words, tokenize
from analytics.measures.keyness import keyness_table
from analytics.measures.keywords import extract_keywords, keyword_table
from analytics.settings import Settings
from tests.strategies import languages, prose, wild_texts

_QUICK = settings(max_examples=60, deadline=None)


def _read(text: str, language: str = "en") -> ReadText:
    passages = split_passages(text, language)
    return ReadText(text, language, passages, tuple(tokenize(p.text, language, offset=p.start) for p in passages), ())


def _squeezed(text: str, language: str) -> str:
    return re.sub(r"\s+", "" if is_segmented(language) else " ", text).casefold()


@_QUICK
@given(wild_texts(), languages(), st.integers(1, 12), st.integers(1, 4))
def test_keyphrases_of_any_text(text, language, top, max_words):
    """Each keyphrase stands in the text at least once; ranks and scores rise; there are words whenever there is a row."""
    try:
        found = extract_keywords(text, language=language, top=top, max_words=max_words)
    except KeyphraseError:
        assert count_words(text, language)
        return
    assert len(found) <= top
    assert found["rank"].tolist() == list(range(1, len(found) + 1))
    assert found["yake_score"].is_monotonic_increasing
    assert found["keyphrase"].is_unique
    assert (found["count"] >= 1).all()
    assert all(_squeezed(phrase, language) in _squeezed(text, language) for phrase in found["keyphrase"])


@_QUICK
@given(prose(min_words=30, max_words=80))
def test_no_keyphrase_contains_another(text):
    """Among the first ten no phrase is part of another, as a string."""
    found = [phrase.casefold() for phrase in extract_keywords(text, language="en", top=10)["keyphrase"]]
    assert not [(one, other) for one in found for other in found if one is not other and one in other]


@_QUICK
@given(prose())
def test_the_table_holds_what_the_function_finds(text):
    """Reading the text beforehand changes nothing."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UndefinedMeasureWarning)
        table = keyword_table({"a": _read(text)}, Settings())
    try:
        expected = extract_keywords(text, language="en")
    except KeyphraseError:
        assert table.empty
        return
    assert table["keyphrase"].tolist() == expected["keyphrase"].tolist()
    assert table["count"].tolist() == expected["count"].tolist()


@_QUICK
@given(prose(), prose())
def test_keyness_of_two_sources_is_antisymmetric(first, second):
    """What one of two sources says more the other says less, by as much."""
    table = keyness_table({"a": _read(first), "b": _read(second)}, Settings(keyness_terms_per_source=500))
    assume(not table.empty)
    sides = {source: frame.set_index("term").sort_index() for source, frame in table.groupby("source")}
    assert sides["a"].index.tolist() == sides["b"].index.tolist()
    for column in ("log_odds", "z"):
        assert sides["a"][column].tolist() == pytest.approx((-sides["b"][column]).tolist(), abs=1e-9, nan_ok=True)
    assert sides["a"]["count"].tolist() == sides["b"]["count_others"].tolist()


@_QUICK
@given(prose(), st.integers(2, 4))
def test_equal_sources_have_no_keyness(text, copies):
    """Sources with the same text differ in nothing when there are two; counts add up to all in the language."""
    reads = {f"s{number}": _read(text) for number in range(copies)}
    table = keyness_table(reads, Settings(keyness_terms_per_source=500))
    assert (table["count_others"] == (copies - 1) * table["count"]).all()
    if copies == 2:
        assert table["log_odds"].dropna().abs().max() < 1e-9 or table["log_odds"].dropna().empty


@_QUICK
@given(st.lists(prose(), min_size=1, max_size=4))
def test_keyness_counts_are_shares_of_the_words(texts):
    """Counts are between 0 and the words counted, and positive figures mean a larger smoothed share."""
    table = keyness_table({f"s{number}": _read(text) for number, text in enumerate(texts)}, Settings())
    assert (table["count"] <= table["words"]).all()
    assert (table["count_others"] <= table["words_others"]).all()
    assert ((table["count"] + table["count_others"]) >= 1).all()
    assert ((table["z"] > 0) == (table["log_odds"] > 0)).all()
