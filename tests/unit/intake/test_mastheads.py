"""Issuer and day from the head of a statement: right or nothing."""

from __future__ import annotations

import pytest

from analytics.intake.mastheads import read_masthead

BODY = "1. The two sides met and agreed to build a bridge. They welcomed the work of their engineers, which began on 4 April 2019."


@pytest.mark.parametrize(
    ("head", "language", "day"),
    [
        ("January 16, 2026\nJAPAN-ITALY JOINT STATEMENT", "en", "2026-01-16"),
        ("Joint Statement\nPort Ansley, 14 October 2025", "en", "2025-10-14"),
        ("PRESS RELEASE\nFor immediate release. Haesol, 12 March 2026", "en", "2026-03-12"),
        ("Joint Statement (16 January 2026)", "en", "2026-01-16"),
        ("Joint Statement of 16 January 2026", "en", "2026-01-16"),
        ("Communiqué conjoint du 14 mars 2027", "fr", "2027-03-14"),
        ("Joint Statement, Tokyo, 16 January 2026", "en", "2026-01-16"),
        ("Communiqué conjoint\nBelmont, le 14 mars 2027", "fr", "2027-03-14"),
        ("Comunicato del 3 febbraio 2028", "it", "2028-02-03"),
        ("Gemeinsame Erklärung\nWien, den 5. Mai 2031", "de", "2031-05-05"),
        ("Comunicado conjunto\nMadrid, 7 de junio de 2029", "es", "2029-06-07"),
        ("日伊共同声明\n2026年1月16日", "ja", "2026-01-16"),
        # what is not plain is left open
        ("Statement on the Agreement of 3 May 2019", "en", ""),
        ("Meeting of the Ministers\nBelmont, 20 to 22 May 2026", "en", ""),
        ("Conférence de Sarne\nSarne, 20-22 mai 2026", "fr", ""),
        ("Joint Statement\nArden, 3 May 2030\nRevised 4 May 2030", "en", ""),
        ("Joint Statement\nArden, May 2030", "en", ""),
        ("Joint Statement on the bridge opened on 3 May 2030", "en", ""),
        ("Joint Statement", "en", ""),
    ],
)
def test_day(head, language, day):
    """The day of a dateline, in the language of the statement; none from a title, a range, two that differ, or the running text."""
    assert read_masthead(f"{head}\n{BODY}", language).day == day


def test_day_of_a_title_counts_where_the_text_names_it_too():
    """The ministers met on the day of the title; an old agreement's day does not come back."""
    title = "Joint Statement on the Third Meeting of the Ministers of the Lake Towns, 16 January 2026"
    assert read_masthead(f"{title}\n1. The Ministers met in Arden on 16 January 2026 and spoke at length.", "en").day == "2026-01-16"
    assert read_masthead(f"{title}\n{BODY}", "en").day == ""


def test_day_at_the_end():
    """Where the head has none, a last line of place and day counts."""
    assert read_masthead(f"PACT OF THE TOWNS\n{BODY}\n2. More.\n3. More still.\nDone at Arden, 3 May 2030", "en").day == "2030-05-03"
    assert read_masthead(f"PACT OF THE TOWNS\n{BODY}\n2. More.\nThe bridge was opened on 3 May 2030", "en").day == ""


@pytest.mark.parametrize(
    ("head", "language", "issuer"),
    [
        (
            "PRESS RELEASE\nMinistry of Strategic Industries and Computing (MSIC)",
            "en",
            "Ministry of Strategic Industries and Computing (MSIC)",
        ),
        ("REGIONE VALDARSA – UFFICIO STAMPA\nComunicato del 3 febbraio 2028", "it", "Regione Valdarsa"),
        (
            "JOINT STATEMENT\nby the Prime Minister of Norway, Ada Berg, and the President of Chile, Eva Rios",
            "en",
            "Prime Minister of Norway, Ada Berg, and the President of Chile, Eva Rios",
        ),
        ("COMMUNIQUÉ OF THE FINANCE MINISTERS OF THE GROUP OF NINE", "en", "Finance Ministers of the Group of Nine"),
        ("Communiqué conjoint des ministres de l'Eau", "fr", "Ministres de l'Eau"),
        ("Ministère de la Mer\nCommuniqué de presse", "fr", "Ministère de la Mer"),
        ("Gemeinsame Erklärung der Außenminister von Arden und Bell", "de", "Außenminister von Arden und Bell"),
        ("Ayuntamiento de Belmar\nComunicado", "es", "Ayuntamiento de Belmar"),
        ("外務省\n報道発表", "ja", "外務省"),
        ("Joint Statement by the Ministers of Arden and Bell on the bridge", "en", "Ministers of Arden and Bell"),
        # what is not plain is left open
        ("JAPAN-ITALY JOINT STATEMENT", "en", ""),
        ("Joint Statement\nof principles for the sea", "en", ""),
        ("THE VALENCIA PACT FOR HEALTHY CITIES", "en", ""),
        ("GOVERNMENT PRESENTS THE SILICON PLAN.", "en", ""),
        ("Troisième réunion des ministres de l'Eau", "fr", ""),
        ("The two sides met in the ministry and spoke of the bridge and of the many ferries that cross the water daily", "en", ""),
    ],
)
def test_issuer(head, language, issuer):
    """A letterhead without its desk, or whom a title names; no guess from other lines."""
    assert read_masthead(f"{head}\n{BODY}", language).issuer == issuer


@pytest.mark.parametrize("text", ["", "\n\n", "x" * 100_000, "1. One.\n2. Two."])
def test_texts_without_a_head(text):
    """Nothing is found, and nothing fails."""
    assert read_masthead(text, "en") == ("", "")
