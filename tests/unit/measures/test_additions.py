"""Additions: features on hand-made texts, and the table."""

from __future__ import annotations

import numpy as np
import pytest

from analytics.errors import ModelError
from analytics.language.encoder import EncodedText
from analytics.language.passages import Passage
from analytics.language.reading import ReadText
from analytics.language.tokens import Token
from analytics.measures.additions import AdditionModel, addition_table, load_addition_model
from analytics.measures.additions.features import FEATURES, KIND_FEATURES, addition_features, prepare_statement
from analytics.measures.additions.model import KindWeights
from analytics.schema import TABLES

KNOWN, NEW = np.array([1, 0], np.float32), np.array([0, 1], np.float32)


def read(*passages: tuple[str, np.ndarray]) -> ReadText:
    """Make a text from (words, vector), a paragraph each; every word is one piece with that vector, every second turned round."""
    text, made, tokens, encoded = "", [], [], []
    for number, (words, vector) in enumerate(passages, start=1):
        start = len(text)
        text += words + "\n"
        made.append(Passage(f"p{number:03d}", start, start + len(words), words, "sentence", number))
        tokens.append(tuple(Token(word, 0, 0, word.lower(), is_stop=False) for word in words.split()))
        pieces = np.stack([vector if place % 2 == 0 else -vector for place in range(len(words.split()))])
        encoded.append(EncodedText(vector, pieces, tuple(words.split())))
    return ReadText(text, "en", tuple(made), tuple(tokens), tuple(encoded))


STATEMENT = read(("They met Ann in 2030", KNOWN))
VIEW = prepare_statement(STATEMENT, [STATEMENT])


def features(words: str, vector: np.ndarray) -> dict[str, float]:
    """Return the features of a text of one passage by name."""
    return dict(zip(FEATURES, addition_features(VIEW, read((words, vector)))[0], strict=True))


def test_nearness_to_the_statement() -> None:
    """The same vector is at cosine 1, one at a right angle at 0."""
    assert features("they met", KNOWN)["best_commitment"] == pytest.approx(1.0)
    assert features("they met", NEW)["best_statement_passage"] == pytest.approx(0.0)


def test_new_names_and_numbers_by_hand() -> None:
    """Bob and 2031 are new, Ann and 2030 are not, the first word does not count: log1p(1) each."""
    found = features("Then Ann saw Bob in 2030 and 2031", KNOWN)
    assert found["new_names"] == pytest.approx(np.log(2))
    assert found["new_numbers"] == pytest.approx(np.log(2))


@pytest.mark.parametrize(
    ("words", "has", "opens"), [("“We agree” he said", 1, 1), ("he said “no”", 1, 0), ("it's fine", 0, 0), ("「行く」と", 1, 1)]
)
def test_quotation_marks(words: str, has: int, opens: int) -> None:
    """An apostrophe is no quotation."""
    found = features(words, KNOWN)
    assert (found["has_quotation"], found["opens_quotation"]) == (has, opens)


def test_table_lists_only_likely_additions() -> None:
    """With a weight on distance alone the passage at a right angle is shown, with its likelier kind, and the known one is not."""
    kinds = {
        "colour": KindWeights(0.0, dict.fromkeys(KIND_FEATURES, 0.0), np.array([0.0, 1.0])),
        "context": KindWeights(0.5, dict.fromkeys(KIND_FEATURES, 0.0), np.array([0.0, 0.0])),
    }
    model = AdditionModel(2.0, dict.fromkeys(FEATURES, 0.0) | {"best_commitment": -4.0}, kinds, {})
    table = addition_table({"a": read(("they met", KNOWN), ("it rained", NEW))}, {"a": "A"}, STATEMENT, [STATEMENT], model)
    assert list(table.columns) == TABLES["additions"].names
    assert table[["outlet", "passage_id", "text", "kind"]].to_numpy().tolist() == [["A", "p002", "it rained", "colour"]]
    assert table.loc[0, "p_addition"] == pytest.approx(1 / (1 + np.exp(-2)))


def test_empty_sources_give_no_rows() -> None:
    """No passages, nothing beyond the statement."""
    assert addition_table({"a": ReadText("", "en", (), (), ())}, {}, STATEMENT, [STATEMENT]).empty


def test_shipped_weights_can_be_read() -> None:
    """They know the six kinds."""
    assert set(load_addition_model().kinds) == {"other voice", "extra fact", "background", "context", "interpretation", "colour"}


@pytest.mark.parametrize("text", ["[", "{}", '{"feature_version": 1, "weights": {}, "kinds": {}, "intercept": 0, "provenance": {}}'])
def test_damaged_weights_are_refused(text: str) -> None:
    """Each with a sentence that says what to do."""
    with pytest.raises(ModelError, match="rain them anew"):
        load_addition_model(text)
