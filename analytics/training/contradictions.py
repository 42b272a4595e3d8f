"""``python -m analytics.training.contradictions``: how often *contradicted* is right, and how often it is a false alarm."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, field, replace
from itertools import permutations
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pandas as pd

from analytics.language.reading import ReadText, read_words
from analytics.measures.fidelity import fidelity_table
from analytics.pipeline import analyze
from analytics.study.codebook import Commitment
from analytics.study.grammar.lexicon import LEXICON_LANGUAGES
from analytics.study.language_codes import primary_language
from analytics.study.manifest import load_study

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analytics.pipeline import Analysis
    from analytics.study.manifest import Study

CONTRADICTED = "contradicted"
DENIAL = "The two sides refused to"
_INFINITIVE = re.compile(r"^(?:will|would|to) ")
_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@dataclass(slots=True)
class Tally:
    """What was judged, by language.

    Parameters
    ----------
    judged, contradicted : dict of str to int
        Cells (or sentences) that could have been called contradicted, and those that were.
    shown : list of str
        The latter, to be read.
    """

    judged: dict[str, int] = field(default_factory=dict)
    contradicted: dict[str, int] = field(default_factory=dict)
    shown: list[str] = field(default_factory=list)

    def add(self, language: str, fidelity: str, words: str) -> None:
        """Count one; keep its words if it was called contradicted."""
        self.judged[language] = self.judged.get(language, 0) + 1
        if fidelity == CONTRADICTED:
            self.contradicted[language] = self.contradicted.get(language, 0) + 1
            self.shown.append(words)

    def line(self) -> str:
        """Say how many of how many, in all and by language."""
        parts = [f"{code} {self.contradicted.get(code, 0)} of {n}" for code, n in sorted(self.judged.items())]
        return f"{sum(self.contradicted.values())} of {sum(self.judged.values())} ({', '.join(parts)})"


def judge_sentence(statement: str, quote: str, article: str, language: str) -> str:
    """Return the fidelity of an article of one passage to a statement of one sentence with one firm commitment, `quote`."""
    told, said = read_words(article, language), read_words(statement, language)
    start = statement.index(quote)
    unit = Commitment("1a", 1, "", "commitment", 4, "", quote, start, start + len(quote))
    return str(_judge(told, told.passages[0].id, unit, said).iloc[0]["fidelity"])


def read_sentences(path: Path) -> list[dict[str, str]]:
    """Read the coded sentences: ``language, statement, quote, article, fidelity`` (contradicted, or empty where it is not)."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def tell_sentences(rows: Sequence[dict[str, str]]) -> tuple[Tally, Tally]:
    """Judge the coded sentences; return those that contradict, and those that do not."""
    contrary, true = Tally(), Tally()
    for row in rows:
        told = judge_sentence(row["statement"], row["quote"], row["article"], row["language"])
        (contrary if row["fidelity"] == CONTRADICTED else true).add(row["language"], told, row["article"])
    return contrary, true


def tell_cells(analysis: Analysis) -> Iterator[tuple[str, str, str]]:
    """Yield language, fidelity and words of every told cell whose source is in the statement's language."""
    languages = _languages(analysis)
    quotes = {unit.id: unit.quote for unit in analysis.study.commitments}
    texts = _best_passages(analysis)
    for row in analysis.fidelity[["source", "commitment", "verb", "fidelity"]].astype(str).to_dict("records"):
        source, commitment = row["source"], row["commitment"]
        if languages[source] == primary_language(analysis.study.language):
            words = f"{source} {commitment} [{row['verb']}] {texts[source, commitment]}\n    statement: {quotes[commitment]}"
            yield languages[source], row["fidelity"], words


def tell_pairs(analysis: Analysis) -> Iterator[tuple[str, str, str]]:
    """Yield the same with the best passage of another source in the same language in the statement's place, for each ordered pair."""
    languages, texts = _languages(analysis), _best_passages(analysis)
    for commitment in analysis.commitments["commitment"]:
        tellers = [source for source in languages if (source, commitment) in texts and languages[source] in LEXICON_LANGUAGES]
        for one, other in permutations(tellers, 2):
            if languages[one] == languages[other]:
                said, told = texts[one, commitment], texts[other, commitment]
                yield languages[one], judge_sentence(said, said, told, languages[one]), f"{other} {commitment} {told}\n    {one}: {said}"


def tell_denied(study: Study, lead: str = DENIAL) -> Analysis:
    """Analyse an article that denies every commitment of a study in the statement's own words, one after the other."""
    quotes = (_INFINITIVE.sub("", unit.quote) for unit in study.commitments)
    article = replace(study.sources[0], text="\n\n".join(f"{lead} {quote}." for quote in quotes), language=study.language)
    return analyze(replace(study, sources=(article,)))


def _judge(told: ReadText, passage_id: str, unit: Commitment, said: ReadText) -> pd.DataFrame:
    coverage = pd.DataFrame([("a", "", unit.id, "covered")], columns=["source", "outlet", "commitment", "verdict"])
    evidence = pd.DataFrame([("a", unit.id, 1, passage_id)], columns=["source", "commitment", "rank", "passage_id"])
    return fidelity_table(coverage, evidence, {"a": told}, [unit], said)


def _languages(analysis: Analysis) -> dict[str, str]:
    return {source: primary_language(code) for source, code in zip(analysis.sources["source"], analysis.sources["language"], strict=True)}


def _best_passages(analysis: Analysis) -> dict[tuple[str, str], str]:
    best = analysis.evidence[analysis.evidence["rank"] == 1]
    return dict(zip(zip(best["source"], best["commitment"], strict=True), best["text"].astype(str), strict=True))


@click.command()
@click.option("--sentences", type=_FILE, help="Sentences coded by hand, such as tests/data/contradictions.csv.")
@click.option("--studies", "folders", type=_FOLDER, multiple=True, help="A study, or a folder of studies, whose articles are truthful.")
@click.option("--denied", type=_FOLDER, help="An English study, such as seeds: each of its commitments is denied in its own words.")
def main(sentences: Path | None, folders: tuple[Path, ...], denied: Path | None) -> None:
    """Print how many coded contradictions are found, and how many cells of truthful articles are called contradicted."""
    if sentences:
        contrary, true = tell_sentences(read_sentences(sentences))
        click.echo(f"contradictions found: {contrary.line()}\ntrue sentences called contradicted: {true.line()}")
    if denied:
        analysis = tell_denied(load_study(denied))
        covered, n_contrary = (analysis.coverage["verdict"] == "covered").sum(), (analysis.fidelity["fidelity"] == CONTRADICTED).sum()
        click.echo(f"of {len(analysis.coverage)} commitments denied in their own words {covered} are covered, {n_contrary} contradicted")
    cells, pairs = Tally(), Tally()
    found = [manifest.parent for folder in folders for manifest in sorted(folder.rglob("study.toml"))]
    for folder in found:
        analysis = analyze(load_study(folder))
        for tally, told in ((cells, tell_cells(analysis)), (pairs, tell_pairs(analysis))):
            for language, fidelity, words in told:
                tally.add(language, fidelity, f"{folder.name} {words}")
    for name, tally in (("told cells", cells), ("pairs of articles", pairs)) if found else ():
        click.echo("\n".join([f"{name} called contradicted: {tally.line()}", *tally.shown]))


if __name__ == "__main__":
    main()
