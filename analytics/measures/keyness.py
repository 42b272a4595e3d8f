"""Which words set a source apart from the other sources in its language?"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analytics.schema import TABLES, conform

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from analytics.language.reading import ReadText
    from analytics.language.tokens import Token
    from analytics.settings import Settings

PRIOR_WORDS = 500.0
"""Total of the prior, a0: the prior weighs as much as so many counted words, about one article. Larger values draw log-odds to 0."""

_LEAST_LETTERS = 2


def keyness_table(texts: Mapping[str, ReadText], settings: Settings, *, statement: ReadText | None = None) -> pd.DataFrame:
    """Compare the words of each source with those of the other sources in the same language, pooled.

    Parameters
    ----------
    texts : mapping of str to ReadText
        The sources, read, by id.
    settings : Settings
        ``keyness_terms_per_source`` is used: the most distinctive terms, in both directions together.
    statement : ReadText, optional
        Widens the prior of the sources in its own language.

    Returns
    -------
    pandas.DataFrame
        The ``keyness`` table of `analytics.schema.TABLES`: sources in the order of `texts`, terms by the size of ``z``, then by name.

    Notes
    -----
    A term is a stem, shown as it is most often written in that language's sources. Function words, numbers and single letters are not
    counted. With y the count of a term in the source, n the counted words of the source, y' and n' the same in the other sources, and a
    the prior of the term,

    - a = a0 * (count of the term / counted words) in all sources of the language and the statement, with a0 = `PRIOR_WORDS`;
    - log_odds = log((y + a) / (n + a0 - y - a)) - log((y' + a) / (n' + a0 - y' - a)), in nats: above 0 said more here, 0 equally, below
      0 less;
    - z = log_odds / sqrt(1 / (y + a) + 1 / (y' + a)); beyond 2 in either direction is rare by chance for one term, though not among
      hundreds.

    The prior keeps rare words of short articles from leading the list. A source that is alone in its language, has no counted words, or
    stands against sources without any, has no rows: there is nothing to compare. Both figures are NaN where all counted words are one
    term: its odds are infinite.

    References
    ----------
    Monroe, B. L., Colaresi, M. P., Quinn, K. M. (2008). Fightin' words: lexical feature selection and evaluation for identifying the
    content of political conflict. Political Analysis 16(4), 372-403, equations 16 to 22.
    """
    rows: list[pd.DataFrame] = []
    for language in dict.fromkeys(read.language for read in texts.values()):
        peers = {source: read for source, read in texts.items() if read.language == language}
        beyond = [statement] if statement is not None and statement.language == language else []
        rows += _compared(peers, beyond, settings.keyness_terms_per_source)
    if not rows:
        return conform(pd.DataFrame(columns=TABLES["keyness"].names), "keyness")
    order = {source: place for place, source in enumerate(texts)}
    return conform(pd.concat(rows).sort_values("source", key=lambda column: column.map(order), kind="stable"), "keyness")


def _compared(peers: Mapping[str, ReadText], beyond: Iterable[ReadText], top: int) -> Iterator[pd.DataFrame]:
    """Yield one frame of all sources that can be compared; one for each would cost more than the comparison."""
    counts = {source: Counter(token.stem for token in _counted(read)) for source, read in peers.items()}
    pooled: Counter[str] = Counter()
    for counter in counts.values():
        pooled.update(counter)
    terms = sorted(pooled)
    places = {term: place for place, term in enumerate(terms)}
    forms = _shown_forms(peers.values())
    shown = np.array([forms[term] for term in terms], dtype=object)
    rank = np.unique(shown, return_inverse=True)[1] if terms else np.empty(0, dtype=np.int64)
    background = pooled + Counter(token.stem for read in beyond for token in _counted(read))
    prior = PRIOR_WORDS * np.array([background[term] for term in terms], dtype=np.float64) / max(background.total(), 1)
    everyone = np.array([pooled[term] for term in terms], dtype=np.int64)
    columns: dict[str, list[np.ndarray]] = defaultdict(list)
    for source, counter in counts.items():
        here = np.zeros(len(terms), dtype=np.int64)
        here[[places[term] for term in counter]] = list(counter.values())
        others = everyone - here
        n_here, n_others = here.sum(), others.sum()
        if not n_here or not n_others:
            continue
        log_odds, z = log_odds_ratio(here, others, prior)
        first = _first(-np.abs(z), rank, top)
        columns["source"].append(np.full(len(first), source, dtype=object))
        for name, values in {"term": shown, "log_odds": log_odds, "z": z, "count": here, "count_others": others}.items():
            columns[name].append(values[first])
        columns["words"].append(np.full(len(first), n_here))
        columns["words_others"].append(np.full(len(first), n_others))
    if columns:
        yield pd.DataFrame({name: np.concatenate(values) for name, values in columns.items()})


def _first(size: np.ndarray, rank: np.ndarray, top: int) -> np.ndarray:
    """Return the places of the smallest sizes, of equals the lower rank first; what is undefined comes last."""
    near = np.arange(len(size))
    if top < len(size):
        last = np.partition(size, top - 1)[top - 1]  # NaN stands last, as in the sorting below
        if not np.isnan(last):
            near = np.flatnonzero(size <= last)
    return near[np.lexsort((rank[near], size[near]))][:top]


def log_odds_ratio(here: np.ndarray, others: np.ndarray, prior: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Compute log-odds ratios with an informative Dirichlet prior, and their z-scores.

    Parameters
    ----------
    here, others : numpy.ndarray of shape (n_terms,)
        Counts of each term on the two sides.
    prior : numpy.ndarray of shape (n_terms,)
        Pseudo-counts of each term, above 0.

    Returns
    -------
    log_odds, z : numpy.ndarray of shape (n_terms,)
        Swapping the sides changes their signs only. NaN where a term is all there is on a side.
    """
    total = prior.sum()
    with np.errstate(divide="ignore", invalid="ignore"):
        sides = [np.log((counts + prior) / (counts.sum() + total - counts - prior)) for counts in (here, others)]
        log_odds = np.where(np.isfinite(sides[0]) & np.isfinite(sides[1]), sides[0] - sides[1], np.nan)
    return log_odds, log_odds / np.sqrt(1 / (here + prior) + 1 / (others + prior))


def _counted(read: ReadText) -> Iterator[Token]:
    for tokens in read.tokens:
        for token in tokens:
            if not token.is_stop and len(token.text) >= _LEAST_LETTERS and not token.text[0].isdigit():
                yield token


def _shown_forms(reads: Iterable[ReadText]) -> dict[str, str]:
    """Choose the form of each stem: the most frequent one, of equals the first."""
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for read in reads:
        for token in _counted(read):
            forms[token.stem][token.text] += 1
    return {stem: max(found, key=lambda form: found[form]) for stem, found in forms.items()}
