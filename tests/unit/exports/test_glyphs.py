"""Letters that no font has are found by drawing them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analytics.exports.glyphs import font_notices, missing_letters


def test_letters_of_every_font_are_there():
    """Latin letters with marks are drawn anywhere."""
    assert missing_letters(["Ünïcödé “quotes” – dash", "plain"]) == ""


def test_places_without_a_letter_are_not_looked_for():
    """Private use and unassigned places are no letters, and neither are blanks and marks of direction."""
    assert missing_letters(["\U000f1234 \u0378\u202e\u00a0"]) == ""


def test_a_missing_letter_is_a_notice_that_says_what_to_do(hostile, monkeypatch):
    """Which letters, how many, and which fonts to install."""
    monkeypatch.setattr("analytics.exports.glyphs.missing_letters", lambda _: "กข")
    (notice,) = font_notices(hostile)
    assert notice.severity == "notice"
    assert "lack 2 of the letters in the figures (ก ข)" in notice.message
    assert "Install fonts" in notice.message


def test_no_notice_where_all_letters_are_there(hostile, monkeypatch):
    """Nothing to say, nothing said."""
    monkeypatch.setattr("analytics.exports.glyphs.missing_letters", lambda _: "")
    assert font_notices(hostile) == ()


def test_every_text_of_a_figure_is_looked_at(hostile, monkeypatch):
    """Title, outlets, labels, themes, keyphrases and terms reach the search."""
    asked = []
    monkeypatch.setattr("analytics.exports.glyphs.missing_letters", lambda texts: asked.extend(texts) or "")
    font_notices(replace(hostile))
    assert {hostile.study.title, "CON", "An office again", "Offices", *hostile.keyness["term"], *hostile.keywords["keyphrase"]} <= set(
        asked
    )


@pytest.mark.parametrize("many", [1, 63, 64, 65, 200])
def test_letters_keep_their_places_in_the_picture(monkeypatch, many):
    """Whatever the number of rows, a letter is compared with its own drawing: one is made to look missing, and only it is found."""
    import analytics.exports.glyphs as glyphs

    letters = [chr(0x4E00 + number) for number in range(many)]
    drawn = glyphs._drawn

    def without_last(asked):
        cells = drawn(asked)
        cells[-1] = cells[0]
        return cells

    monkeypatch.setattr(glyphs, "_drawn", without_last)
    assert glyphs.missing_letters(["".join(letters)]).endswith(letters[-1])
