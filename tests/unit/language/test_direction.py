"""Names that run from right to left stay where they are put."""

import pytest

from analytics.language.direction import contained, isolated, runs_from_right


@pytest.mark.parametrize("text", ["", "Decode39", "日本新聞", "Café 16 %"])
def test_text_from_left_to_right_is_left_alone(text: str) -> None:
    """Nothing is added to the names of most studies."""
    assert isolated(text) == text


@pytest.mark.parametrize("text", ["الجريدة", "a \u202egnp.exe", "\u200f!"])
def test_turning_text_is_fenced(text: str) -> None:
    """An Arabic name, an override that is never closed and a lone mark end where they end."""
    assert isolated(text) == f"\u2068{text}\u2069"


def test_a_fence_cannot_be_opened_from_within() -> None:
    """A closing mark in a label would let the override after it out."""
    assert isolated("a\u2069\u202eb") == "\u2068a\u202eb\u2069"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", False),
        ("12 %", False),
        ("Decode39 الجريدة", False),
        ("12. الجريدة Decode39", True),
        ("שלום", True),
        ("\u2068الجريدة\u2069 tells most", False),
        ("\u2069\u2068a\u2069 الجريدة", True),
    ],
)
def test_the_first_letter_with_a_direction_decides(text: str, expected: bool) -> None:
    """Numbers have none, and what is fenced off does not count, as in Unicode's own rule P2."""
    assert runs_from_right(text) is expected


@pytest.mark.parametrize("text", ["", "Decode39", "الجريدة 12", "a\u202bب\u202c c", "\u2067ب\u2069 c"])
def test_text_whose_marks_end_is_left_alone(text: str) -> None:
    """Names of any script, and marks that are closed again, stay as they are."""
    assert contained(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("read \u202esdrawkcab", "read \ufffdsdrawkcab"),
        ("\u202d12\u202c", "\ufffd12\u202c"),
        ("a\u202bb", "a\u202bb\u202c"),
        ("a\u2067b\u202ac", "a\u2067b\u202ac\u202c\u2069"),
        ("a\u2067b\u202ac\u2069d", "a\u2067b\u202ac\u2069d"),
        ("a\u202bb\u2067c\u202cd", "a\u202bb\u2067c\u202cd\u2069\u202c"),
    ],
)
def test_marks_turn_no_letters_and_reach_no_further(text: str, shown: str) -> None:
    """An override is shown instead of obeyed; what is opened is closed in the order of opening, as in Unicode's rules X5 to X7."""
    assert contained(text) == shown
