"""The statement as published becomes the text that spans refer to."""

import pytest

from analytics.study.normalisation import normalise_inline, normalise_statement, numbered_paragraphs


def test_page_separators_tags_and_markdown_go_numbers_stay():
    """A page of Markdown with a superscript becomes plain lines."""
    raw = "\n---\n\n*May 1, 2030*\n\n## **JOINT STATEMENT**\n\n1. The 160<sup>th</sup> year.\n2. An office.\n"
    assert normalise_statement(raw) == "May 1, 2030\nJOINT STATEMENT\n1. The 160th year.\n2. An office."


@pytest.mark.parametrize("separator", ["---", "* * *", "\f", "=====", "- - -"])
def test_sentence_cut_by_a_page_is_joined(separator):
    """Every kind of page separator inside a sentence is bridged by one blank."""
    raw = f"1. Security is strongly\n\n\n{separator}\n\ninterrelated.\n2. Next."
    assert normalise_statement(raw) == "1. Security is strongly interrelated.\n2. Next."


def test_page_break_before_a_capital_joins_only_long_unfinished_lines():
    """A name cut by the page is joined to its sentence; a date above the break stays a line of its own."""
    long = "1. They welcomed the long cooperation between the Agency and the Japan Aerospace Exploration"
    assert normalise_statement(f"{long}\n\n---\n\nAgency (JAXA).") == f"{long} Agency (JAXA)."
    assert normalise_statement("May 1, 2030\n\n---\n\nThe leaders met.") == "May 1, 2030\nThe leaders met."


def test_finished_sentence_and_next_number_stay_apart_over_a_page():
    """A page break between two paragraphs joins nothing."""
    assert normalise_statement("1. One.\n\n---\n\n2. Two.") == "1. One.\n2. Two."


def test_lines_broken_at_page_width_are_joined():
    """In a text broken at a fixed width, lines of a paragraph become one; its short title does not join."""
    raw = (
        "Statement\n"
        "The leaders met in the harbour town on 1\n"
        "May of the year and agreed to open an office\n"
        "before the end of the year. They\n"
        "sang.\n\n"
        "The office will be open on all working days\n"
        "of the year, and on Saturdays."
    )
    assert normalise_statement(raw).split("\n") == [
        "Statement",
        "The leaders met in the harbour town on 1 May of the year and agreed to open an office before the end of the year. They sang.",
        "The office will be open on all working days of the year, and on Saturdays.",
    ]


def test_line_that_goes_on_in_lower_case_is_joined():
    """One broken paragraph among long ones is joined where the next line begins in lower case."""
    raw = "A first paragraph that is long.\n\nThe office\nwill open.\n\nAnother one, also long.\n\nAnd one more."
    assert "The office will open." in normalise_statement(raw).split("\n")


def test_scripts_without_blanks_are_joined_without_one():
    """Japanese lines cut by a page are joined with no blank between."""
    assert normalise_statement("両首脳は" + "海" * 80 + "\n---\n事務所を開設する。").endswith("海事務所を開設する。")


def test_bullets_stay_and_lone_bullets_go():
    """A list item keeps its mark; a mark with no words is a leftover."""
    assert normalise_statement("- One\n- \n• Two\n") == "- One\n• Two"


def test_snake_case_stars_and_products_are_no_emphasis():
    """Underscores and stars inside words and sums stay."""
    assert normalise_inline("the file_name_here and 2*3*4 of **it**") == "the file_name_here and 2*3*4 of it"


def test_text_of_a_table_stays_on_its_lines():
    """Rows of a drawn table are lines of their own, without the border."""
    assert normalise_statement("+----+\n| Aid |\n| May |\n+----+\n") == "| Aid |\n| May |"


def test_normalising_twice_changes_nothing():
    """A normalised statement is its own normal form."""
    once = normalise_statement("## Pact\n\n1. One *thing*\n---\nand another.\n\n- a\n- b\n")
    assert normalise_statement(once) == once


def test_numbers_inside_a_paragraph_do_not_count():
    """Paragraph numbers run on from the first; years, decimals and inner lists do not."""
    text = "Title\n1. One\n2030. A year\n1. inner\n2. Two\n3.5 percent\n3. Three"
    assert [number for _, number in numbered_paragraphs(text)] == [1, 2, 3]
    assert [text[start : start + 2] for start, _ in numbered_paragraphs(text)] == ["1.", "2.", "3."]


@pytest.mark.parametrize(
    "line",
    ["**a " * 40_000, "*a " * 50_000, "__a " * 40_000, "---" + " " * 150_000 + "x", "# " + " # " * 50_000 + "x", "a" + ".)" * 75_000 + "x"],
)
def test_hostile_lines_take_no_time_to_speak_of(line):
    """Lines made to send a pattern back and forth are normalised as fast as any other; the test would hang otherwise."""
    assert normalise_statement(f"1. One\n{line}\n---\n{line}\n")


def test_bare_numbers_before_japanese_words_begin_paragraphs():
    """A number and a wide blank, an article or a number in wide brackets begins a line of its own; a counted month does not."""
    numbered = (
        "１　両首脳は東京で会談し、二国間関係を一層強化する\nことで一致した。\n"
        "２　両首脳は共同開発を進めることを改めて確認し、\n3 月に協議する。\n"
    )
    text = normalise_statement(numbered)
    assert text == (
        "１　両首脳は東京で会談し、二国間関係を一層強化することで一致した。\n"
        "２　両首脳は共同開発を進めることを改めて確認し、 3 月に協議する。"
    )
    assert [number for _, number in numbered_paragraphs(text)] == [1, 2]
    articles = "第1条 両国は協力する。\n第2条 両国は協議する。"
    assert [number for _, number in numbered_paragraphs(normalise_statement(articles))] == [1, 2]


def test_short_lines_are_no_broken_page():
    """Lines of a few characters are lines of their author: a heading is not joined with the sentence below it."""
    lines = "（１）首脳会談\n両首脳は会談した。\n（２）経済\n両首脳は協力する。"
    assert normalise_statement(lines) == lines


def test_an_abbreviation_in_brackets_begins_no_item():
    """A page that breaks off "(NCCH)" goes on with its paragraph; numbers and letters in brackets begin an item."""
    broken = [
        "The ministers met the heads of the Network of Cities for Climate and Health",
        "(NCCH) and of the World Organisation of Mayors in the harbour of Port Ansel,",
        "and thanked them for the long and patient work that led to the agreement on",
    ]
    raw = "\n".join([*broken, "(iv) an office."])
    assert normalise_statement(raw).split("\n") == [" ".join(broken), "(iv) an office."]


WHOLE = (
    "PACT OF THE TOWNS\nby the mayors of Arden and Bellmoor\nFerries and harbours\n"
    "We agreed to open a ferry line between the two towns in May.\nWe welcomed the return of the storks to the old tower.\n"
    "School kitchens\nWe will feed every pupil from the farms of the valley.\nWe will publish the menus each month."
)


def test_a_paragraph_a_line_stays_one():
    """Neither a title nor a heading is joined to the line below it where nearly every long line ends a sentence."""
    assert normalise_statement(WHOLE) == WHOLE


def test_lines_that_the_page_broke_are_joined_without_empty_lines_too():
    """Lines that end amid their sentences belong together."""
    lines = (
        "We agreed to open a ferry line between the",
        "two towns in May, and to restore the mills on",
        "the old river before the summer of next year.",
    )
    assert normalise_statement("\n".join(lines)) == " ".join(lines)
