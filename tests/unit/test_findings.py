"""Sentences written from tables, on a study of four commitments and two sources counted by hand."""

from dataclasses import dataclass, field

import pandas as pd
import pytest

from analytics.findings import left_out_by_all, write_findings
from analytics.schema import TABLES

VERDICTS = {"a": ["covered", "covered", "omitted", "omitted"], "b": ["covered", "omitted", "partial", "omitted"]}
P_COVERED = {"covered": 0.9, "partial": 0.2, "omitted": 0.1}
P_MENTIONED = {"covered": 0.95, "partial": 0.8, "omitted": 0.2}


def _empty(name: str) -> pd.DataFrame:
    return pd.DataFrame(columns=TABLES[name].names)


@dataclass
class TinyTables:
    """Four commitments in two themes; the last is a decision that nobody tells."""

    sources: pd.DataFrame
    commitments: pd.DataFrame
    coverage: pd.DataFrame
    rates: pd.DataFrame
    emphasis: pd.DataFrame
    discrepancies: pd.DataFrame
    omissions: pd.DataFrame = field(default_factory=lambda: _empty("omissions"))
    similarity: pd.DataFrame = field(default_factory=lambda: _empty("similarity"))
    fidelity: pd.DataFrame = field(default_factory=lambda: _empty("fidelity"))


@pytest.fixture
def tables() -> TinyTables:
    """Outlet A tells 2 of 4 in full; outlet B tells 1 in full and 1 in part."""
    commitments = pd.DataFrame(
        {
            "commitment": ["1a", "1b", "1c", "2a"],
            "theme": ["Trade", "Trade", "Trade", "Space"],
            "act": ["fact", "intention", "intention", "decision"],
            "strength": [0, 2, 2, 4],
            "label": ["Meeting", "Aim", "Other aim", "Decide on orbit"],
        }
    )
    rows = [
        {"source": source, "outlet": source.upper(), "commitment": unit, "theme": theme, "verdict": verdict}
        for source, verdicts in VERDICTS.items()
        for unit, theme, verdict in zip(commitments["commitment"], commitments["theme"], verdicts, strict=True)
    ]
    coverage = pd.DataFrame(rows)
    coverage["p_covered"], coverage["p_mentioned"] = coverage["verdict"].map(P_COVERED), coverage["verdict"].map(P_MENTIONED)
    rates = pd.DataFrame(
        {
            "source": ["a", "b"], "outlet": ["A", "B"], "dimension": "all", "n": 4, "n_covered": [2, 1], "n_partial": [0, 1],
            "coverage_rate": [0.5, 0.3], "coverage_low": [0.4, 0.2], "coverage_high": [0.6, 0.45],
        }
    )  # fmt: skip
    sources = pd.DataFrame({"source": ["a", "b"], "outlet": ["A", "B"], "words": [1200, 300]})
    return TinyTables(
        sources, commitments, coverage, rates, _empty("emphasis"), _empty("discrepancies"), _empty("omissions"), _empty("similarity")
    )


def test_left_out_by_all_lists_what_nobody_tells(tables: TinyTables) -> None:
    """Only 2a is omitted by both; its mean probability of being omitted is 1 - 0.2."""
    rows = left_out_by_all(tables.coverage, tables.commitments)
    assert rows["commitment"].tolist() == ["2a"]
    assert rows["p_omitted"].tolist() == pytest.approx([0.8])


def test_breadth_counts_told_and_full(tables: TinyTables) -> None:
    """A and B tell two each; the tie goes to the first of the study."""
    first = write_findings(tables)[0]
    assert first.sentence == "A tells most: 2 of 4 commitments, 2 in full. B tells least: 2 of 4 commitments, 1 in full."
    assert first.basis == "Expected share covered in full: A 50% (interval 40% to 60%); B 30% (interval 20% to 45%)."


def test_what_all_left_out_names_the_binding_one(tables: TinyTables) -> None:
    """The example is the decision, and the basis says what was compared."""
    finding = next(finding for finding in write_findings(tables) if finding.kind == "left out by all")
    assert finding.sentence == "1 of 4 commitments is left out by every source: “Decide on orbit”."
    assert finding.basis == "Compared: 2 sources, 1,500 words."
    assert finding.commitment == "2a"


def test_silent_theme_is_named(tables: TinyTables) -> None:
    """Nothing of Space is told by anyone: 1 commitment, 2 cells."""
    finding = next(finding for finding in write_findings(tables) if finding.kind == "theme left out")
    assert finding.theme == "Space"
    assert finding.basis == "2 cells, all omitted."


def test_study_without_sources_has_no_findings(tables: TinyTables) -> None:
    """Nothing compared, nothing claimed."""
    empty = TinyTables(
        tables.sources.iloc[:0], tables.commitments, tables.coverage.iloc[:0], tables.rates.iloc[:0], tables.emphasis, tables.discrepancies
    )
    assert write_findings(empty) == []


def test_the_outlet_that_contradicts_most_is_named(tables: TinyTables) -> None:
    """A tells 1a and 1b, and denies both; B denies one, but a person called that cell omitted, so it does not count."""
    columns = ["source", "outlet", "commitment", "verb", "fidelity"]
    cells = [
        ("a", "A", "1a", "will not", "contradicted"),
        ("a", "A", "1b", "refused to", "contradicted"),
        ("b", "B", "1a", "no", "contradicted"),
    ]
    tables.fidelity = pd.DataFrame(cells, columns=columns)
    tables.coverage.loc[(tables.coverage["source"] == "b") & (tables.coverage["commitment"] == "1a"), "verdict"] = "omitted"
    finding = next(finding for finding in write_findings(tables) if finding.kind == "contradicted")
    assert finding.sentence == "A says the contrary of 2 of 2 commitments that it tells, such as “Meeting”."
    assert finding.basis == "2 cells found in all, in the statement's language; each counts as told all the same: read the quote."
    assert (finding.source, finding.commitment) == ("a", "1a")


def test_undefined_rate_is_not_reported_as_zero(tables: TinyTables) -> None:
    """A source whose rate is undefined takes no part in the comparison."""
    tables.rates.loc[1, "coverage_rate"] = float("nan")
    assert write_findings(tables)[0].sentence == "A tells 2 of 4 commitments, 2 in full."


def test_several_left_out_count_the_binding_ones(tables: TinyTables) -> None:
    """With 1c gone too, two are left out, one of them a decision."""
    tables.coverage.loc[tables.coverage["commitment"] == "1c", "verdict"] = "omitted"
    finding = next(finding for finding in write_findings(tables) if finding.kind == "left out by all")
    assert finding.sentence == (
        "2 of 4 commitments are left out by every source; 1 of these is a decision or firm commitment, such as “Decide on orbit”."
    )


def test_one_source_is_called_the_only_one(tables: TinyTables) -> None:
    """Nobody tells most where nobody else tells."""
    alone = TinyTables(
        tables.sources.head(1), tables.commitments, tables.coverage.head(4), tables.rates.head(1), tables.emphasis, tables.discrepancies
    )
    sentences = [finding.sentence for finding in write_findings(alone)]
    assert sentences[0] == "A tells 2 of 4 commitments, 2 in full."
    assert sentences[1].startswith("2 of 4 commitments are left out by the only source")
    assert sentences[2] == "The whole theme “Space” is left out by the only source: 1 commitment."


def test_two_articles_of_one_outlet_are_told_apart(tables: TinyTables) -> None:
    """As in the charts: the outlet, with the id of the article."""
    tables.sources["outlet"] = "Herald"
    sentence = write_findings(tables)[0].sentence
    assert sentence == "Herald (a) tells most: 2 of 4 commitments, 2 in full. Herald (b) tells least: 2 of 4 commitments, 1 in full."


def test_names_of_the_study_are_cut_and_fenced(tables: TinyTables) -> None:
    """A label of 300 letters does not fill the page, and one that runs from right to left does not turn the sentence."""
    tables.commitments.loc[3, "label"] = "x" * 300
    tables.sources.loc[0, "outlet"] = "\u202eA"
    found = {finding.kind: finding.sentence for finding in write_findings(tables)}
    assert found["breadth"].startswith("\u2068\u202eA\u2069 tells most")
    assert "“" + "x" * 89 + "…”" in found["left out by all"]


SURPRISING = ("b", "B", "1b", "omitted", 0.9, 0.8, 2.1, 3, 2, "some sources")


def test_the_surprising_omission_is_sure_and_told_by_most(tables: TinyTables) -> None:
    """B left out 1b at a chance of 80%; the others surprise more, but are unsure, or told by one of three."""
    rows = [
        SURPRISING,
        ("b", "B", "1c", "omitted", 0.8, 0.95, 3.5, 3, 3, "only this source"),
        ("a", "A", "2a", "omitted", 1.0, 0.9, 3.3, 3, 1, "some sources"),
    ]
    tables.omissions = pd.DataFrame(rows, columns=TABLES["omissions"].names)
    (finding,) = [finding for finding in write_findings(tables) if finding.kind == "surprising"]
    assert finding.sentence == "B leaves out “Aim”, which 2 of 3 other sources tell."
    assert finding.basis == "Chance of being told, from the other cells: 80%; probability that it is left out: 90%."
    assert (finding.source, finding.commitment) == ("b", "1b")
    tables.omissions = tables.omissions.assign(p_omitted=0.9, n_others_telling=3)
    (finding,) = [finding for finding in write_findings(tables) if finding.kind == "surprising"]
    assert finding.sentence == "B leaves out “Other aim”, which all 3 other sources tell."


def test_that_the_parties_met_surprises_last(tables: TinyTables) -> None:
    """1a, a fact, surprises more than 1b: what was agreed goes before it; alone it is named."""
    rows = [("b", "B", "1a", "omitted", 0.95, 0.95, 3.9, 3, 3, "only this source"), SURPRISING]
    tables.omissions = pd.DataFrame(rows, columns=TABLES["omissions"].names)
    named = [[each.commitment for each in write_findings(tables) if each.kind == "surprising"]]
    tables.omissions = tables.omissions.iloc[:1]
    named.append([each.commitment for each in write_findings(tables) if each.kind == "surprising"])
    assert named == [["1b"], ["1a"]]


@pytest.mark.parametrize(
    "change", [{"n_others": 2}, {"expected": 0.5}, {"expected": float("nan")}, {"p_omitted": 0.84}, {"verdict": "partial"}]
)
def test_few_sources_or_a_low_chance_are_no_surprise(tables: TinyTables, change: dict[str, float]) -> None:
    """Two others carry too little; a chance of one half is a coin; without a chance there is none; an unsure cell may be told."""
    tables.omissions = pd.DataFrame([SURPRISING], columns=TABLES["omissions"].names).assign(**change)
    assert not [finding for finding in write_findings(tables) if finding.kind == "surprising"]


def test_a_copy_is_named_with_its_share(tables: TinyTables) -> None:
    """B takes 240 of its 300 words from A; what stands in the statement is no copy of a source."""
    rows = [
        ("b", "B", "statement", "", 4, 290, 300, 0.97, 0.5, "copy"),
        ("b", "B", "source", "a", 3, 240, 300, 0.8, 0.2, "copy"),
        ("a", "A", "source", "b", 3, 240, 1200, 0.2, 0.2, ""),
    ]
    tables.similarity = pd.DataFrame(rows, columns=TABLES["similarity"].names)
    (finding,) = [finding for finding in write_findings(tables) if finding.kind == "copy"]
    assert finding.sentence == "B is a copy: 80% of its words stand word for word in A."
    assert finding.basis == "240 of 300 words; 1 of 2 sources share half or more of their words with another."


def test_what_reached_all_says_where_it_is_least_sure(tables: TinyTables) -> None:
    """Both tell 1a; B's cell, told with 0.6, is the least sure, and the finding leads there. What one alone tells counts for nothing."""
    is_least = (tables.coverage["source"] == "b") & (tables.coverage["commitment"] == "1a")
    tables.coverage.loc[is_least, "p_mentioned"] = 0.6
    tables.coverage.loc[(tables.coverage["source"] == "a") & (tables.coverage["commitment"] == "1b"), "p_mentioned"] = 0.5
    (finding,) = (each for each in write_findings(tables) if each.kind == "told by all")
    assert finding.basis == "Covered or partial in each; least sure is “Meeting” in B, told with probability 60%."
    assert (finding.commitment, finding.source) == ("1a", "b")
