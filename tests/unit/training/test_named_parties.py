"""What the names of the parties in one quote change."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from analytics.errors import StudyError
from analytics.training.fitting import Judged, cross_validate
from analytics.training.named_parties import Effect, effect_of, read_parties, with_names
from analytics.training.samples import prepare


def test_the_sentence_counts_what_changes():
    """One of four verdicts changes; of three cells coded omitted, one was told before, two are told after."""
    effect = Effect(np.array([0, 0, 0, 2]), np.array([1, 0, 0, 2]), np.array([1, 1, 0, 2]))
    assert effect.sentence() == (
        "25.0 % of 4 verdicts change; of 3 cells coded omitted, 33.3 % are called told without the names, 66.7 % with them"
    )


def test_one_commitment_is_exchanged_and_alone_stays_coded(tiny):
    """The second unit comes from the other statement; the levels of the first and the third are unknown."""
    other = replace(tiny[0], commitments=tiny[0].commitments[::-1])
    changed = with_names(tiny[0], 0, other)
    assert [read.text for read in changed.commitments] == ["Rice is taxed.", "Ships are let in.", "Rice is taxed."]
    assert changed.texts[0].levels.tolist() == [2, -1, -1]


def test_cells_are_paired_by_text_and_place(tiny):
    """Whatever order the cells are judged in, a cell without the names meets the same cell with them."""
    plain = [replace(text, id=f"{text.id}/as it is/0") for text in prepare(tiny)]
    named = [replace(text, id=text.id.replace("as it is", "with names")) for text in plain[::-1]]
    judged = cross_validate([*named, *plain])
    place = np.array([sorted({text.split("/")[2] for text in judged.cells.texts}).index(text.split("/")[2]) for text in judged.cells.texts])
    numbered = Judged(judged.cells, np.zeros(len(place)), place / 4, judged.levels)
    effect = effect_of(numbered, 0.5, 0.9)
    assert np.array_equal(effect.before, effect.after)
    assert effect.before.tolist() == [0] * 6 + [1] * 6


def test_parties_come_by_study(tmp_path):
    """A table of two columns."""
    path = tmp_path / "parties.csv"
    path.write_text("study,parties\nsea,Norway and Chile\n", encoding="utf-8")
    assert read_parties(path) == {"sea": "Norway and Chile"}


def test_a_table_without_its_columns_is_told(tmp_path):
    """The missing one is named."""
    path = tmp_path / "parties.csv"
    path.write_text("study;parties\n", encoding="utf-8")
    with pytest.raises(StudyError, match="parties and study"):
        read_parties(path)
