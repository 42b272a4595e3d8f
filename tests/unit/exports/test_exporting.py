"""Exports by format: names, places, and what is written."""

from __future__ import annotations

import io
import json
import zipfile

import pytest

from analytics.errors import ExportError
from analytics.exports.exporting import EXPORT_FORMATS, make_export, prepare_place, write_export
from analytics.exports.figure_set import FIGURE_KINDS, FigureOptions
from analytics.exports.figures import FIGURE_WIDTHS
from analytics.schema import TABLES

NAME = "pact-script-script-alert-1-script"
QUICK = FigureOptions(kinds=("json",))


@pytest.mark.parametrize("file_format", EXPORT_FORMATS)
def test_every_format_is_made_twice_the_same(hostile, file_format):
    """Names hold no slash of the title; a download is one file; the same input gives the same bytes."""
    first, second = (make_export(hostile, file_format, figures=QUICK) for _ in range(2))
    assert dict(first.files) == dict(second.files)
    name, content, media_type = first.download
    assert name.startswith(NAME)
    assert content
    assert "/" in media_type
    assert not any("/" in each or ".." in each for each in (name, *first.files))


def test_one_file_is_written_under_its_name(hostile, tmp_path):
    """A workbook named by the user has its description beside it, which speaks of that name."""
    written = write_export(make_export(hostile, "xlsx"), tmp_path / "new" / 'my "tables".xlsx')
    assert [path.name for path in written] == ['my "tables".xlsx', 'my "tables".datapackage.json']
    described = json.loads(written[1].read_text(encoding="utf-8"))
    assert {resource["path"] for resource in described["resources"]} == {'my "tables".xlsx'}
    assert [each.parent for each in write_export(make_export(hostile, "qdc"), tmp_path)] == [tmp_path]


def test_several_files_go_into_a_folder_or_a_zip(hostile, tmp_path):
    """A folder is made; a path that ends in .zip packs them."""
    made = make_export(hostile, "json")
    folder = write_export(made, tmp_path / "a" / "b")
    assert {path.name for path in folder} == {*(f"{name}.json" for name in TABLES), "datapackage.json"}
    (packed,) = write_export(made, tmp_path / "c.zip")
    with zipfile.ZipFile(io.BytesIO(packed.read_bytes())) as opened:
        assert {name: opened.read(name) for name in opened.namelist()} == dict(made.files)


@pytest.mark.parametrize("file_format", ["csv", "qdpx"])
def test_a_place_that_cannot_be_written_is_told_before_the_work(tmp_path, file_format):
    """A file in the place of the folder."""
    (tmp_path / "taken").write_bytes(b"x")
    with pytest.raises(ExportError, match="is a file; expected a folder"):
        prepare_place(tmp_path / "taken" if file_format == "csv" else tmp_path / "taken" / "out.qdpx", file_format)


def test_another_format_is_refused(hostile):
    """A sentence names those that there are."""
    with pytest.raises(ExportError, match="dossier, not as 'docx'"):
        make_export(hostile, "docx")


def test_the_command_offers_what_there_is():
    """The choices of the command are written out, so that help is quick; they are the real ones."""
    from analytics.commands.export import FORMATS, KINDS, WIDTHS

    assert (FORMATS, KINDS, set(WIDTHS)) == (EXPORT_FORMATS, FIGURE_KINDS, set(FIGURE_WIDTHS))


def test_annotations_find_their_quotes(hostile):
    """Each quote stands at its place between its prefix and suffix; a source's address is given only where it is one."""
    collection = json.loads(next(iter(make_export(hostile, "annotations").files.values())))
    assert collection["@context"] == "http://www.w3.org/ns/anno.jsonld"
    items = collection["first"]["items"]
    assert collection["total"] == len(items) == len(hostile.evidence)
    texts = {f"{source.id} · {source.outlet}": source.text for source in hostile.study.sources}
    for item in items:
        quote, place = item["target"]["selector"]
        text = texts[item["target"]["source"]["label"]]
        assert text[place["start"] : place["end"]] == quote["exact"]
        assert quote["prefix"] + quote["exact"] + quote["suffix"] in text
        assert "via" not in item["target"]["source"]
    assert len({item["id"] for item in items}) == len(items)
