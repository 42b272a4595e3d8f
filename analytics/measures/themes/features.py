"""What speaks for each theme in each passage: one row of numbers per passage and theme, none of which looks at a language."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from analytics.language.folding import folded
from analytics.language.vectors import without_common
from analytics.measures.themes.pieces import commitment_pieces, piece_matches
from analytics.study.language_codes import primary_language

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from analytics.language.reading import ReadText
    from analytics.language.tokens import Token
    from analytics.measures.themes.pieces import CommitmentPieces
    from analytics.study.codebook import Commitment

FEATURES = ("best_match", "mean_match", "paragraph_match", "piece_match", "shared_stems", "shared_names")
"""Per passage and theme, see `theme_features`."""

OTHER_FEATURES = (
    "constant",
    "best_match",
    "best_match_level",
    "paragraph_match_level",
    "source_match_level",
    "shared_words",
    "new_names",
    "length",
)
"""Per passage, for `Other`, see `theme_features`."""

FEATURE_VERSION = 4
"""Raised with every change of what a feature means: weights made for another version are refused."""

_TYPICAL_LOG_WORDS = 3.0


@dataclass(frozen=True, slots=True)
class ThemeBook:
    """The commitments of one statement by theme, prepared once for all sources.

    Parameters
    ----------
    themes : tuple of str
        In the codebook's order.
    starts : numpy.ndarray of shape (themes,)
        First row of each theme in `vectors`.
    vectors : numpy.ndarray of shape (commitments, d)
        Mean of the unit vectors of label and quote, grouped by theme.
    pieces : CommitmentPieces or None
        Pieces of the commitments, in the same order; None where a commitment has none.
    stems, names : dict of str to numpy.ndarray of shape (themes,)
        How much a stem, or a name or number, speaks for each theme: log((themes + 1) / themes that have it), 0 where the theme has not.
    language : str
        Language of the statement; stems count only for passages in it.
    """

    themes: tuple[str, ...]
    starts: np.ndarray
    vectors: np.ndarray
    pieces: CommitmentPieces | None
    stems: dict[str, np.ndarray]
    names: dict[str, np.ndarray]
    language: str


@dataclass(frozen=True, slots=True)
class ThemeFeatures:
    """What speaks for each theme, and for none, in each passage of one source.

    Parameters
    ----------
    themes : numpy.ndarray of shape (passages, themes, len(FEATURES))
        Features of the themes.
    other : numpy.ndarray of shape (passages, len(OTHER_FEATURES))
        Features of `Other`.
    is_joined : numpy.ndarray of shape (passages - 1,)
        Whether a passage and the next belong together: same paragraph, or a heading and what follows it.
    """

    themes: np.ndarray
    other: np.ndarray
    is_joined: np.ndarray


def prepare_themes(commitments: Sequence[Commitment], reads: Sequence[ReadText]) -> ThemeBook:
    """Group the commitments by theme.

    Parameters
    ----------
    commitments : sequence of Commitment
        At least one.
    reads : sequence of ReadText
        Label and quote of each, in the same order, see `analytics.language.reading.read_commitments`.

    Returns
    -------
    ThemeBook
        Ready for any number of sources.
    """
    themes = tuple(dict.fromkeys(commitment.theme for commitment in commitments))
    groups = [[read for read, commitment in zip(reads, commitments, strict=True) if commitment.theme == theme] for theme in themes]
    vectors = [np.mean([read.encoded[0].sentence, read.encoded[-1].sentence], axis=0) for group in groups for read in group]
    sizes = [len(group) for group in groups]
    return ThemeBook(
        themes=themes,
        starts=np.cumsum(sizes) - sizes,
        vectors=np.stack(vectors),
        pieces=commitment_pieces([read for group in groups for read in group]),
        stems=_weights([_stems(token for read in group for tokens in read.tokens for token in tokens) for group in groups]),
        names=_weights([_all_forms(token for read in group for tokens in read.tokens for token in tokens) for group in groups]),
        language=reads[0].language,
    )


def theme_features(book: ThemeBook, read: ReadText) -> ThemeFeatures:
    """Compute what speaks for each theme in each passage of a source.

    Parameters
    ----------
    book : ThemeBook
        The commitments by theme.
    read : ReadText
        The source, with at least one passage.

    Returns
    -------
    ThemeFeatures
        ``best_match`` and ``mean_match``: highest and mean cosine with the commitments of the theme. ``paragraph_match``: the highest
        cosine for the mean vector of the paragraph. ``piece_match``: the best match of the pieces of a commitment of the theme, see
        `analytics.measures.themes.pieces`. ``shared_stems``: log1p of the weights of shared stems, in the statement's language
        only. ``shared_names``: the same for capitalised words and numbers, in every language. Each is taken less its mean over the source,
        which removes most of what a language has in common. Cosines are of vectors without what the n sentences of the source, and the n
        commitments, have in common: 1 - 1/n of it goes. For `Other`, by whole vectors: a constant; the highest ``best_match`` less the
        source's mean; as they are, the highest ``best_match`` of the passage, ``paragraph_match``, the source's mean of the former, and the
        highest sum of shared stems and names; log1p of the capitalised words (not the first) that no commitment has; the logarithm of the
        words.
    """
    sentences = np.stack([text.sentence for text in read.encoded])
    blocks = np.array([passage.paragraph for passage in read.passages])
    paragraphs = np.stack([sentences[blocks == block].mean(axis=0) for block in blocks])
    is_same = primary_language(book.language) == primary_language(read.language)
    words = [
        np.maximum.reduceat(_piece_matches(book, read), book.starts, axis=1),
        _overlap(book, [_stems(tokens) if is_same else set() for tokens in read.tokens], book.stems),
        _overlap(book, [_names(tokens) for tokens in read.tokens], book.names),
    ]
    whole = np.stack([*_matches(book, sentences, paragraphs, book.vectors), *words], axis=-1)
    bare = np.stack([*_matches(book, *_without_common(sentences, paragraphs, book.vectors)), *words], axis=-1)
    other = _other_features(book, read, whole, whole - whole.mean(axis=(0, 1)))
    return ThemeFeatures(bare - bare.mean(axis=(0, 1)), other, _joined(read, blocks))


def _matches(book: ThemeBook, sentences: np.ndarray, paragraphs: np.ndarray, commitments: np.ndarray) -> list[np.ndarray]:
    """Compute ``best_match``, ``mean_match`` and ``paragraph_match``, each of shape (passages, themes)."""
    cosines = sentences @ commitments.T
    sizes = np.diff([*book.starts, len(commitments)])
    return [
        np.maximum.reduceat(cosines, book.starts, axis=1),
        np.add.reduceat(cosines, book.starts, axis=1) / sizes,
        np.maximum.reduceat(paragraphs @ commitments.T, book.starts, axis=1),
    ]


def _without_common(sentences: np.ndarray, *others: np.ndarray) -> list[np.ndarray]:
    """Take from all vectors what the sentences of the source have in common, then what the commitments, the last, have in common."""
    rows = [sentences, *others]
    for place in (0, -1):
        common, share = rows[place].mean(axis=0), 1 - 1 / len(rows[place])
        rows = [without_common(some, common, share) for some in rows]
    return rows


def _piece_matches(book: ThemeBook, read: ReadText) -> np.ndarray:
    return np.zeros((len(read.passages), len(book.vectors))) if book.pieces is None else piece_matches(book.pieces, read.encoded)


def _other_features(book: ThemeBook, read: ReadText, raw: np.ndarray, centred: np.ndarray) -> np.ndarray:
    best = raw[:, :, FEATURES.index("best_match")].max(axis=1)
    new = [sum(token.text[0].isupper() and folded(token.text) not in book.names for token in tokens[1:]) for tokens in read.tokens]
    columns = {
        "constant": np.ones(len(best)),
        "best_match": centred[:, :, FEATURES.index("best_match")].max(axis=1),
        "best_match_level": best,
        "paragraph_match_level": raw[:, :, FEATURES.index("paragraph_match")].max(axis=1),
        "source_match_level": np.full(len(best), best.mean()),
        "shared_words": raw[:, :, FEATURES.index("shared_stems") :].sum(axis=-1).max(axis=1),
        "new_names": np.log1p(new),
        "length": np.log1p([len(tokens) for tokens in read.tokens]) - _TYPICAL_LOG_WORDS,
    }
    return np.stack([columns[name] for name in OTHER_FEATURES], axis=-1)


def _joined(read: ReadText, blocks: np.ndarray) -> np.ndarray:
    is_heading = np.array([passage.kind == "heading" for passage in read.passages])
    joined: np.ndarray = ((blocks[:-1] == blocks[1:]) | is_heading[:-1]) & ~is_heading[1:]
    return joined


def _overlap(book: ThemeBook, found: Sequence[set[str]], weights: dict[str, np.ndarray]) -> np.ndarray:
    nothing = np.zeros(len(book.themes))
    # Sorted: the sum of floats depends on its order, and sets of strings have a new one in every run.
    return np.log1p([sum((weights[word] for word in sorted(words) if word in weights), nothing) for words in found])


def _weights(groups: Sequence[set[str]]) -> dict[str, np.ndarray]:
    has: dict[str, np.ndarray] = defaultdict(lambda: np.zeros(len(groups)))
    for number, words in enumerate(groups):
        for word in words:
            has[word][number] = 1.0
    return {word: row * np.log((len(groups) + 1) / row.sum()) for word, row in has.items()}


def _stems(tokens: Iterable[Token]) -> set[str]:
    return {token.stem for token in tokens if not token.is_stop}


def _all_forms(tokens: Iterable[Token]) -> set[str]:
    return {folded(token.text) for token in tokens if len(token.text) > 2 or token.text.isdigit()}


def _names(tokens: Iterable[Token]) -> set[str]:
    return {folded(token.text) for token in tokens if token.text[0].isupper() or token.text.isdigit()}
