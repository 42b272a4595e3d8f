"""Pages of a study with more outlets than a chart draws."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.large_study import generated_study

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from streamlit.testing.v1 import AppTest


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a study of fourteen outlets."""
    return generated_study(tmp_path_factory.mktemp("many") / "study", n_commitments=4, n_sources=14)


@pytest.mark.parametrize("page", ["overview", "themes", "emphasis"])
def test_charts_say_that_they_draw_the_first_outlets(open_page: Callable[..., AppTest], many: Path, page: str) -> None:
    """Twelve of the fourteen are drawn, and the page says so."""
    at = open_page(page, many)
    assert not at.exception
    assert "first 12 of 14 outlets" in " ".join(str(element.proto) for element in at.main)
