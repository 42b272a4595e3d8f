"""Fitting and figures for themes, additions and discrepancies, on codings small enough to check by hand."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest
from click.testing import CliRunner

from analytics.language.encoder import EncodedText
from analytics.language.passages import Passage
from analytics.language.reading import ReadText
from analytics.measures.additions import load_addition_model
from analytics.measures.additions.features import FEATURES as ADDITION_FEATURES
from analytics.measures.discrepancies import load_fact_model
from analytics.measures.themes import load_theme_model
from analytics.measures.themes.features import FEATURES, OTHER_FEATURES, ThemeFeatures
from analytics.training import addition_evaluation, discrepancy_evaluation, theme_evaluation
from analytics.training.addition_evaluation import addition_figures
from analytics.training.addition_fitting import AdditionText, addition_model_to_json, fit_addition_model
from analytics.training.coded_studies import coded_passages
from analytics.training.theme_evaluation import judged_passages, theme_figures
from analytics.training.theme_fitting import UNKNOWN, ThemeText, fit_theme_model, theme_model_to_json

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "They met. They talked for long."
NOTHING = EncodedText(np.zeros(2, np.float32), np.zeros((0, 2), np.float32), ())
READ = ReadText(
    TEXT,
    "en",
    (Passage("p001", 0, 9, "They met.", "sentence", 1), Passage("p002", 10, 31, TEXT[10:], "sentence", 1)),
    ((), ()),
    (NOTHING, NOTHING),
)


@pytest.mark.parametrize(
    ("quote", "expected"),
    [("They met.", [0]), ("talked for", [1]), (TEXT, [0, 1]), ("met. They talked for long", [1]), ("no", []), ("", [])],
)
def test_quotes_find_their_passages(quote: str, expected: list[int]) -> None:
    """A passage counts where at least half of it or of the quote is shared."""
    assert coded_passages(READ, quote) == expected


def theme_text(case: str, seed: int) -> ThemeText:
    """Make a source of 40 passages whose theme is the one with the higher first feature, the last five uncoded."""
    generator = np.random.default_rng(seed)
    features = np.zeros((40, 2, len(FEATURES)))
    features[:, :, 0] = generator.normal(size=(40, 2))
    labels = features[:, :, 0].argmax(axis=1)
    labels[-5:] = UNKNOWN
    other = np.zeros((40, len(OTHER_FEATURES)))
    other[:, 0] = 1.0
    return ThemeText(
        case, "a", "en", ("Sea", "Trade", "Other"), ThemeFeatures(features, other, np.zeros(39, bool)), labels, np.full(40, UNKNOWN)
    )


def test_theme_weights_find_what_decides() -> None:
    """The first feature decides, the others are silent: its weight is large, theirs stay at 0; the fit survives a round trip as JSON."""
    model = fit_theme_model([theme_text("one", 1), theme_text("two", 2)], {"cases": ["one", "two"]})
    assert model.weights[FEATURES[0]] > 2
    assert all(model.weights[name] == 0 for name in FEATURES[1:])
    assert load_theme_model(json.dumps(theme_model_to_json(model))) == model


def test_theme_figures_of_a_separable_case() -> None:
    """Weights learned on one case are right on another that follows the same rule; uncoded passages do not count."""
    figures = theme_figures(judged_passages([theme_text("two", 2)], fit_theme_model([theme_text("one", 1)], {})))
    assert figures["n"] == 35
    assert figures["first"] > 0.9
    assert math.isnan(figures["f1_other"])


def test_theme_figures_by_hand() -> None:
    """Four passages: two right at first, one at second; Other coded twice, called twice, once both: F1 = 2 * 1 / 4."""
    judged = pd.DataFrame(
        [("Sea", "Sea", "Other", 0.9), ("Other", "Other", "Sea", 0.5), ("Other", "Sea", "Other", 0.4), ("Sea", "Other", "Trade", 0.6)],
        columns=["coded", "first", "second", "p_first"],
    )
    assert theme_figures(judged) == {"n": 4, "first": 0.5, "first_or_second": 0.75, "f1_other": 0.5, "n_other": 2, "confidence": 0.6}


def test_addition_figures_by_hand() -> None:
    """Two coded, two shown, one of them right; one of three pairs of (addition, other) is in the wrong order among four."""
    judged = pd.DataFrame(
        [("colour", 0.9, "colour"), ("context", 0.3, "colour"), ("", 0.6, "colour"), ("", 0.1, "context")],
        columns=["coded", "p_addition", "kind"],
    )
    figures = addition_figures(judged)
    assert (figures["precision"], figures["recall"], figures["right_kind"], figures["auc"]) == (0.5, 0.5, 0.5, 0.75)


def test_addition_weights_find_what_decides() -> None:
    """The feature that is high in every addition gets a positive weight; the round trip as JSON gives the same probabilities."""
    generator = np.random.default_rng(3)
    features = generator.normal(size=(60, len(ADDITION_FEATURES)))
    kinds = tuple("" if row[0] < 0 else "colour" if row[1] < 0 else "context" for row in features)
    model = fit_addition_model([AdditionText("one", "a", "en", features, generator.normal(size=(60, 4)), kinds)], {})
    again = load_addition_model(json.dumps(addition_model_to_json(model)))
    assert model.weights[ADDITION_FEATURES[0]] > 1
    assert again.probabilities(features) == pytest.approx(model.probabilities(features))


STATEMENT = "1. The ministers met in Lisbury on 4 May 2031.\n2. They agreed to build 34 harbours by 2040 with 320 million euros.\n"
CODEBOOK = (
    "id,paragraph,theme,act,label,quote\n1a,1,Talks,fact,Meeting,The ministers met in Lisbury on 4 May 2031\n"
    "2a,2,Harbours,decision,Harbours,build 34 harbours by 2040 with 320 million euros\n"
)
ARTICLE = (
    "The ministers met in Lisbury on 3 May 2031.\n\nThey will build 34 harbours by 2040 with 320 million euros.\n\nRain fell on the cat.\n"
)


def write_case(folder: Path) -> None:
    """Write a coded study of one article."""
    folder.mkdir(parents=True)
    (folder / "study.toml").write_text(
        'title = "T"\nlanguage = "en"\n'
        '[statement]\nfile = "s.txt"\ncodebook = "c.csv"\n[[sources]]\nid = "a"\noutlet = "A"\nfile = "a.txt"\nlanguage = "en"\n',
        encoding="utf-8",
    )
    (folder / "s.txt").write_text(STATEMENT, encoding="utf-8")
    (folder / "c.csv").write_text(CODEBOOK, encoding="utf-8")
    (folder / "a.txt").write_text(ARTICLE, encoding="utf-8")
    (folder / "theme_coding.csv").write_text(
        "source,theme,second_theme,passage\na,Talks,,The ministers met in Lisbury on 3 May 2031.\n"
        "a,Harbours,,They will build 34 harbours by 2040 with 320 million euros.\na,Other,,Rain fell on the cat.\n",
        encoding="utf-8",
    )
    (folder / "additions_coding.csv").write_text(
        "source,kind,passage\na,colour,Rain fell on the cat.\na,context,They will build 34 harbours by 2040 with 320 million euros.\n",
        encoding="utf-8",
    )
    (folder / "discrepancy_coding.csv").write_text(
        "source,kind,passage,statement_says\na,date,on 3 May 2031,4 May 2031\n", encoding="utf-8"
    )


@pytest.fixture
def cases(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two coded studies of the same article, vectors kept apart."""
    monkeypatch.setenv("LEFTOUT_CACHE", str(tmp_path / "cache"))
    for name in ("one", "two"):
        write_case(tmp_path / "cases" / name)
    return tmp_path / "cases"


def test_theme_command_trains_and_measures(cases: Path, tmp_path: Path) -> None:
    """Three coded passages a case; the weights it writes can be loaded."""
    arguments = ["--cases", str(cases), "--study", str(cases / "one"), "--out", str(tmp_path / "w.json")]
    result = CliRunner().invoke(theme_evaluation.main, arguments, catch_exceptions=False)
    assert result.exit_code == 0
    assert "left out" in result.output
    assert load_theme_model((tmp_path / "w.json").read_text(encoding="utf-8")).provenance["cases"] == ["one", "two"]


def test_addition_command_trains_and_measures(cases: Path, tmp_path: Path) -> None:
    """The weights it writes can be loaded."""
    arguments = ["--cases", str(cases), "--study", str(cases / "one"), "--out", str(tmp_path / "w.json")]
    result = CliRunner().invoke(addition_evaluation.main, arguments, catch_exceptions=False)
    assert result.exit_code == 0
    assert set(load_addition_model((tmp_path / "w.json").read_text(encoding="utf-8")).kinds) == {"colour", "context"}


def test_discrepancy_command_trains_and_measures(cases: Path, tmp_path: Path) -> None:
    """The weights it writes can be loaded, and the coded date is counted."""
    arguments = ["--cases", str(cases), "--study", str(cases / "one"), "--out", str(tmp_path / "w.json")]
    result = CliRunner().invoke(discrepancy_evaluation.main, arguments, catch_exceptions=False)
    assert result.exit_code == 0
    assert "coded 1" in result.output
    assert load_fact_model((tmp_path / "w.json").read_text(encoding="utf-8")).provenance["pairs"] > 0
