"""Themes for proposed clauses: the statement's headings where it has them, else clusters of paragraphs named by their words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from analytics.study.clauses.labels import shorten_label
from analytics.study.grammar.lexicon import read_lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

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

WORDS_PER_NAME = 2
"""Words in the name of a cluster."""

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
    paragraphs: dict[int, str] = {}
    for words, block in clauses:
        paragraphs[block] = f"{paragraphs.get(block, '')} {words}"
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


def _cluster(paragraphs: list[str], language: str) -> list[str]:
    """Group paragraphs that share words, and name each group by its weightiest words."""
    if len(paragraphs) < FEWEST_PARAGRAPHS:
        return [ONLY_THEME] * len(paragraphs)
    # scikit-learn takes a second to import, and most statements have headings or a codebook
    from sklearn.cluster import AgglomerativeClustering
    from sklearn.feature_extraction.text import TfidfVectorizer

    size = -(-len(paragraphs) // MOST_UNITS)
    units = [" ".join(paragraphs[index : index + size]) for index in range(0, len(paragraphs), size)]
    vectorizer = TfidfVectorizer(token_pattern=_WORD, stop_words=_stop_words(units, language), max_df=COMMON_SHARE, sublinear_tf=True)
    try:
        weights = vectorizer.fit_transform(units)
    except ValueError:
        # no word is left once the common ones are taken away
        return [ONLY_THEME] * len(paragraphs)
    distances = 1.0 - (weights @ weights.T).toarray()
    clustering = AgglomerativeClustering(n_clusters=min(MOST_THEMES, len(units)), metric="precomputed", linkage="average")
    groups = clustering.fit_predict(distances)
    names = _names(weights, groups, [_as_written(term, units) for term in vectorizer.get_feature_names_out()])
    return [names[groups[index // size]] for index in range(len(paragraphs))]


def _stop_words(units: list[str], language: str) -> list[str] | None:
    """List the words that name no theme: adverbs, articles, prepositions and the like."""
    lexicon = read_lexicon(language)
    if lexicon is None:
        return None
    words = {word.lower() for unit in units for word in re.findall(_WORD, unit)}
    return sorted(word for word in words if lexicon.weak_end.fullmatch(f" {word}") or lexicon.empty.fullmatch(word)) or None


def _names(weights: csr_matrix, groups: NDArray[np.int64], terms: list[str]) -> dict[int, str]:
    """Name each group by its two weightiest words, by more where that name is taken."""
    names: dict[int, str] = {}
    for group in dict.fromkeys(groups.tolist()):
        mean = np.asarray(weights[groups == group].mean(axis=0)).ravel()
        best = [terms[index] for index in np.lexsort((np.arange(len(mean)), -mean)) if mean[index] > 0]
        candidates = [_title(best[:size]) for size in range(WORDS_PER_NAME, len(best) + 1)] or [_title(best)]
        names[group] = next((name for name in candidates if name not in names.values()), candidates[0])
    return names


def _title(words: list[str]) -> str:
    name = " & ".join(words) or ONLY_THEME
    return name[:1].upper() + name[1:]


def _as_written(term: str, paragraphs: list[str]) -> str:
    """Find the spelling of a lower-cased term: a name keeps its capitals."""
    for paragraph in paragraphs:
        match = re.search(rf"(?<!\w){re.escape(term)}(?!\w)", paragraph, re.I)
        if match:
            return match[0]
    return term
