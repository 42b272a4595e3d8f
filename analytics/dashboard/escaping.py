"""How do words of a study reach the page as words, and as nothing else?"""

from __future__ import annotations

import html
import re

import pandas as pd

from analytics.language.direction import without_overrides

_SIGN = re.compile(r"[!-/:-@\[-`{-~]")
_ICON = re.compile(r":(?=\S)")


def escaped(text: str) -> str:
    """Write words for ``st.html``: markup in them is shown, and so are the marks that would turn their letters around.

    Parameters
    ----------
    text : str
        Words of a study, of a visitor or of our own.

    Returns
    -------
    str
        HTML, also for the value of an attribute in quotation marks.
    """
    return html.escape(without_overrides(text))


def as_label(text: str) -> str:
    """Write words for the label of a control, which Streamlit reads as Markdown: every sign in them stands for itself.

    A backslash takes the meaning from signs, but not from the names of icons (``:smile:``), which a joiner without width parts.
    """
    return _ICON.sub(":\u2060", _SIGN.sub(r"\\\g<0>", without_overrides(text)))


def with_marks_shown(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table for one of Streamlit's grids, which draw words as they are: marks that would turn their letters around are shown."""
    texts = [name for name, column in table.items() if not pd.api.types.is_numeric_dtype(column)]
    shown = {str(name): table[name].map(lambda value: without_overrides(value) if isinstance(value, str) else value) for name in texts}
    return table.assign(**shown).rename(columns=lambda name: without_overrides(str(name)))
