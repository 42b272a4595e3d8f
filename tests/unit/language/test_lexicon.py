"""The word lists per language."""

import pytest

from analytics.language.lexicon import lexicon
from tests.strategies import LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_lists_are_read_for_every_language(language):
    """Each language of the encoder has words that say when and how much, and the abbreviations met everywhere."""
    found = lexicon(language)
    assert found.pale
    assert "dr" in found.never_end


def test_an_unknown_language_has_common_abbreviations_only():
    """A code without a file, or no code at all, falls back."""
    for code in ("xx", "", "../en"):
        assert lexicon(code).never_end == {"St", "dr", "mr", "mrs", "prof", "vs"}
        assert not lexicon(code).pale


def test_word_order_of_nouns():
    """Adjectives follow the noun in French, not in English."""
    assert lexicon("fr").is_head_first
    assert not lexicon("en").is_head_first
