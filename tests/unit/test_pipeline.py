"""A study in, every table out."""

from threading import Event, Thread

import pytest

from analytics.errors import StudyError
from analytics.exports.tables import analysis_json, csv_bytes
from analytics.language.source_languages import settle_languages
from analytics.pipeline import Analysis, analyze
from analytics.schema import TABLES
from analytics.settings import Settings
from analytics.study import load_study
from tests.studies import MANIFEST, write_study

FINNISH = "Hallitus kertoi tiistaina uusista toimista, joilla se aikoo vahvistaa maan taloutta ja työllisyyttä ensi vuonna.\n" * 3


@pytest.fixture(scope="module")
def analysis(tmp_path_factory) -> Analysis:
    """Analyse the small study once."""
    return analyze(load_study(write_study(tmp_path_factory.mktemp("study"))), Settings(use_cache=False))


@pytest.mark.parametrize("name", TABLES)
def test_every_table_has_the_columns_and_the_key_of_its_schema(analysis, name):
    """Each attribute is the table that the schema promises, one row a key."""
    table = getattr(analysis, name)
    assert list(table.columns) == TABLES[name].names
    assert not table.duplicated(list(TABLES[name].key)).any()
    assert analysis.table(name) is table


def test_every_commitment_is_judged_in_every_source(analysis):
    """Three commitments in two sources are six cells, in the study's order."""
    cells = list(zip(analysis.coverage["source"], analysis.coverage["commitment"], strict=True))
    assert cells == [(source, commitment) for source in ("a", "b") for commitment in ("1a", "1b", "2a")]


def test_evidence_is_verbatim(analysis):
    """Every quoted passage stands at its span in the stored text, and only omitted cells have none."""
    texts = {source.id: source.text for source in analysis.study.sources}
    for row in analysis.evidence.itertuples():
        assert texts[row.source][row.start : row.end] == row.text
    told = analysis.coverage[analysis.coverage["verdict"] != "omitted"]
    assert set(zip(told["source"], told["commitment"], strict=True)) == set(
        zip(analysis.evidence["source"], analysis.evidence["commitment"], strict=True)
    )


def test_progress_counts_up_to_its_total(analysis):
    """Progress begins at nothing, never falls, and ends at its total."""
    told = []
    analyze(analysis.study, analysis.settings, progress=lambda done, total, what: told.append((done, total, what)))
    done = [step[0] for step in told]
    assert done == sorted(done)
    assert (done[0], done[-1], {step[1] for step in told}) == (0, told[-1][1], {told[-1][1]})
    assert all(step[2] for step in told)


def test_same_input_same_bytes_with_and_without_cache(analysis, tmp_path):
    """A second run, cold and warm, writes the same bytes."""
    for _ in range(2):
        again = analyze(analysis.study, Settings(cache_folder=tmp_path))
        for name in TABLES:
            assert csv_bytes(again.table(name), name) == csv_bytes(analysis.table(name), name)
        assert analysis_json(again) == analysis_json(analysis)


def test_provenance_names_texts_but_neither_times_nor_places(analysis):
    """Hashes of all four files are there; the folder is not."""
    described = analysis_json(analysis).decode()
    assert set(analysis.provenance["texts"]) == {"statement.txt", "codebook.csv", "a.txt", "b.txt"}
    assert str(analysis.study.folder) not in described
    assert "threads" not in described


def test_source_in_a_language_that_the_encoder_lacks_is_left_aside(tmp_path):
    """The other source is analysed, and the fault travels with the analysis."""
    found = analyze(load_study(write_study(tmp_path, b=FINNISH)), Settings(use_cache=False))
    assert list(found.sources["source"]) == ["a"]
    (fault,) = found.faults
    assert (fault.source, fault.severity) == ("b", "left aside")
    assert "(fi, detected)" in fault.message


def test_no_source_in_a_known_language_is_fatal(tmp_path):
    """With nothing left to compare there is no analysis."""
    manifest = MANIFEST.replace('file = "a.txt"\nlanguage = "en"', 'file = "a.txt"\nlanguage = "fi"')
    with pytest.raises(StudyError, match="no source is in a language"):
        analyze(load_study(write_study(tmp_path, study=manifest, b=FINNISH)), Settings(use_cache=False))


def test_statement_in_an_unknown_language_is_fatal(tmp_path):
    """The statement has no substitute."""
    manifest = MANIFEST.replace('title = "Pact"\nlanguage = "en"', 'title = "Pact"\nlanguage = "fi"')
    with pytest.raises(StudyError, match=r"statement\.txt: is in a language \(fi\)"):
        analyze(load_study(write_study(tmp_path, study=manifest)), Settings(use_cache=False))


def test_text_that_reads_like_another_known_language_is_a_notice(tmp_path):
    """Between languages that can be analysed the manifest decides, but its reader is told."""
    manifest = MANIFEST.replace('file = "b.txt"', 'file = "b.txt"\nlanguage = "en"')
    italian = "Il governo ha annunciato martedì nuove misure per rafforzare l'economia e l'occupazione del paese. "
    found = analyze(load_study(write_study(tmp_path, study=manifest, b=italian * 3)), Settings(use_cache=False))
    assert list(found.sources["language"]) == ["en", "en"]
    assert [(fault.severity, "reads like it" in fault.message) for fault in found.faults] == [("notice", True)]


@pytest.mark.parametrize(("times", "expected"), [(3, "left aside"), (1, "notice")])
def test_text_that_reads_like_an_unknown_language_is_left_aside_if_long_enough(tmp_path, times, expected):
    """What cannot be analysed is not, even if the manifest calls it English; a short text may be misjudged."""
    manifest = MANIFEST.replace('file = "b.txt"', 'file = "b.txt"\nlanguage = "en"')
    text = FINNISH[: len(FINNISH) // 3] * times
    found = analyze(load_study(write_study(tmp_path, study=manifest, b=text)), Settings(use_cache=False))
    assert [fault.severity for fault in found.faults] == [expected]


@pytest.mark.parametrize(("text", "expected"), [("ITALIAN", "notice"), ("FINNISH", "fatal")])
def test_statement_that_reads_like_another_language_is_told(tmp_path, text, expected):
    """An Italian statement called English is a notice; a Finnish one cannot be compared at all."""
    italian = "Il governo ha annunciato martedì nuove misure per rafforzare l'economia e l'occupazione del paese. "
    statement = (FINNISH if text == "FINNISH" else italian * 3).strip()
    codebook = f'id,quote\n1,"{statement[:40]}"\n'
    study = load_study(write_study(tmp_path, statement=statement, codebook=codebook))
    _, faults = settle_languages(study, frozenset({"en", "it"}))
    assert [(fault.file, fault.severity) for fault in faults if fault.file == "statement.txt"] == [("statement.txt", expected)]


def test_text_without_letters_asks_for_its_language(tmp_path):
    """Where nothing can be detected the message says so, and what to do."""
    _, faults = settle_languages(load_study(write_study(tmp_path, b="2026 - 16\n")), frozenset({"en"}))
    (fault,) = (fault for fault in faults if fault.source == "b")
    assert "has no letters that tell its language" in fault.message
    assert "give its language" in fault.message


def test_measure_without_meaning_is_a_notice(tmp_path):
    """An article of function words alone has no keyphrases: that is said, and nothing else fails."""
    found = analyze(load_study(write_study(tmp_path, b="And so it was, and so it is.\n")), Settings(use_cache=False))
    assert "b" not in set(found.keywords["source"])
    assert [(fault.severity, "'b' has no keyphrases" in fault.message) for fault in found.faults] == [("notice", True)]


def test_what_is_undefined_in_one_analysis_is_no_notice_of_another_at_the_same_time(analysis, tmp_path):
    """Two visitors of one server: the second is measuring from before the first begins until after it has ended."""
    private = load_study(write_study(tmp_path, b="And so it was, and so it is.\n"))
    is_within, is_over, found = Event(), Event(), {}

    def wait(_done, _total, what):
        if what.startswith("comparing"):
            is_within.set()
            is_over.wait(60)

    other = Thread(target=lambda: found.update(other=analyze(analysis.study, Settings(use_cache=False), progress=wait)))
    other.start()
    is_within.wait(60)
    found["private"] = analyze(private, Settings(use_cache=False))
    is_over.set()
    other.join()
    assert ["no keyphrases" in fault.message for fault in found["private"].faults] == [True]
    assert found["other"].faults == analysis.faults
