"""Themes of the shipped schemes."""

from __future__ import annotations

import pytest

from analytics.errors import SettingsError
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
