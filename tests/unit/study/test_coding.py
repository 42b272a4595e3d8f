"""Codings as people write them, and what is wrong with their rows."""

import pytest

from analytics.errors import StudyError
from analytics.study import load_study
from analytics.study.coding import find_quote, read_coding
from tests.studies import write_study

HEADER = "commitment,source,verdict,sure,evidence\n"


@pytest.fixture
def study(tmp_path):
    """Load the small study: commitments 1a, 1b, 2a; sources a and b."""
    return load_study(write_study(tmp_path))


@pytest.fixture
def read(study, tmp_path):
    """Return a function that writes a coding and reads it."""

    def write_and_read(content):
        path = tmp_path / "coding.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return read_coding(path, study)

    return write_and_read


def _told(coding):
    """Return row and first words of each fault."""
    return [(fault.row, fault.severity, fault.message.split(";")[0]) for fault in coding.faults]


def test_rows_become_cells(read):
    """Verdicts in any case, sureness, and the places of the quotes in the source."""
    coding = read(HEADER + "1b,a,Covered,no,An office || will open\n2a,b,omitted,,\n")
    first, second = coding.cells
    assert (first.commitment, first.source, first.verdict, first.sure) == ("1b", "a", "covered", False)
    assert (first.evidence, first.spans) == (("An office", "will open"), ((0, 9), (10, 19)))
    assert (second.verdict, second.sure, second.evidence, second.spans) == ("omitted", True, (), ())
    assert (coding.file, coding.faults) == ("coding.csv", ())


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("delimiter", [b",", b";", b"\t"])
@pytest.mark.parametrize("line_end", [b"\n", b"\r\n"])
def test_exports_of_spreadsheets_are_read(read, mark, delimiter, line_end):
    """With or without byte order mark, with the delimiters and line ends of all systems, columns in any order."""
    lines = [b"verdict,note,source,commitment", b"partial,x,a,1a"]
    coding = read(mark + line_end.join(lines).replace(b",", delimiter))
    assert [(cell.commitment, cell.source, cell.verdict) for cell in coding.cells] == [("1a", "a", "partial")]
    assert coding.faults == ()


def test_all_faults_are_told_together_with_their_rows(read):
    """Unknown names once each at their first row, in the order of the file; the sound rows are kept."""
    rows = [
        "9z,a,covered,yes,",
        "1a,c,perhaps,yes,",
        "1b,c,omitted,yes,",
        "1b,a,omitted,yes,",
        "1b,a,covered,yes,",
        "2a,a,,yes,",
        "2a,b,partial,hm,",
    ]
    coding = read(HEADER + "\n".join(rows))
    assert _told(coding) == [
        (2, "left aside", "names the commitment '9z' (in this row)"),
        (3, "left aside", "names the source 'c' (in 2 rows)"),
        (3, "left aside", "names the verdict 'perhaps' (in this row)"),
        (6, "left aside", "repeats commitment '1b' in source 'a' of row 5"),
        (7, "left aside", "has no verdict (in this row)"),
        (8, "left aside", "has 'hm' in the column sure"),
    ]
    assert "expected one of 1a, 1b, 2a." in coding.faults[0].message
    assert [(cell.commitment, cell.source, cell.verdict) for cell in coding.cells] == [("1b", "a", "omitted")]


def test_row_with_too_many_cells_is_left_aside(read):
    """A comma in a quote without quotation marks does not shift the verdict of another row."""
    coding = read(HEADER + "1a,a,covered,yes,An office, will open\n1b,a,omitted,yes,\n")
    assert _told(coding) == [(2, "left aside", "has 6 cells")]
    assert len(coding.cells) == 1


def test_quote_that_is_not_in_the_source_is_a_notice(read):
    """The verdict counts, its quote cannot."""
    coding = read(HEADER + "1a,a,covered,yes,No such words || An office\n")
    assert _told(coding) == [(2, "notice", "quotes “No such words”, which does not stand in source 'a'")]
    assert coding.cells[0].spans == ((0, 9),)


def test_source_left_aside_from_the_study_is_called_so(tmp_path):
    """The coder is not told that an article is unknown when it could not be read."""
    (tmp_path / "coding.csv").write_text("commitment,source,verdict\n1a,b,covered\n1a,a,covered\n", encoding="utf-8")
    coding = read_coding(tmp_path / "coding.csv", load_study(write_study(tmp_path, b=b"\xff")))
    assert "which was left aside from the study" in coding.faults[0].message


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("commitment,source\n1a,a\n", "row 1: lacks the column verdict; found commitment, source."),
        ("commitment,source,verdict,source\n1a,a,covered,b\n", "row 1: names the column source twice"),
        ("commitment,source,verdict\n", "has no row that can be used"),
        ("commitment,source,verdict\n9z,a,covered\n", "row 2: names the commitment '9z'"),
        ('commitment,source,verdict\n1a,a,"covered\n', "row 2: is no table from here on"),
        (b"commitment,source,verdict\n1a,a,\xff\n", "row 2: is not UTF-8"),
        (b"", "holds no words"),
    ],
)
def test_files_that_are_no_coding_are_refused_in_a_sentence(read, content, told):
    """What was found, with the row where there is one."""
    with pytest.raises(StudyError) as refused:
        read(content)
    assert told in str(refused.value)


def test_missing_file_is_refused_in_a_sentence(study, tmp_path):
    """The path is named."""
    with pytest.raises(StudyError, match=r"none\.csv: does not exist; expected a coding"):
        read_coding(tmp_path / "none.csv", study)


@pytest.mark.parametrize(
    ("text", "quote", "found"),
    [
        ("an aid, an aim", "an", ((0, 2), (8, 10))),
        ("They agreed\n to  meet.", "agreed to meet", ((5, 21),)),
        ("両首脳は\n会談した。", "首脳は会談", ((1, 7),)),
        ("They met.", "They left.", ()),
        ("They met.", "  ", ()),
    ],
)
def test_quotes_are_found_exactly_or_but_for_blanks(text, quote, found):
    """Every exact place; otherwise blanks and line breaks do not count, in scripts with and without them."""
    assert find_quote(text, quote) == found
