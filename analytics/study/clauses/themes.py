"""Themes for proposed clauses: the statement's headings where it has them, else clusters of paragraphs named by their phrases."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analytics.study.clauses.labels import shorten_label
from analytics.study.clauses.theme_names import name_groups
from analytics.study.grammar.lexicon import read_lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analytics.study.grammar.outline import Block

FEWEST_HEADINGS = 2
"""Headings with clauses beneath them from which headings are the themes."""

FEWEST_PARAGRAPHS = 4
"""Paragraphs from which clustering is worth while; below, all clauses share one theme. Up to `MOST_THEMES` each paragraph is one."""

MOST_THEMES = 12
"""More themes than this are no help to a reader."""

MOST_UNITS = 300
"""Longer statements are clustered by runs of paragraphs: the time grows with the square of the units."""

COMMON_SHARE = 0.4
"""A word in more than this share of the paragraphs tells nothing about one of them."""

ONLY_THEME = "Statement"
"""Theme of every clause where there is nothing to tell themes by."""

_DATE_LINE = re.compile(r"\d{1,2}\D{1,20}(?:19|20)\d\d\W*$|(?:19|20)\d\d年\d{1,2}月")
"""Place and day under a title: it heads no section."""

_WORD = r"[㐀-鿿]{2,4}|[゠-ヿ]{3,}|[^\W\d_]{4,}(?:-[^\W\d_]+)*"


def propose_themes(text: str, blocks: Sequence[Block], clauses: Sequence[tuple[str, int]], language: str) -> list[str]:
    """Propose a theme for every clause.

    Parameters
    ----------
    text : str
        The normalised statement.
    blocks : sequence of Block
        Its lines.
    clauses : sequence of (str, int)
        What each clause is about, without its verb, and the index of its line.
    language : str
        Language code.

    Returns
    -------
    list of str
        One theme a clause. The same statement always gets the same themes.
    """
    headings = _headings(text, blocks, language)
    themes = [headings[block] for _, block in clauses]
    if len({theme for theme in themes if theme}) >= FEWEST_HEADINGS:
        return [theme or ONLY_THEME for theme in themes]
    paragraphs: dict[int, list[str]] = {}
    for words, block in clauses:
        paragraphs.setdefault(block, []).append(words)
    by_line = dict(zip(paragraphs, _cluster(list(paragraphs.values()), language), strict=True))
    return [by_line[block] for _, block in clauses]


def _headings(text: str, blocks: Sequence[Block], language: str) -> list[str]:
    """Name every line after the nearest heading above it."""
    found, current = [], ""
    for block in blocks:
        if block.kind == "heading" and not _DATE_LINE.search(text[block.start : block.end]):
            current = shorten_label(text[block.start : block.end], read_lexicon(language))
        found.append(current)
    return found


def _cluster(paragraphs: list[list[str]], language: str) -> list[str]:
    """Group paragraphs, each given by its clauses, that share words, and name each group by its weightiest phrases."""
    if len(paragraphs) < FEWEST_PARAGRAPHS:
        return [ONLY_THEME] * len(paragraphs)
    size = -(-len(paragraphs) // MOST_UNITS)
    runs = [paragraphs[index : index + size] for index in range(0, len(paragraphs), size)]
    groups = _groups([" ".join(clause for clauses in run for clause in clauses) for run in runs], language)
    if groups is None:
        return [ONLY_THEME] * len(paragraphs)
    members: dict[int, list[str]] = {}
    for group, run in zip(groups, runs, strict=True):
        members.setdefault(group, []).extend(clause for clauses in run for clause in clauses)
    names = dict(zip(members, name_groups(list(members.values()), language, ONLY_THEME), strict=True))
    return [names[groups[index // size]] for index in range(len(paragraphs))]


def _groups(units: list[str], language: str) -> list[int] | None:
    """Put units that share words into groups; None where no word is left once the common ones are taken away."""
    # scikit-learn takes a second to import, and most statements have headings or a codebook
    from sklearn.cluster import AgglomerativeClustering
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectorizer = TfidfVectorizer(token_pattern=_WORD, stop_words=_stop_words(units, language), max_df=COMMON_SHARE, sublinear_tf=True)
    try:
        weights = vectorizer.fit_transform(units)
    except ValueError:
        return None
    distances = 1.0 - (weights @ weights.T).toarray()
    clustering = AgglomerativeClustering(n_clusters=min(MOST_THEMES, len(units)), metric="precomputed", linkage="average")
    groups: list[int] = clustering.fit_predict(distances).tolist()
    return groups


def _stop_words(units: list[str], language: str) -> list[str] | None:
    """List the words that name no theme: adverbs, articles, prepositions and the like."""
    lexicon = read_lexicon(language)
    if lexicon is None:
        return None
    words = {word.lower() for unit in units for word in re.findall(_WORD, unit)}
    return sorted(word for word in words if lexicon.weak_end.fullmatch(f" {word}") or lexicon.empty.fullmatch(word)) or None
