"""The reviews of the study on screen: read afresh at every run, put in place where the visitor wants them."""

from __future__ import annotations

import hashlib
import json
import threading
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import streamlit as st

from analytics.dashboard import addressed, components
from analytics.dashboard.cache import KEPT_ANALYSES
from analytics.dashboard.kept import Kept
from analytics.dashboard.strings import review as words
from analytics.errors import ReviewError
from analytics.measures.review_order import review_order
from analytics.reviews import ReviewStore, apply_reviews, study_key
from analytics.reviews.store import standing_reviews
from analytics.settings import reviews_url

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    import pandas as pd

    from analytics.pipeline import Analysis
    from analytics.reviews.application import Memo

OF_THE_PROGRAM = {"review"}
"""Pages that look at the program's own analysis beside the reviews: they do not wait until the reviews are put in place."""

WITHOUT_VERDICTS = {"review", "agreement", "study", "methods", "concordance"}
"""Pages on which it makes no difference whether reviews are in place, or that say by themselves why they are not."""

KEPT_SOURCES = 400
"""How many sources' tables are kept of each analysis before they are made again."""

KEPT_CORRECTIONS = 8
"""How many corrected analyses a server keeps; the one unused longest goes first."""


@dataclass(frozen=True, slots=True, eq=False)
class Reviewing:
    """What is known of the reviews in one run of a page.

    Parameters
    ----------
    program : Analysis
        The program's own analysis, whatever the visitor looks at.
    reviews : pandas.DataFrame
        The reviews that stand, from `analytics.reviews.ReviewStore.reviews`; empty where they cannot be read.
    in_place : pandas.DataFrame
        Those of them that the visitor wants to see in place of the program's verdicts on this page.
    problem : str
        Why they cannot be read; empty where they can.
    """

    program: Analysis
    reviews: pd.DataFrame
    in_place: pd.DataFrame
    problem: str = ""


class Corrections:
    """Corrected analyses in memory, so that a rerun with the same reviews costs nothing; safe for many sessions at once."""

    def __init__(self) -> None:
        self._kept: Kept[Analysis] = Kept(KEPT_CORRECTIONS)
        self._memos: Kept[Memo] = Kept(KEPT_CORRECTIONS)
        self._lock = threading.Lock()

    def get(self, program: Analysis, reviews: pd.DataFrame) -> Analysis:
        """Return the analysis with reviews in place."""
        return self._kept.get((named(program), named_rows(reviews)), lambda: self._apply(program, reviews))

    def _apply(self, program: Analysis, reviews: pd.DataFrame) -> Analysis:
        memo = self._memos.get(named(program), dict)
        with self._lock:
            if len(memo) > KEPT_SOURCES:
                memo.clear()
            return apply_reviews(program, reviews, memo=memo)


@st.cache_resource(show_spinner=False)
def corrections() -> Corrections:
    """Return the one memory of corrected analyses of this server."""
    return Corrections()


@st.cache_resource(show_spinner=False)
def _orders() -> Kept[pd.DataFrame]:
    return Kept(KEPT_ANALYSES)


def order_of(program: Analysis) -> pd.DataFrame:
    """Return in which order the cells of an analysis are to be checked, and their lots."""
    return _orders().get(named(program), lambda: review_order(program.coverage))


@st.cache_resource(show_spinner=False)
def _histories() -> Kept[pd.DataFrame]:
    return Kept(KEPT_ANALYSES)


def history_of(program: Analysis) -> pd.DataFrame:
    """Return every row on a study, oldest first; the database is asked each time whether there are new ones.

    Raises
    ------
    ReviewError
        If the reviews cannot be read.
    """
    store, study = review_store(), study_key(program.study)
    return _histories().get((store.place, study, store.newest(study)), lambda: store.history(study))


def named(program: Analysis) -> str:
    """Name an analysis by all that it was made from, so that what is kept of it does not keep it in memory."""
    study = program.study
    manifest = [(each.id, each.outlet, each.title, each.date, each.url, each.group, each.language) for each in study.sources]
    statement = (study.folder, study.title, study.statement.issuer, study.statement.date)
    made_from = json.dumps([statement, manifest, program.provenance], sort_keys=True, default=str)
    return hashlib.sha256(made_from.encode()).hexdigest()


def named_rows(reviews: pd.DataFrame) -> Hashable:
    """Name some reviews: rows of the store never change, so their ids and times say which they are."""
    return tuple(zip(reviews["id"].tolist(), reviews["recorded"].tolist(), strict=True))


@st.cache_resource(show_spinner=False)
def _store_at(url: str) -> ReviewStore:
    return ReviewStore(url)


def review_store() -> ReviewStore:
    """Return the store of reviews; it keeps no answers, so every read is fresh."""
    return _store_at(reviews_url())


def current() -> Reviewing:
    """Return what is known of the reviews in this run."""
    reviewing: Reviewing = st.session_state["reviewing"]
    return reviewing


def begin_reviewing(program: Analysis, page: str) -> Analysis:
    """Read the reviews, draw the switch in the side bar where there are any, and return the analysis that the visitor wants to see."""
    try:
        known, problem = standing_reviews(history_of(program)), ""
    except ReviewError as error:
        known, problem = _no_reviews(), str(error)
    reviewing = Reviewing(program, known, known.iloc[:0], problem)
    st.session_state["reviewing"] = reviewing
    if reviewing.problem and page not in WITHOUT_VERDICTS:  # not in the side bar, which a narrow screen folds away
        components.show_problem(words.CANNOT_READ, reviewing.problem)
    if reviewing.reviews.empty:
        return program
    reviewers = list(dict.fromkeys(reviewing.reviews["reviewer"]))
    with st.sidebar:
        is_on = st.toggle(words.USE_REVIEWS, help=words.USE_REVIEWS_HELP, **addressed.switch("reviews"))
        chosen = _choose_reviewers(reviewers) if is_on and len(reviewers) > 1 else []
    if not is_on and page not in WITHOUT_VERDICTS:
        components.note(words.switched_off(len(reviewing.reviews[["source", "commitment"]].drop_duplicates())))
    if not is_on or page in OF_THE_PROGRAM:
        return program
    in_place = _of_reviewers(reviewing.reviews, chosen)
    st.session_state["reviewing"] = replace(reviewing, in_place=in_place)
    return corrections().get(program, in_place)


def corrected(program: Analysis, reviews: pd.DataFrame, reviewers: Sequence[str] = ()) -> Analysis:
    """Return the analysis with the reviews in place; of the named reviewers alone, where some are named."""
    return corrections().get(program, _of_reviewers(reviews, reviewers))


def _of_reviewers(reviews: pd.DataFrame, reviewers: Sequence[str]) -> pd.DataFrame:
    return reviews[reviews["reviewer"].isin(reviewers)] if reviewers else reviews


def _choose_reviewers(reviewers: list[str]) -> list[str]:
    return st.multiselect(words.WHOSE, reviewers, placeholder=words.EVERYBODY, help=words.WHOSE_HELP, **addressed.choices("by", reviewers))


def _no_reviews() -> pd.DataFrame:
    return ReviewStore("sqlite://").reviews("")
