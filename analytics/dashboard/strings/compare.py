"""The words of the page Compare."""

from __future__ import annotations

from analytics.charts.theme import CONTRADICTED_SIGN
from analytics.language.direction import isolated

PICK = "Outlets to compare"
PICK_HELP = "Two or more. The address keeps your choice, so that a copied link shows the same comparison."
TOO_FEW = "Choose at least two outlets"
TOO_FEW_ADVICE = "A comparison needs two. This study, or the outlet filter in the side bar, may leave fewer."

LIST_TITLE = "Commitment by commitment"
TOLD_BY = "Told by"
HINT = "Choose a row with the mouse or the arrow keys: what each outlet says about it opens, side by side."
NOTHING_HERE = "No commitment is told by them in this way."
NOTHING_HERE_ADVICE = "Choose another part above, or take filters away in the side bar."
ID_COLUMN = {"commitment": "id"}
UNIT_COLUMNS = {"label": "commitment", "theme": "theme", "act": "act", "strength": "strength, 0 to 4"}
SIDE_BY_SIDE = "Side by side"
NOT_TOLD = "Nothing in this article reports it."

FIDELITY_TITLE = "More strongly, more softly, or the contrary"
CONTRADICTED = f"{CONTRADICTED_SIGN} contradicted"
FIDELITY_WORDS = {"softened": "softened", "strengthened": "strengthened", "contradicted": CONTRADICTED}
FIDELITY_COLUMNS = {
    "commitment": "id",
    "label": "commitment",
    "told": "told",
    "name": "outlet",
    "verb": "the article's words",
    "told_act": "its act",
    "told_strength": "its strength",
    "act": "the statement's act",
    "strength": "its strength there",
}
FIDELITY_NOTE = (
    "The verb that governs the quoted passage, against the act of the statement: weaker is softened, stronger strengthened. "
    "Judged only where a commitment that binds is told in full, in the statement's language, by a clear verb; all else is undefined "
    "and not listed. "
    f"{CONTRADICTED}: the article denies what the statement says (“will not”, “refused to”), or says what it denies; in full or in part, "
    "whatever the strength. It counts as told all the same. "
    "Strength: 4 decision or firm promise, 3 determined (one level with 4), 2 aim, 1 importance, 0 no promise."
)
NO_FIDELITY = "Nothing is told more strongly, more softly or as the contrary, as far as that can be judged."

REUSE_TITLE = "Whose words"
REUSE_CHART = "Verbatim from the statement"
REUSE_NOTE = (
    "Strings of at least 7 words (14 letters in Chinese and Japanese, 30 in Thai) that stand in both texts, whatever the case and "
    "the signs between the words. Both may quote a third text. Translated or inflected words are not found."
)
REUSE_LIST = "Choose a string to see it in both texts"
REUSE_COLUMNS = {"name": "outlet", "also": "stands also in", "words": "words", "text": "the same words"}
NO_REUSE = "They share no long string with the statement or with one another."
NO_REUSE_ADVICE = "Each tells it in its own words, or in another language."
COPIES_COLUMNS = {
    "name": "outlet",
    "relation": "is a",
    "also": "of",
    "percent": "of its words, %",
    "words": "words",
    "total_words": "of words",
}
COPIES_NOTE = (
    "A copy has half of its words or more in the other; of near-duplicates most of each stands in the other. "
    "“Count copies once” in the side bar leaves the later ones out of every figure."
)
NO_COPIES = "No article of the study is a copy of another."
IN_STATEMENT = "the statement"


def compared(n_sources: int, n_words: int, n_commitments: int) -> str:
    """Say what is compared."""
    commitments = "1 commitment" if n_commitments == 1 else f"{n_commitments} commitments"
    return f"Compared: {n_sources} sources, {n_words:,} words, on {commitments}."


def fidelity_title(counts: dict[str, int], n_told: int) -> str:
    """Say how many told commitments were contradicted, softened and strengthened, of how many judged and told."""
    judged = sum(counts.values())
    contrary = f"{counts['contradicted']} told as the contrary, " if counts.get("contradicted") else ""
    changed = f"{contrary}{counts.get('softened', 0)} told more softly, {counts.get('strengthened', 0)} more strongly"
    return f"{changed}, of {judged} that can be judged ({n_told} told)"


def reuse_title(n_strings: int) -> str:
    """Say how many long strings were found."""
    return "1 long string is shared" if n_strings == 1 else f"{n_strings} long strings are shared"


def copies_title(n: int) -> str:
    """Say how many articles are copies."""
    return "1 article is a copy of another" if n == 1 else f"{n} articles are copies of others"


def stands_in(name: str) -> str:
    """Head a quote with the text it comes from."""
    return f"In {isolated(name)}"
