"""What holds for the passages and words of any text."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from analytics.language.detection import detect_language
from analytics.language.passages import split_passages
from analytics.language.sentences import sentence_spans
from analytics.language.tokens import count_words, tokenize
from tests.strategies import languages, prose, wild_texts

_QUICK = settings(max_examples=150, deadline=None)


@_QUICK
@example("0) :", "ar")
@given(wild_texts(), languages())
def test_passages_are_verbatim_in_order_and_apart(text, language):
    """Each span holds its text, without blanks at the ends; spans follow each other; ids and paragraphs count up."""
    passages = split_passages(text, language)
    position, paragraph = 0, 0
    for number, passage in enumerate(passages, start=1):
        assert passage.id == f"p{number:03d}"
        assert position <= passage.start < passage.end
        assert text[passage.start : passage.end] == passage.text == passage.text.strip()
        assert any(map(str.isalnum, passage.text))
        assert passage.paragraph >= max(paragraph, 1)
        position, paragraph = passage.end, passage.paragraph


@_QUICK
@given(wild_texts(), languages())
def test_no_letter_is_lost(text, language):
    """Every letter outside the passages belongs to the number of a list item."""
    covered = bytearray(len(text))
    for passage in split_passages(text, language):
        covered[passage.start : passage.end] = b"\x01" * (passage.end - passage.start)
    for line in text.splitlines(keepends=True):
        mask, covered = covered[: len(line)], covered[len(line) :]
        left_out = "".join(character for character, is_in in zip(line, mask, strict=True) if character.isalnum() and not is_in)
        assert len(left_out) <= 5
        assert left_out in "".join(filter(str.isalnum, line))[:5]


@_QUICK
@given(wild_texts(), languages())
def test_sentences_hold_every_visible_character(text, language):
    """Nothing but blanks stands between the sentences of a block."""
    spans = list(sentence_spans(text, language))
    edges = [0, *(edge for span in spans for edge in span), len(text)]
    assert edges == sorted(edges)
    assert all(not text[start:end].strip() for start, end in zip(edges[::2], edges[1::2], strict=True))


@_QUICK
@given(wild_texts(), languages(), st.integers(0, 1000))
def test_tokens_are_verbatim_in_order_and_apart(text, language, offset):
    """Each token is what stands at its span, with a letter or digit and a stem; their number is the number of words."""
    tokens = tokenize(text, language, offset=offset)
    position = offset
    for token in tokens:
        assert position <= token.start < token.end
        assert text[token.start - offset : token.end - offset] == token.text
        assert any(map(str.isalnum, token.text))
        position = token.end
    assert len(tokens) == count_words(text, language)


@_QUICK
@given(wild_texts(), languages())
def test_no_letter_is_outside_the_tokens_but_endings(text, language):
    """Letters outside tokens stand right after a token and an apostrophe: the English s and Turkish endings."""
    tokens = tokenize(text, language)
    edges = [0, *(edge for token in tokens for edge in (token.start, token.end)), len(text)]
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        between = text[start:end]
        if language not in {"en", "tr"}:
            assert not any(map(str.isalnum, between))
        elif any(map(str.isalnum, between)):
            assert between[0] in "'’\u02bc"


@_QUICK
@given(prose())
def test_words_do_not_depend_on_blanks_and_line_ends(text):
    """Twice the blanks, or Windows line ends, leave the same words."""
    expected = [token.text for token in tokenize(text, "en")]
    assert [token.text for token in tokenize(text.replace(" ", "  "), "en")] == expected
    assert [token.text for token in tokenize(text.replace(". ", ".\r\n"), "en")] == expected


@_QUICK
@given(prose())
def test_case_does_not_move_the_cuts(text):
    """Capitals throughout, or none, leave the passages where they are."""
    expected = [(passage.start, passage.end) for passage in split_passages(text, "en")]
    assert [(passage.start, passage.end) for passage in split_passages(text.upper(), "en")] == expected
    assert [(passage.start, passage.end) for passage in split_passages(text.lower(), "en")] == expected


@_QUICK
@given(wild_texts())
def test_detection_never_fails(text):
    """Any text has a code and a confidence from 0 to 1."""
    code, confidence = detect_language(text)
    assert code
    assert 0 <= confidence <= 1
