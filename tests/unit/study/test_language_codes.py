"""Codes of languages, whatever their form."""

import pytest

from analytics.study.language_codes import canonical_language, primary_language


@pytest.mark.parametrize(("code", "primary"), [("en", "en"), ("EN-gb", "en"), ("pt_BR", "pt"), ("zh-TW", "zh"), ("", "")])
def test_regions_and_scripts_are_left_out(code, primary):
    """Two standards of one language are one language, in either way of writing them."""
    assert primary_language(code) == primary


@pytest.mark.parametrize(("code", "canonical"), [("en-GB", "en"), ("zh-Hant", "zh-TW"), ("zh_HK", "zh-TW"), ("zh-CN", "zh"), ("DE", "de")])
def test_codes_are_written_as_in_tables(code, canonical):
    """Only Chinese keeps its standard."""
    assert canonical_language(code) == canonical


@pytest.mark.parametrize("code", ["", "english", "e", "en GB"])
def test_no_codes_are_refused(code):
    """A word is no code."""
    with pytest.raises(ValueError, match="is not a language code"):
        canonical_language(code)
