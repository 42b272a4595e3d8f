"""Themes: the chain against enumeration, the features and the table on a tiny codebook."""

from __future__ import annotations

import itertools
import json
import math

import numpy as np
import pytest

from analytics.errors import ModelError
from analytics.language.encoder import EncodedText
from analytics.language.passages import Passage
from analytics.language.reading import ReadText
from analytics.language.tokens import Token
from analytics.measures.themes import ThemeModel, load_theme_model, theme_table
from analytics.measures.themes.chain import chain_marginals
from analytics.measures.themes.features import FEATURES, OTHER_FEATURES, prepare_themes, theme_features
from analytics.measures.themes.pieces import CommitmentPieces, piece_matches
from analytics.schema import TABLES
from analytics.study.codebook import Commitment

SEA, TRADE, NOTHING = (np.array(vector, np.float32) for vector in ((1, 0, 0), (0, 1, 0), (0, 0, 1)))


def read(*passages: tuple[str, np.ndarray, int, str], language: str = "en") -> ReadText:
    """Make a text from (words, sentence vector, paragraph, kind)."""
    text, made, tokens, encoded = "", [], [], []
    for number, (words, vector, paragraph, kind) in enumerate(passages, start=1):
        start = len(text)
        text += words + "\n"
        made.append(Passage(f"p{number:03d}", start, start + len(words), words, kind, paragraph))  # type: ignore[arg-type]
        tokens.append(tuple(Token(word, 0, 0, word.lower(), is_stop=False) for word in words.split()))
        encoded.append(EncodedText(vector, np.zeros((0, 3), np.float32), ()))
    return ReadText(text, language, tuple(made), tuple(tokens), tuple(encoded))


def commitment(item: str, theme: str) -> Commitment:
    """Make a commitment of which only id and theme matter."""
    return Commitment(item, 1, theme, "fact", 0, "", "x", 0, 1)


COMMITMENTS = (commitment("1a", "Sea"), commitment("2a", "Trade"), commitment("3a", "Sea"))
READS = (
    read(("Fish Treaty", SEA, 1, "heading")),
    read(("Tariffs 2030", TRADE, 1, "heading")),
    read(("Fish quotas", SEA, 1, "heading")),
)
MODEL = ThemeModel(dict.fromkeys(FEATURES, 0.0) | {"best_match": 4.0}, dict.fromkeys(OTHER_FEATURES, 0.0) | {"constant": 1.0}, 0.0, 0.0, {})


def test_chain_equals_enumeration() -> None:
    """Three links of three states: probabilities, total and stays as the sum over all 27 paths gives them."""
    scores = np.array([[0.3, -1.0, 0.5], [1.2, 0.0, -0.4], [-0.2, 0.9, 0.1]])
    ties = np.array([0.8, 2.0])
    paths = list(itertools.product(range(3), repeat=3))
    weights = np.array(
        [
            np.exp(sum(scores[i, s] for i, s in enumerate(path)) + sum(t for t, a, b in zip(ties, path, path[1:], strict=False) if a == b))
            for path in paths
        ]
    )
    marginals, total, stays = chain_marginals(scores, ties)
    expected = np.zeros((3, 3))
    for path, weight in zip(paths, weights / weights.sum(), strict=True):
        for link, state in enumerate(path):
            expected[link, state] += weight
    assert marginals == pytest.approx(expected)
    assert total == pytest.approx(np.log(weights.sum()))
    same = [sum(w for path, w in zip(paths, weights, strict=True) if path[i] == path[i + 1]) / weights.sum() for i in (0, 1)]
    assert stays == pytest.approx(same)


def test_chain_without_ties_is_softmax() -> None:
    """No ties: every link by itself; exp(1) / (exp(1) + 1) = 0.7311."""
    marginals, _, _ = chain_marginals(np.array([[1.0, 0.0], [0.0, 0.0]]), np.zeros(1))
    assert marginals == pytest.approx(np.array([[0.7311, 0.2689], [0.5, 0.5]]), abs=1e-4)


def test_features_by_hand() -> None:
    """A passage that is all sea, of which nothing goes, for it is alone; it shares Fish (log 3/1, then log1p).

    Two thirds of the part along the mean of sea, sea and trade, (2, 1), go: sea becomes (7, -4), trade (-4, 13). Their cosine is
    -80 / sqrt(65 * 185), that of sea with itself 1; each less the mean of both.
    """
    half = (1 + 80 / math.sqrt(65 * 185)) / 2
    features = theme_features(prepare_themes(COMMITMENTS, READS), read(("Fish swim", SEA, 1, "sentence")))
    assert features.themes[0, :, FEATURES.index("best_match")] == pytest.approx([half, -half])
    shared = np.log1p(np.log(3))
    assert features.themes[0, :, FEATURES.index("shared_names")] == pytest.approx([shared / 2, -shared / 2])


def test_stems_count_in_the_statements_language_only() -> None:
    """The same word in an Italian text says nothing by its stem."""
    book = prepare_themes(COMMITMENTS, READS)
    own, foreign = (theme_features(book, read(("tariffs", NOTHING, 1, "sentence"), language=code)) for code in ("en", "it"))
    assert own.themes[0, 1, FEATURES.index("shared_stems")] > 0
    assert foreign.themes[0, 1, FEATURES.index("shared_stems")] == 0


def test_heading_belongs_to_what_follows() -> None:
    """Passages of one paragraph belong together, a heading to the next passage, nothing to a heading after it."""
    text = read(("a", SEA, 1, "sentence"), ("b", SEA, 1, "sentence"), ("c", SEA, 2, "heading"), ("d", SEA, 3, "sentence"))
    assert theme_features(prepare_themes(COMMITMENTS, READS), text).is_joined.tolist() == [True, False, True]


def test_table_names_theme_second_and_other() -> None:
    """Sea wins where the vector is sea, Other where nothing fits; the columns are the schema's."""
    text = read(("about fish", SEA, 1, "sentence"), ("about tariffs", TRADE, 2, "sentence"), ("about lunch", NOTHING, 3, "sentence"))
    table = theme_table({"a": text}, COMMITMENTS, READS, MODEL)
    assert list(table["theme"]) == ["Sea", "Trade", "Other"]
    assert list(table.columns) == TABLES["themes"].names
    assert table["p_theme"].between(0, 1).all()
    assert table.loc[0, "text"] == "about fish"


def test_tie_lets_neighbours_speak() -> None:
    """A passage that fits nothing takes the theme of its paragraph when the tie is strong: sea twice scores 3 - 1 + 4, Other twice 4."""
    text = read(("about fish", SEA, 1, "sentence"), ("it was long", NOTHING, 1, "sentence"))
    tied = ThemeModel(MODEL.weights, dict.fromkeys(OTHER_FEATURES, 0.0), 0.0, 4.0, {})
    assert list(theme_table({"a": text}, COMMITMENTS, READS, tied)["theme"]) == ["Sea", "Sea"]


def test_nothing_to_classify() -> None:
    """A source without passages, and a study without commitments, give no rows."""
    assert theme_table({"a": read()}, COMMITMENTS, READS, MODEL).empty
    assert theme_table({"a": read(("x", SEA, 1, "sentence"))}, (), (), MODEL).empty


def test_shipped_weights_can_be_read() -> None:
    """They name every feature and say where they come from."""
    model = load_theme_model()
    assert set(model.weights) == set(FEATURES)
    assert model.provenance["cases"]


@pytest.mark.parametrize(
    "text",
    ["{", "{}", json.dumps({"weights": {}, "other_weights": {}, "feature_version": 1, "tie_apart": 0, "tie_joined": 0, "provenance": {}})],
)
def test_damaged_weights_are_refused(text: str) -> None:
    """Not JSON, nothing in it, the wrong features: a sentence that says what to do."""
    with pytest.raises(ModelError, match="rain them anew"):
        load_theme_model(text)


def test_what_matches_every_commitment_counts_less() -> None:
    """Of two pieces that match a commitment equally well, the one that matches the other commitment too gives the smaller score."""
    ship, fish, both = np.eye(3, dtype=np.float32)[0], np.eye(3, dtype=np.float32)[1], np.array([1, 1, 0], np.float32) / np.sqrt(2)

    def text(*vectors: np.ndarray) -> EncodedText:
        return EncodedText(ship, np.stack(vectors), tuple("abc"[: len(vectors)]))

    book = CommitmentPieces(np.stack([ship, fish]), np.array([0, 1]), np.ones(2))
    matches = piece_matches(book, [text(ship, -both), text(both, -both), EncodedText(ship, np.zeros((0, 3), np.float32), ())])
    assert matches[0, 0] > matches[1, 0]
    assert matches[2].tolist() == [0.0, 0.0]
