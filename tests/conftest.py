"""What every test needs: a place for reviews that is not the user's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# for a night: python -m pytest tests/property/test_readers.py --hypothesis-profile long
settings.register_profile("long", max_examples=50_000)


@pytest.fixture(scope="session", autouse=True)
def _no_reviews_of_the_user(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep what fixtures of a whole module review, before a test has a folder of its own, out of the user's database."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LEFTOUT_REVIEWS", str(tmp_path_factory.mktemp("reviews") / "reviews.sqlite"))
        yield


@pytest.fixture(autouse=True)
def reviews_file(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Keep reviews in a folder of the test's own, and return the file."""
    file = tmp_path_factory.mktemp("reviews") / "reviews.sqlite"
    monkeypatch.setenv("LEFTOUT_REVIEWS", str(file))
    return file
