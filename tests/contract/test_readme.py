"""What the README promises."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

from click.testing import CliRunner

from analytics.cli import main
from analytics.study.entries import read_manifest

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def _blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


def test_python_example_runs(tmp_path):
    """The example runs as it stands, in an empty folder, and prints what it finds."""
    (example,) = _blocks("python")
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "LEFTOUT_CACHE": str(tmp_path / "cache")}
    found = subprocess.run(  # noqa: S603  our own README
        [sys.executable, "-W", "error", "-c", example], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert (found.returncode, found.stderr) == (0, "")
    assert {"Decode39", "keyphrase", "commitment"} <= set(found.stdout.split())


def test_manifest_example_is_valid():
    """Every key that the README shows is one that a manifest may have."""
    (example,) = _blocks("toml")
    manifest = read_manifest(example, "README.md")
    assert (manifest.faults, manifest.sources[0].outlet) == ((), "The Courier")


def test_commands_are_those_of_the_program():
    """The table names exactly the commands that there are, and every option it names exists."""
    assert set(re.findall(r"^\| `leftout (\w+)", README, re.MULTILINE)) == set(main.commands)
    options = {option for command in main.commands.values() for parameter in command.params for option in parameter.opts}
    section = README.partition("## The command")[2].partition("\n## ")[0]
    assert set(re.findall(r"--[a-z][a-z-]*", section)) <= options


def test_commands_do_what_is_said(tmp_path, monkeypatch):
    """The shipped study checks and is analysed."""
    monkeypatch.setenv("LEFTOUT_CACHE", str(tmp_path / "cache"))
    assert CliRunner().invoke(main, ["check", str(ROOT / "seeds")]).exit_code == 0
    assert CliRunner().invoke(main, ["analyze", str(ROOT / "seeds"), "--out", str(tmp_path / "out")]).exit_code == 0


def test_start_and_test_lines_need_only_files_that_are_there():
    """Both lines begin with a venv of the standard library and install from pinned files of the clone."""
    start, test = (block.strip() for block in _blocks("sh"))
    for line, requirements, last in (
        (start, "requirements.txt", ".venv/bin/leftout dashboard"),
        (test, "requirements-dev.txt", ".venv/bin/pytest -q -n 2"),
    ):
        steps = line.split(" && ")
        assert (steps[0], steps[-1]) == ("python3 -m venv .venv", last)
        assert f"-r {requirements}" in steps[1]
        assert (ROOT / requirements).is_file()


def test_continuous_integration_runs_the_line_of_the_readme():
    """The expression with which the checks find the line finds exactly the second one."""
    pattern = re.search(r"sed -n 's/(.*)/\\1/p' README.md", (ROOT / ".ci" / "run").read_text(encoding="utf-8"))
    found = re.findall(pattern[1].replace(r"\(", "(").replace(r"\)", ")"), README, re.MULTILINE)
    assert found == [_blocks("sh")[1].strip()]


def test_places_named_exist():
    """Every path in the table of where things go is in the tree."""
    section = README.partition("## Where things are")[2].partition("\n## ")[0]
    named = re.findall(r"`((?:analytics|docs|tests|\.ci)/[\w./-]*)`", section)
    assert named
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_python_versions_agree():
    """The README asks for the Python that the package asks for."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["requires-python"] == ">=3.11"
    assert "Python 3.11 or later" in README
