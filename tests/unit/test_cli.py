"""The command ``leftout``."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

import analytics.dashboard.launcher
from analytics.cli import main
from analytics.schema import TABLES
from tests.studies import CODEBOOK, MANIFEST, write_study


@pytest.fixture
def study(tmp_path):
    """Write the small study."""
    (tmp_path / "study").mkdir()
    return write_study(tmp_path / "study")


@pytest.fixture(autouse=True)
def _own_cache(tmp_path, monkeypatch):
    monkeypatch.setenv("LEFTOUT_CACHE", str(tmp_path / "cache"))


def _run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def test_sound_study_checks_with_zero(study):
    """A sound study says so on stdout."""
    found = _run("check", study)
    assert (found.exit_code, found.stderr) == (0, "")
    assert "no fault found" in found.stdout
    assert _run("check", study, "--quiet").output == ""


def test_check_tells_all_faults_on_stderr(study):
    """Two faults are two lines with file and row; the exit code is 1."""
    (study / "b.txt").write_bytes(b"")
    (study / "codebook.csv").write_text(CODEBOOK + "x,1,t,fact,l,no such words\n", encoding="utf-8")
    found = _run("check", study)
    assert (found.exit_code, found.stdout) == (1, "")
    assert [line.split(": ")[1] for line in found.stderr.splitlines()] == ["codebook.csv, row 5", "b.txt"]


def test_check_as_json(study):
    """The same as data."""
    (study / "b.txt").write_bytes(b"")
    found = _run("check", study, "--json")
    told = json.loads(found.stdout)
    assert (found.exit_code, told["sound"]) == (1, False)
    assert [(fault["file"], fault["source"]) for fault in told["faults"]] == [("b.txt", "b")]


def test_check_knows_the_languages(study):
    """A source that could not be analysed for its language is a fault of the study."""
    (study / "study.toml").write_text(MANIFEST.replace('file = "b.txt"', 'file = "b.txt"\nlanguage = "fi"'), encoding="utf-8")
    found = _run("check", study)
    assert found.exit_code == 1
    assert "left aside: b.txt: source 'b' is in a language (fi, given)" in found.stderr


@pytest.mark.parametrize("command", [["check"], ["analyze", "--out", "out"], ["dashboard"], ["evaluate", "--coding", "c.csv"]])
def test_missing_study_is_a_sentence_and_one(tmp_path, command):
    """A study that is not there is the input's fault, in every command."""
    found = _run(*command, tmp_path / "none")
    assert (found.exit_code, found.stdout) == (1, "")
    assert "does not exist" in found.stderr
    assert "Traceback" not in found.stderr


@pytest.mark.parametrize("command", [["check"], ["analyze", "--out", "out"], ["evaluate", "--coding", "c.csv"], ["verify"]])
def test_a_fatal_fault_is_json_where_that_was_asked_for(tmp_path, command):
    """A script that reads the output finds the fault there."""
    found = _run(*command, tmp_path / "none", "--json")
    assert found.exit_code == 1
    (fault,) = json.loads(found.stdout)["faults"]
    assert fault["severity"] == "fatal"


def test_unreadable_study_is_the_inputs_fault(study, monkeypatch):
    """A folder without permission to read is no wrong usage: what can be read is told in our own words."""
    monkeypatch.setattr("os.access", lambda *_, **__: False)
    assert _run("check", study).exit_code == 0


@pytest.mark.parametrize(
    "arguments", [["check"], ["analyze", "x"], ["evaluate", "x"], ["nonsense"], ["check", "a", "b"], ["dashboard", "--port", "0"]]
)
def test_wrong_usage_is_two(arguments):
    """Missing arguments, unknown commands and impossible ports are wrong usage."""
    assert _run(*arguments).exit_code == 2


def test_analyze_writes_every_table(study, tmp_path):
    """One CSV a table and analysis.json, in a folder that is made."""
    found = _run("analyze", study, "--out", tmp_path / "new" / "out")
    assert (found.exit_code, found.stderr) == (0, "")
    assert {path.name for path in (tmp_path / "new" / "out").iterdir()} == {*(f"{name}.csv" for name in TABLES), "analysis.json"}
    assert json.loads((tmp_path / "new" / "out" / "analysis.json").read_text(encoding="utf-8"))["tables"]["coverage"] == 6


def test_analyze_writes_the_healthy_rest_and_exits_with_one(study, tmp_path):
    """What was left aside is told on stderr, and a script can see it by the exit code."""
    (study / "b.txt").write_bytes(b"\xff")
    found = _run("analyze", study, "--out", tmp_path / "out", "--json")
    told = json.loads(found.stdout)
    assert found.exit_code == 1
    assert [fault["source"] for fault in told["faults"]] == ["b"]
    assert len(told["files"]) == len(TABLES) + 1
    assert (tmp_path / "out" / "coverage.csv").read_text(encoding="utf-8").count("\na,") == 3


CODING = "commitment,source,verdict\n1a,a,omitted\n1b,a,covered\n1a,b,omitted\n"


def test_evaluate_tells_writes_and_gives_data(study, tmp_path):
    """Three coded cells: counts on the terminal, five files, and the same figures as JSON without a NaN in it."""
    coding = tmp_path / "coding.csv"
    coding.write_text(CODING, encoding="utf-8")
    told = _run("evaluate", study, "--coding", coding, "--out", tmp_path / "out")
    assert (told.exit_code, told.stderr) == (0, "")
    assert told.stdout.startswith("Judged by both: 3 cells (3 more only by the program, 0 only by the coding).\n")
    names = {"figures.csv", "confusion.csv", "calibration.csv", "disagreements.csv", "evaluation.json"}
    assert {path.name for path in (tmp_path / "out").iterdir()} == names
    printed = _run("evaluate", study, "--coding", coding, "--json").stdout
    assert printed.encode() == (tmp_path / "out" / "evaluation.json").read_bytes()
    found = json.loads(printed, parse_constant=pytest.fail)
    assert found["cells"] == {"compared": 3, "only_program": 3, "only_coded": 0}
    assert sum(pair["n"] for pair in found["confusion"]) == 3
    assert _run("evaluate", study, "--coding", coding, "--quiet").output == ""


def test_evaluate_leaves_wrong_rows_aside_and_exits_with_one(study, tmp_path):
    """A verdict that is none is told with its row; the other rows are compared."""
    (tmp_path / "coding.csv").write_text(CODING + "2a,a,maybe\n", encoding="utf-8")
    found = _run("evaluate", study, "--coding", tmp_path / "coding.csv")
    assert found.exit_code == 1
    assert "coding.csv, row 5: names the verdict 'maybe'" in found.stderr
    assert found.stdout.startswith("Judged by both: 3 cells")


def test_evaluate_without_a_coding_is_a_sentence(study, tmp_path, monkeypatch):
    """A coding that is not there is told before anything is computed."""
    monkeypatch.delattr("analytics.pipeline.analyze")
    found = _run("evaluate", study, "--coding", tmp_path / "none.csv")
    assert (found.exit_code, found.stdout) == (1, "")
    assert "none.csv: does not exist; expected a coding" in found.stderr


def test_unwritable_folder_is_a_sentence(study, tmp_path, monkeypatch):
    """A file in the place of the folder is told before anything is computed."""
    monkeypatch.delattr("analytics.pipeline.analyze")
    (tmp_path / "out").write_text("x", encoding="utf-8")
    found = _run("analyze", study, "--out", tmp_path / "out")
    assert found.exit_code == 1
    assert "is a file; expected a folder" in found.stderr


def test_control_characters_of_a_study_do_not_reach_the_terminal(study):
    """Escape, bell and the mark that turns writing round, from a codebook, are shown as replacement characters."""
    (study / "codebook.csv").write_text(CODEBOOK + "x\x1b]\x07\u202e,1,t,fact,l,no such words\n", encoding="utf-8")
    assert "(x\ufffd]\ufffd\ufffd)" in _run("check", study).stderr


def test_dashboard_hands_over_and_returns_the_code(study, monkeypatch):
    """Options reach the launcher, and its code is the command's."""
    calls = []
    monkeypatch.setattr(analytics.dashboard.launcher, "launch", lambda *args, **kwargs: calls.append((args, kwargs)) or 7)
    assert _run("dashboard", study, "--port", "8600", "--headless", "--quiet").exit_code == 7
    assert _run("dashboard").exit_code == 7
    assert calls == [
        ((study,), {"port": 8600, "headless": True, "quiet": True}),
        ((None,), {"port": None, "headless": False, "quiet": False}),
    ]


def test_notices_are_told_unless_quiet(study):
    """A text that reads like another language is worth a line, but no error."""
    (study / "study.toml").write_text(MANIFEST.replace('file = "b.txt"', 'file = "b.txt"\nlanguage = "en"'), encoding="utf-8")
    (study / "b.txt").write_text("Il governo ha annunciato nuove misure per rafforzare l'economia del paese.", encoding="utf-8")
    assert _run("check", study).stderr.startswith("notice: b.txt: source 'b' is given as en but reads like it")
    assert (_run("check", study).exit_code, _run("check", study, "--quiet").stderr) == (0, "")


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are a thing of POSIX")
def test_progress_is_drawn_on_a_terminal_only(study, tmp_path):
    """On a terminal the bar runs from the first source to the end; the result is on stdout all the same."""
    screen, terminal = os.openpty()
    command = [sys.executable, "-m", "analytics", "analyze", str(study), "--out", str(tmp_path / "out")]
    found = subprocess.run(command, stdout=subprocess.PIPE, stderr=terminal, text=True, check=True)  # noqa: S603
    os.close(terminal)
    drawn = os.read(screen, 100_000).decode()
    assert all(part in drawn for part in ("reading a", "comparing a to b", "100%"))
    assert found.stdout.startswith("Wrote ")


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252"])
def test_output_speaks_any_encoding(tmp_path, encoding):
    """Signs that the output's encoding lacks are shown as escapes; JSON is UTF-8 all the same."""
    (tmp_path / "\u7814\u7a76").mkdir()
    folder = write_study(tmp_path / "\u7814\u7a76")
    command = [sys.executable, "-m", "analytics", "check", str(folder)]
    environment = os.environ | {"PYTHONIOENCODING": encoding}
    plain = subprocess.run(command, capture_output=True, env=environment, check=True)  # noqa: S603
    assert b"\\u7814\\u7a76: no fault found." in plain.stdout
    as_json = subprocess.run([*command, "--json"], capture_output=True, env=environment, check=True)  # noqa: S603
    assert json.loads(as_json.stdout.decode("utf-8"))["study"] == str(folder)


def test_only_commands_that_work_are_listed():
    """The help names exactly the commands there are, each with a sentence."""
    named = {"analyze", "check", "dashboard", "evaluate", "export", "import", "new", "report", "verify"}
    assert {name: bool(command.help) for name, command in main.commands.items()} == dict.fromkeys(named, True)


def test_help_imports_nothing_heavy():
    """Help is answered without pandas, pydantic or Streamlit."""
    show = "print({'pandas', 'pydantic', 'streamlit'} & set(sys.modules))"
    code = f"import sys; from analytics.cli import main; main(['--help'], standalone_mode=False); {show}"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    assert found.stdout.splitlines()[-1] == "set()"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("options", [[], ["--json"]])
def test_output_into_a_full_disk_is_a_sentence(study, options):
    """Output that finds no room ends in a sentence and 1, not in a traceback."""
    command = [sys.executable, "-m", "analytics", "check", str(study), *options]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)  # noqa: S603 (our own command)
    told = done.stderr.decode()
    assert (done.returncode, told.count("\n")) == (1, 1)
    assert told.startswith("The output cannot be written")
