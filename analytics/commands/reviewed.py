"""An analysis as the dashboard shows it: with the verdicts of reviewers on this machine in place of the program's."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from analytics.pipeline import Analysis, Progress
    from analytics.study import Study


def read_reviews(study: Study, *, wanted: bool) -> pd.DataFrame | None:
    """Read the reviews of a study.

    Parameters
    ----------
    study : Study
        As loaded.
    wanted : bool
        Whether they are to count at all.

    Returns
    -------
    pandas.DataFrame or None
        From `analytics.reviews.ReviewStore.reviews`; None where they are not to count.

    Raises
    ------
    ReviewError
        If their database cannot be read: told before the long work.
    """
    from analytics.reviews import ReviewStore, study_key

    return ReviewStore().reviews(study_key(study)) if wanted else None


def analyze_reviewed(study: Study, reviews: pd.DataFrame | None, *, use_cache: bool, progress: Progress | None) -> Analysis:
    """Analyse a study, and put the reviews in place where there are any."""
    from analytics.pipeline import analyze
    from analytics.reviews import apply_reviews
    from analytics.settings import Settings

    analysis = analyze(study, Settings(use_cache=use_cache), progress=progress)
    return analysis if reviews is None else apply_reviews(analysis, reviews)
