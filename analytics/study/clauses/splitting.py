"""Split a statement into the commitments that a study would compare, each with span, label, theme and act."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from analytics.errors import Fault, StudyError
from analytics.schema import ACT_STRENGTH
from analytics.study.acts import DEFAULT_ACT
from analytics.study.clauses.labels import label_clause
from analytics.study.clauses.numbering import paragraph_numbers
from analytics.study.clauses.objects import count_words, cut_objects
from analytics.study.clauses.parties import names_parties, title_of
from analytics.study.clauses.preambles import PreambleKind, preamble_kind
from analytics.study.clauses.themes import propose_themes
from analytics.study.codebook import Commitment, letter_suffix
from analytics.study.grammar.governance import LONGEST_SUBJECT_WORDS
from analytics.study.grammar.reading import LEADS_IN, Part, Structure, read_structure
from analytics.study.normalisation import normalise_statement

if TYPE_CHECKING:
    from analytics.study.documents import Statement
    from analytics.study.grammar.governance import Verb
    from analytics.study.grammar.lexicon import Lexicon

COLUMNS = ("id", "paragraph", "start", "end", "quote", "label", "theme", "act", "strength")
"""Columns of a split statement."""

_EDGES = " \t\n,;:.。、，；：!?！？؟।…–—"


_BEGINNING = re.compile(r"^|\n\s*|[.。!?！？;:]\s+|。\s*")


@dataclass(frozen=True, slots=True)
class _Clause:
    """A span that will be proposed, its line, the verb that governs it and the verb that heads its part."""

    start: int
    end: int
    block: int
    verb: Verb | None
    head: Verb | None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A clause that is not proposed.

    Parameters
    ----------
    commitment : Commitment
        As it would be proposed, with an id that no other has.
    kind : {"meeting", "occasion", "lead-in"}
        Why it is left out: see `preamble_kind`.
    words : str
        The clause with what stands before it in its sentence, if none of that is proposed: "The two mayors met", where the clause is "met".
    """

    commitment: Commitment
    kind: PreambleKind
    words: str


@dataclass(frozen=True, slots=True)
class Split:
    """A statement in clauses: those that are proposed, and those that are left out."""

    commitments: tuple[Commitment, ...]
    left_out: tuple[LeftOut, ...]


def split_statement(text: str, *, language: str) -> pd.DataFrame:
    """Propose the commitments of a statement.

    Parameters
    ----------
    text : str
        The statement, as published or already normalised. A text without empty lines in which nearly every long line ends a sentence
        is taken to have a paragraph a line.
    language : str
        Language code. Languages without a lexicon (`analytics.study.grammar.lexicon.LEXICON_LANGUAGES`) are split by paragraph and
        sentence, and every act is ``fact``.

    Returns
    -------
    pandas.DataFrame
        One row per proposed commitment, in the order of the text, without what promises nothing (`propose_split`): ``id`` (paragraph
        and letter, ``6c``), ``paragraph``, ``start`` and ``end`` (characters of the normalised text, end exclusive), ``quote`` (verbatim),
        ``label``, ``theme``, ``act``, ``strength`` (0 to 4). Spans never overlap.

    Raises
    ------
    StudyError
        If the text has no sentence to split.
    """
    proposed = _propose(normalise_statement(text), language, "statement").commitments
    rows = [tuple(getattr(each, column) for column in COLUMNS) for each in proposed]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def propose_commitments(statement: Statement) -> tuple[Commitment, ...]:
    """Propose the commitments of a study that has no codebook.

    Parameters
    ----------
    statement : Statement
        The normalised statement and its language.

    Returns
    -------
    tuple of Commitment
        The rows of `split_statement`.

    Raises
    ------
    StudyError
        If the statement has no sentence to split.
    """
    return propose_split(statement).commitments


def propose_split(statement: Statement) -> Split:
    """Propose the commitments of a study, and which clauses to leave out.

    Parameters
    ----------
    statement : Statement
        The normalised statement and its language.

    Returns
    -------
    Split
        The commitments, and what promises nothing, with the reason. Where nothing else is there, nothing is left out.

    Raises
    ------
    StudyError
        If the statement has no sentence to split.
    """
    return _propose(statement.text, statement.language, statement.file)


def _propose(text: str, language: str, file: str) -> Split:
    structure = read_structure(text, language)
    clauses = [clause for part in structure.parts for clause in _clauses(text, part, structure)]
    if not clauses:
        raise StudyError([Fault(file, _nothing_to_split(text))])
    numbers = paragraph_numbers(structure.blocks)
    labels = [label_clause(text, each.start, each.end, each.head, structure.lexicon) for each in clauses]
    kinds = [preamble_kind(text[each.start : each.end], structure.lexicon) for each in clauses]
    kinds = kinds if not all(kinds) else [""] * len(kinds)
    themes = _themes(text, [None if kind else each for each, kind in zip(clauses, kinds, strict=True)], structure, language)
    kept: list[Commitment] = []
    left: list[LeftOut] = []
    taken: dict[int, int] = {}
    for clause, label, theme, kind in zip(clauses, labels, themes, kinds, strict=True):
        paragraph = numbers[clause.block]
        taken[paragraph] = taken.get(paragraph, 0) + 1
        # what is left out has its letter too, so that it can come back and the others keep theirs
        unit = _commitment(text, clause, f"{paragraph}{letter_suffix(taken[paragraph])}", paragraph, theme, label)
        if kind:
            left.append(LeftOut(unit, kind, _with_subject(text, unit, kept[-1].end if kept else 0)))
        else:
            kept.append(unit)
    return Split(tuple(kept), tuple(left))


def _themes(text: str, clauses: list[_Clause | None], structure: Structure, language: str) -> list[str]:
    """Propose a theme for each clause; None, which is left out, names no theme and gets that of the clause before it, or behind."""
    matters = [(_matter(text, each, structure.lexicon), each.block) for each in clauses if each is not None]
    proposed = iter(propose_themes(text, structure.blocks, matters, language))
    themes = [None if each is None else next(proposed) for each in clauses]
    last = next(theme for theme in themes if theme is not None)
    found = []
    for theme in themes:
        last = last if theme is None else theme
        found.append(last)
    return found


def _with_subject(text: str, unit: Commitment, proposed_until: int) -> str:
    """Return the words of a clause with its subject; not with a clause before it in the sentence, which is proposed."""
    begins = max(match.end() for match in _BEGINNING.finditer(text, 0, unit.start + 1))
    return text[begins if begins >= proposed_until else unit.start : unit.end]


def _commitment(text: str, clause: _Clause, identifier: str, paragraph: int, theme: str, label: str) -> Commitment:
    verb = clause.verb
    return Commitment(
        id=identifier,
        paragraph=paragraph,
        theme=theme,
        act=DEFAULT_ACT if verb is None else verb.act,
        strength=ACT_STRENGTH[DEFAULT_ACT] if verb is None else verb.strength,
        label=label,
        quote=text[clause.start : clause.end],
        start=clause.start,
        end=clause.end,
    )


def _clauses(text: str, part: Part, structure: Structure) -> list[_Clause]:
    if structure.lexicon is None:
        spans = [(part.start, part.end)]
    elif _only_leads_in(text, part, structure):
        return []
    else:
        spans = cut_objects(text, part, structure.lexicon)
    trimmed = (_trimmed(text, _without_issuer(text, start, end, part, structure), end) for start, end in spans)
    return [_Clause(start, end, part.block, part.verb, part.head) for start, end in trimmed if any(map(str.isalnum, text[start:end]))]


def _only_leads_in(text: str, part: Part, structure: Structure) -> bool:
    """Tell a part such as "We agreed to:", whose objects are the list below it, and one that only says who speaks ("The mayors,")."""
    is_last = part.block + 1 < len(structure.blocks) and part.end >= structure.blocks[part.block].end
    if not is_last:
        return False
    if part.head is None:
        return part.verb is None and _names_who(text[part.start : part.end], structure)
    leads_in = structure.blocks[part.block + 1].kind == "bullet" and text[part.end - 1] in LEADS_IN
    return leads_in and not any(map(str.isalnum, text[part.head.end : part.end]))


def _names_who(words: str, structure: Structure) -> bool:
    """Tell the subject of what follows, which no verb and no full stop ends."""
    if structure.lexicon is None or words[-1] not in LEADS_IN or count_words(words) > LONGEST_SUBJECT_WORDS:
        return False
    return structure.lexicon.determiner.match(words) is not None


def _without_issuer(text: str, start: int, end: int, part: Part, structure: Structure) -> int:
    """Skip a beginning that only says that the issuers speak ("In this context, they also", "Brazil and Vietnam")."""
    lexicon, verb = structure.lexicon, part.head
    if lexicon is None or verb is None or not start < verb.start < end:
        return start
    if names_parties(text[start : verb.start], title_of(text, structure.blocks)):
        return verb.start
    issuer = lexicon.issuer.match(text, start, verb.start)
    if issuer is None or (not lexicon.object_first and issuer.end() < verb.start):
        return start
    return issuer.end(1)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return start, end


def _matter(text: str, clause: _Clause, lexicon: Lexicon | None) -> str:
    """Return what a clause is about: its words behind or before its verb; a "to" stays before its infinitive."""
    head = clause.head
    if lexicon is None or head is None or not clause.start <= head.start < clause.end:
        return text[clause.start : clause.end]
    last = text[head.start : head.end].split()[-1]
    mark = last if lexicon.infinitive_mark.fullmatch(last) else ""
    return f"{text[clause.start : head.start]} . {mark} {text[head.end : clause.end]}"


def _nothing_to_split(text: str) -> str:
    if not any(map(str.isalnum, text)):
        return "holds no words; expected the text of a statement. Check that the file has a text layer and is not empty."
    return "holds headings or tables only; expected at least one sentence. Paste the running text of the statement."
