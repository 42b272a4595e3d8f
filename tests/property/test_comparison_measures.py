"""What holds for omissions and reuse of any study."""

import unicodedata

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.language.passages import split_passages
from analytics.language.reading import ReadText
from analytics.language.tokens import tokenize
from analytics.measures.omissions import omission_table
from analytics.measures.reuse import reuse_tables
from tests.strategies import languages, prose, wild_texts

_QUICK = settings(max_examples=25, deadline=None)


def _read(text: str, language: str = "en") -> ReadText:
    passages = split_passages(text, language)
    return ReadText(text, language, passages, tuple(tokenize(p.text, language, offset=p.start) for p in passages), ())


def _bare(text: str) -> str:
    """Keep the letters and digits alone, as they are compared: compatible form, lower case."""
    return "".join(letter for letter in unicodedata.normalize("NFKC", text).casefold() if letter.isalnum())


@st.composite
def _matrices(draw: st.DrawFn, least_sources: int = 1) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    n_sources, n_units = draw(st.integers(least_sources, 5)), draw(st.integers(1, 6))
    chances = st.one_of(st.floats(0, 1), st.sampled_from([0.0, 1.0]))
    rows = [
        (f"s{source}", "X", f"u{unit}", "partial" if chance > 0.5 else "omitted", chance)
        for source in range(n_sources)
        for unit in range(n_units)
        for chance in [draw(chances)]
    ]
    coverage = pd.DataFrame(rows, columns=["source", "outlet", "commitment", "verdict", "p_mentioned"])
    sources = pd.DataFrame(
        {
            "source": [f"s{n}" for n in range(n_sources)],
            "words": draw(st.lists(st.integers(0, 900), min_size=n_sources, max_size=n_sources)),
        }
    )
    strengths = draw(st.lists(st.integers(0, 4), min_size=n_units, max_size=n_units))
    units = {"commitment": [f"u{n}" for n in range(n_units)], "strength": strengths, "start": list(range(n_units)), "words": [9] * n_units}
    return coverage, sources, pd.DataFrame(units)


@_QUICK
@given(_matrices())
def test_chances_are_chances_and_surprise_is_never_negative(study):
    """Expected lies within 0 and 1, surprise at 0 or above; both are undefined together, and always for one source or commitment."""
    table = omission_table(*study)
    known = table.dropna(subset=["expected"])
    assert known["expected"].between(0, 1, inclusive="neither").all()
    assert (known["surprise"] >= 0).all()
    assert table["expected"].isna().equals(table["surprise"].isna())
    if min(table["source"].nunique(), table["commitment"].nunique()) == 1:
        assert table["expected"].isna().all()
    assert (table["n_others_telling"] <= table["n_others"]).all()


@_QUICK
@given(_matrices(least_sources=2), st.randoms(use_true_random=False))
def test_the_order_of_sources_changes_no_number(study, random):
    """Whoever comes first, each cell keeps its figures."""
    coverage, sources, units = study
    order = list(sources["source"])
    random.shuffle(order)
    shuffled = pd.concat([coverage[coverage["source"] == source] for source in order])
    one = omission_table(coverage, sources, units).set_index(["source", "commitment"])
    other = omission_table(shuffled, sources.sample(frac=1, random_state=1), units).set_index(["source", "commitment"]).loc[one.index]
    assert one["left_out_by"].equals(other["left_out_by"])
    assert one["expected"].to_numpy() == pytest.approx(other["expected"].to_numpy(), abs=1e-7, nan_ok=True)


@st.composite
def _borrowing_texts(draw: st.DrawFn) -> list[str]:
    """Draw texts each of which takes some stretch of the first into its middle."""
    first = draw(prose(min_words=20))
    cuts = draw(st.lists(st.tuples(st.integers(0, 60), st.integers(80, 300)), min_size=2, max_size=3))
    return [first, *(f"{draw(prose())} {first[start:end]} {draw(prose())}" for start, end in cuts)]


@_QUICK
@given(_borrowing_texts(), languages())
def test_shared_strings_are_verbatim_in_both_texts(texts, language):
    """Both spans hold the same letters and digits; the text of the row is that of the first; shares are shares of the words."""
    statement, *articles = texts
    reads = {f"s{number}": _read(text, language) for number, text in enumerate(articles)}
    reuse, similarity = reuse_tables(reads, {}, _read(statement, language))
    for row in reuse.itertuples():
        text, other = reads[row.source].text, reads[row.other].text if row.other else statement
        assert text[row.start : row.end] == row.text
        assert _bare(row.text) == _bare(other[row.other_start : row.other_end]) != ""
    assert (similarity["words"] <= similarity["total_words"]).all()
    assert similarity["share"].dropna().between(0, 1).all()
    assert similarity["jaccard"].dropna().between(0, 1).all()


@_QUICK
@given(wild_texts(), languages())
def test_a_text_beside_itself_is_wholly_shared_or_too_short(text, language):
    """A copy shares one string from first to last unit, or none where the text has too few units; any text may come."""
    reuse, similarity = reuse_tables({"a": _read(text, language), "b": _read(text, language)}, {}, _read("x", language))
    pairs = similarity[similarity["kind"] == "source"]
    assert pairs["jaccard"].dropna().eq(1).all()
    if pairs["strings"].sum():
        whole = reuse.groupby("source").agg(start=("start", "min"), end=("end", "max"))
        assert (whole.loc["a"] == whole.loc["b"]).all()
        assert np.isclose(pairs["share"].iloc[0], pairs["share"].iloc[1])


@_QUICK
@given(_borrowing_texts(), st.randoms(use_true_random=False))
def test_the_order_of_sources_changes_no_share(texts, random):
    """Shares, strings and spans belong to the texts, not to their order."""
    statement, *articles = texts
    reads = {f"s{number}": _read(text) for number, text in enumerate(articles)}
    order = list(reads)
    random.shuffle(order)
    for one, other in zip(
        reuse_tables(reads, {}, _read(statement)), reuse_tables({name: reads[name] for name in order}, {}, _read(statement)), strict=True
    ):
        keys = ["source", "kind", "other", *(["start"] if "start" in one else [])]
        pd.testing.assert_frame_equal(
            one.sort_values(keys).reset_index(drop=True), other.sort_values(keys).reset_index(drop=True), check_exact=False
        )
