"""Every file of the nasty corpus: refused in a sentence, or read without harm, and never at the cost of the others."""

from __future__ import annotations

import time

import pytest

from analytics.errors import ReadError
from analytics.intake import create_study, read_file, read_files
from analytics.study.manifest import check_study
from tests.brought_files import page
from tests.nasty_files import READ, REFUSED


@pytest.mark.parametrize("name", REFUSED)
def test_refused_in_a_sentence_and_in_time(name):
    """The file is named, what is wrong is said in a sentence with advice, and that takes a few seconds at most."""
    data = REFUSED[name]()
    begun = time.monotonic()
    with pytest.raises(ReadError) as caught:
        read_file(name, data)
    assert time.monotonic() - begun < 10
    for fault in caught.value.faults:
        assert fault.file.startswith(name)
        assert fault.message.endswith(".")
        assert len(fault.message) < 600
    assert any(fault.severity == "left aside" for fault in caught.value.faults)


@pytest.mark.parametrize("name", READ)
def test_read_without_hidden_signs(name):
    """The text has words and no sign that steers a terminal or turns the direction of what is shown."""
    document = read_file(name, READ[name]()).documents[0]
    shown = document.text + document.title + document.outlet + document.author
    assert not set(shown) & {chr(code) for code in (*range(9), *range(0xE, 0x20), 0x200B, *range(0x202A, 0x202F), *range(0x2066, 0x206A))}
    assert any(map(str.isalnum, document.text))


def test_a_study_is_made_of_what_is_sound(tmp_path):
    """Among nasty files the sound ones become a study that checks without a fault, and each of the others is named."""
    brought = {"good.html": page(), **{name: make() for name, make in {**REFUSED, **READ}.items()}}
    documents, faults = read_files(brought.items())
    named = {name for name in REFUSED if any(fault.file.startswith(name) for fault in faults)}
    assert named == set(REFUSED)
    statement = read_file("s.txt", b"1. We agreed to open an office.\n\n2. We agreed to meet in May.").documents[0]
    create_study(tmp_path / "study", statement=statement, articles=documents)
    assert [fault for fault in check_study(tmp_path / "study") if fault.severity != "notice"] == []
