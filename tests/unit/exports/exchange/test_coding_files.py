"""Codings come back as they went out, and from other programs; unsafe files are refused."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest

from analytics.errors import StudyError
from analytics.exports.codings import CODING, coding_csv, guard_cell, review_coding, unguard_cell
from analytics.exports.exchange.coding_files import read_codings
from analytics.exports.exchange.identifiers import Identifiers
from analytics.exports.exchange.refi_project import project_file
from analytics.exports.workbook import write_workbook
from analytics.reviews import ReviewStore, import_reviews, review_rows, study_key
from analytics.study.archive import pack_files

KEYS = ["source", "commitment", "reviewer", "start"]
HEAD = '<Project xmlns="urn:QDA-XML:project:1.0" name="x">'


def _stored(tmp_path, study, frame, reviewer=""):
    """Import a table into an empty store, and give back what it then holds."""
    store = ReviewStore(f"sqlite:///{tmp_path / 'reviews.sqlite'}")
    import_reviews(store, study, frame, reviewer)
    rows = review_rows(study, store.reviews(study_key(study)))
    return rows.sort_values(KEYS).reset_index(drop=True)


def _time(frame):
    """Write times as the store does."""
    return frame["at"].str.replace(r":(\d\d)\+", r":\1.000000+", regex=True)


WRITERS = {
    "csv": lambda _, reviews: coding_csv(review_coding(reviews)),
    "xlsx": write_workbook,
    "qdpx": project_file,
}


@pytest.mark.parametrize("ending", WRITERS)
def test_round_trip_loses_nothing(hostile, reviews, tmp_path, ending):
    """Verdicts, places, quotes, notes, names and times come back as they went out: two passages, an omitted cell, every hostile sign."""
    path = tmp_path / f"codings.{ending}"
    path.write_bytes(WRITERS[ending](hostile, reviews))
    back = _stored(tmp_path, hostile.study, read_codings(path, hostile.study).frame)
    expected = reviews.assign(at=_time(reviews)).sort_values(KEYS).reset_index(drop=True)
    assert back.to_dict("list") == expected.to_dict("list")


def test_a_reviewer_can_be_given_for_a_coding_without_names(hostile, tmp_path):
    """A CSV of three columns, separated by semicolons, is taken under the name given; its quote is looked for."""
    path = tmp_path / "c.csv"
    path.write_text('source;commitment;verdict;evidence\n"../a";1b;Covered;An office will open.\nb;1b;;\n', encoding="utf-8")
    back = _stored(tmp_path, hostile.study, read_codings(path, hostile.study).frame, "Cid")
    assert back[["reviewer", "verdict", "start", "end"]].to_numpy().tolist() == [["Cid", "covered", 0, 20]]


def test_faults_name_the_line_of_the_file(hostile, tmp_path):
    """Rows without a verdict are passed over, but counted: the unknown commitment stands in line 4."""
    path = tmp_path / "c.csv"
    path.write_text("source,commitment,verdict\nb,1b,\nb,1a,omitted\nb,9z,omitted\n", encoding="utf-8")
    frame = read_codings(path, hostile.study).frame
    with pytest.raises(StudyError, match="row 4: has '9z' as commitment"):
        import_reviews(ReviewStore(f"sqlite:///{tmp_path / 'r.sqlite'}"), hostile.study, frame, "Cid", file="c.csv")


def test_a_quote_that_is_not_at_its_place_is_still_told(hostile, tmp_path):
    """Only a quote that is the very text is left out; another is a fault."""
    path = tmp_path / "c.csv"
    path.write_text("source,commitment,verdict,start,end,quote\nb,1b,covered,0,5,other\n", encoding="utf-8")
    with pytest.raises(StudyError, match="quotes “other”"):
        _stored(tmp_path, hostile.study, read_codings(path, hostile.study).frame, "Cid")


@pytest.mark.parametrize("text", ["=1", "'=1", "''@x", "'quoted'", "-", "1", "", "\t=x", "＝1"])
def test_guard_can_be_taken_off(text):
    """A guarded cell gives back the very text, and cannot run."""
    assert unguard_cell(guard_cell(text)) == text
    assert not guard_cell(text).startswith(("=", "+", "-", "@", "\t", "\r", "＝"))


def _foreign_project(*, text="", selections=""):
    """Write a project as another program would: own identifiers, names for codes and texts, line breaks of Windows."""
    codes = "".join(
        f'<Code guid="0000000{n}-0000-0000-0000-000000000000" name="{name}" isCodable="true"/>'
        for n, name in enumerate(["1b", "2a: again", "Partial", "Mood"])
    )
    user = "{AAAAAAAA-0000-0000-0000-000000000000}"
    return pack_files(
        {
            "project.qde": (
                f'{HEAD}<Users><User guid="{user}" name="Dora"/></Users><CodeBook><Codes>{codes}</Codes></CodeBook><Sources>'
                f'<TextSource guid="10000000-0000-0000-0000-000000000000" name="b.txt" plainTextPath="internal://t.txt">{selections}'
                "</TextSource></Sources></Project>"
            ).encode(),
            "sources/t.txt": text.encode(),
        }
    )


def _selection(start, end, *codes):
    user = 'creatingUser="AAAAAAAA-0000-0000-0000-000000000000" creationDateTime="2031-05-06T07:08:09Z"'
    codings = "".join(
        f'<Coding guid="3000000{code}-0000-0000-0000-000000000000" {user}><CodeRef targetGUID="0000000{code}-0000-0000-0000-000000000000"/>'
        "</Coding>"
        for code in codes
    )
    opened = f'<PlainTextSelection guid="20000000-0000-0000-0000-{start:06}{end:06}" startPosition="{start}" endPosition="{end}">'
    return f"{opened}{codings}</PlainTextSelection>"


def test_a_project_of_another_program_is_read(hostile, tmp_path):
    """Codes by name, verdict by the code beside it, else covered; places in another text become quotes; what is unknown is told."""
    text = "Title\r\n" + hostile.study.sources[1].text
    start = text.index("Nothing")
    chosen = _selection(start, start + 7, 0, 2) + _selection(start, start + 15, 1) + _selection(0, 5, 3)
    path = tmp_path / "p.qdpx"
    path.write_bytes(_foreign_project(text=text, selections=chosen))
    read = read_codings(path, hostile.study)
    back = _stored(tmp_path, hostile.study, read.frame)
    assert back[["source", "commitment", "verdict", "quote", "reviewer"]].to_numpy().tolist() == [
        ["b", "1b", "partial", "Nothing", "Dora"],
        ["b", "2a", "covered", "Nothing of note", "Dora"],
    ]
    told = [fault.message for fault in read.faults]
    assert told[0] == "has codes that are no commitment of this study ('Mood'); what they code was left out."
    assert told[1].startswith("has 1 coded passages without a verdict; they were taken as covered.")
    assert len(told) == 2


def test_the_programs_own_codings_do_not_come_back(hostile, tmp_path):
    """A project without reviews has nothing to import."""
    path = tmp_path / "p.qdpx"
    path.write_bytes(project_file(hostile))
    assert read_codings(path, hostile.study).frame.empty


BOMB = '<!DOCTYPE p [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + HEAD + "&b;</Project>"
OUTSIDE = '<!DOCTYPE p [<!ENTITY a SYSTEM "file:///etc/hostname">]>' + HEAD + "&a;</Project>"


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"project.qde": BOMB}, "cannot be read"),
        ({"project.qde": OUTSIDE}, "cannot be read"),
        ({"project.qde": "<Project"}, "cannot be read"),
        ({"../project.qde": HEAD}, "leads out of the archive"),
        ({"other.txt": "x"}, "holds no project.qde"),
    ],
)
def test_unsafe_projects_are_refused(hostile, tmp_path, files, message):
    """Entities, broken XML, paths that lead out, and zips of something else are refused in a sentence."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    (tmp_path / "p.qdpx").write_bytes(out.getvalue())
    with pytest.raises(StudyError, match=message):
        read_codings(tmp_path / "p.qdpx", hostile.study)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("c.xlsx", b"PK nonsense", "is damaged or no archive"),
        ("c.xlsx", pack_files({"a.txt": b"x"}), "no workbook that can be read"),
        ("c.csv", b"a,b\n1,2\n", "lacks the column commitment and source and verdict"),
        ("c.csv", b"", "holds no words"),
        ("c.docx", b"", "expected one that ends in .csv, .xlsx, .qdpx"),
        ("none.qdpx", None, "does not exist"),
        ("none.csv", None, "does not exist"),
    ],
)
def test_unusable_files_are_told_in_a_sentence(hostile, tmp_path, name, content, message):
    """Whatever is given instead of a coding, nothing but a StudyError comes out."""
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(StudyError, match=message):
        read_codings(tmp_path / name, hostile.study)


def test_a_workbook_filled_in_by_hand_is_read(hostile, tmp_path):
    """Verdicts chosen in the sheet to code in are the only rows that count, with the sheet's own line numbers."""
    book = openpyxl.load_workbook(io.BytesIO(write_workbook(hostile)))
    sheet = book["coding"]
    place = [cell.value for cell in sheet[1]].index("verdict") + 1
    sheet.cell(3, place).value = "covered"
    book.save(tmp_path / "c.xlsx")
    frame = read_codings(tmp_path / "c.xlsx", hostile.study).frame
    assert frame[["source", "commitment", "verdict", "row"]].to_numpy().tolist() == [["../a", "1b", "covered", 3]]


def test_columns_of_a_coding_begin_as_a_coding_file():
    """Whoever reads codings reads these."""
    assert CODING.names[:5] == ["commitment", "source", "verdict", "sure", "evidence"]


def test_identifiers_hang_on_the_statement(hostile):
    """The same statement gives the same identifier; another kind of part another."""
    first, second = Identifiers(hostile.study), Identifiers(hostile.study)
    assert first.code("1b") == second.code("1b") != first.verdict("1b")
