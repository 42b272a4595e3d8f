"""Names of themes: phrases that a reader would take for a heading, worked out by hand."""

from __future__ import annotations

import pytest

from analytics.study.clauses.theme_names import LONGEST_NAME, name_groups

EN = [
    ["support for farmed salmon in the northern fjords", "antibiotics for farmed salmon", "sharing the results"],
    ["the growth of the Global Combat Air Programme (GCAP) by 2035", "the first aircraft"],
    ["Dalmora's occupation of the valley", "Dalmora"],
]


def test_a_phrase_that_comes_back_is_the_name():
    """Two clauses speak of farmed salmon; the third, which does not, adds its own word."""
    assert name_groups(EN, "en", "Statement")[0] == "Farmed salmon & results"


def test_names_of_institutions_are_never_cut():
    """All four words of the programme, though a phrase of common words ends at three."""
    assert name_groups(EN, "en", "Statement")[1].startswith("Global Combat Air Programme")


def test_a_possessive_ending_is_dropped():
    """Dalmora, not Dalmora's."""
    assert name_groups(EN, "en", "Statement")[2] == "Dalmora"


@pytest.mark.parametrize(
    ("language", "clause", "expected"),
    [
        ("en", "every country, before the end of March 2030, without exception", "Exception"),
        ("en", "Norway expressed gratitude", "Norway"),
        ("en", "economic and competitive", "Statement"),
        ("it", "la riduzione delle emissioni nei porti entro marzo", "Riduzione delle emissioni"),
        ("fr", "la transition énergétique de chaque territoire avant juillet", "Transition énergétique"),
        ("de", "die Wasserversorgung der beiden Länder im Januar", "Wasserversorgung"),
        ("es", "la seguridad alimentaria de todos antes de enero", "Seguridad alimentaria"),
        ("ja", "海洋安全保障に関する協力", "海洋安全保障"),
        ("ja", "2031年12月までに夜行列車を走らせる", "夜行列車"),
        ("ja", "双方は、川沿いに4万本の木を植え、給食室を設ける", "給食室"),
        ("pt", "o transporte marítimo", "Transporte marítimo"),
        # two nouns that belong together say more than the first of them
        ("de", "den Schutz der Opfer", "Schutz der Opfer"),
        ("de", "ein Programm für Gründerinnen starten", "Programm für Gründerinnen"),
        ("fr", "l'extension du réseau électrique", "Extension du réseau électrique"),
        ("fr", "la réforme de l'ONU", "Réforme de l'ONU"),
        ("es", "los derechos de las mujeres", "Derechos de las mujeres"),
        ("ja", "送電網の拡充に関する協力", "送電網の拡充"),
        ("pt", "os ministros decidiram a redução das tarifas", "Redução das tarifas"),
        ("nl", "beide ministers besloten tot de verlaging van de invoertarieven", "Verlaging van de invoertarieven"),
        # vague nouns, and the second half of a verb, name nothing in German
        ("de", "beide Seiten begrüßten die Maßnahmen", "Statement"),
        ("de", "die Vorwürfe zurück", "Vorwürfe"),
    ],
)
def test_no_function_words_no_months_no_fragments(language, clause, expected):
    """Only words that say what a clause is about are left, in the statement's own language and spelling."""
    assert name_groups([[clause]], language, "Statement") == [expected]


def test_no_two_groups_have_one_name():
    """Groups that speak of the same thing are told apart by what else they say, or by a number."""
    names = name_groups(
        [["the harbour", "the pier"], ["the harbour", "the ferry"], ["the harbour"], ["the harbour"], [], []], "en", "Statement"
    )
    assert len({name.casefold() for name in names}) == 6
    assert names[4:] == ["Statement", "Statement 2"]


def test_names_are_short():
    """However long the words are, a name fits its column; a phrase that does not fit is none."""
    long = "internationalisation of telecommunication infrastructure supercomputing arrangements"
    names = name_groups([[long], ["a" * 60]], "en", "Statement")
    assert all(len(name) <= LONGEST_NAME for name in names)
    assert names[1] == "Statement"


def test_a_compound_goes_before_a_short_noun():
    """A German noun of few letters is seldom telling; a compound is."""
    assert name_groups([["die Regeln", "Stromnetze"], ["die Fähre"]], "de", "Statement")[0].startswith("Stromnetze")
