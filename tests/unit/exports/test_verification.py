"""A dossier is made again, and every difference is named; a hostile one does nothing."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from analytics.errors import ExportError, StudyError
from analytics.exports.dossier import CONTENTS_FILE, dossier_file, study_files
from analytics.exports.verification import verify_dossier
from analytics.reviews import ReviewStore, apply_reviews, import_reviews, study_key
from analytics.schema import TABLES
from analytics.settings import ReadLimits
from analytics.study import load_study
from analytics.study.archive import pack_files, pack_study, unpack_files


@pytest.fixture(scope="module")
def stored(hostile, reviews, tmp_path_factory):
    """Keep the reviews in a store, as they stand there."""
    store = ReviewStore(f"sqlite:///{tmp_path_factory.mktemp('store') / 'r.sqlite'}")
    import_reviews(store, hostile.study, reviews)
    return store.reviews(study_key(hostile.study))


@pytest.fixture(scope="module")
def dossier(hostile, stored):
    """Pack the hostile study with its reviews in place."""
    return dossier_file(apply_reviews(hostile, stored), stored)


def _verified(tmp_path, content):
    path = tmp_path / "d.zip"
    path.write_bytes(content)
    return verify_dossier(path)


def _with(dossier, *, relisted=True, **changes):
    """Change files of a dossier (None takes one away), and their hashes in its list as a forger would."""
    files = unpack_files(dossier, "d.zip")
    for name, content in changes.items():
        files.pop(name, None) if content is None else files.update({name: content})
    if relisted:
        contents = json.loads(files[CONTENTS_FILE])
        contents["files"] = {name: hashlib.sha256(content).hexdigest() for name, content in files.items() if name != CONTENTS_FILE}
        files[CONTENTS_FILE] = json.dumps(contents).encode()
    return pack_files(files)


def test_a_dossier_comes_out_the_same(tmp_path, dossier):
    """All tables are made again from study, settings and reviews, and nothing differs."""
    found = _verified(tmp_path, dossier)
    assert (found.differences, found.notices, found.tables, found.is_identical) == ((), (), len(TABLES), True)


def test_a_dossier_holds_everything(dossier):
    """Study, tables, reviews, report, versions, hashes of weights, and what it is, in words."""
    names = set(unpack_files(dossier, "d.zip"))
    expected = {"README.txt", "analysis.json", "dossier.json", "report.html", "reviews/reviews.json"}
    expected |= {f"study/{name}" for name in ("study.toml", "statement.txt", "codebook.csv", "a.txt", "b.txt")}
    assert names == expected | {f"tables/{name}.csv" for name in TABLES}


def test_same_input_gives_the_same_bytes(hostile, stored, dossier):
    """Packed again, it is the same to the byte, with no day of packing in it."""
    assert dossier_file(apply_reviews(hostile, stored), stored) == dossier
    with zipfile.ZipFile(io.BytesIO(dossier)) as packed:
        assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert packed.namelist() == sorted(packed.namelist())


def test_changed_missing_and_added_files_are_named(tmp_path, dossier):
    """A report that was edited, a table taken away and a file put in are told by name; the rest is compared."""
    forged = _with(dossier, relisted=False, **{"report.html": b"x", "tables/rates.csv": None, "more.txt": b"y"})
    assert _verified(tmp_path, forged).differences == (
        "report.html was changed after the dossier was made.",
        "tables/rates.csv is missing from the dossier.",
        "more.txt was added after the dossier was made.",
    )


def test_a_forged_table_is_found_by_making_it_again(tmp_path, dossier):
    """With its hash forged too, a changed verdict is named with source, commitment, what it was and what it is."""
    table = unpack_files(dossier, "d.zip")["tables/omissions.csv"].decode()
    (line,) = [line for line in table.splitlines() if line.startswith("b,CON,1b,")]
    forged = _with(dossier, **{"tables/omissions.csv": table.replace(line, line.replace("b,CON,1b,", "b,CON,1b,not ")).encode()})
    (difference,) = _verified(tmp_path, forged).differences
    was = line.split(",")[3]
    assert difference == (f"omissions.csv differs in 1 of 6 rows; first in source b, commitment 1b: verdict was 'not {was}', is '{was}'.")


def test_numbers_that_round_otherwise_are_told_as_such(tmp_path, dossier):
    """Where nothing but numbers differs, as between kinds of processors, the furthest is said; a verdict that differs is more than that."""
    table = pd.read_csv(io.BytesIO(unpack_files(dossier, "d.zip")["tables/coverage.csv"]), dtype=str, keep_default_na=False)
    chances = table["p_mentioned"].astype(float)
    shifts = [0.02, 0.01, *[0.0] * (len(table) - 2)]
    rounded = table.assign(p_mentioned=[repr(chance + shift) for chance, shift in zip(chances, shifts, strict=True)])
    (difference,) = _verified(tmp_path, _with(dossier, **{"tables/coverage.csv": rounded.to_csv(index=False).encode()})).differences
    assert difference.endswith("Only numbers differ, by 0.02 at most (in p_mentioned); another kind of processor rounds otherwise.")
    other = rounded.assign(verdict=["not so", *rounded["verdict"][1:]])
    (difference,) = _verified(tmp_path, _with(dossier, **{"tables/coverage.csv": other.to_csv(index=False).encode()})).differences
    assert "Only numbers" not in difference


def test_a_changed_text_makes_other_tables(tmp_path, dossier):
    """An article exchanged together with its hash: the tables say so."""
    forged = _with(dossier, **{"study/b.txt": b"They agreed to open an office, and welcomed the report.\n"})
    assert any(difference.startswith("coverage.csv") for difference in _verified(tmp_path, forged).differences)


def test_other_versions_are_told_but_differ_in_nothing(tmp_path, dossier):
    """A library of another version is a notice."""
    described = json.loads(unpack_files(dossier, "d.zip")["analysis.json"])
    described["provenance"]["libraries"]["numpy"] = "0.1"
    found = _verified(tmp_path, _with(dossier, **{"analysis.json": json.dumps(described).encode()}))
    assert found.is_identical
    assert found.notices[0].startswith("libraries numpy: 0.1 then, ")


def test_a_study_that_cannot_be_read_again_is_a_difference(tmp_path, dossier):
    """Without its statement nothing can be made again; that is said, and damage is still named."""
    found = _verified(tmp_path, _with(dossier, relisted=False, **{"study/statement.txt": None}))
    assert found.differences[0] == "study/statement.txt is missing from the dossier."
    assert found.differences[1].startswith("The analysis cannot be made again: statement.txt")


@pytest.mark.parametrize(
    ("key", "value", "told"),
    [
        *[
            (key, None, f"no sound {key} in review 2")
            for key in ("source", "commitment", "source_sha256", "quote_sha256", "reviewer", "route")
        ],
        *[(key, 7, f"no sound {key} in review 2") for key in ("source", "verdict", "evidence", "reviewer")],
        ("verdict", "told", "no sound verdict"),
        ("verdict", ["covered"], "no sound verdict"),
        ("reviewer", "\ud800", "no sound reviewer"),
        *[
            ("evidence", spans, "no sound evidence")
            for spans in ("", "7", "[7]", "[[0]]", "[[0, 1, 2]]", '[["0", 9]]', "[[9, 3]]", "[[-1, 3]]", f"[[0, {10**30}]]", "[" * 100_000)
        ],
    ],
)
def test_damaged_reviews_are_told_in_a_sentence(tmp_path, dossier, key, value, told):
    """Whatever of a review is missing or of another kind is named with its place; nothing is made again."""
    rows = json.loads(unpack_files(dossier, "d.zip")["reviews/reviews.json"])
    rows[1] = {**rows[1], key: value} if value is not None else {name: told for name, told in rows[1].items() if name != key}
    found = _verified(tmp_path, _with(dossier, **{"reviews/reviews.json": json.dumps(rows).encode()}))
    assert told in found.differences[-1]
    assert found.tables == 0


@pytest.mark.parametrize("content", [b"", b"{", b"\xff", b"7", b"null", b"{}", b"[7]", b"[null]", b"[" * 100_000])
def test_what_is_no_list_of_reviews_is_told_in_a_sentence(tmp_path, dossier, content):
    """Cut off, of another kind, or nested too deep."""
    found = _verified(tmp_path, _with(dossier, **{"reviews/reviews.json": content}))
    assert "cannot be made again: reviews/reviews.json" in found.differences[-1]


def _zip_of(**files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"nothing", "is damaged or no archive"),
        (_zip_of(**{"../evil.txt": "x"}), "leads out of the archive"),
        (_zip_of(**{"C:\\evil.txt": "x"}), "leads out of the archive"),
        (_zip_of(a="x"), "no sound dossier.json"),
        (_zip_of(**{"dossier.json": "[" * 100_000}), "no sound dossier.json"),
        (_zip_of(**{"dossier.json": '{"dossier": 2, "files": {}, "settings": {}}'}), "edition 2; this version reads up to 1"),
    ],
)
def test_foreign_and_hostile_files_are_refused(tmp_path, content, message):
    """Paths that lead out, nonsense and later editions end in a sentence; nothing is written outside."""
    with pytest.raises(StudyError, match=message):
        _verified(tmp_path, content)
    assert [path.name for path in tmp_path.iterdir()] == ["d.zip"]


def test_a_bomb_is_refused(tmp_path, monkeypatch):
    """What would grow beyond the limit is refused before it is unpacked."""
    monkeypatch.setattr("analytics.study.archive.LIMITS", ReadLimits(max_unpacked_bytes=1000))
    with pytest.raises(StudyError, match="at most 1,000 are unpacked"):
        _verified(tmp_path, _zip_of(**{"dossier.json": " " * 2000}))


def test_hostile_settings_are_told(tmp_path, dossier):
    """A setting that there is not, such as a path of this machine, is no setting."""
    contents = json.loads(unpack_files(dossier, "d.zip")[CONTENTS_FILE])
    contents["settings"]["no_such_setting"] = 1
    files = {**unpack_files(dossier, "d.zip"), CONTENTS_FILE: json.dumps(contents).encode()}
    assert "cannot be made again" in _verified(tmp_path, pack_files(files)).differences[0]


def test_a_dossier_names_no_means_of_this_machine(tmp_path, dossier):
    """A forged list can neither have a model loaded, nor weights read, nor a folder made: it comes out as if it had not named them."""
    contents = json.loads(unpack_files(dossier, "d.zip")[CONTENTS_FILE])
    contents["settings"] |= {
        "engine": "some/model",
        "weights": str(tmp_path / "w.json"),
        "cache_folder": str(tmp_path / "made"),
        "threads": 9,
    }
    files = {**unpack_files(dossier, "d.zip"), CONTENTS_FILE: json.dumps(contents).encode()}
    assert _verified(tmp_path, pack_files(files)).is_identical
    assert [path.name for path in tmp_path.iterdir()] == ["d.zip"]


def test_a_study_changed_since_it_was_read_is_not_packed(hostile, tmp_path):
    """The dossier would not hold what was analysed."""
    for name, content in study_files(hostile.study).items():
        (tmp_path / name).write_bytes(content)
    moved = replace(hostile.study, folder=tmp_path)
    assert study_files(moved) == study_files(hostile.study)
    (tmp_path / "b.txt").write_bytes(b"other")
    with pytest.raises(ExportError, match=r"b\.txt was changed or removed"):
        study_files(moved)


def test_a_packed_study_gives_the_same_files(hostile, tmp_path):
    """Read from a zip, a study is packed into the same dossier as from its folder; its manifest says the same."""
    (tmp_path / "s.zip").write_bytes(pack_study(hostile.study.folder))
    packed = load_study(tmp_path / "s.zip")
    assert study_files(packed) == study_files(hostile.study)
    folder = tmp_path / "again"
    folder.mkdir()
    for name, content in study_files(packed).items():
        (folder / name).write_bytes(content)
    assert replace(load_study(folder), folder=Path()) == replace(hostile.study, folder=Path())


@pytest.mark.parametrize(
    ("key", "value", "told"),
    [
        ("title", "Another pact", 'says title "Another pact", where the files that it lists say "../Pact'),
        ("leftout", "0.0.1", 'says leftout "0.0.1", where'),
    ],
)
def test_a_change_in_the_list_of_contents_is_named(tmp_path, dossier, key, value, told):
    """No hash covers the list itself: it is compared with what it lists."""
    contents = json.loads(unpack_files(dossier, "d.zip")[CONTENTS_FILE]) | {key: value}
    found = _verified(tmp_path, _with(dossier, relisted=False, **{CONTENTS_FILE: json.dumps(contents).encode()}))
    assert len(found.differences) == 1
    assert told in found.differences[0]


def test_settings_that_change_no_table_are_named(tmp_path, dossier):
    """A limit that no text reaches leaves every table as it was, and is not what the analysis was made with."""
    contents = json.loads(unpack_files(dossier, "d.zip")[CONTENTS_FILE])
    contents["settings"]["max_words_per_text"] += 1
    found = _verified(tmp_path, _with(dossier, relisted=False, **{CONTENTS_FILE: json.dumps(contents).encode()}))
    assert found.differences == ("dossier.json says setting max_words_per_text 100001, where the files that it lists say 100000.",)
