"""A corpus of nasty files: ``python -m tests.nasty_files FOLDER`` writes them for trying by hand."""

from __future__ import annotations

import io
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from tests.brought_files import changed_part, locked_pdf, mail, packed, page, picture_pdf, word, workbook

if TYPE_CHECKING:
    from collections.abc import Callable

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_BOMB = (
    '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
    f"<w:document {_W}><w:body><w:p><w:r><w:t>&c;</w:t></w:r></w:p></w:body></w:document>"
).encode()
_ELSEWHERE = b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/hostname">]><l>&x;</l>'


def _linked_zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in ("link.txt", "also/link.html"):
            link = zipfile.ZipInfo(name)
            link.external_attr = 0o120777 << 16
            archive.writestr(link, "/etc/hosts")
        for name in ("../../up.txt", "/root.txt", "C:\\drive.txt", "..\\up.txt"):
            archive.writestr(name, "words that lead out")
    return out.getvalue()


def _nested_mail(depth: int = 400) -> bytes:
    parts = "".join(f"Content-Type: multipart/mixed; boundary=b{level}\n\n--b{level}\n" for level in range(depth))
    return (parts + "Content-Type: text/plain\n\nwords\n").encode()


REFUSED: dict[str, Callable[[], bytes]] = {
    "empty.txt": lambda: b"",
    "blank.html": lambda: b" \r\n\t",
    "binary.txt": lambda: bytes(range(256)) * 50,
    "no-words.txt": lambda: "— … —\n\u200b\u200b".encode(),
    "one-long-line.txt": lambda: b"a" * 400_000,
    "too-many-words.txt": lambda: b"word " * 150_000,
    "pictures.html": lambda: b'<html><body><img src="https://elsewhere.example/a.png" onerror="alert(1)"></body></html>',
    "cookie-wall.html": lambda: (
        b"<html><body><p>We value your privacy</p><p>We and our partners use cookies.</p><b>Accept all</b></body></html>"
    ),
    "javascript-wall.html": lambda: b"<html><body><div id=app></div><noscript>x</noscript><p>Please enable JavaScript.</p></body></html>",
    "deep.html": lambda: b"<div>" * 100_000 + b"words",
    "scan.pdf": picture_pdf,
    "locked.pdf": locked_pdf,
    "cut-off.pdf": lambda: picture_pdf()[:300],
    "not-a.pdf": lambda: b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 1 0 R>>endobj\ntrailer<</Root 1 0 R>>",
    "entities.docx": lambda: changed_part(word([]), "word/document.xml", _BOMB),
    "outside-entity.docx": lambda: changed_part(word([]), "word/numbering.xml", _ELSEWHERE),
    "deep.docx": lambda: changed_part(
        word([]), "word/document.xml", f"<w:document {_W}><w:body>{'<w:sdt>' * 5000}{'</w:sdt>' * 5000}</w:body></w:document>".encode()
    ),
    "entities.xlsx": lambda: changed_part(workbook([["text"]]), "xl/sharedStrings.xml", _BOMB),
    "cut-off.xlsx": lambda: workbook([["text"], ["some words"]])[:900],
    "rows.csv": lambda: b"text\n" + b"some words\n" * 100_000,
    "rows.jsonl": lambda: b'{"text": "some words"}\n' * 100_000,
    "giant-cell.csv": lambda: b"text\n" + b"word " * 2_000_000,
    "open-quote.csv": lambda: b'text\n"never closed\n' + b"x,y\n" * 1000,
    "deep.jsonl": lambda: b'{"a":' * 50_000,
    "bomb.zip": lambda: packed({"zeros.txt": bytes(50_000_000)}),
    "links.zip": _linked_zip,
    "zip-in-zip.zip": lambda: packed({"inner.zip": packed({"a.txt": b"words"})}),
    "nothing.zip": lambda: packed({}),
    "nested.eml": _nested_mail,
    "attachment-only.eml": lambda: mail("", attachment="a.pdf"),
    "old.doc": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "picture.png": lambda: b"\x89PNG\r\n\x1a\n" + bytes(200),
}
"""Files that give no text; each must be refused in a sentence."""

READ: dict[str, Callable[[], bytes]] = {
    "right-to-left.txt": lambda: "Pay \u202egnp.exe\u202c now, \u200fقال الوزير\u200f، and \u2066hidden\u2069 words.".encode(),
    "zero-width.txt": lambda: "\ufeffThe mini\u200bsters agr\u2060eed to o\u00adpen an office.".encode(),
    "scripts.html": lambda: page(head="<script>fetch('https://elsewhere.example')</script><base href='javascript:alert(1)'>"),
    "strange-metadata.html": lambda: page(
        head='<script type="application/ld+json">[[[{"@type":["x",1],"author":[1,{"name":[]}]}]</script>'
    ),
    "wrong-encoding.html": lambda: page(title="Größe").replace(b"utf-8", b"utf-16"),
    "formula.csv": lambda: b'text,outlet\n"=HYPERLINK(""https://elsewhere.example"")",=1+1\n',
    "macro.docm": lambda: word([("Normal", "The ministers agreed to open an office.")]),
    "control-name.csv": lambda: b"text,outlet\nsome words,a\x07\x1b[31mred\n",
    "one-sentence.txt": lambda: b"We agreed to meet.",
    "two-hundred-pages.txt": lambda: ("The ministers agreed to open an office. " * 60 + "\n\n").encode() * 200,
}
"""Files that give a text all the same."""


def main(folder: str) -> None:
    """Write the corpus into a folder."""
    for name, make in {**REFUSED, **READ}.items():
        (Path(folder) / name).write_bytes(make())


if __name__ == "__main__":
    main(sys.argv[1])
