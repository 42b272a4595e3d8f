"""Which characters the bytes of a text file stand for."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from analytics.study.readers.model import refusal

SAMPLE_BYTES = 60_000
"""Bytes from which an encoding is guessed: more take time and add nothing."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    # the longer marks first: that of UTF-32 begins like one of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ESCAPED_JAPANESE = re.compile(rb"\x1b(?:\$[@B]|\(J)")
# pages name the smaller standard and are written in the larger one (WHATWG Encoding Standard, labels)
_LARGER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "shift_jis": "cp932",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
}
# UTF-16 and UTF-32 have a mark, and every even number of bytes passes for the former; the others hide what is written
_NOT_BY_NAME = tuple(
    "utf-16 utf-16-le utf-16-be utf-32 utf-32-le utf-32-be utf-7 idna punycode unicode_escape raw_unicode_escape unicode-escape".split()
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")

# those that browsers know (WHATWG Encoding Standard); the many others of Python only mislead a guess
_IN_USE = (
    "cp1252 cp1250 cp1251 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 cp874 iso8859_2 iso8859_5 iso8859_6 iso8859_7 koi8_r koi8_u "
    "mac_cyrillic cp932 euc_jp iso2022_jp gb18030 big5 cp949 utf_16_le utf_16_be"
).split()
# the two encodings differ in these letters alone, and only Icelandic has them beside an ae
_ICELANDIC_OR_TURKISH = re.compile("[ÐÞðþ]")

# short texts fit the encoding of Prague and that of Paris alike; what then reads as no language of the former is of the latter
_CENTRAL_EUROPEAN = ("cp1250", "iso8859_2")
_CENTRAL_EUROPEAN_LANGUAGES = frozenset("Croatian Czech Hungarian Polish Romanian Serbian Slovak Slovene".split())

MOST_CONTROL_SHARE = 0.01
"""Share of control characters from which a file is not text."""


ZEROS_SAMPLE = 4_096
FEWEST_ZEROS = 32
LEAST_ZEROS = 0.5
MOST_STRAY_ZEROS = 0.02
"""Bytes looked at for UTF-16 without a mark; bytes that there must be; share of every other byte that is zero, and of the others."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and how it was written.

    Parameters
    ----------
    text : str
        The characters, without byte order mark.
    encoding : str
        Name of the encoding.
    doubt : str
        Why the encoding may be wrong, in a sentence; empty if it is certain.
    """

    text: str
    encoding: str
    doubt: str = ""


def decode(data: bytes, file: str, declared: str = "") -> Decoded:
    """Turn bytes into characters: by their mark, by what the file declares, as UTF-8, or by a guess.

    Parameters
    ----------
    data : bytes
        The file.
    file : str
        How it is called in messages.
    declared : str, optional
        Encoding that the file or its sender names.

    Returns
    -------
    Decoded
        Text and encoding.

    Raises
    ------
    ReadError
        If the bytes are no text in any encoding.
    """
    decoded = _by_mark(data) or _by_zeros(data) or _by_name(data, declared) or _as_utf8(data) or _guessed(data)
    if decoded is None or _is_binary(decoded.text):
        raise refusal(file, "is not text in any encoding that is known; expected a text. Check the kind of file, or save it as UTF-8 text.")
    return decoded


def _by_mark(data: bytes) -> Decoded | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = data.decode(encoding, errors="replace")
            return Decoded(text, encoding.removesuffix("-sig"), _replaced(text, encoding))
    return None


def _by_zeros(data: bytes) -> Decoded | None:
    """Tell UTF-16 without its mark: every other byte of most texts is zero."""
    sample = data[: ZEROS_SAMPLE & ~1]
    if len(sample) < FEWEST_ZEROS or len(data) % 2:
        return None
    shares = [sample[first::2].count(0) / (len(sample) / 2) for first in (0, 1)]
    if max(shares) < LEAST_ZEROS or min(shares) > MOST_STRAY_ZEROS:
        return None
    encoding = "utf-16-le" if shares[1] > shares[0] else "utf-16-be"
    text = data.decode(encoding, errors="replace")
    doubt = f"names no encoding; it was read as {encoding}. Look at its letters, and save it as UTF-8 if they are wrong."
    return Decoded(text, encoding, _replaced(text, encoding) or doubt)


def _by_name(data: bytes, declared: str) -> Decoded | None:
    encoding = known_encoding(declared)
    if not encoding:
        return None
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeError:
        return None


def known_encoding(declared: str) -> str:
    """Return Python's name of an encoding, the larger one where pages name the smaller; empty if it is no text encoding."""
    try:
        found = codecs.lookup(declared.strip())
    except (LookupError, ValueError):
        return ""
    # rot13, base64 and the like turn text into text or bytes into bytes
    is_text = getattr(found, "_is_text_encoding", True) and found.name not in _NOT_BY_NAME
    return _LARGER.get(found.name, found.name) if is_text else ""


def _as_utf8(data: bytes) -> Decoded | None:
    if _ESCAPED_JAPANESE.search(data):
        return None
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return None


def _guessed(data: bytes) -> Decoded | None:
    # half a second to import, and most files are UTF-8
    from charset_normalizer import from_bytes

    matches = from_bytes(data[:SAMPLE_BYTES], cp_isolation=list(_IN_USE))
    match = matches.best()
    if match is None:
        return None
    if match.encoding in _CENTRAL_EUROPEAN and match.language not in _CENTRAL_EUROPEAN_LANGUAGES:
        match = next((other for other in matches if other.encoding == "cp1252"), match)
    encoding = _LARGER.get(codecs.lookup(match.encoding).name, match.encoding)
    if encoding == "cp1252" and _ICELANDIC_OR_TURKISH.search(str(match)) and "æ" not in str(match):
        encoding = "cp1254"
    text = data.decode(encoding, errors="replace")
    # many encodings have the same letters for most languages: the usual name says more to people
    if text == data.decode("cp1252", errors="replace"):
        encoding = "cp1252"
    doubt = f"names no encoding and is not UTF-8; it was read as {encoding}. Look at its letters, and save it as UTF-8 if they are wrong."
    return Decoded(text, encoding, doubt)


def _replaced(text: str, encoding: str) -> str:
    count = text.count("\ufffd")
    return f"holds {count} signs that are not {encoding}, shown as \ufffd. Save it again as UTF-8." if count else ""


def _is_binary(text: str) -> bool:
    return len(_CONTROL.findall(text)) > MOST_CONTROL_SHARE * max(100, len(text))
