"""Words of the concordance page and of lists of passages."""

from __future__ import annotations

TERM = "Word or phrase"
TERM_HINT = "for example a name, or partner*"
TERM_HELP = "Upper and lower case count the same; a * at the end also finds longer words."
SORT = "Sort by"
ORDERS = {"place": "place", "words before": "left", "words behind": "right", "word found": "match"}
"""What a concordance is sorted by, as shown and as `analytics.measures.concordance.in_order` calls it."""

WITH_STATEMENT = "Look in the statement too"
EMPTY = "Type a word or phrase"
EMPTY_ADVICE = (
    "You will see every place where the articles and the statement use it, with the words on both sides. "
    "Sorted by the words before or behind, the same expressions stand together. Press a row to read on in the article."
)
NOT_FOUND_ADVICE = "Try the beginning of the word with a * at its end, take the outlet filter away, or look it up in another language."
COUNTS_NOTE = (
    "The counts are of whole texts and exact. The interval says how far chance alone may move the rate of a short text; words come in "
    "bursts, so it is rather too narrow."
)
ROWS_NOTE = "Press a row to read it in its place."
OPEN_ROW = "Read it in its place"
TRY = "Or start from a keyphrase"


def not_found(term: str, n_texts: int, n_words: int) -> str:
    """Say that a term does not occur, and where it was looked for."""
    texts = "1 text" if n_texts == 1 else f"{n_texts} texts"
    return f"“{term}” does not occur in the {texts} with {n_words:,} words that were searched"


def place(start: int, length: int) -> str:
    """Say how far into the text something stands."""
    return f"at {start / length:.0%}" if length else ""


def first_rows(n: int, total: int) -> str:
    """Say that not all rows are drawn."""
    return f"The first {n} of {total:,} rows are shown; filter by outlet to see others."
