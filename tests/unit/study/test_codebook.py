"""The commitments of a codebook, and what is wrong with its rows."""

import pytest

from analytics.schema import ACT_STRENGTH
from analytics.study.codebook import read_codebook
from analytics.study.codebook_editing import codebook_csv
from analytics.study.documents import Statement
from analytics.study.normalisation import normalise_statement
from tests.studies import CODEBOOK, STATEMENT


@pytest.fixture
def statement():
    """Return the small statement."""
    return Statement(normalise_statement(STATEMENT), "en", "statement.txt", "0")


def test_quotes_are_verbatim_at_their_spans(statement):
    """Every commitment's span cuts its quote out of the statement."""
    commitments, faults = read_codebook(CODEBOOK, "codebook.csv", statement)
    assert faults == ()
    assert [statement.text[each.start : each.end] for each in commitments] == ["the report", "open an office", "open an office"]
    assert [(each.id, each.paragraph, each.theme, each.act, each.strength) for each in commitments] == [
        ("1a", 1, "Talks", "recognition", 0),
        ("1b", 1, "Offices", "commitment", 4),
        ("2a", 2, "Offices", "commitment", 4),
    ]


def test_repeated_quote_is_found_in_its_own_paragraph(statement):
    """Two rows with the same words stand at different places."""
    _, first, second = read_codebook(CODEBOOK, "codebook.csv", statement)[0]
    assert statement.text[: first.start].endswith("agreed to ")
    assert second.start > statement.text.index("2. ") > first.start


def test_paragraph_decides_whatever_the_order_of_rows(statement):
    """The row of the second paragraph, read first, takes the second place."""
    (only,), _ = read_codebook("id,paragraph,quote\n2a,2,open an office\n", "codebook.csv", statement)
    assert only.start > statement.text.index("2. ")


def test_quote_twice_in_one_paragraph_is_taken_in_turn():
    """Two rows with the same words and paragraph take the first and the second place."""
    twice = Statement("1. We met, and we met again.", "en", "statement.txt", "0")
    commitments, _ = read_codebook("id,paragraph,quote\na,1,we met\n", "codebook.csv", twice)
    assert [each.start for each in commitments] == [15]
    same = Statement("1. You met, then you met; you met.", "en", "statement.txt", "0")
    commitments, _ = read_codebook("id,paragraph,quote\na,1,you met\nb,1,you met\n", "codebook.csv", same)
    assert [each.start for each in commitments] == [17, 26]


def test_missing_columns_are_filled_in(statement):
    """Id and quote are enough: paragraph by place, theme, label and act by the words."""
    (only,), faults = read_codebook("id,quote\nx,open an office in May\n", "codebook.csv", statement)
    assert faults == ()
    assert (only.paragraph, only.theme, only.label, only.act, only.strength) == (2, "Statement", "open an office in May", "commitment", 4)


def test_a_codebook_comes_back_as_it_was_written():
    """Words before the first number are paragraph 0, and a commitment that stands elsewhere keeps the paragraph that it was given."""
    numbered = Statement("The mayors met in Arden.\n1. They agreed to open an office.", "en", "statement.txt", "0")
    rows = "id,paragraph,quote\n0a,0,The mayors met in Arden\n1a,0,agreed to open an office\n1b,,open an office\n"
    commitments, _ = read_codebook(rows, "codebook.csv", numbered)
    assert [each.paragraph for each in commitments] == [0, 0, 1]
    assert read_codebook(codebook_csv(commitments), "codebook.csv", numbered) == (commitments, ())


def test_act_given_beats_act_judged(statement):
    """The person's act stays, with the strength of that act."""
    (only,), _ = read_codebook("id,act,quote\nx,Decision,open an office in May\n", "codebook.csv", statement)
    assert (only.act, only.strength) == ("decision", ACT_STRENGTH["decision"])


def test_strength_given_is_kept(statement):
    """A column strength decides."""
    (only,), _ = read_codebook("id,act,strength,quote\nx,commitment,3,open an office in May\n", "codebook.csv", statement)
    assert only.strength == 3


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_other_delimiters_are_understood(statement, delimiter):
    """Spreadsheets of some countries write semicolons or tabs."""
    commitments, faults = read_codebook(CODEBOOK.replace(",", delimiter), "codebook.csv", statement)
    assert (len(commitments), faults) == (3, ())


def test_line_breaks_and_markup_in_a_quote_are_taken_off(statement):
    """A quote pasted with a line break and emphasis is found."""
    (only,), _ = read_codebook('id,quote\nx,"open an\n**office** in May"\n', "codebook.csv", statement)
    assert only.quote == "open an office in May"


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (",1,t,fact,l,the report", "has no id"),
        ("1a,1,t,fact,l,the report", "repeats the id '1a' of row 2"),
        ("x,1,t,fact,l,", "has no quote"),
        ("x,1,t,fact,l,.", "has no quote"),
        ("x,1,t,fact,l,open a bureau in May", "nearest to it in paragraph 2"),
        ("x,1,t,fact,l,wholly other words", "nothing like it was found"),
        ("x,1,t,comitment,l,the report", "Did you mean commitment?"),
        ("x,one,t,fact,l,the report", "has the paragraph 'one'"),
        ("x,1,t,fact,l,the report, and more", "has 7 cells; expected 6"),
    ],
)
def test_sick_row_is_left_aside_with_its_reason(statement, row, expected):
    """Each kind of bad row gets a sentence with its line, and the others load."""
    text = "id,paragraph,theme,act,label,quote\n1a,1,Talks,fact,x,the report\n" + row + "\n"
    commitments, faults = read_codebook(text, "codebook.csv", statement)
    assert [each.id for each in commitments] == ["1a"]
    assert [(fault.file, fault.row, fault.severity) for fault in faults] == [("codebook.csv", 3, "left aside")]
    assert expected in faults[0].message


def test_row_numbers_are_lines_of_the_file(statement):
    """A cell with line breaks before a bad row does not shift its number; blank lines count."""
    text = 'id,label,quote\n1a,"two\nlines",the report\n\nx,l,"no such\nwords at all"\n'
    _, (fault,) = read_codebook(text, "codebook.csv", statement)
    assert fault.row == 5


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("id,words\n1a,the report\n", "lacks the column quote"),
        ("id,quote,quote\n1a,a,b\n", "names the column quote twice"),
        ('id,quote\n1a,"the report\n', "is no table from here on"),
        ("id,quote\n", "has no row that can be used"),
        ("id,quote\n1a,no such words\n", "has no row that can be used"),
    ],
)
def test_unusable_codebook_is_fatal(statement, text, expected):
    """A wrong header, broken quotation marks or no sound row stop the study."""
    commitments, faults = read_codebook(text, "codebook.csv", statement)
    assert commitments == ()
    assert expected in faults[-1].message
    assert faults[-1].severity == "fatal"


def test_theme_named_like_the_rest_is_pointed_out(statement):
    """A theme called Other cannot be told from passages that fit none: said once, with the row, and the rows still count."""
    text = "id,theme,quote\n1a,Talks,the report\n1b,Other,open an office\n"
    commitments, faults = read_codebook(text, "codebook.csv", statement)
    assert [each.id for each in commitments] == ["1a", "1b"]
    assert [(fault.row, fault.severity) for fault in faults] == [(3, "notice")]
    assert "'Other'" in faults[0].message
