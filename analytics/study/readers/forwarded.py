"""Mails that were forwarded, and what newsletters put around their articles."""

from __future__ import annotations

import re
from dataclasses import replace
from email.utils import parseaddr
from typing import TYPE_CHECKING, NamedTuple

from analytics.study.readers.cleaning import one_line
from analytics.study.readers.model import Removed
from analytics.study.readers.plain import TITLE_CHARACTERS

if TYPE_CHECKING:
    from analytics.study.readers.model import ReadDocument

MOST_WORDS_ABOVE = 60
"""Words above a forwarded mail up to which they only hand it on; more are a text of their own."""

MOST_FORWARDS = 5
"""Times that one mail was forwarded."""

MOST_HEADER_LINES = 8
"""Lines of the head of a forwarded mail."""

LONGEST_SIGNATURE = 12
"""Lines behind the two dashes that begin a signature."""

LONGEST_FURNITURE_WORDS = 18
"""Words of a line that only serves the newsletter."""

_MARK = re.compile(
    r"^[>\s]*(?:-{3,}\s*(?:forwarded message|original message|weitergeleitete nachricht|ursprüngliche nachricht|message transféré"
    r"|message d['’]origine|messaggio inoltrato|messaggio originale|mensaje reenviado|mensaje original|転送メッセージ)\s*-{3,}"
    r"|begin forwarded message:|anfang der weitergeleiteten nachricht:|début du message (?:transféré|réexpédié)\s*:"
    r"|inizio messaggio inoltrato:|inicio del mensaje reenviado:)\s*$",
    re.I,
)


def _field(names: str) -> re.Pattern[str]:
    return re.compile(rf"^[>\s*]*(?:{names})[\s*]*[:：]\**\s*(.*)$", re.I)


_FIELDS = {
    "from": _field("from|von|de|da|expéditeur|mittente|remitente|差出人|送信者"),
    "date": _field("date|sent|gesendet|datum|envoyé|data|inviato|fecha|enviado(?: el)?|日付|送信日時"),
    "subject": _field("subject|betreff|objet|oggetto|asunto|件名"),
    "to": _field("to|an|à|a|para|cc|kopie|reply-to|antwort an|宛先"),
}
_HANDED_ON = re.compile(r"^(?:\s*(?:fwd?|wg|tr|i|rv|enc|re|aw)\s*:\s*)+", re.I)
_SIGNATURE = re.compile(r"^--\s*$")
_FURNITURE = re.compile(
    r"\bunsubscribe\b|(?:view|read|open) (?:this )?(?:e-?mail|newsletter|message|it)? ?(?:in (?:your|a|the) browser|online)"
    r"|(?:update|manage) (?:your )?(?:email )?(?:preferences|subscriptions?)|\babbestellen\b|newsletter abmelden"
    r"|im browser (?:ansehen|anzeigen|öffnen|lesen)|se désabonner|se désinscrire|(?:voir|afficher|lire) .{0,30}dans (?:le|votre) navigateur"
    r"|annulla(?:re)? l['’]iscrizione|disiscri\w+|(?:visualizza|apri) .{0,30}nel browser|cancelar (?:la |tu |su )?suscripción"
    r"|darse de baja|ver .{0,30}en (?:el|su|tu) navegador|配信停止|登録解除|ブラウザで(?:表示|開く|見る)|^\s*(?:©|\(c\)|copyright\b)",
    re.I,
)


class _Forward(NamedTuple):
    """Where the head of a forwarded mail begins and ends, in lines, and what it says."""

    start: int
    end: int
    fields: dict[str, str]


def without_wrapping(document: ReadDocument) -> ReadDocument:
    """Take a mail's text out of what it was forwarded and sent in.

    Parameters
    ----------
    document : ReadDocument
        A mail's plain text with what its head says.

    Returns
    -------
    ReadDocument
        Sender, day and subject are those of the mail that was forwarded, where only few words stand above it. Signatures and a newsletter's
        lines on browsers and subscriptions are cut. What was cut stands in ``removed``.
    """
    lines, cut = document.text.split("\n"), []
    fields: dict[str, str] = {}
    for _ in range(MOST_FORWARDS):
        found = _forward(lines)
        if found is None or len(" ".join(lines[: found.start]).split()) > MOST_WORDS_ABOVE:
            break
        cut.append("\n".join(lines[: found.end]).strip())
        lines, fields = lines[found.end :], {**fields, **found.fields}
    if not fields:
        # the head of a page that was handed on stands beside its article
        beside = _forward([each.text for each in document.removed if each.reason == "around the article"])
        fields = beside.fields if beside else {}
    kept, furniture = _without_furniture(lines)
    if not any(map(str.isalnum, "".join(kept))):
        return document
    removed = tuple(Removed(words, "around the article") for words in (*cut, *furniture) if words)
    return replace(_described(document, fields), text="\n".join(kept).strip("\n"), removed=(*document.removed, *removed))


def _forward(lines: list[str]) -> _Forward | None:
    """Find the first head of a forwarded mail: a line that announces it, or sender and subject close together."""
    for start, line in enumerate(lines):
        is_marked = _MARK.match(line) is not None
        if not is_marked and not _FIELDS["from"].match(line):
            continue
        fields, end = _head(lines, start + is_marked)
        if "from" in fields and (is_marked or {"date", "subject"} <= fields.keys()):
            return _Forward(start, end, fields)
    return None


def _head(lines: list[str], start: int) -> tuple[dict[str, str], int]:
    fields: dict[str, str] = {}
    end = start
    for number in range(start, min(len(lines), start + MOST_HEADER_LINES + 1)):
        if not lines[number].strip():
            if fields:
                break
            continue
        matches = ((name, each.match(lines[number])) for name, each in _FIELDS.items())
        name, value = next(((name, match[1]) for name, match in matches if match), ("", ""))
        if not name:
            break
        fields.setdefault(name, value.strip())
        end = number + 1
    return fields, end


def _without_furniture(lines: list[str]) -> tuple[list[str], list[str]]:
    """Leave out what serves the newsletter, and the signature at the end."""
    sign = next(
        (place for place, line in enumerate(lines) if _SIGNATURE.match(line) and len(lines) - place <= LONGEST_SIGNATURE), len(lines)
    )
    kept: list[str] = []
    furniture: list[str] = []
    for line in lines[:sign]:
        is_furniture = len(line.split()) <= LONGEST_FURNITURE_WORDS and _FURNITURE.search(line)
        (furniture if is_furniture else kept).append(line)
    return kept, [*furniture, "\n".join(lines[sign:]).strip()]


def _described(document: ReadDocument, fields: dict[str, str]) -> ReadDocument:
    title = _HANDED_ON.sub("", fields.get("subject") or document.title)
    if "from" not in fields:
        return document
    sender, address = parseaddr(fields["from"].replace("[mailto:", "<").replace("]", ">"))
    host = one_line(address.rpartition("@")[2], 200)
    return replace(
        document,
        title=one_line(title, TITLE_CHARACTERS),
        date=one_line(fields.get("date", ""), 40) or document.date,
        author=one_line(sender or fields["from"], TITLE_CHARACTERS),
        outlet=host or one_line(sender or fields["from"], 200),
    )
