"""What an analysis was made from."""

import tomllib
from pathlib import Path

from analytics.provenance import DECIDING_LIBRARIES, describe_provenance
from analytics.settings import Settings
from analytics.study import load_study
from tests.studies import write_study

PROJECT = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def test_settings_that_decide_nothing_change_nothing(tmp_path):
    """Threads and cache do not belong to the provenance; the level of intervals does."""
    study = load_study(write_study(tmp_path))
    plain = describe_provenance(study, Settings(), encoder="e")
    assert plain == describe_provenance(study, Settings(threads=1, use_cache=False, cache_folder=tmp_path), encoder="e")
    assert plain != describe_provenance(study, Settings(interval_level=0.9), encoder="e")


def test_changed_text_changes_its_hash_alone(tmp_path):
    """Editing one article changes one hash."""
    before = describe_provenance(load_study(write_study(tmp_path)), Settings(), encoder="e")["texts"]
    after = describe_provenance(load_study(write_study(tmp_path, b="Another article.")), Settings(), encoder="e")["texts"]
    assert [file for file in before if before[file] != after[file]] == ["b.txt"]


def test_weights_and_libraries_are_named():
    """Every library that decides is a requirement of the package."""
    required = {requirement.split(">")[0].split("=")[0] for requirement in PROJECT["dependencies"]}
    assert set(DECIDING_LIBRARIES) <= required
