"""Acts of spans, worked out by hand from the rules: the last verb that governs the span's beginning."""

import pytest

from analytics.study.acts import label_act


def act_of(text, words, language="en"):
    """Label the first occurrence of some words."""
    start = text.index(words)
    return label_act(text, start, start + len(words), language)


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("The mayors decided to establish a river fund.", "a river fund", ("decision", 4)),
        ("The mayors decided to further strengthen the river fund.", "the river fund", ("commitment", 4)),
        ("We are firmly committed to cleaning the bay.", "cleaning the bay", ("commitment", 4)),
        ("They reaffirmed their determination to clean the bay.", "clean the bay", ("commitment", 3)),
        ("They concurred on holding a regatta.", "holding a regatta", ("commitment", 4)),
        ("They concurred on the importance of clean bays.", "clean bays", ("priority", 1)),
        ("They shared the view to work for clean bays.", "clean bays", ("intention", 2)),
        ("They shared the view that they would continue to sail.", "continue to sail", ("intention", 2)),
        ("They shared the view that sailing is healthy.", "sailing is healthy", ("position", 0)),
        ("We strongly condemn piracy.", "piracy", ("position", 0)),
        ("They urged the owners to insure their boats.", "insure their boats", ("request", 0)),
        ("They expressed satisfaction for the new pier.", "the new pier", ("recognition", 0)),
        ("They had an exchange of views on tides.", "tides", ("discussion", 0)),
        ("They met in Oslo.", "in Oslo", ("fact", 0)),
        ("The pier is made of stone.", "made of stone", ("fact", 0)),
    ],
)
def test_each_act_has_its_verbs(text, words, expected):
    """A verb of each kind gives its act and its strength."""
    assert act_of(text, words) == expected


@pytest.mark.parametrize(
    ("language", "text", "words", "expected"),
    [
        ("en", "Both sides vowed on Friday to cut tariffs.", "cut tariffs", ("commitment", 4)),
        ("en", "The two leaders promised Monday to share data.", "share data", ("commitment", 4)),
        ("es", "Los presidentes acordaron este martes ampliar el tratado.", "ampliar", ("commitment", 4)),
        ("es", "Los países se comprometieron el lunes a eliminar barreras.", "eliminar", ("commitment", 4)),
        ("es", "Los gobiernos decidieron ayer compartir datos.", "compartir", ("decision", 4)),
        ("es", "Los presidentes instruyeron a sus ministros crear un fondo.", "crear", ("decision", 4)),
        ("fr", "Les deux pays ont convenu mardi d'élargir l'accord.", "élargir", ("commitment", 4)),
        ("fr", "Les ministres se sont engagés vendredi à construire un pont.", "construire", ("commitment", 4)),
        ("fr", "Les dirigeants ont décidé lundi de partager les données.", "partager", ("decision", 4)),
        ("it", "I due governi hanno concordato martedì di ampliare l'accordo.", "ampliare", ("commitment", 4)),
        ("it", "I ministri si sono impegnati venerdì a costruire un ponte.", "costruire", ("commitment", 4)),
        ("it", "I leader hanno deciso ieri di condividere i dati.", "condividere", ("decision", 4)),
        ("de", "Die Minister haben am Freitag zugesagt, eine Brücke zu bauen.", "eine Brücke", ("commitment", 4)),
    ],
)
def test_the_day_may_stand_between_the_verb_and_what_was_agreed(language, text, words, expected):
    """As news tell it; the strength of an article's verb is compared with the statement's."""
    assert act_of(text, words, language) == expected


@pytest.mark.parametrize(
    ("language", "text", "words", "expected"),
    [
        ("en", "The ministers did not reach agreement on a common platform.", "a common platform", ("fact", 0)),
        ("en", "The two sides have not agreed on a date.", "a date", ("fact", 0)),
        ("en", "They failed to agree on quotas.", "quotas", ("fact", 0)),
        ("es", "Los ministros no acordaron un calendario.", "un calendario", ("fact", 0)),
        ("en", "They agreed not only to meet but to act.", "to act", ("commitment", 4)),
        ("en", "They not only agreed to open an office but also decided to staff it.", "open an office", ("commitment", 4)),
        ("en", "They agreed not to export arms.", "export arms", ("commitment", 4)),
        ("en", "They will not export arms.", "export arms", ("commitment", 4)),
        ("en", "Arden and Bellmoor committed to completing the track.", "completing the track", ("commitment", 4)),
        ("en", "The ministers asked the railways to take bicycles.", "take bicycles", ("request", 0)),
        ("en", "The leaders instructed their ministers to draw up a plan.", "draw up a plan", ("decision", 4)),
    ],
)
def test_what_was_not_agreed_binds_nobody(language, text, words, expected):
    """A denied verb of promise is no promise; to promise not to do something is one."""
    assert act_of(text, words, language) == expected


def test_coordinated_objects_inherit_the_verb():
    """Objects joined by "and" or "as well as" keep the act of the verb before them."""
    text = "They welcomed the new pier, as well as the plan to dredge the inner harbour before the winter."
    assert act_of(text, "the plan to dredge") == ("recognition", 0)


def test_a_new_verb_resets_the_act():
    """After a second verb its own act counts, before it the first one's."""
    text = "They welcomed the new pier and agreed to dredge the harbour."
    assert act_of(text, "the new pier") == ("recognition", 0)
    assert act_of(text, "dredge the harbour") == ("commitment", 4)


def test_a_trailing_verb_over_a_list_covers_the_list():
    """A last verb whose object points back governs what stands before it."""
    text = "They welcomed the survey of the reef, and are committed to continuing in these matters."
    assert act_of(text, "the survey of the reef") == ("commitment", 4)


def test_a_noun_in_a_participle_does_not_act():
    """A firm commitment that the leaders are united by is not one that they make."""
    text = "They reaffirmed the bond of the islands, united by a firm commitment to clean water."
    assert act_of(text, "a firm commitment to clean water") == ("position", 0)


def test_a_relative_clause_does_not_act():
    """What a ship in a relative clause will do is no promise of the issuers."""
    text = "They welcomed the ship which will survey the reef."
    assert act_of(text, "survey the reef") == ("recognition", 0)
    assert act_of("The crew which will survey the reef met in Oslo.", "survey the reef") == ("fact", 0)


def test_a_decision_governs_the_clause_it_takes():
    """Under "decided that" the inner "will" changes nothing."""
    text = "We decided that no boat will enter the reef."
    assert act_of(text, "no boat will enter the reef") == ("decision", 4)


def test_a_participle_with_its_agent_does_not_act():
    """The fact that figures confirm a thing is not the issuers' confirmation."""
    text = "They praised the fair, confirmed by the number of visitors."
    assert act_of(text, "confirmed by the number") == ("recognition", 0)


def test_a_lead_in_governs_the_bullets_below_it():
    """Members of a list take the verb of the sentence that leads in."""
    text = "We agreed to:\n- clean the bay before June\n- count the seals every spring\nThe bay is deep and cold."
    assert act_of(text, "count the seals") == ("commitment", 4)
    assert act_of(text, "The bay is deep") == ("fact", 0)


@pytest.mark.parametrize(
    ("language", "text", "words", "expected"),
    [
        ("it", "I ministri hanno concordato di pulire la baia.", "pulire la baia", ("commitment", 4)),
        ("it", "Hanno sottolineato l'importanza della pesca.", "della pesca", ("priority", 1)),
        ("fr", "Ils se sont engagés à nettoyer la baie.", "nettoyer la baie", ("commitment", 4)),
        ("fr", "Ils ont décidé d\u2019ouvrir un corridor.", "ouvrir un corridor", ("decision", 4)),
        ("fr", "Nous condamnons la piraterie.", "la piraterie", ("position", 0)),
        ("de", "Sie begrüßten den neuen Hafen.", "den neuen Hafen", ("recognition", 0)),
        ("de", "Wir verpflichten uns, die Bucht zu reinigen.", "die Bucht zu reinigen", ("commitment", 4)),
        ("es", "Los ministros decidieron crear un fondo.", "crear un fondo", ("decision", 4)),
        ("es", "Instaron a los armadores a asegurar los barcos.", "asegurar los barcos", ("request", 0)),
        ("ja", "両首脳は新しい港を歓迎した。", "新しい港", ("recognition", 0)),
        ("ja", "両首脳は湾を清掃することで一致した。", "湾を清掃する", ("commitment", 4)),
        ("ja", "双方は、湾を清掃する。", "湾を清掃", ("commitment", 4)),
        ("ja", "両市は、港に案内所を設けます。", "港に案内所", ("commitment", 4)),
        ("ja", "次回の会議は春に開催される。", "次回の会議", ("commitment", 4)),
        ("ja", "両首脳は会合を開催した。", "両首脳は会合", ("fact", 0)),
        ("ja", "この湾には三つの港が存在する。", "三つの港", ("fact", 0)),
        ("ja", "漁獲量は増加する。", "漁獲量", ("fact", 0)),
        ("ja", "2021年の憲章を想起し、湾を清掃することを決定した。", "2021年の憲章", ("recognition", 0)),
    ],
)
def test_other_languages_have_their_own_verbs(language, text, words, expected):
    """The same rules hold with the verbs of five other languages."""
    assert act_of(text, words, language) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Deeply alarmed by the fires on the coast,", ("position", 0)),
        ("en", "Determined to protect the lake,", ("commitment", 3)),
        ("en", "Determined efforts need money,", ("fact", 0)),
        ("en", "Desiring to build a bridge,", ("intention", 2)),
        ("fr", "Préoccupés par le recul des stocks,", ("position", 0)),
        ("fr", "Conscients des besoins des enfants,", ("recognition", 0)),
        ("it", "Profondamente preoccupati per il calo delle riserve,", ("position", 0)),
        ("it", "Determinati a proteggere il lago,", ("commitment", 3)),
        ("es", "Reconociendo el papel de los agricultores,", ("recognition", 0)),
        ("es", "Deseosos de construir un puente,", ("intention", 2)),
        ("de", "Besorgt über den Rückgang der Fischbestände,", ("position", 0)),
        ("de", "Im Bewusstsein der Bedürfnisse der Kinder,", ("recognition", 0)),
    ],
)
def test_paragraphs_of_a_preamble_say_of_which_mind_the_issuers_are(language, text, expected):
    """They have no verb of their own, only a participle or an adjective at their beginning."""
    assert label_act(text, 0, len(text), language) == expected


@pytest.mark.parametrize(
    ("language", "text", "item"),
    [
        ("de", "Die Städte verpflichten sich,\na) die Einträge zu senken;\nb) zwei Moore zu bewässern.", "zwei Moore zu bewässern"),
        ("en", "The cities agree to,\n- clean the bay before June;\n- count the seals.", "count the seals"),
    ],
)
def test_a_comma_leads_into_a_list_as_a_colon_does(language, text, item):
    """What the cities commit themselves to stands in the list, also where a comma ends the line above it."""
    assert act_of(text, item, language) == ("commitment", 4)


def test_a_language_without_verbs_is_not_judged():
    """Without a lexicon every span is a fact of strength 0."""
    assert label_act("Wij verbinden ons ertoe de baai te reinigen.", 0, 10, "nl") == ("fact", 0)


def test_a_span_outside_the_text_is_refused():
    """A span that ends behind the text is an error of the caller."""
    with pytest.raises(ValueError, match="lies outside"):
        label_act("Short.", 2, 40, "en")
