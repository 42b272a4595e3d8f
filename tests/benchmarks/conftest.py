"""Benchmarks are run on request: ``python -m pytest tests/benchmarks --benchmark-only``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from analytics.language.encoder_pair import EncoderPair, shipped_pair
from analytics.study import Study, load_study
from analytics.study.shipped import shipped_study

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def study() -> Study:
    """Load the shipped study: 62 commitments, four articles of 327 to 739 words."""
    return load_study(shipped_study())


@pytest.fixture(scope="session")
def encoder() -> EncoderPair:
    """Load both encoders once, on one core."""
    loaded = shipped_pair(threads=1)
    loaded.encode(["warm up"])
    return loaded


@pytest.fixture
def fresh_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the command a cache folder of its own, empty at first."""
    folder = tmp_path / "cache"
    monkeypatch.setenv("LEFTOUT_CACHE", str(folder))
    return folder
