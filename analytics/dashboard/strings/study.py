"""Words of the page where studies are made, saved and opened."""

from __future__ import annotations

import datetime

from analytics.charts.counting import number_of

PICKER = "Study"
SHIPPED = "Shipped study: Japan and Italy, 2026"
UNSAVED = "Your unsaved study"
UNKNOWN = "This dashboard has no study of that name."

STEPS = ("1 Statement", "2 Commitments", "3 Articles", "4 Compare", "Saved studies")
STEP = "Step"
STEP_HELP = {
    STEPS[0]: "Bring the statement: a file, or the text itself. It is split into commitments, the units that each article is held against.",
    STEPS[1]: "Check the split. Change a label, theme or act in the table; merge, split or leave out what is not a point of its own.",
    STEPS[2]: "Add the articles: saved pages, PDF, Word, text, mails, a spreadsheet with one article a row, or a zip of these.",
    STEPS[3]: "Look once more at what will be compared, and run it.",
    STEPS[4]: "Studies saved on this machine. Everyone who uses this dashboard can see them; an unsaved study only you can.",
}
NOT_KEPT_ON_DISK = "What you mend here is lost when the page is loaded anew."
STUDY_NOT_KEPT_ON_DISK = "This study is lost when the page is loaded anew."
LOOKING_FOR_UNSAVED = "Looking for your unsaved study in this browser tab…"
UNSAVED_ELSEWHERE = "This browser tab has no unsaved study, so another one is shown."
UNSAVED_GONE = (
    "An unsaved study belongs to the browser tab that made it. If you made it, go back to that tab: “Save” in step 4 of “Your studies” "
    "gives it an address that opens everywhere. If that tab is closed, make it anew."
)
TO_YOUR_STUDIES = "Open “Your studies”"

# Statement -----------------------------------------------------------------------------------------------------------

UPLOAD_STATEMENT = "File of the statement"
PASTE_STATEMENT = "…or paste its text"
READ_PASTED = "Read this text"
TITLE = "Title of the study"
ISSUER = "Issued by"
ISSUER_HELP = "Read from the head of the statement where it is plain there; correct it, or leave it empty."
DAY = "Day of the statement"
LANGUAGE = "Language of the statement"
LANGUAGE_HELP = "Told from the text. Another choice splits the statement anew, and what you mended goes."
EXAMPLE = "Use the worked example"
EXAMPLE_SURE = "Use it, and drop the other"
EXAMPLE_HELP = "Fills every step with the shipped study, to see how one looks."
NO_STATEMENT = "No statement yet"
NO_STATEMENT_ADVICE = "Bring a file or paste the text, then go on to the commitments."
STATEMENT_TEXT = "The text that every quote refers to"
CUT_AWAY = "What was cut away"
NOTHING_CUT = "Nothing."
TO_COMMITMENTS = "Go on: check the commitments"

# Commitments ---------------------------------------------------------------------------------------------------------

TICK = "tick"
ROW = "One at a time"
TICKED = "Ticked"
NONE_TICKED = "Choose…"
NOT_KEPT = "This change cannot be kept."
CODEBOOK_COLUMNS = {"id": "id", "label": "label", "theme": "theme", "act": "act", "strength": "strength", "quote": "quote"}
MERGE = "Merge the ticked"
MERGE_HELP = "Makes one commitment of neighbours: tick two or more that follow one another."
LEAVE_OUT = "Leave out the ticked"
LEAVE_OUT_HELP = "Takes them out of the comparison; the statement keeps its text."
LEFT_OUT_HELP = "They promise nothing that an article could leave out. Bring back what you want compared."
LEFT_OUT_BECAUSE = {
    "meeting": "only says that they met or talked",
    "occasion": "only names the occasion",
    "lead-in": "only announces the text below it",
}
BRING_BACK = "Bring back"
SPLIT = "Split one"
SPLIT_WHICH = "Commitment"
SPLIT_WHERE = "Put a | where the second half begins"
SPLIT_DO = "Split here"
SPLIT_NEEDS_ONE = "Put exactly one | into the quote, and change nothing else."
THEMES = "Themes"
THEME_WHICH = "Theme"
THEME_NAME = "New name"
THEME_HELP = "The name of another theme merges the two."
THEME_DO = "Rename"
SCHEME = "Themes from"
SCHEME_HELP = "The statement's own headings and words, or one of two ready schemes. Choosing one gives every commitment a theme anew."
SCHEME_DO = "Give themes anew"
CODEBOOK_FILE = "Bring a codebook instead (CSV, XLSX or QDC)"
AGAIN = "Split the statement anew"
AGAIN_SURE = "Split it, and lose what was mended"
AGAIN_HELP = "Drops everything mended in this step."
TO_ARTICLES = "Go on: add articles"

# Articles ------------------------------------------------------------------------------------------------------------

UPLOAD_ARTICLES = "Files"
COLUMNS = "Columns of a spreadsheet"
COLUMNS_HELP = "Guessed from their names. Where the guess is wrong, write the name of the column before you add the file."
PASTE_ARTICLE = "Paste an article"
PASTE_OUTLET = "Outlet"
PASTE_TITLE = "Headline"
PASTE_TEXT = "Text"
PASTE_ADD = "Add it"
PASTE_EMPTY = "There is no text to add. Paste the article first."
NO_ARTICLES = "No articles yet"
NO_ARTICLES_ADVICE = "Add at least one. With several you see who tells what, and what only one leaves out."
ARTICLE_COLUMNS = {"outlet": "outlet", "title": "headline", "date": "date", "language": "language", "words": "words", "name": "file"}
REMOVE = "Remove the ticked"
LOOK_AT = "Look at one"
ARTICLE_TEXT = "Its text, as it will be compared"
KEEP_TEXT = "Keep this text"
TEXT_EMPTY = "An article needs words. Remove it instead."
TO_COMPARE = "Go on: compare"
LEFT_ASIDE = "Left aside, or worth a look:"

# Compare -------------------------------------------------------------------------------------------------------------

COMPARE = "Compare"
COMPARE_HELP = "Runs in this browser session. You can stop it."
SAVE = "Save"
SAVE_HELP = "Keeps the study on this machine, where everyone who uses this dashboard can open it."
DOWNLOAD = "Download as one file"
DOWNLOAD_HELP = "A zip that opens here, and with: leftout analyze FILE.zip"
MISSING_STATEMENT = "There is no statement. Bring one in step 1."
MISSING_ARTICLES = "There are no articles. Add some in step 3."
SAVED_ELSEWHERE = f"What was saved stands under “{STEPS[4]}”; “Mend” there brings it back into the steps."
START_AGAIN = "Start again"
START_AGAIN_SURE = "Empty all four steps"
START_AGAIN_HELP = "Empties all four steps, closes your unsaved study, and deletes what was kept of both. Saved studies stay."

# Saved studies -------------------------------------------------------------------------------------------------------

NOTHING_SAVED = "No study is saved yet"
NOTHING_SAVED_ADVICE = "Make one in steps 1 to 4 and press “Save”, or open a packed study."
OPEN_PACKED = "Open a packed study (zip)"
OPEN_PACKED_SURE = "Open it, and drop the other"
NOT_OPENED = "The study was not opened, because of this:"
OPEN_PACKED_NOT = "Keep the other"
WHICH = "Saved study"
OPEN = "Open"
MEND = "Mend"
MEND_HELP = "Puts it into the four steps; saving writes it anew."
MENDING = "The study is in the four steps now. Saving in step 4 writes it anew."
MENDING_IN_PART = (
    "What could be read of the study is in the four steps now; what could not is named in step 3. Saving in step 4 keeps it beside "
    "the saved study, which stays as it is."
)
MEND_SURE = "Mend it, and drop the other"


def replacing_asks(title: str) -> str:
    """Say what would be lost: a draft that was not saved."""
    return f"“{title or 'A study without a title'}” is in the making and not saved. Save it in step 4, or it is gone."


DUPLICATE = "Duplicate"
RENAME = "Rename"
DELETE = "Delete"
DELETE_HELP = "It goes with all its files, for everyone who uses this dashboard."
NEW_TITLE = "New title"
DONE = "Done"

# Running -------------------------------------------------------------------------------------------------------------

STOP = "Stop"
STOPPED = "Stopped"
STOPPED_ADVICE = "Nothing was lost. Run it again, or open another study in the side bar."
RUN_AGAIN = "Run it"


def opened(name: str) -> str:
    """Name the study that the server was started with."""
    return f"Opened: {name}"


def limits(megabytes: float, pages: int, documents: int, words: int) -> str:
    """Say how much is read."""
    return f"At most {megabytes:g} MB a file, {pages:,} pages of a PDF, {words:,} words a text, {documents:,} texts."


def left_out(n: int) -> str:
    """Count the clauses that are proposed as no commitments."""
    return f"Left out: {n} clause{'' if n == 1 else 's'} that promise{'s' if n == 1 else ''} nothing"


def acts_not_judged(language: str) -> str:
    """Say that proposed acts are no judgement in this language."""
    return (
        f"Acts are not judged in {language}: all proposed commitments stand as fact, strength 0. Set them in the table where they matter."
    )


def split_into(commitments: int, themes: int, words: int) -> str:
    """Say what the split gave."""
    return f"{number_of(commitments, 'commitment')} in {number_of(themes, 'theme')}, {number_of(words, 'word')}"


def articles(count: int, words: int, outlets: int) -> str:
    """Say how much there is to hold against the statement."""
    return f"{number_of(count, 'article')} from {number_of(outlets, 'outlet')}, {number_of(words, 'word')}"


def reading(done: int, total: int, name: str) -> str:
    """Say which file is being read."""
    return f"Reading {done:,} of {total:,}: {name}"


def added(count: int) -> str:
    """Say how many articles came in."""
    return f"{count:,} {'article was' if count == 1 else 'articles were'} added."


def to_compare(commitments: int, articles: int) -> str:
    """Say what a run will compare."""
    return f"{number_of(commitments, 'commitment')} against {number_of(articles, 'article')}"


def more_copies(count: int) -> str:
    """Say how many copies are not in sight."""
    return "1 more article shares its wording with another" if count == 1 else f"{count:,} more articles share their wording with another"


def copy(second: str, first: str, share: float) -> str:
    """Point out that one article repeats another."""
    return f"{second} shares {share:.0%} of its wording with {first}: the same agency report? Remove one, or keep both and know it."


def privacy(days: float) -> str:
    """Say where the texts are, who can see them, and how long."""
    return (
        "What you bring stays on the machine that runs this dashboard. Nothing in it is executed, and no address in it is opened. "
        f"Until you save it, this browser tab alone can open it, also when it is loaded anew, for {days:g} days after the last change."
    )


def taken_up(title: str, written: float) -> str:
    """Say that what was being made before the page was loaded anew is there again."""
    return f"Taken up again as you left it ({minute(written)}): “{title}”. To drop it, press “{START_AGAIN}” in step 4."


def saved(title: str) -> str:
    """Say that a study was saved."""
    return f"Saved as “{title}”."


def saved_beside(title: str, study_id: str, other: str) -> str:
    """Say that a study was saved beside the one it came from, which somebody wrote since and which bears another title now."""
    return (
        f"“{other}” was written by somebody else since you opened it, and stays so. "
        f"Yours was saved beside it as “{title}”, in the folder {study_id}."
    )


def listed_as(title: str, n_articles: int | None, changed: float) -> str:
    """Name a saved study in the list of them: two may have one title."""
    count = "cannot be read" if n_articles is None else number_of(n_articles, "article")
    return f"{title} ({count}, last saved {minute(changed)})" if changed else f"{title} ({count})"


def delete(title: str, n_articles: int | None) -> str:
    """Say which study goes."""
    return f"Delete “{title}”" + ("" if n_articles is None else f" ({number_of(n_articles, 'article')})")


def minute(seconds: float) -> str:
    """Write a moment, given in seconds since 1970, as day and minute where the server stands."""
    return datetime.datetime.fromtimestamp(seconds).astimezone().strftime("%Y-%m-%d %H:%M")


def removed(reason: str, count: int) -> str:
    """Say what was cut away, and how often."""
    return f"{reason}, {count:,} times" if count > 1 else reason
