"""Text files, sound and otherwise."""

import hashlib
import os

import pytest

from analytics.errors import StudyError
from analytics.settings import Settings
from analytics.study.documents import read_text_file


def _fault(path, **settings):
    with pytest.raises(StudyError) as caught:
        read_text_file(path, path.name, Settings(**settings))
    (fault,) = caught.value.faults
    return fault


def test_mark_goes_line_breaks_become_one_nothing_else_changes(tmp_path):
    """The stored text differs from the file only by byte order mark and line ends."""
    content = b"\xef\xbb\xbfOne \xe2\x80\x9cquote\xe2\x80\x9d\r\n\r\ntwo\t \rthree\n"
    (tmp_path / "a.txt").write_bytes(content)
    read = read_text_file(tmp_path / "a.txt", "a.txt", Settings())
    assert read.text == "One “quote”\n\ntwo\t \nthree\n"
    assert read.sha256 == hashlib.sha256(content).hexdigest()


def test_wrong_encoding_names_byte_line_and_remedy(tmp_path):
    """A Latin-1 file is refused with the byte that shows it."""
    (tmp_path / "a.txt").write_bytes("fine\ncaf\xe9 au lait".encode("latin-1"))
    fault = _fault(tmp_path / "a.txt")
    assert fault.row == 2
    assert "0xE9 (byte 9)" in fault.message
    assert "UTF-8" in fault.message


@pytest.mark.parametrize("encoding", ["UTF-16", "UTF-32"])
def test_wide_encodings_are_named(tmp_path, encoding):
    """A file of Notepad's "Unicode" is called by its name, and its wider sister by hers."""
    (tmp_path / "a.txt").write_bytes("words".encode(encoding))
    assert f"is {encoding} text" in _fault(tmp_path / "a.txt").message


def test_nul_byte_is_refused_with_its_line(tmp_path):
    """A NUL byte is no text."""
    (tmp_path / "a.txt").write_bytes(b"one\ntw\x00o")
    fault = _fault(tmp_path / "a.txt")
    assert (fault.row, "NUL" in fault.message) == (2, True)


@pytest.mark.parametrize("content", ["", "  \n\t\n", "\ufeff", "--- ***\n"])
def test_text_without_words_is_refused(tmp_path, content):
    """Empty, blank and wordless files say so."""
    (tmp_path / "a.txt").write_text(content, encoding="utf-8")
    assert "holds no words" in _fault(tmp_path / "a.txt").message


def test_limits_are_told(tmp_path):
    """Too many bytes, too long a line and too many words each have their own sentence."""
    (tmp_path / "a.txt").write_text("word " * 30, encoding="utf-8")
    assert "150 bytes" in _fault(tmp_path / "a.txt", max_file_bytes=149).message
    assert "a line of 150 characters" in _fault(tmp_path / "a.txt", max_line_characters=149).message
    assert "about 30 words" in _fault(tmp_path / "a.txt", max_words_per_text=29).message


def test_text_without_blanks_is_measured_by_its_length(tmp_path):
    """A million characters without a blank are not one word."""
    (tmp_path / "a.txt").write_text("x" * 400, encoding="utf-8")
    assert "about 40 words" in _fault(tmp_path / "a.txt", max_words_per_text=39).message


def test_missing_folder_and_pipe_are_refused(tmp_path):
    """What is no ordinary file is never opened."""
    os.mkfifo(tmp_path / "pipe")
    assert "does not exist" in _fault(tmp_path / "none.txt").message
    assert "is a folder" in _fault(tmp_path).message
    assert "not an ordinary file" in _fault(tmp_path / "pipe").message
