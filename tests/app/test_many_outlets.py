"""Pages of a study with more outlets than a chart draws."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

from analytics.dashboard import drawn_outlets
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


def test_the_matrix_of_very_many_cells_shows_the_first_outlets(
    open_page: Callable[..., AppTest], many: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With room for 24 cells six of the fourteen outlets are in sight; a chosen one comes along; the title still counts all 56 cells."""
    monkeypatch.setattr(drawn_outlets, "MOST_CELLS", 24)
    page = open_page("coverage", many)
    told = " ".join(str(element.proto) for element in page.main)
    assert not page.exception
    assert "first 6 of 14 outlets" in told
    assert "of 56 cells" in told
    rows = pd.DataFrame({"source": [f"s{n}" for n in range(9) for _ in range(4)], "commitment": list("abcd") * 9})
    monkeypatch.setattr(drawn_outlets.components, "note", lambda _: None)
    assert drawn_outlets.rows_in_sight(rows, "s8")["source"].unique().tolist() == ["s0", "s1", "s2", "s3", "s4", "s5", "s8"]
    assert len(drawn_outlets.rows_in_sight(rows[rows["source"] < "s5"], None)) == 20
