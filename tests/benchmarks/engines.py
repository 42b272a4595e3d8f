"""The shipped encoder beside all-MiniLM-L6-v2 on the same work: ``python -m tests.benchmarks.engines FOLDER``.

Needs the extra ``engine``, and the model: a folder of it, or its name on the hub. Times are those of the processor, on one core, so that
whatever else runs on the machine counts little.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from statistics import median
from typing import TYPE_CHECKING

import click
import numpy as np
from sklearn.metrics import roc_auc_score

from analytics.errors import AnalyticsError
from analytics.language.encoder_pair import EncoderPair, shipped_pair
from analytics.language.reading import read_commitments, read_text
from analytics.language.transformer_encoder import SentenceTransformerEncoder
from analytics.measures.coverage import coverage_table, load_model
from analytics.measures.coverage.book import prepare_book
from analytics.study import load_study
from analytics.study.shipped import shipped_study
from analytics.training.datasets import UNKNOWN, load_coded_study

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from analytics.language.encoder import Encoder

ROUNDS = 9
SHIPPED = "the shipped encoder"
ARTICLE = "alexa-ng"


def made(name: str) -> Encoder:
    """Make the shipped encoders, or the engine with the second of them, on one core."""
    pair = shipped_pair(threads=1)
    return pair if name == SHIPPED else EncoderPair(SentenceTransformerEncoder(name, device="cpu", threads=1), pair.second)


def processor_seconds(work: Callable[[], object]) -> float:
    """Give the median of some rounds, the first left out."""
    times = []
    for _ in range(ROUNDS + 1):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return median(times[1:])


def loaded(name: str) -> tuple[float, float]:
    """Load an encoder in a new process, and give processor seconds and peak memory (MiB) up to the first vector."""
    command = [sys.executable, "-m", "tests.benchmarks.engines", "--load-only", name]
    return tuple(json.loads(subprocess.run(command, check=True, capture_output=True).stdout))  # noqa: S603  our own interpreter


def speeds(encoder: Encoder) -> Iterator[tuple[str, float, str]]:
    """Measure encoding and judging of one article against the commitments of the shipped study."""
    study = load_study(shipped_study())
    source = next(source for source in study.sources if source.id == ARTICLE)
    reads = {each.id: read_text(each.text, "en", encoder) for each in study.sources}
    commitments = read_commitments(study.commitments, "en", encoder)
    texts = [passage.text for read in (*reads.values(), *commitments) for passage in read.passages]
    passages = [passage.text for passage in reads[source.id].passages]
    yield "vectors of the article", 1000 * processor_seconds(lambda: encoder.encode(passages)), "ms"
    model, own = load_model(), {source.id: reads[source.id]}
    yield "judging it", 1000 * processor_seconds(lambda: coverage_table([source], study.commitments, own, commitments, model)), "ms"
    yield "sentences", len(texts) / processor_seconds(lambda: encoder.encode(texts)), "a second"


def cosine_auc(encoder: Encoder) -> tuple[float, int]:
    """Judge the coded articles of the shipped study by the highest cosine alone; give AUC of mentioned, and cells."""
    folder = shipped_study()
    statement = load_coded_study(folder, folder / "coding.csv", encoder, "study")
    sentence = prepare_book(statement.commitments).sentence
    scores = [(sentence @ np.stack([text.sentence for text in source.read.encoded]).T).max(axis=1) for source in statement.texts]
    known = [source.levels != UNKNOWN for source in statement.texts]
    levels = np.concatenate([source.levels[some] for source, some in zip(statement.texts, known, strict=True)])
    found = np.concatenate([score[some] for score, some in zip(scores, known, strict=True)])
    return float(roc_auc_score(levels >= 1, found)), len(levels)


@click.command()
@click.argument("model")
@click.option("--load-only", is_flag=True, help="Print processor seconds and MiB up to the first vector, as JSON.")
def main(model: str, load_only: bool) -> None:
    """Compare the shipped encoder with MODEL."""
    if load_only:
        made(model).encode(["One sentence."])
        click.echo(json.dumps([time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))
        return
    try:
        for name in (SHIPPED, model):
            seconds, memory = loaded(name)
            encoder = made(name)
            area, cells = cosine_auc(encoder)
            click.echo(f"{name}\n  first vector of a new process: {seconds:.1f} s, {memory:.0f} MiB")
            for what, value, unit in speeds(encoder):
                click.echo(f"  {what}: {value:.0f} {unit}")
            click.echo(f"  mentioned by the highest cosine alone, of {cells} cells: AUC {area:.3f}")
    except AnalyticsError as error:
        raise click.ClickException(str(error)) from error


if __name__ == "__main__":
    main()
