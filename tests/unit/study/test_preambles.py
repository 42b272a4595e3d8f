"""What promises nothing is proposed as left out, in every language with a lexicon; what an article could leave out never is."""

from __future__ import annotations

import pytest

from analytics.study.clauses import propose_commitments, propose_split, split_statement
from analytics.study.clauses.preambles import preamble_kind
from analytics.study.documents import Statement
from analytics.study.grammar.lexicon import read_lexicon
from analytics.study.manifest import load_study
from analytics.study.shipped import shipped_study


@pytest.mark.parametrize(
    ("language", "words", "kind"),
    [
        ("en", "The two leaders met", "meeting"),
        ("en", "The Presidents of Arden and Bellmoor held extensive talks in a warm and friendly atmosphere", "meeting"),
        ("en", "exchanged views on bilateral, regional and international issues of mutual interest", "meeting"),
        ("en", "met at the invitation of the Mayor of Arden", "meeting"),
        ("en", "On the occasion of the 50th anniversary of their ties", "occasion"),
        ("en", "issued the following joint statement", "lead-in"),
        ("en", "The Ministers declared the following", "lead-in"),
        ("de", "Die Präsidentinnen führten Gespräche in herzlicher Atmosphäre", "meeting"),
        ("de", "verabschiedeten die folgende Erklärung", "lead-in"),
        ("fr", "se sont entretenus dans un climat de confiance", "meeting"),
        ("fr", "À l'occasion du centenaire de leurs relations", "occasion"),
        ("fr", "sont convenus de ce qui suit", "lead-in"),
        ("it", "hanno avuto colloqui approfonditi su questioni regionali e internazionali di comune interesse", "meeting"),
        ("it", "hanno convenuto quanto segue", "lead-in"),
        ("es", "mantuvieron conversaciones sobre asuntos bilaterales", "meeting"),
        ("es", "acordaron lo siguiente", "lead-in"),
        ("ja", "両首脳は、和やかな雰囲気の中で会談を行った", "meeting"),
        ("ja", "以下の共同声明を発出した", "lead-in"),
        # what has a day, a purpose or a subject of its own is a fact that an article tells or leaves out
        ("en", "met in Rome on 16 January 2026 at the invitation of the Prime Minister", ""),
        ("en", "met at the invitation of the Mayor of Arden on 16 January 2026", ""),
        ("en", "met in Rome", ""),
        ("en", "met to end the war", ""),
        ("en", "exchanged views on the death penalty", ""),
        ("en", "exchanged views on a number of issues of global relevance, including migration", ""),
        ("en", "adopted the following priorities", ""),
        ("en", "On the occasion of the anniversary they agreed to open an office", ""),
        ("de", "führten Gespräche über den Nachtzug", ""),
        ("fr", "se sont réunis à Belmont le 14 mars 2027", ""),
        ("it", "hanno avuto colloqui sulla siccità", ""),
        ("es", "mantuvieron conversaciones sobre el litio", ""),
        ("ja", "両首脳は、漁業について意見交換を行った", ""),
    ],
)
def test_kinds(language, words, kind):
    """Only what says nothing else; a clause with a day, a number, a purpose or a matter of its own stays."""
    assert preamble_kind(words, read_lexicon(language)) == kind


def test_what_is_left_out_is_shown_without_what_is_proposed():
    """A meeting with its day is proposed; of the same sentence only the talks are left out."""
    text = "The Ministers of Arden and Bellmoor met in Ljubljana on 12 March 2026 and held talks. They agreed to build a bridge."
    split = propose_split(Statement(text, "en", "statement.txt", ""))
    assert [each.quote for each in split.commitments] == [
        "The Ministers of Arden and Bellmoor met in Ljubljana on 12 March 2026",
        "agreed to build a bridge",
    ]
    assert [each.words for each in split.left_out] == ["held talks"]


def test_what_is_left_out_is_shown_with_its_subject():
    """Where nothing of its sentence is proposed, the words say who met."""
    text = "They agreed to build a bridge. The Ministers of Arden and Bellmoor held talks."
    split = propose_split(Statement(text, "en", "statement.txt", ""))
    assert [each.words for each in split.left_out] == ["The Ministers of Arden and Bellmoor held talks"]


def test_without_a_lexicon_nothing_is_left_out():
    """Polish sentences are all proposed."""
    assert preamble_kind("Prezydenci spotkali się", read_lexicon("pl")) == ""


TEXT = (
    "The two mayors met in a cordial atmosphere. They issued the following statement:\n\n"
    "They agreed to plant 4,000 trees by 2030.\n\nThey welcomed the return of the ferry."
)


def test_a_split_tells_what_it_leaves_out():
    """Both clauses with their reason and their own ids; the others keep theirs."""
    split = propose_split(Statement(TEXT.replace("\n\n", "\n"), "en", "a.txt", ""))
    assert [(each.commitment.quote, each.kind, each.words) for each in split.left_out] == [
        ("met in a cordial atmosphere", "meeting", "The two mayors met in a cordial atmosphere"),
        ("issued the following statement", "lead-in", "They issued the following statement"),
    ]
    assert [unit.quote for unit in split.commitments] == ["agreed to plant 4,000 trees by 2030", "welcomed the return of the ferry"]
    ids = [unit.id for unit in (*split.commitments, *(each.commitment for each in split.left_out))]
    assert len(set(ids)) == len(ids)
    assert split_statement(TEXT, language="en")["quote"].tolist() == [unit.quote for unit in split.commitments]


def test_a_statement_of_nothing_else_keeps_its_clauses():
    """A note that two people met has something to compare all the same."""
    assert [unit.quote for unit in propose_commitments(Statement("The two mayors met.", "en", "a.txt", ""))] == ["met"]


def test_no_commitment_of_the_shipped_codebook_is_lost():
    """What is left out of the shipped statement touches no quote that a person chose."""
    study = load_study(shipped_study())
    left = [each.commitment for each in propose_split(study.statement).left_out]
    assert left
    assert not [unit.id for unit in study.commitments for each in left if unit.start < each.end and each.start < unit.end]


@pytest.mark.parametrize(
    ("language", "words", "phrase"), [("it", "si sono incontrati", "in un clima "), ("de", "trafen sich", "in einer Atmosphäre ")]
)
def test_a_chain_of_phrases_is_read_in_one_way(language, words, phrase):
    """Each of twenty phrases may hold all that follow it: reading them in every way would take longer than anyone waits."""
    assert preamble_kind(f"{words} {phrase * 18} x.y", read_lexicon(language)) == ""
