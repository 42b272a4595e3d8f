"""How do words of a study reach the page as words, and as nothing else?"""

from __future__ import annotations

import html

from analytics.language.direction import without_overrides


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
