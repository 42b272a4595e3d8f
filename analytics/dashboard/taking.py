"""The short ways: files of a chart or a table, next to it, that say of themselves what the page around them says."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING, Literal

import streamlit as st

from analytics.dashboard import state
from analytics.dashboard.escaping import escaped, with_marks_shown
from analytics.dashboard.strings import taking as words
from analytics.exports.captions import Caption, caption_of, shown_of_whole
from analytics.exports.figure_options import FIGURE_KINDS, FigureKind
from analytics.exports.figure_set import figure_name, written_as
from analytics.exports.figures import FigureDrawing, figure_spec
from analytics.exports.shown_tables import MEDIA_TYPES, SHOWN_FORMATS, ShownFormat, shown_table

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    import altair as alt
    import pandas as pd

PageFilter = Literal["outlets", "themes", "acts", "commitments with", "verdicts", "certainty"]

OF_COMMITMENTS: tuple[PageFilter, ...] = ("outlets", "themes", "acts", "commitments with")
"""The filters of a list of commitments and outlets."""

_PLAIN_FILE_NAME = re.compile(r"[^a-z0-9]+")


def today() -> datetime.date:
    """Return the day that files taken from the dashboard bear; those of the command bear one only where it is given."""
    return datetime.datetime.now().astimezone().date()


def page_caption(*filters: PageFilter, choice: str = "", sources: Collection[str] = ()) -> Caption:
    """Say what a chart or table of this page shows, of how much, and whence.

    Parameters
    ----------
    *filters : str
        The filters that decide what it shows; the others are not told, whatever they are set to.
    choice : str
        What was chosen for it alone, in a sentence.
    sources : collection of str
        Ids of the sources that it shows; by default those that the filter of outlets leaves.

    Returns
    -------
    Caption
        With the day of today.
    """
    analysis, chosen = state.current_analysis(), state.current_filters()
    names = {source: name for name, source in state.source_names(analysis).items()}
    said: dict[PageFilter, tuple[str, ...]] = {
        "outlets": tuple(names[source] for source in chosen.sources),
        "themes": chosen.themes,
        "acts": chosen.acts,
        "commitments with": (f"“{chosen.text}”",) if chosen.text else (),
        "verdicts": chosen.verdicts,
        "certainty": (chosen.certainty,) if chosen.certainty != "all" else (),
    }
    kept = chosen.sources if "outlets" in filters else ()
    return caption_of(
        analysis,
        filters=shown_of_whole({name: said[name] for name in filters}, choice=choice),
        sources=sources or kept,
        made_on=today(),
    )


def draw_figure_files(make_chart: Callable[[], alt.LayerChart], *, key: str, alt: str, table: pd.DataFrame, caption: Caption) -> None:
    """Draw the short ways to the files of a chart, and to its rows.

    Parameters
    ----------
    make_chart : callable
        Gives the chart; asked only when someone wants a file.
    key, alt, table, caption
        As for `analytics.dashboard.components.figure`.
    """
    with st.container(horizontal=True, gap="small"):
        _draw_figure_buttons(words.FIGURE_FILES, make_chart, key, caption)
        _draw_table_buttons(SHOWN_FORMATS[:1], table, key, alt, caption)
        with st.popover(words.MORE, type="tertiary"):
            st.html(f"<strong>{words.OF_FIGURE}</strong>")
            with st.container(horizontal=True, gap="small"):
                _draw_figure_buttons(words.MORE_FIGURE_FILES, make_chart, key, caption)
            st.html(f"<strong>{words.OF_ROWS}</strong>")
            with st.container(horizontal=True, gap="small"):
                _draw_table_buttons(SHOWN_FORMATS[1:], table, key, alt, caption)
            st.html(f'<p class="lo-small">{words.WIDTHS_ELSEWHERE}</p>')
        shown = st.popover(words.SHOW_TABLE, type="tertiary", key=f"{key}_table", on_change="rerun")
        if shown.open:  # a closed one need not be sent: the rows of a large study are megabytes
            with shown:
                st.html(f'<p class="lo-small">{escaped(alt)}</p>')
                st.dataframe(with_marks_shown(table), hide_index=True, alt=alt)


def draw_table_files(table: pd.DataFrame, *, key: str, title: str, caption: Caption) -> None:
    """Draw the short ways to the files of a table that stands on the page.

    Parameters
    ----------
    table : pandas.DataFrame
        Its rows, with the columns as they are called on screen.
    key : str
        Unique name; also the name of the files.
    title : str
        What it shows, in a sentence.
    caption : Caption
        What the files say of themselves.
    """
    with st.container(horizontal=True, gap="small"):
        _draw_table_buttons(SHOWN_FORMATS, table, key, title, caption)


def _draw_figure_buttons(labels: Mapping[str, str], make_chart: Callable[[], alt.LayerChart], key: str, caption: Caption) -> None:
    is_dark = state.is_dark()

    def drawn(kind: FigureKind) -> Callable[[], bytes]:
        return lambda: written_as(FigureDrawing(figure_spec(make_chart(), dark=is_dark, caption=caption)), kind)

    kinds: dict[FigureKind, str] = {kind: labels[kind] for kind in FIGURE_KINDS if kind in labels}
    for kind, label in kinds.items():
        st.download_button(
            label,
            drawn(kind),
            figure_name(_file_name(key), kind),
            key=f"{key}_{kind}",
            help=words.FIGURE_HELP.get(kind),
            on_click="ignore",
            type="tertiary",
        )


def _draw_table_buttons(formats: Collection[ShownFormat], table: pd.DataFrame, key: str, title: str, caption: Caption) -> None:
    def written(file_format: ShownFormat) -> Callable[[], bytes]:
        return lambda: shown_table(table, file_format, title=title, caption=caption)

    for file_format in formats:
        st.download_button(
            words.TABLE_FILES[file_format],
            written(file_format),
            f"{_file_name(key)}.{file_format}",
            MEDIA_TYPES[file_format],
            key=f"{key}_rows_{file_format}",
            help=words.TABLE_HELP[file_format],
            on_click="ignore",
            type="tertiary",
        )


def _file_name(key: str) -> str:
    return _PLAIN_FILE_NAME.sub("-", f"leftout-{key}".lower())
