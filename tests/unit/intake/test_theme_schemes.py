"""Themes of the shipped schemes."""

from __future__ import annotations

import pytest

from analytics.errors import SettingsError
from analytics.intake.__main__ import main
from analytics.intake.theme_schemes import assign_scheme
from analytics.study import load_study
from analytics.study.schemes import SCHEMES, read_scheme
from analytics.study.shipped import shipped_study


def test_schemes_have_their_number_of_themes():
    """Twelve themes of general policy, and the shipped study's eleven by their names."""
    assert len(read_scheme("policy").themes) == 12
    names = {name for name, _ in read_scheme("study").themes}
    assert names == {unit.theme for unit in load_study(shipped_study()).commitments}
    for scheme in SCHEMES:
        assert all(descriptions for _, descriptions in read_scheme(scheme).themes)


def test_unknown_scheme_is_refused():
    """A name that is none of them is told with those that are."""
    with pytest.raises(SettingsError, match="expected one of policy, study"):
        read_scheme("mine")


def test_most_commitments_get_the_theme_that_people_gave():
    """On the shipped study at least 80 % of the themes are those of its codebook; ids and order stay."""
    commitments = load_study(shipped_study()).commitments
    assigned = assign_scheme(commitments, "study")
    assert [unit.id for unit in assigned] == [unit.id for unit in commitments]
    right = sum(given.theme == told.theme for given, told in zip(commitments, assigned, strict=True))
    assert right >= 0.8 * len(commitments)


def test_schemes_work_across_languages():
    """A commitment in Japanese gets the theme that it would get in English."""
    from dataclasses import replace

    first = load_study(shipped_study()).commitments[0]
    texts = [
        "再生可能エネルギーと電力の供給で協力する。",
        "Migliorare gli ospedali e le cure mediche.",
        "Bekämpfung des Klimawandels und der Emissionen.",
    ]
    units = [replace(first, quote=text, label=text) for text in texts]
    assert [unit.theme for unit in assign_scheme(units, "policy")] == ["Energy", "Health", "Environment & climate"]


CODING = "statement,commitment,paragraph,theme,second_theme,label,quote\n{}"
ROWS = (
    "pact,1a,1,Energy,,Power lines,build two power lines to the coast\n"
    "pact,2a,2,Health,Energy,Solar power,supply every town with solar power\n"
    "pact,3a,3,Education & culture,,Vaccines,give vaccines to all hospitals\n"
)


def test_a_coding_measures_a_scheme(tmp_path, capsys):
    """Of three themes, all plain to see, the first is the person's, the second their second, the third neither."""
    (tmp_path / "coding.csv").write_text(CODING.format(ROWS), encoding="utf-8")
    assert main(["policy", str(tmp_path / "coding.csv")]) == 0
    told = capsys.readouterr().out
    assert "3 commitments: the person's theme 0.333, that or the second 0.667" in told
    assert "Energy: 1 of 1 right; given to 2" in told


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [([], 2, "Name a scheme"), (["policy", "nowhere.csv"], 1, "cannot be read"), (["mine", "it.csv"], 1, "expected one of")],
)
def test_a_measurement_that_cannot_be_made_says_why(arguments, code, said, tmp_path, capsys, monkeypatch):
    """Wrong usage, a file that is not there, and a scheme that nobody knows."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "it.csv").write_text(CODING.format(ROWS), encoding="utf-8")
    assert main(arguments) == code
    assert said in capsys.readouterr().err


def test_commitments_of_a_paragraph_speak_for_one_another():
    """A sentence that could be about anything goes with the hospitals beside it."""
    from dataclasses import replace

    first = load_study(shipped_study()).commitments[0]
    texts = ["build hospitals and train doctors", "give medicines to every hospital", "meet again next year"]
    together = [replace(first, quote=text, label=text, paragraph=1) for text in texts]
    apart = [replace(unit, paragraph=number) for number, unit in enumerate(together)]
    assert [unit.theme for unit in assign_scheme(together, "policy")] == ["Health"] * 3
    assert assign_scheme(apart, "policy")[2].theme != "Health"
