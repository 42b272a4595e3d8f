"""PDF: columns, running heads, page numbers, torn words; what cannot be read."""

from __future__ import annotations

import random

import pytest

from analytics.errors import ReadError
from analytics.language.blocks import split_blocks
from analytics.settings import ReadLimits
from analytics.study.clauses import split_statement
from analytics.study.normalisation import normalise_statement
from analytics.study.readers import read_file
from analytics.study.readers.page_lines import drop_running_lines, rejoin_hyphens
from analytics.study.readers.page_paragraphs import joined_paragraphs, paragraph_breaks
from analytics.study.readers.pdf_layout import PlacedLine
from tests.brought_files import SENTENCES, locked_pdf, picture_pdf, printed, set_in

VOCABULARY = (
    "administration responsibilities internationalisation extraordinary consultations representatives infrastructure recommendations the "
    "and of to for their work year office coast trade long-term anniversary semiconductors understanding parliamentary communicate"
).split()
PARAGRAPHS = [
    f"{number}. They agreed on {' '.join(random.Random(number).choices(VOCABULARY, k=60))} in long-term cooperation."  # noqa: S311
    for number in range(1, 12)
]


@pytest.mark.parametrize("columns", [1, 2])
def test_statement_comes_back_as_it_was_set(columns):
    """Paragraphs of a PDF with head, numbers, columns and hyphens are, normalised, the paragraphs that were set."""
    document = read_file("a.pdf", printed(PARAGRAPHS, columns=columns, head="Joint Statement 2030", numbers=True)).documents[0]
    assert normalise_statement(document.text).split("\n") == PARAGRAPHS
    reasons = {each.reason for each in document.removed}
    assert {"running head", "page number"} <= reasons


def test_scans_say_that_there_is_no_text_layer():
    """A PDF of pictures is named as a scan."""
    with pytest.raises(ReadError, match="no text layer"):
        read_file("a.pdf", picture_pdf())


def test_locked_files_say_that_they_need_a_password():
    """A PDF with a password is named as such; one that opens without is read."""
    with pytest.raises(ReadError, match="needs a password"):
        read_file("a.pdf", locked_pdf())
    assert "two governments" in read_file("a.pdf", locked_pdf("")).documents[0].text


def test_too_many_pages_and_damage_are_refused():
    """The limit of pages is stated, and a damaged file is told from others."""
    with pytest.raises(ReadError, match="has 4 pages; at most 3 are read"):
        read_file("a.pdf", printed(SENTENCES, pagebreaks=True), limits=ReadLimits(max_pages=3))
    with pytest.raises(ReadError, match="damaged or no PDF"):
        read_file("a.pdf", b"%PDF-1.7 nothing follows")


def test_time_is_limited(monkeypatch):
    """Reading stops once the time is over, and says how long it may take."""
    import time

    clock = iter(range(10_000))
    monkeypatch.setattr(time, "monotonic", lambda: float(next(clock)))
    with pytest.raises(ReadError, match="longer than 5 seconds"):
        read_file("a.pdf", printed(SENTENCES), limits=ReadLimits(max_seconds=5))


def test_running_heads_may_differ_left_and_right():
    """Heads that stand on every other page are found, body lines that stand once are not."""
    pages = [
        ["The Pact" if number % 2 else "Two Governments", f"Line {letter} of the body.", str(number)]
        for number, letter in zip(range(5, 11), "abcdef", strict=True)
    ]
    kept, removed = drop_running_lines(pages)
    assert kept == [[f"Line {letter} of the body."] for letter in "abcdef"]
    assert [(each.text, each.count) for each in removed] == [("The Pact", 3), ("Two Governments", 3), ("5, 6, 7, 8, 9, 10", 6)]


def test_list_numbers_are_no_page_numbers():
    """Numbered paragraphs at the edge of pages stay, and so does a lone year."""
    pages = [["1.", "We agree."], ["2.", "We meet."], ["2030", "We end."]]
    assert drop_running_lines(pages)[0] == pages


def test_torn_words_are_joined_and_own_hyphens_kept():
    """A hyphen at a line's end goes, unless the text writes the word with it or a name follows."""
    text, removed = rejoin_hyphens(
        "long-term aims\nand co-\noperation on long-\nterm aims in Italy-\nJapan talks,\nsemi-\nconductors.\nEnd"
    )
    assert text == "long-term aims\nand cooperation\non long-term\naims in Italy-Japan\ntalks,\nsemiconductors.\nEnd"
    assert [each.text for each in removed] == ["cooperation", "semiconductors"]


# of each language a title of two lines and paragraphs whose lines end before words with and without capitals
SET = {
    "de": (
        "Gemeinsame Erklärung der Anrainerstaaten zur Zukunft der Ostsee und ihrer Küsten",
        (
            "Die Ministerinnen und Minister beschlossen, den Fang von Dorsch in der westlichen Ostsee bis zum Jahr 2030 "
            "auszusetzen. Verbotene "
            "Fischerei wird von Häfen, Behörden und Gerichten gemeinsam verfolgt. Am 16. Januar 2026 treten die Regeln in Kraft."
        ),
        "Sie begrüßten den Bericht der Kommission über Häfen, Werften und Fischerei an allen Küsten des Binnenmeeres.",
        "Die Küstenwachen üben künftig zweimal im Jahr.",
    ),
    "en": (
        "Joint Declaration of the Coastal States on the Future of the Baltic Sea",
        (
            "The ministers agreed to suspend cod fishing in the western Baltic until 2030. Illegal fishing will be "
            "prosecuted jointly by ports, "
            "agencies and courts in Denmark, Germany, Poland, Sweden, Finland, Estonia, Latvia and Lithuania."
        ),
        "They welcomed the report of the Commission on ports and yards on all coasts of the inland sea.",
        "The coast guards will train twice a year.",
    ),
    "fr": (
        "Déclaration commune des États riverains sur l’avenir de la mer Baltique et de ses côtes",
        (
            "Les ministres ont décidé de suspendre la pêche du cabillaud dans la Baltique occidentale jusqu’en 2030. La "
            "pêche interdite sera "
            "poursuivie en commun par les ports, les autorités et les tribunaux du Danemark, d’Allemagne et de Pologne."
        ),
        "Ils ont salué le rapport de la Commission sur les ports et les chantiers de toutes les côtes de la mer intérieure.",
        "Les garde-côtes s’exerceront deux fois par an.",
    ),
    "it": (
        "Dichiarazione congiunta degli Stati rivieraschi sul futuro del mar Baltico e delle sue coste",
        (
            "I ministri hanno deciso di sospendere la pesca del merluzzo nel Baltico occidentale fino al 2030. La pesca "
            "illegale sarà perseguita "
            "insieme da porti, autorità e tribunali di Danimarca, Germania, Polonia e Svezia."
        ),
        "Hanno accolto con favore il rapporto della Commissione sui porti e sui cantieri di tutte le coste.",
        "Le guardie costiere si eserciteranno due volte l’anno.",
    ),
    "es": (
        "Declaración conjunta de los Estados ribereños sobre el futuro del mar Báltico y de sus costas",
        (
            "Los ministros acordaron suspender la pesca del bacalao en el Báltico occidental hasta 2030. La pesca ilegal será perseguida "
            "conjuntamente por puertos, autoridades y tribunales de Dinamarca, Alemania, Polonia y Suecia."
        ),
        "Acogieron con satisfacción el informe de la Comisión sobre los puertos y astilleros de todas las costas.",
        "Los guardacostas practicarán dos veces al año.",
    ),
}


@pytest.mark.parametrize("by", ["distance", "indent"])
@pytest.mark.parametrize(("columns", "is_justified"), [(1, True), (2, False)])
@pytest.mark.parametrize("language", SET)
def test_few_lines_are_joined_by_how_they_are_set(language, columns, is_justified, by):
    """Title and paragraphs of few lines come back, for a statement and for an article, whatever the words begin with."""
    data = set_in(
        SET[language][1:], title=SET[language][0], language=language, columns=columns, is_justified=is_justified, paragraphs_by=by
    )
    text = read_file("a.pdf", data).documents[0].text
    # hyphens at the ends of lines are another matter: "del-le" may be one word or two
    expected = [paragraph.replace("-", "") for paragraph in SET[language]]
    assert [paragraph.replace("-", "") for paragraph in normalise_statement(text).split("\n")] == expected
    assert [text[block.start : block.end].replace("-", "") for block in split_blocks(text)] == expected


def test_a_title_on_two_lines_is_no_theme():
    """The second line of a title is not taken for a heading of its own."""
    title, *paragraphs = SET["de"]
    numbered = [f"{number}. {paragraph}" for number, paragraph in enumerate(paragraphs, 1)]
    for centre in ("center", "left"):
        text = read_file("a.pdf", set_in(numbered, title=title, language="de", centre=centre)).documents[0].text
        assert "Küsten" not in set(split_statement(text, language="de")["theme"])
        assert normalise_statement(text).split("\n") == [title, *numbered]


def test_a_paragraph_goes_on_over_pages_and_columns():
    """Where a page or a column ends within a sentence, the paragraph does not."""
    paragraph = " ".join(["Verbotene Fischerei wird von Häfen, Behörden und Gerichten der Länder gemeinsam verfolgt."] * 60)
    for columns in (1, 2):
        document = read_file("a.pdf", set_in([paragraph, "Ende."], language="de", columns=columns)).documents[0]
        assert [line for line in document.text.split("\n") if line.strip()] == [paragraph, "Ende."]


def placed(text, left=50.0, right=350.0, base=0.0, *, size=10.0, is_bold=False, unspaced=False):
    """Place a line by hand."""
    first = text[0] if unspaced else text.split(maxsplit=1)[0]
    return PlacedLine(text, left, right, base, size, is_bold, 0.0 if unspaced else 2.5, size * len(first) / (1 if unspaced else 2))


def paragraphs(*lines):
    """Join lines of one page."""
    broken = "".join(line.text + between for line, between in zip(lines, paragraph_breaks([lines]), strict=True))
    return [line for line in joined_paragraphs(broken).split("\n") if line]


def test_japanese_lines_are_joined_without_blanks():
    """No letter is small or large: the edge decides, and a line may end an em before it where a mark may not stand at a beginning."""
    lines = (
        placed("両大臣は、新たな航路を三本開設することを決定し", base=700, unspaced=True),
        placed("た。両者は漁業に関する報告書を歓迎した。", right=260, base=686, unspaced=True),
        placed("海上保安庁は、年二回の合同訓練を実施することとす", right=340, base=672, unspaced=True),
        placed("る。", right=70, base=658, unspaced=True),
    )
    assert paragraphs(*lines) == [
        "両大臣は、新たな航路を三本開設することを決定した。両者は漁業に関する報告書を歓迎した。",
        "海上保安庁は、年二回の合同訓練を実施することとする。",
    ]


def test_a_day_at_a_lines_beginning_is_no_item_of_a_list():
    """The number 16 follows no 15, and the line above was full; 2 follows 1."""
    lines = (
        placed("1. Die Regeln treten in allen Häfen der Küstenländer am", base=700),
        placed("16. Januar in Kraft und gelten für die Dauer von zehn vollen", base=687),
        placed("Jahren.", right=85, base=674),
        placed("2. Sie begrüßten den Bericht.", right=200, base=661),
    )
    assert [line[:2] for line in paragraphs(*lines)] == ["1.", "2."]


def test_items_of_a_list_stay_apart():
    """Numbers, letters and bullets begin a paragraph; what is set in below their words goes on with it."""
    lines = (
        placed("They will", right=95, base=700),
        placed("(a) plant four thousand trees along the whole of the coast", left=60, base=687),
        placed("Before May", left=74, right=125, base=674),
        placed("(b) clean the lake", left=60, right=140, base=661),
        placed("• open a ferry line between the two towns in the month of May", left=60, base=648),
        placed("• welcome the storks", left=60, right=150, base=635),
    )
    assert [line[:3] for line in paragraphs(*lines)] == ["The", "(a)", "(b)", "• o", "• w"]


def test_a_bold_or_larger_line_is_a_heading():
    """Headings without any distance to their text are told by their letters."""
    lines = (
        placed("Trade and the economy of the two countries in years to come", base=700, is_bold=True),
        placed("The ministers met in May and talked about trade and ships.", base=687),
        placed("Safety", right=80, base=674, size=12.0),
        placed("They met again.", right=120, base=660),
    )
    assert len(paragraphs(*lines)) == 4


def test_a_day_below_a_title_is_not_part_of_it():
    """Both are large and centred; a title is joined, the day is not."""
    lines = (
        placed("Joint declaration of", 140, 260, 700, size=16),
        placed("the coastal states", 150, 250, 680, size=16),
        placed("Gdynia, 3 May 2026", 145, 255, 660, size=16),
        *(placed("The ministers met in May and talked about trade and ships.", base=630 - 13 * row) for row in range(5)),
    )
    assert paragraphs(*lines)[:2] == ["Joint declaration of the coastal states", "Gdynia, 3 May 2026"]


def test_radicals_in_the_place_of_characters_are_written_as_these():
    """Browsers print 日 as the radical ⽇, which no other text has."""
    data = printed(["⽇⽉⾜ are signs that a browser prints in the place of others, and this line is long enough to be read."])
    text = read_file("a.pdf", data).documents[0].text
    assert not any("\u2f00" <= sign <= "\u2fd5" for sign in text)
