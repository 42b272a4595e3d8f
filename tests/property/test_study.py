"""What holds for any statement, codebook and manifest, however odd."""

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from analytics.errors import Fault, StudyError
from analytics.study.codebook import read_codebook
from analytics.study.documents import Statement
from analytics.study.entries import read_manifest
from analytics.study.normalisation import normalise_statement
from analytics.study.places import StatementPlaces

# what pages and mark-up are made of, and letters of several scripts
PAGES = st.text(alphabet=st.sampled_from("abzÄé海の하 .,:;()\"'-*_#|\\12\t\n\f"), max_size=200)
STATEMENTS = st.lists(st.from_regex(r"[A-Z][a-z海]{1,9}( [a-z]{1,9}){1,8}[.;]?", fullmatch=True), min_size=1, max_size=6)


def _faults(toml: str) -> tuple[Fault, ...]:
    """List the faults of a manifest that cannot be a whole one."""
    try:
        return read_manifest(toml, "study.toml").faults
    except StudyError as error:
        return error.faults


def _words(text: str) -> str:
    return "".join(character for character in text if character.isalnum())


@given(PAGES)
def test_normalising_loses_and_adds_no_letter(raw):
    """Only signs and blanks go; every letter and digit stays, in order."""
    assert _words(normalise_statement(raw)) == _words(raw)


@given(PAGES)
def test_normal_form_has_no_empty_lines_and_no_page_breaks(raw):
    """Every line has words, and no blank at its ends."""
    text = normalise_statement(raw)
    assert all(_words(line) and line == line.strip(" \t") for line in text.split("\n")) or text == ""
    assert "\f" not in text


@given(STATEMENTS, st.data())
def test_any_words_of_the_statement_are_found_verbatim(lines, data):
    """A quote cut from the statement is located, and its span gives the quote back."""
    statement = Statement("\n".join(lines), "en", "statement.txt", "0")
    line = data.draw(st.sampled_from(lines))
    first = data.draw(st.integers(0, len(line) - 1))
    quote = line[first : data.draw(st.integers(first + 1, len(line)))].strip()
    table = io.StringIO()
    csv.writer(table).writerows([["id", "quote"], ["1", quote or "x"]])
    commitments, faults = read_codebook(table.getvalue(), "codebook.csv", statement)
    if any(character.isalnum() for character in quote):
        assert faults == ()
        assert statement.text[commitments[0].start : commitments[0].end] == commitments[0].quote == quote


@given(st.text(max_size=120))
def test_any_codebook_gives_commitments_or_faults(text):
    """No table, however broken, makes the reader fail; every row is a commitment or a fault."""
    commitments, faults = read_codebook(text, "codebook.csv", Statement("They met.", "en", "statement.txt", "0"))
    assert commitments or faults


@given(st.text(max_size=120))
def test_any_manifest_is_refused_in_sentences(text):
    """No text that is no manifest fails in another way than by a StudyError with faults."""
    faults = _faults(text)
    assert faults
    assert all(fault.message for fault in faults)


@given(
    st.dictionaries(
        st.sampled_from(["title", "language", "statement", "sources", "x"]),
        st.recursive(
            st.integers() | st.booleans() | st.sampled_from(['"en"', '""', "2030-01-01", "1.5"]),
            lambda inner: st.lists(inner, max_size=2),
            max_leaves=4,
        ),
        max_size=5,
    )
)
def test_any_shape_of_manifest_is_refused_in_sentences(content):
    """Values of the wrong kind at any place give faults, never another error."""
    toml = "\n".join(f"{key} = {str(value).replace(chr(39), '').lower()}" for key, value in content.items())
    assert _faults(toml)


@given(st.text(max_size=60), st.text(max_size=40))
def test_nearest_place_lies_in_the_statement(text, quote):
    """A nearest place, where there is one, is a span of the statement."""
    near = StatementPlaces(text).nearest(quote)
    assert near is None or 0 <= near[0] < near[1] <= len(text)
