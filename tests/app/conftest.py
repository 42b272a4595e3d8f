"""States of the world for the pages: the shipped study, a study of one source, a broken one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from streamlit.testing.v1 import AppTest

from analytics.study.shipped import shipped_study

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[2]

MANIFEST = """
title = "Lakes pact"
language = "en"

[statement]
file = "statement.txt"
codebook = "codebook.csv"

[[sources]]
id = "gazette"
outlet = "The <b>Gazette</b> $5 to $10"
file = "gazette.txt"
language = "en"
"""
STATEMENT = "1. The mayors agreed to plant 4,000 trees by 2030.\n2. They welcomed the return of the ferry.\n"
CODEBOOK = (
    "id,paragraph,theme,act,label,quote\n"
    '1a,1,Nature,commitment,Plant 4000 trees,"agreed to plant 4,000 trees by 2030"\n'
    "2a,2,Transport,recognition,Ferry returns,welcomed the return of the ferry\n"
)
ARTICLE = (
    "The mayors agreed on Monday to plant 4,000 trees <img src=x onerror=alert(1)> by 2030. "
    "<img src=x onerror=alert(2)> A baker sold rolls for $5 and then for $10.\n"
)


@pytest.fixture
def one_source(tmp_path: Path) -> Path:
    """Write a study of two commitments and one source, with markup and dollar signs in its texts."""
    for name, text in {"study.toml": MANIFEST, "statement.txt": STATEMENT, "codebook.csv": CODEBOOK, "gazette.txt": ARTICLE}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def broken(one_source: Path) -> Path:
    """Write the same study with a misspelt key and without its only article."""
    (one_source / "gazette.txt").unlink()
    (one_source / "study.toml").write_text(MANIFEST.replace("language", "langage", 1), encoding="utf-8")
    return one_source


@pytest.fixture
def open_page(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., AppTest]:
    """Open a page of the dashboard on a study, with what stands in the address."""
    monkeypatch.setenv("LEFTOUT_STUDIES", str(tmp_path_factory.mktemp("studies") / "saved"))

    def opened(page: str, folder: Path | None = None, **address: str) -> AppTest:
        monkeypatch.setenv("LEFTOUT_STUDY", str(folder or shipped_study()))
        at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
        for key, value in address.items():
            at.query_params[key] = value
        at.run()
        if page != "overview":
            at.switch_page(str(ROOT / "analytics" / "dashboard" / "views" / f"{page}.py"))
            for key, value in address.items():
                at.query_params[key] = value
            at.run()
        return at

    return opened
