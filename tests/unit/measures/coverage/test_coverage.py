"""Verdicts: tables, probabilities, evidence and explanation on a small study with a real encoder."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from analytics.errors import ModelError
from analytics.language.encoder import EncodedText
from analytics.language.encoder_pair import shipped_pair
from analytics.language.reading import read_commitments, read_text
from analytics.measures.coverage import coverage_table, load_model
from analytics.measures.coverage.alignment import align
from analytics.measures.coverage.book import piece_weights, prepare_book
from analytics.measures.coverage.evidence import choose_evidence
from analytics.measures.coverage.explanation import parts_of
from analytics.measures.coverage.features import FEATURE_VERSION, cell_features, source_features
from analytics.measures.coverage.model import Logistic, model_from_json, model_to_json
from analytics.measures.coverage.passage_features import lead
from analytics.schema import SEPARATOR, TABLES
from analytics.study.codebook import Commitment
from analytics.study.documents import Source

UNITS = {
    "bridge": ("A bridge over the strait by 2035", "decided to build a bridge over the strait by 2035"),
    "ports": ("Refuse entry to unregistered ships", "will refuse entry to the ports to any ship that is not registered"),
    "students": ("Exchange of 500 students a year", "intend to exchange 500 students every year"),
    "space": ("Joint satellite for weather", "agreed to launch a joint satellite for weather forecasts"),
    "rice": ("Tariffs on rice to end", "will end all tariffs on rice within three years"),
    "museum": ("Museum of maritime history", "welcomed the opening of a museum of maritime history"),
}
TELLS = (
    "Ministers met on Friday.\n\nThe two governments decided to build a bridge over the strait by 2035. "
    "They will also refuse entry to their ports to any unregistered ship.\n\nThe weather was fine."
)
JAPANESE = "両政府は2035年までに海峡に橋を建設することを決めた。天気は良かった。"
ELSEWHERE = "The striker scored twice. The goalkeeper was injured in the second half. Supporters sang until midnight."


@pytest.fixture(scope="module")
def encoder():
    """Give the real encoders once: loading takes a second."""
    return shipped_pair(threads=1)


@pytest.fixture(scope="module")
def commitments():
    """Six commitments about different matters."""
    return tuple(Commitment(name, 1, "All", "decision", 4, label, quote, 0, len(quote)) for name, (label, quote) in UNITS.items())


@pytest.fixture(scope="module")
def commitment_reads(commitments, encoder):
    """Read the commitments."""
    return read_commitments(commitments, "en", encoder)


@pytest.fixture(scope="module")
def tables(commitments, commitment_reads, encoder):
    """Coverage and evidence of four sources: one that tells, one in Japanese, one about football, one empty."""
    texts = {"tells": (TELLS, "en"), "japanese": (JAPANESE, "ja"), "elsewhere": (ELSEWHERE, "en"), "empty": ("", "en")}
    sources = [Source(name, name.title(), text, f"{name}.txt", "", language) for name, (text, language) in texts.items()]
    reads = {name: read_text(text, language, encoder) for name, (text, language) in texts.items()}
    return coverage_table(sources, commitments, reads, commitment_reads, load_model())


def _verdicts(coverage, source):
    rows = coverage[coverage["source"] == source]
    return dict(zip(rows["commitment"], rows["verdict"], strict=True))


def test_a_reported_commitment_is_covered(tables):
    """What the article says nearly in the statement's words is covered; what it does not mention is omitted."""
    verdicts = _verdicts(tables[0], "tells")
    assert verdicts["bridge"] == verdicts["ports"] == "covered"
    assert verdicts["rice"] == verdicts["museum"] == "omitted"


def test_a_translated_report_ranks_first(tables):
    """The Japanese article's bridge has the highest probability of all its commitments."""
    rows = tables[0][tables[0]["source"] == "japanese"].set_index("commitment")
    assert rows["p_mentioned"].idxmax() == "bridge"


def test_an_article_about_something_else_tells_nothing(tables):
    """No commitment is mentioned in a football report."""
    assert set(_verdicts(tables[0], "elsewhere").values()) == {"omitted"}


def test_an_empty_source_tells_nothing(tables):
    """A source without words has every commitment, omitted, with probability 0."""
    rows = tables[0][tables[0]["source"] == "empty"]
    assert set(rows["verdict"]) == {"omitted"}
    assert rows[["p_covered", "p_mentioned"]].to_numpy().sum() == 0.0


def test_tables_keep_their_promises(tables):
    """Columns are the schema's; covered is never likelier than mentioned; evidence is there exactly where something is told."""
    coverage, evidence = tables
    assert list(coverage.columns) == TABLES["coverage"].names
    assert list(evidence.columns) == TABLES["evidence"].names
    assert (coverage["p_covered"] <= coverage["p_mentioned"]).all()
    assert coverage["p_mentioned"].between(0, 1).all()
    assert ((coverage["verdict"] == "omitted") == (coverage["evidence"] == "")).all()


def test_evidence_is_verbatim_and_joined_in_order(tables):
    """Every quote stands at its span, one to three a cell, and the coverage table joins the same quotes."""
    coverage, evidence = tables
    texts = {"tells": TELLS, "japanese": JAPANESE, "elsewhere": ELSEWHERE}
    for row in evidence.itertuples():
        assert texts[row.source][row.start : row.end] == row.text
    for (source, commitment), rows in evidence.groupby(["source", "commitment"]):
        cell = coverage[(coverage["source"] == source) & (coverage["commitment"] == commitment)].iloc[0]
        assert list(rows["rank"]) == list(range(1, len(rows) + 1))
        assert len(rows) <= 3
        assert cell["evidence"] == SEPARATOR.join(rows["text"])
        assert cell["start"] == SEPARATOR.join(str(start) for start in rows["start"])


def test_found_and_missing_name_parts(tables):
    """The year of the bridge is found as a number or date in the article that gives it, and missing in the one about football."""
    rows = tables[0].set_index(["source", "commitment"])
    assert "number or date: 2035" in rows.loc[("tells", "bridge"), "found"]
    assert "number or date: 2035" in rows.loc[("elsewhere", "bridge"), "missing"]


def test_same_input_same_tables(commitments, commitment_reads, encoder, tables):
    """A second run gives equal values, and a source's rows do not depend on the sources beside it."""
    source = Source("tells", "Tells", TELLS, "tells.txt", "", "en")
    again = coverage_table([source], commitments, {"tells": read_text(TELLS, "en", encoder)}, commitment_reads, load_model())[0]
    first = tables[0][tables[0]["source"] == "tells"].reset_index(drop=True)
    assert again.equals(first)


def test_no_commitments_no_rows():
    """Without commitments both tables are empty and keep their columns."""
    coverage, evidence = coverage_table([], [], {}, [], load_model())
    assert (len(coverage), len(evidence)) == (0, 0)
    assert list(coverage.columns) == TABLES["coverage"].names


def test_one_commitment_and_one_passage(encoder):
    """The smallest study that there can be gives finite probabilities."""
    only = (Commitment("x", None, "", "fact", 0, "", "decided to build a bridge", 0, 25),)
    source = Source("s", "S", "They decided to build a bridge.", "s.txt", "", "en")
    reads = {"s": read_text(source.text, "en", encoder)}
    coverage, _ = coverage_table([source], only, reads, read_commitments(only, "en", encoder), load_model())
    assert np.isfinite(coverage[["p_covered", "p_mentioned"]].to_numpy()).all()


def test_parts_are_words_of_the_commitment(commitment_reads):
    """The verb of the quote, then runs of words of the label, the number marked as such."""
    parts = [str(part) for part in parts_of(commitment_reads[0])]
    assert parts == ["action: build", "object: bridge over the strait", "number or date: 2035"]


def test_best_passage_comes_first_in_evidence(commitment_reads, encoder):
    """The first column chosen is the one with the highest log-odds."""
    read = read_text(TELLS, "en", encoder)
    book = prepare_book(commitment_reads)
    alignment = align(book, read)
    told = load_model().told(book, alignment, read)
    assert choose_evidence(book, alignment, told, 0)[0] == told[0].argmax()
    assert read.passages[alignment.passages[told[0].argmax()]].text.startswith("The two governments decided")


def test_scores_are_centred_on_the_source(commitment_reads, encoder):
    """Every centred score has mean 0 over the source."""
    alignment = align(prepare_book(commitment_reads), read_text(TELLS, "en", encoder))
    for scores in (alignment.cosine, alignment.soft, alignment.reverse, alignment.selective, alignment.score):
        assert float(scores.mean()) == pytest.approx(0.0, abs=1e-5)


def test_blocks_of_pieces_change_nothing(commitment_reads, encoder, monkeypatch):
    """Comparing seven pieces at a time, across the borders of passages, gives what comparing all at once gives."""
    read, book = read_text(TELLS, "en", encoder), prepare_book(commitment_reads)
    whole = align(book, read)
    monkeypatch.setattr("analytics.measures.coverage.alignment._PIECES_AT_ONCE", 7)
    parts = align(book, read)
    assert np.allclose(parts.soft, whole.soft, atol=1e-4)
    assert np.allclose(parts.reverse, whole.reverse, atol=1e-4)


def test_rare_pieces_weigh_more():
    """A piece in one of two units weighs log(3 / 1.5), one in both log(3 / 2.5), times the square of its rarity."""
    vectors = np.zeros((2, 3), dtype=np.float32)
    first = EncodedText(vectors[0], vectors, ("a", "b"), np.array([1.0, 2.0]))
    second = EncodedText(vectors[0], vectors[:1], ("a",), np.array([1.0]))
    expected = [np.log(3 / 2.5), 4 * np.log(3 / 1.5), np.log(3 / 2.5)]
    assert piece_weights([[first], [second]]) == pytest.approx(expected)


def test_lead_over_the_best_other():
    """The best leads by its distance from the second, the others trail the best; alone there is no lead."""
    scores = np.array([[3.0, 1.0, 2.5]])
    assert lead(scores, axis=1).tolist() == [[0.5, -2.0, -0.5]]
    assert lead(scores, axis=0).tolist() == [[0.0, 0.0, 0.0]]


def test_logistic_by_hand():
    """One feature, two standard deviations above its mean, weight 0.5, intercept -1: log-odds 0; far values are cut at six."""
    part = Logistic(("x",), np.array([10.0]), np.array([5.0]), np.array([0.5]), -1.0)
    assert part.log_odds({"x": np.array([20.0, 1000.0])}).tolist() == [0.0, 2.0]


def test_source_level_is_the_top_sixth(commitment_reads, encoder):
    """Of six commitments the top sixth is the best one."""
    alignment = align(prepare_book(commitment_reads), read_text(TELLS, "en", encoder))
    assert float(source_features(alignment)["absolute_top_sixth"]) == pytest.approx(float(alignment.absolute.max()))


def test_weights_survive_writing():
    """A model written and read again is the same, and writing it gives the same text."""
    content = model_to_json(load_model())
    assert model_to_json(model_from_json(json.loads(json.dumps(content)), "copy")) == content


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"feature_version": FEATURE_VERSION + 1}, "made for version"),
        ({"thresholds": {"mentioned": 0.5}}, "incomplete"),
        ({"thresholds": {"mentioned": 0.5, "covered": 2.0}}, "not probabilities"),
        ({"passage": {"intercept": 0.0, "features": []}}, "cannot be"),
        ({"passage": {"intercept": 0.0, "features": [{"name": "cosine", "mean": 0.0, "scale": 0.0, "weight": 1.0}]}}, "cannot be"),
        ({"passage": {"intercept": float("nan"), "features": [{"name": "c", "mean": 0, "scale": 1, "weight": 1}]}}, "cannot be"),
    ],
)
def test_unfit_weights_are_refused(change, message):
    """Weights for other features, incomplete ones, and numbers that cannot be, are each refused with a sentence."""
    with pytest.raises(ModelError, match=message):
        model_from_json(model_to_json(load_model()) | change, "broken")


def test_unreadable_weights_are_refused(tmp_path):
    """A file that is not JSON is refused with its name."""
    path = tmp_path / "weights.json"
    path.write_text("{", encoding="utf-8")
    with pytest.raises(ModelError, match=r"weights\.json"):
        load_model(path)


def test_doubt_about_the_source_lowers_all_probabilities(commitment_reads, encoder):
    """A source that is about the statement with probability one half has half the probabilities; football is doubted more than that."""
    model, book = load_model(), prepare_book(commitment_reads)
    read = read_text(TELLS, "en", encoder)
    alignment = align(book, read)
    table = cell_features(book, alignment, model.told(book, alignment, read), read)
    sure, doubted = model.probabilities(table, 1.0), model.probabilities(table, 0.5)
    assert doubted[1] == pytest.approx(sure[1] / 2)
    assert model.relatedness(align(book, read_text(ELSEWHERE, "en", encoder))) < 0.5 < model.relatedness(alignment)


def test_the_best_passage_is_known_to_be_a_heading(commitment_reads, encoder):
    """Only the commitment whose best passage is a heading has the mark, and its probability of being mentioned falls."""
    model, book = load_model(), prepare_book(commitment_reads)
    plain = read_text(TELLS, "en", encoder)
    assert [passage.kind for passage in plain.passages] == ["sentence"] * 4
    bridge = plain.passages[1]
    headed = replace(plain, passages=(plain.passages[0], replace(bridge, kind="heading"), *plain.passages[2:]))
    alignment = align(book, plain)
    told = np.full((book.size, 4), -5.0)
    told[0, 1], told[1, 2] = 5.0, 5.0
    before, after = (cell_features(book, alignment, told, read) for read in (plain, headed))
    assert before["heading_at"].tolist() == [0.0] * 6
    assert after["heading_at"].tolist() == [1.0, 0.0, 0.0, 0.0, 0.0, 0.0]
    assert model.probabilities(after, 1.0)[1][0] < model.probabilities(before, 1.0)[1][0]


def test_a_covered_cell_is_mentioned_too() -> None:
    """About something else, both probabilities are capped alike: 0.37 is above the line of covered, below that of mentioned."""
    model = replace(load_model(), mentioned_threshold=0.4, covered_threshold=0.3)
    covered, mentioned = np.array([0.37, 0.37, 0.2, 0.0]), np.array([0.37, 0.5, 0.5, 0.39])
    assert model.verdicts(covered, mentioned) == ["omitted", "covered", "partial", "omitted"]
