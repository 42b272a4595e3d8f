"""Keyness: log-odds with an informative Dirichlet prior, worked out by hand."""

import math

import numpy as np
import pytest

from analytics.language.passages import split_passages
from analytics.language.reading import ReadText
from analytics.language.tokens import tokenize
from analytics.measures.keyness import PRIOR_WORDS, keyness_table, log_odds_ratio
from analytics.settings import Settings

SETTINGS = Settings()


def _read(text: str, language: str = "en") -> ReadText:
    passages = split_passages(text, language)
    return ReadText(text, language, passages, tuple(tokenize(p.text, language, offset=p.start) for p in passages), ())


def test_hand_worked_example():
    """Minerals 3 of 4 words here and 1 of 6 there; the prior gives it 500 * 4 / 10 = 200 of 500 words."""
    texts = {"a": _read("Minerals, minerals, minerals, pact."), "b": _read("Minerals, pact, pact, pact, pact, pact.")}
    row = keyness_table(texts, SETTINGS).set_index(["source", "term"]).loc[("a", "Minerals")]
    log_odds = math.log((3 + 200) / (4 + 500 - 3 - 200)) - math.log((1 + 200) / (6 + 500 - 1 - 200))
    assert PRIOR_WORDS == 500
    assert row["log_odds"] == pytest.approx(log_odds)
    assert row["log_odds"] == pytest.approx(0.0231, abs=1e-4)
    assert row["z"] == pytest.approx(log_odds / math.sqrt(1 / 203 + 1 / 201))
    assert row[["count", "count_others", "words", "words_others"]].tolist() == [3, 1, 4, 6]


def test_statement_widens_the_prior():
    """Ten more words of the statement, all minerals, raise the prior of minerals to 500 * 14 / 20 = 350; counts stay."""
    texts = {"a": _read("Minerals, minerals, minerals, pact."), "b": _read("Minerals, pact, pact, pact, pact, pact.")}
    table = keyness_table(texts, SETTINGS, statement=_read("minerals " * 10)).set_index(["source", "term"])
    expected = math.log(353 / (504 - 353)) - math.log(351 / (506 - 351))
    assert table.loc[("a", "Minerals"), "log_odds"] == pytest.approx(expected)
    assert table.loc[("a", "Minerals"), "count_others"] == 1
    other = keyness_table(texts, SETTINGS, statement=_read("minerali " * 10, "it"))
    assert other.equals(keyness_table(texts, SETTINGS))


def test_what_is_said_elsewhere_only_is_below_zero():
    """A term of the other source alone has count 0 and negative figures."""
    row = keyness_table({"a": _read("Pact signed."), "b": _read("Lithium signed.")}, SETTINGS).set_index(["source", "term"])
    assert row.loc[("a", "Lithium"), "count"] == 0
    assert row.loc[("a", "Lithium"), "z"] < 0
    assert row.loc[("a", "signed"), "log_odds"] == pytest.approx(0)


def test_terms_are_stems_shown_as_most_often_written():
    """Minerals twice and mineral once are one term with count 3; function words and numbers are none."""
    table = keyness_table({"a": _read("The minerals and minerals of a mineral in 2027."), "b": _read("The pact.")}, SETTINGS)
    row = table[table["source"] == "a"].set_index("term").loc["minerals"]
    assert row["count"] == 3
    assert row["words"] == 3
    assert set(table["term"]) == {"minerals", "pact"}


def test_languages_are_not_compared():
    """Italian sources stand against Italian ones; a source alone in its language has no rows."""
    texts = {"a": _read("The pact."), "b": _read("Il patto.", "it"), "c": _read("Il clima.", "it")}
    table = keyness_table(texts, SETTINGS)
    assert set(table["source"]) == {"b", "c"}
    assert set(table["term"]) == {"patto", "clima"}


@pytest.mark.parametrize("texts", [{}, {"a": "The pact."}, {"a": "The pact.", "b": "It is 5."}])
def test_nothing_to_compare_gives_no_rows(texts):
    """No source, one source, or no counted words on the other side."""
    table = keyness_table({source: _read(text) for source, text in texts.items()}, SETTINGS)
    assert table.empty
    assert table.columns.tolist() == ["source", "term", "log_odds", "z", "count", "count_others", "words", "words_others"]


def test_one_term_in_all_has_no_odds():
    """If every counted word is the same, the odds are infinite and the figures NaN."""
    table = keyness_table({"a": _read("Pact, pact."), "b": _read("Pact.")}, SETTINGS)
    assert table["log_odds"].isna().all()
    assert table["z"].isna().all()
    assert table["count"].tolist() == [2, 1]


def test_rows_are_limited_and_sorted():
    """The three terms with the largest z in either direction, largest first, sources as given."""
    texts = {"b": _read("Alpha alpha alpha alpha beta beta gamma delta."), "a": _read("Omega omega omega beta gamma delta.")}
    table = keyness_table(texts, Settings(keyness_terms_per_source=3))
    assert table["source"].tolist() == ["b", "b", "b", "a", "a", "a"]
    first = table[table["source"] == "b"]
    assert set(first["term"][:2]) == {"alpha", "omega"}
    assert first["term"].tolist()[2] == "beta"
    assert first["z"].abs().is_monotonic_decreasing


def test_swapping_the_sides_swaps_the_signs():
    """The ratio is antisymmetric, and zero for equal counts."""
    here, others, prior = np.array([4, 1, 2]), np.array([1, 3, 3]), np.array([2.0, 2.0, 2.0])
    forth, back = log_odds_ratio(here, others, prior), log_odds_ratio(others, here, prior)
    assert np.allclose(forth[0], -back[0])
    assert np.allclose(forth[1], -back[1])
    assert np.allclose(log_odds_ratio(here, here, prior)[0], 0)


def test_of_equal_terms_the_first_by_name_are_kept_also_where_the_list_ends_among_them():
    """Five words once here and never there are equally telling, after "pact"; a list of two ends among them, capitals first."""
    texts = {"a": _read("Zebra, apple, melon, cherry, banana, pact, pact."), "b": _read("Pact, pact.")}
    for source in texts:
        for top in (2, 4, 20):
            rows = keyness_table(texts, Settings(keyness_terms_per_source=top))
            found = rows.loc[rows["source"] == source, "term"].tolist()
            assert found == ["pact", "Zebra", "apple", "banana", "cherry", "melon"][:top]
