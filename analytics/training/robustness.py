"""``python -m analytics.training.robustness``: how many verdicts stay when statement and articles are written otherwise."""

from __future__ import annotations

import csv
import re
import textwrap
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from analytics.errors import Fault, StudyError
from analytics.language.encoder_pair import shipped_pair
from analytics.language.reading import read_commitments, read_text
from analytics.measures.coverage import coverage_table, load_model
from analytics.settings import default_cache_folder
from analytics.study.manifest import load_study

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from analytics.language.encoder import Encoder
    from analytics.measures.coverage.model import CoverageModel
    from analytics.study.manifest import Study

# Invented, so that no name of a study is exchanged for one that the encoder knows.
_FICTIONAL = "Velmora Tarquen Oskarin Brelund Calvessa Dromeny Elvarro Fenwold Gorlaine Hestria Istovar Jalmere".split()
_TIMES_AT_LEAST = 3
_LETTERS_AT_LEAST = 3
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010\u2011][^\W\d_]+)*")
# A capital here may be the sentence's: nothing, a sentence's end or a quotation mark stands before the word.
_STARTS_SENTENCE = re.compile(r"(?:^|[.!?:;\n\"“«*#])\s*$")


@dataclass(frozen=True, slots=True)
class Robustness:
    """Verdicts of a study before and after one change of its texts.

    Parameters
    ----------
    change : str
        What was changed.
    same, cells : int
        Commitment x source pairs whose verdict stays, and all of them.
    """

    change: str
    same: int
    cells: int

    @property
    def share(self) -> float:
        """Share of verdicts that stay, 0 to 1; 1 is best, NaN without cells."""
        return self.same / self.cells if self.cells else float("nan")


def frequent_names(statement: str, articles: Sequence[str]) -> dict[str, str]:
    """Propose fictional replacements for the names that a statement uses most.

    Parameters
    ----------
    statement : str
        Text of the statement.
    articles : sequence of str
        Texts of the sources.

    Returns
    -------
    dict of str to str
        Name as in the text, to its replacement; the most frequent first. Names are words of three letters or more with a capital
        inside a sentence, at least three times in the statement and once in half of the articles, that no text writes in small letters
        and that some text does not write in capitals throughout (acronyms stay). At most twelve; none in scripts without capitals.
    """
    texts = [statement, *articles]
    spread = Counter(word for text in articles for word in {word.casefold() for word in _WORD.findall(text)})
    written = {word for text in texts for word in _WORD.findall(text)}
    titled = {word.casefold() for word in written if word[0].isupper() and not word.isupper()}
    counts = Counter(
        match.group().casefold()
        for match in _WORD.finditer(statement)
        if match.group()[0].isupper() and not _STARTS_SENTENCE.search(statement[max(0, match.start() - 5) : match.start()])
    )
    frequent = [
        word
        for word, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        if count >= _TIMES_AT_LEAST
        and len(word) >= _LETTERS_AT_LEAST
        and 2 * spread[word] >= len(articles)
        and word in titled
        and word not in written
    ]
    return {word.title(): fictional for word, fictional in zip(frequent, _FICTIONAL, strict=False)}


def exchange(text: str, names: Mapping[str, str]) -> str:
    """Exchange names for others, as whole words; a name in capitals is exchanged for one in capitals.

    Parameters
    ----------
    text : str
        Any text.
    names : mapping of str to str
        Name to replacement; case makes no difference.

    Returns
    -------
    str
        The changed text; the same where no name stands in it.
    """
    if not names:
        return text
    table = {name.casefold(): new for name, new in names.items()}
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    pattern = re.compile(r"(?<![^\W\d_])(?:" + "|".join(map(re.escape, longest_first)) + r")(?![^\W\d_])", re.IGNORECASE)

    def exchanged(match: re.Match[str]) -> str:
        new = table[match.group().casefold()]
        return new.upper() if match.group().isupper() else new

    return pattern.sub(exchanged, text)


def to_typographic(text: str) -> str:
    """Write pairs of straight quotes as “ and ”, apostrophes as ’."""
    return re.sub(r'"([^"\n]*)"', r"“\1”", text).replace("'", "’")


def to_straight(text: str) -> str:
    """Write typographic quotes and apostrophes as straight ones."""
    return text.translate(str.maketrans("“”„‘’", '"""\'\''))


def changes(names: Mapping[str, str]) -> dict[str, Callable[[str], str]]:
    """Give every change of a text, by its name."""
    return {
        "names exchanged": lambda text: exchange(text, names),
        "quotes typographic": to_typographic,
        "quotes straight": to_straight,
        "line ends of Windows": lambda text: text.replace("\n", "\r\n"),
        "lines of at most 80 characters": lambda text: "\n".join(textwrap.fill(line, 80) for line in text.split("\n")),
        "two blank lines more": lambda text: re.sub(r"\n{2,}", "\n\n\n\n", text),
        "all letters small": str.lower,
        "all letters capital": str.upper,
    }


def robustness_of(study: Study, names: Mapping[str, str], encoder: Encoder, model: CoverageModel) -> Iterator[Robustness]:
    """Judge a study as it stands and after each change of commitments and sources together.

    Parameters
    ----------
    study : Study
        Not changed.
    names : mapping of str to str
        What `exchange` exchanges; where it is empty that change is left out.
    encoder : Encoder
        Encodes the texts.
    model : CoverageModel
        Judges them.

    Yields
    ------
    Robustness
        One for each change.
    """
    before = _verdicts(study, encoder, model, str)
    for name, change in changes(names).items():
        if names or name != "names exchanged":
            after = _verdicts(study, encoder, model, change)
            yield Robustness(name, sum(one == other for one, other in zip(before, after, strict=True)), len(before))


def _verdicts(study: Study, encoder: Encoder, model: CoverageModel, change: Callable[[str], str]) -> list[str]:
    commitments = [replace(unit, label=change(unit.label), quote=change(unit.quote)) for unit in study.commitments]
    sources = [replace(source, text=change(source.text)) for source in study.sources]
    reads = {source.id: read_text(source.text, source.language or study.language, encoder) for source in sources}
    table, _ = coverage_table(sources, commitments, reads, read_commitments(commitments, study.language, encoder), model)
    return [str(verdict) for verdict in table["verdict"]]


def read_names(path: Path) -> dict[str, str]:
    """Read a table of names: CSV without header, name and replacement in each row.

    Raises
    ------
    StudyError
        If a row does not hold two words.
    """
    with path.open(encoding="utf-8", newline="") as file:
        rows = [(number, [cell.strip() for cell in row]) for number, row in enumerate(csv.reader(file), 1) if row]
    wrong = [number for number, row in rows if len(row) != len(("name", "replacement")) or not all(row)]
    if wrong:
        message = "A name and its replacement, parted by a comma, were expected here; complete the row or delete it."
        raise StudyError([Fault(str(path), message, row=number) for number in wrong])
    return {name: new for _, (name, new) in rows}


@click.command()
@click.option("--study", type=click.Path(exists=True, file_okay=False, path_type=Path), required=True, help="Folder of a study.")
@click.option("--names", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="CSV of names and their replacements.")
def main(study: Path, names: Path | None) -> None:
    """Print the share of verdicts that stay when statement and articles are changed together."""
    loaded = load_study(study)
    exchanged = read_names(names) if names else frequent_names(loaded.statement.text, [source.text for source in loaded.sources])
    encoder = shipped_pair(cache=default_cache_folder())
    click.echo("names: " + (", ".join(f"{name} -> {new}" for name, new in exchanged.items()) or "none found, not exchanged"))
    for row in robustness_of(loaded, exchanged, encoder, load_model()):
        click.echo(f"{row.change}: {100 * row.share:.1f} % ({row.same} of {row.cells} verdicts stay)")


if __name__ == "__main__":
    main()
