"""Words of the short ways: the files that can be taken away next to each chart and each table."""

from __future__ import annotations

FIGURE_FILES = {"png-2x": "PNG", "svg": "SVG"}
MORE_FIGURE_FILES = {
    "png": "PNG, half the pixels",
    "png-small": "PNG, small",
    "pdf": "PDF",
    "html": "Page that works offline",
    "json": "Vega-Lite JSON",
}
FIGURE_HELP = {
    "png-2x": "Download this chart as a picture (PNG), with its filters, sample and source.",
    "svg": "Download this chart as a drawing (SVG), with its filters, sample and source.",
}
TABLE_FILES = {"csv": "CSV", "xlsx": "XLSX", "parquet": "Parquet", "json": "JSON"}
TABLE_HELP = {
    "csv": "Download these rows as a table (CSV), safe to open in a spreadsheet.",
    "xlsx": "Download these rows as an Excel workbook, with their sample and source.",
    "parquet": "Download these rows for programs (Parquet).",
    "json": "Download these rows for programs (JSON), with their sample and source.",
}
MORE = "More files"
OF_FIGURE, OF_ROWS = "The chart", "Its rows"
SHOW_TABLE = "Table"
WIDTHS_ELSEWHERE = "For a slide, a page or a column, light or dark: the page “Export”."
