"""Saved pages: the article, its metadata, what stands around it."""

from __future__ import annotations

import pytest

from analytics.errors import ReadError
from analytics.study.readers import read_file
from tests.brought_files import SENTENCES, page


def read(data: bytes):
    """Read a page."""
    return read_file("a.html", data).documents[0]


def test_article_metadata_and_surroundings():
    """The article is kept, its data are the page's own, and what stands around it is told as cut away."""
    document = read(page(date="2026-05-02"))
    assert document.text == "\n\n".join(["Pact signed", *SENTENCES])
    assert (document.title, document.outlet, document.author, document.date) == ("Pact signed", "The Daily", "Jane Roe", "2026-05-02")
    assert (document.url, document.language, document.language_basis) == ("https://daily.example/pact", "en", "declared")
    cut = {each.text for each in document.removed if each.reason == "around the article"}
    assert {"Home", "World", "We use cookies.", "Accept", "Ten best beaches"} <= cut


def test_numbers_of_ordered_lists_are_kept():
    """Start, letters and romans, given values and nesting count as in a browser."""
    body = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
    body += '<ol start="3"><li>They agree on an office.</li><li><p>They agree on a fund</p><ol type="a"><li>for pupils of both</li>'
    body += '<li>for teachers of both</li></ol></li><li value="9">They agree to meet.</li></ol>'
    body += '<ol type="i" reversed><li>Roman two here</li><li>Roman one here</li></ol>'
    lines = [line.strip() for line in read(page(body)).text.split("\n")]
    assert "3. They agree on an office." in lines
    assert "4. They agree on a fund" in lines
    assert "(a) for pupils of both" in lines
    assert "(b) for teachers of both" in lines
    assert "9. They agree to meet." in lines
    assert "(ii) Roman two here" in lines
    assert "(i) Roman one here" in lines


def test_numbers_that_a_page_writes_itself_are_not_doubled():
    """An item that begins with its own number keeps it once."""
    body = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES) + "<ol><li>1. They agree on an office.</li></ol>"
    assert "\n1. They agree on an office." in read(page(body)).text


def test_paragraph_that_stands_twice_is_told():
    """A repeated paragraph is kept once and named among what was cut away."""
    body = "".join(f"<p>{sentence}</p>" for sentence in (*SENTENCES[:2], *SENTENCES[1:]))
    document = read(page(body))
    assert document.text.count(SENTENCES[1]) == 1
    assert (SENTENCES[1], "repeated") in {(each.text, each.reason) for each in document.removed}


def test_declared_encoding_counts():
    """A page in an encoding of old is read by its own word, without doubt."""
    data = page(title="Größe").decode().replace('charset="utf-8"', 'charset="iso-8859-1"').encode("latin-1")
    document = read(data)
    assert (document.title, document.encoding, document.faults) == ("Größe", "cp1252", ())


@pytest.mark.parametrize(
    "body",
    [
        "<p>We value your privacy.</p><p>We and our partners use cookies to store data.</p><button>Accept all</button>",
        "<noscript>x</noscript><p>Please enable JavaScript to read this page.</p>",
        "<p>Bitte JavaScript einschalten, um fortzufahren.</p>",
        "<p>続きを読むには購読してください。有料会員限定です。</p>",
    ],
)
def test_walls_are_not_articles(body):
    """A page that only asks for consent, JavaScript or a subscription is refused as such."""
    with pytest.raises(ReadError, match="demand for consent"):
        read(f"<html><body>{body}</body></html>".encode())


def test_article_about_cookies_is_one():
    """An article that speaks of cookies here and there is no wall."""
    assert "cookies" in read(page("".join(f"<p>{sentence}</p>" for sentence in (*SENTENCES, "A law on cookies follows.")))).text


@pytest.mark.parametrize("body", ["", '<img src="https://elsewhere.example/a.png">', "<script>document.write('words words')</script>"])
def test_pages_without_text_are_refused(body):
    """Empty pages and pages of pictures or scripts have no text."""
    with pytest.raises(ReadError, match="without text"):
        read(f"<html><body>{body}</body></html>".encode())


def test_short_page_is_doubted():
    """A few words may be all, or not: that is told."""
    assert "words only" in str(read(b"<html><body><p>Ministers met in Rome.</p></body></html>").faults[0])


def test_deep_trees_are_refused():
    """Thousands of elements inside one another are no page."""
    with pytest.raises(ReadError, match="elements inside one another"):
        read(b"<b><i>" * 5000 + b"some words")


def test_scripts_and_entities_do_nothing():
    """Script text is never part of the article, and entities that the page declares are not expanded."""
    data = b'<!DOCTYPE html [<!ENTITY bomb "BOOM">]>' + page(head="<script>var x = 'evil words'</script>")[15:]
    document = read(data.replace(b"<h1>", b"<h1>&bomb; "))
    assert "evil" not in document.text
    assert "BOOM" not in document.text


def test_nothing_is_fetched(monkeypatch):
    """Reading a page full of addresses opens no connection."""
    import socket

    def refuse(*_):
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    read(page('<img src="https://elsewhere.example/a.png">' + "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)))


@pytest.mark.parametrize(("date", "said"), [("2025-05-02", False), ("2038-05-02", True)])
def test_a_day_still_to_come_is_kept_and_doubted(date, said):
    """A page keeps its day on every machine, whatever its clock; one that is still to come is told of."""
    document = read(page(date=date))
    assert document.date == date
    assert [date in fault.message and "still to come" in fault.message for fault in document.faults] == [True] * said


def test_a_plain_page_keeps_its_title_and_headings():
    """A body of headings, paragraphs and lists is the text itself; where a menu stands beside them, it still is cut away."""
    parts = (
        "<h1>Joint Statement</h1><p>Arden, 4 March 2026</p><h2>Oceans</h2>"
        "<p>1. The two sides will halve the use of antibiotics by 2030.</p><p>2. They will exchange data on sea ice every month.</p>"
        "<h2>Energy</h2><p>3. They will build an ammonia plant at the coast.</p>"
        "<p>4. They agreed to convert ten ferries to electric drive before 2029.</p>"
    )
    text = read_file("statement.html", f"<html><body>{parts}</body></html>".encode()).documents[0].text
    places = [text.find(words) for words in ("Joint Statement", "Arden", "Oceans", "1. The two", "Energy", "3. They will")]
    assert -1 not in places
    assert places == sorted(places)
    menu = "<div><a href='/'>Home</a> <a href='/news'>All the news</a></div>"
    assert "All the news" not in read_file("page.html", f"<html><body>{menu}{parts}</body></html>".encode()).documents[0].text
