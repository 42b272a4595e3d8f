"""A small study whose every text tries to be something else: a formula, markup, a path, a command."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pandas as pd

from analytics.pipeline import analyze
from analytics.study import load_study
from tests.studies import write_study

if TYPE_CHECKING:
    from pathlib import Path

    from analytics.pipeline import Analysis

FORMULA = '=HYPERLINK("http://example.org","open an office")'
IMAGE = "<img src=http://example.org/x.png>"
MATHS = "$5 to $10 in \\frac{1}{2}"
RTL = "سيتم افتتاح مكتب \u202e gnitset"
CONTROL = "An office\x0b will\x07 open\x1b[31m soon."
SCRIPT = "</script><script>alert(1)</script>"

MANIFEST = f"""\
title = "../Pact: {SCRIPT} /"
language = "en"

[statement]
file = "statement.txt"
issuer = '{FORMULA}'
date = 2030-05-01
codebook = "codebook.csv"

[[sources]]
id = "../a"
outlet = "{IMAGE} =1+1"
file = "a.txt"
language = "en"
date = 2030-05-03

[[sources]]
id = "b"
outlet = "CON"
file = "b.txt"
language = "en"
url = "javascript:alert(1)"
"""

ARTICLE = f"An office will open.\n\n{FORMULA}\n\n- {IMAGE} and {MATHS}.\n\n{RTL}\n\n{CONTROL}\n\nThey open an office 🏢 in May.\n"


def hostile_study(folder: Path) -> Path:
    """Write the study."""
    return write_study(folder, study=MANIFEST, a=ARTICLE, b=f"{SCRIPT} Nothing of note about the report.\n")


@cache
def hostile_analysis(folder: Path) -> Analysis:
    """Analyse it, once a folder."""
    return analyze(load_study(hostile_study(folder)))


def reviews(analysis: Analysis) -> pd.DataFrame:
    """Two reviewers, three cells: two passages with a hostile note, one with signs that join passages, one omitted."""
    text = analysis.study.sources[0].text
    spans = [(text.index("An office\x0b"), text.index("\x07") + 1), (text.index("=HYPER"), text.index("=HYPER") + 20)]
    tail = (text.index("They open"), len(text) - 1)
    note = "'=1+1 says\n\nthe \u202eother || one <b>"
    rows = [
        ("../a", "1b", "partial", *spans[0], text[slice(*spans[0])], note, "Anna", "2031-01-02T03:04:05.000678+00:00"),
        ("../a", "1b", "partial", *spans[1], text[slice(*spans[1])], note, "Anna", "2031-01-02T03:04:05.000678+00:00"),
        ("../a", "1b", "covered", *tail, text[slice(*tail)], "", "=Bo", "2031-01-02T03:04:06+00:00"),
        ("b", "2a", "omitted", pd.NA, pd.NA, "", "=cmd|' /C calc'!A0", "Anna", "2031-01-02T03:04:07+00:00"),
    ]
    columns = ["source", "commitment", "verdict", "start", "end", "quote", "note", "reviewer", "at"]
    return pd.DataFrame(rows, columns=columns).astype({"start": "Int64", "end": "Int64"})
