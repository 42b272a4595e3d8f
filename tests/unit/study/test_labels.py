"""Labels of commitments that are too long: they end where a phrase does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from analytics.language.stopwords import stop_words
from analytics.study import load_study
from analytics.study.clauses import split_statement
from analytics.study.clauses.labels import LABEL_WORDS, shorten_label
from analytics.study.grammar.lexicon import read_lexicon
from analytics.study.shipped import shipped_study

STATEMENTS = Path(__file__).parents[2] / "data" / "statements"


@pytest.mark.parametrize(
    ("language", "words", "label"),
    [
        ("en", "provide eight trillion in direct grants for new plants and their suppliers", "provide eight trillion in direct grants"),
        ("en", "relations that rest on decades of contact between the two peoples", "relations that rest on decades of contact"),
        ("en", "opening of new lines by the two cities of Arden and Bregen in spring", "opening of new lines by the two cities"),
        (
            "en",
            "planned entry into force of the Working Holiday Agreement and its annex",
            "planned entry into force of the Working Holiday Agreement",
        ),
        ("en", "the four-year plan that two lakes need most (see annex two of it)", "the four-year plan that two lakes need most"),
        (
            "fr",
            "rétablir la continuité piscicole entre le lac de Sarne et la mer du Nord",
            "rétablir la continuité piscicole entre le lac de Sarne",
        ),
        ("fr", "créer avant la fin de 2027 un fonds commun d’aide aux ports", "créer avant la fin de 2027 un fonds commun"),
        ("it", "istituire un fondo comune per le scuole delle valli e dei borghi", "istituire un fondo comune per le scuole"),
        (
            "es",
            "abrir una oficina conjunta de investigación marina en el puerto de Cádiz",
            "abrir una oficina conjunta de investigación marina",
        ),
        ("de", "den Ausbau der Häfen und Werften an allen Küsten bis zum Jahr 2030", "den Ausbau der Häfen und Werften an allen Küsten"),
        ("ja", "北部の港における共同研究所の設立に向けた具体的な準備作業の開始", "北部の港における共同研究所の設立に向けた"),
    ],
)
def test_a_long_label_ends_before_a_phrase(language: str, words: str, label: str) -> None:
    """Neither on a word that needs another nor within a phrase that was cut."""
    assert shorten_label(words, read_lexicon(language)) == label


def test_a_short_label_stays() -> None:
    """Nine words are not too many, whatever they end on."""
    words = "all that the two sides had long hoped for"
    assert len(words.split()) == LABEL_WORDS
    assert shorten_label(words, read_lexicon("en")) == words


def test_hardly_any_label_ends_on_a_function_word() -> None:
    """Of the shipped statement and three in French and Italian, by the lists of stop words, which the labels do not know."""
    statement = load_study(shipped_study()).statement
    texts = [("en", statement.text), *((path.stem[-2:], path.read_text(encoding="utf-8")) for path in sorted(STATEMENTS.glob("*.txt")))]
    labels = [(language, label) for language, text in texts for label in split_statement(text, language=language)["label"]]
    ended = [label for language, label in labels if re.findall(r"\w+", label)[-1].casefold() in stop_words(language)]
    torn = [label for _, label in labels if any(label.count(one) != label.count(other) for one, other in ("()", "“”", "«»", "[]"))]
    assert len(labels) > 80
    assert len(ended) <= len(labels) // 15
    assert torn == []


@pytest.mark.parametrize(
    ("statement", "label"),
    [
        ("They will open a ferry line.", "Open a ferry line"),
        ("They will also open a ferry line.", "Open a ferry line"),
        ("They shall not open a ferry line.", "Shall not open a ferry line"),
        ("The line will be opened by 2030.", "Line will be opened by 2030"),
    ],
)
def test_what_they_will_do_is_named_without_will(statement: str, label: str) -> None:
    """Where the subject is who speaks, as behind "agreed to"; "not" needs its verb, and another subject is kept with it."""
    (only,) = split_statement(statement, language="en")["label"]
    assert only == label


@pytest.mark.parametrize(
    ("language", "statement", "label"),
    [
        ("en", "They agreed not to export arms.", "Not to export arms"),
        ("en", "The ministers did not reach agreement on a date.", "Ministers did not reach agreement on a date"),
        ("es", "Los ministros no acordaron un calendario.", "No acordaron un calendario"),
        ("it", "I ministri non hanno concordato un calendario.", "Non hanno concordato un calendario"),
    ],
)
def test_a_label_never_says_the_contrary(language: str, statement: str, label: str) -> None:
    """The object alone would: "export arms", "agreement on a date"."""
    (only,) = split_statement(statement, language=language)["label"]
    assert only == label
