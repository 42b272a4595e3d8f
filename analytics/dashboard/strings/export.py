"""Words of the page from which results are taken away."""

from __future__ import annotations

WHAT = "What to take away"
REPORT, FIGURES, TABLES, PROJECT = "Report", "Figures", "Tables", "For other programs"
KINDS = (REPORT, FIGURES, TABLES, PROJECT)
KIND_HELP = {
    REPORT: "Findings, figures, matrix and every quote in one document: a page to mail, a Word file to edit, a PDF to print.",
    FIGURES: "Every chart, as it looks here, with its source and sample under it.",
    TABLES: "Every table, with a description of each column. Text of articles is never a formula.",
    PROJECT: "Codebook and codings for MAXQDA, NVivo, ATLAS.ti or QualCoder, web annotations, and a dossier that anyone can run again.",
}

# Report --------------------------------------------------------------------------------------------------------------

SECTIONS = "Sections"
SECTION_NAMES = {
    "findings": "Findings",
    "compared": "What was compared",
    "figures": "Figures",
    "matrix": "Matrix",
    "omissions": "Omissions",
    "discrepancies": "Told differently",
    "additions": "Beyond the statement",
    "voices": "Who speaks",
    "reuse": "Shared wording",
    "themes": "Themes and emphasis",
    "keywords": "Keywords",
    "methods": "Methods and limits",
    "evidence": "Evidence, every quote",
    "provenance": "Provenance",
}
NOTE = "Your note, on top of the report"
NOTE_HINT = "What the reader should know first. It is printed as plain text."
REPORT_FORMATS = {"html": "Page (HTML)", "docx": "Word (DOCX)", "pdf": "Print (PDF)"}
REPORT_FORMAT_HELP = {
    "html": "One file that opens in any browser without a network.",
    "docx": "To edit in a word processor.",
    "pdf": "To print.",
}
NO_SECTION = "No section is chosen"
NO_SECTION_ADVICE = "Choose at least one above."
PREVIEW = "Preview"

# Figures -------------------------------------------------------------------------------------------------------------

FIGURE = "Figure"
TERM = "Word to count"
TERM_HINT = "the best keyphrase"
TERM_HELP = "One figure counts a word or phrase in every text, as the page “Concordance” does. An * at the end opens it."
WIDTH = "For a"
WIDTHS = {"slide": "slide", "page": "page", "column": "column"}
LOOK = "Look"
LOOKS = ("light", "dark")
FILE_KINDS = {
    "png": "PNG",
    "png-2x": "PNG, twice the pixels",
    "png-small": "PNG, small",
    "svg": "SVG",
    "pdf": "PDF",
    "html": "Page that works offline",
    "json": "Vega-Lite JSON",
}
ALL_FIGURES = "All figures, every kind (ZIP)"
NO_FIGURES = "There is nothing to draw"
NO_FIGURES_ADVICE = "Take a filter away in the side bar."

# Tables and other programs -------------------------------------------------------------------------------------------

TABLE_FORMATS = {
    "xlsx": "Excel workbook (XLSX): a sheet a table, verdicts coloured, codebook and notes",
    "csv": "CSV files (ZIP), safe to open in a spreadsheet",
    "parquet": "Parquet files (ZIP), for programs",
    "json": "JSON files (ZIP), for programs",
}
TABLES_HELD = "What the tables hold"
TABLE_COLUMNS = {"table": "table", "rows": "rows", "row": "one row for each", "columns": "columns"}
PROJECT_FORMATS = {
    "qdpx": "Project (QDPX): sources, codes, coded passages, coders",
    "qdc": "Codebook (QDC): themes and commitments",
    "annotations": "Web annotations (JSON-LD): every quote with its place",
    "dossier": "Dossier (ZIP): study, tables, reviews, report, versions; check it with leftout verify",
}
IMPORT_TITLE = "Take codings in"
IMPORT_HELP = "Verdicts of people from CSV, XLSX or QDPX become reviews: all of a file, or none if one is at fault."
IMPORT_FILE = "File of codings"
IMPORT_WHO = "Whose they are, where the file does not say"
IMPORT_DO = "Take them in"
IMPORT_FAULTS = "Not taken in, or worth a look:"
IMPORT_NOBODY = "The file holds no verdict of a person."


def taken_in(written: int, unchanged: int) -> str:
    """Say how an import went."""
    return f"{written} {'verdict was' if written == 1 else 'verdicts were'} taken into the reviews; {unchanged} were there already."


FILTERS_APPLY = "The outlets and themes chosen in the side bar are kept; the file says so."
WHOLE_STUDY = "The whole study, whatever the filters."
