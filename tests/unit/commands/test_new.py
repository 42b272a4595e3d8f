"""``leftout new``."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from analytics.cli import main
from analytics.language.reading import read_words
from analytics.study import load_study
from analytics.study.schemes import read_scheme
from tests.brought_files import SENTENCES, page

STATEMENT = "1. They agreed to open an office.\n\n2. They condemned the attacks on shipping.\n"


@pytest.fixture
def brought(tmp_path):
    """Lay out a statement and two articles."""
    (tmp_path / "s.md").write_text(f"# The pact\n\n{STATEMENT}", encoding="utf-8")
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.html").write_bytes(page())
    (tmp_path / "articles" / "b.txt").write_text("The ministers met in Rome and spoke of the coast.", encoding="utf-8")
    return tmp_path


def run(*arguments):
    """Run the command."""
    return CliRunner().invoke(main, ["new", *map(str, arguments)])


def test_new_tells_what_it_understood(brought):
    """Statement and articles are a line each, and the study then checks without a fault."""
    found = run(brought / "study", "--statement", brought / "s.md", "--articles", brought / "articles")
    assert found.exit_code == 0
    lines = found.stdout.splitlines()
    assert lines[0].startswith("Statement: s.md (md, utf-8, en detected)")
    assert lines[1].startswith("the-daily: The Daily, “Pact signed”")
    assert "leftout analyze" in lines[-1]
    checked = CliRunner().invoke(main, ["check", str(brought / "study")])
    assert (checked.exit_code, checked.stderr) == (0, "")


def test_words_are_counted_as_on_every_page(brought):
    """Numbers of lists and ampersands are no words, and a hyphen parts two: 2 + 6 + 6 in the statement, 3 + 7 + 2 in the article."""
    told = "The ministers agreed:\n\n1. A well-known baker sold rolls & cakes.\n\n2. He left.\n"
    (brought / "articles" / "b.txt").write_text(told, encoding="utf-8")
    found = run(brought / "study", "--statement", brought / "s.md", "--articles", brought / "articles", "--json")
    lines = json.loads(found.stdout)["understood"]
    assert ", 14 words, 2 commitments" in lines[0]
    study = load_study(brought / "study")
    reads = {source.id: read_words(source.text, source.language or "en").words for source in study.sources}
    assert reads["b"] == 12
    assert [f", {words} words, from " in line for words, line in zip(reads.values(), lines[1:], strict=True)] == [True, True]


def test_an_outlet_that_is_not_told_is_said_to_be_the_name_of_the_file(brought):
    """A text without outlet says so in its line; the page, which names its outlet, does not."""
    found = run(brought / "study", "--statement", brought / "s.md", "--articles", brought / "articles")
    lines = found.stdout.splitlines()
    assert "outlet not told" not in lines[1]
    assert lines[2].startswith("b: b (outlet not told: the file's name stands for it), ")


def test_rows_without_an_outlet_are_counted(brought):
    """Two of four rows name neither outlet nor address: one notice says so, and what stands in its place."""
    rows = ["Daily,", ",", ",https://www.example.org/a", ","]
    told = "".join(f'"{SENTENCES[0]} This is told by reader {place}.",{row}\n' for place, row in enumerate(rows))
    (brought / "press_review.csv").write_text(f"text,outlet,url\n{told}", encoding="utf-8")
    found = run(brought / "study", "--statement", brought / "s.md", "--articles", brought / "press_review.csv")
    (line,) = [each for each in found.stderr.splitlines() if "names no outlet" in each]
    assert line.startswith(
        "notice: press_review.csv: names no outlet in 2 of 4 rows: the file's name, 'press review', stands in its place."
    )
    assert [source.outlet for source in load_study(brought / "study").sources] == ["Daily", "press review", "example.org", "press review"]


def test_a_wrong_file_gives_one_and_a_study(brought):
    """The file left aside is named on stderr, the exit code is 1, the study is there."""
    (brought / "articles" / "c.pdf").write_bytes(b"%PDF-1.7")
    found = run(brought / "study", "--statement", brought / "s.md", "--articles", brought / "articles", "--quiet")
    assert (found.exit_code, found.stdout) == (1, "")
    assert found.stderr.startswith("left aside: c.pdf: ")
    assert (brought / "study" / "study.toml").exists()


def test_table_with_mapped_columns_as_json(brought):
    """Columns are mapped, and everything told is data."""
    (brought / "t.csv").write_text(f'x,lead,site\n1,"{SENTENCES[0]}",Daily\n', encoding="utf-8")
    place = brought / "study"
    found = run(
        place,
        "--statement",
        brought / "s.md",
        "--articles",
        brought / "t.csv",
        "--columns",
        "text=lead, outlet=site",
        "--json",
        "--title",
        "T",
    )
    told = json.loads(found.stdout)
    assert (found.exit_code, told["title"], told["folder"]) == (0, "T", str(place))
    assert told["understood"][1].startswith("daily: Daily")


def test_a_large_table_is_told_of_in_a_few_lines(brought):
    """Of the statement and 23 articles 20 lines are printed, of 22 copies at most 20; --all prints each."""
    told = "The mayors agreed to plant four thousand new trees along the river by 2030"
    rows = [f'"{told}, reader {chr(97 + place)}.",Outlet {place}\n' for place in range(23)]
    (brought / "t.csv").write_text("text,outlet\n" + "".join(rows), encoding="utf-8")
    brief = run(brought / "brief", "--statement", brought / "s.md", "--articles", brought / "t.csv")
    notices = [line for line in brief.stderr.splitlines() if line.startswith("notice: ")]
    assert len(notices) == 21
    assert notices[-1].endswith(" in all. Add --all to print every one, or --json.")
    assert "… and 4 more. Add --all to print every one, or --json." in brief.stdout.splitlines()
    whole = run(brought / "whole", "--statement", brought / "s.md", "--articles", brought / "t.csv", "--all")
    assert sum("of its wording" in line for line in whole.stderr.splitlines()) == 22
    assert "outlet-22: " in whole.stdout
    assert "--all" not in whole.stdout + whole.stderr


@pytest.mark.parametrize("given", ["text", "text=", "colour=red"])
def test_wrong_columns_are_wrong_usage(brought, given):
    """What is no FIELD=COLUMN is told as wrong usage."""
    found = run(brought / "study", "--statement", brought / "s.md", "--articles", brought / "articles", "--columns", given)
    assert found.exit_code == 2
    assert "FIELD=COLUMN" in found.stderr


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"--statement": "none.md"}, "does not exist"),
        ({"--language": "klingon!"}, "is not a language code"),
        ({"--codebook": "none.csv"}, "does not exist"),
    ],
)
def test_faults_of_the_input_give_one_and_no_folder(brought, change, said):
    """What cannot be used is a sentence, and nothing is written."""
    options = {"--statement": str(brought / "s.md"), "--articles": str(brought / "articles"), **change}
    found = run(brought / "study", *(word for option in options.items() for word in option))
    assert (found.exit_code, found.stdout) == (1, "")
    assert said in found.stderr
    assert not (brought / "study").exists()


def test_shipped_scheme_names_the_themes(brought):
    """With a scheme the themes are the scheme's."""
    found = run(brought / "study", "--statement", brought / "s.md", "--articles", brought / "articles", "--themes", "policy")
    assert found.exit_code == 0
    themes = {unit.theme for unit in load_study(brought / "study").commitments}
    assert themes <= {name for name, _ in read_scheme("policy").themes}
