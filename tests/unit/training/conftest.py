"""Coded texts that are small enough to reason about."""

from __future__ import annotations

import pytest

from analytics.language.encoder_pair import shipped_pair
from analytics.training.datasets import load_units

UNITS = """\
{"dataset": "tiny", "group": "%s", "text_id": "t%s", "passages": ["They will build a bridge [12].", "Ships may enter.", "It rained."], \
"units": [{"unit": "A bridge will be built.", "level": 2, "evidence": 0}, {"unit": "Ships are let in.", "level": 1, "evidence": 1}, \
{"unit": "Rice is taxed.", "level": 0, "evidence": null}]}
"""


@pytest.fixture(scope="package")
def encoder():
    """Give the real encoders once: loading takes a second."""
    return shipped_pair(threads=1)


@pytest.fixture(scope="package")
def tiny(tmp_path_factory, encoder):
    """Four groups of one text with three units each."""
    path = tmp_path_factory.mktemp("units") / "units.jsonl"
    path.write_text("".join(UNITS % (group, group) for group in "abcd"), encoding="utf-8")
    return list(load_units(path, encoder))
