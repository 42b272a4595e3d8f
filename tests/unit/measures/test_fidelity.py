"""Fidelity: the verb of the evidence against the act of the statement."""

import pandas as pd
import pytest

from analytics.language.passages import split_passages
from analytics.language.reading import ReadText, read_words
from analytics.language.tokens import tokenize
from analytics.measures.fidelity import compare_strengths, fidelity_table
from analytics.schema import TABLES
from analytics.study.codebook import Commitment

QUOTE = "open a joint office in the northern harbour"


def judged(
    article: str,
    *,
    act: str = "commitment",
    strength: int = 4,
    language: str = "en",
    statement: str = "en",
    verdict: str = "covered",
    quote: str = QUOTE,
):
    """Judge one cell whose evidence is the last passage of the article."""
    passages = split_passages(article, language)
    read = ReadText(article, language, passages, tuple(tokenize(p.text, language, offset=p.start) for p in passages), ())
    unit = Commitment("1a", 1, "Offices", act, strength, "An office", quote, 0, len(quote))
    coverage = pd.DataFrame([("a", "Post", "1a", verdict)], columns=["source", "outlet", "commitment", "verdict"])
    evidence = pd.DataFrame([("a", "1a", 1, passages[-1].id)], columns=["source", "commitment", "rank", "passage_id"])
    table = fidelity_table(coverage, evidence, {"a": read}, [unit], read_words(f"The ministers agreed to {quote}.", statement))
    assert list(table.columns) == TABLES["fidelity"].names
    return table.iloc[0]


@pytest.mark.parametrize(
    ("verb", "strength", "fidelity"),
    [
        ("agreed to", 4, "same"),
        ("decided to", 4, "same"),
        ("discussed plans to", 4, "softened"),
        ("stressed the importance of an effort to", 4, "softened"),
        ("expressed their intention to", 4, "softened"),
        ("expressed their intention to", 2, "same"),
        ("agreed to", 2, "strengthened"),
        ("agreed to", 3, "same"),
    ],
)
def test_the_governing_verb_is_set_against_the_act(verb, strength, fidelity):
    """Firm and determined promises are one level; an aim lies below them, importance and talk lower still."""
    article = f"The ministers {verb} open a joint office in the northern harbour."
    row = judged(article, strength=strength)
    assert row["fidelity"] == fidelity
    assert article[row["start"] : row["end"]] == row["verb"]


def test_the_verb_over_the_words_counts_not_another_of_the_sentence():
    """The sentence also welcomes a report; the office stands under agreed."""
    row = judged("The ministers welcomed a long report on fish and agreed to open a joint office in the northern harbour.")
    assert (row["verb"], row["fidelity"]) == ("agreed to", "same")


@pytest.mark.parametrize(
    "given",
    [
        {"act": "position", "strength": 0},
        {"verdict": "partial"},
        {"statement": "it"},
        {"language": "nl", "statement": "nl"},
    ],
    ids=["binds to nothing", "told in part", "other language", "no lexicon"],
)
def test_what_cannot_be_judged_is_undefined(given):
    """A row stands there, and says nothing."""
    row = judged("The ministers agreed to open a joint office in the northern harbour.", **given)
    assert (row["fidelity"], row["verb"]) == ("", "")
    assert pd.isna(row["told_strength"])


@pytest.mark.parametrize(
    "article",
    [
        "The ministers agreed to meet again before the winter.",
        "A joint office in the northern harbour: so much is known.",
        "Ministers met.\n\n## Ministers agree to open a joint office in the northern harbour\n",
    ],
    ids=["other words", "no verb", "heading"],
)
def test_an_unclear_verb_is_undefined(article):
    """Too few of the quote's words under the verb, no verb, or a headline's clipped grammar."""
    assert judged(article)["fidelity"] == ""


@pytest.mark.parametrize(
    ("quote", "told", "fidelity"),
    [
        ("open offices, ports, schools, shops and banks", "open offices", "same"),
        ("open offices, ports, schools, shops and banks", "open bridges", ""),
        ("open offices, ports, schools, shops, banks, farms, museums and mills", "open offices", ""),
        ("open offices, ports, schools, shops, banks, farms, museums and mills", "open offices and ports", "same"),
        ("open offices", "open bridges", ""),
    ],
    ids=["2 of 6", "1 of 6", "2 of 9", "3 of 9", "1 of 2"],
)
def test_a_third_of_the_words_and_two_must_stand_under_the_verb(quote, told, fidelity):
    """Of nine content words three, of six two, of two both; with fewer the verb may govern another matter."""
    assert judged(f"The ministers agreed to {told}.", quote=quote)["fidelity"] == fidelity


def test_omitted_cells_have_no_row():
    """Without evidence there is nothing to judge."""
    coverage = pd.DataFrame([("a", "Post", "1a", "omitted")], columns=["source", "outlet", "commitment", "verdict"])
    evidence = pd.DataFrame([], columns=["source", "commitment", "rank", "passage_id"])
    assert fidelity_table(coverage, evidence, {}, [], read_words("They met.", "en")).empty


def test_strengths_are_compared_in_levels():
    """3 and 4 are one; below is softer, above is stronger."""
    assert compare_strengths(3, 4) == compare_strengths(0, 0) == "same"
    assert compare_strengths(2, 4) == "softened"
    assert compare_strengths(1, 0) == "strengthened"
