"""Export: take the report, figures, tables and codings away, and take codings in."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from functools import partial
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from analytics.dashboard import addressed, components, reviewing, state, strings
from analytics.dashboard.row_list import Look, draw_table
from analytics.dashboard.strings import export as words
from analytics.dashboard.strings import review as review_words
from analytics.dashboard.taking import draw_table_files, page_caption, today
from analytics.errors import AnalyticsError, StudyError
from analytics.exports.exchange.coding_files import CODING_FORMATS, read_codings
from analytics.exports.exporting import EXPORT_FORMATS, ExportFormat, download_name, make_export
from analytics.exports.figure_drawers import Figure
from analytics.exports.figure_options import FIGURE_KINDS, FigureKind, FigureOptions
from analytics.exports.figure_set import figure_name, one_figure_files, one_figure_spec, study_figures
from analytics.exports.report import FORMATS, LONGEST_NOTE, ReportFormat, ReportOptions, render_report, report_name
from analytics.language.direction import without_overrides
from analytics.reviews import import_reviews
from analytics.schema import TABLES

if TYPE_CHECKING:
    from collections.abc import Callable

    from analytics.exports.exporting import Export
    from analytics.pipeline import Analysis

PREVIEW_HEIGHT = 640


def draw_report(analysis: Analysis) -> None:
    """Draw the choice of sections, the note, and the three files."""
    names = list(words.SECTION_NAMES)
    sections = st.pills(
        words.SECTIONS, names, selection_mode="multi", default=names, format_func=words.SECTION_NAMES.__getitem__, key="report_sections"
    )
    note = st.text_area(words.NOTE, placeholder=words.NOTE_HINT, max_chars=LONGEST_NOTE, key="report_note", persist_state="session")
    if not sections:
        components.empty(words.NO_SECTION, words.NO_SECTION_ADVICE)
        return
    filters = state.current_filters()
    options = ReportOptions(sections=tuple(sections), outlets=filters.sources, themes=filters.themes, note=note or "", made_on=today())
    with st.container(horizontal=True):
        for report_format in FORMATS:
            st.download_button(
                words.REPORT_FORMATS[report_format],
                _report(analysis, report_format, options),
                report_name(analysis, report_format),
                key=f"report_{report_format}",
                help=words.REPORT_FORMAT_HELP[report_format],
                on_click="ignore",
            )
    components.note(words.FILTERS_APPLY)
    preview = st.expander(words.PREVIEW, on_change="rerun", key="report_preview")
    if preview.open:
        with preview:
            st.iframe(render_report(analysis, "html", options=options).decode("utf-8"), height=PREVIEW_HEIGHT)


def _report(analysis: Analysis, report_format: ReportFormat, options: ReportOptions) -> Callable[[], bytes]:
    return lambda: render_report(analysis, report_format, options=options)


def draw_figures(analysis: Analysis) -> None:
    """Draw the choice of a figure, its preview, and its files."""
    filters = state.current_filters()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        width = st.segmented_control(
            words.WIDTH, list(words.WIDTHS), required=True, **addressed.choice("figure_width", list(words.WIDTHS), default="page")
        )
        look = st.segmented_control(words.LOOK, words.LOOKS, required=True, **addressed.choice("figure_look", words.LOOKS))
    term = st.text_input(words.TERM, placeholder=words.TERM_HINT, help=words.TERM_HELP, **addressed.text("figure_term"))
    options = FigureOptions(
        width=str(width),
        dark=look == "dark",
        outlets=filters.sources,
        themes=filters.themes,
        term=str(term or ""),
        made_on=today(),
    )
    figures = {figure.key: figure for figure in study_figures(analysis, options)}
    if not figures:
        components.empty(words.NO_FIGURES, words.NO_FIGURES_ADVICE)
        return
    chosen = st.selectbox(
        words.FIGURE,
        list(figures),
        format_func=lambda key: without_overrides(figures[key].title),
        **addressed.choice("figure", list(figures)),
    )
    if chosen in figures:
        _draw_figure(analysis, figures[chosen], options)
    _draw_export(words.ALL_FIGURES, analysis, "figures", lambda: make_export(analysis, "figures", figures=options))
    components.note(words.FILTERS_APPLY)


def _draw_figure(analysis: Analysis, figure: Figure, options: FigureOptions) -> None:
    """Draw a figure as its file will look, and its files."""
    with st.container(key="matrix"):
        spec = one_figure_spec(analysis, figure, options)
        st.vega_lite_chart(spec=spec, theme=None, width="content", alt=figure.alt, key=f"preview_{figure.key}")
    with st.container(horizontal=True):
        for kind in FIGURE_KINDS:
            st.download_button(
                words.FILE_KINDS[kind],
                _drawn(analysis, figure, kind, options),
                figure_name(figure.key, kind),
                key=f"figure_{kind}",
                on_click="ignore",
                type="tertiary",
            )


def _drawn(analysis: Analysis, figure: Figure, kind: FigureKind, options: FigureOptions) -> Callable[[], bytes]:
    return lambda: next(iter(one_figure_files(analysis, figure, replace(options, kinds=(kind,))).values()))


def draw_tables(analysis: Analysis) -> None:
    """Draw the files of tables, and what they hold."""
    _draw_formats(analysis, words.TABLE_FORMATS)
    held = [(name, len(analysis.table(name)), table.row, len(table.columns)) for name, table in TABLES.items()]
    st.html(f"<h2>{words.TABLES_HELD}</h2>")
    frame = pd.DataFrame(held, columns=list(words.TABLE_COLUMNS)).rename(columns=words.TABLE_COLUMNS)
    draw_table(frame, key="held", alt=words.TABLES_HELD, look=Look(main=words.TABLE_COLUMNS["table"]))
    draw_table_files(frame, key="tables_held", title=words.TABLES_HELD, caption=page_caption())


def draw_project(analysis: Analysis) -> None:
    """Draw the files for other programs, and the way in for codings."""
    _draw_formats(analysis, words.PROJECT_FORMATS)
    st.html(f"<h2>{words.IMPORT_TITLE}</h2>")
    components.note(words.IMPORT_HELP)
    uploaded = st.file_uploader(words.IMPORT_FILE, type=[ending.lstrip(".") for ending in CODING_FORMATS], key="codings_file")
    reviewer = st.text_input(words.IMPORT_WHO, max_chars=100, key="codings_reviewer")
    if st.button(words.IMPORT_DO, disabled=uploaded is None) and uploaded is not None:
        _take_in(analysis, uploaded.name, uploaded.getvalue(), reviewer.strip())


def _take_in(analysis: Analysis, name: str, content: bytes, reviewer: str) -> None:
    try:
        with tempfile.TemporaryDirectory(prefix="leftout-") as folder:
            file = Path(folder) / f"codings{PurePath(name).suffix.lower()}"
            file.write_bytes(content)
            read = read_codings(file, analysis.study)
        if read.frame.empty:
            components.show_problem(words.IMPORT_FAULTS, words.IMPORT_NOBODY)
            return
        done = import_reviews(reviewing.review_store(), analysis.study, read.frame, reviewer, file=name)
    except StudyError as error:
        components.show_faults(words.IMPORT_FAULTS, error.faults)
        return
    except AnalyticsError as error:  # such as reviews that may only be read: the page itself is well
        components.show_problem(words.IMPORT_FAULTS, str(error))
        return
    if faults := (*read.faults, *done.faults):
        components.show_faults(words.IMPORT_FAULTS, faults)
    components.note(words.taken_in(done.written, done.unchanged))


def _draw_formats(analysis: Analysis, formats: dict[str, str]) -> None:
    """Draw one button for each format; the file is made when someone asks for it."""
    in_place = reviewing.current().in_place  # those that the tables rest on, not those of everybody
    reviews = None if in_place.empty else in_place
    for file_format in EXPORT_FORMATS:
        if file_format in formats:
            _draw_export(formats[file_format], analysis, file_format, partial(make_export, analysis, file_format, reviews=reviews))
    components.note(words.WHOLE_STUDY)


def _draw_export(label: str, analysis: Analysis, file_format: ExportFormat, make: Callable[[], Export]) -> None:
    name, media_type = download_name(analysis, file_format)
    st.download_button(label, lambda: make().download[1], name, media_type, key=f"export_{file_format}", on_click="ignore")


def render() -> None:
    """Draw the page."""
    analysis = state.current_analysis()
    components.heading(strings.PAGE_TITLES["export"], strings.QUESTIONS["export"])
    kind = st.segmented_control(words.WHAT, words.KINDS, required=True, **addressed.choice("take", words.KINDS))
    components.note(words.KIND_HELP[str(kind)])
    if (n_checked := int(analysis.coverage["reviewer"].ne("").sum())) > 0:
        components.note(review_words.with_reviews(n_checked))
    drawers = {words.REPORT: draw_report, words.FIGURES: draw_figures, words.TABLES: draw_tables, words.PROJECT: draw_project}
    try:
        drawers[str(kind)](analysis)
    except AnalyticsError as error:
        components.show_problem(strings.PAGE_FAILED, str(error))


if __name__ == "__main__":
    render()
