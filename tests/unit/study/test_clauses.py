"""Splits of small statements, expected splits written by hand."""

import hashlib

import pytest

from analytics.errors import StudyError
from analytics.study.clauses import propose_commitments, split_statement
from analytics.study.clauses.scoring import score_split
from analytics.study.codebook import Commitment
from analytics.study.documents import Statement


def rows(text, language="en"):
    """Split a statement into id, act and quote."""
    return [(row.id, row.act, row.quote) for row in split_statement(text, language=language).itertuples()]


ENGLISH = """# **Island Statement**

1. The two mayors met on Skye on the 5<sup>th</sup> of May. They welcomed the new
pier and urged owners to insure their boats.

---

2. They are committed to cleaning the bay by June, to counting seals every spring, and to sharing all
results with the fishermen.
3. We agreed to open a marine school, deepen the inner harbour and train forty pilots. We condemn piracy in the strait.
"""

EXPECTED = {
    "it": (
        (
            "1. I due Presidenti si sono incontrati a Lisbona il 3 maggio 2030. Hanno accolto con favore l'apertura del nuovo corridoio "
            "ferroviario e hanno espresso preoccupazione per l'aumento dei prezzi dell'energia.\n"
            "2. I Ministri si sono impegnati a ridurre le emissioni del trasporto marittimo entro il 2035 e a sostenere la ricerca sui "
            "combustibili puliti. Essi hanno sottolineato l'importanza di proteggere i lavoratori portuali.\n"
            "3. Hanno deciso di istituire un fondo comune per le isole minori, nonché di nominare un coordinatore permanente.\n"
            "4. Le Parti intendono aprire un ufficio a Dakar entro l'anno e condannano ogni attacco contro le navi mercantili."
        ),
        [
            ("1a", "fact", "si sono incontrati a Lisbona il 3 maggio 2030"),
            ("1b", "recognition", "Hanno accolto con favore l'apertura del nuovo corridoio ferroviario"),
            ("1c", "position", "hanno espresso preoccupazione per l'aumento dei prezzi dell'energia"),
            ("2a", "commitment", "si sono impegnati a ridurre le emissioni del trasporto marittimo entro il 2035"),
            ("2b", "commitment", "a sostenere la ricerca sui combustibili puliti"),
            ("2c", "priority", "hanno sottolineato l'importanza di proteggere i lavoratori portuali"),
            ("3a", "decision", "Hanno deciso di istituire un fondo comune per le isole minori"),
            ("3b", "decision", "di nominare un coordinatore permanente"),
            ("4a", "intention", "intendono aprire un ufficio a Dakar entro l'anno"),
            ("4b", "position", "condannano ogni attacco contro le navi mercantili"),
        ],
    ),
    "fr": (
        (
            "1. Les deux ministres se sont réunis à Montréal le 4 juin 2031. Ils ont salué l'ouverture du nouveau tunnel et ont exprimé "
            "leur préoccupation face à la hausse des loyers.\n"
            "2. Nous nous engageons à réduire de moitié les déchets plastiques d'ici à 2034 et à financer dix centres de tri.\n"
            "3. Les parties ont décidé de créer un conseil des fleuves, ainsi que de publier chaque année un rapport commun. Elles ont "
            "échangé leurs vues sur la qualité de l'eau et ont appelé les entreprises à déclarer leurs rejets."
        ),
        [
            ("1a", "fact", "se sont réunis à Montréal le 4 juin 2031"),
            ("1b", "recognition", "ont salué l'ouverture du nouveau tunnel"),
            ("1c", "position", "ont exprimé leur préoccupation face à la hausse des loyers"),
            ("2a", "commitment", "nous engageons à réduire de moitié les déchets plastiques d'ici à 2034"),
            ("2b", "commitment", "à financer dix centres de tri"),
            ("3a", "decision", "ont décidé de créer un conseil des fleuves"),
            ("3b", "decision", "de publier chaque année un rapport commun"),
            ("3c", "discussion", "ont échangé leurs vues sur la qualité de l'eau"),
            ("3d", "request", "ont appelé les entreprises à déclarer leurs rejets"),
        ],
    ),
    "de": (
        (
            "1. Die beiden Ministerinnen trafen sich am 5. Mai 2032 in Bern. Sie begrüßten die Eröffnung des neuen Forschungszentrums und "
            "äußerten ihre Sorge über die steigenden Mieten.\n"
            "2. Wir verpflichten uns, die Emissionen der Schifffahrt bis 2035 zu halbieren und die Forschung an sauberen Treibstoffen zu "
            "fördern.\n"
            "3. Die Seiten bekräftigten ihre Absicht, ein Büro in Dakar zu eröffnen, und verurteilten jeden Angriff auf Handelsschiffe."
        ),
        [
            ("1a", "fact", "trafen sich am 5. Mai 2032 in Bern"),
            ("1b", "recognition", "begrüßten die Eröffnung des neuen Forschungszentrums"),
            ("1c", "position", "äußerten ihre Sorge über die steigenden Mieten"),
            ("2a", "commitment", "verpflichten uns, die Emissionen der Schifffahrt bis 2035 zu halbieren"),
            ("2b", "commitment", "die Forschung an sauberen Treibstoffen zu fördern"),
            ("3a", "intention", "bekräftigten ihre Absicht, ein Büro in Dakar zu eröffnen"),
            ("3b", "position", "verurteilten jeden Angriff auf Handelsschiffe"),
        ],
    ),
    "es": (
        (
            "1. Los dos presidentes se reunieron en Quito el 6 de mayo de 2031. Acogieron con satisfacción la apertura del nuevo puerto y "
            "expresaron su preocupación por el aumento de los alquileres.\n"
            "2. Nos comprometemos a reducir a la mitad los residuos plásticos para 2034 y a financiar diez centros de reciclaje.\n"
            "3. Las partes decidieron crear un consejo de los ríos, así como publicar cada año un informe conjunto."
        ),
        [
            ("1a", "fact", "se reunieron en Quito el 6 de mayo de 2031"),
            ("1b", "recognition", "Acogieron con satisfacción la apertura del nuevo puerto"),
            ("1c", "position", "expresaron su preocupación por el aumento de los alquileres"),
            ("2a", "commitment", "Nos comprometemos a reducir a la mitad los residuos plásticos para 2034"),
            ("2b", "commitment", "a financiar diez centros de reciclaje"),
            ("3a", "decision", "decidieron crear un consejo de los ríos"),
            ("3b", "decision", "publicar cada año un informe conjunto"),
        ],
    ),
    "ja": (
        (
            "1. 両大臣は、ジュネーブで会談を行った。両大臣は、新たな研究拠点の開設を歓迎し、家賃の上昇に懸念を表明した。\n"
            "2. 両大臣は、海運の排出量を半減させることで一致した。また、若手技術者の育成の重要性を確認した。\n"
            "3. 双方は、離島のための共同基金の設立を決定するとともに、漁業改革について意見交換を行った。"
        ),
        [
            ("1a", "fact", "ジュネーブで会談を行った"),
            ("1b", "recognition", "新たな研究拠点の開設を歓迎し"),
            ("1c", "position", "家賃の上昇に懸念を表明した"),
            ("2a", "commitment", "海運の排出量を半減させることで一致した"),
            ("2b", "priority", "若手技術者の育成の重要性を確認した"),
            ("3a", "decision", "離島のための共同基金の設立を決定する"),
            ("3b", "discussion", "漁業改革について意見交換を行った"),
        ],
    ),
}


def test_an_english_statement_as_published():
    """Markup, page breaks and line ends go; verbs, infinitives and participles make the clauses."""
    assert rows(ENGLISH) == [
        ("1a", "fact", "met on Skye on the 5th of May"),
        ("1b", "recognition", "welcomed the new pier"),
        ("1c", "request", "urged owners to insure their boats"),
        ("2a", "commitment", "are committed to cleaning the bay by June"),
        ("2b", "commitment", "to counting seals every spring"),
        ("2c", "commitment", "to sharing all results with the fishermen"),
        ("3a", "commitment", "agreed to open a marine school"),
        ("3b", "commitment", "deepen the inner harbour"),
        ("3c", "commitment", "train forty pilots"),
        ("3d", "position", "condemn piracy in the strait"),
    ]


@pytest.mark.parametrize("language", sorted(EXPECTED))
def test_statements_in_other_languages(language):
    """Five languages are split by their own verbs and joints."""
    text, expected = EXPECTED[language]
    assert rows(text, language) == expected


def test_other_languages_are_split_by_sentence():
    """Without a lexicon each sentence of each paragraph is one clause, not judged."""
    text = "1. Wij ontmoetten elkaar in Gent. Wij verbinden ons ertoe de baai te reinigen.\n2. De haven wordt uitgediept."
    expected = [
        ("1a", "fact", "Wij ontmoetten elkaar in Gent"),
        ("1b", "fact", "Wij verbinden ons ertoe de baai te reinigen"),
        ("2a", "fact", "De haven wordt uitgediept"),
    ]
    assert rows(text, "nl") == expected


def test_purpose_and_including_do_not_cut():
    """An infinitive of purpose, and ", including through", belong to the object before them."""
    text = "We agreed to deepen the harbour to attract ferries, create jobs and lower prices, including through new cranes."
    assert [quote for _, _, quote in rows(text)] == [text[3:-1]]


def test_negation_stays_in_the_quote():
    """What is not to be done never loses its "not"."""
    text = "We agreed to protect the seals of the bay, and not to sell any licence before June."
    assert [quote for _, _, quote in rows(text)] == ["agreed to protect the seals of the bay", "not to sell any licence before June"]


def test_headings_are_themes_and_count_sections():
    """Lettered headings number the paragraphs and name the themes; titles and boxes are no clauses."""
    text = (
        "RIVER PACT\nGhent, 4 May 2030\n\nA. Water\n\n• We agreed to clean every canal by 2033.\n\n+------+\n| Canals 12 |\n+------+\n\n"
        "B. Schools\n\n• We commit to teaching all pupils to swim. We thank the coaches.\n"
    )
    frame = split_statement(text, language="en")
    assert frame["id"].tolist() == ["1a", "2a", "2b"]
    assert frame["theme"].tolist() == ["Water", "Schools", "Schools"]
    assert frame["label"].tolist() == ["Clean every canal by 2033", "Teaching all pupils to swim", "Coaches"]


def test_paragraphs_without_numbers_are_counted():
    """Without numbers or lettered headings the paragraphs are counted from 1."""
    text = "We met in Ghent on Monday.\n\nWe thank the coaches of the city.\n\nWe urge the mayor to build a larger pool."
    assert [identifier for identifier, _, _ in rows(text)] == ["1a", "2a", "3a"]


def test_more_clauses_than_letters():
    """After z the letters go on with aa."""
    text = " ".join(f"We thank guest number {number}." for number in range(28))
    assert [identifier for identifier, _, _ in rows(text)][25:] == ["1z", "1aa", "1ab"]


def test_labels_start_with_the_object_and_stay_short():
    """A label has at most nine words and neither the issuers nor their verb."""
    text = (
        "The two leaders confirmed their intention to further promote the joint survey of the deep and cold waters of the northern strait."
    )
    assert split_statement(text, language="en")["label"].tolist() == ["Promote the joint survey"]


def test_paragraphs_without_headings_get_themes_of_their_words():
    """Paragraphs that share words share a theme; the theme is named by a phrase of the paragraphs, never by a verb."""
    text = "\n\n".join(
        [
            "1. We welcomed the ferry harbour.",
            "2. We urge schools to hire teachers.",
            "3. We agreed to plant oaks.",
            "4. We praised doctors.",
        ]
    )
    themes = split_statement(text, language="en")["theme"].tolist()
    assert themes == ["Ferry harbour", "Schools", "Oaks", "Doctors"]


def test_a_list_leads_nothing_of_its_own():
    """A sentence that only leads in is not proposed; the members of its list are."""
    text = "We agreed to:\n(a) clean the bay before the end of June;\n(b) count the seals every spring."
    assert [(act, quote) for _, act, quote in rows(text)] == [
        ("commitment", "clean the bay before the end of June"),
        ("commitment", "count the seals every spring"),
    ]


@pytest.mark.parametrize("text", ["", "   \n\n", "---\n***", "TITLE\nGhent, 4 May 2030"])
def test_nothing_to_split_is_said(text):
    """A text without a sentence is refused with what was expected."""
    with pytest.raises(StudyError, match="expected"):
        split_statement(text, language="en")


def test_commitments_for_a_study_without_a_codebook():
    """The same rows as commitments, spans in the statement's own text."""
    text = "1. We welcomed the pier.\n2. We agreed to clean the bay by June."
    statement = Statement(text=text, language="en", file="s.txt", sha256=hashlib.sha256(text.encode()).hexdigest())
    first, second = propose_commitments(statement)
    assert (first.id, first.act, first.strength, first.quote) == ("1a", "recognition", 0, "welcomed the pier")
    assert (second.id, second.paragraph, second.strength, text[second.start : second.end]) == (
        "2a",
        2,
        4,
        "agreed to clean the bay by June",
    )


def test_score_counts_against_a_codebook():
    """One quote inside its clause with its act, one across two clauses with another act."""
    text = "We welcomed the old stone pier and agreed to clean the whole bay by June."
    statement = Statement(text=text, language="en", file="s.txt", sha256="")
    codebook = [
        _coded(text, "x", "recognition", "the old stone pier"),
        _coded(text, "y", "decision", "old stone pier and agreed to clean the whole bay"),
    ]
    score = score_split(text, codebook, propose_commitments(statement), "en")
    assert (score.commitments, score.proposed, score.inside, score.alone, score.span_acts, score.clause_acts) == (2, 2, 1, 1, 1, 1)


def _coded(text, identifier, act, quote):
    start = text.index(quote)
    return Commitment(identifier, 1, "", act, 0, "", quote, start, start + len(quote))


def test_place_and_day_under_a_title_are_no_theme():
    """A dateline heads no section: without other headings each paragraph gets a theme of its words."""
    matters = ["opening of a harbour office", "taxation of shipping companies", "protection of coral reefs", "exchange of research vessels"]
    paragraphs = [f"{number}. The ministers agreed on the {matter}." for number, matter in enumerate(matters, start=1)]
    for day in ("Port Ansel, 12 March 2027", "March 12, 2027"):
        found = split_statement("\n\n".join(["JOINT STATEMENT", day, *paragraphs]), language="en")
        assert found["theme"].nunique() == 4
        assert day not in set(found["theme"])


SUBTITLE = "by the Prime Minister of Norway, Ada Berg, and the President of the Republic of Chile, Eva Rios Vidal, on their cooperation"


def test_a_long_subtitle_is_no_commitment():
    """Two lines of title, one of them long and without a full stop, and a dateline: the first clause is of the first paragraph."""
    text = (
        f"JOINT STATEMENT\n\n{SUBTITLE}\n\nArden, 12 March 2027\n\n1. The two sides agreed to open an office.\n2. They welcomed the pier."
    )
    assert split_statement(text, language="en")["id"].tolist() == ["1a", "2a"]


@pytest.mark.parametrize(
    "first",
    [
        f"{SUBTITLE}, agreed to open an office in the harbour",
        f"{SUBTITLE}.",
        f"1. {SUBTITLE}",
    ],
)
def test_a_first_paragraph_is_no_subtitle(first):
    """A line that acts, ends or is numbered is text, although it stands first."""
    found = split_statement(f"JOINT STATEMENT\n\n{first}\n\nThey welcomed the old stone pier.", language="en")
    assert any("Eva Rios Vidal" in quote for quote in found["quote"])


@pytest.mark.parametrize(
    ("language", "text", "acts", "last"),
    [
        (
            "es",
            "Tenemos la intención de revisar las cuotas y estamos dispuestos a compartir los datos.",
            ["intention", "intention"],
            "datos",
        ),
        ("es", "La próxima reunión se celebrará en Bellmoor.", ["commitment"], "Bellmoor"),
        (
            "fr",
            "Nous avons l'intention de revoir les quotas et sommes prêts à partager nos données.",
            ["intention", "intention"],
            "données",
        ),
        ("fr", "La prochaine réunion se tiendra à Bellmoor.", ["commitment"], "Bellmoor"),
        ("de", "Wir beabsichtigen, die Quoten zu prüfen, und sind bereit, unsere Daten zu teilen.", ["intention", "intention"], "teilen"),
        (
            "ja",
            "両市長は、漁業協定の署名を歓迎した。両市長は、データを提供する用意があることを確認した。",
            ["recognition", "intention"],
            "確認した",
        ),
    ],
)
def test_readiness_and_meetings_to_come(language, text, acts, last):
    """Who is ready to do something intends it, as in English; what will take place is promised."""
    found = split_statement(text, language=language)
    assert found["act"].tolist() == acts
    assert found["quote"].iloc[-1].endswith(last)


@pytest.mark.parametrize(
    ("language", "text", "quotes"),
    [
        (
            "en",
            "The members of the Lake Network,\n\nRecalling the Charter of 2021,\n\n1. Agree to open a station.\n\n2. Thank the town.\n",
            ["Recalling the Charter of 2021", "Agree to open a station", "Thank the town"],
        ),
        ("it", "I Sindaci:\na) si impegnano a ridurre gli scarichi;\nb) ringraziano i pescatori.\n", ["si impegnano", "ringraziano"]),
        ("de", "Die Städte verpflichten sich,\na) die Einträge zu senken;\nb) Moore zu bewässern.\n", ["die Einträge", "Moore zu"]),
    ],
)
def test_who_speaks_is_no_commitment(language, text, quotes):
    """A subject that no verb follows, and a verb whose objects are the list below it, say nothing by themselves."""
    found = split_statement(text, language=language)["quote"].tolist()
    assert len(found) == len(quotes)
    assert all(quote.startswith(begins) for quote, begins in zip(found, quotes, strict=True))


def test_japanese_acts_of_what_will_be():
    """A sentence in the present form says what the issuers will do, without their name in its label."""
    found = split_statement("1．両市長は、夜行列車の運行を開始する。\n\n2．この地域には約30万人が居住している。\n", language="ja")
    assert found["act"].tolist() == ["commitment", "fact"]
    assert found["label"].tolist()[0] == "夜行列車の運行"
