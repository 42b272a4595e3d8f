"""The reviews of the study on screen: read afresh at every run, put in place where the visitor wants them."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from analytics.dashboard import components
from analytics.dashboard.strings import review as words
from analytics.errors import ReviewError
from analytics.reviews import ReviewStore, apply_reviews, study_key
from analytics.settings import reviews_url

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from analytics.pipeline import Analysis
    from analytics.reviews.application import Memo

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
    problem : str
        Why they cannot be read; empty where they can.
    """

    program: Analysis
    reviews: pd.DataFrame
    problem: str = ""


class Corrections:
    """Corrected analyses in memory, so that a rerun with the same reviews costs nothing; safe for many sessions at once."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[int, tuple[tuple[int, str], ...]], tuple[Analysis, Analysis]] = OrderedDict()
        self._memos: OrderedDict[int, Memo] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, program: Analysis, reviews: pd.DataFrame) -> Analysis:
        """Return the analysis with reviews in place; rows of the store never change, so their ids say which they are."""
        key = (id(program), tuple(zip(reviews["id"], reviews["recorded"], strict=True)))
        with self._lock:
            if key not in self._kept:
                memo = self._memos.setdefault(id(program), {})
                if len(memo) > KEPT_SOURCES:
                    memo.clear()
                self._kept[key] = (program, apply_reviews(program, reviews, memo=memo))  # held, so that its id stays its own
                while len(self._kept) > KEPT_CORRECTIONS:
                    self._kept.popitem(last=False)
                known = {kept for kept, _ in self._kept}
                self._memos = OrderedDict((kept, memo) for kept, memo in self._memos.items() if kept in known)
            self._kept.move_to_end(key)
            return self._kept[key][1]


@st.cache_resource(show_spinner=False)
def corrections() -> Corrections:
    """Return the one memory of corrected analyses of this server."""
    return Corrections()


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


def begin_reviewing(program: Analysis) -> Analysis:
    """Read the reviews, draw the switch in the side bar where there are any, and return the analysis that the visitor wants to see."""
    try:
        reviewing = Reviewing(program, review_store().reviews(study_key(program.study)))
    except ReviewError as error:
        reviewing = Reviewing(program, _no_reviews(), str(error))
    st.session_state["reviewing"] = reviewing
    if reviewing.problem:
        with st.sidebar:
            components.show_problem(words.CANNOT_READ, reviewing.problem)
    if reviewing.reviews.empty:
        return program
    reviewers = list(dict.fromkeys(reviewing.reviews["reviewer"]))
    with st.sidebar:
        is_on = st.toggle(words.USE_REVIEWS, value=True, key="reviews", bind="query-params", help=words.USE_REVIEWS_HELP)
        chosen = _choose_reviewers(reviewers) if is_on and len(reviewers) > 1 else []
    return corrected(program, reviewing.reviews, chosen) if is_on else program


def corrected(program: Analysis, reviews: pd.DataFrame, reviewers: Sequence[str] = ()) -> Analysis:
    """Return the analysis with the reviews in place; of the named reviewers alone, where some are named."""
    return corrections().get(program, reviews[reviews["reviewer"].isin(reviewers)] if reviewers else reviews)


def _choose_reviewers(reviewers: list[str]) -> list[str]:
    return st.multiselect(words.WHOSE, reviewers, key="by", bind="query-params", placeholder=words.EVERYBODY, help=words.WHOSE_HELP)


def _no_reviews() -> pd.DataFrame:
    return ReviewStore("sqlite://").reviews("")
