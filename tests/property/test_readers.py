"""Whatever bytes are brought: texts come out, or our own error; whatever they say: the study's files are sound."""

from __future__ import annotations

import io
import zipfile

from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.errors import ReadError
from analytics.intake.folder import study_files
from analytics.settings import ReadLimits
from analytics.study.entries import read_manifest
from analytics.study.readers import Original, ReadDocument, read_file
from tests.brought_files import SENTENCES, mail, packed, page, printed, saved_page, word, workbook
from tests.strategies import wild_texts

LIMITS = ReadLimits(max_seconds=20, max_words=5000)


def sound_files() -> dict[str, bytes]:
    """Make one sound file of every format, for tests to damage."""
    return {
        "a.html": page(),
        "a.pdf": printed(SENTENCES, columns=2, head="Head", numbers=True),
        "a.docx": word([("Title", "Pact"), ("List Number", "They agreed."), ("List Bullet", "one")]),
        "a.xlsx": workbook([["text", "date"], ["some words", "2026-05-02"]]),
        "a.zip": packed({"a.html": page(), "b.txt": b"some words"}),
        "a.eml": mail("Some words.", html=page(), attachment="a.pdf"),
        "a.mhtml": saved_page(page()),
        "a.mbox": b"From x\nSubject: a\n\nHello words.\n\nFrom y\n\nMore words.\n",
        "a.csv": b'text,date\n"some, words",2026-05-02\nmore,3\n',
        "a.jsonl": b'{"text": "some words", "date": 3}\n',
        "a.md": "---\ntitle: Größe\n---\n# Pact\n\n東京で会談した。".encode(),
        "a.txt": "Größe und 東京".encode("utf-16"),
    }


SOUND = sound_files()


def examples(usual: int) -> int:
    """Return how many examples are tried: as usual, or as many as the profile ``long`` asks for."""
    return max(usual, settings().max_examples)


@st.composite
def changed(draw: st.DrawFn, sound: bytes) -> bytes:
    """Draw bytes of which some are changed, cut out, doubled and put in."""
    data = bytearray(sound)
    for _ in range(draw(st.integers(1, 6))):
        place = draw(st.integers(0, len(data)))
        length = draw(st.integers(0, 40))
        data[place : place + length] = draw(
            st.one_of(st.binary(max_size=20), st.sampled_from([b"\xff\xff\xff\xff", bytes(4), b"<<<<", b"9999"]))
        )
    return bytes(data)


@st.composite
def damaged(draw: st.DrawFn) -> tuple[str, bytes]:
    """Draw a damaged file of a format, under its own name or another."""
    data = draw(changed(SOUND[draw(st.sampled_from(sorted(SOUND)))]))
    return draw(st.sampled_from(sorted(SOUND))), data


@st.composite
def damaged_within(draw: st.DrawFn) -> tuple[str, bytes]:
    """Draw a sound archive with a damaged part: what its checksums would have caught reaches the reader of the part."""
    name = draw(st.sampled_from(["a.docx", "a.xlsx", "a.zip"]))
    with zipfile.ZipFile(io.BytesIO(SOUND[name])) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    chosen = draw(st.sampled_from(sorted(parts)))
    return name, packed({**parts, chosen: draw(changed(parts[chosen]))})


@settings(max_examples=examples(300), deadline=None)
@given(
    st.one_of(
        damaged(),
        damaged_within(),
        st.tuples(st.sampled_from(["a.txt", "a.html", "a.csv", "a.jsonl", "a.eml", "a.mbox"]), st.binary(max_size=300)),
    )
)
def test_any_bytes_give_texts_or_our_own_error(brought):
    """No reader fails in another way, every text has words and no hidden sign, and every refusal names the file."""
    name, data = brought
    try:
        reading = read_file(name, data, limits=LIMITS)
    except ReadError as error:
        faults, documents = error.faults, ()
    else:
        faults, documents = reading.faults, reading.documents
    assert faults or documents
    assert all(fault.file.startswith(name) and fault.message.endswith(".") for fault in faults)
    for document in documents:
        assert any(map(str.isalnum, document.text))
        assert not set(document.text) & set("\x00\x1b\u200b\u202e\r")
        document.text.encode("utf-8")


@settings(max_examples=examples(150), deadline=None)
@given(wild_texts(), wild_texts(), wild_texts(), st.text(max_size=60))
def test_any_metadata_gives_a_sound_manifest(title, outlet, name, url):
    """Whatever title, outlet, file name and address are, the manifest reads back and keeps files inside the folder."""
    original = Original(name, b"words")
    article = ReadDocument("words", name, "txt", original, title=title, outlet=outlet, url=url)
    files, entries = study_files(title="Pact", language="en", statement=article, commitments=(), articles=[article, article])
    manifest = read_manifest(files["study.toml"].decode(), "study.toml")
    assert manifest.faults == ()
    assert [source.id for source in manifest.sources] == [entry.id for entry in entries]
    assert len({entry.id for entry in entries}) == 2
    assert all(not path.startswith("/") and ".." not in path and "\\" not in path for path in files)
