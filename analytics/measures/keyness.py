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
    frames: list[pd.DataFrame] = []
    for language in dict.fromkeys(read.language for read in texts.values()):
        peers = {source: read for source, read in texts.items() if read.language == language}
        beyond = [statement] if statement is not None and statement.language == language else []
        frames += _compared(peers, beyond, settings.keyness_terms_per_source)
    if not frames:
        return conform(pd.DataFrame(columns=TABLES["keyness"].names), "keyness")
    order = {source: place for place, source in enumerate(texts)}
    return conform(pd.concat(frames).sort_values("source", key=lambda column: column.map(order), kind="stable"), "keyness")


def _compared(peers: Mapping[str, ReadText], beyond: Iterable[ReadText], top: int) -> Iterator[pd.DataFrame]:
    """Yield one frame per source that can be compared."""
    counts = {source: Counter(token.stem for token in _counted(read)) for source, read in peers.items()}
    pooled: Counter[str] = Counter()
    for counter in counts.values():
        pooled.update(counter)
    terms = sorted(pooled)
    shown = _shown_forms(peers.values())
    background = pooled + Counter(token.stem for read in beyond for token in _counted(read))
    prior = PRIOR_WORDS * np.array([background[term] for term in terms], dtype=np.float64) / max(background.total(), 1)
    everyone = np.array([pooled[term] for term in terms], dtype=np.int64)
    for source, counter in counts.items():
        here = np.array([counter[term] for term in terms], dtype=np.int64)
        others = everyone - here
        if not here.sum() or not others.sum():
            continue
        log_odds, z = log_odds_ratio(here, others, prior)
        frame = pd.DataFrame({"source": source, "term": [shown[term] for term in terms], "log_odds": log_odds, "z": z})
        frame = frame.assign(count=here, count_others=others, words=here.sum(), words_others=others.sum(), size=-np.abs(z))
        yield frame.sort_values(["size", "term"], kind="stable").head(top)


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
