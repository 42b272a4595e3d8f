"""Contradicted: a source that denies what the statement says, or says what it denies."""

from pathlib import Path

import pandas as pd
import pytest

from analytics.language.passages import split_passages
from analytics.language.reading import read_words
from analytics.measures.fidelity import contradicted_cells, fidelity_table
from analytics.study.codebook import Commitment
from analytics.training.contradictions import judge_sentence, read_sentences

SENTENCES = read_sentences(Path(__file__).parents[2] / "data" / "contradictions.csv")
KNOWN_WRONG = (
    # a stem that changes too much, or a word of denial that is in no list
    "I dazi sui prodotti agricoli non saranno più ridotti del venti per cento.",
    "Port Ansley confirmed that the Mutual Logistics Support Arrangement remains unsigned.",
    "Il cavo elettrico tra la Puglia e l'Albania non verrà costruito.",
    "Niente cavo elettrico tra la Puglia e l'Albania: le due parti hanno cambiato idea.",
    # "no city will order": who does not act may be told with another act
    "The cities of the Network will go on ordering diesel buses after 31 December 2027.",
    "Every city of the Network will order a diesel bus after 31 December 2027.",
    # less than two words of the commitment, or less than two thirds of those that the sentence has, stand where it is denied
    "Regierungskonsultationen alle zwei Jahre wird es nicht geben.",
    "Berlin lehnt Regierungskonsultationen alle zwei Jahre ab.",
    "The ministers have not signed the Mutual Logistics Support Arrangement, and ships will have to obtain fuel elsewhere.",
    # a word of denial that is in no list
    "The floating wind park off the coast of Merin is dead, an adviser said.",
    # a false alarm: others deny it
    "Les riverains ne veulent pas de la ligne ferroviaire rapide que les deux gouvernements construiront entre Liège et Cologne.",
)
"""Sentences that are judged wrongly today; the model card counts them. Take one out when it is mended."""

STATEMENT = "The ministers agreed to open a joint office in the northern harbour and welcomed a report on fish."
QUOTE = "open a joint office in the northern harbour"


def told(
    article: str, *, strength: int = 4, verdict: str = "covered", language: str = "en", statement: str = STATEMENT, quote: str = QUOTE
):
    """Judge one cell whose evidence is the last passage of the article."""
    start = statement.index(quote)
    unit = Commitment("1a", 1, "", "commitment", strength, "", quote, start, start + len(quote))
    coverage = pd.DataFrame([("a", "Post", "1a", verdict)], columns=["source", "outlet", "commitment", "verdict"])
    passage = split_passages(article, language)[-1].id
    evidence = pd.DataFrame([("a", "1a", 1, passage)], columns=["source", "commitment", "rank", "passage_id"])
    return fidelity_table(coverage, evidence, {"a": read_words(article, language)}, [unit], read_words(statement, "en")).iloc[0]


@pytest.mark.parametrize("row", SENTENCES, ids=lambda row: f"{row['language']} {row['article'][:40]}")
def test_sentences_coded_by_hand(row):
    """What denies the commitment is contradicted, what only seems to is not, save the sentences known to be judged wrongly."""
    is_right = (judge_sentence(row["statement"], row["quote"], row["article"], row["language"]) == "contradicted") == bool(row["fidelity"])
    assert is_right == (row["article"] not in KNOWN_WRONG)


def test_the_words_that_deny_are_quoted_and_bear_no_strength():
    """A denial is no weak promise: it has neither act nor strength."""
    article = "Both ministers refused to open a joint office in the northern harbour."
    row = told(article)
    assert (row["fidelity"], row["verb"], row["told_act"]) == ("contradicted", "refused to", "")
    assert article[row["start"] : row["end"]] == "refused to"
    assert pd.isna(row["told_strength"])


@pytest.mark.parametrize(
    "given",
    [
        {"article": "They will not open a joint office in the northern harbour.", "verdict": "partial"},
        {"article": "They will not open a joint office in the northern harbour.", "strength": 0},
        {"article": "They met.\n\n## Ministers will not open a joint office in the northern harbour\n"},
    ],
    ids=["told in part", "binds to nothing", "heading"],
)
def test_it_is_judged_where_no_strength_is(given):
    """Who denies something denies it whatever its strength, in part, and in a headline."""
    assert told(**given)["fidelity"] == "contradicted"


def test_another_language_is_not_judged():
    """The statement's words are not those of the article."""
    row = told("I ministri non apriranno un ufficio comune nel porto settentrionale.", language="it")
    assert (row["fidelity"], row["verb"]) == ("", "")


def test_a_denial_of_something_else_in_the_sentence_is_none():
    """They did not welcome the report; the office they will open."""
    row = told("They agreed to open a joint office in the northern harbour and did not welcome the report on fish.")
    assert row["fidelity"] == "same"


def test_both_may_deny():
    """A statement that says "will not" is told as it is by an article that says so."""
    statement = "Both sides will not deploy heavy missiles on the northern islands."
    article = "Both sides will not deploy heavy missiles on the northern islands, officials said."
    assert told(article, statement=statement, quote="deploy heavy missiles on the northern islands")["fidelity"] == "same"


def test_a_cell_that_a_person_called_omitted_is_not_contradicted():
    """Of two contradicted cells one is no longer told."""
    fidelity = pd.DataFrame({"source": ["a", "b"], "commitment": "1a", "fidelity": "contradicted"})
    coverage = pd.DataFrame({"source": ["a", "b"], "commitment": "1a", "verdict": ["omitted", "partial"]})
    assert contradicted_cells(coverage, fidelity)["source"].tolist() == ["b"]


def test_what_cancels_something_else_denies_nothing():
    """The commitment's own words must follow at once; a commitment to cancel is not denied by having been kept."""
    assert told("The ministers dropped their objections to a joint office in the northern harbour.")["fidelity"] != "contradicted"
    assert told("The ministers scrapped the joint office in the northern harbour.")["verb"] == "scrapped the"
    statement = "Creditors will cancel the debt of the island states and open an office."
    quote = "will cancel the debt of the island states"
    for article in ("Creditors cancelled the debt of the island states.", "The debt of the island states was cancelled by creditors."):
        assert told(article, statement=statement, quote=quote)["fidelity"] != "contradicted"
    assert told("The debt of the island states was not cancelled.", statement=statement, quote=quote)["fidelity"] == "contradicted"
