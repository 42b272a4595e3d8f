"""An article in a box that scrolls, its passages numbered, the marked ones in sight."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

from analytics.language.direction import without_overrides

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    import pandas as pd

_HERE = Path(__file__).parent

_BOX = st.components.v2.component(
    "leftout_article_box",
    html='<div class="article" tabindex="0" role="group"></div>',
    css=(_HERE / "article_box.css").read_text(encoding="utf-8"),
    js=(_HERE / "article_box.js").read_text(encoding="utf-8"),
)


def article_data(passages: pd.DataFrame, marked: Collection[str], *, cell: str, language: str, label: str, hint: str) -> dict[str, Any]:
    """Gather what the box draws.

    Parameters
    ----------
    passages : pandas.DataFrame
        Rows of the table ``passages`` of one source, in reading order.
    marked : collection of str
        Ids of the passages to mark.
    cell : str
        What is being judged; with another one the first marked passage is brought in sight.
    language : str
        Language code of the article.
    label : str
        What the box holds, for those who cannot see it.
    hint : str
        What pressing a passage does.

    Returns
    -------
    dict
        JSON-ready: paragraphs of passages, each with its number, and a digest of all but the marks: while it stays, nothing is drawn anew.
    """
    paragraphs: dict[int, list[dict[str, Any]]] = {}
    columns = (passages["passage_id"].tolist(), passages["paragraph"].tolist(), passages["text"].tolist())
    for number, (passage, paragraph, text) in enumerate(zip(*columns, strict=True), 1):
        paragraphs.setdefault(int(paragraph), []).append({"id": str(passage), "number": number, "text": without_overrides(str(text))})
    drawn = {"paragraphs": list(paragraphs.values()), "language": language, "label": label, "hint": hint}
    digest = hashlib.sha256(json.dumps(drawn, sort_keys=True).encode()).hexdigest()
    return {**drawn, "digest": digest, "cell": cell, "marked": sorted(marked)}


def article_box(data: dict[str, Any], *, key: str, on_toggle: Callable[[str], None]) -> None:
    """Draw the box; it scrolls to the first marked passage of a cell, and to each passage that is marked later.

    Parameters
    ----------
    data : dict
        From `article_data`.
    key : str
        Unique name.
    on_toggle : callable
        Called with the id of the passage that was pressed, before the page is drawn again.
    """
    _BOX(data=data, key=key, on_toggled_change=lambda: on_toggle(str(st.session_state[key]["toggled"])))
