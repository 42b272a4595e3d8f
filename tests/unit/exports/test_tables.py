"""Tables as CSV."""

import csv
import io

import pandas as pd
import pytest

from analytics.errors import ExportError
from analytics.exports import tables
from analytics.exports.files import make_folder, write_file
from analytics.exports.tables import csv_bytes, guard_formula, plain_csv
from analytics.schema import conform


def _keywords(keyphrase, score=0.1):
    row = {"source": "a", "rank": 1, "keyphrase": keyphrase, "yake_score": score, "count": -2}
    return conform(pd.DataFrame([row]), "keywords")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"])
def test_text_that_looks_like_a_formula_is_guarded(start):
    """An apostrophe stands before the sign, and only there."""
    assert guard_formula(f"{start}1") == f"'{start}1"
    assert guard_formula(f"1{start}") == f"1{start}"


def test_numbers_keep_sign_and_digits_texts_are_guarded():
    """Negative numbers stay numbers; the text beside them is guarded."""
    assert csv_bytes(_keywords("=SUM(A1)", 0.1 + 0.2), "keywords") == (
        b"source,rank,keyphrase,yake_score,count\na,1,'=SUM(A1),0.30000000000000004,-2\n"
    )


def test_undefined_is_empty_not_zero():
    """NaN is written as nothing."""
    assert csv_bytes(_keywords("x", float("nan")), "keywords").decode().split("\n")[1] == "a,1,x,,-2"


def test_commas_quotes_breaks_and_scripts_survive():
    """What a text holds comes back as it was when the file is read."""
    text = 'A "quote", a\nbreak, 首脳 and é'
    read = pd.read_csv(io.BytesIO(csv_bytes(_keywords(text), "keywords")))
    assert read.loc[0, "keyphrase"] == text


def test_empty_table_has_its_header():
    """A table without rows still names its columns."""
    assert csv_bytes(_keywords("x").iloc[:0], "keywords") == b"source,rank,keyphrase,yake_score,count\n"


def test_long_tables_are_written_piece_by_piece(monkeypatch):
    """Five rows, two at a time, are the bytes of all at once, with one header."""
    frame = pd.concat([_keywords(f"=word {number}") for number in range(5)], ignore_index=True)
    whole = csv_bytes(frame, "keywords")
    monkeypatch.setattr(tables, "ROWS_AT_ONCE", 2)
    assert csv_bytes(frame, "keywords") == whole
    assert whole.decode().count("source,rank") == 1


def test_file_is_replaced_whole_and_nothing_is_left_beside_it(tmp_path):
    """Writing twice leaves one file with the last content."""
    write_file(tmp_path / "a.csv", b"old")
    write_file(tmp_path / "a.csv", b"new")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.csv": b"new"}


def test_failed_writing_says_so_and_leaves_nothing(tmp_path):
    """A folder in the place of the file gives a sentence, and the half-written file goes."""
    (tmp_path / "a.csv").mkdir()
    with pytest.raises(ExportError, match="cannot be written"):
        write_file(tmp_path / "a.csv", b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]


def test_folder_that_is_a_file_is_refused(tmp_path):
    """A file in the place of the folder gives a sentence."""
    (tmp_path / "out").write_text("x", encoding="utf-8")
    with pytest.raises(ExportError, match="is a file"):
        make_folder(tmp_path / "out")


def test_names_of_columns_are_guarded_too():
    """On Compare a column is called by its outlet, which a file named."""
    frame = pd.DataFrame({"commitment": ["1a"], '=HYPERLINK("x")': ["covered"], "@reviewer": ["-1"]})
    head, row, _ = plain_csv(frame).decode().split("\n")
    assert next(csv.reader([head])) == ["commitment", '\'=HYPERLINK("x")', "'@reviewer"]
    assert row == "1a,covered,'-1"
