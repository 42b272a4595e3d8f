"""The store of reviews: nothing is overwritten, and a database that cannot be used ends in a sentence."""

from __future__ import annotations

import multiprocessing
import sqlite3
from pathlib import Path

import pytest

from analytics.errors import ReviewError
from analytics.reviews import Review, ReviewStore
from analytics.reviews.records import LONGEST_NOTE, PROGRAM

STUDY = "0123456789abcdef"


def review(verdict: str = "covered", *, commitment: str = "1a", reviewer: str = "Ann", note: str = "") -> Review:
    """Return a review of source a."""
    evidence = () if verdict == "omitted" else ((0, 5),)
    return Review(STUDY, "a", commitment, "h1", "h2", verdict, reviewer, evidence, note, "partial")  # type: ignore[arg-type]


def store(folder: Path, query: str = "") -> ReviewStore:
    """Return a store in a folder."""
    return ReviewStore(f"sqlite:///{folder / 'reviews.sqlite'}{query}")


def test_reading_creates_nothing(tmp_path: Path) -> None:
    """A study that nobody reviewed has no reviews, and no file is made by looking."""
    assert store(tmp_path).reviews(STUDY).empty
    assert list(tmp_path.iterdir()) == []


def test_a_row_says_who_when_old_and_new(tmp_path: Path) -> None:
    """The second verdict on a cell names the first as the previous one, with times in UTC."""
    kept = store(tmp_path)
    kept.add([review("partial")])
    kept.add([review("covered", note="seen again")])
    first, second = kept.history(STUDY).to_dict("records")
    assert (first["previous_verdict"], second["previous_verdict"]) == ("", "partial")
    assert (second["verdict"], second["program_verdict"], second["evidence"], second["note"]) == (
        "covered",
        "partial",
        "[[0, 5]]",
        "seen again",
    )
    assert second["at"].endswith("+00:00")
    assert list(kept.reviews(STUDY)["verdict"]) == ["covered"]


def test_undo_is_a_row_and_the_verdict_before_stands_again(tmp_path: Path) -> None:
    """Taking back leaves both verdicts in the history."""
    kept = store(tmp_path)
    kept.add([review("partial")])
    (newest,) = kept.add([review("covered")])
    kept.withdraw(newest, "Ann")
    assert list(kept.history(STUDY)["kind"]) == ["verdict", "verdict", "withdrawal"]
    assert list(kept.reviews(STUDY)["verdict"]) == ["partial"]


def test_only_ones_own_review_is_taken_back_and_only_once(tmp_path: Path) -> None:
    """Nobody takes back what another said, and a second undo of the same review is refused."""
    kept = store(tmp_path)
    (first,) = kept.add([review()])
    with pytest.raises(ReviewError, match="take back their own"):
        kept.withdraw(first, "Ben")
    kept.withdraw(first, "Ann")
    with pytest.raises(ReviewError, match="taken back already"):
        kept.withdraw(first, "Ann")


@pytest.mark.parametrize("change", ["UPDATE review SET verdict = 'omitted'", "DELETE FROM review"])
def test_the_database_itself_refuses_changes(tmp_path: Path, change: str) -> None:
    """Rows cannot be changed or removed, not even by another program."""
    store(tmp_path).add([review()])
    with sqlite3.connect(tmp_path / "reviews.sqlite") as connection, pytest.raises(sqlite3.IntegrityError, match="reviews are kept"):
        connection.execute(change)
    connection.close()


def test_readers_are_not_held_up_by_a_writer(tmp_path: Path) -> None:
    """The file is in WAL mode: while somebody writes, others read what was there before."""
    kept = store(tmp_path)
    kept.add([review()])
    connection = sqlite3.connect(tmp_path / "reviews.sqlite", isolation_level=None)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connection.execute("BEGIN IMMEDIATE")
    assert len(kept.reviews(STUDY)) == 1
    connection.close()


def write_many(folder: str, reviewer: str) -> None:
    """Add thirty reviews, one after the other, in a process of its own."""
    kept = store(Path(folder))
    for number in range(30):
        kept.add([review(commitment=f"{number}", reviewer=reviewer)])


def test_two_processes_lose_nothing(tmp_path: Path) -> None:
    """Two writers at once, also of the very first row, leave sixty rows with sixty ids."""
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=write_many, args=(str(tmp_path), name)) for name in ("Ann", "Ben")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(120)
    history = store(tmp_path).history(STUDY)
    assert [writer.exitcode for writer in writers] == [0, 0]
    assert history["id"].is_unique
    assert history["reviewer"].value_counts().to_dict() == {"Ann": 30, "Ben": 30}


def test_a_locked_file_is_named(tmp_path: Path) -> None:
    """While another program holds the file nothing is written, and the message says what to do."""
    store(tmp_path).add([review()])
    holder = sqlite3.connect(tmp_path / "reviews.sqlite", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(ReviewError, match=r"locked.*try again"):
        store(tmp_path, "?timeout=0.05").add([review()])
    holder.close()
    assert len(store(tmp_path).history(STUDY)) == 1


def test_a_read_only_file_is_read_and_not_written(tmp_path: Path) -> None:
    """Opened for reading alone, the reviews are there and adding one is refused in a sentence."""
    store(tmp_path).add([review()])
    read_only = ReviewStore(f"sqlite:///file:{tmp_path / 'reviews.sqlite'}?mode=ro&uri=true")
    assert len(read_only.reviews(STUDY)) == 1
    with pytest.raises(ReviewError, match="read-only"):
        read_only.add([review()])


@pytest.mark.parametrize("content", [b"this is no database, whatever its name says" * 40, b"SQLite format 3\x00" + b"\xff" * 4000])
def test_a_damaged_file_is_named_and_kept(tmp_path: Path, content: bytes) -> None:
    """A file that is no database is neither read nor overwritten."""
    (tmp_path / "reviews.sqlite").write_bytes(content)
    for use in (lambda kept: kept.reviews(STUDY), lambda kept: kept.add([review()])):
        with pytest.raises(ReviewError, match="damaged"):
            use(store(tmp_path))
    assert (tmp_path / "reviews.sqlite").read_bytes() == content


@pytest.mark.parametrize(("version", "advice"), [(0, "older Leftout"), (99, "newer Leftout")])
def test_another_schema_is_named_and_kept(tmp_path: Path, version: int, advice: str) -> None:
    """Reviews of another version are neither misread nor mended in silence."""
    store(tmp_path).add([review()])
    connection = sqlite3.connect(tmp_path / "reviews.sqlite")
    connection.execute("UPDATE leftout_reviews SET version = ?", (version,))
    connection.commit()
    connection.close()
    with pytest.raises(ReviewError, match=advice):
        store(tmp_path).reviews(STUDY)
    with pytest.raises(ReviewError, match=advice):
        store(tmp_path).add([review()])


def test_a_table_of_reviews_without_a_version_is_older(tmp_path: Path) -> None:
    """A file from before versions were stored is not taken for an empty one."""
    connection = sqlite3.connect(tmp_path / "reviews.sqlite")
    connection.execute("CREATE TABLE review (id INTEGER)")
    connection.close()
    with pytest.raises(ReviewError, match="schema unknown"):
        store(tmp_path).add([review()])


@pytest.mark.parametrize("url", ["nonsense://x", "postgresql+nodriver://x/y", "://"])
def test_an_unknown_database_is_named(url: str) -> None:
    """A URL that no driver knows says what was expected."""
    with pytest.raises(ReviewError, match="database URL"):
        ReviewStore(url)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"note": "x" * (LONGEST_NOTE + 1)}, "at most 20,000"),
        ({"note": "a\0b"}, "no text"),
        ({"note": "\ud800"}, "no text"),
        ({"reviewer": "  "}, "Say who you are"),
        ({"reviewer": PROGRAM}, "Say who you are"),
        ({"reviewer": "Ann\nBen"}, "one line"),
        ({"verdict": "maybe"}, "expected one of covered"),
    ],
)
def test_an_unfit_review_is_refused(changes: dict[str, str], message: str) -> None:
    """What cannot be kept whole is refused with a reason before anything is written."""
    with pytest.raises(ReviewError, match=message):
        review(**changes)


def test_markup_in_a_note_comes_back_letter_by_letter(tmp_path: Path) -> None:
    """A long note with markup, formulas and quotes is text, and stays as it was written."""
    note = ("=HYPERLINK(\"x\") <script>alert('1')</script> '; DROP TABLE review; -- $x$ " * 200)[:LONGEST_NOTE]
    kept = store(tmp_path)
    kept.add([review(note=note)])
    assert kept.history(STUDY)["note"].iloc[0] == note


def test_other_studies_are_not_seen(tmp_path: Path) -> None:
    """Reviews belong to the study they were made in."""
    kept = store(tmp_path)
    kept.add([review()])
    assert kept.reviews("another").empty
