"""Keyphrases: what is chosen, how it is shown and counted, and what goes wrong."""

import subprocess
import sys
from pathlib import Path

import pytest

from analytics.errors import KeyphraseError, LanguageError, UndefinedMeasureWarning
from analytics.language.passages import split_passages
from analytics.language.reading import ReadText
from analytics.language.tokens import tokenize
from analytics.measures.keywords import extract_keywords, keyword_table
from analytics.measures.keywords.phrases import find_phrases
from analytics.settings import Settings

ARTICLE = (
    "Ministers pledge stronger supply chains\n"
    "The ministers met in Port Ansel on Friday. They want supply chains for critical minerals to hold.\n"
    "The critical minerals pact covers lithium. Supply chains for lithium run through the strait.\n"
    "Minister Jane Smith praised the pact. In January 2027 the pact enters into force.\n"
)


def _phrases(text: str, language: str = "en", **options: int) -> list[str]:
    return extract_keywords(text, language=language, **options)["keyphrase"].tolist()


def _read(text: str, language: str) -> ReadText:
    passages = split_passages(text, language)
    return ReadText(text, language, passages, tuple(tokenize(p.text, language, offset=p.start) for p in passages), ())


def test_columns_ranks_and_scores():
    """Four columns; ranks from 1; scores above 0 that rise with the rank; every keyphrase occurs."""
    found = extract_keywords(ARTICLE, language="en")
    assert list(found.columns) == ["rank", "keyphrase", "yake_score", "count"]
    assert found["rank"].tolist() == list(range(1, len(found) + 1))
    assert (found["yake_score"] > 0).all()
    assert found["yake_score"].is_monotonic_increasing
    assert (found["count"] >= 1).all()


def test_repeated_phrases_and_names_are_found():
    """The phrases that the article repeats and the names in it are there, whole."""
    found = _phrases(ARTICLE)
    assert {"supply chains", "critical minerals", "Port Ansel", "pact"} <= set(found)
    assert not {"supply", "chains", "Ansel", "critical"} & set(found)


def test_counts_are_occurrences_of_the_words_shown():
    """Capitals aside, "supply chains" stands three times in the article and "pact" three times."""
    found = extract_keywords(ARTICLE, language="en").set_index("keyphrase")["count"]
    assert found["supply chains"] == 3
    assert found["pact"] == 3


def test_an_underscore_joins_no_words():
    """A word beside an underscore is a word of its own, and is counted as one."""
    found = extract_keywords("The harbour_bridge opened.", language="en").set_index("keyphrase")["count"]
    assert found["harbour"] == 1


def test_headings_are_not_fused_with_the_next_line():
    """No keyphrase runs from the headline into the first sentence."""
    text = "Leaders praise ocean treaty\nMinisters praise ocean treaty\nOcean treaty praised."
    assert "treaty Ministers" not in " ".join(_phrases(text))
    passages = split_passages(text, "en")
    phrases = find_phrases(text, passages, [tokenize(p.text, "en", offset=p.start) for p in passages], 3)
    assert not any(("treati", False) in key[:-1] and ("minist", False) in key[1:] for key in phrases)


def test_days_months_numbers_and_units_are_no_keyphrases():
    """Friday, January and 2027 tell when, not about what."""
    words = {word.lower() for phrase in _phrases(ARTICLE) for word in phrase.split()}
    assert not {"friday", "january", "2027"} & words


def test_no_two_of_the_first_ten_contain_one_another():
    """Neither as strings nor as stems."""
    found = [phrase.casefold() for phrase in _phrases(ARTICLE)[:10]]
    stems = [frozenset(token.stem for token in tokenize(phrase, "en")) for phrase in found]
    for one in range(len(found)):
        for other in range(one):
            assert found[one] not in found[other]
            assert found[other] not in found[one]
            assert not stems[one] <= stems[other]
            assert not stems[other] <= stems[one]


def test_halves_of_hyphenated_words_are_no_keyphrases():
    """From "one-stop office" neither "stop office" nor "stop" is taken."""
    text = "A one-stop office opens. The one-stop office is new. Ministers visited the one-stop office."
    assert not {"stop office", "stop"} & set(_phrases(text))


def test_pieces_of_a_longer_phrase_are_no_keyphrases():
    """Of a name of four words, said twice, no three words are taken."""
    text = "The Global Combat Air Programme begins. Ministers praise the Global Combat Air Programme. A treaty follows."
    assert not {"Global Combat Air", "Combat Air Programme", "Combat Air"} & set(_phrases(text))


def test_adjectives_alone_are_no_keyphrases():
    """A word that always stands before a noun of its own is an adjective."""
    text = "A cultural treaty begins. The cultural fund pays for it. Each cultural prize helps. The treaty and the fund help."
    assert "cultural" not in _phrases(text)
    assert "treaty" in _phrases(text)


def test_verbs_are_no_keyphrases():
    """A word that only follows pronouns or stands before articles is a verb."""
    text = "They praise the treaty. We praise the fund. Ministers praise a prize. The treaty, the fund and the prize help."
    assert "praise" not in _phrases(text)
    assert "treaty" in _phrases(text)


def test_predicates_are_no_keyphrases():
    """A word without article that never ends a noun phrase but after a verb is an adjective or participle, said how often soever."""
    text = "The shift is structural. Ties are structural. It became structural. The harbour closed. The shift helps the harbour."
    assert not {"structural", "closed"} & set(_phrases(text))
    assert "harbour" in _phrases(text)


def test_a_verb_with_its_object_is_no_keyphrase():
    """A participle without an article before it is a verb; with one it is an attribute."""
    text = "They praised urban parks. We praised urban parks. The carved heron fell. A carved heron stood."
    assert "carved heron" in _phrases(text)
    assert "praised urban parks" not in _phrases(text)


def test_half_a_name_is_no_keyphrase():
    """What "of" ties to another name is a piece of it; after a verb the same words are a name."""
    half = "Ministers met the Institute of Urban Health on Monday. The minister spoke."
    whole = "Ministers met Urban Health on Monday. The minister spoke."
    assert "Urban Health" not in _phrases(half)
    assert "Urban Health" in _phrases(whole)


SHIPPED = [*sorted(Path("seeds/articles").glob("*.txt")), *sorted(Path("docs/scripts").glob("article.*.txt"))]


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_no_near_duplicates_among_the_first_ten(path):
    """No two of the first ten have the same stems, nor does one contain the other, in letters or in stems; none is empty or a number."""
    language = path.stem.partition(".")[2] or "en"
    found = extract_keywords(path.read_text(encoding="utf-8"), language=language, top=10)["keyphrase"].tolist()
    stems = [{token.stem for token in tokenize(phrase, language)} for phrase in found]
    assert len(found) == 10
    assert not [(found[i], found[j]) for i in range(10) for j in range(10) if i != j and (stems[i] <= stems[j] or found[i] in found[j])]
    assert all(any(map(str.isalpha, phrase)) for phrase in found)


def test_top_limits_the_rows_and_max_words_the_length():
    """Two rows of single words."""
    found = _phrases(ARTICLE, top=2, max_words=1)
    assert len(found) == 2
    assert all(" " not in phrase for phrase in found)


def test_japanese_keyphrases_are_words():
    """A repeated compound is put together again; particles stay outside; the phrase stands in the text."""
    text = "両国は経済安全保障で協力する。経済安全保障は重要だ。サプライチェーンを強化し、経済安全保障を守る。サプライチェーンも課題だ。"
    found = extract_keywords(text, language="ja").set_index("keyphrase")["count"]
    assert found["経済安全保障"] == 3
    assert found["サプライチェーン"] == 2
    assert not any("は" in phrase or "を" in phrase for phrase in found.index)


def test_chinese_keyphrases_are_words():
    """Words are told apart by the segmentation and put together where they recur together."""
    text = "政府决定提供补助。政府的补助支持半导体企业。半导体企业欢迎补助。"
    found = extract_keywords(text, language="zh").set_index("keyphrase")["count"]
    assert found["补助"] == 3
    assert found["政府"] == 2
    assert not any(" " in phrase for phrase in found.index)


def test_words_without_blanks_must_come_back():
    """Said once, a word of Chinese may be a piece that was cut wrongly: every word shown stands in the text twice."""
    found = extract_keywords("政府决定提供补助。企业欢迎新的补助计划，港口等待投资。", language="zh")
    assert found["keyphrase"].tolist() == ["补助"]
    assert found["count"].tolist() == [2]


def test_korean_keyphrases_lose_their_particles():
    """Two forms of the minister are shown as the bare noun, which stands in the text twice."""
    found = extract_keywords("장관은 단지를 방문했다. 장관이 단지에 도착했다.", language="ko").set_index("keyphrase")["count"]
    assert found["장관"] == 2


def test_line_breaks_inside_a_phrase_are_blanks():
    """A phrase broken over two lines is shown on one, and both forms are counted."""
    line = "The ministers of both countries met in the capital to speak of supply"
    text = f"{line}\nchains and of other things that matter to them in these hard times of\nchange. The supply chains must hold."
    assert extract_keywords(text, language="en").set_index("keyphrase")["count"]["supply chains"] == 2


def test_empty_text_has_no_rows():
    """Nothing in, nothing out, with the columns."""
    found = extract_keywords("  \n", language="en")
    assert found.empty
    assert list(found.columns) == ["rank", "keyphrase", "yake_score", "count"]


def test_words_without_content_are_an_error():
    """A text of function words and numbers has words but no keyphrase, and says so."""
    with pytest.raises(KeyphraseError, match="5 words"):
        extract_keywords("It is what it was.", language="en")


def test_yakes_silence_is_an_error(monkeypatch):
    """YAKE answers its own failures with an empty list; that is not a result."""
    monkeypatch.setattr("yake.KeywordExtractor.extract_keywords", lambda *_: [])
    with pytest.raises(KeyphraseError, match="YAKE"):
        extract_keywords(ARTICLE, language="en")


def test_unknown_language_is_an_error():
    """Without function words every article would be a keyphrase."""
    with pytest.raises(LanguageError, match="'xx'"):
        extract_keywords(ARTICLE, language="xx")


@pytest.mark.parametrize("options", [{"top": 0}, {"max_words": 0}, {"max_words": 6}])
def test_settings_out_of_range_are_an_error(options):
    """No rows, no words or six words are not meant."""
    with pytest.raises(ValueError, match="expected"):
        extract_keywords(ARTICLE, language="en", **options)


def test_table_holds_every_source_in_order():
    """Rows of the sources follow each other as given, each limited by the settings."""
    table = keyword_table({"b": _read(ARTICLE, "en"), "a": _read("Il patto sul clima. Il patto.", "it")}, Settings(keyphrases_per_source=2))
    assert table.columns.tolist() == ["source", "rank", "keyphrase", "yake_score", "count"]
    assert table["source"].drop_duplicates().tolist() == ["b", "a"]
    assert table.groupby("source").size().max() == 2


def test_table_without_sources_is_empty():
    """No sources, no rows."""
    assert keyword_table({}, Settings()).empty


def test_a_source_without_content_warns_and_has_no_rows():
    """The other sources keep theirs."""
    reads = {"a": _read("It is what it was.", "en"), "b": _read(ARTICLE, "en")}
    with pytest.warns(UndefinedMeasureWarning, match="'a'"):
        table = keyword_table(reads, Settings())
    assert set(table["source"]) == {"b"}


def test_same_text_same_bytes():
    """Two runs give equal frames."""
    first, second = (extract_keywords(ARTICLE, language="en").to_csv() for _ in range(2))
    assert first == second


def test_importing_does_not_import_yake():
    """YAKE draws in networkx, which takes long; it is loaded when first needed."""
    code = "import sys, analytics.measures.keywords; print('yake' in sys.modules, 'networkx' in sys.modules)"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    assert found.stdout.split() == ["False", "False"]
