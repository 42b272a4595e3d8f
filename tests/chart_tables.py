"""Small tables that charts are drawn from in tests, and one of the real size."""

from __future__ import annotations

import csv
from pathlib import Path

import pandas as pd

OUTLETS = {"a": "Morning Post", "b": "Evening News"}
"""Id to outlet of the two sources."""

_SEEDS = Path(__file__).parent.parent / "seeds"


def coverage() -> pd.DataFrame:
    """Three commitments in two themes; ``2a`` is left out by both sources, ``1b`` of source b is a close call."""
    rows = [
        ("a", "Morning Post", "1a", 1, "Trade", "decision", "covered", 0.92, 0.97),
        ("a", "Morning Post", "1b", 1, "Space", "commitment", "partial", 0.20, 0.80),
        ("a", "Morning Post", "2a", 2, "Trade", "intention", "omitted", 0.03, 0.10),
        ("b", "Evening News", "1a", 1, "Trade", "decision", "omitted", 0.02, 0.05),
        ("b", "Evening News", "1b", 1, "Space", "commitment", "omitted", 0.15, 0.45),
        ("b", "Evening News", "2a", 2, "Trade", "intention", "omitted", 0.01, 0.04),
    ]
    columns = ["source", "outlet", "commitment", "paragraph", "theme", "act", "verdict", "p_covered", "p_mentioned"]
    return pd.DataFrame(rows, columns=columns).astype({"paragraph": "Int64"})


def commitments() -> pd.DataFrame:
    """Describe the same three: strength and label."""
    rows = [("1a", "decision", 4, "Tariffs fall"), ("1b", "commitment", 4, "Joint probe"), ("2a", "intention", 2, "More talks")]
    return pd.DataFrame(rows, columns=["commitment", "act", "strength", "label"]).astype({"strength": "Int64"})


def labels() -> dict[str, str]:
    """Id of a commitment to its label."""
    return dict(commitments()[["commitment", "label"]].itertuples(index=False, name=None))


def rates() -> pd.DataFrame:
    """Rates of source a; source b has no commitments and so no rates. One row per theme must be passed over."""
    nothing = float("nan")
    rows = [
        ("a", "Morning Post", "all", "all", 3, 0.5, 0.3, 0.7, 0.25, 0.25),
        ("a", "Morning Post", "theme", "Trade", 2, 0.9, 0.8, 1.0, 0.05, 0.05),
        ("b", "Evening News", "all", "all", 0, nothing, nothing, nothing, nothing, nothing),
    ]
    columns = ["source", "outlet", "dimension", "group", "n", "coverage_rate", "coverage_low", "coverage_high"]
    return pd.DataFrame(rows, columns=[*columns, "partial_rate", "omission_rate"]).astype({"n": "Int64"})


def emphasis() -> pd.DataFrame:
    """Two themes: source a gives Trade twice the statement's share, source b does not tell Space."""
    nothing = float("nan")
    rows = [
        ("a", "Morning Post", "theme", "Trade", 80, 100, 0.8, 0.4, 1.0, 0.6, 1.4, 2.0, 0.0),
        ("a", "Morning Post", "theme", "Space", 20, 100, 0.2, 0.4, -1.0, -2.2, 0.1, 1.0, 0.7),
        ("b", "Evening News", "theme", "Trade", 20, 50, 0.4, 0.4, 0.0, -0.5, 0.5, 1.0, 0.5),
        ("b", "Evening News", "theme", "Space", 0, 50, 0.0, 0.4, nothing, nothing, nothing, 0.0, nothing),
        ("a", "Morning Post", "commitment", "1a", 80, 100, 0.8, 0.4, 1.0, 0.6, 1.4, 2.0, 0.0),
    ]
    columns = ["source", "outlet", "level", "item", "words", "total_words", "share", "statement_share"]
    return pd.DataFrame(rows, columns=[*columns, "log2_ratio", "log2_low", "log2_high", "prominence", "first_position"])


def omissions() -> pd.DataFrame:
    """Six cells: three told, three omitted with a chance, of which b's 1a surprises most; b's 1b is omitted without one."""
    nothing = float("nan")
    rows = [
        ("a", "Morning Post", "1a", "covered", 0.03, 0.40, 0.02, 1, 0),
        ("a", "Morning Post", "1b", "partial", 0.20, 0.35, 0.12, 1, 0),
        ("a", "Morning Post", "2a", "omitted", 0.90, 0.30, 0.46, 1, 0),
        ("b", "Evening News", "1a", "omitted", 0.95, 0.85, 2.60, 1, 1),
        ("b", "Evening News", "1b", "omitted", 0.55, nothing, nothing, 1, 1),
        ("b", "Evening News", "2a", "omitted", 0.96, 0.20, 0.31, 1, 0),
    ]
    columns = ["source", "outlet", "commitment", "verdict", "p_omitted", "expected", "surprise", "n_others", "n_others_telling"]
    return pd.DataFrame(rows, columns=columns).astype({"n_others": "Int64", "n_others_telling": "Int64"})


def similarity() -> pd.DataFrame:
    """Source a takes 30 of its 100 words from the statement; source b is in another language."""
    nothing = float("nan")
    rows = [
        ("a", "statement", "", 30, 100, 0.3),
        ("a", "source", "b", None, 100, nothing),
        ("b", "statement", "", None, 50, nothing),
        ("b", "source", "a", None, 50, nothing),
    ]
    frame = pd.DataFrame(rows, columns=["source", "kind", "other", "words", "total_words", "share"])
    return frame.astype({"words": "Int64", "total_words": "Int64"})


def themes() -> pd.DataFrame:
    """Source a: 100 letters of which the first 40 are Trade; source b: 50 letters, the last 25 are Trade."""
    rows = [
        ("a", "p001", 0, 40, "Tariffs will fall.", "Trade"),
        ("a", "p002", 41, 100, "Weather was fine.", "Other"),
        ("b", "p001", 0, 24, "Weather was fine.", "Other"),
        ("b", "p002", 25, 50, "Tariffs will fall.", "Trade"),
    ]
    return pd.DataFrame(rows, columns=["source", "passage_id", "start", "end", "text", "theme"])


def keywords() -> pd.DataFrame:
    """Two keyphrases of source a, one of source b."""
    rows = [("a", 1, "tariffs", 0.01, 4), ("a", 2, "joint probe", 0.02, 1), ("b", 1, "talks", 0.03, 2)]
    return pd.DataFrame(rows, columns=["source", "rank", "keyphrase", "yake_score", "count"])


def keyness() -> pd.DataFrame:
    """Terms of source a: two said more, one less, one without a z."""
    rows = [
        ("a", "probe", 1.0, 2.5, 4, 0),
        ("a", "tariffs", 0.4, 0.8, 3, 2),
        ("a", "talks", -0.9, -2.1, 0, 5),
        ("a", "rare", float("nan"), float("nan"), 0, 0),
    ]
    return pd.DataFrame(rows, columns=["source", "term", "log_odds", "z", "count", "count_others"])


def shipped_coverage() -> pd.DataFrame:
    """All commitments of the shipped codebook against its two coded sources, verdicts from the coding, omitted where it has none."""
    with (_SEEDS / "coding.csv").open(encoding="utf-8", newline="") as file:
        coded = {(row["source"], row["commitment"]): row["verdict"] for row in csv.DictReader(file)}
    codebook = pd.read_csv(_SEEDS / "codebook.csv").rename(columns={"id": "commitment"})
    chances = {"covered": (0.9, 0.95), "partial": (0.2, 0.8), "omitted": (0.05, 0.1)}
    parts = []
    for source in dict.fromkeys(source for source, _ in coded):
        verdicts = [coded.get((source, commitment), "omitted") for commitment in codebook["commitment"]]
        parts.append(
            codebook[["commitment", "paragraph", "theme", "act", "label"]].assign(
                source=source,
                outlet=source,
                verdict=verdicts,
                p_covered=[chances[verdict][0] for verdict in verdicts],
                p_mentioned=[chances[verdict][1] for verdict in verdicts],
            )
        )
    return pd.concat(parts, ignore_index=True)


def text_rates() -> pd.DataFrame:
    """One text with a rate, one without words."""
    return pd.DataFrame({"source": ["a", "b"], "value": [2.5, float("nan")], "of": ["5 of 2,000 words", "undefined: no words"]})
