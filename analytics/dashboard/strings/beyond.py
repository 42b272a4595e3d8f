"""Words of the page on what articles say beyond the statement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analytics.language.direction import isolated

if TYPE_CHECKING:
    from collections.abc import Sequence

SHARE_NOTE = (
    "A passage counts whole: one that tells a commitment and adds to it counts as beyond the statement. "
    "What is shown is mostly right (4 of 5 passages), but on real articles only about half of the additions are found: "
    "the true share is higher, and the interval does not know it: it allows only for words that come in whole passages. "
    "Adding is no fault: background and other voices are what reporting is for."
)
ADDED_TITLE = "What each article adds"
KIND = "Kind"
KIND_HELP = "What kind of addition a passage seems to be. A hint, not a finding."
KIND_NOTE = (
    "The kind is the program's hint: right in 66% of passages of the cases it was measured on, and in only 21% of the coded real "
    "articles. Do not count kinds; read the passages."
)
KINDS = ("other voice", "extra fact", "background", "context", "interpretation", "colour")
NOTHING_ADDED = "No passage of these articles was found to go beyond the statement."
NOTHING_ADDED_ADVICE = "Take a filter away; or read the article beside the statement: what is told in passing is easily missed."
ROW_NOTE = "Press a passage to read it in its place."

VOICES_TITLE = "Who speaks"
VOICES_NOTE = (
    "Direct speech stands between quotation marks beside a reporting verb, or by itself as a sentence; indirect speech follows a "
    "reporting verb and “that” in the article's own words. The speaker is written as in the article, a pronoun too; where none is named "
    "beside the words it stays unknown and is never guessed. Made to be right rather than complete."
)
SPEAKER = "Speaker"
ALL_SPEAKERS = "all"
UNKNOWN = "unknown speaker"
MODE = "Speech"
MODES = ("direct", "indirect")
NO_VOICES = "No quoted or reported speech was found in these articles."
NO_VOICES_ADVICE = "Take a filter away. Articles may report what was said without a reporting verb; such speech is not found."
SPEAKER_COLUMNS = {
    "outlet": "outlet",
    "speaker": "speaker as written",
    "direct": "direct, times",
    "indirect": "indirect, times",
    "words": "words",
}
SPEAKER_TABLE = "Who speaks in which article, how often, and with how many words."

DIFFERENT_TITLE = "Facts told differently"
DIFFERENT_NOTE = "Dates, numbers and names, each beside what the statement says. Made to be right rather than complete."
NO_DIFFERENT = "No fact was found to be told differently."
NO_DIFFERENT_ADVICE = "Only dates, numbers and spellings of names are compared; what is not listed may still differ."
ARTICLE_SAYS = "The article says"
STATEMENT_SAYS = "The statement says"
IN_ARTICLE = "Read it in the article"
IN_STATEMENT = "Read it in the statement"


def group_title(outlet: str, n: int) -> str:
    """Head of the passages of one article."""
    return f"{outlet}: {n} passage{'' if n == 1 else 's'}"


def addition_note(kind: str, probability: float) -> str:
    """Say how sure an addition is, and of which kind it may be."""
    return f"beyond the statement with probability {probability:.0%}; kind, a hint: {kind}"


def voice_note(speaker: str, verb: str, mode: str) -> str:
    """Say who speaks, by which verb."""
    by = f" · “{isolated(verb)}”" if verb else ""
    return f"{isolated(speaker) if speaker else UNKNOWN}{by} · {mode} speech"


def voices_title(n_speakers: int, n_rows: int, n_unknown: int) -> str:
    """Title: how many speakers, how often."""
    speakers = "1 speaker" if n_speakers == 1 else f"{n_speakers} speakers"
    unknown = f"; {n_unknown} times nobody is named beside the words" if n_unknown else ""
    return f"{speakers} in {n_rows} stretches of speech{unknown}"


def different_head(outlet: str, kind: str) -> str:
    """Head of one discrepancy."""
    return f"{outlet}: {kind}"


def of_kinds(kinds: Sequence[str]) -> str:
    """Say for a file which kinds of additions it holds; empty for all."""
    return f"Kinds: {', '.join(kinds)}." if kinds else ""


def of_speech(speaker: str, modes: Sequence[str]) -> str:
    """Say for a file whose speech it holds, and of which mode; empty for all."""
    parts = [f"Speaker: {isolated(speaker)}." if speaker else "", f"Speech: {', '.join(modes)}." if modes else ""]
    return " ".join(filter(None, parts))
