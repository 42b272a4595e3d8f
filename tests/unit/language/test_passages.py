"""Passages: layout, headings, bullets, paragraphs, and their exact spans."""

import time

import pytest

from analytics.language.passages import split_passages


def _kinds(text: str, language: str = "en") -> list[tuple[str, str]]:
    return [(passage.kind, passage.text) for passage in split_passages(text, language)]


def _texts(text: str, language: str = "en") -> list[str]:
    return [passage.text for passage in split_passages(text, language)]


def test_spans_ids_and_paragraphs_are_counted():
    """Two lines of two and one sentences make three passages with ids, spans and the paragraph of their line."""
    text = "It rained. We met.\n\nThey left."
    found = [(p.id, p.start, p.end, p.paragraph) for p in split_passages(text, "en")]
    assert found == [("p001", 0, 10, 1), ("p002", 11, 18, 1), ("p003", 20, 30, 2)]


def test_markers_stand_outside_the_spans():
    """Dashes, dots and numbers of list items are not part of the passages; two sentences in an item are two bullets."""
    text = "- Cash comes first. Loans follow.\n• Tax\n(a) Water\n1. Power\n2. Roads"
    expected = ["Cash comes first.", "Loans follow.", "Tax", "Water", "Power", "Roads"]
    assert _kinds(text) == [("bullet", words) for words in expected]


def test_a_number_alone_is_no_marker():
    """A line that begins with a date keeps its number; only a sequence of numbers makes a list."""
    assert _texts("16. Januar war es kalt.", "de") == ["16. Januar war es kalt."]
    assert _texts("1. Januar war kalt.\n2. Februar war mild.", "de") == ["Januar war kalt.", "Februar war mild."]


def test_chinese_numerals_make_a_list():
    """Items numbered 十、 and 十一、 follow each other."""
    assert _kinds("十、加强合作。\n十一、保护海洋。", "zh") == [("bullet", "加强合作。"), ("bullet", "保护海洋。")]


def test_agency_in_brackets_is_no_marker():
    """A dateline such as (AP) belongs to the sentence."""
    assert _texts("(AP) The ministers met.") == ["(AP) The ministers met."]


def test_markdown_headings_lose_their_marks():
    """Hashes and bold type mark headings; a rule of dashes is nothing."""
    text = "## What is new ##\nThe pact was signed.\n---\n**Money**\nIt costs much."
    expected = [("heading", "What is new"), ("sentence", "The pact was signed."), ("heading", "Money"), ("sentence", "It costs much.")]
    assert _kinds(text) == expected


def test_title_like_lines_are_headings():
    """A short line without a full stop above a paragraph is a heading; as the last line it is not."""
    text = "A Deeper Vision\nThe leaders met in the capital and agreed on a plan.\nJane Smith in Rome"
    expected = [
        ("heading", "A Deeper Vision"),
        ("sentence", "The leaders met in the capital and agreed on a plan."),
        ("sentence", "Jane Smith in Rome"),
    ]
    assert _kinds(text) == expected


def test_a_short_question_heads_the_paragraph_below():
    """A question by itself above longer text is a heading."""
    assert _kinds("What now?\nThe ministers will meet again in the autumn to settle the rest.")[0] == ("heading", "What now?")


def test_bold_run_in_headings_are_set_apart():
    """Bold words that end in a full stop open a passage of their own, with the paragraph of what follows."""
    found = split_passages("**Bottom line.** The pact is thin on money.", "en")
    assert [(p.kind, p.text, p.paragraph) for p in found] == [("heading", "Bottom line.", 1), ("sentence", "The pact is thin on money.", 1)]


def test_bold_words_in_a_sentence_stay():
    """Bold type on the first words of a sentence is no heading."""
    assert _kinds("**Japan** and Italy agreed.\nThey left.")[0] == ("sentence", "**Japan** and Italy agreed.")


def test_plain_run_in_headings_need_a_habit():
    """Three paragraphs that open with a short verbless phrase show a style; one such phrase is a sentence."""
    body = " The two sides agreed on a long list of things to do next year."
    openings = ["Shared priorities.", "Leadership affinity.", "The bottom line."]
    found = _kinds("\n".join(opening + body for opening in openings))
    assert [words for kind, words in found if kind == "heading"] == openings
    assert _kinds(openings[0] + body)[0][0] == "sentence"
    assert all(kind == "sentence" for kind, _ in _kinds("\n".join(["They were late." + body] * 3)))


def test_items_after_a_colon_are_bullets():
    """Lines without marks or full stops under a line that ends in a colon are list items."""
    found = _kinds("They share concerns over:\nnon-market practices\nexport restrictions\nThe talks went on for hours.")
    assert [kind for kind, _ in found] == ["heading", "bullet", "bullet", "sentence"]


def test_lines_broken_by_the_page_are_joined():
    """Sentences run on over line breaks of a page; the spans keep the breaks; a short last line ends the paragraph."""
    text = (
        "The ministers of both countries met in the capital on Friday and\n"
        "agreed to strengthen the supply chains for minerals. They also\n"
        "signed a letter.\n"
        "The next meeting will take place in the spring of next year and\n"
        "will deal with energy."
    )
    found = split_passages(text, "en")
    assert [p.paragraph for p in found] == [1, 1, 2]
    assert found[1].text == "They also\nsigned a letter."


def test_a_broken_line_may_go_on_with_a_capital():
    """What would not have fitted on the line before goes on, capital or not."""
    text = (
        "The treaty on the protection of the sea was signed on Friday by\n"
        "Norway and Chile in the old customs house of a small port, and\n"
        "it enters into force next year, once both parliaments agree."
    )
    assert [p.text for p in split_passages(text, "en")] == [text]


def test_indented_lines_carry_a_bullet_on():
    """A line that is indented below a bullet belongs to it."""
    assert _texts("- strengthen ties with\n  Japan and Italy\n- fight coercion") == [
        "strengthen ties with\n  Japan and Italy",
        "fight coercion",
    ]


def test_thai_is_cut_at_blanks():
    """Thai units end at blanks: before a word that opens a clause, once the unit is long enough."""
    first = "ผู้นำทั้งสองเน้นย้ำความร่วมมือด้านความมั่นคงทางเศรษฐกิจ การป้องกันประเทศ"
    assert _texts(f"{first} ทั้งนี้ ยังไม่มีรายละเอียด", "th") == [first, "ทั้งนี้ ยังไม่มีรายละเอียด"]


def test_very_long_sentences_are_cut_at_semicolons():
    """A sentence of 130 words is cut at its semicolon, one of 65 words is not."""
    half = " ".join(["word"] * 65)
    assert _texts(f"{half}; {half}.") == [f"{half};", f"{half}."]
    assert len(_texts(f"{half[:150]}; {half[:150]}.")) == 1


def test_case_and_quotes_do_not_move_the_cuts():
    """Capitals, their absence and straight quotes leave the same passages."""
    text = "He said: “We agreed on Jan. 16.” The U.S. Senate voted. They left."
    expected = [(p.start, p.end) for p in split_passages(text, "en")]
    for other in (text.upper(), text.lower(), text.replace("“", '"').replace("”", '"')):
        assert [(p.start, p.end) for p in split_passages(other, "en")] == expected


@pytest.mark.parametrize("text", ["", " \n\t\n", "---\n***\n…", "\x00\x00"])
def test_nothing_to_read_gives_no_passages(text):
    """Texts without letters and digits have no passages."""
    assert split_passages(text, "en") == ()


def test_control_characters_do_no_harm():
    """NUL bytes stay inside the passages, verbatim."""
    assert _texts("The pact\x00 was signed. It\x00 rained.") == ["The pact\x00 was signed.", "It\x00 rained."]


@pytest.mark.parametrize("unit", ["word ", "He left. ", "。」", "「", "a\n", '"a. ', "U.S. ", "**a", "("])
def test_time_is_linear_in_the_length(unit):
    """A hundred thousand characters of any pattern are read in seconds."""
    begin = time.process_time()
    split_passages(unit * (100_000 // len(unit)), "ja")
    assert time.process_time() - begin < 5
