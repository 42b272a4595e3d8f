"""Words without case and diacritics."""

import pytest

from analytics.language.folding import folded


@pytest.mark.parametrize(("word", "plain"), [("Süden", "suden"), ("ÉTÉ", "ete"), ("İzmir", "izmir"), ("海", "海"), ("", "")])
def test_case_and_marks_are_dropped(word, plain):
    """Letters of any script stay."""
    assert folded(word) == plain
