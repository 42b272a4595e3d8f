"""Emphasis on a text of six passages, counted by hand."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd
import pytest

from analytics.errors import SchemaError, SettingsError
from analytics.intervals import wilson_interval
from analytics.language.encoder import EncodedText
from analytics.language.passages import Passage
from analytics.language.reading import ReadText
from analytics.language.tokens import Token
from analytics.measures.emphasis import emphasis_table, lead_passages, statement_shares
from analytics.schema import TABLES
from analytics.study.codebook import Commitment


def read(*passages: tuple[str, str, int]) -> ReadText:
    """Make a text from (words, kind, paragraph), one line a passage."""
    text, made, tokens = "", [], []
    for number, (words, kind, paragraph) in enumerate(passages, start=1):
        start = len(text)
        text += words + "\n"
        made.append(Passage(f"p{number:03d}", start, start + len(words), words, kind, paragraph))  # type: ignore[arg-type]
        tokens.append(tuple(Token(word, 0, 0, word, is_stop=False) for word in words.split()))
    nothing = EncodedText(np.zeros(2, np.float32), np.zeros((0, 2), np.float32), ())
    return ReadText(text, "en", tuple(made), tuple(tokens), (nothing,) * len(made))


def commitment(item: str, theme: str) -> Commitment:
    """Make a commitment of which only the id and the theme matter."""
    return Commitment(item, 1, theme, "fact", 0, item, item, 0, len(item))


COMMITMENTS = (commitment("1a", "Trade"), commitment("1b", "Trade"), commitment("2a", "Peace"))
WORDS = {"1a": 6, "1b": 2, "2a": 8}
LEAD = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
ARTICLE = read(
    ("big news today now", "heading", 1),
    (LEAD, "sentence", 2),
    ("four words stand here", "sentence", 3),
    ("another eight words stand in the last one", "sentence", 3),
)
THEMES = pd.DataFrame(
    {"source": "a", "passage_id": ["p001", "p002", "p003", "p004"], "theme": ["Trade", "Trade", "Other", "Peace"]},
)
EVIDENCE = pd.DataFrame(
    [("a", "1a", "p002", 0.9), ("a", "1b", "p002", 0.8), ("a", "2a", "p002", 0.7), ("a", "2a", "p004", 0.6)],
    columns=["source", "commitment", "passage_id", "score"],
)


def table(level: float = 0.95, themes: pd.DataFrame = THEMES, evidence: pd.DataFrame = EVIDENCE, text: ReadText = ARTICLE) -> Any:
    """Measure the article, keyed by level and item."""
    return emphasis_table({"a": text}, {"a": "A"}, themes, evidence, COMMITMENTS, WORDS, level=level).set_index(["level", "item"])


def test_statement_shares_by_hand() -> None:
    """16 quoted words: 8 on trade, 8 on peace."""
    assert statement_shares(COMMITMENTS, WORDS) == ({"Trade": 0.5, "Peace": 0.5}, {"1a": 6 / 16, "1b": 2 / 16, "2a": 0.5})


def test_shares_of_words_per_theme() -> None:
    """32 words: 4 + 16 on trade, 8 on peace, 4 on neither."""
    rows = table()
    assert list(rows.loc["theme"]["words"]) == [20, 8, 4]
    assert list(rows.loc["theme"]["share"]) == [20 / 32, 0.25, 0.125]


def test_log2_ratio_by_hand() -> None:
    """Peace has a quarter of the article against half of the statement: one halving."""
    assert table().loc[("theme", "Peace"), "log2_ratio"] == pytest.approx(-1.0)


def test_words_of_shared_evidence_are_divided() -> None:
    """16 words among three commitments: 5 each, the one left over to the best match; 2a has its own 8 words besides."""
    assert list(table().loc["commitment"]["words"]) == [6, 5, 13]


def test_no_share_has_no_ratio() -> None:
    """A commitment without evidence has share 0, prominence 0, and neither ratio nor position."""
    row = table(evidence=EVIDENCE[EVIDENCE["commitment"] != "2a"]).loc[("commitment", "2a")]
    assert (row["share"], row["prominence"]) == (0.0, 0)
    assert all(math.isnan(row[name]) for name in ("log2_ratio", "log2_low", "log2_high", "first_position"))


def test_other_has_a_share_but_no_ratio() -> None:
    """The statement spends nothing on Other, so there is nothing to compare with."""
    row = table().loc[("theme", "Other")]
    assert row["statement_share"] == 0.0
    assert math.isnan(row["log2_ratio"])


def test_prominence_and_first_position() -> None:
    """Trade is in the headline; peace stands in the last of the paragraphs, at its first character."""
    rows = table()
    assert rows.loc[("theme", "Trade"), "prominence"] == 2
    assert rows.loc[("theme", "Trade"), "first_position"] == 0.0
    assert rows.loc[("theme", "Peace"), "prominence"] == 1
    assert rows.loc[("theme", "Peace"), "first_position"] == ARTICLE.passages[3].start / len(ARTICLE.text)


def test_interval_uses_the_effective_number_of_passages() -> None:
    """Four passages of 4, 16, 4 and 8 words: 32^2 / (16 + 256 + 16 + 64) = 2.909 effective ones, so peace lies in Wilson(0.25, 2.909)."""
    low, high = wilson_interval(0.25, 1024 / 352, level=0.95)
    row = table().loc[("theme", "Peace")]
    assert row["log2_low"] == pytest.approx(math.log2(low / 0.5))
    assert row["log2_high"] == pytest.approx(math.log2(high / 0.5))
    assert row["log2_low"] < row["log2_ratio"] < row["log2_high"]


def test_a_byline_is_not_the_whole_lead() -> None:
    """A first paragraph of three words is followed by the next one; the paragraph after a long one is not lead."""
    text = read(("big news", "heading", 1), ("By Ann Onymous", "sentence", 2), (LEAD, "sentence", 3), ("the rest", "sentence", 4))
    assert lead_passages(text) == {"p001", "p002", "p003"}


def test_a_text_in_one_paragraph_is_not_all_lead() -> None:
    """Of twenty sentences of ten words in one paragraph only those that start within 120 words are lead."""
    text = read(*[("a b c d e f g h i j", "sentence", 1)] * 20)
    assert len(lead_passages(text)) == 12


def test_source_without_words_is_undefined() -> None:
    """No words, no share."""
    row = table(themes=THEMES.iloc[:0], evidence=EVIDENCE.iloc[:0], text=read()).loc[("theme", "Peace")]
    assert row["total_words"] == 0
    assert math.isnan(row["share"])


def test_columns_are_those_of_the_schema() -> None:
    """Also where there is no source at all."""
    empty = emphasis_table({}, {}, THEMES, EVIDENCE, COMMITMENTS, WORDS, level=0.9)
    assert list(empty.columns) == TABLES["emphasis"].names


def test_foreign_passages_are_refused() -> None:
    """Evidence from another reading of the text would count the wrong words."""
    with pytest.raises(SchemaError, match="p999"):
        table(evidence=EVIDENCE.assign(passage_id="p999"))


def test_a_commitment_without_words_is_refused() -> None:
    """The statement's share would be wrong."""
    with pytest.raises(SchemaError, match="2a"):
        statement_shares(COMMITMENTS, {"1a": 6, "1b": 2})


def test_a_level_out_of_range_is_refused() -> None:
    """An interval of 100 % would be everything."""
    with pytest.raises(SettingsError, match=r"0\.95"):
        table(level=1.0)
