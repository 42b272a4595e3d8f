"""Long texts cut short for labels and messages."""

from __future__ import annotations


def shorten(text: str, characters: int) -> str:
    """Cut a text to a number of characters, at a blank where there is one, and mark the cut.

    Parameters
    ----------
    text : str
        Any text.
    characters : int
        Longest result, at least 2.

    Returns
    -------
    str
        The text itself if it is short enough, else its beginning with an ellipsis.
    """
    line = " ".join(text.split())
    if len(line) <= characters:
        return line
    cut = line[: characters - 1]
    at_blank = cut.rpartition(" ")[0] if line[characters - 1] != " " else cut
    # scripts without blanks have none near the end
    return (at_blank if len(at_blank) > characters // 2 else cut).rstrip(" ,;:\u3001\u3002") + "\u2026"
