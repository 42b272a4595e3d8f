"""Which column of a table holds what: given by the user, else told from its name, else from its cells."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analytics.study.readers.model import refusal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

FIELDS = ("text", "title", "date", "outlet", "author", "url", "language")
"""What a column can hold."""

SAMPLE_ROWS = 200
"""Rows looked at where the names of the columns do not tell which one holds the texts."""

FEWEST_NAMES = 2
"""Columns with known names that a row must have to name them, where it is not the first."""

FEWEST_NAMES_BELOW = 3
"""The same, where the first row has some as well."""

_NAME_OF_ITS_PARENT = ("name", "value", "label", "$t", "#text", "rendered")

SHORTEST_TEXTS = 100
"""Characters a cell on average from which a column may hold the articles."""

# in order of trust; names of exports in common use, and the plain words of several languages
_NAMES = {
    "text": "text fulltext article_text body article content contents maintext story plaintext texte contenu corps testo contenuto corpo "
    "articolo artikel inhalt volltext texto contenido conteudo cuerpo tekst tresc treść metin içerik icerik текст содержание "
    "本文 記事 正文 全文 内容 內容 본문 내용 النص نص ข้อความ เนื้อหา",
    "title": "title headline heading titre titolo titel titulo título titular tytuł tytul başlık baslik заголовок "
    "タイトル 見出し 题目 标题 標題 제목 عنوان หัวข้อ",
    "date": "date published publication_date pub_date published_at publish_date date_published datum data fecha tarih дата "
    "日付 掲載日 日期 날짜 تاريخ วันที่",
    "outlet": "outlet source medium media newspaper publisher publication site website domain source_name journal testata giornale "
    "fonte quelle zeitung fuente medio periodico źródło zrodlo kaynak источник издание "
    "媒体 新聞 新聞社 来源 來源 媒體 매체 언론사 المصدر แหล่งข่าว",
    "author": "author authors byline writer auteur autore autor autoren yazar автор 著者 記者 作者 기자 الكاتب ผู้เขียน",
    "url": "url link uri address href permalink adresse lien enlace ссылка",
    "language": "language lang langue lingua sprache idioma język jezyk dil язык 言語 语言 語言 언어 اللغة ภาษา",
}


def choose_columns(
    name: str, header: Sequence[str], rows: Sequence[Sequence[str]], given: Mapping[str, str] | None = None
) -> tuple[dict[str, int], tuple[str, ...]]:
    """Choose the column of each field.

    Parameters
    ----------
    name : str
        How the table is called in messages.
    header : sequence of str
        Names of the columns.
    rows : sequence of sequence of str
        The cells.
    given : mapping of str to str, optional
        Names of columns by field, as the user gave them.

    Returns
    -------
    columns : dict of str to int
        Position by field; ``text`` is always there.
    doubts : tuple of str
        What was guessed, in sentences.

    Raises
    ------
    ReadError
        If a given column does not exist, or no column can hold the texts.
    """
    columns = _given(name, header, given or {})
    named = _named(header, taken=set(columns.values()))
    guessed = {field: position for field, position in named.items() if field not in columns}
    columns.update(guessed)
    doubts = []
    if "text" not in columns:
        columns["text"] = _longest(name, header, rows, taken=set(columns.values()))
        doubts.append(f"names no column of texts; the one with the longest cells was taken: {header[columns['text']]!r}.")
    if guessed:
        listed = ", ".join(f"{field} from {header[position]!r}" for field, position in sorted(guessed.items(), key=lambda each: each[1]))
        doubts.append(f"its columns were told from their names: {listed}. Map them yourself if that is wrong.")
    return columns, tuple(doubts)


def _given(name: str, header: Sequence[str], given: Mapping[str, str]) -> dict[str, int]:
    known = {_plain(column): position for position, column in reversed(list(enumerate(header)))}
    columns = {}
    for field, column in given.items():
        if field not in FIELDS:
            raise refusal(name, f"cannot be mapped: {field!r} is no field; expected one of {', '.join(FIELDS)}.")
        if _plain(column) not in known:
            raise refusal(
                name, f"has no column {column!r} for the {field}; it has {', '.join(map(repr, header[:30]))}. Name one of these.", 1
            )
        columns[field] = known[_plain(column)]
    return columns


def _named(header: Sequence[str], taken: set[int]) -> dict[str, int]:
    plain, inner = [_plain(column) for column in header], [_plain(_inner(column)) for column in header]
    found: dict[str, int] = {}
    for field in FIELDS:
        names = [_plain(each) for each in _NAMES[field].split()]
        positions = [columns.index(each) for columns in (plain, inner) for each in names if each in columns]
        position = next((each for each in positions if each not in taken), None)
        if position is not None:
            found[field] = position
            taken = taken | {position}
    return found


def _inner(column: str) -> str:
    """Return the last key of several, or the one before where it only says that a name follows: ``article.body``, ``source.name``."""
    *outer, last = column.split(".")
    return outer[-1] if outer and last.casefold() in _NAME_OF_ITS_PARENT else last


def header_row(rows: Sequence[Sequence[str]], given: Mapping[str, str] | None = None) -> int:
    """Find the row that names the columns: the first one, unless a later one does and it does not.

    Parameters
    ----------
    rows : sequence of sequence of str
        The first rows of a table.
    given : mapping of str to str, optional
        Names of columns by field, as the user gave them.

    Returns
    -------
    int
        Its position.
    """
    wanted = {_plain(column) for column in (given or {}).values()}
    if wanted:
        return next((place for place, cells in enumerate(rows) if wanted <= {_plain(cell) for cell in cells}), 0)
    # a head over several columns ("Source", "Article") may pass for names; the names below it are more
    counts = [len(found) if "text" in found else 0 for found in (_named(cells, set()) for cells in rows)]
    most = max(counts, default=0)
    least = max(FEWEST_NAMES, counts[0] + 1, FEWEST_NAMES_BELOW if counts[0] else 0) if counts else 0
    return counts.index(most) if most >= least else 0


def _plain(column: str) -> str:
    return re.sub(r"[\s_\-.]+", "", column).casefold()


def _longest(name: str, header: Sequence[str], rows: Sequence[Sequence[str]], taken: set[int]) -> int:
    sample = rows[:SAMPLE_ROWS]
    means = {
        position: sum(len(row[position]) for row in sample if position < len(row)) / max(1, len(sample))
        for position in range(len(header))
        if position not in taken
    }
    best = max(means, key=lambda position: means[position], default=-1)
    if best < 0 or means[best] < SHORTEST_TEXTS:
        found = ", ".join(map(repr, header[:30]))
        raise refusal(name, f"has no column that can hold the articles' texts; found {found}. Name the column of the texts.", 1)
    return best
