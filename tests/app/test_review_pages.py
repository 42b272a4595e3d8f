"""Review and Agreement in several states of the world."""

from __future__ import annotations

import html
import shutil
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from analytics.dashboard.strings import agreement as agreement_words
from analytics.dashboard.strings import review as words
from analytics.dashboard.views.review import ON_SCREEN
from analytics.reviews import ReviewStore, import_reviews, review_cell, study_key
from analytics.study.manifest import load_study
from analytics.study.shipped import shipped_study
from tests.lists import listed, lists

if TYPE_CHECKING:
    from collections.abc import Callable

    from streamlit.testing.v1 import AppTest

    Opener = Callable[..., AppTest]


def shown(at: AppTest) -> str:
    """Return everything that a page wrote as HTML."""
    return "\n".join(element.proto.body for element in at.get("html"))


def begin(open_page: Opener, name: str = "Ann", study: Path | None = None, **address: str) -> AppTest:
    """Open the page Review and give a name."""
    at = open_page("review", study, **address)
    at.text_input(key="reviewer_name").set_value(name).run()
    assert not at.exception
    return at


def history(study: Path | None = None) -> pd.DataFrame:
    """Return every row that was kept."""
    return ReviewStore().history(study_key(load_study(study or shipped_study())))


def passages_key(at: AppTest) -> str:
    """Return the key of the list of passages that is shown."""
    return next(str(widget.key) for widget in at.multiselect if str(widget.key).startswith("review_passages"))


def test_without_a_name_the_page_teaches(open_page: Opener) -> None:
    """Before anything can be saved the page says how it works, and asks who is there."""
    at = open_page("review")
    assert words.WHO_ARE_YOU in shown(at)
    assert [button.key for button in at.button if str(button.key).startswith("review_")] == []


def test_a_second_key_before_the_next_cell_is_drawn_changes_nothing(open_page: Opener) -> None:
    """It was pressed blindly: neither the cell before it nor the next one gets a verdict."""
    at = begin(open_page)
    at.button(key="review_omitted").click().run()
    saved = len(history())
    del at.session_state[ON_SCREEN]  # as it stands while the page is being drawn
    at.button(key="review_omitted").click().run()
    assert len(history()) == saved
    at.button(key="review_omitted").click().run()
    assert len(history()) == saved + 1


def test_nothing_of_one_study_goes_over_into_another(
    open_page: Opener, one_source: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two studies with cells of the same names: what was put off, typed, marked or said in one is not so in the other."""
    other = Path(shutil.copytree(one_source, tmp_path_factory.mktemp("other") / "study"))
    for file, change in (("study.toml", ("Lakes pact", "Rivers pact")), ("gazette.txt", ("The mayors", "All mayors"))):
        text = (other / file).read_text(encoding="utf-8")
        (other / file).write_text(text.replace(*change), encoding="utf-8")
    at = begin(open_page, study=one_source)
    first = passages_key(at).split(" ")[-1]
    at.button(key="review_later_button").click().run()
    second = passages_key(at).split(" ")[-1]
    at.text_area[0].set_value("of the lakes").run()
    at.multiselect(key=passages_key(at)).set_value(["p002"]).run()
    assert second != first

    monkeypatch.setenv("LEFTOUT_STUDY", str(other))
    at.run()
    assert passages_key(at).split(" ")[-1] == first
    at.button(key="review_later_button").click().run()
    assert at.text_area[0].value == ""
    assert "p002" not in at.multiselect(key=passages_key(at)).value
    at.button(key="review_omitted").click().run()
    assert "Saved: " in shown(at)

    monkeypatch.setenv("LEFTOUT_STUDY", str(one_source))
    at.run()
    assert "Saved: " not in shown(at)
    assert passages_key(at).split(" ")[-1] == second


def test_the_box_for_the_name_closes_and_opens_again(open_page: Opener) -> None:
    """Keys must not go on into the name; whoever changes it finds the old one to mend."""
    at = begin(open_page, "Ann <b>")
    assert "reviewer_name" not in [str(box.key) for box in at.text_input]
    assert "Ann &lt;b&gt;" in shown(at)
    at.button(key="change_name").click().run()
    assert at.text_input(key="reviewer_name").value == "Ann <b>"
    at.text_input(key="reviewer_name").set_value("Bea").run()
    assert '<strong dir="auto">Bea</strong>' in shown(at)


@pytest.mark.parametrize("page", ["review", "agreement"])
def test_nobody_takes_the_name_that_ends_disputes(open_page: Opener, page: str) -> None:
    """The page says so and asks on; the next name is taken."""
    two_reviewers()
    at = open_page(page, commitment="8a", source="decode39")
    at.text_input(key="reviewer_name").set_value(" Settled ").run()
    assert words.NO_NAME in shown(at)
    assert "reviewer" not in at.session_state
    assert "review_omitted" not in {button.key for button in at.button}
    at.text_input(key="reviewer_name").set_value("Eve").run()
    assert words.NO_NAME not in shown(at)
    assert '<strong dir="auto">Eve</strong>' in shown(at)


def test_a_verdict_is_kept_at_once_and_taken_back_by_a_row(open_page: Opener) -> None:
    """One click saves; undo leaves both rows and shows the cell again."""
    at = begin(open_page)
    first = passages_key(at)
    at.button(key="review_omitted").click().run()
    assert not at.exception
    assert list(history()["verdict"]) == ["omitted"]
    assert passages_key(at) != first
    at.button(key="review_undo").click().run()
    assert list(history()["kind"]) == ["verdict", "withdrawal"]
    assert passages_key(at) == first


def test_undo_gives_back_the_note_and_the_passages(open_page: Opener) -> None:
    """A slip of a key costs no work: after Undo both stand as they were, and go into the verdict that is meant."""
    at = begin(open_page, commitment="9a", source="newsoftheworld")
    at.multiselect(key=passages_key(at)).set_value(["p006"]).run()
    at.text_area[0].set_value("12 <b>markup</b> =1+1").run()
    at.button(key="review_omitted").click().run()
    at.button(key="review_undo").click().run()
    assert at.multiselect(key=passages_key(at)).value == ["p006"]
    assert at.text_area[0].value == "12 <b>markup</b> =1+1"
    at.button(key="review_partial").click().run()
    kept = history().iloc[-1]
    assert (kept["verdict"], kept["note"]) == ("partial", "12 <b>markup</b> =1+1")
    assert len(kept["evidence"]) > len("[]")


def test_a_cell_opened_again_shows_the_own_note(open_page: Opener) -> None:
    """Who comes back to a cell finds what was written there."""
    at = begin(open_page, commitment="9a", source="newsoftheworld")
    at.text_area[0].set_value("see paragraph 4").run()
    at.button(key="review_omitted").click().run()
    at.query_params["commitment"], at.query_params["source"] = "9a", "newsoftheworld"
    at.run()
    assert at.text_area[0].value == "see paragraph 4"


def test_every_third_cell_is_drawn_by_lot(open_page: Opener) -> None:
    """Two cells by rank, one by lot, and so on; with the order by lot all are."""
    at = begin(open_page)
    for _ in range(6):
        at.button(key="review_omitted").click().run()
    assert list(history()["route"]) == ["queue", "queue", "random"] * 2
    at = begin(open_page, queue=words.ORDERS[1])
    at.button(key="review_omitted").click().run()
    assert history()["route"].iloc[-1] == "random"


@pytest.mark.parametrize("queue", words.ORDERS)
def test_nothing_is_drawn_by_lot_while_cells_are_filtered_out(open_page: Opener, queue: str) -> None:
    """Four cells that the program calls omitted are no sample of the outlet, and the page says so; a filter of outlets changes nothing."""
    at = begin(open_page, queue=queue, verdict="omitted")
    for _ in range(4):
        assert words.IS_FILTERED in html.unescape(shown(at))
        assert "review_back" not in {button.key for button in at.button}
        at.button(key="review_omitted").click().run()
    assert list(history()["route"]) == ["chosen"] * 4
    at = begin(open_page, queue=queue, outlet="Decode39")
    for _ in range(3):
        assert words.IS_FILTERED not in html.unescape(shown(at))
        at.button(key="review_omitted").click().run()
    assert "random" in set(history()["route"].iloc[4:])


def test_lots_behind_one_put_off_wait_until_it_is_checked(open_page: Opener) -> None:
    """The first lot is left for later, two are checked and do not count; the page says for which cell, and leads there; then three do."""
    at = begin(open_page, queue=words.ORDERS[1], outlet="Decode39")
    first = passages_key(at)
    at.button(key="review_later_button").click().run()
    for _ in range(2):
        at.button(key="review_omitted").click().run()
    assert "2 cells drawn by lot do not count yet" in shown(at)
    assert "None that counts was drawn by lot yet." in shown(at)
    assert "<td>2 of 62</td><td>0</td>" in shown(at)
    at.button(key="review_waits decode39").click().run()
    assert passages_key(at) == first
    at.button(key="review_omitted").click().run()
    assert "not count yet" not in shown(at)
    assert "<td>3 of 62</td><td>3</td>" in shown(at)
    assert "Of those drawn by lot: 2 of 2" in shown(at)
    at.button(key="review_omitted").click().run()
    assert "<td>4 of 62</td><td>4</td>" in shown(at)


def test_told_needs_a_passage(open_page: Opener) -> None:
    """A cell cannot be called covered without a quote; with one it can, and the quote is kept."""
    at = begin(open_page)
    at.multiselect(key=passages_key(at)).set_value([]).run()
    at.button(key="review_covered").click().run()
    assert words.NEEDS_PASSAGE in shown(at)
    assert history().empty
    at.multiselect(key=passages_key(at)).set_value(["p002"]).run()
    at.button(key="review_covered").click().run()
    row = history().iloc[0]
    assert row["verdict"] == "covered"
    source = next(each for each in load_study(shipped_study()).sources if each.id == row["source"])
    start, end = eval(row["evidence"])[0]  # noqa: S307  a list of numbers that we wrote ourselves
    assert 0 < start < end <= len(source.text)


def test_a_corrected_verdict_shows_everywhere_and_can_be_switched_off(open_page: Opener) -> None:
    """The proof names the reviewer; with the switch off the program's probabilities are back."""
    study = load_study(shipped_study())
    ReviewStore().add([review_cell(study, "decode39", "4c", "omitted", reviewer="Ann <b>")])
    address = {"commitment": "4c", "source": "decode39"}
    at = open_page("coverage", **address)
    assert "Checked by Ann &lt;b&gt;" in shown(at)
    at.toggle(key="reviews").set_value(False).run()
    assert "Checked by" not in shown(at)
    assert "Probability: covered" in shown(at)


def test_pages_say_that_reviews_are_switched_off(open_page: Opener) -> None:
    """Also where the side bar is folded away; pages on which reviews change nothing do not."""
    study = load_study(shipped_study())
    ReviewStore().add([review_cell(study, "decode39", cell, "omitted", reviewer="Ann") for cell in ("4c", "6b")])
    for page in ("overview", "coverage", "omissions", "compare", "reader"):
        assert words.switched_off(2) in html.unescape(shown(open_page(page, reviews="no"))), page
        assert "switched off" not in shown(open_page(page)), page
    assert "switched off" not in shown(open_page("concordance", reviews="no"))


def test_overview_says_how_many_verdicts_are_those_of_people(open_page: Opener) -> None:
    """Two cells are Ann's; with the switch off, and without reviews, the sentence is gone."""
    assert "Verdicts of reviewers" not in shown(open_page("overview"))
    study = load_study(shipped_study())
    ReviewStore().add([review_cell(study, "decode39", cell, "omitted", reviewer="Ann") for cell in ("4c", "6b")])
    assert "Verdicts of reviewers stand in place of the program's in 2 cells" in html.unescape(shown(open_page("overview")))
    assert "Verdicts of reviewers" not in shown(open_page("overview", reviews="no"))


def test_a_checked_cell_is_marked_on_every_page_that_shows_it(open_page: Opener) -> None:
    """Decode39 tells 4c, Ann says it does not: Omissions, Compare and the reader mark her verdict, and without reviews none does."""
    study = load_study(shipped_study())
    ReviewStore().add([review_cell(study, "decode39", "4c", "omitted", reviewer="Ann")])
    cell = {"commitment": "4c", "source": "decode39"}
    for is_on in (True, False):
        switch = {} if is_on else {"reviews": "no"}
        omissions = listed(open_page("omissions", **switch), "omissions_surprising")
        assert [tuple(row) for row in omissions.loc[omissions["name"].str.endswith(" ✓"), ["commitment", "name"]].to_numpy()] == (
            [("4c", "Decode39 ✓")] if is_on else []
        )
        compared = open_page("compare", compare=["Decode39", "alexa.ng"], **cell, **switch)
        units = listed(compared, "compare_units").set_index("commitment")
        assert units["decode39"].str.endswith("✓").sum() == int(is_on)
        assert units.loc["4c", "decode39"] == ("○ omitted ✓" if is_on else "● covered")
        assert ("omitted ✓" in shown(compared)) == is_on
        assert ("omitted ✓" in shown(open_page("reader", **cell, **switch))) == is_on


def test_blind_hides_what_program_and_others_say(open_page: Opener) -> None:
    """In a blind round neither the program's verdict nor Ben's stand on the page, nothing is marked, and there is nothing to accept."""
    study = load_study(shipped_study())
    ReviewStore().add([review_cell(study, "decode39", "4c", "omitted", reviewer="Ben", note="a secret")])
    address = {"commitment": "4c", "source": "decode39"}
    seen = begin(open_page, **address)
    assert "a secret" in shown(seen)
    assert words.PROGRAM_SAYS in shown(seen)
    blind = begin(open_page, blind="true", **address)
    assert "a secret" not in shown(blind)
    assert words.PROGRAM_SAYS not in shown(blind)
    assert blind.multiselect(key=passages_key(blind)).value == []
    assert "review_accept" not in {button.key for button in blind.button}


def test_a_long_note_with_markup_is_refused_and_a_short_one_is_text(open_page: Opener) -> None:
    """100 kB are refused in a sentence and nothing is lost; markup in a note is shown as letters."""
    at = begin(open_page, commitment="4c", source="decode39")
    note = next(area for area in at.text_area if str(area.key).startswith("review_note"))
    note.set_value("<b>x</b>" * 12_500).run()
    at.button(key="review_omitted").click().run()
    assert words.CANNOT_KEEP in shown(at)
    assert "at most 20,000" in shown(at)
    assert history().empty
    note = next(area for area in at.text_area if str(area.key).startswith("review_note"))
    note.set_value("<img src=x onerror=alert(1)> =1+1").run()
    at.button(key="review_omitted").click().run()
    at = begin(open_page, commitment="4c", source="decode39")
    assert "&lt;img src=x onerror=alert(1)&gt; =1+1" in shown(at)
    assert "<img src=x" not in shown(at)


def test_a_text_that_changed_since_is_said(open_page: Opener, one_source: Path) -> None:
    """After the article was edited the page says that a review no longer fits, and shows the program's verdict."""
    ReviewStore().add([review_cell(load_study(one_source), "gazette", "2a", "omitted", reviewer="Ann")])
    article = one_source / "gazette.txt"
    article.write_text(article.read_text(encoding="utf-8") + "One more sentence.\n", encoding="utf-8")
    at = begin(open_page, study=one_source)
    assert words.OUTDATED in shown(at)
    assert "another text" in shown(at)
    assert "Checked by" not in shown(open_page("coverage", one_source, commitment="2a", source="gazette"))


def noted(note: str, reviewer: str = "Ann", verdict: str = "covered") -> None:
    """Keep a verdict with a note on commitment 8a in decode39."""
    study = load_study(shipped_study())
    at = "2026-03-04T05:06:07+00:00"
    ReviewStore().add([review_cell(study, "decode39", "8a", verdict, reviewer=reviewer, note=note, at=at)])  # type: ignore[arg-type]


def test_a_note_stands_by_the_cell_with_who_and_when(open_page: Opener) -> None:
    """On Coverage, Omissions and in the reader; escaped, of every reviewer whose verdicts are in place, the newest first."""
    noted("Second <b>paragraph</b>, " + chr(0x202E) + "see =A1.")
    noted("I doubt it.", "Ben", "partial")
    for page in ("coverage", "reader"):
        told = shown(open_page(page, commitment="8a", source="decode39"))
        assert "Ann, covered, 2026-03-04 05:06 UTC" in told
        assert "Second &lt;b&gt;paragraph&lt;/b&gt;, " in told
        assert chr(0x202E) not in told
        assert told.index("I doubt it.") < told.index("Second")


def test_notes_go_with_the_reviews_that_are_in_place(open_page: Opener) -> None:
    """With reviews switched off nobody's note is shown; with Ann's alone in place only hers."""
    noted("Hers.")
    noted("His.", "Ben")
    assert "Hers." not in shown(open_page("coverage", commitment="8a", source="decode39", reviews="false"))
    told = shown(open_page("coverage", commitment="8a", source="decode39", by="Ann"))
    assert "Hers." in told
    assert "His." not in told


def test_a_long_note_is_folded(open_page: Opener) -> None:
    """Its beginning is seen, the whole opens; an empty one is not shown at all."""
    noted("word " * 1000)
    told = shown(open_page("coverage", commitment="8a", source="decode39"))
    assert "<details" in told
    assert told.count("word ") > 1000
    noted("  ")
    assert words.NOTES not in shown(open_page("coverage", commitment="8a", source="decode39"))


def test_everything_read_ends_in_advice(open_page: Opener, one_source: Path) -> None:
    """After the last cell the page says so, and the rate is exact."""
    at = begin(open_page, study=one_source)
    for _ in range(2):
        at.button(key="review_omitted").click().run()
    assert words.NOTHING_LEFT in shown(at)
    assert "2 of 2" in shown(at)


def test_a_damaged_database_is_explained_and_the_rest_works(open_page: Opener, reviews_file: Path) -> None:
    """The pages of the study are drawn with the program's verdicts, and say in their middle what is wrong: a side bar may be folded."""
    reviews_file.write_bytes(b"no database at all, only text " * 50)
    before = reviews_file.read_bytes()
    for page in ("review", "agreement", "coverage"):
        at = open_page(page)
        assert not at.exception
        assert shown(at).count("damaged") == 1, "said once"
        assert "damaged" not in "".join(element.proto.body for element in at.sidebar.get("html"))
        assert "Nobody has checked" not in shown(at)
    assert reviews_file.read_bytes() == before


def test_a_locked_database_loses_no_click_in_silence(open_page: Opener, reviews_file: Path, monkeypatch: object) -> None:
    """While another program holds the file the click ends in a sentence; once it is free the same click works."""
    monkeypatch.setenv("LEFTOUT_REVIEWS", f"sqlite:///{reviews_file}?timeout=0.05")  # type: ignore[attr-defined]
    at = begin(open_page)
    at.button(key="review_omitted").click().run()
    holder = sqlite3.connect(reviews_file, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    at.button(key="review_omitted").click().run()
    assert "try again" in shown(at)
    holder.close()
    at.button(key="review_omitted").click().run()
    assert len(history()) == 2


def test_agreement_teaches_when_nobody_reviewed(open_page: Opener) -> None:
    """Without reviews the page says what it is for."""
    assert agreement_words.NOBODY in shown(open_page("agreement"))


def two_reviewers() -> None:
    """Keep the verdicts of two reviewers on four cells: they differ on one, 8a."""
    cells = {"1a": "covered", "2a": "covered", "8a": "omitted", "9a": "omitted"}
    study = load_study(shipped_study())
    for name, changes in (("Ann", {}), ("Ben", {"8a": "covered"})):
        verdicts = {**cells, **changes}
        frame = pd.DataFrame({"source": "decode39", "commitment": list(verdicts), "verdict": list(verdicts.values())})
        frame["start"], frame["end"] = frame["verdict"].map({"covered": 0}), frame["verdict"].map({"covered": 40})
        import_reviews(ReviewStore(), study, frame, name)


def test_agreement_of_two_agrees_with_hand_calculation(open_page: Opener) -> None:
    """4 cells, 3 equal; covered-covered 2, omitted-omitted 1, one apart: alpha = 1 - (2/8) / (2*5*3/56) = 0.53."""
    two_reviewers()
    at = open_page("agreement")
    assert not at.exception
    assert "They agree on 3 of 4 cells" in [header.value for header in at.header]
    assert "Krippendorff's alpha of Ann and Ben: 0.53 over 4 cells" in shown(at).replace("&#x27;", "'")


def test_figures_of_agreement_say_interval_and_denominator(open_page: Opener) -> None:
    """3 of 4 equal: Wilson 0.30 to 0.95. Covered: F1 0.80 of the 3 cells that either calls so, 2 shared: 0.34 to 0.97."""
    two_reviewers()
    first = listed(open_page("agreement"), "coder_figures").iloc[0]
    assert first["equal"] == "0.75 (0.30 to 0.95)"
    assert first["F1 covered"] == "0.80 (0.34 to 0.97) of 3"
    assert first["F1 partial"] == "–"


def test_a_disagreement_is_settled_by_a_named_row(open_page: Opener) -> None:
    """The chosen row shows both sides; settling writes a verdict with the passages of whoever said so."""
    two_reviewers()
    at = open_page("agreement", commitment="8a", source="decode39")
    assert at.button(key="settle_covered").disabled
    assert agreement_words.SAY_WHO_SETTLES in shown(at)
    at.text_input(key="reviewer_name").set_value("Cay <b>").run()
    at.button(key="settle_covered").click().run()
    row = history().iloc[-1]
    assert (row["reviewer"], row["verdict"], row["evidence"]) == ("settled", "covered", "[[0, 40]]")
    assert "Ann (omitted), Ben (covered)" in row["note"]
    assert "1 disagreement, 0 to settle" in [header.value for header in at.header]
    assert f"Settled by Cay &lt;b&gt; on {row['at'][:10]}." in shown(at)
    there = shown(open_page("coverage", commitment="8a", source="decode39"))
    assert f"Settled by Cay &lt;b&gt; on {row['at'][:10]}. The program said " in there
    assert "Checked by" not in there
    assert "Reviewers differ" not in there


def test_the_name_given_on_review_settles(open_page: Opener) -> None:
    """Who gave a name in this visit is not asked again."""
    two_reviewers()
    at = open_page("agreement", commitment="8a", source="decode39")
    at.session_state["reviewer"] = "Eve"
    at.run()
    assert "reviewer_name" not in [str(box.key) for box in at.text_input]
    at.button(key="settle_omitted").click().run()
    assert history()["note"].iloc[-1].startswith("settled by Eve\n")
    assert words.SETTLED_OMITTED in shown(open_page("coverage", commitment="8a", source="decode39"))


def test_an_older_settlement_says_that_it_is_settled(open_page: Opener) -> None:
    """It names nobody, and the page does not make a person of the word."""
    study = load_study(shipped_study())
    old = review_cell(
        study, "decode39", "4c", "omitted", reviewer="settled", note="settled between Ann (omitted)", at="2026-01-16T01:30:00+00:00"
    )
    ReviewStore().add([old])
    text = shown(open_page("coverage", commitment="4c", source="decode39"))
    assert "✓ Settled on 2026-01-16. The program said " in text
    assert "Checked by" not in text


@pytest.mark.parametrize("page", ["coverage", "omissions", "reader"])
def test_the_proof_says_that_reviewers_differ(open_page: Opener, page: str) -> None:
    """Ann omitted, Ben covered and the newer: both stand by the cell, and where one agrees nothing is said."""
    two_reviewers()
    differing = "Reviewers differ: Ann omitted, Ben covered. The newest counts until it is settled on Agreement."
    assert differing in shown(open_page(page, commitment="8a", source="decode39"))
    assert "Reviewers differ" not in shown(open_page(page, commitment="1a", source="decode39"))


def test_only_reviewers_who_count_differ(open_page: Opener) -> None:
    """With Ann alone there is nobody to differ from; a settlement that is filtered out is not promised."""
    two_reviewers()
    cell = {"commitment": "8a", "source": "decode39"}
    assert "Reviewers differ" not in shown(open_page("coverage", by="Ann", **cell))
    ReviewStore().add([review_cell(load_study(shipped_study()), "decode39", "8a", "partial", reviewer="settled", evidence=((0, 40),))])
    assert "Reviewers differ" not in shown(open_page("coverage", **cell))
    chosen = shown(open_page("coverage", by=["Ann", "Ben"], **cell))
    assert "Ann omitted, Ben covered. The newest counts, since the settlement is not among the reviewers chosen." in chosen


def test_no_finding_rests_on_a_cell_in_dispute(open_page: Opener) -> None:
    """Every outlet but one tells 3a, says Ann; Ben calls that one covered, Ann later omitted: no sure omission until it is settled."""
    study = load_study(shipped_study())
    first, *others = [source.id for source in study.sources]
    told = [review_cell(study, source, "3a", "covered", reviewer="Ann", evidence=((0, 40),)) for source in others]
    ben = review_cell(study, first, "3a", "covered", reviewer="Ben", evidence=((0, 40),))
    ReviewStore().add([*told, review_cell(study, first, "3a", "omitted", reviewer="Ann")])
    label = next(unit.label for unit in study.commitments if unit.id == "3a")
    finding = f"leaves out “{label}”, which all {len(others)} other sources tell."
    assert finding in shown(open_page("overview"))
    ReviewStore().add([ben, review_cell(study, first, "3a", "omitted", reviewer="Ann")])
    assert finding not in shown(open_page("overview"))
    ReviewStore().add([review_cell(study, first, "3a", "omitted", reviewer="settled")])
    assert finding in shown(open_page("overview"))


def test_agreement_opens_on_the_pair_that_shares_most(open_page: Opener) -> None:
    """Ann and Ben share no cell, Ann and Dan one, Cay and Dan two; a tie goes by name."""
    study = load_study(shipped_study())
    cells = {"Ann": ["1a"], "Ben": ["3a"], "Dan": ["1a", "8a", "9a"], "Cay": ["8a", "9a"]}
    checked = [review_cell(study, "decode39", unit, "omitted", reviewer=name) for name, units in cells.items() for unit in units]
    ReviewStore().add(checked)
    at = open_page("agreement")
    assert at.multiselect(key="coders").value == ["Cay", "Dan"]
    assert "They agree on 2 of 2 cells" in [header.value for header in at.header]
    ReviewStore().add(
        [review_cell(study, "decode39", "8a", "omitted", reviewer="ann"), review_cell(study, "decode39", "9a", "omitted", reviewer="ann")]
    )
    assert open_page("agreement").multiselect(key="coders").value == ["ann", "Cay"]


def test_a_blind_reviewer_is_kept_from_the_verdicts_of_others(open_page: Opener) -> None:
    """While the round is blind the page shows no verdict."""
    two_reviewers()
    at = open_page("agreement", blind="true")
    assert agreement_words.IS_BLIND in shown(at)
    assert lists(at) == {}


def test_the_program_is_compared_like_a_person(open_page: Opener) -> None:
    """One reviewer is compared with the program without further ado."""
    study = load_study(shipped_study())
    ReviewStore().add([review_cell(study, "decode39", "1a", "omitted", reviewer="Ann")])
    at = open_page("agreement")
    assert not at.exception
    assert at.multiselect(key="coders").value == ["Ann", "the program"]
