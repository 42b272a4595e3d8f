"""What the reader marks in the two texts."""

from __future__ import annotations

import pytest

from analytics.dashboard.reading_panel import letter


@pytest.mark.parametrize(("number", "sign"), [(0, "A"), (25, "Z"), (26, "A2"), (51, "Z2"), (52, "A3")])
def test_every_theme_has_a_letter_of_its_own(number: int, sign: str) -> None:
    """After Z the letters begin again with a number."""
    assert letter(number) == sign


def test_no_two_themes_share_a_letter() -> None:
    """Two hundred themes have two hundred signs."""
    assert len({letter(number) for number in range(200)}) == 200
