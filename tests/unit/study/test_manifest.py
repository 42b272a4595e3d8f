"""Whole studies on disk: sound, sick in part, and beyond use."""

import datetime

import pytest

from analytics.errors import StudyError
from analytics.settings import Settings
from analytics.study.manifest import check_study, load_study
from tests.studies import CODEBOOK, MANIFEST, STATEMENT, write_study


def _messages(folder):
    return [str(fault) for fault in check_study(folder)]


def test_sound_study_loads_whole(tmp_path):
    """Statement, commitments and sources come in the order of the files, without faults."""
    study = load_study(write_study(tmp_path))
    assert (study.title, study.language, study.faults) == ("Pact", "en", ())
    assert study.statement.date == datetime.date(2030, 5, 1)
    assert study.statement.text.split("\n")[0] == "PACT"
    assert [source.id for source in study.sources] == ["a", "b"]
    assert [source.language for source in study.sources] == ["en", None]
    assert study.sources[0].text == "An office will open.\n"
    assert [file for file, _ in study.hashes] == ["statement.txt", "codebook.csv", "a.txt", "b.txt"]


def test_manifest_path_and_folder_are_the_same_study(tmp_path):
    """A study may be named by its folder or by any manifest in it."""
    write_study(tmp_path)
    (tmp_path / "study.toml").rename(tmp_path / "other.toml")
    assert load_study(tmp_path / "other.toml").title == "Pact"
    assert load_study(str(tmp_path / "other.toml")).folder == tmp_path


def test_study_without_codebook_is_split(tmp_path):
    """Without a codebook the statement's own clauses are the commitments, each verbatim."""
    study = load_study(write_study(tmp_path, study=MANIFEST.replace('codebook = "codebook.csv"\n', "")))
    assert study.commitments
    assert all(study.statement.text[each.start : each.end] == each.quote for each in study.commitments)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "holds no words"),
        (b"caf\xe9", "is not UTF-8"),
        (b"a\x00b", "NUL"),
        (b"x" * 5_000_000, "a line of 5,000,000 characters"),
    ],
)
def test_sick_source_is_left_aside(tmp_path, content, expected):
    """One bad article leaves the others to be analysed."""
    study = load_study(write_study(tmp_path, b=content))
    assert [source.id for source in study.sources] == ["a"]
    (fault,) = study.faults
    assert (fault.file, fault.severity, fault.source) == ("b.txt", "left aside", "b")
    assert expected in fault.message


def test_missing_source_file_is_left_aside(tmp_path):
    """A source whose file is not there is named."""
    write_study(tmp_path)
    (tmp_path / "b.txt").unlink()
    assert [fault.source for fault in load_study(tmp_path).faults] == ["b"]


@pytest.mark.parametrize(
    "path", ["../secret.txt", "/etc/hostname", "..\\\\secret.txt", "C:\\\\secret.txt", "x/../../secret.txt", "~/../../x"]
)
def test_path_that_leaves_the_folder_is_never_read(tmp_path, path):
    """Absolute paths, parents and their Windows forms are refused."""
    folder = tmp_path / "study"
    folder.mkdir()
    (tmp_path / "secret.txt").write_text("secret words", encoding="utf-8")
    study = load_study(write_study(folder, study=MANIFEST.replace('"b.txt"', f'"{path}"')))
    assert [source.id for source in study.sources] == ["a"]
    assert "leaves the folder" in study.faults[0].message


def test_link_to_itself_is_left_aside(tmp_path):
    """A symbolic link that never ends at a file is a fault of its source alone."""
    folder = write_study(tmp_path)
    (folder / "b.txt").unlink()
    (folder / "b.txt").symlink_to(folder / "b.txt")
    study = load_study(folder)
    assert [source.id for source in study.sources] == ["a"]
    assert (study.faults[0].file, study.faults[0].severity) == ("b.txt", "left aside")


def test_name_that_the_system_cannot_write_is_left_aside(tmp_path, monkeypatch):
    """Where file names are ASCII, a Japanese one is a fault of its source alone."""

    def refuse(path, **_):
        return str(path).encode("ascii").decode()

    folder = write_study(tmp_path, study=MANIFEST.replace('"b.txt"', '"\u4e8c.txt"'))
    monkeypatch.setattr("os.path.realpath", refuse)
    study = load_study(folder)
    assert [source.id for source in study.sources] == ["a"]
    assert "cannot write" in study.faults[0].message


def test_link_that_leads_out_is_never_read(tmp_path):
    """A symbolic link to a file outside is refused, one inside is followed."""
    folder = tmp_path / "study"
    folder.mkdir()
    write_study(folder)
    (tmp_path / "secret.txt").write_text("secret words", encoding="utf-8")
    (folder / "b.txt").unlink()
    (folder / "b.txt").symlink_to(tmp_path / "secret.txt")
    assert "leads out of the folder" in load_study(folder).faults[0].message
    (folder / "b.txt").unlink()
    (folder / "b.txt").symlink_to(folder / "a.txt")
    assert [source.id for source in load_study(folder).sources] == ["a", "b"]


def test_same_text_twice_is_a_notice(tmp_path):
    """Two sources with one and the same article are both compared, and the second is pointed out."""
    study = load_study(write_study(tmp_path, b="An office will open.\n"))
    assert [source.id for source in study.sources] == ["a", "b"]
    (fault,) = study.faults
    assert (fault.file, fault.severity, fault.source) == ("b.txt", "notice", "b")
    assert "the very text of source 'a'" in fault.message


def test_repeated_source_id_is_left_aside(tmp_path):
    """The first source keeps the id."""
    study = load_study(write_study(tmp_path, study=MANIFEST.replace('id = "b"', 'id = "a"')))
    assert [source.outlet for source in study.sources] == ["Outlet A"]
    assert (study.faults[0].row, "repeats the id" in study.faults[0].message) == (16, True)


@pytest.mark.parametrize(
    ("old", "new", "row", "expected"),
    [
        ('title = "Pact"', 'titel = "Pact"', 1, "Did you mean 'title'?"),
        ('title = "Pact"\n', "", None, "key 'title': is missing"),
        ('language = "en"\n\n', 'language = "english"\n\n', 2, "is not a language code"),
        ("date = 2030-05-01", "date = 2030", 6, "is not a date"),
        ("date = 2030-05-01", 'issuers = "x"', 6, "[statement], key 'issuers': is unknown"),
        ('title = "Pact"', "title = Pact", 1, "is not TOML"),
        ('title = "Pact"', "title = 3", 1, "is not a text"),
        ('title = "Pact"', f"title = {'9' * 5000}", None, "thousands of digits"),
        ("[statement]", "[statment]", 4, "key 'statment': is unknown"),
    ],
)
def test_wrong_manifest_is_fatal_with_its_line(tmp_path, old, new, row, expected):
    """A fault outside the sources stops the study, and says where it is."""
    folder = write_study(tmp_path, study=MANIFEST.replace(old, new))
    with pytest.raises(StudyError) as caught:
        load_study(folder)
    fault = next(fault for fault in caught.value.faults if expected in fault.message)
    assert (fault.file, fault.row, fault.severity) == ("study.toml", row, "fatal")


@pytest.mark.parametrize(
    ("old", "new", "row", "expected"),
    [
        ('language = "en"\n\n[[sources]]', 'langauge = "en"\n\n[[sources]]', 13, "source 'a', key 'langauge': is unknown"),
        ('outlet = "Outlet A"\n', "", 9, "source 'a', key 'outlet': is missing"),
        ('outlet = "Outlet A"', 'outlet = ""', 11, "is empty"),
        ('outlet = "Outlet A"', 'outlet = "a\\u0000b"', 11, "control character"),
    ],
)
def test_wrong_entry_leaves_only_its_source_aside(tmp_path, old, new, row, expected):
    """A fault in one source's entry names source and line; the other source loads."""
    study = load_study(write_study(tmp_path, study=MANIFEST.replace(old, new, 1)))
    assert [source.id for source in study.sources] == ["b"]
    (fault,) = study.faults
    assert (fault.row, fault.source) == (row, "a")
    assert expected in fault.message


def test_all_faults_are_told_together(tmp_path):
    """A bad article, a bad codebook row and a missing statement are reported in one go."""
    folder = write_study(tmp_path, b="", codebook=CODEBOOK + "3a,3,t,fact,l,no such words\n")
    assert len(_messages(folder)) == 2
    (folder / "statement.txt").unlink()
    (folder / "study.toml").write_text(MANIFEST.replace("title", "titel").replace("date", "dated"), encoding="utf-8")
    messages = _messages(folder)
    assert len([message for message in messages if message.startswith("study.toml, row ")]) == 2
    assert any(message.startswith("statement.txt: does not exist") for message in messages)
    assert any(message.startswith("b.txt: holds no words") for message in messages)


def test_study_without_healthy_source_is_fatal(tmp_path):
    """If no article can be read nothing can be compared."""
    folder = write_study(tmp_path, a="", b="")
    with pytest.raises(StudyError, match="none of its sources can be used") as caught:
        load_study(folder)
    assert len(caught.value.faults) == 3


def test_missing_folder_file_and_manifest_differ(tmp_path):
    """Each way of naming no study has its own sentence."""
    (tmp_path / "file.txt").write_text("x", encoding="utf-8")
    assert "does not exist" in _messages(tmp_path / "none")[0]
    assert "is a file" in _messages(tmp_path / "file.txt")[0]
    assert "study.toml: is not in the folder" in _messages(tmp_path)[0]


def test_language_codes_are_written_one_way(tmp_path):
    """Regions are dropped but for Chinese in traditional characters."""
    manifest = MANIFEST.replace('file = "b.txt"', 'file = "b.txt"\nlanguage = "zh-Hant"').replace('language = "en"', 'language = "en-GB"')
    study = load_study(write_study(tmp_path, study=manifest))
    assert (study.language, [source.language for source in study.sources]) == ("en", ["en", "zh-TW"])


def test_checking_and_loading_agree(tmp_path):
    """What check lists is what a loaded study carries."""
    folder = write_study(tmp_path, b="", statement=STATEMENT)
    assert check_study(folder) == load_study(folder).faults


def test_faults_without_end_are_cut_short(tmp_path):
    """A manifest with a thousand unknown keys is told of a hundred, and of the rest in one sentence."""
    folder = write_study(tmp_path, study="".join(f"key{number} = 1\n" for number in range(1000)) + MANIFEST)
    messages = _messages(folder)
    assert len(messages) == 101
    assert "900 more faults" in messages[-1]


@pytest.mark.parametrize(("label_words", "is_read"), [(100, True), (300, False)])
def test_a_codebook_may_have_more_words_than_a_text(tmp_path, label_words, is_read):
    """It repeats the statement: with texts of at most 50 words, a codebook of about 100 is read, one of 300 is not."""
    codebook = f'id,label,quote\n1a,"{"word " * label_words}",the report\n'
    folder = write_study(tmp_path, codebook=codebook)
    settings = Settings(max_words_per_text=50)
    if is_read:
        assert [unit.id for unit in load_study(folder, settings=settings).commitments] == ["1a"]
    else:
        with pytest.raises(StudyError, match="at most 200 are analysed"):
            load_study(folder, settings=settings)
