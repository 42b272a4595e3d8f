"""What the tables hold: verdicts, acts, and the columns of every table with unit and meaning.

The tables are a contract with readers outside this package: columns may be added, not renamed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from analytics.errors import SchemaError

if TYPE_CHECKING:
    import pandas as pd

Verdict = Literal["covered", "partial", "omitted"]
"""Does the source report the commitment: its specific proposition, the same matter vaguely, nothing."""

VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
"""The verdicts, from most to least told."""

Act = Literal["decision", "commitment", "intention", "priority", "position", "request", "recognition", "discussion", "fact"]
"""What kind of clause a commitment stands in."""

ACTS: tuple[Act, ...] = get_args(Act)
"""The acts, from most to least binding."""

ACT_STRENGTH: dict[str, int] = {
    "decision": 4,
    "commitment": 4,
    "intention": 2,
    "priority": 1,
    "position": 0,
    "request": 0,
    "recognition": 0,
    "discussion": 0,
    "fact": 0,
}
"""Default strength of each act, 0 (no promise) to 4 (firm). A "determined" commitment may be given 3."""

OTHER_THEME = "Other"
"""Theme of a passage that fits none of the study's themes."""

SEPARATOR = " || "
"""Joins several passages, spans or parts in one cell."""

Kind = Literal["text", "integer", "number"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: its name, kind, meaning and unit."""

    name: str
    kind: Kind
    meaning: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """One table: what a row stands for, its key and its columns."""

    name: str
    row: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def names(self) -> list[str]:
        """Column names in order."""
        return [column.name for column in self.columns]


def _text(name: str, meaning: str) -> Column:
    return Column(name, "text", meaning)


def _integer(name: str, meaning: str, unit: str) -> Column:
    return Column(name, "integer", meaning, unit)


def _number(name: str, meaning: str, unit: str) -> Column:
    return Column(name, "number", meaning, unit)


_SOURCE = _text("source", "id of the source")
_OUTLET = _text("outlet", "who published it")
_START = _integer("start", "first character in the stored text, from 0", "characters")
_END = _integer("end", "character after the last", "characters")
_PASSAGE = _text("passage_id", "id of the passage within the source")

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        Table(
            "sources",
            "source",
            ("source",),
            (
                _SOURCE,
                _OUTLET,
                _text("title", "headline, where known"),
                _text("date", "day of publication, ISO 8601, where known"),
                _text("language", "language code, given or detected"),
                _text("group", "group of outlets, where given"),
                _text("url", "address, where known"),
                _integer("words", "length", "words"),
                _integer("passages", "length", "passages"),
                _text("sha256", "hash of the stored text"),
            ),
        ),
        Table(
            "commitments",
            "commitment",
            ("commitment",),
            (
                _text("commitment", "id of the commitment"),
                _integer("paragraph", "paragraph of the statement", "number"),
                _text("theme", "theme of the commitment"),
                _text("act", "what kind of clause it is"),
                _integer("strength", "how binding the act is, 0 to 4", "points"),
                _text("label", "short name"),
                _text("quote", "verbatim text in the normalised statement"),
                _START,
                _END,
                _integer("words", "length of the quote", "words"),
            ),
        ),
        Table(
            "passages",
            "passage of a source",
            ("source", "passage_id"),
            (
                _SOURCE,
                _PASSAGE,
                _START,
                _END,
                _text("kind", "heading, sentence or bullet"),
                _integer("paragraph", "paragraph of the article, from 1", "number"),
                _integer("words", "length", "words"),
                _text("text", "verbatim text"),
            ),
        ),
        Table(
            "coverage",
            "commitment x source",
            ("source", "commitment"),
            (
                _SOURCE,
                _OUTLET,
                _text("commitment", "id of the commitment"),
                _integer("paragraph", "paragraph of the statement", "number"),
                _text("theme", "theme of the commitment"),
                _text("act", "what kind of clause it is"),
                _text("verdict", "covered, partial or omitted"),
                _number("p_covered", "calibrated probability of covered", "probability"),
                _number("p_mentioned", "calibrated probability of covered or partial", "probability"),
                _text("evidence", "verbatim passages, joined by ' || ', best first; empty if omitted"),
                _text("start", "first characters of the passages, joined likewise"),
                _text("end", "characters after the last, joined likewise"),
                _text("found", "parts of the commitment that the source tells, joined by ' || '"),
                _text("missing", "parts that it does not tell, joined by ' || '"),
                _text("reviewer", "who checked the cell by reading; empty where the verdict is the program's. A checked cell has p 0 or 1"),
                _text("program_verdict", "the program's own verdict, whatever a reviewer found"),
            ),
        ),
        Table(
            "evidence",
            "quoted passage of a verdict",
            ("source", "commitment", "rank"),
            (
                _SOURCE,
                _text("commitment", "id of the commitment"),
                _integer("rank", "order of the passages, 1 is the best", "number"),
                _PASSAGE,
                _START,
                _END,
                _text("text", "verbatim text"),
                _number("score", "how well the passage matches, higher is better", "points"),
            ),
        ),
        Table(
            "rates",
            "source, for all commitments and per theme and act",
            ("source", "dimension", "group"),
            (
                _SOURCE,
                _OUTLET,
                _text("dimension", "all, theme or act"),
                _text("group", "the theme or act; 'all' for all commitments"),
                _integer("n", "commitments, the denominator of every rate in the row", "commitments"),
                _number("coverage_rate", "mean of p_covered", "share"),
                _number("coverage_low", "lower end of its interval", "share"),
                _number("coverage_high", "upper end of its interval", "share"),
                _number("partial_rate", "mean of p_mentioned - p_covered", "share"),
                _number("partial_low", "lower end of its interval", "share"),
                _number("partial_high", "upper end of its interval", "share"),
                _number("omission_rate", "mean of 1 - p_mentioned", "share"),
                _number("omission_low", "lower end of its interval", "share"),
                _number("omission_high", "upper end of its interval", "share"),
                _integer("n_covered", "cells with verdict covered", "commitments"),
                _integer("n_partial", "cells with verdict partial", "commitments"),
                _integer("n_omitted", "cells with verdict omitted", "commitments"),
                _integer("n_checked", "cells that a reviewer checked", "commitments"),
                _integer("n_random", "checked cells, drawn by lot, that speak for the others", "commitments"),
                _text("basis", "program: as it judged; checked: with reviewers' verdicts in place; random sample: its error corrected"),
            ),
        ),
        Table(
            "omissions",
            "commitment x source",
            ("source", "commitment"),
            (
                _SOURCE,
                _OUTLET,
                _text("commitment", "id of the commitment"),
                _text("verdict", "covered, partial or omitted"),
                _number("p_omitted", "probability that the source leaves it out, 1 - p_mentioned", "probability"),
                _number(
                    "expected", "probability of telling it, from the other cells alone; undefined without other sources", "probability"
                ),
                _number("surprise", "p_omitted * -log2(1 - expected); 0 as expected, higher is more surprising", "bits"),
                _integer("n_others", "other sources compared", "sources"),
                _integer("n_others_telling", "of these, how many tell it at least in part", "sources"),
                _text("left_out_by", "every source, some sources, only this source, not this source"),
            ),
        ),
        Table(
            "themes",
            "passage of a source",
            ("source", "passage_id"),
            (
                _SOURCE,
                _PASSAGE,
                _START,
                _END,
                _text("text", "verbatim text"),
                _text("theme", "most likely theme, 'Other' where none fits"),
                _text("second_theme", "second choice, empty where none is near"),
                _number("p_theme", "probability of the theme", "probability"),
            ),
        ),
        Table(
            "emphasis",
            "source x theme, and source x commitment",
            ("source", "level", "item"),
            (
                _SOURCE,
                _OUTLET,
                _text("level", "theme or commitment"),
                _text("item", "the theme, or the id of the commitment"),
                _integer("words", "words of the source spent on it", "words"),
                _integer("total_words", "words of the source, the denominator", "words"),
                _number("share", "words / total_words; undefined where the source has no words", "share"),
                _number("statement_share", "the same in the statement", "share"),
                _number("log2_ratio", "log2 of share against statement_share; 0 equal, +1 twice as much", "doublings"),
                _number("log2_low", "lower end of its interval", "doublings"),
                _number("log2_high", "upper end of its interval", "doublings"),
                _number("prominence", "2 headline or lead, 1 body, 0 absent", "points"),
                _number("first_position", "where it is first told, 0 start to 1 end; undefined if absent", "share of text"),
            ),
        ),
        Table(
            "keywords",
            "keyphrase of a source",
            ("source", "rank"),
            (
                _SOURCE,
                _integer("rank", "1 is the best", "number"),
                _text("keyphrase", "word or phrase as written in the text"),
                _number("yake_score", "YAKE score, lower is better, not comparable between sources", "points"),
                _integer("count", "occurrences in the source", "times"),
            ),
        ),
        Table(
            "keyness",
            "term of a source",
            ("source", "term"),
            (
                _SOURCE,
                _text("term", "word as most often written"),
                _number("log_odds", "log-odds ratio against the other sources; positive: said more here", "nats"),
                _number("z", "log_odds divided by its standard error", "standard errors"),
                _integer("count", "occurrences in the source", "times"),
                _integer("count_others", "occurrences in the other sources", "times"),
                _integer("words", "words of the source counted", "words"),
                _integer("words_others", "words of the other sources counted", "words"),
            ),
        ),
        Table(
            "additions",
            "passage beyond the statement",
            ("source", "passage_id"),
            (
                _SOURCE,
                _OUTLET,
                _PASSAGE,
                _START,
                _END,
                _text("text", "verbatim text"),
                _text("kind", "other voice, extra fact, background, context, interpretation or colour"),
                _number("p_addition", "probability that the passage goes beyond the statement", "probability"),
            ),
        ),
        Table(
            "voices",
            "stretch of quoted or reported speech",
            ("source", "start", "mode"),
            (
                _SOURCE,
                _OUTLET,
                _PASSAGE,
                _START,
                _END,
                _text("text", "the words said, verbatim, without quotation marks"),
                _text("speaker", "who says them, as written beside them; empty where nobody is named"),
                _integer("speaker_start", "first character of the speaker; empty where nobody is named", "characters"),
                _integer("speaker_end", "character after the last", "characters"),
                _text("verb", "reporting verb as written; empty where the quotation stands by itself"),
                _text("mode", "direct: between quotation marks; indirect: in the article's own words"),
            ),
        ),
        Table(
            "discrepancies",
            "fact told differently",
            ("source", "start", "kind"),
            (
                _SOURCE,
                _OUTLET,
                _PASSAGE,
                _START,
                _END,
                _text("text", "the words in question, verbatim"),
                _text("kind", "date, number or name"),
                _text("statement_says", "what the statement says"),
                _text("commitment", "id of the commitment concerned, where it is one"),
                _integer("statement_start", "first character in the statement", "characters"),
                _integer("statement_end", "character after the last", "characters"),
            ),
        ),
        Table(
            "fidelity",
            "told commitment x source",
            ("source", "commitment"),
            (
                _SOURCE,
                _OUTLET,
                _text("commitment", "id of the commitment"),
                _text("act", "what kind of clause it is in the statement"),
                _integer("strength", "how binding it is there, 0 to 4", "points"),
                _text(
                    "told_act", "act of the verb that governs it in the best passage; empty where none is clear, or the source denies it"
                ),
                _integer(
                    "told_strength", "how binding that verb is, 0 to 4; undefined where none is clear, or the source denies it", "points"
                ),
                _text("verb", "the verb, or the words that deny, verbatim"),
                _START,
                _END,
                _text(
                    "fidelity",
                    "softened, same or strengthened (3 and 4 are one level); contradicted where the source denies what the statement says, "
                    "or says what it denies; empty where undefined",
                ),
            ),
        ),
        Table(
            "reuse",
            "string of a source that stands verbatim in the statement or in another source",
            ("source", "kind", "other", "start"),
            (
                _SOURCE,
                _OUTLET,
                _text("kind", "statement or source: where it stands too"),
                _text("other", "id of the other source, empty for the statement"),
                _START,
                _END,
                _text("text", "verbatim text; case and signs between words may differ on the other side"),
                _integer("words", "length", "words"),
                _integer("other_start", "first character in the other text", "characters"),
                _integer("other_end", "character after the last", "characters"),
            ),
        ),
        Table(
            "similarity",
            "source x statement, and source x other source",
            ("source", "kind", "other"),
            (
                _SOURCE,
                _OUTLET,
                _text("kind", "statement or source: what it was compared with"),
                _text("other", "id of the other source, empty for the statement"),
                _integer("strings", "long strings that stand in both; undefined where the languages differ", "strings"),
                _integer("words", "words of the source in such strings, each counted once", "words"),
                _integer("total_words", "words of the source, the denominator", "words"),
                _number("share", "words / total_words: the part of the source that stands verbatim in the other", "share"),
                _number("jaccard", "distinct strings of the least length that both have, over those that either has", "share"),
                _text("relation", "near-duplicate (most of each stands in the other), copy (half of the source or more does), or empty"),
            ),
        ),
    )
}
"""Every table of an analysis, by name."""


def conform(frame: pd.DataFrame, name: str) -> pd.DataFrame:
    """Order the columns of a table and set their types as its schema says.

    Parameters
    ----------
    frame : pandas.DataFrame
        A table with at least the columns of ``TABLES[name]``; others are dropped.
    name : str
        A key of `TABLES`.

    Returns
    -------
    pandas.DataFrame
        A new frame with a fresh index: text as ``str`` (unknown is empty), integers as nullable ``Int64``, numbers as ``float64``.

    Raises
    ------
    SchemaError
        If a column is missing.
    """
    table = TABLES[name]
    missing = [column for column in table.names if column not in frame.columns]
    if missing:
        raise SchemaError(f"Table {name!r} lacks the columns {missing}; expected {table.names}.")
    dtypes = {"text": "str", "integer": "Int64", "number": "float64"}
    texts = [column.name for column in table.columns if column.kind == "text"]
    ordered = frame.loc[:, table.names].fillna(dict.fromkeys(texts, ""))
    return ordered.astype({column.name: dtypes[column.kind] for column in table.columns}).reset_index(drop=True)
