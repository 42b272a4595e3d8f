"""Rows of sources kept between runs: the same tables, and nothing measured twice."""

from __future__ import annotations

import csv
import io
import json
from collections import defaultdict
from importlib.resources import files

import pytest

from analytics import pipeline, source_tables
from analytics.exports.tables import csv_bytes
from analytics.language import detection
from analytics.language.reading import encoded_anew
from analytics.measures.coverage.table import coverage_table
from analytics.pipeline import analyze
from analytics.schema import TABLES
from analytics.settings import Settings
from analytics.study import load_study
from tests.studies import CODEBOOK, MANIFEST, write_study

MEASURES = (
    "keyword_table",
    "voice_table",
    "discrepancy_table",
    "coverage_table",
    "addition_table",
    "theme_table",
    "emphasis_table",
    "rate_table",
    "fidelity_table",
)
THIRD = '\n[[sources]]\nid = "c"\noutlet = "Third"\nfile = "c.txt"\nlanguage = "en"\n'


@pytest.fixture
def measured(monkeypatch) -> dict[str, int]:
    """Count how often each measure is asked."""
    counts: dict[str, int] = defaultdict(int)

    def counting(name, measure):
        def counted(*args, **kwargs):
            counts[name] += 1
            return measure(*args, **kwargs)

        return counted

    for name in MEASURES:
        monkeypatch.setattr(source_tables, name, counting(name, getattr(source_tables, name)))
    return counts


def place(folder):
    """Make a folder for the study beside that of the cache."""
    (folder / "study").mkdir()
    return folder / "study"


def everything(folder, cache=None, **settings) -> dict[str, bytes]:
    """Analyse a study and return the bytes of every table; without a cache where none is named."""
    chosen = Settings(cache_folder=cache, **settings) if cache else Settings(use_cache=False, **settings)
    analysis = analyze(load_study(folder), chosen)
    return {name: csv_bytes(analysis.table(name), name) for name in TABLES} | {"faults": repr(analysis.faults).encode()}


def edited(column: str, value: str) -> str:
    """Change one cell of the codebook's first row."""
    rows = list(csv.DictReader(io.StringIO(CODEBOOK)))
    rows[0][column] = value
    written = io.StringIO()
    writer = csv.DictWriter(written, rows[0].keys())
    writer.writeheader()
    writer.writerows(rows)
    return written.getvalue()


def test_a_second_run_measures_nothing_and_says_the_same(tmp_path, measured):
    """Cold, warm and without a cache: the same bytes."""
    study = write_study(place(tmp_path))
    cold = everything(study, tmp_path / "cache")
    asked = dict(measured)
    assert everything(study, tmp_path / "cache") == cold
    assert dict(measured) == asked
    assert everything(study) == cold


def test_one_more_article_costs_that_article(tmp_path, monkeypatch):
    """Of three articles the one that is new is judged, and the tables are those of a run without a cache."""
    study = write_study(place(tmp_path))
    everything(study, tmp_path / "cache")
    (study / "c.txt").write_text("The towns will plant 4,000 trees by the river, the mayor said on Monday.\n", encoding="utf-8")
    (study / "study.toml").write_text(MANIFEST + THIRD, encoding="utf-8")
    judged = []
    judge = source_tables.coverage_table
    monkeypatch.setattr(
        source_tables, "coverage_table", lambda sources, *rest: judged.extend(s.id for s in sources) or judge(sources, *rest)
    )
    warm = everything(study, tmp_path / "cache")
    assert judged == ["c"]
    assert warm == everything(study)


@pytest.mark.parametrize(
    ("column", "value", "kept"),
    [
        ("theme", "Another theme", {"keyword_table", "voice_table", "discrepancy_table", "coverage_table", "addition_table"}),
        ("label", "another label", {"keyword_table", "voice_table", "discrepancy_table"}),
    ],
)
def test_an_edit_of_the_codebook_keeps_what_it_does_not_change(tmp_path, measured, column, value, kept):
    """A theme decides no verdict, and neither theme nor label decides a keyphrase; the tables are those of a run without a cache."""
    study = write_study(place(tmp_path))
    everything(study, tmp_path / "cache")
    (study / "codebook.csv").write_text(edited(column, value), encoding="utf-8")
    measured.clear()
    warm = everything(study, tmp_path / "cache")
    assert set(MEASURES) - set(measured) == kept
    assert warm == everything(study)


def test_another_name_of_an_outlet_costs_nothing(tmp_path, measured):
    """Ids and outlets are put to the rows when they are read."""
    study = write_study(place(tmp_path))
    everything(study, tmp_path / "cache")
    (study / "study.toml").write_text(
        MANIFEST.replace('id = "a"', 'id = "first"').replace('outlet = "', 'outlet = "The '), encoding="utf-8"
    )
    measured.clear()
    warm = everything(study, tmp_path / "cache")
    assert not measured
    assert warm == everything(study)


def test_other_weights_judge_anew(tmp_path, measured):
    """Thresholds that every cell reaches make all covered, whatever was kept."""
    study = write_study(place(tmp_path))
    everything(study, tmp_path / "cache")
    weights = json.loads(files("analytics.measures.coverage").joinpath("weights.json").read_text(encoding="utf-8"))
    weights["thresholds"] = {"mentioned": 1e-12, "covered": 1e-12}
    (tmp_path / "weights.json").write_text(json.dumps(weights), encoding="utf-8")
    measured.clear()
    analysis = analyze(load_study(study), Settings(cache_folder=tmp_path / "cache", weights=str(tmp_path / "weights.json")))
    assert set(analysis.coverage["verdict"]) == {"covered"}
    assert "keyword_table" not in measured


def test_another_program_measures_anew(tmp_path, measured, monkeypatch):
    """Rows are those of this very code, word lists and weights."""
    study = write_study(place(tmp_path))
    everything(study, tmp_path / "cache")
    asked = dict(measured)
    monkeypatch.setattr(source_tables, "program_digest", lambda: "another")
    everything(study, tmp_path / "cache")
    assert dict(measured) == {name: 2 * times for name, times in asked.items()}


@pytest.mark.parametrize("damage", [b"", b"leftout rows 1\n{}", b"\x80\x04cos\nsystem\n(S'exit 1'\ntR."])
def test_damaged_rows_are_measured_anew(tmp_path, damage):
    """Every kept file is overwritten; the tables are the same."""
    study = write_study(place(tmp_path))
    cold = everything(study, tmp_path / "cache")
    for path in (tmp_path / "cache").iterdir():
        path.write_bytes(damage)
    assert everything(study, tmp_path / "cache") == cold


def test_what_was_warned_of_is_warned_of_again(tmp_path):
    """An article without keyphrases is a notice in the second run too, and the other article's rows are kept."""
    study = write_study(place(tmp_path), b="And so it was, and so it is.\n")
    cold = everything(study, tmp_path / "cache")
    assert b"'b' has no keyphrases" in cold["faults"]
    assert everything(study, tmp_path / "cache") == cold


def test_the_limit_holds_after_a_run(tmp_path):
    """With no room at all nothing is left, and the tables are the same."""
    study = write_study(place(tmp_path))
    assert everything(study, tmp_path / "cache", max_cache_bytes=0) == everything(study)
    assert list((tmp_path / "cache").iterdir()) == []


def test_progress_is_told_for_each_source(tmp_path):
    """Nine sources are told of one by one, and the steps end at their total."""
    manifest = MANIFEST + "".join(THIRD.replace('"c"', f'"c{n}"') for n in range(7))
    study = write_study(place(tmp_path), study=manifest)
    (study / "c.txt").write_text("Rain fell on the towns.\n", encoding="utf-8")
    told = []
    analyze(load_study(study), Settings(cache_folder=tmp_path / "cache"), progress=lambda *step: told.append(step))
    assert [what for _, _, what in told if what.startswith("reading c")] == [f"reading c{n}" for n in range(7)]
    assert told[-1][0] == told[-1][1] == len(told) - 1


@pytest.fixture
def second_encoders(monkeypatch) -> list[pipeline.E5Encoder]:
    """Keep hold of each second encoder that an analysis makes, and of the texts it was given."""
    made = []

    class Watched(pipeline.E5Encoder):
        def __init__(self, **settings):
            super().__init__(**settings)
            self.given = []
            made.append(self)

        def encode(self, texts):
            self.given.append(tuple(texts))
            return super().encode(texts)

        @property
        def holds_weights(self):
            return bool({"_words", "_network"} & self.__dict__.keys())

    monkeypatch.setattr(pipeline, "E5Encoder", Watched)
    return made


def test_no_weights_are_held_while_sources_are_measured(tmp_path, monkeypatch, second_encoders):
    """They were needed, and are let go of before the first measure; so is the model that detects languages."""
    held = []

    def watching(*args):
        held.append(second_encoders[-1].holds_weights or detection._identifier.cache_info().currsize > 0)
        return coverage_table(*args)

    monkeypatch.setattr(source_tables, "coverage_table", watching)
    analyze(load_study(write_study(place(tmp_path))), Settings(cache_folder=tmp_path / "cache"))
    assert held == [False]
    assert len(second_encoders[-1].given) == len(set(second_encoders[-1].given)) > 2


def test_vectors_of_a_source_are_read_once(tmp_path, monkeypatch):
    """Verdicts and all else look at the same vectors: they are not held twice."""
    read = []

    def reading(words, encoder):
        read.append(words.text)
        return encoded_anew(words, encoder)

    monkeypatch.setattr(source_tables, "encoded_anew", reading)
    study = load_study(write_study(place(tmp_path)))
    analyze(study, Settings(cache_folder=tmp_path / "cache"))
    assert sorted(read) == sorted(source.text for source in study.sources)


def test_a_folder_that_cannot_be_written_costs_one_text_more_and_no_result(tmp_path, second_encoders):
    """The first text is encoded in vain; all others once, as without a cache."""
    study = write_study(place(tmp_path))
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    assert everything(study, tmp_path / "file" / "cache") == everything(study)
    refused, without = second_encoders
    assert refused.given == without.given
