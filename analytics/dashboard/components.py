"""Parts that several pages share: problems, figures with their downloads, verdicts, quotes.

Words of a study reach the page through `analytics.dashboard.escaping.escaped` and ``st.html``, or through widgets that show plain
text; never through Markdown, which would read ``$``, ``*`` and ``:`` in them as commands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from analytics.charts.theme import DARK, LIGHT, VERDICT_SYMBOLS
from analytics.dashboard import state, strings
from analytics.dashboard.drawings import drawing
from analytics.dashboard.escaping import escaped
from analytics.dashboard.taking import draw_figure_files
from analytics.schema import SEPARATOR, VERDICTS, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import pandas as pd

    from analytics.dashboard.drawings import MakeChart
    from analytics.errors import Fault
    from analytics.exports.captions import Caption


def show_problem(title: str, *details: str) -> None:
    """Say that something is wrong, and what to do; each detail in a line of its own."""
    with st.container(border=True):
        st.html(f'<div role="alert"><strong>{escaped(title)}</strong><br>{"<br>".join(escaped(detail) for detail in details)}</div>')


def show_faults(title: str, faults: Iterable[Fault]) -> None:
    """List faults of an input, each with its file and row."""
    with st.container(border=True):
        st.html(f'<div role="alert"><strong>{escaped(title)}</strong>{listed(str(fault) for fault in faults)}</div>')


def show_told(title: str, faults: Iterable[Fault]) -> None:
    """List faults of an input, and below them what is only worth knowing, under a heading of its own: it counts in every number."""
    told = tuple(faults)
    if graver := [fault for fault in told if fault.severity != "notice"]:
        show_faults(title, graver)
    if notices := [str(fault) for fault in told if fault.severity == "notice"]:
        with st.container(border=True):
            st.html(f'<div role="status"><strong>{escaped(strings.TO_KNOW)}</strong>{listed(notices)}</div>')


def listed(items: Iterable[str]) -> str:
    """Return the HTML of a list of plain texts."""
    return '<ul class="lo-parts">' + "".join(f'<li dir="auto">{escaped(item)}</li>' for item in items) + "</ul>"


def heading(title: str, question: str) -> None:
    """Draw a page's title, which may hold words of the study, and the question it answers."""
    st.html(f'<h1>{escaped(title)}</h1><p class="lo-small">{escaped(question)}</p>')


def note(text: str) -> None:
    """Draw a sentence in small print, in a colour that can be read: Streamlit's captions are too faint."""
    st.html(f'<p class="lo-small">{escaped(text)}</p>')


def empty(title: str, advice: str) -> None:
    """Explain why there is nothing to see, and what to do about it."""
    with st.container(border=True):
        st.html(f'<strong>{escaped(title)}</strong><p class="lo-small">{escaped(advice)}</p>')


def figure(
    make_chart: MakeChart,
    *,
    key: str,
    alt: str,
    table: pd.DataFrame,
    caption: Caption,
    on_select: Callable[[], None] | None = None,
    selection: str | None = None,
    has_own_width: bool = False,
) -> None:
    """Draw a chart with its text alternative, its data and its downloads.

    Parameters
    ----------
    make_chart : functools.partial
        Makes the chart; called only where the same was not drawn before. The files hold the same
        specification, with the caption.
    key : str
        Unique name; also the name of the files.
    alt : str
        What the chart shows, in a sentence or two.
    table : pandas.DataFrame
        The very rows the chart was drawn from.
    caption : Caption
        What the files say of themselves, from `analytics.dashboard.taking.page_caption`.
    on_select, selection : optional
        Callback and name of the chart's selection.
    has_own_width : bool
        Whether the chart has a width of its own and is scrolled sideways; otherwise it fills its place.
    """
    chosen: dict[str, Any] = {"on_select": on_select, "selection_mode": selection} if on_select else {}
    st.vega_lite_chart(
        drawing(make_chart, dark=state.is_dark()),
        theme=None,
        width="content" if has_own_width else "stretch",
        key=f"chart_{key}",
        alt=alt,
        **chosen,
    )
    draw_figure_files(make_chart, key=key, alt=alt, table=table, caption=caption)


def verdict_badge(verdict: Verdict, *, is_checked: bool = False, is_contradicted: bool = False) -> str:
    """Return the HTML of a verdict with its symbol, word and colour, and marks where a person gave it or it is told as the contrary."""
    look = DARK if state.is_dark() else LIGHT
    ink = look.on_strong if verdict == "covered" else look.on_soft
    style = f"background:{look.verdicts[VERDICTS.index(verdict)]};color:{ink}"
    marks = (strings.CHECKED_MARK if is_checked else "") + (strings.CONTRADICTED_MARK if is_contradicted else "")
    return f'<span class="lo-verdict" style="{style}">{VERDICT_SYMBOLS[verdict]} {verdict}{marks}</span>'


def quote(text: str, start: int, end: int, *, language: str, around: int = 160) -> str:
    """Return the HTML of a passage marked within the words around it."""
    before, after = escaped(words_before(text, start, around)), escaped(words_after(text, end, around))
    marked = f"{before}<mark>{escaped(text[start:end])}</mark>{after}"
    return f'<blockquote class="lo-quote lo-lines" lang="{escaped(language)}" dir="auto">{marked}</blockquote>'


def words_before(text: str, start: int, around: int) -> str:
    """Return the words before a place, from a whole word on where words are parted by blanks."""
    if start <= around:
        return text[:start].lstrip()
    cut, blank, rest = text[start - around : start].partition(" ")
    return "… " + (rest if blank and len(cut) < around // 2 else cut + blank + rest).lstrip()


def words_after(text: str, end: int, around: int) -> str:
    """Return the words after a place, up to a whole word where words are parted by blanks."""
    if end + around >= len(text):
        return text[end:].rstrip()
    rest, blank, cut = text[end : end + around].rpartition(" ")
    return (rest if blank and len(cut) < around // 2 else rest + blank + cut).rstrip() + " …"


def parts_list(title: str, cell: str, nothing: str) -> str:
    """Return the HTML of the parts of a commitment in one cell of ``found`` or ``missing``."""
    parts = [part for part in cell.split(SEPARATOR) if part]
    return f"<strong>{escaped(title)}</strong>{listed(parts or [nothing])}"
