"""A PDF in fewer bytes is the same PDF."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader

from analytics.exports.report.packed_pdf import AT_ONCE, packed_pdf


def written_pdf(n_notes, trailer=b"", version=b"1.7"):
    """Write a PDF of one page by hand: a stream, and many small objects that the page names."""
    notes = [b"<</Type /Annot /Subtype /Text /Rect [0 0 9 9] /Contents (note %d endstream)>>" % number for number in range(n_notes)]
    named = b" ".join(b"%d 0 R" % (number + 5) for number in range(n_notes))
    bodies = [
        b"<</Type /Catalog /Pages 2 0 R>>",
        b"<</Type /Pages /Kids [3 0 R] /Count 1>>",
        b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Contents 4 0 R /Annots [%b]>>" % named,
        b"<</Length 23>>\nstream\n% endobj in a stream\n0 w\nendstream",
        *notes,
    ]
    out, places = bytearray(b"%PDF-" + version + b"\n"), []
    for number, body in enumerate(bodies, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n\n" % (number, body)
    start, size = len(out), len(bodies) + 1
    table = b"0000000000 65535 f\r\n" + b"".join(b"%010d 00000 n\r\n" % place for place in places)
    out += b"xref\n0 %d\n%btrailer\n<</Size %d/Root 1 0 R%b>>\nstartxref\n%d\n%%%%EOF" % (size, table, size, trailer, start)
    return bytes(out)


def notes_of(pdf):
    """Return the words of the notes on the page."""
    return [note.get_object()["/Contents"] for note in PdfReader(io.BytesIO(pdf), strict=True).pages[0]["/Annots"]]


@pytest.mark.parametrize("n_notes", [0, 1, AT_ONCE - 3, AT_ONCE, 2 * AT_ONCE])
def test_every_object_is_found_again(n_notes):
    """With no note, at the border of a pack, and with several packs: all is there, in far fewer bytes, and the stream is untouched."""
    plain = written_pdf(n_notes, b"/ID[(a)(b)]")
    packed = packed_pdf(plain)
    assert notes_of(packed) == [f"note {number} endstream" for number in range(n_notes)]
    assert PdfReader(io.BytesIO(packed)).pages[0].get_contents().get_data() == b"% endobj in a stream\n0 w"
    assert PdfReader(io.BytesIO(packed)).trailer["/ID"] == ["a", "b"]
    assert n_notes < AT_ONCE - 3 or len(packed) < len(plain) / 4


def test_the_table_of_places_names_the_place_in_the_pack():
    """Readers that go by the place within a pack, not by the number, find the object too."""
    reader = PdfReader(io.BytesIO(packed_pdf(written_pdf(2 * AT_ONCE))))
    for number, (pack, place) in reader.xref_objStm.items():
        stream = reader.get_object(pack)
        heads = stream.get_data()[: stream["/First"]].split()
        assert int(heads[2 * place]) == number
    assert len(reader.xref_objStm) == 2 * AT_ONCE + 3


def test_the_same_bytes_each_time():
    """Nothing depends on time or chance."""
    assert packed_pdf(written_pdf(9)) == packed_pdf(written_pdf(9))


@pytest.mark.parametrize(
    "pdf",
    [
        b"",
        b"%PDF-1.7 and no more",
        written_pdf(3, version=b"1.4"),
        written_pdf(3, b"/Encrypt 9 0 R"),
        written_pdf(3, b"/Prev 9"),
        written_pdf(3).replace(b"endobj\n\nxref", b"endxyz\n\nxref"),
        packed_pdf(written_pdf(3)),
    ],
)
def test_another_form_is_left_as_it_is(pdf):
    """What is not understood is not rewritten: an old version, an encrypted or amended file, a torn object, one packed already."""
    assert packed_pdf(pdf) == pdf
