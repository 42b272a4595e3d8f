"""What is one review, and which texts does it speak of?"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analytics.errors import ReviewError
from analytics.schema import VERDICTS, Verdict

if TYPE_CHECKING:
    from analytics.study.coding import Span
    from analytics.study.manifest import Study

PROGRAM = "the program"
"""Stands for the program where it is compared with reviewers; nobody else may take the name."""

SETTLED = "settled"
"""Reviewer of the verdicts on which a disagreement was settled; no person may take the name, since it ends disputes."""

QUEUE, RANDOM, CHOSEN, IMPORTED = "queue", "random", "chosen", "imported"
"""How a cell came before a reviewer: in the order of gain, by lot, by the reviewer's own choice, in a table of codings."""

LONGEST_NOTE = 20_000
"""Longest note, in characters."""

LONGEST_NAME = 80
"""Longest name of a reviewer, in characters."""

MOST_PASSAGES = 100
"""Most passages of evidence in one review."""


@dataclass(frozen=True, slots=True)
class Review:
    """What a person found on one commitment in one source.

    Parameters
    ----------
    study : str
        Key of the study, see `study_key`.
    source, commitment : str
        Ids in the study.
    source_sha256, quote_sha256 : str
        `text_sha256` of the source's stored text and of the commitment's quote, as they were when the person read them.
    verdict : {"covered", "partial", "omitted"}
        What the person found.
    reviewer : str
        Who; at most `LONGEST_NAME` characters, blanks at the ends are cut.
    evidence : tuple of (int, int)
        Spans of the passages that show it, in the source's stored text, best first; empty keeps the program's where it has any.
    note : str
        Whatever the person wants to remember, at most `LONGEST_NOTE` characters.
    program_verdict : str
        The program's verdict at that time; empty where it is not known.
    at : str
        When it was judged, UTC in ISO 8601; empty means now.
    route : {"queue", "random", "chosen", "imported"}
        How the cell came before the reviewer: it decides for which other cells the verdict can speak.

    Raises
    ------
    ReviewError
        If the verdict is unknown, the name is missing or taken, a span is empty, or a text is too long or cannot be stored.
    """

    study: str
    source: str
    commitment: str
    source_sha256: str
    quote_sha256: str
    verdict: Verdict
    reviewer: str
    evidence: tuple[Span, ...] = ()
    note: str = ""
    program_verdict: str = ""
    at: str = ""
    route: str = CHOSEN

    def __post_init__(self) -> None:
        object.__setattr__(self, "reviewer", checked_name(self.reviewer, settles=True))
        _check_text(self.note, "note", LONGEST_NOTE)
        if self.route not in {QUEUE, RANDOM, CHOSEN, IMPORTED}:
            raise ReviewError(f"A review came by the route {self.route!r}; expected {QUEUE}, {RANDOM}, {CHOSEN} or {IMPORTED}.")
        if self.verdict not in VERDICTS:
            raise ReviewError(f"A review says {self.verdict!r}; expected one of {', '.join(VERDICTS)}.")
        if self.verdict == "omitted" and self.evidence:
            raise ReviewError("A review says omitted and marks passages that tell it; take the passages away, or choose another verdict.")
        if len(self.evidence) > MOST_PASSAGES:
            raise ReviewError(f"A review marks {len(self.evidence)} passages; at most {MOST_PASSAGES} are kept. Choose fewer.")
        if any(not 0 <= start < end for start, end in self.evidence):
            raise ReviewError(f"A review marks the passages {self.evidence}; expected a start from 0 on and an end behind it.")


def review_cell(
    study: Study,
    source: str,
    commitment: str,
    verdict: Verdict,
    *,
    reviewer: str,
    evidence: tuple[Span, ...] = (),
    note: str = "",
    program_verdict: str = "",
    at: str = "",
    route: str = CHOSEN,
) -> Review:
    """Make a review of a cell of a study, with the hashes of the texts as they stand.

    Raises
    ------
    ReviewError
        If the study has no such source or commitment, a span ends behind the text, or see `Review`.
    """
    texts = {each.id: each.text for each in study.sources}
    quotes = {each.id: each.quote for each in study.commitments}
    if source not in texts or commitment not in quotes:
        raise ReviewError(f"The study has no commitment {commitment!r} or no source {source!r}; choose a cell that it has.")
    if any(end > len(texts[source]) for _, end in evidence):
        raise ReviewError(f"A passage ends behind the {len(texts[source])} characters of source {source!r}; mark it again.")
    hashes = text_sha256(texts[source]), text_sha256(quotes[commitment])
    return Review(study_key(study), source, commitment, *hashes, verdict, reviewer, evidence, note, program_verdict, at, route)


def study_key(study: Study) -> str:
    """Return the key under which a study's reviews are kept: the same when its folder moves or a text is edited.

    It is made of title and language. Whether a review still fits the texts is decided by their hashes, never by this key.
    """
    return hashlib.sha256(f"{study.title}\n{study.language}".encode()).hexdigest()[:16]


def text_sha256(text: str) -> str:
    """Hash a text as it is stored."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def checked_name(name: str, *, settles: bool = False) -> str:
    """Return a reviewer's name without blanks at its ends; raise `ReviewError` where it cannot be one.

    Parameters
    ----------
    name : str
        What a person says, or a file says of one.
    settles : bool
        The name stands with a settlement, or was kept before: it may be `SETTLED`.
    """
    name = name.strip()
    if not name or name == PROGRAM or (not settles and name.casefold() in (PROGRAM, SETTLED)):
        why = "" if not name or name.casefold() == PROGRAM else ", which stands for a disagreement that was settled"
        raise ReviewError(f"A review needs the name of a person; found {name!r}{why}. Say who you are.")
    _check_text(name, "name of the reviewer", LONGEST_NAME)
    if not name.isprintable():
        raise ReviewError("The name of the reviewer holds a line break or a control sign; expected one line of text.")
    return name


def _check_text(text: str, what: str, longest: int) -> None:
    if len(text) > longest:
        raise ReviewError(f"The {what} has {len(text):,} characters; at most {longest:,} are kept. Shorten it; nothing was saved.")
    if "\0" in text or any("\ud800" <= sign <= "\udfff" for sign in text):
        raise ReviewError(f"The {what} holds a sign that is no text (a null or half a character); remove it. Nothing was saved.")
