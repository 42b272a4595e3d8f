"""How many pages a second the readers take."""

from __future__ import annotations

import random

from analytics.intake import read_file, read_files
from tests.brought_files import SENTENCES, page, printed, word

WORDS = " ".join(SENTENCES).split()


def prose(seed: int, words: int) -> str:
    """Make sentences that no two pages share."""
    drawn = random.Random(seed).choices(WORDS, k=words)  # noqa: S311 - a text to read
    return " ".join(drawn)


def news_page(seed: int) -> bytes:
    """Make a page of the usual weight: 700 words in 20 paragraphs among 250 links and 150 kB of scripts and styles."""
    body = "".join(f"<p>{prose(100 * seed + number, 35)}.</p>" for number in range(20))
    links = "".join(f'<li class="item"><a href="/{number}"><span>{prose(number, 6)}</span></a></li>' for number in range(250))
    script = f"<script>{'var x = 1; ' * 9000}</script><style>{'a { color: red } ' * 3000}</style>"
    return page(body, head=script, date="2026-05-02").replace(b"<nav>", f"<nav><ul>{links}</ul>".encode())


def test_html_pages(benchmark):
    """Saved pages: at least 50 a second."""
    files = [(f"{number}.html", news_page(number)) for number in range(50)]
    read_file(*files[0])
    documents, faults = benchmark.pedantic(read_files, args=(files,), rounds=5)
    assert (len(documents), faults) == (50, ())


def test_pdf_pages(benchmark):
    """Typeset pages of 400 words in two columns, with head and numbers: at least 20 a second."""
    text = printed(
        [f"{number}. {prose(number, 400)}" for number in range(40)], columns=2, head="Joint Statement", numbers=True, pagebreaks=True
    )
    reading = benchmark.pedantic(read_file, args=("a.pdf", text), rounds=5)
    assert reading.documents[0].text.count("\f") >= 39


def test_docx_pages(benchmark):
    """A document of 40 pages with automatic numbers."""
    data = word([("List Number", prose(number, 400)) for number in range(40)])
    reading = benchmark.pedantic(read_file, args=("a.docx", data), rounds=5)
    assert "\n40. " in reading.documents[0].text


def test_csv_rows(benchmark):
    """A table of 2,000 articles of 400 words."""
    data = ("text\n" + "\n".join(prose(number, 400) for number in range(2000))).encode()
    reading = benchmark.pedantic(read_file, args=("a.csv", data), rounds=3)
    assert len(reading.documents) == 2000
