"""A hostile study, analysed once for all tests of exports."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests import hostile_study

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from analytics.pipeline import Analysis


@pytest.fixture(scope="session", autouse=True)
def _shared_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep vectors of texts, so that what is analysed again takes no time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LEFTOUT_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Analysis:
    """Analyse the hostile study."""
    return hostile_study.hostile_analysis(tmp_path_factory.mktemp("hostile"))


@pytest.fixture(scope="session")
def reviews(hostile: Analysis) -> pd.DataFrame:
    """Give what two reviewers said of it."""
    return hostile_study.reviews(hostile)
