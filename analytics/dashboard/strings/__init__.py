"""Every word that the dashboard says, in one place. Words of a study are never here."""

from __future__ import annotations

from analytics.charts.counting import number_of
from analytics.charts.theme import CONTRADICTED_SIGN
from analytics.language.direction import isolated

PRODUCT = "Leftout"

PAGE_TITLES = {
    "overview": "Overview",
    "coverage": "Coverage",
    "omissions": "Omissions",
    "compare": "Compare",
    "themes": "Themes",
    "emphasis": "Emphasis",
    "keywords": "Keywords",
    "beyond": "Beyond the statement",
    "concordance": "Concordance",
    "reader": "Reader",
    "review": "Review",
    "agreement": "Agreement",
    "study": "Your studies",
    "export": "Export",
    "methods": "Methods",
}

PAGE_HELP = {
    "overview": "The main findings, and how much of the statement each outlet tells.",
    "coverage": "Every commitment against every outlet. Click a cell for the quote.",
    "omissions": "What was left out, by whom, and which omissions are surprising.",
    "compare": "Outlets side by side: what they share, how strongly they put it, whose words they use.",
    "themes": "What each outlet spends its words on, beside the statement's own agenda.",
    "emphasis": "What is stressed or played down, and where in the article it stands.",
    "keywords": "The phrases that stand for each outlet, and the words that set it apart.",
    "beyond": "What each article adds, who speaks in it, and which facts it tells differently.",
    "concordance": "Any word or phrase in every text, with the words around it.",
    "reader": "An article beside the statement: from commitment to passage and back.",
    "review": "Check the program's verdicts by reading, those that move the figures most first.",
    "agreement": "How far reviewers, and the program, agree; and the cells to settle.",
    "export": "Report, figures, tables and codings to take away.",
    "study": "Bring a statement and articles, mend what was understood, save it.",
    "methods": "How it works, what each number means, how accurate it is, what it cannot do.",
}

QUESTIONS = {
    "coverage": "Which commitments does each outlet tell in full, tell in part, or leave out?",
    "omissions": "What did everyone leave out, what only one, and which omissions could not be expected?",
    "compare": "What do these outlets share, what does only one tell, and whose words are they?",
    "themes": "Who spends how much on what, compared with the statement?",
    "emphasis": "What does each outlet stress more or less than the statement does, and where in the article does it stand?",
    "keywords": "Which phrases stand for an outlet, and which words does it use more than the others?",
    "beyond": "What does each article say that the statement does not, and who says it?",
    "concordance": "How does each text use a word, and what stands before and behind it?",
    "reader": "Where does the article tell what the statement says?",
    "review": "Is the verdict right? What you find stands in place of the program's, and corrects its rates.",
    "agreement": "How far do two or more reviewers, or a reviewer and the program, come to the same verdicts?",
    "export": "How do these results leave the dashboard, with their source and their proof?",
    "study": "Which statement, which commitments, which articles?",
    "methods": "How are these numbers made, and how far can they be trusted?",
}

ACT_MEANINGS: dict[str, str] = {
    "decision": "something is decided or signed",
    "commitment": "a firm or determined promise",
    "intention": "an aim",
    "priority": "called important",
    "position": "a belief, a concern, a condemnation",
    "request": "asks a third party",
    "recognition": "welcomes or praises",
    "discussion": "views exchanged",
    "fact": "reports what happened",
}

# Frame ---------------------------------------------------------------------------------------------------------------

STUDY_BROKEN = "This study cannot be analysed as it stands."
TO_MEND = "What is wrong, and what to do:"
LEFT_ASIDE = "Left aside, and not part of any number below:"
TO_KNOW = "To know:"
LINK_BROKEN = "The link names something that this study does not have."
PAGE_FAILED = "This page cannot be drawn."
NOTHING_MATCHES = "Nothing matches the filters."
NOTHING_MATCHES_ADVICE = "Take a filter away in the side bar, or press “Clear filters”."


def progress(what: str) -> str:
    """Say what is being computed."""
    return f"Reading the study: {what}"


def unknown_in_link(key: str, value: str) -> str:
    """Say that the link names a commitment, a source or a filter that is unknown."""
    return f"There is no {key} “{value[:60]}” here. It may have been renamed; choose another one."


# Filters -------------------------------------------------------------------------------------------------------------

FILTERS_TITLE = "Filters"
FILTER_TEXT = "Find in commitments"
FILTER_TEXT_HINT = "a word, or an id such as 6c"
FILTER_OUTLETS = "Outlets"
FILTER_THEMES = "Themes"
FILTER_ACTS = "Acts"
FILTER_VERDICTS = "Verdicts"
FILTER_CERTAINTY = "Certainty"
FILTER_ONCE = "Count copies once"
ONCE_HELP = "Leave out every article of which half or more stands word for word in an earlier one. Compare lists them."
ALL = "All"
CERTAINTIES = ("all", "sure", "unsure")
CLEAR_FILTERS = "Clear filters"
SOME_FILTERS_REST = "Filters in grey do not apply to this page."
ALL_FILTERS_REST = "No filter applies to this page."
ACTS_HELP = "What kind of clause a commitment stands in: " + "; ".join(f"{act}: {meaning}" for act, meaning in ACT_MEANINGS.items()) + "."
CERTAINTY_HELP = "Sure: the program gives its verdict a probability of at least 75%. Check the unsure ones by reading the quote."


def filtered(n_shown: int, n_all: int, unit: str) -> str:
    """Say how much the filters leave."""
    return f"Filtered: {n_shown} of {n_all} {unit}."


# Overview ------------------------------------------------------------------------------------------------------------

LOOK = {
    "breadth": "See what it tells",
    "left out by all": "See one of them",
    "theme left out": "See its commitments",
    "surprising": "See what the others say",
    "copy": "See what they share",
    "told by all": "See who tells what",
    "emphasised": "See its passages",
    "discrepancy": "See the quote",
    "contradicted": "See the quote",
}
FINDINGS_UNFILTERED = "These sentences speak of the whole study; the figures below them follow the filters."
SHARES_TITLE = "How much of the statement does each outlet tell?"
SHARES_NOTE = (
    "Expected shares of the commitments, from calibrated probabilities; the whisker is the 95% interval of the part covered in full. "
    "Left out means that the article does not report it, not that it should have."
)
LEFT_OUT_NOTHING = "No commitment is left out by every outlet."
LEFT_OUT_NOTHING_ADVICE = "Look at Coverage for what single outlets left out."
LEFT_OUT_HINT = "The most binding first: strength 4 is a decision or firm promise, 0 none. Choose a row to see how it was judged."
LEFT_OUT_COLUMNS = {"commitment": "id", "label": "commitment", "theme": "theme", "act": "act", "strength": "strength, 0 to 4"}
DISCREPANCIES_HINT = "Dates, numbers and names. A wrong detail does not lower a verdict. Choose a row to read it in the article."
DISCREPANCY_COLUMNS = {
    "outlet": "outlet",
    "kind": "kind",
    "text": "the article says",
    "statement_says": "the statement says",
    "passage": "in the sentence",
    "commitment": "commitment",
}
AGENDA_NOTE = (
    "Each share is of all words of its text. Point at a line for its 95% interval; Emphasis draws the intervals, as multiples of the "
    "statement's share."
)
AGENDA_TITLE = "The statement's agenda, and each outlet's"


def compared(n_commitments: int, n_sources: int, n_words: int) -> str:
    """Say what was compared."""
    sources = number_of(n_sources, "article")
    commitments = number_of(n_commitments, "commitment")
    return f"Compared: {commitments} of this statement, and {sources} with {n_words:,} words."


def strength(value: int) -> str:
    """Say how binding a commitment is."""
    return f"strength {value}\u00a0of\u00a04"


def left_out_by_all(n: int, total: int, n_sources: int) -> str:
    """Title of the list of commitments that nobody tells."""
    articles = "the only article" if n_sources == 1 else f"all {n_sources} articles"
    return f"{n} of {number_of(total, 'commitment')} {'is' if n == 1 else 'are'} left out by {articles}"


def told_differently(n: int) -> str:
    """Title of the list of discrepancies."""
    return "1 fact is told differently" if n == 1 else f"{n} facts are told differently"


# Coverage ------------------------------------------------------------------------------------------------------------

GROUP_BY = "Group by"
CHECKED_MARK = " ✓"
CONTRADICTED_MARK = f" {CONTRADICTED_SIGN}"
CONTRADICTED_NOTE = f"{CONTRADICTED_SIGN}: told as the contrary."
CONTRADICTED = "Told as the contrary"
NOT_LIKELIEST = (
    "A close call: the lines between the verdicts lie below one half, where verdicts agree best with careful readers, so a "
    "verdict need not be the largest of the three."
)
CONTRADICTED_MEANS = (
    "The article denies what the statement says, or says what the statement denies. It counts as told all the same: "
    "a verdict says whether the matter is reported, not whether it is affirmed."
)
CHECKED_NOTE = "✓: checked by a person."
GROUPS = ("theme", "paragraph")
SHOW_AS = "Show as"
SHOWS = ("matrix", "chart")
PICK_COMMITMENT = "Commitment"
PICK_SOURCE = "Outlet"
PICK = "Choose…"
CELL_EMPTY = "Click a cell, or choose a commitment and an outlet"
CELL_EMPTY_ADVICE = (
    "● covered: the article tells the specific point. ◐ partial: the same matter, vaguer or incomplete. ○ omitted: nothing about it. "
    "Here you will see the quote that the verdict rests on, what was found in it, and what is missing."
)
STATEMENT_SAYS = "The statement says"
ARTICLE_SAYS = "The article says"
FOUND = "Found"
MISSING = "Missing"
NOTHING_SURE = "no part for sure"
NEAREST = (
    "The program found nothing in this article that reports it. The verdict rests on the whole text; read it beside the statement to check."
)
TOLD_DIFFERENTLY = "Told differently"
OPEN_READER = "Read it in the article"


def matrix_title(n_told: int, n_cells: int) -> str:
    """Title of the matrix: the share of cells that tell anything."""
    return (
        f"{n_told:,} of {number_of(n_cells, 'cell')} {'is' if n_told == 1 else 'are'} told at least in part" if n_cells else NOTHING_MATCHES
    )


def contradicted_by(words: str) -> str:
    """Head of a cell that is told as the contrary, with the article's words that decide it."""
    return f"{CONTRADICTED_SIGN} {CONTRADICTED}: “{isolated(words)}”"


def discrepancy(kind: str, text: str, statement_says: str) -> str:
    """Say which fact is told differently."""
    return f"{kind}: “{isolated(text)}”; the statement says “{isolated(statement_says)}”"


def probabilities(verdict: str, p_covered: float, p_mentioned: float) -> str:
    """Name the three probabilities, and where the verdict is not the likeliest of the three why it stands all the same."""
    each = {"covered": p_covered, "partial": max(0.0, p_mentioned - p_covered), "omitted": 1 - p_mentioned}
    told = f"Probability: {', '.join(f'{name} {share:.0%}' for name, share in each.items())}."
    return told if each[verdict] == max(each.values()) else f"{told} {NOT_LIKELIEST}"


# Themes and emphasis -------------------------------------------------------------------------------------------------

THEME_PASSAGES_TITLE = "The passages behind a share"
PICK_THEME = "Theme"
SEE_PASSAGES = "See the passages behind a share"
NO_PASSAGES = "No passage of this outlet is mainly about this theme."
NO_PASSAGES_ADVICE = (
    "Its share is 0% of the words. A passage counts for its main theme alone: Coverage says which commitments of the theme are told "
    "in passing."
)
EMPHASIS_TITLE = "Stressed or played down, against the statement"
EMPHASIS_NOTE = (
    "Share of an outlet's words on a theme, divided by the statement's own share: twice means twice the room. "
    "The line is the 95% interval; where it crosses “equal”, the difference may be chance. "
    "A passage counts for its main theme alone. A theme without a passage has no ratio; it stands under “none”, and yet its commitments "
    "may be told in passing: see Coverage. “Other”, of which the statement has no words, has no ratio either."
)
POSITION_TITLE = "Where in the article each theme stands"
POSITION_NOTE = "From the first word of the article on the left to the last on the right. The lead is what most people read."

# Keywords ------------------------------------------------------------------------------------------------------------

KEYPHRASES_TITLE = "Keyphrases of each outlet"
KEYPHRASES_NOTE = "By YAKE, from the article alone. The rank counts; the scores cannot be compared between articles."
KEYNESS_TITLE = "Words that set an outlet apart"
KEYNESS_NOTE = (
    "Compared with the other articles in the same language. "
    "Beyond about 2 standard errors a word is used more, or less, than chance would explain."
)
NO_KEYNESS = "There is nothing to compare this outlet with."
NO_KEYNESS_ADVICE = "Distinctive words need at least two articles in the same language."
CONTEXT_TITLE = "The term in context"
PICK_TERM = "Term"
TERM_HELP = "Choose a keyphrase or type any word or phrase; a * at its end also finds longer words."
ALL_CONTEXT = "All places, sorted and counted, with the statement"
NO_CONTEXT = "The term does not occur in the chosen articles."
NO_CONTEXT_ADVICE = "Take away the outlet filter, or choose another term."

# Reader --------------------------------------------------------------------------------------------------------------

READER_PROOF = "Verdict on the chosen commitment"
READER_EMPTY = "Press an id such as 6c in either text, or choose a commitment above"
BACK_TO_COVERAGE = "See it in the matrix"


def times(outlet: str, n: int) -> str:
    """Head the places of a term in one article."""
    return f"{isolated(outlet)}: {n} {'place' if n == 1 else 'places'}"


def theme_of(theme: str) -> str:
    """Say for a file which theme its passages are about."""
    return f"Theme: {isolated(theme)}."


def passage_theme(passage: str, probability: float, second: str) -> str:
    """Say how sure the theme of a passage is."""
    also = f"; second choice: {second}" if second else ""
    return f"{passage}, probability {probability:.0%}{also}"


# Methods -------------------------------------------------------------------------------------------------------------

ACCURACY_TITLE = "How accurate it was measured to be"
ACCURACY_NOTE = (
    "Agreement with codings that the model was not trained on. Kappa: 1 is full agreement, 0 is chance. F1: 1 is best. "
    "AUC: how often a told commitment is ranked above one left out. Calibration error: how far probabilities are from what came true, "
    "0 is best; by chance: what right probabilities show on as few cells. Bias: mean error of a source's coverage rate, in points."
)
ACCURACY_DATA = (
    "Cases: five fictional statements with eight articles each. Diplomatic: eight in the prose of chancelleries, with ten texts each. "
    "Translations: another one in sixteen languages. Each is judged by a model trained without it; all were written and coded by language "
    "models: weaker proof than human coding. "
    "Excerpts of 10: the same texts against about ten of the commitments at a time, as small statements have them. "
    "SummHay (Summary of a Haystack) and REALSumm: public texts with human labels; grouped: by a model trained on other groups of them. "
    "Study and parity: two coded articles of the shipped study (alexa.ng and newsoftheworld.us), and their translations. "
    "A dash: it could not be computed."
)
ACCURACY_LANGUAGES = "Language by language (few articles each: read them as hints)"
ACCURACY_COLUMNS = {
    "kappa_w": ("kappa, linear", 2),
    "f1_covered": ("F1 covered", 2),
    "f1_partial": ("F1 partial", 2),
    "auc_mentioned": ("AUC mentioned", 2),
    "ece_mentioned": ("calibration error, mentioned", 2),
    "ece_mentioned_by_chance": ("the same by chance", 2),
    "ece_covered": ("calibration error, covered", 2),
    "rate_bias": ("bias, points", 1),
}
COLUMNS_TITLE = "What every column of every table means"
COLUMNS_HEADER = ("table", "column", "meaning", "unit")
PROVENANCE_TITLE = "What this analysis was made from"
PROVENANCE_NOTE = "Versions, settings, and a hash of every text: the same input gives the same numbers."
PROVENANCE_SHOW = "Show"
