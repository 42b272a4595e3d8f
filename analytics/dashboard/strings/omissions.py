"""The words of the page Omissions."""

from __future__ import annotations

VIEW = "Show"
VIEWS = ("surprising", "only one", "all")
CHOICES = {"only one": "Left out by one outlet alone.", "all": "Left out by every outlet."}
VIEW_HELP = (
    "Surprising: what an outlet left out although one would have expected it. Only one: left out by a single outlet, told by all others. "
    "All: told by nobody."
)
ORDER = "Order by"
ORDERS = ("surprise", "strength")
ORDER_HELP = "Strength puts decisions and firm promises first: 4 is a decision or firm promise, 0 none."

COLUMNS = {
    "commitment": "id",
    "label": "commitment",
    "name": "left out by",
    "surprise": "bits",
    "expected": "chance, %",
    "told_by": "others",
    "p_omitted": "sure, %",
    "theme": "theme",
    "act": "act",
    "strength": "strength, 0 to 4",
}
COLUMN_HELP = {
    "surprise": "Surprise in bits: 0 was to be expected, 1 is a coin that falls on the wrong side, 3 three in a row.",
    "expected": "Chance of being told, from the other cells alone.",
    "told_by": "How many of the other outlets tell it, at least in part.",
    "p_omitted": "Probability that it is left out indeed, and not overlooked by the program.",
}
COLUMNS_OF_ALL = {key: COLUMNS[key] for key in ("commitment", "label", "surprise", "expected", "p_omitted", "theme", "act", "strength")}
HINT = "Choose a row with the mouse or the arrow keys: its proof opens, with what the others say about it."
HOW = (
    "The chance of being told comes from the other cells alone: how much else this outlet tells and how long it is; how many of the others "
    "tell this commitment; its act, its place in the statement and its length. Surprise in bits: 1 is a coin that falls on the wrong side, "
    "3 three in a row; 0 was to be expected. It counts only as far as the omission itself is sure. "
    "Unexpected is not wrong: an outlet may have its reasons, and the program may have missed a passage. Read the article before you write."
)
ALONE = "With one article there is nothing to compare with"
ALONE_ADVICE = "Which omission is surprising, and what only one outlet left out, can be said from two articles on. Choose “all” above."
NOTHING_LEFT_OUT = {
    "surprising": "Nothing was left out.",
    "only one": "No commitment is left out by one outlet alone.",
    "all": "No commitment is left out by every outlet.",
}
NOTHING_ADVICE = "Choose another list above, or take filters away in the side bar."
CHART_TITLE = "How likely was it to be told?"
ALL_CHART_TITLE = "Left out by every outlet, most binding first"
OTHERS_SAY = "What the others say about it"
NO_OTHER_SAYS = "No other outlet tells it."
FEW_SOURCES = 10


def compared(n_sources: int, n_words: int) -> str:
    """Say what was compared, and warn where that is little."""
    sources = "1 source" if n_sources == 1 else f"{n_sources} sources"
    line = f"Compared: {sources}, {n_words:,} words."
    if 1 < n_sources < FEW_SOURCES:
        others = "1 other" if n_sources == 2 else f"{n_sources - 1} others"
        line += f" With {others} to learn from, the chances are rough: read them as hints, not as evidence."
    return line


def title(view: str, n_rows: int, n_surprising: int) -> str:
    """Say what the list finds."""
    commitments = "1 commitment" if n_rows == 1 else f"{n_rows} commitments"
    if view == "all":
        return f"{commitments} {'is' if n_rows == 1 else 'are'} told by nobody"
    if view == "only one":
        return f"{commitments} {'was' if n_rows == 1 else 'were'} left out by one outlet alone"
    omissions = "1 omission" if n_rows == 1 else f"{n_rows} omissions"
    return f"{n_surprising} of {omissions} {'was' if n_surprising == 1 else 'were'} more likely told than left out"


def silent_others(n: int) -> str:
    """Say how many others left it out too."""
    return "1 other outlet left it out too." if n == 1 else f"{n} other outlets left it out too."
