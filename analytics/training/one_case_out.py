"""Training on all coded cases, measured on each by weights learned on the others."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

import click
import pandas as pd

from analytics.language.encoder import UseEncoder
from analytics.language.vector_cache import CachedEncoder
from analytics.settings import default_cache_folder
from analytics.training.coded_studies import read_coded_studies, read_coded_study

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from analytics.training.coded_studies import CodedStudy


class CaseText(Protocol):
    """A coded source, which knows the case that it belongs to."""

    @property
    def case(self) -> str:
        """Name of the study."""


Text = TypeVar("Text", bound=CaseText)
Model = TypeVar("Model")


def case_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options ``--cases``, ``--study`` and ``--out``."""
    options = (
        click.option(
            "--cases", type=click.Path(exists=True, file_okay=False, path_type=Path), required=True, help="Folder of coded studies."
        ),
        click.option(
            "--study", type=click.Path(exists=True, file_okay=False, path_type=Path), help="A coded study that is not trained on."
        ),
        click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Where to write the weights learned on all cases."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def train_and_measure(
    cases: Path,
    study: Path | None,
    *,
    prepare: Callable[[CodedStudy], list[Text]],
    fit: Callable[[Sequence[Text], dict[str, Any]], Model],
    judge: Callable[[Sequence[Text], Model], pd.DataFrame],
    figures: Callable[[pd.DataFrame], dict[str, float]],
) -> Model:
    """Learn weights on all cases, and print how good those are that had not seen the texts they judged.

    Parameters
    ----------
    cases, study : pathlib.Path
        Folder of coded studies, and a coded study that is not trained on, if any.
    prepare, fit, judge, figures : callable
        From a study to its texts; from texts, and what is to be recorded of them, to weights; from texts and weights to a table with
        ``case`` and ``language``; from such a table to its figures.

    Returns
    -------
    object
        The weights, with the figures left one case out in what is recorded of them.
    """
    encoder = CachedEncoder(UseEncoder(), default_cache_folder())
    texts = [text for coded in read_coded_studies(cases, encoder) for text in prepare(coded)]
    left_out = judged_left_out(texts, fit, judge)
    groups = [("left out", left_out), *left_out.groupby("case"), *left_out.groupby("language")]
    model = fit(texts, {"cases": sorted({text.case for text in texts}), "left_one_case_out": figures(left_out)})
    if study:
        groups.append((study.name, judge(prepare(read_coded_study(study, encoder)), model)))
    click.echo(pd.DataFrame({str(name): figures(group) for name, group in groups}).T.round(3).to_string())
    return model


def judged_left_out(
    texts: Sequence[Text], fit: Callable[[Sequence[Text], dict[str, Any]], Model], judge: Callable[[Sequence[Text], Model], pd.DataFrame]
) -> pd.DataFrame:
    """Judge every case by weights learned on the others."""
    judged = [
        judge([text for text in texts if text.case == case], fit([text for text in texts if text.case != case], {}))
        for case in dict.fromkeys(text.case for text in texts)
    ]
    return pd.concat(judged, ignore_index=True)
