"""Ids in plain letters, and readable names of files."""

import pytest

from analytics.study.naming import free_name, plain_id, readable_name


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Déjà vu — 2026", "deja-vu-2026"),
        ("Süddeutsche Zeitung", "suddeutsche-zeitung"),
        ("朝日新聞", ""),
        ("CON", "con-"),
        ("../../etc", "etc"),
        ("a" * 99, "a" * 60),
    ],
)
def test_ids_are_plain(words, name):
    """Small Latin letters, digits and hyphens only, never a name that a system keeps for itself."""
    assert plain_id(words) == name


def test_ids_can_be_short():
    """A cut never leaves a hyphen at the end."""
    assert plain_id("the lakes", 4) == "the"


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("../../etc/passwd", "etc-passwd"),
        ("C:\\a/b", "c-a-b"),
        ("CON", "con-"),
        ("Lpt1", "lpt1-"),
        ("", "unnamed"),
        ("\u202e...", "unnamed"),
        ("日本 共同声明", "日本-共同声明"),
        ("x" * 99, "x" * 60),
    ],
)
def test_names_of_files_are_no_paths(words, name):
    """No slash, no point, no name that a system keeps for itself; letters of any script stay."""
    assert readable_name(words) == name


def test_the_first_free_number_is_taken():
    """Counting starts at two, and a gap is used."""
    assert [free_name("a", taken.__contains__) for taken in (set(), {"a"}, {"a", "a-3"}, {"a", "a-2"})] == ["a", "a-2", "a-2", "a-3"]
