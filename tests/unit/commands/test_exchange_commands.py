"""The commands export, import and verify."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from analytics.cli import main
from tests.studies import write_study


@pytest.fixture(scope="module")
def cache(tmp_path_factory):
    """Keep vectors of texts, so that what is analysed again takes no time."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def _own_folders(cache, tmp_path, monkeypatch):
    monkeypatch.setenv("LEFTOUT_CACHE", str(cache))
    monkeypatch.setenv("LEFTOUT_REVIEWS", str(tmp_path / "reviews.sqlite"))


@pytest.fixture
def study(tmp_path):
    """Write the small study."""
    (tmp_path / "study").mkdir()
    return write_study(tmp_path / "study")


def _run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def test_reviews_go_in_out_and_into_a_dossier_that_verifies(study, tmp_path):
    """A coding is taken in, stands in the tables and the project, comes back from there, and in the dossier nothing differs."""
    (tmp_path / "c.csv").write_text("commitment,source,verdict,note\n1a,b,partial,=1+1\n", encoding="utf-8")
    taken = _run("import", study, "--from", tmp_path / "c.csv", "--reviewer", "Anna")
    assert (taken.exit_code, taken.stderr) == (0, "")
    assert taken.stdout.startswith("Took 1 verdicts into the reviews; 0 were there already.")
    for file_format, place in (("json", "tables"), ("qdpx", "p.qdpx"), ("dossier", "d.zip")):
        assert _run("export", study, "--format", file_format, "--out", tmp_path / place, "--quiet").exit_code == 0
    rows = json.loads((tmp_path / "tables" / "coverage.json").read_text(encoding="utf-8"))
    assert [row["reviewer"] for row in rows if (row["commitment"], row["source"]) == ("1a", "b")] == ["Anna"]
    again = json.loads(_run("import", study, "--from", tmp_path / "p.qdpx", "--json").stdout)
    assert (again["written"], again["unchanged"]) == (0, 1)
    verified = _run("verify", tmp_path / "d.zip")
    assert (verified.exit_code, verified.stderr) == (0, "")
    assert "tables come out the same" in verified.stdout


def test_the_program_alone_can_be_exported(study, tmp_path):
    """Without reviews, the verdicts are the program's."""
    (tmp_path / "c.csv").write_text("commitment,source,verdict\n1a,b,partial\n", encoding="utf-8")
    _run("import", study, "--from", tmp_path / "c.csv", "--reviewer", "Anna")
    assert _run("export", study, "--format", "json", "--out", tmp_path / "t", "--no-reviews").exit_code == 0
    rows = json.loads((tmp_path / "t" / "coverage.json").read_text(encoding="utf-8"))
    assert {row["reviewer"] for row in rows} == {""}


def test_a_damaged_dossier_exits_with_one(study, tmp_path):
    """What differs is on stderr, and as data."""
    _run("export", study, "--format", "dossier", "--out", tmp_path / "d.zip")
    (tmp_path / "d.zip").write_bytes((tmp_path / "d.zip").read_bytes()[:-40])
    found = _run("verify", tmp_path / "d.zip")
    assert (found.exit_code, found.stdout) == (1, "")
    assert "is damaged or no archive" in found.stderr


def test_figures_are_chosen_by_options(study, tmp_path):
    """One kind, one theme, printed day; the files are listed as data."""
    chosen = ["--kind", "json", "--theme", "Offices", "--width", "slide", "--date", "2031-02-03", "--json"]
    found = _run("export", study, "--format", "figures", "--out", tmp_path / "f", *chosen)
    assert found.exit_code == 0
    files = [name for name in json.loads(found.stdout)["files"] if name.endswith("shares.vl.json")]
    spec = json.loads((tmp_path / "f" / "shares.vl.json").read_text(encoding="utf-8"))
    assert len(files) == 1
    assert spec["width"] == 1280
    assert spec["layer"][-1]["mark"]["text"][-1].endswith("2031-02-03.")


def test_a_place_that_cannot_be_written_is_told_before_the_work(study, tmp_path, monkeypatch):
    """Nothing is computed for a folder that is a file."""
    monkeypatch.delattr("analytics.pipeline.analyze")
    (tmp_path / "out").write_text("x", encoding="utf-8")
    found = _run("export", study, "--format", "csv", "--out", tmp_path / "out")
    assert found.exit_code == 1
    assert "is a file; expected a folder" in found.stderr


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("commitment,source,verdict\n9z,a,covered\n", "c.csv, row 2: has '9z' as commitment"),
        ("commitment,source,verdict,evidence\n1b,a,covered,no such words\n", "does not stand in the source"),
        ("commitment,source,verdict\n1b,a,\n", "has no verdict of a person"),
        ("a,b\n1,2\n", "lacks the column"),
    ],
)
def test_codings_at_fault_are_told_and_nothing_is_taken(study, tmp_path, content, message):
    """Unknown commitments, quotes that are not in the text, files without verdicts: words, exit code 1, no review."""
    (tmp_path / "c.csv").write_text(content, encoding="utf-8")
    found = _run("import", study, "--from", tmp_path / "c.csv", "--reviewer", "Anna")
    assert (found.exit_code, found.stdout) == (1, "")
    assert message in found.stderr
    assert not (tmp_path / "reviews.sqlite").exists()


@pytest.mark.parametrize("arguments", [["export", "x"], ["export", "x", "--format", "docx", "--out", "y"], ["import", "x"], ["verify"]])
def test_wrong_usage_is_two(arguments):
    """Missing and impossible options."""
    assert _run(*arguments).exit_code == 2
