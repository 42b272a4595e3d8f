"""A small sound study on disk, for tests to break."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

MANIFEST = """\
title = "Pact"
language = "en"

[statement]
file = "statement.txt"
date = 2030-05-01
codebook = "codebook.csv"

[[sources]]
id = "a"
outlet = "Outlet A"
file = "a.txt"
language = "en"

[[sources]]
id = "b"
outlet = "Outlet B"
file = "b.txt"
"""
STATEMENT = "## **PACT**\n\n1. They welcomed the report and agreed to open an office.\n2. They agreed to open an office in May.\n"
CODEBOOK = (
    "id,paragraph,theme,act,label,quote\n"
    "1a,1,Talks,recognition,The report,the report\n"
    "1b,1,Offices,commitment,An office,open an office\n"
    "2a,2,Offices,commitment,An office again,open an office\n"
)


def write_study(folder: Path, **files: str | bytes) -> Path:
    """Write the sound study, with files replaced: ``statement="..."`` is statement.txt, ``study`` the manifest."""
    contents: dict[str, str | bytes] = {
        "study": MANIFEST,
        "statement": STATEMENT,
        "codebook": CODEBOOK,
        "a": "An office will open.\n",
        "b": "Nothing of note.\n",
        **files,
    }
    endings = {"study": "toml", "codebook": "csv"}
    for name, content in contents.items():
        written = content.encode("utf-8") if isinstance(content, str) else content
        (folder / f"{name}.{endings.get(name, 'txt')}").write_bytes(written)
    return folder
