"""The page on which studies are made, mended, saved and opened."""

from __future__ import annotations

import datetime
import io
import os
import re
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from pypdf import PdfWriter

from analytics.dashboard import strings
from analytics.dashboard.escaping import as_label
from analytics.dashboard.making.draft import Draft
from analytics.dashboard.strings import study as words
from analytics.dashboard.study_files import StudyFiles
from analytics.settings import DraftLimits, default_studies_folder
from analytics.study import load_study
from analytics.study.archive import pack_study
from analytics.study.library import StudyLibrary
from tests import brought_files

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from streamlit.testing.v1 import AppTest

STATEMENT = "1. The mayors agreed to plant 4,000 trees by 2030 and to clean the lake.\n2. They welcomed the return of the ferry.\n"
ARTICLE = "The mayors agreed on Monday to plant 4,000 trees by 2030. A baker sold rolls."


def shown(at: AppTest) -> str:
    """Return everything that a page wrote as HTML."""
    return "\n".join(element.proto.body for element in at.get("html"))


def button(at: AppTest, label: str) -> None:
    """Press a button by its label."""
    next(each for each in at.button if each.label == label).click().run()


def step(at: AppTest, name: str) -> None:
    """Go to a step."""
    at.segmented_control(key="step").set_value(name).run()


def draft(at: AppTest) -> Draft:
    """Return what the visitor has made so far."""
    made = at.session_state["draft"]
    assert isinstance(made, Draft)
    return made


@pytest.fixture
def begun(open_page: Callable[..., AppTest]) -> AppTest:
    """Upload a statement and one article, as text files."""
    at = open_page("study")
    at.file_uploader(key="statement_file").upload("pact.txt", STATEMENT.encode()).run()
    step(at, words.STEPS[2])
    at.file_uploader(key="article_files_0").upload("gazette.txt", ARTICLE.encode()).run()
    return at


def test_an_uploaded_statement_is_split(open_page: Callable[..., AppTest]) -> None:
    """Two promises and a welcome are three commitments, each quoted word for word."""
    at = open_page("study")
    at.file_uploader(key="statement_file").upload("pact.txt", STATEMENT.encode()).run()
    assert not at.exception
    made = draft(at)
    assert made.statement is not None
    assert [unit.act for unit in made.commitments] == ["commitment", "commitment", "recognition"]
    assert all(made.statement.text[unit.start : unit.end] == unit.quote for unit in made.commitments)
    assert words.split_into(3, len({unit.theme for unit in made.commitments}), 23) in shown(at)


def test_who_issued_a_statement_and_when_is_read_and_can_be_mended(open_page: Callable[..., AppTest]) -> None:
    """Both fields show what the head of the text says; what the visitor writes instead stays, and goes into the study."""
    at = open_page("study")
    head = "PRESS RELEASE\nMinistry of Lakes\n\nArden, 3 May 2025\n\n"
    at.file_uploader(key="statement_file").upload("pact.txt", (head + STATEMENT).encode()).run()
    assert at.text_input(key="draft_issuer").value == "Ministry of Lakes"
    assert at.date_input(key="draft_day").value == datetime.date(2025, 5, 3)
    at.text_input(key="draft_issuer").input(" Two <b>mayors</b> ").run()
    at.date_input(key="draft_day").set_value(datetime.date(2025, 5, 4)).run()
    step(at, words.STEPS[2])
    at.file_uploader(key="article_files_0").upload("gazette.txt", ARTICLE.encode()).run()
    step(at, words.STEPS[0])
    assert (at.text_input(key="draft_issuer").value, at.date_input(key="draft_day").value) == (
        "Two <b>mayors</b>",
        datetime.date(2025, 5, 4),
    )
    step(at, words.STEPS[3])
    button(at, words.SAVE)
    saved = load_study(default_studies_folder() / StudyLibrary(default_studies_folder()).studies()[0].id).statement
    assert (saved.issuer, saved.date) == ("Two <b>mayors</b>", datetime.date(2025, 5, 4))


def test_an_emptied_issuer_and_day_stay_empty(open_page: Callable[..., AppTest]) -> None:
    """Who says that nobody knows is not told again what the head of the text says."""
    at = open_page("study")
    head = "PRESS RELEASE\nMinistry of Lakes\n\nArden, 3 May 2025\n\n"
    at.file_uploader(key="statement_file").upload("pact.txt", (head + STATEMENT).encode()).run()
    at.text_input(key="draft_issuer").input("").run()
    at.date_input(key="draft_day").set_value(None).run()
    assert (at.text_input(key="draft_issuer").value, at.date_input(key="draft_day").value) == ("", None)
    assert not at.exception


def test_words_of_a_statement_without_blanks_are_counted(open_page: Callable[..., AppTest]) -> None:
    """As everywhere else, its marks as none: 両市長 は 新 た な 航路 を 三本開設 する こと を 決定 し た."""
    at = open_page("study")
    at.file_uploader(key="statement_file").upload("ja.txt", "両市長は、新たな航路を三本開設することを決定した。".encode()).run()
    assert " 14 words" in shown(at)


def test_an_unreadable_statement_is_named_at_once(open_page: Callable[..., AppTest]) -> None:
    """Not only at the next click: whoever brings an empty file would wait for something to happen."""
    at = open_page("study")
    at.file_uploader(key="statement_file").upload("empty.txt", b"").run()
    assert "empty.txt: is empty" in shown(at)


def test_pasted_text_is_a_statement_as_well(open_page: Callable[..., AppTest]) -> None:
    """Without any file."""
    at = open_page("study")
    at.text_area(key="statement_text").input(STATEMENT)
    button(at, words.READ_PASTED)
    assert len(draft(at).commitments) == 3


def test_an_edit_in_the_table_reaches_the_codebook(begun: AppTest) -> None:
    """A new label stays when the visitor leaves the step and comes back."""
    step(begun, words.STEPS[1])
    version = begun.session_state.get("codebook_table_version", 0)
    begun.session_state[f"codebook_table_{version}"] = {
        "edited_rows": {"1": {"label": "Lake", "act": "priority"}},
        "added_rows": [],
        "deleted_rows": [],
    }
    begun.run()
    step(begun, words.STEPS[2])
    step(begun, words.STEPS[1])
    unit = draft(begun).commitments[1]
    assert (unit.label, unit.act, unit.strength) == ("Lake", "priority", 1)


def test_ticked_neighbours_are_merged_and_split_again(begun: AppTest) -> None:
    """What was merged can be split at the sign that the visitor puts."""
    step(begun, words.STEPS[1])
    version = begun.session_state.get("codebook_table_version", 0)
    ticks = {"0": {words.TICK: True}, "1": {words.TICK: True}}
    begun.session_state[f"codebook_table_{version}"] = {"edited_rows": ticks, "added_rows": [], "deleted_rows": []}
    begun.run()
    button(begun, words.MERGE)
    merged = draft(begun).commitments
    assert len(merged) == 2
    area = next(each for each in begun.text_area if each.label == words.SPLIT_WHERE)
    area.input(merged[0].quote.replace(" and to clean", " |and to clean")).run()
    button(begun, words.SPLIT_DO)
    assert [unit.quote.split()[0] for unit in draft(begun).commitments][1] == "and"


def test_a_wrong_file_is_named_and_the_others_are_kept(begun: AppTest) -> None:
    """A damaged Word file beside the article leaves a sentence with its name."""
    begun.file_uploader(key="article_files_1").upload("broken.docx", b"PK\x03\x04 no").run()
    assert "broken.docx" in shown(begun)
    assert len(draft(begun).articles) == 1


def test_the_same_article_is_not_added_twice(begun: AppTest) -> None:
    """Its text would count twice."""
    begun.file_uploader(key="article_files_1").upload("gazette.txt", ARTICLE.encode()).run()
    assert len(draft(begun).articles) == 1


def test_a_day_is_shown_as_it_will_be_saved(begun: AppTest) -> None:
    """Days of a spreadsheet in other forms are seen; a cell without one is empty; what is mended beside a day leaves it as it was."""
    rows = 'text,outlet,date\nThe ferry came.,Courier,16/03/2026\nNobody came.,Post,\nAll went.,Echo,"Fri, 16 Jan 2026 10:00:00 +0100"\n'
    begun.file_uploader(key="article_files_1").upload("days.csv", rows.encode()).run()
    (grid,) = (frame for frame in begun.dataframe if "date" in frame.value.columns)
    days = [None, datetime.date(2026, 3, 16), None, datetime.date(2026, 1, 16)]
    assert [None if pd.isna(day) else pd.Timestamp(day).date() for day in grid.value["date"]] == days
    assert grid.proto.placeholder == ""
    assert grid.proto.HasField("placeholder")
    next(each for each in begun.selectbox if str(each.key).startswith("article_table_record")).set_value(3).run()
    one(begun, "article_table_3_", "outlet").input("Evening Echo").run()  # type: ignore[attr-defined]
    assert [each.date for each in draft(begun).articles][1:] == ["16/03/2026", "", "Fri, 16 Jan 2026 10:00:00 +0100"]
    step(begun, words.STEPS[3])
    button(begun, words.SAVE)
    (saved,) = StudyLibrary(default_studies_folder()).studies()
    told = {source.outlet: source.date for source in load_study(default_studies_folder() / saved.id).sources}
    assert (told["Courier"], told["Post"], told["Evening Echo"]) == (days[1], None, days[3])


def test_many_copies_do_not_push_the_table_away(begun: AppTest) -> None:
    """Of eight copies five are told in sight; the other three are counted, and named behind that line."""
    rows = [f'"{ARTICLE} Copy of desk {number}.",Desk {number}' for number in range(8)]
    begun.file_uploader(key="article_files_1").upload("wire.csv", "\n".join(["text,outlet", *rows]).encode()).run()
    assert not begun.exception
    assert len(draft(begun).articles) == 9
    (more,) = (each for each in begun.expander if each.label == words.more_copies(3))
    behind = "\n".join(element.proto.body for element in more.get("html"))
    assert behind.count("of its wording with") == 3
    assert shown(begun).count("of its wording with") == 8


def test_comparing_opens_the_overview_of_the_new_study(begun: AppTest) -> None:
    """The visitor lands on the findings; the study is theirs alone and not saved."""
    step(begun, words.STEPS[3])
    button(begun, words.COMPARE)
    assert not begun.exception
    assert begun.session_state["analysis"].study.sources[0].text.strip() == ARTICLE
    assert StudyLibrary(default_studies_folder()).studies() == ()


def test_comparing_what_was_saved_opens_the_saved_study(begun: AppTest) -> None:
    """Its address can be passed on; what was mended since is compared by itself, and so is what was deleted or written by somebody else."""
    step(begun, words.STEPS[3])
    button(begun, words.SAVE)
    (saved,) = StudyLibrary(default_studies_folder()).studies()
    button(begun, words.COMPARE)
    assert begun.query_params["study"] == saved.id
    assert begun.session_state["analysis"].study.sources[0].text.strip() == ARTICLE
    begun.switch_page("analytics/dashboard/views/study.py").run()
    StudyLibrary(default_studies_folder()).delete(saved.id)
    step(begun, words.STEPS[3])
    button(begun, words.COMPARE)
    assert begun.query_params["study"] == "~unsaved"
    assert not begun.exception


def test_a_saved_study_can_be_opened_renamed_and_deleted(begun: AppTest, open_page: Callable[..., AppTest]) -> None:
    """Another visitor finds it in the list."""
    step(begun, words.STEPS[3])
    button(begun, words.SAVE)
    (saved,) = StudyLibrary(default_studies_folder()).studies()
    other = open_page("overview", study=saved.id)
    assert load_study(default_studies_folder() / saved.id).statement.text in other.session_state["analysis"].study.statement.text
    step(begun, words.STEPS[4])
    button(begun, as_label(words.delete(saved.title, 1)))
    assert StudyLibrary(default_studies_folder()).studies() == ()


def test_saved_studies_of_one_title_are_told_apart(begun: AppTest) -> None:
    """By how many articles they have and when they were saved, at last by their folder; the button that deletes names its study."""
    step(begun, words.STEPS[0])
    begun.text_input(key="draft_title").input("The $5 *Pact*").run()
    step(begun, words.STEPS[3])
    button(begun, words.SAVE)
    library = StudyLibrary(default_studies_folder())
    first = library.studies()[0].id
    other = library.duplicate(first, "The $5 *Pact*")
    for study_id in (first, other):
        os.utime(library.path(study_id) / "study.toml", (0, datetime.datetime(2026, 3, 4, 5, 6).astimezone().timestamp()))
    step(begun, words.STEPS[4])
    name = "The $5 *Pact* (1 article, last saved 2026-03-04 05:06)"
    assert set(begun.selectbox(key="saved_study").options) == {f"{name}, {first}", f"{name}, {other}"}
    begun.selectbox(key="saved_study").set_value(other).run()
    button(begun, r"Delete “The \$5 \*Pact\*” \(1 article\)")
    assert [each.id for each in library.studies()] == [first]
    assert begun.selectbox(key="saved_study").options == [name]


def test_an_empty_step_says_where_saved_studies_stand(begun: AppTest, open_page: Callable[..., AppTest]) -> None:
    """Loaded anew, the page has no draft of what was saved: every step tells where it is; with nothing saved none does."""
    other = open_page("study")
    assert words.SAVED_ELSEWHERE not in shown(other)
    step(begun, words.STEPS[3])
    button(begun, words.SAVE)
    for name in words.STEPS[:4]:
        step(other, name)
        assert words.SAVED_ELSEWHERE in shown(other)
    step(other, words.STEPS[4])
    assert words.SAVED_ELSEWHERE not in shown(other)


def test_mending_a_saved_study_asks_where_another_is_not_saved(begun: AppTest) -> None:
    """What is saved as it stands gives way without a question; what was changed since, or was never saved, is named first."""
    step(begun, words.STEPS[3])
    button(begun, words.SAVE)
    step(begun, words.STEPS[4])
    button(begun, words.MEND)
    assert begun.segmented_control(key="step").value == words.STEPS[1]
    assert words.MENDING in shown(begun)
    step(begun, words.STEPS[0])
    begun.text_input(key="draft_title").input("Lakes").run()
    step(begun, words.STEPS[4])
    assert words.replacing_asks("Lakes") in shown(begun)
    assert words.MEND not in [each.label for each in begun.button]
    assert draft(begun).title == "Lakes"
    button(begun, words.MEND_SURE)
    assert draft(begun).title != "Lakes"
    assert not begun.exception


def test_what_cannot_be_read_of_a_saved_study_is_not_deleted_by_mending_it(begun: AppTest) -> None:
    """One of its articles is in another encoding: it is named, and saving writes a second study, so that the first keeps it."""
    step(begun, words.STEPS[2])
    begun.file_uploader(key="article_files_1").upload("more.txt", ARTICLE.replace("mayors", "towns").encode()).run()
    step(begun, words.STEPS[3])
    button(begun, words.SAVE)
    library = StudyLibrary(default_studies_folder())
    folder = library.path(library.studies()[0].id)
    article = folder / "articles" / "more.txt"
    article.write_bytes("Un café, s'il vous plaît.".encode("latin-1"))
    step(begun, words.STEPS[4])
    button(begun, words.MEND)
    assert words.MENDING_IN_PART in shown(begun)
    step(begun, words.STEPS[2])
    assert "articles/more.txt" in shown(begun)
    step(begun, words.STEPS[3])
    button(begun, words.SAVE)
    assert len(library.studies()) == 2
    assert article.read_bytes() == "Un café, s'il vous plaît.".encode("latin-1")


def test_two_who_mend_one_study_lose_nothing(begun: AppTest, open_page: Callable[..., AppTest]) -> None:
    """The second to save finds the study written by the first: it is saved beside it, and said so; saving once more writes one's own."""
    step(begun, words.STEPS[3])
    button(begun, words.SAVE)
    (saved,) = StudyLibrary(default_studies_folder()).studies()
    other = open_page("study")
    step(other, words.STEPS[4])
    button(other, words.MEND)
    titles = {begun: "Lakes of the first", other: "Lakes of the second"}
    for at, title in titles.items():
        step(at, words.STEPS[0])
        at.text_input(key="draft_title").input(title).run()
        step(at, words.STEPS[3])
        button(at, words.SAVE)
    kept = {study.title: study.id for study in StudyLibrary(default_studies_folder()).studies()}
    assert set(kept) == set(titles.values())
    assert kept["Lakes of the first"] == saved.id
    assert words.saved_beside("Lakes of the second", kept["Lakes of the second"], "Lakes of the first") in shown(other)
    assert "“Lakes of the first” was written by somebody else" in shown(other)
    button(other, words.SAVE)
    assert len(StudyLibrary(default_studies_folder()).studies()) == 2


def test_the_row_that_is_mended_stays_when_others_go(begun: AppTest) -> None:
    """The second of three commitments is shown; the first is left out; it is still the second's fields that stand there."""
    step(begun, words.STEPS[1])
    shown_one = draft(begun).commitments[1]
    next(each for each in begun.selectbox if str(each.key).startswith("codebook_table_record")).set_value(1).run()
    next(each for each in begun.multiselect if each.label == words.TICKED).set_value([0]).run()
    button(begun, words.LEAVE_OUT)
    assert draft(begun).commitments[0].id == shown_one.id
    record = next(each for each in begun.selectbox if str(each.key).startswith("codebook_table_record"))
    assert draft(begun).commitments[int(record.value)].id == shown_one.id


def test_deleting_the_open_study_opens_another(begun: AppTest, open_page: Callable[..., AppTest]) -> None:
    """The address names it no more, so that nobody is told that the link is broken."""
    step(begun, words.STEPS[3])
    button(begun, words.SAVE)
    (saved,) = StudyLibrary(default_studies_folder()).studies()
    at = open_page("study", study=saved.id)
    step(at, words.STEPS[4])
    button(at, as_label(words.delete(saved.title, 1)))
    assert StudyLibrary(default_studies_folder()).studies() == ()
    assert not at.exception
    assert strings.LINK_BROKEN not in shown(at)


def test_an_unsaved_study_is_not_visible_to_others(begun: AppTest, open_page: Callable[..., AppTest]) -> None:
    """A link to it opens nothing in another browser, and says so."""
    step(begun, words.STEPS[3])
    button(begun, words.COMPARE)
    other = open_page("overview", study="~unsaved")
    assert words.LOOKING_FOR_UNSAVED in shown(other)  # no browser answers here; one without a key is asked in tests/browser
    assert begun.session_state["analysis"].study.title not in shown(other)
    assert "analysis" not in other.session_state


def test_a_packed_study_opens(open_page: Callable[..., AppTest], one_source: Path) -> None:
    """A colleague's zip leads to its overview and can be mended in the steps."""
    at = open_page("study")
    step(at, words.STEPS[4])
    at.file_uploader(key="packed_study_0").upload("lakes.zip", pack_study(one_source)).run()
    assert not at.exception
    assert at.session_state["analysis"].study.title == "Lakes pact"
    assert draft(at).articles[0].outlet == "The <b>Gazette</b> $5 to $10"


def test_empty_steps_teach(open_page: Callable[..., AppTest]) -> None:
    """Every step says what it needs before there is anything in it."""
    at = open_page("study")
    assert words.NO_STATEMENT in shown(at)
    for name in words.STEPS[1:]:
        step(at, name)
        assert not at.exception
        assert words.STEP_HELP[name] in shown(at).replace("&#x27;", "'")


def test_the_page_works_where_the_open_study_does_not(open_page: Callable[..., AppTest], broken: Path) -> None:
    """Whoever started the dashboard on a broken study can still make another."""
    at = open_page("study", broken)
    assert not at.exception
    assert words.NO_STATEMENT in shown(at)


def test_a_draft_is_kept_until_it_is_saved_or_dropped(begun: AppTest) -> None:
    """One file while it is made, none once it is saved; a change after that is kept again, and goes with “Start again”."""
    drafts = default_studies_folder() / ".drafts"
    assert len(list(drafts.iterdir())) == 1
    step(begun, words.STEPS[3])
    button(begun, words.SAVE)
    assert list(drafts.iterdir()) == []
    step(begun, words.STEPS[0])
    begun.text_input(key="draft_title").input("Lakes").run()
    assert len(list(drafts.iterdir())) == 1
    step(begun, words.STEPS[3])
    button(begun, words.START_AGAIN_SURE)
    assert list(drafts.iterdir()) == []
    assert not begun.exception


def test_a_draft_that_cannot_be_kept_is_told(open_page: Callable[..., AppTest]) -> None:
    """Work goes on; the page says that it would be lost."""
    at = open_page("study")
    default_studies_folder().parent.mkdir(exist_ok=True)
    default_studies_folder().write_text("a file where the folder should be", encoding="utf-8")
    at.file_uploader(key="statement_file").upload("pact.txt", STATEMENT.encode()).run()
    assert words.NOT_KEPT_ON_DISK in shown(at)
    assert len(draft(at).commitments) == 3


def labels(at: AppTest) -> list[str]:
    """Return what the buttons of a page say."""
    return [each.label for each in at.button]


def test_the_worked_example_asks_before_it_takes_the_place_of_a_draft(begun: AppTest) -> None:
    """Not where the steps are empty, nor where the example is in them as it came; but where a title of it was mended."""
    step(begun, words.STEPS[0])
    assert words.replacing_asks(draft(begun).title) in shown(begun)
    assert words.EXAMPLE not in labels(begun)
    button(begun, words.EXAMPLE_SURE)
    assert len(draft(begun).commitments) == 62
    assert words.EXAMPLE_SURE not in labels(begun)
    button(begun, words.EXAMPLE)
    begun.text_input(key="draft_title").input("Mine").run()
    assert words.replacing_asks("Mine") in shown(begun)
    assert words.EXAMPLE_SURE in labels(begun)


def test_a_zip_asks_before_it_takes_the_place_of_a_draft(begun: AppTest, one_source: Path) -> None:
    """Until the visitor agrees nothing happens; who keeps the draft finds it as it was, and can bring the zip again."""
    before = draft(begun)
    step(begun, words.STEPS[4])
    begun.file_uploader(key="packed_study_0").upload("lakes.zip", pack_study(one_source)).run()
    assert words.replacing_asks(before.title) in shown(begun)
    assert draft(begun) == before
    button(begun, words.OPEN_PACKED_NOT)
    assert words.OPEN_PACKED_SURE not in labels(begun)
    assert draft(begun) == before
    begun.file_uploader(key="packed_study_1").upload("lakes.zip", pack_study(one_source)).run()
    button(begun, words.OPEN_PACKED_SURE)
    assert begun.session_state["analysis"].study.title == draft(begun).title == "Lakes pact"
    assert not begun.exception


def test_a_broken_zip_leaves_the_draft(begun: AppTest) -> None:
    """Also where the visitor agreed to drop it."""
    before = draft(begun)
    step(begun, words.STEPS[4])
    begun.file_uploader(key="packed_study_0").upload("lakes.zip", b"PK\x03\x04 and no more").run()
    button(begun, words.OPEN_PACKED_SURE)
    assert "lakes.zip" in shown(begun)
    assert draft(begun) == before


def test_a_packed_study_with_one_bad_path_says_that_it_was_not_opened(open_page: Callable[..., AppTest]) -> None:
    """The bad file alone is named, and above it that the whole study was not opened because of it."""
    at = open_page("study")
    step(at, words.STEPS[4])
    packed = brought_files.packed({"study.toml": b'title = "Lakes"', "../evil.txt": b"x"})
    at.file_uploader(key="packed_study_0").upload("lakes.zip", packed).run()
    assert words.NOT_OPENED in shown(at)
    assert "evil.txt" in shown(at)[shown(at).index(words.NOT_OPENED) :]


def test_pages_without_text_are_told(open_page: Callable[..., AppTest]) -> None:
    """Of a statement in step 1, as long as it is the statement, and of an article in step 3; neither among the other's."""
    at = open_page("study")
    at.file_uploader(key="statement_file").upload("pact.pdf", with_blank_page(STATEMENT)).run()
    told = "pact.pdf: has 1 of 2 pages without text"
    assert strings.TO_KNOW in shown(at)
    assert told in shown(at)
    step(at, words.STEPS[2])
    assert told not in shown(at)
    at.file_uploader(key="article_files_0").upload("gazette.pdf", with_blank_page(ARTICLE)).run()
    assert "gazette.pdf: has 1 of 2 pages without text" in shown(at)
    step(at, words.STEPS[0])
    assert told in shown(at)
    assert "gazette.pdf" not in shown(at)
    assert not at.exception


def with_blank_page(text: str) -> bytes:
    """Print a text as a PDF whose second page is empty."""
    writer = PdfWriter(io.BytesIO(brought_files.printed(text.splitlines() * 3)))
    writer.add_blank_page()
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_opening_a_saved_study_leaves_the_draft(begun: AppTest) -> None:
    """It is looked at, and not put into the steps."""
    step(begun, words.STEPS[3])
    button(begun, words.SAVE)
    step(begun, words.STEPS[0])
    begun.text_input(key="draft_title").input("Mine").run()
    step(begun, words.STEPS[4])
    button(begun, words.OPEN)
    assert draft(begun).title == "Mine"
    assert begun.session_state["analysis"].study.title != "Mine"


def test_an_unsaved_study_that_cannot_be_kept_is_told(begun: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is compared and shown all the same; the page says that it would be lost, and leads to where it can be saved."""
    step(begun, words.STEPS[3])
    monkeypatch.setattr("analytics.dashboard.unsaved.StudyFiles", lambda folder: StudyFiles(folder, DraftLimits(max_bytes=10)))
    button(begun, words.COMPARE)
    assert begun.session_state["analysis"].study.title == draft(begun).title
    assert words.STUDY_NOT_KEPT_ON_DISK in shown(begun)
    assert "at most 0 MB are kept. Save the study." in shown(begun)
    assert words.TO_YOUR_STUDIES in [link.proto.label for link in begun.get("page_link")]


def test_an_unsaved_study_is_kept_until_it_is_saved_or_dropped(begun: AppTest) -> None:
    """One file beside the draft's while it is unsaved, none once the same is saved or all is dropped."""

    def kept() -> list[str]:
        return sorted(file.suffix for file in (default_studies_folder() / ".drafts").iterdir())

    step(begun, words.STEPS[3])
    button(begun, words.COMPARE)
    assert kept() == [".draft", ".study"]
    begun.switch_page("analytics/dashboard/views/study.py").run()
    step(begun, words.STEPS[3])
    button(begun, words.SAVE)
    assert kept() == []
    (saved,) = StudyLibrary(default_studies_folder()).studies()
    assert begun.query_params["study"] == saved.id
    step(begun, words.STEPS[0])
    begun.text_input(key="draft_title").input("Lakes").run()
    step(begun, words.STEPS[3])
    button(begun, words.COMPARE)
    assert kept() == [".draft", ".study"]
    begun.switch_page("analytics/dashboard/views/study.py").run()
    step(begun, words.STEPS[3])
    button(begun, words.START_AGAIN_SURE)
    assert kept() == []
    assert begun.query_params.get("study") != "~unsaved"
    assert not begun.exception


def test_words_are_counted_alike_before_and_after_comparing(open_page: Callable[..., AppTest]) -> None:
    """Numbers of lists, hyphened words and elisions count on the step as they do on the overview."""
    at = open_page("study")
    at.file_uploader(key="statement_file").upload("pact.txt", STATEMENT.encode()).run()
    step(at, words.STEPS[2])
    articles = {
        "a.txt": "The mayors' co-operation:\n1. They agreed to plant 4,000 trees — by 2030.\n2. A well-known baker sold rolls & cakes.",
        "b.txt": "L'accord d'hier prévoit qu'on plantera aujourd'hui 4 000 arbres d'ici à 2030, a-t-il dit à l'Assemblée nationale.",
        "c.txt": "両市長は、新たな航路を三本開設することを決定した。市長は4000本の木を植えると述べた。",
    }
    for place, (name, text) in enumerate(articles.items()):
        at.file_uploader(key=f"article_files_{place}").upload(name, text.encode()).run()
    told = re.search(r"3 articles from 3 outlets, ([\d,]+) words", shown(at))
    assert told is not None
    step(at, words.STEPS[3])
    button(at, words.COMPARE)
    assert int(told[1]) == at.session_state["analysis"].sources["words"].sum()


def one(at: AppTest, key: str, label: str) -> object:
    """Return the control of a field of the row that is shown alone, by the name of the field."""
    named = (each for kind in (at.text_input, at.selectbox, at.number_input, at.date_input) for each in kind)
    return next(each for each in named if each.label == label and str(each.key).startswith(key))


def test_commitments_are_mended_one_at_a_time(begun: AppTest) -> None:
    """What is typed in the fields of the chosen commitment is kept, whichever one is chosen; so is what is ticked there."""
    at = begun
    step(at, words.STEPS[1])
    next(each for each in at.selectbox if each.label == words.ROW).set_value(1).run()
    one(at, "codebook_table_1_", "label").input("A clean lake").run()  # type: ignore[attr-defined]
    one(at, "codebook_table_1_", "strength").set_value(2).run()  # type: ignore[attr-defined]
    assert [(unit.label, unit.strength) for unit in draft(at).commitments][1] == ("A clean lake", 2)
    assert one(at, "codebook_table_1_", "label").value == "A clean lake"  # type: ignore[attr-defined]
    assert next(each for each in at.selectbox if each.label == words.ROW).value == 1
    next(each for each in at.multiselect if each.label == words.TICKED).set_value([0, 2]).run()
    button(at, words.LEAVE_OUT)
    assert [unit.label for unit in draft(at).commitments] == ["A clean lake"]
    assert not at.exception


def test_a_text_is_never_kept_in_the_place_of_another(open_page: Callable[..., AppTest]) -> None:
    """Two rows of one spreadsheet: the first is looked at and removed; the second stands in its place, with its own text."""
    at = open_page("study")
    at.file_uploader(key="statement_file").upload("pact.txt", STATEMENT.encode()).run()
    step(at, words.STEPS[2])
    rows = "text,outlet\nThe mayors will clean the lake.,Gazette\nNobody came to the ferry.,Courier\n"
    at.file_uploader(key="article_files_0").upload("rows.csv", rows.encode()).run()
    at.selectbox(key="look_at").set_value(0).run()
    next(each for each in at.multiselect if each.label == words.TICKED).set_value([0]).run()
    button(at, words.REMOVE)
    at.selectbox(key="look_at").set_value(0).run()
    button(at, words.KEEP_TEXT)
    assert [(each.outlet, each.text) for each in draft(at).articles] == [("Courier", "Nobody came to the ferry.")]


def test_a_blank_too_many_changes_nothing(begun: AppTest) -> None:
    """A name with a blank behind it is the same name: the page comes to rest, and the name is kept as it was."""
    at = begun
    outlet = draft(at).articles[0].outlet or "gazette"
    one(at, "article_table_0_", "outlet").input(f"{outlet} ").run()  # type: ignore[attr-defined]
    assert not at.exception
    assert one(at, "article_table_0_", "outlet").value.strip() == outlet  # type: ignore[attr-defined]


def test_what_may_not_be_empty_is_not_emptied(begun: AppTest) -> None:
    """An empty label is refused in words, and the draft keeps its own."""
    at = begun
    step(at, words.STEPS[1])
    before = draft(at).commitments
    one(at, "codebook_table_0_", "label").input("").run()  # type: ignore[attr-defined]
    assert words.NOT_KEPT in shown(at)
    assert draft(at).commitments == before


def test_articles_are_mended_one_at_a_time(begun: AppTest) -> None:
    """Outlet, day and language of an article are kept; its file and its words are shown and cannot be changed."""
    at = begun
    one(at, "article_table_0_", "outlet").input("The Lake Gazette").run()  # type: ignore[attr-defined]
    one(at, "article_table_0_", "date").set_value(datetime.date(1999, 12, 31)).run()  # type: ignore[attr-defined]
    one(at, "article_table_0_", "language").set_value("fr").run()  # type: ignore[attr-defined]
    (article,) = draft(at).articles
    assert (article.outlet, article.date, article.language, article.language_basis) == ("The Lake Gazette", "1999-12-31", "fr", "given")
    assert "gazette.txt" in shown(at)
    assert not at.exception


def test_marks_that_turn_letters_around_are_shown_and_kept(begun: AppTest) -> None:
    """Neither the grid nor the fields obey U+202E in a headline; the draft keeps it until somebody types another headline."""
    at = begun
    one(at, "article_table_0_", "headline").input(f"Trees {chr(0x202E)}seert").run()  # type: ignore[attr-defined]
    (before,) = draft(at).articles
    assert chr(0x202E) in before.title
    control = one(at, "article_table_0_", "headline")
    assert control.value == before.title.replace(chr(0x202E), chr(0xFFFD))  # type: ignore[attr-defined]
    (grid,) = (frame.value for frame in at.dataframe if "title" in frame.value.columns)
    assert grid["title"].tolist() == [control.value]  # type: ignore[attr-defined]
    one(at, "article_table_0_", "outlet").input("Gazette").run()  # type: ignore[attr-defined]
    assert draft(at).articles[0].title == before.title
    one(at, "article_table_0_", "headline").input("Trees").run()  # type: ignore[attr-defined]
    assert draft(at).articles[0].title == "Trees"


def test_what_is_left_out_is_shown_and_brought_back(open_page: Callable[..., AppTest]) -> None:
    """A clause that only says that they met stands below the commitments with its reason, and comes back where it belongs."""
    at = open_page("study")
    text = "1. The two mayors met in a cordial atmosphere and agreed to plant 4,000 trees.\n2. They welcomed the return of the ferry.\n"
    at.file_uploader(key="statement_file").upload("pact.txt", text.encode()).run()
    step(at, words.STEPS[1])
    assert [unit.quote for unit in draft(at).commitments] == ["agreed to plant 4,000 trees", "welcomed the return of the ferry"]
    assert words.left_out(1) in [each.label for each in at.expander]
    assert any(words.LEFT_OUT_BECAUSE["meeting"] in each.value for each in at.text)
    button(at, words.BRING_BACK)
    assert [unit.quote for unit in draft(at).commitments] == [
        "met in a cordial atmosphere",
        "agreed to plant 4,000 trees",
        "welcomed the return of the ferry",
    ]
    assert words.left_out(1) not in [each.label for each in at.expander]


def test_acts_that_are_not_judged_are_told_in_step_2(open_page: Callable[..., AppTest]) -> None:
    """A Korean statement has facts alone, since nobody judged it: the step says so, and says nothing of the kind of an English one."""
    at = open_page("study")
    korean = "양국 정상은 2030년까지 나무 4000그루를 심기로 합의했다. 양측은 호수를 정화하기로 약속했다.\n"
    at.file_uploader(key="statement_file").upload("pact.txt", korean.encode()).run()
    step(at, words.STEPS[1])
    assert "Acts are not judged in Korean" in shown(at)
    other = open_page("study")
    other.file_uploader(key="statement_file").upload("pact.txt", STATEMENT.encode()).run()
    step(other, words.STEPS[1])
    assert "Acts are not judged" not in shown(other)
