"""The content of a report: what it says of a study whose numbers are known."""

from __future__ import annotations

import datetime
from dataclasses import fields, is_dataclass, replace

import pandas as pd
import pytest

from analytics.errors import SettingsError
from analytics.exports.report import LONGEST_NOTE, SECTIONS, ReportOptions
from analytics.exports.report.content import build_report
from analytics.exports.report.model import Facts, Figure, Grid, Matrix, Paragraph, Points, Proof, Telling
from analytics.exports.report.sections.matrix import checked_words
from analytics.measures.coverage.accuracy import accuracy_table
from analytics.measures.omissions import omission_table
from tests.report_tables import GAZETTE, STATEMENT, TREES, analysis


def section(report, name):
    """Return the blocks of a section."""
    return next(part.blocks for part in report.sections if part.id == name)


def only(blocks, kind):
    """Return the blocks of a kind."""
    return [block for block in blocks if isinstance(block, kind)]


def values(part, names):
    """Collect the values of fields by name, through everything that a report holds."""
    if isinstance(part, tuple):
        return [value for item in part for value in values(item, names)]
    if not is_dataclass(part) or isinstance(part, type):
        return []
    own = [getattr(part, field.name) for field in fields(part) if field.name in names and isinstance(getattr(part, field.name), str)]
    return own + [value for field in fields(part) for value in values(getattr(part, field.name), names)]


def grid(blocks, words):
    """Return the texts of the grid whose caption holds some words."""
    (found,) = (block for block in only(blocks, Grid) if words in block.caption)
    return [[cell.text for cell in row] for row in found.rows]


@pytest.fixture(scope="module")
def report():
    """Write the whole report once."""
    return build_report(analysis())


def test_it_says_what_was_compared(report):
    """Two commitments, two sources, 12 and 1,600 words, and who issued the statement when."""
    assert report.subtitle.endswith("Compared: 2 commitments of this statement, 2 sources, 1,612 words.")
    (facts,) = only(section(report, "compared"), Facts)
    assert dict(facts.rows) == {
        "Study": "Lakes pact",
        "Issued by": "The mayors",
        "Date": "2030-05-01",
        "Language": "English",
        "Commitments": "2 commitments in 2 themes",
    }
    sources = grid(section(report, "compared"), "2 sources")
    assert sources == [["Gazette", "–", "–", "English", "12", "–"], ["Herald", "–", "–", "English", "1,600", "https://example.org/a"]]


def test_it_says_how_much_each_source_tells(report):
    """Verdicts counted, the expected share, and its interval."""
    assert grid(section(report, "compared"), "How much")[1] == ["Herald", "1", "1", "0", "2", "50%", "10% to 90%"]


def test_findings_lead_to_their_proof(report):
    """Each finding stands with what was counted, and links to a section of the report."""
    (points,) = only(section(report, "findings"), Points)
    assert [point.text for point in points.items][:1] == [
        "Herald tells most: 2 of 2 commitments, 1 in full. Gazette tells least: 1 of 2 commitments, 1 in full."
    ]
    assert {point.link for point in points.items} <= set(SECTIONS)
    assert all(point.note for point in points.items)


def test_the_matrix_holds_every_verdict(report):
    """Rows in their themes, a close call where a probability is within 0.1 of one half, each cell linked to its own proof."""
    (matrix,) = only(section(report, "matrix"), Matrix)
    assert matrix.sources == ("Gazette", "Herald")
    assert [(theme, [row.id for row in rows]) for theme, rows in matrix.groups] == [("Nature", ["1a"]), ("Transport", ["1b"])]
    cells = [[(cell.verdict, cell.is_close, cell.link) for cell in row.cells] for _, rows in matrix.groups for row in rows]
    assert cells == [
        [("covered", False, "c1s1"), ("partial", True, "c1s2")],
        [("omitted", False, "c2s1"), ("covered", False, "c2s2")],
    ]


def test_the_evidence_shows_the_sentence(report):
    """Statement and article quoted in their context, the parts found and missing, what is told differently, and who left it out."""
    trees, ferry = only(section(report, "evidence"), Proof)
    assert trees.statement.before + trees.statement.marked + trees.statement.after == STATEMENT
    assert trees.statement.marked == TREES
    gazette, herald = trees.told
    assert gazette.sureness == "Probability: covered 90%, partial 6%, omitted 4%."
    assert gazette.quotes[0].before + gazette.quotes[0].marked + gazette.quotes[0].after == GAZETTE
    assert gazette.quotes[0].place == "Gazette, characters 11 to 45"
    assert (gazette.found, gazette.missing) == (("name: 4,000 trees",), ("number or date: 2030",))
    assert herald.differing == ("date: “2031”, where the statement says “2030”",)
    assert herald.sureness.endswith("A close call.")
    assert [(omission.anchor, omission.outlet) for omission in ferry.left_out] == [("c2s1", "Gazette")]


def test_every_link_leads_somewhere():
    """Whatever is linked has its anchor once, in the whole report and in one without evidence."""
    for sections in (SECTIONS, ("findings", "matrix", "omissions", "discrepancies")):
        made = build_report(analysis(), ReportOptions(sections=sections))
        anchors = [anchor for anchor in values(made, {"anchor", "id"}) if anchor and anchor not in {"1a", "1b"}]
        assert len(anchors) == len(set(anchors))
        assert set(filter(None, values(made, {"link"}))) <= set(anchors)
    assert "c1s1" not in anchors


def test_what_is_clearly_stressed_is_listed(report):
    """The Gazette's interval excludes equality, the Herald's does not."""
    assert [row[0] for row in grid(section(report, "themes"), "Clearly")] == ["Gazette"]
    assert grid(section(report, "themes"), "Themes")[1][:4] == ["Transport", "1", "1 of 2", "0"]


def test_sections_stand_in_their_own_order():
    """The order of the choice does not matter."""
    made = build_report(analysis(), ReportOptions(sections=("evidence", "findings")))
    assert [part.id for part in made.sections] == ["findings", "evidence"]


def test_outlets_restrict_every_table():
    """A report on the Herald alone holds no word of the Gazette, and says that it is restricted."""
    made = build_report(analysis(), ReportOptions(outlets=("Herald",)))
    assert made.restriction == "Restricted to 1 of 2 sources (Herald). “Every source” and “all” mean these."
    proofs = only(section(made, "evidence"), Proof)
    assert [[told.outlet for told in proof.told] for proof in proofs] == [["Herald"], ["Herald"]]
    assert grid(section(made, "compared"), "How much")[0][0] == "Herald"
    assert not only(section(made, "additions"), Grid)


def test_omissions_are_reckoned_among_the_chosen_outlets():
    """The Gazette's silence on the ferry surprises beside the Herald, which tells it; alone there is nothing to expect it from."""
    made = analysis()
    made = replace(made, omissions=omission_table(made.coverage, made.sources, made.commitments))
    both, alone = (build_report(made, ReportOptions(outlets=outlets, sections=("omissions",))) for outlets in ((), ("Gazette",)))
    assert grid(section(both, "omissions"), "The most surprising")[0][:3] == ["Gazette", "1b  Ferry", "1 of 1"]
    assert not [block for block in only(section(alone, "omissions"), Grid) if block.caption.startswith("The most surprising")]


def test_an_outlet_may_be_named_by_the_id_of_its_source():
    """The id h chooses the same as the outlet Herald."""
    by_id, by_name = (build_report(analysis(), ReportOptions(outlets=(name,), sections=("matrix",))) for name in ("h", "Herald"))
    assert by_id == by_name


def test_themes_restrict_commitments_and_count_rates_anew():
    """For Transport alone the Gazette's expected share is the 2 % of its one cell, not the 50 % of the whole study."""
    made = build_report(analysis(), ReportOptions(themes=("Transport",)))
    assert [proof.heading.text for proof in only(section(made, "evidence"), Proof)] == ["1b  Ferry"]
    gazette = grid(section(made, "compared"), "How much")[0]
    assert gazette[:6] == ["Gazette", "0", "0", "1", "1", "2%"]
    assert "1 of 2 commitments (themes: Transport)" in made.restriction


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (ReportOptions(sections=("figurs",)), "There is no section “figurs” here. Choose from: “findings”"),
        (ReportOptions(sections=()), "No section was chosen."),
        (ReportOptions(outlets=("Times",)), "There is no outlet “Times” here. Choose from: “Gazette”, “Herald”"),
        (ReportOptions(themes=("Sport",)), "There is no theme “Sport” here. Choose from: “Nature”, “Transport”."),
        (ReportOptions(note="x" * 100_000), f"The note has 100,000 characters; at most {LONGEST_NOTE:,} fit."),
    ],
)
def test_wrong_choices_are_told_in_sentences(options, found):
    """An unknown name, nothing at all, or a note that is too long."""
    with pytest.raises(SettingsError) as told:
        build_report(analysis(), options)
    assert found in str(told.value)


def test_the_note_stands_as_it_is():
    """Markup and formulas stay plain text; lines become paragraphs; control characters are shown."""
    made = build_report(analysis(), ReportOptions(note="=1+1\n\n<b>bold</b>\r\n\x07bell"))
    assert made.note == ("=1+1", "<b>bold</b>", "\u2407bell")


def test_a_day_stands_on_it_only_if_given():
    """Without one, nothing depends on the day."""
    assert build_report(analysis()).made == "Made with Leftout 9.9."
    assert build_report(analysis(), ReportOptions(made_on=datetime.date(2030, 6, 1))).made == "Made with Leftout 9.9 on 2030-06-01."


def test_checked_verdicts_are_marked():
    """A reviewer's verdict bears a mark in the matrix and says what the program had said; it is no close call any more."""
    whole = analysis()
    coverage = whole.coverage.assign(reviewer=["", "", "Ada", ""], program_verdict=["covered", "omitted", "omitted", "covered"])
    made = build_report(replace(whole, coverage=coverage))
    (matrix,) = only(section(made, "matrix"), Matrix)
    cells = [cell for _, rows in matrix.groups for row in rows for cell in row.cells]
    assert [(cell.is_checked, cell.is_close) for cell in cells] == [(False, False), (True, False), (False, False), (False, False)]
    trees = only(section(made, "evidence"), Proof)[0]
    assert [told.checked for told in trees.told] == ["", "Checked by Ada; the program said omitted."]


def test_a_settled_verdict_is_nobodys_in_particular():
    """“settled” is no name of a person."""
    row = {"reviewer": "settled", "verdict": "covered", "program_verdict": "omitted"}
    assert checked_words(row) == "Settled; the program said omitted."
    assert checked_words({**row, "program_verdict": "covered"}) == "Settled."


def test_what_is_told_as_the_contrary_is_said_beside_matrix_and_quote():
    """The Gazette's cell stays covered; below the matrix, in the findings and beside its quote stands that it denies the trees."""
    row = {"source": "s1", "outlet": "Gazette", "commitment": "1a", "act": "commitment", "strength": 4, "verb": "will not"}
    whole = analysis()
    source = str(whole.coverage["source"].iloc[0])
    fidelity = pd.DataFrame([{**row, "source": source, "told_act": "", "told_strength": None, "fidelity": "contradicted"}])
    made = build_report(replace(whole, fidelity=fidelity))
    named = only(section(made, "matrix"), Paragraph)[-1]
    assert named.text == "≠ Told, but as the contrary of what the statement says: Gazette: 1a."
    trees = only(section(made, "evidence"), Proof)[0]
    assert trees.told[0].force == (
        "≠ contradicted (“will not”): the article denies what the statement says, or says what it denies; it counts as told all the same",
    )
    assert any("Gazette says the contrary of 1 of 1 commitment that it tells" in sentence for sentence in values(made.sections, {"text"}))


def test_control_characters_are_shown_everywhere():
    """None is left in any string of the content, and a quote is as long as before."""
    made = build_report(analysis(label="Pl\x0bant", theme="Nat\x1bure", outlet="Gaz\x00ette", title="La\x85kes"))
    tellings = [told for proof in only(section(made, "evidence"), Proof) for told in proof.told]
    assert all(isinstance(told, Telling) for told in tellings)
    assert tellings[0].outlet == "Gaz\u2400ette"
    assert made.title == "La\ufffdkes"


def test_many_sources_have_a_figure_a_dozen_and_no_lanes():
    """Thirteen sources: two figures of shares, and a sentence in the place of the figures of themes."""
    whole = analysis()
    ids = [f"s{number}" for number in range(13)]
    one = {name: whole.table(name)[lambda frame: frame["source"] == "g"] for name in ("sources", "rates", "coverage")}
    many = {name: pd.concat([frame.assign(source=id_, outlet=id_) for id_ in ids], ignore_index=True) for name, frame in one.items()}
    made = build_report(replace(whole, **many), ReportOptions(sections=("figures", "matrix")))
    assert [figure.name for figure in only(section(made, "figures"), Figure)] == ["shares1", "shares2"]
    (matrix,) = only(section(made, "matrix"), Matrix)
    assert not matrix.has_words


def test_a_wide_study_has_several_matrices():
    """Twenty-one sources are two matrices, of twenty columns and of one."""
    whole = analysis()
    ids = [f"s{number}" for number in range(21)]
    one = {name: whole.table(name)[lambda frame: frame["source"] == "g"] for name in ("sources", "coverage")}
    many = {name: pd.concat([frame.assign(source=id_, outlet=id_) for id_ in ids], ignore_index=True) for name, frame in one.items()}
    matrices = only(section(build_report(replace(whole, **many), ReportOptions(sections=("matrix",))), "matrix"), Matrix)
    assert [(len(matrix.sources), matrix.caption) for matrix in matrices] == [
        (20, "Verdicts, sources 1 to 20 of 21"),
        (1, "Verdicts, sources 21 to 21 of 21"),
    ]


def test_provenance_and_limits_are_part_of_it(report):
    """Versions, hashes, measured accuracy and what the program cannot do."""
    assert ("Leftout", "9.9") in only(section(report, "provenance"), Facts)[0].rows
    assert grid(section(report, "provenance"), "Texts") == [["g.txt", "11"]]
    measured = accuracy_table().iloc[0]
    first = grid(section(report, "methods"), "accuracy")[0]
    assert first[:3] == [measured["data"], f"{measured['cells']:,}", f"{measured['kappa_w']:.2f}"]
    headings = values(section(report, "methods"), {"text"})
    assert "What it cannot do" in headings
    assert "Privacy" not in headings
