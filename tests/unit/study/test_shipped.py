"""The study that comes with the program."""

from pathlib import Path

import pytest

from analytics.errors import StudyError
from analytics.study import load_study, shipped
from analytics.study.shipped import shipped_study


def test_shipped_study_is_sound_and_complete():
    """Sixteen paragraphs, 62 commitments, four articles, and every quote at its span."""
    study = load_study(shipped_study())
    assert (study.faults, len(study.sources), len(study.commitments)) == ((), 4, 62)
    assert [study.statement.text[each.start : each.end] for each in study.commitments] == [each.quote for each in study.commitments]
    assert sorted({each.paragraph for each in study.commitments}) == list(range(1, 17))


def test_copy_inside_the_package_comes_first(tmp_path, monkeypatch):
    """An installed package finds its own copy, a clone the folder beside it, and neither is a fault."""
    monkeypatch.setattr(shipped, "files", lambda name: Path(tmp_path / name))
    with pytest.raises(StudyError, match="Install leftout again"):
        shipped_study()
    for folder in (tmp_path / "seeds", tmp_path / "analytics" / "seeds"):
        folder.mkdir(parents=True)
        (folder / "study.toml").write_text("x", encoding="utf-8")
        assert shipped_study() == folder
