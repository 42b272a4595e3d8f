"""Set YAKE as it comes beside our keyphrases, article by article, as Markdown tables.

Usage: ``python docs/scripts/compare_keywords.py [FILE ...]``; without files the shipped articles and the two beside this script are taken.
"""

from __future__ import annotations

import sys
from pathlib import Path

from analytics.language.detection import detect_language
from analytics.measures.keywords import extract_keywords

HERE = Path(__file__).parent
ROWS = 10


def main(files: list[Path]) -> None:
    """Print one table per file: ten keyphrases of either kind, ours with the number of occurrences."""
    for file in files or [*sorted((HERE.parents[1] / "seeds" / "articles").glob("*.txt")), *sorted(HERE.glob("article.*.txt"))]:
        text = file.read_text(encoding="utf-8")
        language, _ = detect_language(text)
        sys.stdout.write(f"### {file.name} ({language})\n\n| | YAKE as it comes | ours | times |\n| --- | --- | --- | --- |\n")
        ours = extract_keywords(text, language=language, top=ROWS)
        rows = list(zip(ours["keyphrase"], ours["count"], strict=True)) + [("", "")] * (ROWS - len(ours))
        for rank, (plain, (phrase, count)) in enumerate(zip(_plain(text, language), rows, strict=True), start=1):
            sys.stdout.write(f"| {rank} | {_cell(plain)} | {_cell(phrase)} | {count} |\n")
        sys.stdout.write("\n")


def _plain(text: str, language: str) -> list[str]:
    from yake import KeywordExtractor

    found = [phrase for phrase, _ in KeywordExtractor(lan=language, n=3, top=ROWS).extract_keywords(text)]
    return found + [""] * (ROWS - len(found))


def _cell(words: str) -> str:
    shown = words if len(words) <= 60 else words[:57] + "..."
    return shown.replace("|", "\\|")


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]])
