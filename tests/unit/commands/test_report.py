"""``leftout report``: the file, the choices, and what is said of wrong ones."""

from __future__ import annotations

import json

import pandas as pd
import pytest
from click.testing import CliRunner

from analytics.cli import main
from analytics.reviews import ReviewStore, import_reviews
from analytics.study import load_study
from tests.studies import write_study


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    """Write the small study."""
    return write_study(tmp_path_factory.mktemp("study"))


@pytest.fixture(autouse=True)
def _own_cache(tmp_path, monkeypatch):
    monkeypatch.setenv("LEFTOUT_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("LEFTOUT_REVIEWS", str(tmp_path / "reviews.sqlite"))


def _run(study, *arguments):
    return CliRunner().invoke(main, ["report", str(study), *map(str, arguments)])


def test_it_writes_the_file_it_names(study, tmp_path):
    """The folder is made, the size is told, and the file is a page."""
    found = _run(study, "--out", tmp_path / "new" / "r.html", "--section", "findings", "--section", "matrix")
    assert found.exit_code == 0, found.stderr
    page = (tmp_path / "new" / "r.html").read_text(encoding="utf-8")
    assert f"Wrote {tmp_path / 'new' / 'r.html'}" in found.stdout
    assert '<h2 id="matrix">' in page
    assert '<h2 id="evidence">' not in page


def test_the_choices_reach_the_report(study, tmp_path):
    """Outlet, theme, day and a note from a file; the result as data."""
    (tmp_path / "note.txt").write_text("My <b>own</b> words", encoding="utf-8")
    chosen = ["--outlet", "Outlet A", "--theme", "Talks", "--date", "2030-06-01", "--note", f"@{tmp_path / 'note.txt'}"]
    found = _run(study, "--out", tmp_path / "r.html", "--section", "findings", *chosen, "--json")
    told = json.loads(found.stdout)
    assert told == {"file": str(tmp_path / "r.html"), "bytes": (tmp_path / "r.html").stat().st_size, "notices": [], "faults": []}
    page = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert "1 of 2 sources (Outlet A) and 1 of 3 commitments (themes: Talks)" in page
    assert "My &lt;b&gt;own&lt;/b&gt; words" in page
    assert "on 2030-06-01" in page


def test_reviews_on_this_machine_are_in_the_report_unless_refused(study, tmp_path):
    """A verdict that a person gave is marked with her name; ``--no-reviews`` leaves the program's alone."""
    loaded = load_study(study)
    unit, source = loaded.commitments[0].id, loaded.sources[0].id
    row = {
        "source": source,
        "commitment": unit,
        "verdict": "omitted",
        "start": "",
        "end": "",
        "quote": "",
        "note": "",
        "reviewer": "Ada",
        "at": "",
    }
    import_reviews(ReviewStore(), loaded, pd.DataFrame([row]), "")
    for arguments, is_marked in (([], True), (["--no-reviews"], False)):
        found = _run(study, "--out", tmp_path / "r.html", "--section", "evidence", *arguments)
        assert found.exit_code == 0, found.stderr
        assert ("Ada" in (tmp_path / "r.html").read_text(encoding="utf-8")) is is_marked


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["--out", "r.odt"], 2, "ends in none of .html, .docx, .pdf"),
        (["--out", "r.html", "--section", "nonsense"], 1, "There is no section “nonsense” here."),
        (["--out", "r.html", "--outlet", "Nobody"], 1, "There is no outlet “Nobody” here."),
        (["--out", "r.html", "--theme", "Nothing"], 1, "There is no theme “Nothing” here."),
        (["--out", "r.html", "--note", "@nowhere.txt"], 1, "The note nowhere.txt cannot be read"),
        (["--out", "r.html", "--note", "x" * 100_000], 1, "The note has 100,000 characters"),
        (["--out", "taken/r.html"], 1, "taken is a file"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(study, tmp_path, monkeypatch, arguments, code, words):
    """Wrong usage is 2, an input at fault 1; a sentence on stderr, no file, no half of one."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "taken").write_text("x", encoding="utf-8")
    found = _run(study, *arguments)
    assert (found.exit_code, found.stdout) == (code, "")
    assert words in found.stderr
    assert sorted(path.name for path in tmp_path.iterdir() if path.name != "cache") == ["taken"]


def test_quiet_says_nothing(study, tmp_path):
    """With --quiet there is a file and no word."""
    found = _run(study, "--out", tmp_path / "r.html", "--section", "findings", "--quiet")
    assert (found.exit_code, found.output) == (0, "")
    assert (tmp_path / "r.html").exists()
