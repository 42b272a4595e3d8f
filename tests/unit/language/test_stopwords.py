"""Stop words: which words carry no meaning of their own."""

import subprocess
import sys

import pytest

from analytics.language.stopwords import stop_words
from tests.strategies import LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_of_the_encoder_has_a_list(language):
    """A language without function words would have keyphrases of articles and prepositions."""
    assert len(stop_words(language)) > 40


def test_words_of_statements_are_kept():
    """State, order and system carry meaning; so do the nouns that the Italian, Portuguese and German lists name."""
    assert not {"state", "states", "order", "system", "security", "value"} & stop_words("en")
    assert not {"governo", "consiglio", "nazionale"} & stop_words("it")
    assert not {"sistema", "conselho"} & stop_words("pt")
    assert not {"ordnung"} & stop_words("de")


def test_regions_share_the_list_of_their_language():
    """en-GB is read as en; Chinese has one list for both standards."""
    assert stop_words("en-GB") == stop_words("en")
    assert stop_words("zh-TW") == stop_words("zh")


def test_an_unknown_language_has_none():
    """No list is an empty list, also for a code that is a path."""
    assert stop_words("xx") == frozenset()
    assert stop_words("../en") == frozenset()


def test_comments_in_a_list_are_no_words():
    """The Turkish list opens with lines of explanation."""
    assert "stopwords" not in stop_words("tr")
    assert "ve" in stop_words("tr")


def test_reading_the_lists_does_not_import_yake():
    """Importing the package takes long; its data files are read without it."""
    code = "import sys; from analytics.language.stopwords import stop_words; stop_words('en'); print('yake' in sys.modules)"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    assert found.stdout.strip() == "False"
