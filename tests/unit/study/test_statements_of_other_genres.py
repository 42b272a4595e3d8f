"""Statements of other genres in French and Italian: a communiqué with lettered bullets, a pact with headings, a press office's notice.

The splits were written by hand before the statements were first read by the program.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from analytics.study.clauses import split_statement

STATEMENTS = Path(__file__).parents[2] / "data" / "statements"

EXPECTED = {
    "communique-fr": [
        ("fact", "se sont réunis à Belmont le 14 mars 2027"),
        ("position", "le débit du fleuve avait baissé d'un tiers en dix ans"),
        ("decision", "de créer un observatoire commun des étiages, dont le siège sera établi à Belmont"),
        ("decision", "d'affecter 40 millions d'euros à la réparation des réseaux d'eau potable"),
        ("decision", "de limiter à 60 jours par an l'irrigation des cultures d'été à partir de 2029"),
        ("decision", "de publier chaque mois les prélèvements de l'industrie"),
        ("commitment", "protéger les zones humides du delta"),
        ("commitment", "rétablir la continuité piscicole entre le lac de Sarne et la mer"),
        ("priority", "associer les agriculteurs à la gestion des nappes"),
        ("request", "communes à réduire les fuites de leurs réseaux"),
        ("recognition", "l'adoption de la charte des riverains"),
        ("recognition", "la ville de Belmont de son accueil"),
        ("commitment", "La prochaine réunion aura lieu à Sarne en 2028"),
    ],
    "pact-fr": [
        ("position", "la nuit appartient à tous les habitants"),
        ("commitment", "au moins deux lignes d'autobus de nuit par ville"),
        ("commitment", "aux salariés postés un tarif réduit de moitié"),
        ("intention", "relier les quais aux gares par des navettes électriques"),
        ("commitment", "remplacer les lampes au sodium par des lampes à faible consommation avant 2030"),
        ("commitment", "éteindre l'éclairage des vitrines après une heure du matin"),
        ("intention", "rendre les passages piétons plus sûrs"),
        ("fact", "Chaque ville nomme un médiateur de la nuit"),
        ("request", "abaisser à 55 décibels le seuil de bruit autorisé près des hôpitaux"),
        ("position", "les violences commises contre les agents de propreté"),
        ("fact", "Une conférence des maires se réunit tous les deux ans"),
        ("commitment", "un bilan chiffré en 2031"),
    ],
    "notice-it": [
        ("decision", "un accordo per le scuole"),
        ("commitment", "l'apertura di sei asili nido entro settembre 2029"),
        ("commitment", "il trasporto gratuito degli alunni delle frazioni"),
        ("commitment", "un fondo di 12 milioni di euro per il riscaldamento degli edifici"),
        ("commitment", "mantenere aperte le classi con almeno otto alunni"),
        ("commitment", "pagare un'indennità ai docenti che restano tre anni"),
        ("commitment", "metteranno a disposizione gli alloggi per gli insegnanti"),
        ("intention", "estendere la fibra ottica a tutte le scuole"),
        ("position", "il calo delle nascite"),
        ("request", "rivedere i criteri nazionali per la formazione delle classi"),
        ("commitment", "Un tavolo di verifica si riunirà ogni sei mesi"),
    ],
}


def split(name):
    """Split one of the statements, in the language that its name ends with."""
    return split_statement((STATEMENTS / f"{name}.txt").read_text(encoding="utf-8"), language=name[-2:])


@pytest.mark.parametrize("name", EXPECTED)
def test_each_promise_is_a_clause_of_its_own_with_its_act(name):
    """As many clauses as a person makes, in the same order, each around the matter and with the act of its verb."""
    found = split(name)
    assert found["act"].tolist() == [act for act, _ in EXPECTED[name]]
    for quote, (_, matter) in zip(found["quote"], EXPECTED[name], strict=True):
        assert matter in quote


def test_headings_of_a_pact_are_its_themes():
    """Five headings, in their own spelling; neither the title nor a clause is one."""
    assert list(dict.fromkeys(split("pact-fr")["theme"])) == ["Préambule", "Transports de nuit", "Éclairage", "Bruit", "Suivi"]


def test_labels_begin_with_the_matter():
    """Neither "de" nor an elided "d'" or "l'" stands before it."""
    labels = split("communique-fr")["label"].tolist()
    assert labels[2:4] == ["Créer un observatoire commun des étiages", "Affecter 40 millions d'euros à la réparation des réseaux"]
    assert labels[10] == "Adoption de la charte des riverains"
