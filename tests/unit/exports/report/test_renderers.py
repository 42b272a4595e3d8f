"""The three forms of a report: the same words in each, hostile text stays text, the same bytes each time."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from html.parser import HTMLParser

import docx
import pytest
from docx.oxml.ns import qn
from pypdf import PdfReader

from analytics.errors import ExportError
from analytics.exports.report import FORMATS, SECTIONS, ReportOptions, pdf, render_report, report_name, write_report
from analytics.exports.report.content import build_report
from analytics.exports.report.html import draw_html
from analytics.exports.report.pdf import draw_pdf
from tests.report_tables import GAZETTE, analysis

HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    "</style></title><h1>",
    '#import "@preview/x:1.0.0"',
    '#read("/etc/passwd")',
    "$x^2$ *bold* _it_ `raw` @label <label> = Heading",
    "{{ 7 * 7 }}{% raw %}",
    '=HYPERLINK("http://example.org")',
    '"]) #panic() ("',
    "https://example.org/x.png",
    "&lt;b&gt; & ]]>",
    "\u202ereversed\u202c and \u200bzero\u200dwidth",
]


def as_shown(text):
    """Return a text as a report shows it: a mark that turns letters around is seen, not obeyed."""
    return text.replace("\u202e", "\ufffd")


class Page(HTMLParser):
    """Collects what a page is made of."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.texts: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        """Note the tag and its attributes."""
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_data(self, data):
        """Note the text."""
        self.texts.append(data)

    @property
    def text(self) -> str:
        """All text, with single blanks."""
        return squeezed("".join(self.texts))


def squeezed(text):
    """Return a text with single blanks."""
    return " ".join(text.split())


def word_text(document):
    """Return the text of a Word file, tables included, in its order."""
    return squeezed(" ".join("".join(part.text or "" for part in line.iter(qn("w:t"))) for line in document.element.body.iter(qn("w:p"))))


def pdf_text(content):
    """Return the text of a PDF without blanks: where lines break is the renderer's."""
    return re.sub(r"[\s\u200b]", "", "".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages))


@pytest.fixture(scope="module")
def files():
    """Write the report in each form once."""
    return {name: render_report(analysis(), name) for name in FORMATS}


def test_all_forms_hold_the_same_words(files):
    """Findings, quotes, who left out what, how sure it is, limits and provenance stand in each."""
    texts = [Page(files["html"].decode()).text, word_text(docx.Document(io.BytesIO(files["docx"]))), pdf_text(files["pdf"])]
    for words in (
        "Herald tells most: 2 of 2 commitments, 1 in full.",
        "The mayors will plant 4,000 trees.",
        "agreed to plant 4,000 trees by 2030",
        "Probability: covered 90%, partial 6%, omitted 4%.",
        "Nothing in these articles reports it:",
        "What it cannot do",
        "numpy",
        "date: “2031”, where the statement says “2030”",
    ):
        assert words in texts[0]
        assert words in texts[1]
        assert re.sub(r"\s", "", words) in texts[2]


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_report_has_the_same_bytes(files, name):
    """Drawn twice, it is the same to the byte."""
    assert render_report(analysis(), name) == files[name]


def test_the_page_asks_for_nothing(files):
    """No script, no address but anchors, no inline style, and a policy that forbids all but the style by its hash."""
    page = Page(files["html"].decode())
    assert not {"script", "link", "img", "iframe", "object", "base", "form"} & set(page.tags)
    assert all(value.startswith("#") for _, name, value in page.attributes if name in {"href", "src", "xlink:href"})
    assert not [name for _, name, _ in page.attributes if name == "style" or name.startswith("on")]
    policy = next(value for tag, name, value in page.attributes if tag == "meta" and name == "content" and "default-src" in value)
    assert re.fullmatch(r"default-src 'none'; style-src 'sha256-[\w+/]+=*'; base-uri 'none'; form-action 'none'", policy)


def test_drawings_share_no_names(files):
    """Names within the drawings differ, so that no drawing is cut by the frame of another."""
    ids = re.findall(r'\bid="([^"]+)"', files["html"].decode())
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text_on_the_page(text):
    """Whatever stands in an article, a label, an outlet, a title or a note is shown and adds no tag."""
    sections = tuple(name for name in SECTIONS if name != "figures")
    plain = Page(draw_html(build_report(analysis(), ReportOptions(sections=sections, note="note"))).decode())
    gazette = GAZETTE.replace("Rain fell.", f"Rain {text} fell.")
    hostile = analysis(label=text, theme=text, outlet=text, title=text, gazette=gazette)
    page = Page(draw_html(build_report(hostile, ReportOptions(sections=sections, note=text))).decode())
    assert page.tags == plain.tags
    assert page.text.count(as_shown(squeezed(text))) >= 6


def test_hostile_text_stays_text_in_drawings():
    """Nor does it add a tag where a chart shows it: the parts of a drawing are shapes and texts."""
    text = " | ".join(HOSTILE)
    page = Page(draw_html(build_report(analysis(theme=text, outlet=text), ReportOptions(sections=("figures",)))).decode())
    drawn = set(page.tags) - set(Page(draw_html(build_report(analysis(), ReportOptions(sections=("findings",)))).decode()).tags)
    assert drawn <= {"svg", "g", "path", "rect", "line", "text", "tspan", "figure", "figcaption", "defs", "clippath", "div"}
    assert not [name for _, name, value in page.attributes if "http" in value and not name.startswith(("xmlns", "aria-label"))]


def test_hostile_text_stays_text_in_word():
    """All of it is found again by python-docx, and nothing became a field or a link to outside."""
    text = " | ".join(HOSTILE)
    gazette = GAZETTE.replace("Rain fell.", f"Rain {text} fell.")
    options = ReportOptions(sections=tuple(name for name in SECTIONS if name != "figures"), note=text)
    content = render_report(analysis(label=text, outlet=text, title=text, gazette=gazette), "docx", options=options)
    document = docx.Document(io.BytesIO(content))
    assert word_text(document).count(as_shown(squeezed(text))) >= 5
    assert not [part for part in document.part.rels.values() if part.is_external]
    fields = [element.get(qn("w:instr")) for element in document.sections[0].footer._element.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE"]
    assert not list(document.element.body.iter(qn("w:fldSimple"), qn("w:instrText")))


def test_hostile_text_stays_text_on_paper():
    """Nothing of it acts as Typst: all of it is on the pages as it stands in the article."""
    text = " | ".join(HOSTILE)
    gazette = GAZETTE.replace("Rain fell.", f"Rain {text} fell.")
    printed = draw_pdf(build_report(analysis(label=text, outlet=text, gazette=gazette), ReportOptions(note=text)))
    shown = pdf_text(printed.content)
    for part in HOSTILE:
        assert re.sub(r"[\s\u200b\u200d\u202c]", "", as_shown(part)) in re.sub("[\u200d\u202c]", "", shown)
    assert printed.letters == ()
    annotations = [note.get_object() for page in PdfReader(io.BytesIO(printed.content)).pages for note in page.get("/Annots", [])]
    assert not [note for note in annotations if "/A" in note and "/URI" in note["/A"]]


@pytest.mark.parametrize("name", FORMATS)
def test_no_text_turns_letters_around(name):
    """An override in a note, a title, an outlet, a label, a theme or a quote: the letters after it are shown in their order."""
    text = "first \u202esecond third"
    made = analysis(label=text, theme=text, outlet=text, title=text, gazette=GAZETTE.replace("Rain fell.", f"Rain {text} fell."))
    content = render_report(made, name, options=ReportOptions(note=f"{text}\n\nThe last word."))
    raw = (
        b"".join(zipfile.ZipFile(io.BytesIO(content)).read("word/" + part) for part in ("document.xml", "footer1.xml"))
        if name == "docx"
        else content
    )
    assert "\u202e".encode() not in raw
    if name == "pdf":
        assert pdf_text(content).count("first\ufffdsecondthird") >= 8
    else:
        assert raw.decode().count("first \ufffdsecond third") >= 8


def test_a_report_on_paper_is_small():
    """Its many small objects are packed: the file is half of what Typst writes, and says the same."""
    report = build_report(analysis())
    plain = pdf._compile(pdf._data(report), [pdf.ACCESSIBLE])
    packed = draw_pdf(report).content
    assert len(packed) < len(plain) / 2
    assert pdf_text(packed) == pdf_text(plain)


def test_the_template_reads_no_file_and_no_package():
    """The template itself names no file and no package: it has nothing but its data."""
    from importlib.resources import files as resources

    template = resources("analytics.exports.report").joinpath("templates", "report.typ").read_text(encoding="utf-8")
    assert not re.search(r"#?\b(import|include|read|csv|yaml|xml|plugin)\b\s*[(\"]", template)
    assert "eval(" not in template


def test_letters_without_a_font_are_told():
    """A letter of the private use area has no font: the first page says so, and the rest is there."""
    made = analysis(label="Plant \U0010fffd trees", title="Lakes")
    printed = draw_pdf(build_report(made, ReportOptions(sections=("matrix", "evidence"))))
    assert printed.letters == ("\U0010fffd",)
    first = squeezed(PdfReader(io.BytesIO(printed.content)).pages[0].extract_text())
    assert "No font on this machine has these characters" in first
    assert "U+10FFFD" in first


def test_a_text_from_right_to_left_runs_so():
    """An Arabic quote has its language and its direction in each form."""
    arabic = "\u0633\u064a\u0632\u0631\u0639 \u0627\u0644\u0639\u0645\u062f"
    made = analysis(gazette=f"Rain. {arabic}. End.", quote=arabic)
    options = ReportOptions(sections=("findings", "evidence"))
    assert f"<mark>{arabic}</mark>" in draw_html(build_report(made, options)).decode()
    document = docx.Document(io.BytesIO(render_report(made, "docx", options=options)))
    (run,) = (run for run in document.element.body.iter(qn("w:r")) if "".join(part.text or "" for part in run.iter(qn("w:t"))) == arabic)
    assert run.rPr.find(qn("w:rtl")) is not None
    assert render_report(made, "pdf", options=options).startswith(b"%PDF")


def test_word_has_real_headings_tables_and_pictures(files):
    """Headings in their styles, head rows that repeat, rows that are not cut, pictures with a text, and no time."""
    document = docx.Document(io.BytesIO(files["docx"]))
    styles = [line.style.name for line in document.paragraphs]
    assert styles[0] == "Title"
    assert {"Heading 1", "Heading 2", "Heading 3", "List Bullet", "Evidence"} <= set(styles)
    for table in document.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
    texts = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    assert len(texts) == 3
    assert all(texts)
    with zipfile.ZipFile(io.BytesIO(files["docx"])) as packed:
        assert {part.date_time for part in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_word_links_lead_to_bookmarks(files):
    """Every link within the document has its bookmark."""
    body = docx.Document(io.BytesIO(files["docx"])).element.body
    marks = {mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))}
    links = {link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))}
    assert {"evidence", "c1s1"} <= links <= marks


def test_the_pdf_is_tagged_and_titled(files):
    """It can be read aloud, has an outline, the study's title, and no time."""
    reader = PdfReader(io.BytesIO(files["pdf"]))
    assert reader.metadata.title == "Lakes pact"
    assert reader.root_object["/MarkInfo"]["/Marked"]
    assert [entry.title for entry in reader.outline if not isinstance(entry, list)][:2] == ["Findings", "What was compared"]


def test_a_report_is_written_whole_or_not_at_all(tmp_path):
    """The file stands alone in its folder, which is made if need be; the ending chooses the format whatever its case."""
    written = write_report(analysis(), tmp_path / "new" / "a report.HTML", options=ReportOptions(sections=("findings",)))
    assert [file.name for file in (tmp_path / "new").iterdir()] == ["a report.HTML"]
    assert written.bytes == written.file.stat().st_size
    assert written.notices == ()


@pytest.mark.parametrize(("name", "found"), [("report.odt", "not as 'odt'"), ("report", "not as ''"), ("folder.html", "is a folder")])
def test_a_place_that_cannot_be_is_told(tmp_path, name, found):
    """An ending without a format, no ending, and a folder in the place of a file."""
    (tmp_path / "folder.html").mkdir()
    with pytest.raises(ExportError, match=found):
        write_report(analysis(), tmp_path / name, options=ReportOptions(sections=("findings",)))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder.html"]


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    """A file stands where the folder should be."""
    (tmp_path / "taken").write_text("x", encoding="utf-8")
    with pytest.raises(ExportError, match="taken"):
        write_report(analysis(), tmp_path / "taken" / "report.html", options=ReportOptions(sections=("findings",)))


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Rivers / Pact: 2030", "leftout-report-rivers-pact-2030.pdf"),
        ("../../etc/passwd", "leftout-report-etc-passwd.pdf"),
        ("\u6c34\u306e\u58f0\u660e", "leftout-report-\u6c34\u306e\u58f0\u660e.pdf"),
        ("<>", "leftout-report.pdf"),
    ],
)
def test_a_file_is_named_after_the_study(title, name):
    """Slashes, dots and signs are gone, letters of any script stay."""
    assert report_name(analysis(title=title), "pdf") == name


def test_pictures_in_word_are_whole(files):
    """Each picture is a PNG of twice the width of the page's drawings."""
    with zipfile.ZipFile(io.BytesIO(files["docx"])) as packed:
        pictures = [packed.read(name) for name in packed.namelist() if name.endswith(".png")]
    assert [struct.unpack(">I", picture[16:20])[0] for picture in pictures] == [1280, 1280, 1280]
