"""Any file at all, taken for a coding."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analytics.errors import StudyError
from analytics.study import load_study
from analytics.study.coding import find_quote, read_coding
from tests.strategies import wild_texts
from tests.studies import write_study

HEADER = "commitment,source,verdict,sure,evidence\n"


@given(content=st.one_of(wild_texts().map(str.encode), wild_texts().map(lambda text: (HEADER + text).encode()), st.binary(max_size=60)))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_file_is_read_or_refused_in_sentences(tmp_path, content):
    """Nothing but our own error is raised, and every fault says what to do."""
    study = load_study(write_study(tmp_path))
    (tmp_path / "coding.csv").write_bytes(content)
    try:
        faults = read_coding(tmp_path / "coding.csv", study).faults
    except StudyError as refused:
        faults = refused.faults
        assert faults
    assert all(fault.message.endswith(".") and (fault.row is None or fault.row >= 1) for fault in faults)


@given(before=wild_texts(10), quote=wild_texts(10), after=wild_texts(10))
@settings(max_examples=60, deadline=None)
def test_a_quote_is_found_where_it_stands(before, quote, after):
    """Every span holds the quote but for blanks, and a quote with words that stands in the text is found."""
    text = before + quote + after
    spans = find_quote(text, quote)
    assert bool(spans) == bool(quote.strip())
    assert all("".join(text[start:end].split()) == "".join(quote.split()) for start, end in spans)
