"""How many words a text of the draft has: as many as every page says once it is compared."""

from __future__ import annotations

from functools import lru_cache

from analytics.language.reading import count_read_words
from analytics.settings import ReadLimits
from analytics.study.readers.cleaning import rough_words


@lru_cache(maxsize=2 * ReadLimits().max_documents)
def words_of(text: str, language: str) -> int:
    """Count the words of a text once, since a step is drawn anew at every click; roughly where its language is not known."""
    return count_read_words(text, language) if language else rough_words(text)
