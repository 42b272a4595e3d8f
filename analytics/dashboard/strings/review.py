"""Words of the page Review, and of the switch that puts reviews in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analytics.language.direction import isolated

if TYPE_CHECKING:
    from collections.abc import Mapping

# The switch in the side bar ----------------------------------------------------------------------------------------------

USE_REVIEWS = "Use reviews"
USE_REVIEWS_HELP = (
    "On: verdicts that people gave stand in place of the program's, on every page, marked with ✓; rates are corrected by them. "
    "Off: the program alone."
)
WHOSE = "Reviewers"
WHOSE_HELP = "Whose verdicts count. Where several checked a cell, the newest counts."
EVERYBODY = "Everybody"
CANNOT_READ = "Reviews cannot be read; the program's verdicts are shown."

# Head --------------------------------------------------------------------------------------------------------------------

YOUR_NAME = "Your name"
CHANGE_NAME = "Change name"
NO_NAME = "This name was not taken"
YOUR_NAME_HELP = "Stands with each of your verdicts. It is kept for this visit."
WHO_ARE_YOU = "Say who you are, and begin"
HOW_IT_WORKS = (
    "You will see one cell after the other: a commitment, and what one article says. Those that move the figures most come first; every "
    "third is drawn by lot, and tells how far the program errs on cells that nobody reads. Keys: 1 covered, 2 partial, 3 omitted; A keeps "
    "the program's verdict; U takes the last one back; L leaves the cell for later. Every verdict is saved at once."
)
ORDER = "Order"
ORDERS = ("most telling first", "by lot only")
ORDER_HELP = (
    "Most telling first: by how much a check is expected to move a coverage rate, an omission rate or the list of what all left out; every "
    "third cell is drawn by lot. By lot only: all are drawn by lot, the quickest way to a sure rate."
)
BLIND = "Blind"
BLIND_HELP = (
    "Hides the verdicts and passages of the program and of other reviewers, and gives everybody the same cells in the same order: for an "
    "honest measure of agreement."
)
OUTDATED = "Some reviews no longer fit"
CANNOT_KEEP = "This was not saved"

# One cell ----------------------------------------------------------------------------------------------------------------

PROGRAM_SAYS = "The program says"
PROGRAM_QUOTES = "It rests on"
NO_QUOTE = "The program found no passage that tells it."
IS_BLIND = "Blind: the program's verdict and those of others are hidden."
PASSAGES = "Passages that tell it"
PASSAGES_HELP = (
    "Type a number or a word to find a passage, or press it in the article; the best first. They are quoted as the evidence of your "
    "verdict."
)
PRESS_PASSAGE = "Press a passage to mark it as evidence, or to take the mark away."
PASSAGES_HINT = "Number or word"
NOTE = "Note"
NOTE_HELP = "Kept with your verdict; Ctrl+Enter ends the entry."
VERDICT_HELP = {
    "covered": "A reader of this article alone learns the specific point, also paraphrased or shortened. Key 1.",
    "partial": "The same matter, but vaguer or incomplete. Key 2.",
    "omitted": "Nothing about it; a sister point alone does not count. Key 3.",
}
ACCEPT = "Accept"
ACCEPT_HELP = "Keep the program's verdict, with the passages chosen above. Key A."
UNDO = "Undo"
UNDO_HELP = "Take your last verdict back; it stays in the history. Key U."
LATER = "Later"
LATER_HELP = "Leave this cell for now. Lots drawn after one that was left do not count until it is checked. Key L."
BACK_TO_QUEUE = "Back to the queue"
NEEDS_PASSAGE = "Choose the passage that tells it first: a verdict that something is told needs a quote."
ARTICLE = "The article, passage by passage"
HISTORY = "Verdicts so far"
NOTHING_LEFT = "No cell is left to check"
NOTHING_LEFT_ADVICE = "You went through all cells that the filters leave. Take a filter away, or look at Agreement."
ROUTES = {
    "queue": "Next in the queue: checking it is expected to move the figures most.",
    "random": "Drawn by lot: it stands for the cells that nobody reads.",
    "chosen": "You chose this cell. It is corrected, but does not count as drawn by lot.",
}
IS_FILTERED = (
    "Next of the cells that your filters leave. It is corrected, but does not count as drawn by lot: a lot stands for all cells of an "
    "outlet. Only the filter of outlets leaves lots as they are."
)

# Figures -----------------------------------------------------------------------------------------------------------------

FIGURES = "Figures so far, of the outlets reviewed last"
FIGURE_COLUMNS = ("outlet", "coverage rate", "interval", "checked", "by lot", "for ±5 points", "how it was made")
BASES = {
    "program": "as the program judged",
    "checked": "checked cells as found, the others as the program judged",
    "random sample": "the program's mean error on cells drawn by lot is taken off",
}
FIGURES_NOTE = (
    "From {least} cells by lot on, the program's mean error on them corrects the rate of the rest (difference estimator); it holds "
    "whatever the program's quality. Lots count in their order, up to the first that nobody checked; while filters of themes, acts, "
    "verdicts, certainty or words are on, none is drawn. Before {least} it is assumed that the program's probabilities are right on "
    "average. “For ±5 points” is the number of cells by lot after which the rate is expected to be that sure. Cells you choose yourself "
    "are corrected, but no sample: they do not speak for others."
)
ENOUGH = "enough"
CHECK_WAITED_FOR = "Go to that cell"


def switched_off(n: int) -> str:
    """Say that the reviews are there, and not in place."""
    cells = "the verdict on 1 cell that a reviewer checked" if n == 1 else f"the verdicts on {n} cells that reviewers checked"
    return f"Reviews are switched off: the program's verdicts alone are shown. “Use reviews” in the side bar puts {cells} in place."


def with_reviews(count: int) -> str:
    """Say that verdicts of reviewers are among those shown or taken away."""
    return f"Verdicts of reviewers stand in place of the program's in {count} {'cell' if count == 1 else 'cells'}, and are marked."


def saved(commitment: str, outlet: str, verdict: str) -> str:
    """Say what was saved last."""
    return f"Saved: {commitment} · {outlet} · {verdict}. U takes it back."


def taken_back(commitment: str, outlet: str) -> str:
    """Say what was taken back."""
    return f"Taken back: {commitment} · {outlet}."


def more(n: int) -> str:
    """Say how many more cells must be drawn by lot."""
    return ENOUGH if n == 0 else f"{n} more by lot"


def waiting(outlet: str, n: int, commitment: str) -> str:
    """Say that lots do not count yet, since an earlier one was put off or passed by."""
    lots = "1 cell drawn by lot does" if n == 1 else f"{n} cells drawn by lot do"
    return f"{isolated(outlet)}: {lots} not count yet, since an earlier lot, {isolated(commitment)}, is not checked."


def checked(n: int, total: int) -> str:
    """Say how many cells were checked."""
    return f"{n} of {total}"


def hint(outlet: str, n: int, half_width: float, wanted: float, *, is_sampled: bool) -> str:
    """Say how sure a coverage rate is and when one may stop; before enough cells were drawn by lot, under which condition."""
    now = f"{outlet}: the coverage rate is known to ±{100 * half_width:.0f} points"
    cells = f"{n} more cell{'' if n == 1 else 's'} by lot"
    if half_width == 0 or n == 0 or (is_sampled and half_width <= wanted):
        return f"{now}. You may stop here."
    if is_sampled:
        return f"{now}. About {cells} for ±{100 * wanted:.0f} points."
    return f"{now}, if the program is right on average. About {cells} for ±{100 * wanted:.0f} points without that condition."


def agreement_so_far(same: int, n: int, same_random: int, n_random: int, ends: tuple[float, float]) -> str:
    """Say how often the reviewer and the program agree; only what was drawn by lot has an interval, whose ends are given as shares."""
    if n == 0:
        return "No cell checked yet."
    interval = f"{100 * ends[0]:.0f} to {ends[1]:.0%}"
    lots = (
        f" Of those drawn by lot: {same_random} of {n_random}, interval {interval}."
        if n_random
        else " None that counts was drawn by lot yet."
    )
    return f"You and the program agree on {same} of {n:,} {'cell' if n == 1 else 'cells'}; hard ones come first.{lots}"


def one_review(reviewer: str, verdict: str, at: str, previous: str, note: str) -> str:
    """Say one line of a cell's history."""
    before = f" (before: {previous})" if previous else ""
    return f"{at[:16].replace('T', ' ')} UTC, {reviewer}: {verdict}{before}" + (f": {note}" if note else "")


def withdrawn(reviewer: str, at: str, previous: str) -> str:
    """Say that a verdict was taken back."""
    return f"{at[:16].replace('T', ' ')} UTC, {reviewer} took back: {previous}"


def note_by(reviewer: str, verdict: str, at: str) -> str:
    """Say whose note follows, on which verdict, and when it was written."""
    return f"{reviewer}, {verdict}, {at[:16].replace('T', ' ')} UTC"


def checked_by(reviewer: str, program_verdict: str) -> str:
    """Say that a verdict is a person's, and what the program had said."""
    return f"✓ Checked by {reviewer}. The program said {program_verdict}."


UNTIL_SETTLED = "The newest counts until it is settled on Agreement."


def settled_by(name: str, at: str, program_verdict: str) -> str:
    """Say that a verdict was settled, by whom where that is known, on which day, and what the program had said."""
    return f"✓ {settled(name, at)} The program said {program_verdict}."


def settled(name: str, at: str) -> str:
    """Say who settled, where that is known, and on which day."""
    return f"Settled{f' by {isolated(name)}' if name else ''} on {at[:10]}."


def reviewers_differ(verdicts: Mapping[str, str], *, is_settled: bool) -> str:
    """Say who says what, and which of it counts; `is_settled` where it is settled, but the settlement is not among what was chosen."""
    said = ", ".join(f"{isolated(reviewer)} {verdict}" for reviewer, verdict in verdicts.items())
    counts = "The newest counts, since the settlement is not among the reviewers chosen." if is_settled else UNTIL_SETTLED
    return f"Reviewers differ: {said}. {counts}"


NOTES = "Noted by reviewers"
FOUND_OMITTED = "The reviewer found nothing in this article that reports it."
SETTLED_OMITTED = "Settled as omitted: nothing in this article reports it."
CHECK_THIS = "Check this verdict"
